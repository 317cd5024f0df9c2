"""attest code and attest demo: texts to accounts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from attest.cli_output import console, output, progress, say
from attest.model import Coding, InputError, Report
from attest.model.text import check_published

if TYPE_CHECKING:
    from attest.coding.tagging import Tagger


def reports(args: argparse.Namespace, paths: list[str], failed: Callable[[], None]) -> Iterator[Report]:
    """The reports of the paths in order; what cannot be read is said on standard error and counted by `failed`."""
    from attest import sources

    if args.published is not None:
        args.published = check_published(args.published)
    if "-" in paths and sys.stdin.isatty():
        say("reading a report from the terminal; end it with Ctrl-D")
    for read in sources.read(paths, title_line=args.title_line, published=args.published, language=args.language):
        if isinstance(read, Report):
            yield read
        else:
            say(read.message)
            failed()


class _Count:
    """How many reports were coded, how many inputs failed, how many incidents were found."""

    def __init__(self) -> None:
        self.coded = self.failed = self.incidents = 0

    def fail(self) -> None:
        self.failed += 1

    @property
    def status(self) -> int:
        """0 all well, 1 some failed, 2 none succeeded."""
        if not self.failed:
            return 0
        return 1 if self.coded else 2


def code(args: argparse.Namespace) -> int:
    """Code every report and write cards, JSON lines, CSV or GeoJSON."""
    if args.statements and args.form != "json":
        raise InputError("--statements goes with --json only")
    from attest.coding.coders import tagger

    chosen = tagger(args.coder)
    count = _Count()
    on_terminal = args.out is None and sys.stdout.isatty()
    with output(args.out, machine=args.form is not None) as out:
        write, finish = _writer(args.form, args.statements, out)
        show = not args.quiet and not on_terminal
        with progress("coding", _total(args.files), show=show) as step:
            for report in reports(args, args.files, count.fail):
                coding = _coded(report, chosen, count.fail)
                if coding is not None:
                    count.coded += 1
                    count.incidents += len(coding.accounts)
                    write(coding)
                step()
        finish()
    if not count.coded and not count.failed:
        raise InputError("no report was found there: give text, HTML, JSON or JSONL files, or folders of them")
    if not args.quiet and args.form is not None and sys.stderr.isatty():
        failed = f", {count.failed} failed" if count.failed else ""
        say(f"{count.coded} reports, {count.incidents} incidents{failed}")
    return count.status


def _coded(report: Report, tagger: Tagger, failed: Callable[[], None]) -> Coding | None:
    """The coding, or None and a line on standard error: one report that fails must not cost the others."""
    from attest.coding.coder import code_report

    try:
        return code_report(report, tagger)
    except InputError as error:
        say(f"{report.id}: {error}")
    except Exception as error:  # a fault of the coder in this one report
        say(f"{report.id}: cannot be coded, a fault of attest itself: {type(error).__name__}: {error}")
    failed()
    return None


def _total(paths: list[str]) -> int | None:
    """How many files will be read, where that is easily known."""
    files = [Path(path) for path in paths]
    if all(file.is_file() and file.suffix.lower() not in (".jsonl", ".ndjson") for file in files):
        return len(files)
    return None


def _writer(form: str | None, statements: bool, out: TextIO) -> tuple[Callable[[Coding], None], Callable[[], None]]:
    """How to write one coding, and what to do at the end."""
    if form == "json":
        return lambda coding: _line(coding, statements, out), out.flush
    if form == "csv":
        from attest.render.tables import CsvWriter

        return CsvWriter(out).write, out.flush
    if form == "geojson":
        from attest.render.tables import GeoJsonWriter

        writer = GeoJsonWriter(out)
        return writer.write, writer.close
    from attest.render.card import cards

    screen = console(out)

    def show(coding: Coding) -> None:
        screen.print(cards(coding))
        screen.print()

    return show, out.flush


def _line(coding: Coding, statements: bool, out: TextIO) -> None:
    out.write(json.dumps(coding.to_dict(statements), ensure_ascii=False) + "\n")


def demo(args: argparse.Namespace) -> int:
    """Code the packaged reports and show text and cards side by side with what to try next."""
    found = {path.stem: path for path in sorted(_examples().glob("*.json"))}
    if not found:
        raise InputError("the demo's reports are not installed")
    unknown = [name for name in args.names if name not in found]
    if unknown:
        raise InputError(f"no demo report {unknown[0]!r}; there are {', '.join(found)}")
    chosen = {name: path for name, path in found.items() if not args.names or name in args.names}
    with output(None, machine=args.json) as out:
        if args.list:
            out.writelines(f"{name}\n" for name in chosen)
            return 0
        from attest.coding.coders import tagger

        coder, count = tagger(), _Count()
        for name, path in chosen.items():
            report = Report.from_dict(json.loads(path.read_text("utf-8")), id=name)
            coding = _coded(report, coder, count.fail)
            if coding is None:
                continue
            count.coded += 1
            if args.json:
                _line(coding, False, out)
            else:
                _tour(coding, out)
        if not args.json:
            screen = console(out)
            screen.print(
                f"Why: attest explain FILE. The same as data: attest code FILE --json. Reports: {_examples()}",
                style="dim",
            )
        return count.status


def _examples() -> Path:
    """The folder of the demo's reports: inside the package, or beside the sources in a working tree."""
    package = Path(__file__).parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if folder.is_dir():
            return folder
    return package / "examples"


def _tour(coding: Coding, out: TextIO) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from attest.render.card import cards
    from attest.render.phrases import show

    screen = console(out)
    screen.print(Padding(Text(show(coding.report.text), style="dim"), (0, 0, 1, 4)))
    screen.print(cards(coding))
    screen.print()
