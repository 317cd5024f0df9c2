"""Marked text as one self-contained HTML page: no script, nothing loaded, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from attest.model import Account, Explanation, Mark, Quote
from attest.model.text import Source
from attest.render.marked import ValueRow, numbers, segments, tag, value_rows, wide
from attest.render.phrases import coordinates_phrase, label, place_phrase, safe, show, value_phrase

COLOURS: Final = 6
"""How many colours page.css has for incidents; then they repeat."""

_SHORT: Final = 90
_HOW: Final = (
    "The small words say what the words before them were read as, and for which incident. "
    "A quote leads to its place in the text."
)


def page(explanation: Explanation) -> str:
    """The whole page. Its style is allowed by its hash alone, so nothing in the text can add to it."""
    report = explanation.coding.report
    style = (Path(__file__).parent / "data" / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _e(safe(report.title or report.id))
    language = f' lang="{_e(report.language)}"' if (report.language or "").isalpha() else ""
    numbered = numbers(explanation)
    accounts = explanation.coding.accounts
    incidents = [_incident(account, numbered[account.id], numbered) for account in accounts]
    if not accounts:
        why = explanation.coding.nothing_because or "no incident was found"
        incidents.append(f"<section><p>No incident: {_e(safe(why))}.</p></section>")
    body = [
        f"<header><h1{language}>{title}</h1>{_about(explanation)}</header>",
        _legend(explanation, numbered),
        f"<main>\n<article{language}>{_marked_both(explanation, numbered)}</article>",
        '<div class="incidents">' + "\n".join(incidents) + "</div>\n</main>",
        _readings(explanation, numbered),
        _foot(explanation),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_e(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _e(text: str | None) -> str:
    return escape(show(text or ""), quote=True)


def _about(explanation: Explanation) -> str:
    report = explanation.coding.report
    parts = [_e(safe(part)) for part in (report.publisher, report.published, report.language) if part]
    if report.url:
        parts.append(_link(report.url))
    parts.append(f"<code>{_e(safe(report.id))}</code> version <code>{report.version[:12]}</code>")
    return f'<p class="about">{" · ".join(parts)}</p>'


def _link(url: str) -> str:
    """A link for the web's own schemes; anything else, javascript: say, is shown as text."""
    shown = _e(safe(url))
    try:
        fine = urlsplit(url).scheme in ("http", "https") and safe(url) == url
    except ValueError:
        fine = False
    return f'<a rel="noreferrer noopener" href="{shown}">{shown}</a>' if fine else shown


def _colour(account_id: str | None, numbered: dict[str, int]) -> str:
    number = numbered.get(account_id or "")
    return f"i{(number - 1) % COLOURS + 1}" if number else "i0"


def _legend(explanation: Explanation, numbered: dict[str, int]) -> str:
    incidents = "".join(
        f'<li><a href="#incident-{numbered[a.id]}"><mark class="{_colour(a.id, numbered)}">{numbered[a.id]}</mark> '
        f"{_e(label('type', a.type))}, {_e(label('role', a.role))}</a></li>"
        for a in explanation.coding.accounts
    )
    small = [mark for mark in explanation.marks if not wide(mark)]
    spare = any(mark.account_id not in numbered for mark in small)
    unused = '<li><mark class="i0">words</mark> read, but part of no incident</li>' if spare else ""
    how = f"<p>{_HOW}</p>" if small else ""
    return f'<nav aria-label="Legend"><ul>{incidents}{unused}</ul>{how}</nav>'


def _foot(explanation: Explanation) -> str:
    coder = next((a.coder for a in explanation.coding.accounts if a.coder), None)
    by = f" by {_e(safe(coder['name']))} {_e(safe(coder['version']))}" if coder else ""
    return f"<footer>Read{by} of Attest, by machine: check a value against its quote before you rely on it.</footer>"


def _marked_both(explanation: Explanation, numbered: dict[str, int]) -> str:
    report = explanation.coding.report
    quotes = [q for account in explanation.coding.accounts for s in account.statements for q in s.quotes]
    title = ""
    sources = {mark.source for mark in explanation.marks} | {quote.source for quote in quotes}
    if report.title and "title" in sources:
        title = f'<p class="title">{"".join(_marked(report.title, "title", explanation, quotes, numbered))}</p>'
    return f'{title}<div class="text">{"".join(_marked(report.text, "text", explanation, quotes, numbered))}</div>'


def _marked(
    text: str, source: Source, explanation: Explanation, quotes: list[Quote], numbered: dict[str, int]
) -> Iterator[str]:
    anchors = {quote.start for quote in quotes if quote.source == source}
    for segment in segments(text, source, explanation.marks, anchors):
        if segment.start in anchors:
            yield f'<span id="q-{source}-{segment.start}"></span>'
        words = _e(show(segment.text))
        small = [mark for mark in segment.marks if not wide(mark)]
        if small:
            account = next((m.account_id for m in reversed(small) if m.account_id in numbered), None)
            hint = "; ".join(_hint(mark, numbered) for mark in small)
            words = f'<mark class="{_colour(account, numbered)}" title="{_e(hint)}">{words}</mark>'
        tags = _tags([mark for mark in reversed(segment.closes) if not wide(mark)], numbered)
        yield words + "".join(f"<sup>{_e(name)}</sup>" for name in tags)


