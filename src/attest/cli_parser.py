"""What the command line understands: verbs, options, their help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

LANGUAGES: Final = ("en", "fr")

_FILES: Final = "a text, HTML, JSON or JSONL file, a folder, a pattern such as 'news/*.json', or - for standard input"


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with room for our longest option."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{**options, "max_help_position": 26})


class Parser(argparse.ArgumentParser):
    """An argument parser that explains a mistake in one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Help)
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        """One line on standard error, status 2."""
        line = " ".join(message.split())
        print(f"attest: {line} (see {self.prog} --help)", file=sys.stderr)  # noqa: T201
        raise SystemExit(2)


class _Version(argparse.Action):
    """--version, looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *rest: Any) -> None:
        import attest

        print(f"attest {attest.__version__}")  # noqa: T201
        parser.exit()


def build() -> argparse.ArgumentParser:
    """The parser of the whole command line; every verb sets `run` to "module:function"."""
    parser = Parser(
        prog="attest",
        description="Turns news reports of armed violence into quoted, auditable incidents.",
        epilog="Start with: attest demo",
    )
    parser.add_argument("--version", action=_Version)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _code(verbs)
    _explain(verbs)
    _evaluate(verbs)
    _verb(verbs, "schema", "attest.cli_look:schema", "print the JSON Schema of what `attest code --json` prints")
    _demo(verbs)
    _gazetteer(verbs)
    _actors(verbs)
    return parser


def _verb(verbs: Any, name: str, run: str, help_: str, **options: Any) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(
        name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", **options
    )
    verb.set_defaults(run=run)
    return verb


def _reading(verb: argparse.ArgumentParser) -> None:
    """The options on how inputs are read."""
    verb.add_argument(
        "--published",
        metavar="DATE",
        help="day (2019-11-01), month or timestamp of publication, where the input has none",
    )
    verb.add_argument("--title-line", action="store_true", help="the first line of a plain text is its title")
    verb.add_argument("--language", choices=LANGUAGES, help="the language of the reports; found out where not given")


def _code(verbs: Any) -> None:
    verb = _verb(
        verbs,
        "code",
        "attest.cli_code:code",
        "read reports and show the incidents in them",
        epilog="Examples:\n  attest code report.txt --published 2019-11-02\n  attest code news/ --json > a.jsonl",
    )
    verb.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    _reading(verb)
    form = verb.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_const", const="json", dest="form", help="one JSON object a report, one a line"
    )
    form.add_argument("--csv", action="store_const", const="csv", dest="form", help="one row an incident")
    form.add_argument("--geojson", action="store_const", const="geojson", dest="form", help="one feature an incident")
    verb.add_argument("--statements", action="store_true", help="with --json: also every statement with its origin")
    verb.add_argument("--out", metavar="FILE", help="write there, all or nothing, instead of to standard output")
    verb.add_argument("--quiet", action="store_true", help="no progress and no summary on standard error")


def _explain(verbs: Any) -> None:
    verb = _verb(
        verbs,
        "explain",
        "attest.cli_look:explain",
        "show what was read where in a report, and by which rule",
        epilog="Example:\n  attest explain report.txt --html report.html",
    )
    verb.add_argument("file", metavar="FILE", help=_FILES)
    _reading(verb)
    verb.add_argument("--html", metavar="OUT", help="write one self-contained HTML page; - for standard output")
    verb.add_argument("--id", metavar="ID", help="the report to explain, where FILE holds several")


def _evaluate(verbs: Any) -> None:
    verb = _verb(verbs, "evaluate", "attest.cli_look:evaluate", "score accounts against gold")
    verb.add_argument("gold", metavar="GOLD", help="folder with one JSON file a gold report")
    verb.add_argument(
        "predictions",
        metavar="PREDICTIONS",
        nargs="?",
        help="what `attest code --json` printed; without it, the gold's texts are coded now",
    )
    verb.add_argument(
        "--details", action="store_true", help="also what was aligned, missed and invented, report by report"
    )
    verb.add_argument("--json", action="store_true", help="print the scores as JSON")


def _demo(verbs: Any) -> None:
    verb = _verb(verbs, "demo", "attest.cli_code:demo", "code the reports that come with Attest, as a tour")
    verb.add_argument("names", nargs="*", metavar="NAME", help="only these reports")
    verb.add_argument("--list", action="store_true", help="list the names of the reports")
    verb.add_argument("--json", action="store_true", help="print the contract's lines instead")


def _gazetteer(verbs: Any) -> None:
    group = verbs.add_parser("gazetteer", help="the places that are known", description="The places that are known.")
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    add = _verb(actions, "add", "attest.cli_registers:gazetteer_add", "add a list of your own places")
    add.add_argument("file", metavar="FILE", help="a CSV, TSV or GeoNames file of places")
    add.add_argument("--name", metavar="NAME", help="what to call the list; else the file's name")
    listing = _verb(actions, "list", "attest.cli_registers:gazetteer_list", "list the lists of places")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    find = _verb(actions, "find", "attest.cli_registers:gazetteer_find", "look a place up")
    find.add_argument("name", metavar="NAME", help="the name of a place, as written")
    find.add_argument("--country", metavar="CODE", help="ISO 3166-1 alpha-3 code of its country")
    _finding(find)


def _actors(verbs: Any) -> None:
    group = verbs.add_parser(
        "actors", help="the organisations that are known", description="The organisations that are known."
    )
    actions = group.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    find = _verb(actions, "find", "attest.cli_registers:actors_find", "look an organisation up")
    find.add_argument("name", metavar="NAME", help="a name or a part of it")
    _finding(find)


def _finding(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--limit", metavar="N", type=_positive, default=10, help="at most so many (10)")
    verb.add_argument("--json", action="store_true", help="one JSON object a line")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number
