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
    field_name,
    figure_phrase,
    label,
    place_phrase,
    safe,
    sayer_phrase,
    toll_phrase,
    total_phrase,
    value_phrase,
    weapon_phrase,
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
        yield field_name("perpetrators"), text
    for field, items in (("victims", account.victims), ("targets", account.targets)):
        for words in dict.fromkeys(value_phrase(field, item) for item in items):
            yield field_name(field), Text(words)
    yield from _tolls(account)
    weapons = dict.fromkeys(weapon_phrase(item) for item in account.weapons)
    if weapons:
        yield field_name("weapons"), Text(", ".join(weapons))
    for item in account.claims:
        yield field_name("claims", item), Text(claim_phrase(item), style="magenta")
    if account.part_of is not None:
        whole = numbers.get(account.part_of)
        yield field_name("part_of"), Text(f"incident {whole}" if whole else safe(account.part_of))
    for item in account.discrepancies:
        yield field_name("discrepancies"), Text(value_phrase("discrepancies", item), style="yellow")


def _when_and_where(account: Account) -> Iterator[Row]:
    when, where = account.when, account.where
    date = date_phrase(when)
    text = Text(date or "not known", style="bold" if date else "dim")
    if when and (date or when.get("raw")):
        how = [f"“{safe(when['raw'])}”" if when.get("raw") else "", safe(when.get("inferred") or "")]
        words = ": ".join(part for part in how if part)
        if words:
            text.append(f"  {words}", style="not bold dim")
    yield "when", text
    place = place_phrase(where)
    yield "where", Text(place or "not known", style="bold" if place else "dim")
    notes = [coordinates_phrase(where)]
    if place and where and where.get("raw") and safe(where["raw"]).casefold() not in place.casefold():
        notes.append(f"written “{safe(where['raw'])}”")
    words = "; ".join(note for note in notes if note)
    if words:
        yield "where", Text(words, style="dim")
    for item in account.also_where:
        yield field_name("also_where"), Text(place_phrase(item))


def _tolls(account: Account) -> Iterator[Row]:
    """The figures, those of the same people and number on one line with everybody who says so."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    provisional: set[tuple[str, str, str]] = set()
    for item in account.tolls:
        key = (label("measure", item.get("measure")), figure_phrase(item) or "some", toll_phrase(item))
        sayers = lines.setdefault(key, [])
        said = sayer_phrase(item)
        if said and said not in sayers:
            sayers.append(said)
        if item.get("provisional"):
            provisional.add(key)
    order = list(dict.fromkeys(key[0] for key in lines))
    for key, sayers in sorted(lines.items(), key=lambda line: order.index(line[0][0])):
        measure, figure, people = key
        bare = people in ("person", "people") and not sayers
        if bare and any(other[:2] == key[:2] for other in lines if other != key):
            continue  # the same number, said again of somebody
        text = Text(figure, style="bold")
        text.append(f" {people}", style="not bold")
        if sayers:
            text.append("  said by " + " and by ".join(sayers), style="not bold dim")
        if key in provisional:
            text.append("  provisional", style="not bold yellow")
        yield measure, text
    words = []
    written = {(i.get("measure"), i.get("low"), i.get("high")): figure_phrase(i) for i in account.tolls}
    for measure, total in account.totals.items():
        span, _, best = total_phrase(total).partition(", best ")
        span = written.get((measure, total["low"], total["high"]), span)
        if span:
            words.append(f"{span} {label('measure', measure)}" + (f" (best {best})" if best else ""))
    if words:
        yield "in all", Text("; ".join(words), style="bold")
