"""Marked text: a report cut into segments that say which marks cover them, and the terminal's view of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from attest.model import Account, Explanation, Mark, Quote, Statement
from attest.model.account import project
from attest.model.shape import KEYS
from attest.model.text import Source
from attest.render.card import heading
from attest.render.phrases import field_name, label, safe, sayer_phrase, show, value_phrase

_STYLES: Final = ("red", "blue", "green", "magenta", "yellow", "cyan")
"""The colours of incidents 1, 2 …, over and over."""

_ORDER: Final = (
    *("summary", "type", "role", "status", "when", "where", "also_where", "perpetrators", "victims", "targets"),
    *("tolls", "totals", "weapons", "claims", "part_of", "discrepancies"),
)


def wide(mark: Mark) -> bool:
    """Whether a mark is about a whole passage or sentence rather than some words of it."""
    return mark.label == "sentence" or mark.label.startswith("passage")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover; `closes` are those that end with it."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def segments(text: str, source: Source, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The whole text in order, cut where a mark begins or ends and at `cuts`; marks outside the text are left out."""
    mine = sorted(
        (m for m in marks if m.source == source and 0 <= m.start < m.end <= len(text)),
        key=lambda m: (m.start, -m.end, m.label),
    )
    edges = {0, len(text), *(m.start for m in mine), *(m.end for m in mine), *(c for c in cuts if 0 <= c <= len(text))}
    places = sorted(edges)
    active: list[Mark] = []
    upcoming = iter(mine)
    following = next(upcoming, None)
    for start, end in pairwise(places):
        active = [m for m in active if m.end > start]
        while following is not None and following.start == start:
            active.append(following)
            following = next(upcoming, None)
        yield Segment(start, text[start:end], tuple(active), tuple(m for m in active if m.end == end))


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One statement for a table: what, under which name, from which rule, how sure, who says so, on which quotes."""

    field: str
    name: str
    item: Any
    value: str
    said: str
    how: str
    confidence: float
    quotes: tuple[Quote, ...]


def value_rows(account: Account) -> list[ValueRow]:
    """The statements of an account that are shown and say something about the incident."""
    rows = []
    for statement in sorted(account.statements, key=_place):
        if statement.field in ("coder", "confidence", "evidence") or statement not in account.all(statement.field):
            continue
        item = project(statement) if statement.field in KEYS else statement.value
        said = sayer_phrase({"said_by": statement.said_by, "via": statement.via})
        rows.append(
            ValueRow(
                statement.field,
                field_name(statement.field, item),
                item,
                value_phrase(statement.field, item),
                said,
                _how(statement),
                statement.confidence,
                statement.quotes,
            )
        )
    return rows


def _place(statement: Statement) -> int:
    """Where a field stands on cards and pages; totals come after the figures they are made of."""
    field = statement.field.partition(".")[0]
    return _ORDER.index(field) if field in _ORDER else len(_ORDER)


def _how(statement: Statement) -> str:
    origin = statement.origin
    parts = [safe(statement.inferred)] if statement.inferred else []
    if origin is not None:
        kind = "rule" if origin.kind == "grammar" else safe(origin.kind).replace("_", " ")
        parts.append(f"{kind}: {safe(origin.rule)}" if origin.rule else kind)
    return "; ".join(parts)


def numbers(explanation: Explanation) -> dict[str, int]:
    """Account id -> its number in the report, from 1."""
    return {account.id: number for number, account in enumerate(explanation.coding.accounts, 1)}


def tag(mark: Mark, numbered: dict[str, int]) -> str:
    """A mark's label, with the number of the incident it went into: "place 2"."""
    name = safe(mark.label).replace("_", " ")
    number = numbered.get(mark.account_id or "")
    return f"{name} {number}" if number else name


def terminal(explanation: Explanation) -> RenderableType:
    """The report with its marks, what each was read as, and the values with their rules."""
    numbered = numbers(explanation)
    report = explanation.coding.report
    parts: list[RenderableType] = [heading(report), Text()]
    if any(mark.source == "title" for mark in explanation.marks):
        parts += [_MarkedText(report.title or "", "title", explanation.marks, numbered), Text()]
    parts += [_MarkedText(report.text, "text", explanation.marks, numbered), Text()]
    if explanation.marks:
        parts.append(_marks_table(explanation, numbered))
    for account in explanation.coding.accounts:
        parts.append(_values_table(account, numbered[account.id]))
    if not explanation.coding.accounts:
        why = explanation.coding.nothing_because or "no incident was found"
        parts.append(Text(f"No incident: {safe(why)}."))
    return Group(*parts)


class _MarkedText:
    """Marked text in colour where the console has it, in brackets where it has not."""

    def __init__(self, text: str, source: Source, marks: tuple[Mark, ...], numbered: dict[str, int]) -> None:
        self.text, self.source, self.numbered = text, source, numbered
        self.marks = [mark for mark in marks if not wide(mark)]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain = console.color_system is None
        out = Text()
        opened: set[int] = set()
        for segment in segments(self.text, self.source, self.marks):
            words = show(segment.text)
            if not segment.marks:
                out.append(words)
                continue
            fresh = sum(1 for mark in segment.marks if mark.start == segment.start and id(mark) not in opened)
            opened.update(id(mark) for mark in segment.marks)
            account = next((m.account_id for m in reversed(segment.marks) if m.account_id in self.numbered), None)
            colour = _STYLES[(self.numbered[account] - 1) % len(_STYLES)] if account else "none"
            out.append("[" * fresh + words if plain else words, style=f"underline {colour}".replace(" none", ""))
            for mark in reversed(segment.closes):
                name = tag(mark, self.numbered)
                out.append(f"|{name}]" if plain else f" {name} ", style=f"dim {colour}".replace(" none", ""))
        yield out


def _marks_table(explanation: Explanation, numbered: dict[str, int]) -> Table:
    table = Table(box=SIMPLE_HEAD, title="What was read", title_justify="left", title_style="bold", pad_edge=False)
    for name, ratio in (("at", None), ("words", 4), ("label", 2), ("read as", 3), ("rule", 3)):
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    table.expand = True
    for mark in explanation.marks:
        words = safe(explanation.coding.report.source_text(mark.source)[mark.start : mark.end])
        short = words if len(words) <= 60 else words[:58] + " …"
        at = f"{'title ' if mark.source == 'title' else ''}{mark.start}"
        table.add_row(*map(Text, (at, short, tag(mark, numbered), safe(mark.note), safe(mark.rule))))
    return table


def _values_table(account: Account, number: int) -> Table:
    title = Text(f"Incident {number}: {label('type', account.type)}", style="bold")
    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, expand=True)
    for name, ratio in (("field", None), ("value", 5), ("by", 3), ("how", 4), ("sure", None), ("quotes at", 2)):
        table.add_column(name, ratio=ratio, overflow="fold", no_wrap=ratio is None)
    for row in value_rows(account):
        at = ", ".join(f"{'title ' if q.source == 'title' else ''}{q.start}–{q.end}" for q in row.quotes)
        table.add_row(*map(Text, (row.name, row.value, row.said, row.how, f"{row.confidence:.2f}", at)))
    return table
