"""JSON to reports: one object, a list of objects, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from attest.model.errors import InputError
from attest.model.text import Report
from attest.sources.decoding import decode
from attest.sources.problem import Found, SourceError

MAX_RECORD: Final = 5_000_000
"""The most bytes of one line of JSON lines, and the most characters of one report's text."""

_KEYS: Final = ("id", "title", "text", "published", "publisher", "url", "language", "notes")
_GIVE_UP: Final = 20


def read_record(record: object, name: str) -> Report:
    """The report of one JSON value; keys that are none of a report's are ignored. Raises InputError."""
    if not isinstance(record, Mapping):
        raise InputError('is not an object: a report is {"text": "…", "title": "…", "published": "2019-11-01"}')
    if "text" not in record:
        keys = ", ".join(str(key)[:30] for key in list(record)[:5]) or "none"
        raise InputError(f'has no "text" (its keys: {keys}): put the report\'s words under "text"')
    if not isinstance(record["text"], str):
        raise InputError(
            f'"text" is not a string but {_kind(record["text"])}: put the report\'s words there as one string'
        )
    if len(record["text"]) > MAX_RECORD:
        raise InputError(f'"text" has more than {MAX_RECORD:,} characters: split it into reports')
    known: dict[str, Any] = {key: record[key] for key in _KEYS if record.get(key) is not None}
    if not isinstance(known.get("notes", []), list):
        del known["notes"]
    if _are_hints(record.get("hints")):
        known["hints"] = record["hints"]
    report = Report.from_dict(known, id=name)
    if not report.text.strip() and not (report.title or "").strip():
        raise InputError('"text" is empty: put the report\'s words there')
    return report


def read_json(text: str, where: str, name: str, notes: tuple[str, ...]) -> Iterator[Found]:
    """The reports of a JSON file: an object, a list of objects, or objects one a line."""
    try:
        value = _parse(text)
    except InputError as error:
        lines = text.splitlines()
        if _is_object(next((line for line in lines if line.strip()), "")):
            yield from read_lines((line.encode("utf-8", "surrogatepass") for line in lines), where, name)
        else:
            yield SourceError.at(where, str(error))
        return
    if not isinstance(value, list):
        yield _guarded(value, where, name, notes)
        return
    if not value:
        yield SourceError.at(where, "is an empty list: there is no report in it")
    for number, item in enumerate(value, 1):
        yield _guarded(item, f"{where}, item {number}", f"{name}-{number}", notes)


def read_lines(lines: Iterable[bytes], where: str, name: str) -> Iterator[Found]:
    """The reports of JSON lines, one after the other; a bad line costs only itself."""
    in_a_row = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        result: Found
        if len(line) > MAX_RECORD:
            result = SourceError.at(place, f"is longer than {MAX_RECORD:,} bytes: split it into reports")
        else:
            try:
                text, notes = decode(line)
                result = _guarded(_parse(text.rstrip()), place, f"{name}-{number}", notes)
            except InputError as error:
                result = SourceError.at(place, str(error))
        yield result
        in_a_row = in_a_row + 1 if isinstance(result, SourceError) else 0
        if in_a_row == _GIVE_UP:
            what = f"{_GIVE_UP} bad lines one after the other, the rest is not read: is it one JSON object a line?"
            yield SourceError.at(where, what)
            return


def _guarded(value: object, where: str, name: str, notes: tuple[str, ...]) -> Found:
    try:
        report = read_record(value, name)
    except InputError as error:
        return SourceError.at(where, str(error))
    own = isinstance(value, Mapping) and value.get("id") not in (None, "")
    return (replace(report, notes=(*report.notes, *notes)) if notes else report), own, where


def _parse(text: str) -> Any:
    """The JSON value. Raises InputError with line and column."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(f"is not JSON ({place}: {error.msg}): mend it, or give the text as .txt") from None
    except RecursionError:
        raise InputError("is nested too deeply to be a report: give an object with a text") from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"is not JSON that can be read ({error!s:.80}): mend it") from None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _kind(value: object) -> str:
    names = {
        list: "a list",
        dict: "an object",
        bool: "true or false",
        type(None): "null",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), type(value).__name__)


def _are_hints(hints: object) -> bool:
    """Whether a foreign object's "hints" are ours."""
    return isinstance(hints, list) and all(isinstance(h, dict) and {"start", "end", "kind"} <= h.keys() for h in hints)
