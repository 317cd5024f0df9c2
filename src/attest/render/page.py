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
from attest.render.marked import numbers, segments, tag, value_rows, wide
from attest.render.phrases import label, safe, show, value_phrase

COLOURS: Final = 6
"""How many colours page.css has for incidents; then they repeat."""

_SHORT: Final = 90


def page(explanation: Explanation) -> str:
    """The whole page. Its style is allowed by its hash alone, so nothing in the text can add to it."""
    report = explanation.coding.report
    style = (Path(__file__).parent / "data" / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _e(safe(report.title or report.id))
    language = f' lang="{_e(report.language)}"' if (report.language or "").isalpha() else ""
    numbered = numbers(explanation)
    body = [
        f"<header><h1{language}>{title}</h1>{_about(explanation)}</header>",
        _legend(explanation, numbered),
        f"<main><article{language}>{_marked_both(explanation, numbered)}</article>",
        *(_incident(account, numbered[account.id], numbered) for account in explanation.coding.accounts),
    ]
    if not explanation.coding.accounts:
        why = explanation.coding.nothing_because or "no incident was found"
        body.append(f"<section><p>No incident: {_e(safe(why))}.</p></section>")
    body.append(_readings(explanation, numbered) + "</main>")
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
    labels = sorted({mark.label.replace("_", " ") for mark in explanation.marks if not wide(mark)})
    unused = '<li><mark class="i0">words</mark> read, but not used for an incident</li>' if labels else ""
    words = f'<p class="labels">Labels: {_e(", ".join(labels))}</p>' if labels else ""
    return f'<nav aria-label="Legend"><ul>{incidents}{unused}</ul>{words}</nav>'


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
        tags = [_e(tag(mark, numbered)) for mark in reversed(segment.closes) if not wide(mark)]
        yield words + "".join(f"<sup>{name}</sup>" for name in tags)


def _hint(mark: Mark, numbered: dict[str, int]) -> str:
    parts = [tag(mark, numbered)]
    if mark.note:
        parts.append(safe(mark.note))
    return ": ".join(parts) + (f" [{safe(mark.rule)}]" if mark.rule else "")


def _incident(account: Account, number: int, numbered: dict[str, int]) -> str:
    rows = "".join(
        f'<tr{_class(row.field)}><th scope="row">{_e(row.field.replace("_", " "))}</th>'
        f"<td>{_e(row.value)}</td><td>{_e(row.said)}</td><td>{_e(row.how)}</td>"
        f'<td class="number">{row.confidence:.2f}</td><td>{_quotes(row.quotes)}</td></tr>\n'
        for row in value_rows(account)
    )
    sure = f", confidence {account.confidence:.2f}" if account.confidence is not None else ""
    return (
        f'<section id="incident-{number}"><h2><mark class="{_colour(account.id, numbered)}">{number}</mark> '
        f"{_e(value_phrase('type', account.type))}, {_e(label('status', account.status))} "
        f"<small>{_e(label('role', account.role))}{sure}</small></h2>\n"
        f"{_head('field', 'value', 'who says so', 'rule', 'sure', 'quotes')}{rows}</tbody></table></div></section>"
    )


def _class(field: str) -> str:
    return ' class="conflict"' if field == "discrepancies" else ""


def _head(*names: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in names)
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>\n'


def _quotes(quotes: tuple[Quote, ...]) -> str:
    shown = []
    for quote in quotes:
        words = safe(quote.text)
        words = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0] + " …"
        shown.append(f'<a href="#q-{quote.source}-{quote.start}">“{_e(words)}”</a>')
    return "<br>".join(shown)


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
