"""Paths to reports: files, folders, patterns and standard input, in the order given."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from attest.model.errors import InputError
from attest.model.text import Report, check_published, clean
from attest.sources.decoding import decode, decode_page
from attest.sources.problem import Found, SourceError, printable
from attest.sources.records import MAX_RECORD, read_json, read_lines

MAX_TEXT: Final = 5_000_000
"""The most bytes of a plain text."""
MAX_PAGE: Final = 5_000_000
"""The most bytes of an HTML page."""
MAX_JSON: Final = 20_000_000
"""The most bytes of a JSON file, which is read at once; JSON lines have no limit but that of a line."""

_KINDS: Final = {
    ".txt": "text",
    ".text": "text",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}
_LIMITS: Final = {"text": MAX_TEXT, "json": MAX_JSON, "page": MAX_PAGE}
_MEND: Final = {
    "text": "give each report a file of its own",
    "json": "write one object a line, as .jsonl",
    "page": "save only the article, or its text as .txt",
}


def read(
    paths: Sequence[str], *, title_line: bool = False, published: str | None = None, language: str | None = None
) -> Iterator[Report | SourceError]:
    """The reports of files, folders, patterns and "-" (standard input), in the order given; never raises, no network.

    What cannot be read is a SourceError in its place. `title_line`: the first line of a plain text is its title and the
    text is everything after that line. `published` and `language` hold for reports that do not say it themselves.
    A report's id is its own, else a name made from its path; a second report of the same id is an error.
    """
    if published is not None:
        try:
            published = check_published(published)
        except InputError as error:
            yield SourceError.at("--published", str(error))
            return
    ids = _Ids()
    for path, name in _expand(paths):
        if isinstance(path, SourceError):
            yield path
            continue
        shown = "standard input" if path is None else printable(str(path))
        for found in _read_one(path, shown, name, title_line):
            if isinstance(found, SourceError):
                yield found
                continue
            report, own, where = found
            report = replace(report, published=report.published or published, language=report.language or language)
            yield ids.settle(report, where, None if own else path)


class _Ids:
    """The ids given so far and where."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def settle(self, report: Report, where: str, path: Path | None) -> Report | SourceError:
        """The report under an id no other has.

        `path` is given where the id was made from it, and then another can be made; a report's own id never changes.
        """
        first = self._seen.get(report.id)
        if first is not None and path is not None:
            item = report.id.removeprefix(_name(path)) if path.suffix.lower() in (".jsonl", ".ndjson", ".json") else ""
            tried = [path.name, f"{path.parent.name}/{path.name}", str(path)]
            name = next((name for name in (clean(t) + item for t in tried) if name not in self._seen), None)
            if name is not None:
                report, first = replace(report, id=name), None
        if first is not None:
            return SourceError.at(where, f"its id {report.id!r:.80} is that of a report in {first}: give it another")
        self._seen[report.id] = where
        return report


def _expand(paths: Sequence[str]) -> Iterator[tuple[Path | SourceError | None, str]]:
    """Every file with the name its report gets, once; None stands for standard input."""
    seen: set[str] = set()
    for given in paths:
        for path, name in _expand_one(str(given)):
            key = "-" if path is None else str(path) if isinstance(path, SourceError) else os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path, name


def _expand_one(given: str) -> Iterator[tuple[Path | SourceError | None, str]]:
    if given == "-":
        yield None, "stdin"
        return
    if not given:  # pathlib takes it for the working directory
        yield SourceError.at("an empty path", "names nothing: give a file, a folder, a pattern or -"), given
        return
    try:
        path = Path(given)
        if path.is_dir():
            yield from _walk(path)
        elif path.exists():
            yield path, _name(path)
        elif any(mark in given for mark in "*?["):
            found = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
            if not found:
                yield SourceError.at(given, "no file matches this pattern: check it, and quote it in a shell"), given
            for match in found:
                if Path(match).is_dir():
                    yield from _walk(Path(match), quiet=True)
                else:
                    yield Path(match), _name(Path(match))
        else:
            yield SourceError.at(given, "there is no such file or folder: check the path"), given
    except (OSError, ValueError) as error:  # too long, a null character, no permission to look
        reason = getattr(error, "strerror", None) or str(error)
        yield SourceError.at(given[:200], f"cannot be looked at ({reason}): check the path"), given


