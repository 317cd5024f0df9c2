"""The official keys of MUC-4: templates of 24 slots, read into typed values.

A fill is written as one string. "?" before it: it may be left out; "/": either will do; ":" the string of another slot
that it is about; "-": nothing; "*": the slot does not apply. A template whose number is followed by "(OPTIONAL)" may be
left out. Case does not matter. What the documentation does not provide for is kept as it stands and told of as strange.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.muc import records
from benchmarks.muc.records import InputFileError

NUMBER = "MESSAGE: TEMPLATE"
TYPE = "INCIDENT: TYPE"
UNSCORED = ("MESSAGE: ID", NUMBER)

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})"
_SAME_TYPE = {"TOWN": "CITY"}
"""The list of places takes the two for the same."""


@dataclass(frozen=True, slots=True)
class Span:
    """A date: on or between two days; `first` is None where it is "on or before"."""

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by name, with the types that it may be of."""

    name: str
    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """A location: a country and places in it, the wider first; a level of two spots lies between them."""

    country: str
    levels: tuple[tuple[Spot, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number: exact, about, at least, at most or a range; an open end is None."""

    low: int | None
    high: int | None
    about: bool = False


Value = Span | Place | Count | str


@dataclass(frozen=True, slots=True)
class Fill:
    """One of what stands in a slot: alternatives, the string it is about (alternatives too), whether it is optional."""

    values: tuple[Value, ...]
    reference: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """An incident: fills by slot; slots that do not apply to it are in `void`."""

    slots: Mapping[str, tuple[Fill, ...]]
    optional: bool = False
    void: frozenset[str] = frozenset()

    def __getitem__(self, slot: str) -> tuple[Fill, ...]:
        """The fills of a slot; none where it is empty."""
        return self.slots.get(slot, ())


@dataclass(frozen=True, slots=True)
class Strange:
    """A fill that is not as the documentation has it, where it stands and why."""

    where: str
    fill: str
    why: str


@dataclass(frozen=True, slots=True)
class Slot:
    """What belongs in a slot; see slots.toml."""

    name: str
    row: str
    kind: str
    terms: Mapping[str, str] = field(default_factory=dict)
    refers: tuple[str, ...] = ()


@cache
def definition() -> dict[str, Any]:
    """The task's definition as slots.toml has it."""
    return tomllib.loads((Path(__file__).parent / "slots.toml").read_text("utf-8"))


@cache
def slots() -> dict[str, Slot]:
    """The scored slots by name, in their order."""
    lists = definition()["lists"]
    return {
        s["name"]: Slot(
            s["name"], s["row"], s["kind"], lists[s["list"]] if "list" in s else {}, tuple(s.get("refers", ()))
        )
        for s in definition()["slot"]
    }


def read(path: Path) -> tuple[dict[str, list[Template]], list[Strange]]:
    """Templates by document, and what is strange in them. Raises InputFileError where it is not a file of templates."""
    documents: dict[str, list[Template]] = {}
    strange: list[Strange] = []
    for record in records.read(path, "id"):
        name = record["id"]
        if name in documents:
            raise InputFileError(f"{path}: document {name} stands there twice")
        documents[name] = []
        for n, raw in enumerate(record["templates"], 1):
            try:
                template, odd = parse_template(raw)
            except ValueError as error:
                raise InputFileError(f"{path}: {name}, template {n}: {error}") from error
            strange += [Strange(f"{name}, template {n}, {o.where}", o.fill, o.why) for o in odd]
            if template is not None:
                documents[name].append(template)
    return documents, strange


def parse_template(raw: object) -> tuple[Template | None, list[Strange]]:
    """A template as typed values; None for the one of a report without an incident.

    Raises ValueError where it is no mapping of the known slots to lists of strings.
    """
    if not isinstance(raw, dict):
        raise ValueError("not a mapping of slots to lists of fills")
    for name, fills in raw.items():
        if name not in slots() and name not in UNSCORED:
            raise ValueError(f"no slot is called {name!r}")
        if not isinstance(fills, list) or not all(isinstance(f, str) for f in fills):
            raise ValueError(f"{name} is not a list of strings")
    number = re.fullmatch(r"\d*\s*(\(OPTIONAL\))?|(\*)", " ".join(raw.get(NUMBER, ())).strip().upper())
    if number is None:
        raise ValueError(f'{NUMBER} is neither a number nor a number and "(OPTIONAL)"')
    if number[2]:
        return None, []
    strange: list[Strange] = []
    filled: dict[str, tuple[Fill, ...]] = {}
    for name, slot in slots().items():
        found = []
        written = raw.get(name, ())
        for text in written:
            if text.strip() in ("-", "*", "") and len(written) > 1:
                strange.append(Strange(name, text, "nothing, beside other fills"))
            fill, why = parse_fill(slot, text)
            strange += [Strange(name, text, w) for w in why]
            if fill is not None:
                found.append(fill)
        filled[name] = tuple(found)
    strange += _dangling(filled)
    void = frozenset(name for name in slots() if [f.strip() for f in raw.get(name, ())] == ["*"])
    return Template(filled, number[1] is not None, void), strange


def _dangling(filled: Mapping[str, Sequence[Fill]]) -> list[Strange]:
    """Cross references to nothing in the template."""
    out = []
    for name, slot in slots().items():
        strings = {v for other in slot.refers for fill in filled[other] for v in fill.values}
        lost = (f.reference for f in filled[name] if f.reference and strings.isdisjoint(f.reference))
        out += [Strange(name, " / ".join(r), "about a string that no other slot has") for r in lost]
    return out


def parse_fill(slot: Slot, text: str) -> tuple[Fill | None, list[str]]:
    """A fill as typed values, None for an empty one; and why it is strange, if it is."""
    body = text.strip().upper()
    optional = body.startswith("?")
    body = body.removeprefix("?").strip()
    if body in ("", "-", "*"):
        return None, ["nothing, and yet optional"] if optional else []
    strange: list[str] = []
    after: list[str] = []
    if slot.kind not in ("date", "place"):
        body, *after = _split(body, ":")
    reference = [_string(part, strange) for rest in after for part in _alternatives(rest) if part != "-"]
    if len(after) > 1:
        strange.append("more than one colon")
    if after and not slot.refers:
        strange.append("a cross reference where none belongs")
        reference = []
    if not after and slot.refers and slot.kind != "phrase":
        strange.append("no cross reference")
    values = [_value(slot, part, strange) for part in _alternatives(body) if part != "-"]
    values = [v for v in values if v != "-"]
    if not values:
        return None, [*strange, "nothing, and yet a cross reference"]
    return Fill(tuple(values), tuple(r for r in reference if r != "-"), optional), strange


def _value(slot: Slot, text: str, strange: list[str]) -> Value:
    match slot.kind:
        case "date":
            return _date(text, strange)
        case "place":
            return _place(text, strange)
        case "number":
            return _number(text, strange)
        case "set":
            if slot.terms and text not in slot.terms:
                strange.append("not in the slot's list")
            return text
        case _:
            return _string(text, strange)


def _string(text: str, strange: list[str]) -> str:
    """A string of the text without its quotation marks."""
    if re.fullmatch(r'"(?:\\.|[^"\\])+"', text):
        return text[1:-1].replace('\\"', '"').strip()
    if text != "-":
        strange.append("a string not in one pair of quotation marks")
    return text.replace('"', "").strip()


def _date(text: str, strange: list[str]) -> Value:
    plain = " ".join(text.split())
    if not (found := re.fullmatch(rf"(?:(-) ?)?{_DAY}(?: - {_DAY})?", plain)):
        strange.append("not a date in one of the three forms")
        return plain
    before, *parts = found.groups()
    try:
        first = _day(*parts[:3])
        last = _day(*parts[3:]) if parts[3] else first
    except ValueError:
        strange.append("a day that no calendar has")
        return plain
    if last < first or (before and parts[3]):
        strange.append("an interval that ends before it begins" if last < first else "before an interval")
        return plain
    return Span(None if before else first, last)


def _day(day: str, month: str, year: str) -> date:
    return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))