def _tags(marks: list[Mark], numbered: dict[str, int]) -> list[str]:
    """What marks that end together say, each label once and each incident's number once: "victim, figure 1"."""
    said: dict[int | None, list[str]] = {}
    for mark in marks:
        labels = said.setdefault(numbered.get(mark.account_id or ""), [])
        name = tag(mark, {})
        if name not in labels:
            labels.append(name)
    return [", ".join(labels) + (f" {number}" if number else "") for number, labels in said.items()]


def _hint(mark: Mark, numbered: dict[str, int]) -> str:
    parts = [tag(mark, numbered)]
    if mark.note:
        parts.append(safe(mark.note))
    return ": ".join(parts) + (f" [{safe(mark.rule)}]" if mark.rule else "")


def _incident(account: Account, number: int, numbered: dict[str, int]) -> str:
    rows = []
    last = ""
    for row in value_rows(account):
        if row.field in ("summary", "role", "type", "status"):
            continue
        name = "" if row.name == last else f"<dt>{_e(row.name)}</dt>"
        last = row.name
        rows.append(f"{name}<dd{_class(row.field)}>{_value(row)}</dd>\n")
    sure = f", confidence {account.confidence:.2f}" if account.confidence is not None else ""
    status = "" if account.status in (None, "occurred") else f", {label('status', account.status)}"
    summary = f'<p class="summary">{_e(safe(account.summary))}</p>' if account.summary else ""
    whole = numbered.get(account.part_of or "")
    part = f' <small>part of <a href="#incident-{whole}">incident {whole}</a></small>' if whole else ""
    return (
        f'<section id="incident-{number}" class="b{_colour(account.id, numbered)}">'
        f'<h2><mark class="{_colour(account.id, numbered)}">{number}</mark> '
        f"{_e(value_phrase('type', account.type))}{_e(status)} "
        f"<small>{_e(label('role', account.role))}{sure}</small>{part}</h2>\n"
        f"{summary}<dl>\n{''.join(rows)}</dl>{_kind(account)}</section>"
    )


def _kind(account: Account) -> str:
    """How type, role and status came about, which the heading shows without their rules."""
    parts = [
        f"{row.field} {_e(row.value)}: {_e(row.how)}"
        for row in value_rows(account)
        if row.field in ("type", "role", "status") and row.how
    ]
    return f'<p class="how">{"; ".join(parts)}</p>' if parts else ""


def _value(row: ValueRow) -> str:
    said = f' <span class="said">said by {_e(row.said)}</span>' if row.said and row.field == "tolls" else ""
    how = f"{_e(row.how)} · " if row.how else ""
    value, note = row.value, ""
    if row.field in ("where", "also_where"):  # the name is the value, the coordinates a note on it
        value, note = place_phrase(row.item), coordinates_phrase(row.item)
    return (
        f'<span class="value">{_e(value)}</span>{said}'
        + (f'<span class="said"> {_e(note)}</span>' if note else "")
        + f'<span class="how">{how}confidence <span class="number">{row.confidence:.2f}</span></span>'
        f'<span class="quotes">{_quotes(row.quotes)}</span>'
    )


def _class(field: str) -> str:
    if field == "discrepancies":
        return ' class="conflict"'
    return ' class="total"' if field.startswith("totals.") else ""


def _head(*names: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>\n'


def _quotes(quotes: tuple[Quote, ...]) -> str:
    shown = []
    for quote in quotes:
        words = safe(quote.text)
        words = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
        shown.append(f'<a href="#q-{quote.source}-{quote.start}">“{_e(words)}”</a>')
    return " ".join(shown)


def _readings(explanation: Explanation, numbered: dict[str, int]) -> str:
    """Every mark in order, folded away on the screen and left out in print."""
    if not explanation.marks:
        return ""
    rows = []
    for mark in explanation.marks:
        words = safe(explanation.coding.report.source_text(mark.source)[mark.start : mark.end])
        words = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
        cells = (f"{mark.source} {mark.start}–{mark.end}", words, tag(mark, numbered), safe(mark.note), safe(mark.rule))
        rows.append("<tr>" + "".join(f"<td>{_e(cell)}</td>" for cell in cells) + "</tr>\n")
    return (
        f"<details><summary>Everything that was read ({len(rows)})</summary>"
        f"{_head('at', 'words', 'label', 'read as', 'rule')}{''.join(rows)}</tbody></table></div></details>"
    )
