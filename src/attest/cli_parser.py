"""What the command line understands: verbs, options, their help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from attest.coding.coders import CODERS, DEFAULT

LANGUAGES: Final = ("en", "fr")

_FILES: Final = "a text, HTML, JSON or JSONL file, a folder, a pattern such as 'news/*.json', or - for standard input"

_STATUS: Final = """\
exit status:
  0  done
  1  some of many inputs failed, or nothing was found
  2  bad input or usage; one line on standard error says what and how to mend it
  70 a fault of attest itself (ATTEST_DEBUG=1 shows where)"""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with room for our longest option."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{**options, "max_help_position": 26})

    def add_argument(self, action: argparse.Action) -> None:
        """Leave room for the names of verbs, which stand two columns further in than argparse reckons."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += 2


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
        description=(
            "Reads news reports of armed violence, in English and French, and lists the incidents in them: what\n"
            "happened, when, where, who did it, on whose word, to whom and with what toll. Every value is quoted.\n"
            "Works offline."
        ),
        epilog=_ends("demo", "code report.txt --published 2019-11-02", "explain report.txt --html report.html"),
    )
    parser.add_argument("--version", action=_Version)
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _code(verbs)
    _explain(verbs)
    _evaluate(verbs)
    _verb(
        verbs,
        "schema",
        "attest.cli_look:schema",
        "print the JSON Schema of what `attest code --json` prints",
        epilog=_ends("schema > accounts.schema.json"),
    )
    _demo(verbs)
    _gazetteer(verbs)
    _actors(verbs)
    return parser


def _ends(*examples: str) -> str:
    """What stands at the end of a verb's help: how to call it, and the exit statuses."""
    lines = "".join(f"  attest {example}\n" for example in examples)
    return f"{'examples' if len(examples) > 1 else 'example'}:\n{lines}\n{_STATUS}"


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


def _coder(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--coder",
        choices=CODERS,
        default=DEFAULT,
        help=f"joined: rules and the trained reader; grammar: rules alone, quicker ({DEFAULT})",
    )


def _code(verbs: Any) -> None:
    verb = _verb(
        verbs,
        "code",
        "attest.cli_code:code",
        "read reports and show the incidents in them",
        epilog=_ends(
            "code report.txt --published 2019-11-02",
            "code news/ --json > accounts.jsonl",
            "code 'news/*.html' --csv --out incidents.csv",
            "code - --title-line < report.txt",
        ),
    )
    verb.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    _reading(verb)
    _coder(verb)
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
        epilog=_ends(
            "explain report.txt --published 2019-11-02",
            "explain report.txt --html report.html",
            "explain news.jsonl --id report-7",
        ),
    )
    verb.add_argument("file", metavar="FILE", help=_FILES)
    _reading(verb)
    _coder(verb)
    verb.add_argument("--html", metavar="OUT", help="write one self-contained HTML page; - for standard output")
    verb.add_argument("--id", metavar="ID", help="the report to explain, where FILE holds several")


def _evaluate(verbs: Any) -> None:
    verb = _verb(
        verbs,
        "evaluate",
        "attest.cli_look:evaluate",
        "score accounts against gold",
        epilog=_ends("evaluate gold/", "evaluate gold/ accounts.jsonl --details"),
    )
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
    _coder(verb)
    verb.add_argument(
        "--draws",
        metavar="N",
        type=_positive,
        default=0,
        help="draw the reports anew so often, with repetition, and say how far figures may be chance (1000 will do)",
    )
    verb.add_argument("--json", action="store_true", help="print the scores as JSON")


def _demo(verbs: Any) -> None:
    verb = _verb(
        verbs,
        "demo",
        "attest.cli_code:demo",
        "code the reports that come with Attest, as a tour",
        epilog=_ends("demo", "demo --list", "demo 03-indelimane-53-soldiers --json"),
    )
    verb.add_argument("names", nargs="*", metavar="NAME", help="only these reports")
    verb.add_argument("--list", action="store_true", help="list the names of the reports")
    verb.add_argument("--json", action="store_true", help="print the contract's lines instead")


def _group(verbs: Any, name: str, help_: str) -> Any:
    group = verbs.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
    return group.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)


def _gazetteer(verbs: Any) -> None:
    actions = _group(verbs, "gazetteer", "look up places, and add lists of your own")
    add = _verb(
        actions,
        "add",
        "attest.cli_registers:gazetteer_add",
        "add a list of your own places, which then come before the bundled ones",
        epilog=_ends("gazetteer add ML.zip", "gazetteer add villages.csv --name ménaka --country MLI"),
    )
    add.add_argument(
        "file",
        metavar="FILE",
        help="a GeoNames country dump (.txt, .zip), an OCHA COD-AB table, or CSV or TSV with the columns "
        "name, country, lat, lon",
    )
    add.add_argument("--name", metavar="NAME", help="what to call the list; else the file's name")
    add.add_argument("--country", metavar="COUNTRY", help="ISO code or name, where the file has no such column")
    listing = _verb(
        actions,
        "list",
        "attest.cli_registers:gazetteer_list",
        "list the lists that you have added",
        epilog=_ends("gazetteer list"),
    )
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    remove = _verb(
        actions,
        "remove",
        "attest.cli_registers:gazetteer_remove",
        "forget a list that you have added",
        epilog=_ends("gazetteer remove villages"),
    )
    remove.add_argument("name", metavar="NAME", help="what the list is called")
    find = _verb(
        actions,
        "find",
        "attest.cli_registers:gazetteer_find",
        "look a place up",
        epilog=_ends("gazetteer find Indelimane", "gazetteer find Gao --country Mali --json"),
    )
    find.add_argument("name", metavar="NAME", help="the name of a place, as written")
    find.add_argument(
        "--country", metavar="COUNTRY", help="only there: ISO code or name; tries other spellings as well"
    )
    _finding(find)


def _actors(verbs: Any) -> None:
    actions = _group(verbs, "actors", "look up organisations that fight, police or govern")
    find = _verb(
        actions,
        "find",
        "attest.cli_registers:actors_find",
        "look an organisation up by any of its names",
        epilog=_ends("actors find JNIM", "actors find 'islamic state' --limit 3 --json"),
    )
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