def _walk(folder: Path, quiet: bool = False) -> Iterator[tuple[Path | SourceError, str]]:
    """The files of known kinds in a folder and the folders in it, sorted; hidden ones are left out."""
    problems: list[OSError] = []
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(root) / name for name in names if not name.startswith("."))
        # a pipe or a device would wait for ever; a link that leads nowhere is said to be unreadable
        found += [path for path in paths if path.suffix.lower() in _KINDS and (path.is_file() or not path.exists())]
    for problem in problems:
        where = problem.filename or folder
        yield SourceError.at(where, f"cannot be opened ({problem.strerror}): check its permissions"), str(folder)
    found.sort(key=lambda path: path.parts)
    for path in found:
        yield path, clean(path.relative_to(folder).with_suffix("").as_posix())
    if not found and not problems and not quiet:
        kinds = ", ".join(_KINDS)
        yield (
            SourceError.at(folder, f"there is no report in this folder: it needs files that end in {kinds}"),
            str(folder),
        )


def _name(path: Path) -> str:
    return clean(path.stem or path.name or "report")


def _read_one(path: Path | None, shown: str, name: str, title_line: bool) -> Iterator[Found]:
    try:
        if path is None:
            yield from _read_bytes(_standard_input(), _KINDS_SNIFFED, shown, name, title_line)
            return
        kind = _KINDS.get(path.suffix.lower(), "text")
        if kind == "lines":
            yield from _read_stream(path, shown, name)
            return
        with path.open("rb") as file:
            data = file.read(_LIMITS[kind] + 1)
        yield from _read_bytes(data, kind, shown, name, title_line)
    except OSError as error:
        yield SourceError.at(shown, f"cannot be read ({error.strerror or error}): check the file and its permissions")
    except InputError as error:
        yield SourceError.at(shown, str(error))
    except (MemoryError, RecursionError):
        yield SourceError.at(shown, "is too large or too deeply nested to be read: save its text as .txt")


_KINDS_SNIFFED: Final = "sniff"


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("there is no standard input: name a file")
    buffer = getattr(sys.stdin, "buffer", None)
    if buffer is None:  # replaced by a text stream
        return sys.stdin.read(MAX_JSON + 1).encode("utf-8", "surrogatepass")
    return bytes(buffer.read(MAX_JSON + 1))


def _read_bytes(data: bytes, kind: str, shown: str, name: str, title_line: bool) -> Iterator[Found]:
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError("is empty: there is no report in it")
    if kind == _KINDS_SNIFFED:
        kind = _sniff(data)
    if len(data) > _LIMITS[kind]:
        raise InputError(f"is larger than {_LIMITS[kind] // 1_000_000} MB: {_MEND[kind]}")
    if kind == "page":
        from attest.sources.pages import read_page

        text, notes = decode_page(data)
        yield read_page(text, name, notes), False, shown
        return
    text, notes = decode(data)
    if kind == "json":
        yield from read_json(text, shown, name, notes)
        return
    title, text = _title_line(text) if title_line else (None, text)
    if not text.strip() and not (title or "").strip():
        raise InputError("has no text, only white space: there is no report in it")
    yield Report(name, text, title, notes=notes), False, shown


def _sniff(data: bytes) -> str:
    """What standard input is: only what cannot be a report's prose is taken for JSON or HTML."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"[") and head[1:].lstrip()[:1] in (b'"', b"{"):
        return "json"
    if head[:200].lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"<head")):
        return "page"
    return "text"


def _read_stream(path: Path, shown: str, name: str) -> Iterator[Found]:
    with path.open("rb") as file:
        head = file.readline(MAX_RECORD + 1)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError("is UTF-16: save JSON lines as UTF-8")
        if head.strip() in (b"{", b"["):  # one value over several lines
            data = head + file.read(MAX_JSON + 1)
            yield from _read_bytes(data, "json", shown, name, False)
            return
        file.seek(0)
        anything = False
        for found in read_lines(_lines(file), shown, name):
            anything = True
            yield found
        if not anything:
            raise InputError("is empty: there is no report in it")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only so much that it shows."""
    while line := file.readline(MAX_RECORD + 1):
        yield line
        while len(line) > MAX_RECORD and not line.endswith(b"\n"):
            line = file.readline(MAX_RECORD + 1)
            if not line:
                return


def _title_line(text: str) -> tuple[str, str]:
    """The first line that is not blank, and everything after its line break."""
    start = len(text) - len(text.lstrip())
    ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
    end = min(ends, default=len(text))
    after = end + (2 if text.startswith("\r\n", end) else 1)
    return text[start:end].strip(), text[after:]
