"""Cards: an account as a person wants to read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from attest.model import Account, Coding, Report
from attest.render.phrases import (
    actor_phrase,
    claim_phrase,
    coordinates_phrase,
    date_phrase,
    label,
    place_phrase,
    range_phrase,
    safe,
    sayer_phrase,
    toll_phrase,
    total_phrase,
    victim_phrase,
    word_phrase,
)

Row = tuple[str, Text]

BORDER: Final = {"main": "red", "secondary": "yellow", "background": "bright_black"}
_STATUS: Final = {"attempted": "yellow", "threatened": "yellow", "denied": "magenta"}
_BASIS: Final = {"claimed": "red", "attributed": "yellow", "suspected": "yellow", "stated": "green"}
_QUOTE_SHOWN: Final = 240


def cards(coding: Coding) -> RenderableType:
    """A report's heading and a card for each of its accounts; where there are none, why."""
    parts: list[RenderableType] = [heading(coding.report)]
    if not coding.accounts:
        why = coding.nothing_because or "no incident was found"
        parts.append(Text(f"  No incident: {safe(why)}.".replace("..", "."), style="dim"))
    names = {account.id: number for number, account in enumerate(coding.accounts, 1)}
    parts.extend(card(account, names) for account in coding.accounts)
    return Group(*parts)


def heading(report: Report) -> Text:
    """Title, or the name where there is none, and where and when it was published."""
    text = Text(safe(report.title) if report.title else safe(report.id), style="bold")
    about = [safe(part) for part in (report.publisher, report.published) if part]
    if report.title:
        about.append(safe(report.id))
    if about:
        text.append("\n" + " · ".join(about), style="not bold dim")
    return text


def card(account: Account, numbers: dict[str, int] | None = None) -> Panel:
    """One account. `numbers` are those of the report's accounts, for the title and for `part_of`."""
    numbers = numbers or {}
    title = Text(" ")
    if account.id in numbers:
        title.append(f"{numbers[account.id]} of {len(numbers)}  ", style="dim")
    title.append(label("type", account.type), style="bold")
    if account.status and account.status != "occurred":
        title.append(f", {label('status', account.status)}", style=_STATUS.get(account.status, ""))
    title.append(f"  {label('role', account.role)} ", style="dim")
    parts: list[RenderableType] = []
    if account.summary:
        parts.append(Text(safe(account.summary) + "\n"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True, min_width=9)
    grid.add_column(ratio=1, overflow="fold")
    for name, value in _named_once(_rows(account, numbers)):
        grid.add_row(name, value)
    parts.append(grid)
    passages = account.quotes[:2]
    for quote in passages:
        words = safe(quote.text)
        if len(words) > _QUOTE_SHOWN:
            words = words[:_QUOTE_SHOWN].rsplit(" ", 1)[0] + " …"
        parts.append(Text(f"\n“{words}”", style="italic dim"))
    confidence = account.confidence
    return Panel(
        Group(*parts),
        title=title,
        title_align="left",
        subtitle=Text(f" confidence {confidence:.2f} ", style="dim") if confidence is not None else None,
        subtitle_align="right",
        border_style=BORDER.get(account.role or "", "none"),
        box=ROUNDED,
        padding=(0, 1),
    )


def _named_once(rows: Iterable[Row]) -> Iterator[Row]:
    last = ""
    for name, value in rows:
        yield ("" if name == last else name), value
        last = name


def _rows(account: Account, numbers: dict[str, int]) -> Iterator[Row]:
    yield from _when_and_where(account)
    for item in account.perpetrators:
        text = Text(actor_phrase(item), style="bold")
        if item.get("inferred_branch"):
            text.append(f", probably {safe(item['inferred_branch'])}", style="not bold")
        word = word_phrase(item)
        if word:
            text.append(f"  {word}", style=f"not bold {_BASIS.get(item.get('basis') or '', '')}".strip())
        yield "who", text
    for item in account.victims:
        yield "to whom", Text(victim_phrase(item))
    for item in account.targets:
        yield "target", Text(victim_phrase(item | {"category": None, "nationality": None}))
    yield from _tolls(account)
    kinds = [(safe(item.get("text") or ""), safe(item.get("kind") or "").replace("_", " ")) for item in account.weapons]
    if kinds:
        yield "weapons", Text(", ".join(_weapon(words, kind) for words, kind in kinds))
    for item in account.claims:
        yield "claim" if item.get("kind") != "denial" else "denial", Text(claim_phrase(item), style="magenta")
    if account.part_of is not None:
        whole = numbers.get(account.part_of)
        yield "part of", Text(f"incident {whole}" if whole else safe(account.part_of))
    for item in account.discrepancies:
        what = safe(item.get("field") or "")
        text = Text(f"{what}: " if what else "", style="bold yellow")
        text.append(safe(item.get("detail") or item.get("kind") or ""), style="not bold yellow")
        yield "conflict", text


def _weapon(words: str, kind: str) -> str:
    known = kind in ("", "other") or kind.casefold() in words.casefold()
    return words if known else f"{words} ({kind})"


def _when_and_where(account: Account) -> Iterator[Row]:
    when, where = account.when, account.where
    date = date_phrase(when)
    text = Text(date or "not known", style="bold" if date else "dim")
    if when and date:
        how = [f"“{safe(when['raw'])}”" if when.get("raw") else "", safe(when.get("inferred") or "")]
        words = ", ".join(part for part in how if part)
        if words:
            text.append(f"  {words}", style="not bold dim")
    yield "when", text
    place = place_phrase(where)
    text = Text(place or "not known", style="bold" if place else "dim")
    point = coordinates_phrase(where)
    if point:
        text.append(f"  {point}", style="not bold dim")
    yield "where", text
    if place and where and where.get("raw") and safe(where["raw"]) not in place:
        yield "where", Text(f"“{safe(where['raw'])}”", style="dim")
    for item in account.also_where:
        yield "also", Text(place_phrase(item))


def _tolls(account: Account) -> Iterator[Row]:
    for item in account.tolls:
        text = Text(range_phrase(item) or "some", style="bold")
        text.append(f" {toll_phrase(item)}", style="not bold")
        said = sayer_phrase(item)
        if said:
            text.append(f"  said by {said}" if item.get("said_by") else f"  said {said}", style="not bold dim")
        if item.get("provisional"):
            text.append("  provisional", style="not bold yellow")
        yield label("measure", item.get("measure")), text
    words = []
    for measure, total in account.totals.items():
        span, _, best = total_phrase(total).partition(", ")
        if span:
            words.append(f"{span} {label('measure', measure)}" + (f" ({best})" if best else ""))
    if words:
        yield "in all", Text("; ".join(words), style="bold")