def _place(text: str, strange: list[str]) -> Place:
    country, *rest = (part.strip() for part in _split(text, ":"))
    levels = []
    for level in rest:
        spots = []
        for part in re.split(r"\s-\s", level):
            if not (found := re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", part.strip())):
                strange.append("a place without its type")
                spots.append(Spot(part.strip(), frozenset()))
                continue
            types = (t.strip() for t in found[2].split("/"))
            spots.append(Spot(found[1], frozenset(_SAME_TYPE.get(t, t) for t in types)))
        levels.append(tuple(sorted(spots, key=lambda s: s.name)))
    return Place(country, tuple(levels))


def _number(text: str, strange: list[str]) -> Value:
    plain = re.sub(r"[\s,]", "", text)
    if plain == "PLURAL":
        return plain
    if not (found := re.fullmatch(r"(~)?(\d+)|(\d*)-(\d*)", plain)):
        strange.append("not a number")
        return text
    about, exact, low, high = found.groups()
    if exact:
        return Count(int(exact), int(exact), about is not None)
    return Count(int(low) if low else None, int(high) if high else None)


def _alternatives(text: str) -> list[str]:
    """What slashes separate, without the brackets around it."""
    parts = _split(_bare(text.strip()), "/")
    return parts if len(parts) == 1 else [a for part in parts for a in _alternatives(part)]


def _bare(text: str) -> str:
    """Without a pair of brackets around the whole."""
    while text.startswith("(") and text.endswith(")") and len(_split(text[1:-1], ")")) == 1:
        text = text[1:-1].strip()
    return text


def _split(text: str, mark: str) -> list[str]:
    """The parts between marks that are neither quoted nor in brackets."""
    parts, start, depth, quoted, escaped = [], 0, 0, False, False
    for n, c in enumerate(text):
        if escaped or (quoted and c not in '"\\'):
            escaped = False
        elif quoted and c == "\\":
            escaped = True
        elif c == '"':
            quoted = not quoted
        elif c == mark and depth == 0:
            parts.append(text[start:n].strip())
            start = n + 1
        elif c in "()":
            depth += 1 if c == "(" else -1
    return [*parts, text[start:].strip()]
