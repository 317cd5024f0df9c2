"""Reading: a report to its passages — headline, dateline, sentences, quotations, captions, the page's own words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from attest.coding import shapes
from attest.coding.language import detect
from attest.coding.quotations import find_quotations, opens_quotation
from attest.coding.sentences import MAX_SENTENCE, ends_complete, split_units, unit_sentences
from attest.model.text import Hint, HintKind, Passage, PassageKind, Report

_LEAD: Final = 8
"""So many lines below the title may be further headlines."""
_STANDFIRST: Final = 260
_HEADING_WORDS: Final = 12
_PAGE_WORDS: Final = 60
"""A line with more words is never the page's as a whole."""
_SITE_SEPARATORS: Final = "|–—-:·»"


@dataclass(slots=True)
class _Unit:
    """A line of the report, wrapped lines joined, and what it was taken for."""

    start: int
    end: int
    line: str
    low: str
    words: int
    complete: bool
    gap: bool
    kind: PassageKind | None = None


def read_passages(report: Report) -> list[Passage]:
    """The passages of a report in order, those of the title before those of the text.

    Together they cover everything but white space, and only quotations overlap others. Body and tweet passages
    are one sentence each; a line that only says when the report was published is a dateline too. A title that opens
    the text is one headline, in the text. Never raises; takes time linear in the length.
    """
    language = (report.language or detect(report.text, report.title)).lower()[:2]
    text = report.text
    units = _units(text, language)
    out: list[Passage] = []
    title = (report.title or "").strip()
    units, headed = _match_title(text, units, title)
    if title and headed is None:
        start = len(report.title or "") - len((report.title or "").lstrip())
        spans = [(start, start + len(title))]
        if len(title) > MAX_SENTENCE:
            spans = unit_sentences(report.title or "", start, start + len(title), language)
        out.extend(Passage(a, b, "headline", "title") for a, b in spans)
    _apply_hints(units, report.hints)
    words = shapes.page_words(text)
    _apply_shapes(units, words)
    _apply_lead(units, headed, bool(title))
    _apply_headings(units)
    out.extend(_passages(text, units, language, words))
    return out


def _units(text: str, language: str) -> list[_Unit]:
    found: list[_Unit] = []
    previous = 0
    for start, end in split_units(text, 0, len(text), language):
        found.append(_unit(text, start, end, _has_gap(text, previous, start)))
        previous = end
    return found


def _unit(text: str, start: int, end: int, gap: bool) -> _Unit:
    line = text[start : min(end, start + 4 * shapes.HEAD)]
    low = shapes.fold(line)
    words = len(line.split())
    return _Unit(start, end, line, low, words, ends_complete(text, start, end) and text[end - 1] != ":", gap)


def _has_gap(text: str, start: int, end: int) -> bool:
    """Whether a blank line lies between two units."""
    return start == 0 or len(text[start:end].splitlines()) > 1


def _match_title(text: str, units: list[_Unit], title: str) -> tuple[list[_Unit], int | None]:
    """Mark the units that are the title; they are joined into one, which may leave the rest of its line as another.

    Returns the units and the index of the headline, None where the title is not among the first lines.
    """
    if not title:
        return units, None
    for index, unit in enumerate(units[:_LEAD]):
        end = _matches(title, text, unit.start, unit.end)
        if end is None or end <= unit.start:  # a title without a word
            continue
        last = index
        while last + 1 < len(units) and units[last + 1].start < end:
            last += 1
        tail = units[last]
        pieces = [_unit(text, unit.start, end, unit.gap)]
        pieces[0].kind = "headline"
        if end < tail.end:
            rest = end
            while rest < tail.end and (text[rest].isspace() or text[rest] in _SITE_SEPARATORS):
                rest += 1
            if rest < tail.end and any(c.isalnum() for c in text[rest : rest + 400]):
                pieces.append(_unit(text, rest, tail.end, False))
                pieces[0].end = end
                # separators between the two stay with the headline, so that nothing is left out
                while pieces[0].end < rest and text[pieces[0].end : rest].strip():
                    pieces[0].end += 1
            else:
                pieces[0].end = tail.end
        return [*units[:index], *pieces, *units[last + 1 :]], index
    wanted = set(shapes.fold(title).split())
    for index, unit in enumerate(units[:4]):
        words = set(unit.low.split())
        if not unit.complete and len(wanted) >= 4 and len(words & wanted) >= 0.8 * len(words | wanted):
            unit.kind = "headline"
            return units, index
    return units, None


def _matches(title: str, text: str, start: int, end: int) -> int | None:
    """Where the title ends in the text if it begins at `start`; only letters and digits count.

    A title that goes on with the name of the site after a whole line of the text matches too.
    """
    at, i = start, 0
    limit = min(len(text), start + 2 * len(title) + 40)
    while True:
        while i < len(title) and not title[i].isalnum():
            i += 1
        while at < limit and not text[at].isalnum():
            at += 1
        if i >= len(title):
            break
        if at >= end and end - start >= 20 and title[:i].rstrip()[-1:] in _SITE_SEPARATORS and len(title) - i <= 40:
            return end
        if at >= limit or title[i].lower() != text[at].lower():
            return None
        i += 1
        at += 1
    while at > start and not text[at - 1].isalnum():
        at -= 1
    if not any(c.isalnum() for c in text[at : max(at, min(end, at + 400))]):
        return max(at, end)
    if at > end:
        # the title runs over several lines: it must end where one of them does
        line_end = min((p for p in (text.find("\n", at), text.find("\r", at)) if p >= 0), default=len(text))
        return line_end if not any(c.isalnum() for c in text[at : min(line_end, at + 400)]) else None
    rest = text[at:end]
    glued = len(title.split()) >= 4 and not rest[0].isalnum() and rest[0] not in "'’-"
    beginning = next((c for c in rest if c.isalnum()), "")
    return at if glued and (beginning.isupper() or beginning.isdigit()) and rest[0] not in ",;" else None


def _apply_hints(units: list[_Unit], hints: Iterable[Hint]) -> None:
    """Believe the markup where it covers most of a unit."""
    starts = [unit.start for unit in units]
    covered: dict[tuple[int, HintKind], int] = {}
    done: dict[HintKind, int] = {}
    for hint in sorted(hints, key=lambda h: (h.start, -h.end)):
        # hints that overlap count once, and that keeps this linear too
        begin = max(hint.start, done.get(hint.kind, 0))
        done[hint.kind] = max(done.get(hint.kind, 0), hint.end)
        if begin >= hint.end:
            continue
        index = max(0, bisect_left(starts, begin) - 1)
        while index < len(units) and units[index].start < hint.end:
            unit = units[index]
            overlap = min(unit.end, hint.end) - max(unit.start, begin)
            if overlap > 0:
                covered[index, hint.kind] = covered.get((index, hint.kind), 0) + overlap
            index += 1
    for (index, kind), length in covered.items():
        unit = units[index]
        if unit.kind is None and 5 * length >= 4 * (unit.end - unit.start):
            unit.kind = kind


def _apply_shapes(units: list[_Unit], words: Sequence[str]) -> None:
    """What each line is by its own looks, and lists of other reports' headlines."""
    in_block = False
    for index, unit in enumerate(units):
        if unit.kind is not None:
            in_block = in_block and unit.kind == "boilerplate"
            continue
        if shapes.opens_block(unit.low):
            unit.kind, in_block = "boilerplate", True
            continue
        if in_block:
            bullet = unit.line[0] in shapes.BULLETS
            if bullet or unit.words < 8 or not unit.complete:
                unit.kind = "boilerplate"
                continue
            in_block = False
        if shapes.is_tweet(unit.line):
            unit.kind = "tweet"
        elif shapes.is_caption(unit.line, unit.low, unit.complete, words) and not _has_dateline(unit):
            unit.kind = "caption"
        elif shapes.is_date(unit.line, unit.low) or (not unit.complete and shapes.is_dateline(unit.line)):
            unit.kind = "dateline"
        elif unit.words <= _PAGE_WORDS and _is_page(unit, words):
            # a credit right below a line makes both a caption
            credit = index > 0 and not unit.gap and shapes.is_credit(unit.line, unit.low, unit.complete, words)
            unit.kind = "caption" if credit and not units[index - 1].complete else "boilerplate"
        elif index > 0:
            credit = not unit.gap and shapes.is_credit(unit.line, unit.low, unit.complete, words)
            if credit or (not unit.complete and unit.words >= 6 and shapes.ends_in_day(unit.line)):
                unit.kind = "caption"
    _spread_captions(units, words)
    _spread_tweets(units)


def _is_page(unit: _Unit, words: Sequence[str]) -> bool:
    return shapes.is_boilerplate(unit.low, unit.complete, words) or (
        not unit.complete and shapes.is_byline(unit.line, unit.low)
    )


def _spread_captions(units: list[_Unit], words: Sequence[str]) -> None:
    """A credit makes the line right above it a caption; a name that stands alone several times is a credit."""
    names = Counter(
        unit.line for unit in units if unit.kind is None and not unit.complete and shapes.is_name(unit.line)
    )
    for above, unit in pairwise(units):
        if unit.kind is None and not unit.gap and names.get(unit.line, 0) > 1:
            unit.kind = "caption"
        if unit.kind == "caption" and not unit.gap and above.kind is None and not above.complete:
            credit = shapes.is_credit(unit.line, unit.low, unit.complete, words) or names.get(unit.line, 0) > 1
            if credit and unit.words < 12 and 4 <= above.words <= 60:
                above.kind = "caption"


def _spread_tweets(units: list[_Unit]) -> None:
    """The lines of a paragraph that has a tweet are all of the tweet, and so is the paragraph that a tweeter signs."""
    if not any(unit.kind == "tweet" for unit in units):
        return
    blocks: list[list[_Unit]] = []
    for unit in units:
        if unit.gap or not blocks:
            blocks.append([])
        blocks[-1].append(unit)
    if len(blocks) < 3:
        return
    for above, block in zip([[], *blocks], blocks, strict=False):
        if len(block) > 5 or not any(unit.kind == "tweet" for unit in block):
            continue
        signed = shapes.signs_tweet(block[0].line) and all(unit.kind != "headline" for unit in above)
        if signed and 1 <= len(above) <= 5 and any(shapes.like_tweet(unit.line) for unit in above):
            block = [*above, *block]
        for unit in block:
            if unit.kind is None:
                unit.kind = "tweet"


def _apply_lead(units: list[_Unit], headed: int | None, titled: bool) -> None:
    """The lines before the first full sentence: headlines, unless they are a date, a byline or a caption."""
    lines = units[headed + 1 :] if headed is not None else units
    if headed:
        for unit in units[:headed]:  # what stands above the title: sections, labels
            if unit.kind is None and not unit.complete and unit.words < 8:
                unit.kind = "boilerplate"
    lead: list[_Unit] = []
    followed = False  # by a full sentence or a long line: what the lead leads to
    for unit in lines:
        if unit.kind is not None and not (unit.kind == "heading" and not titled and not lead):
            continue
        followed = unit.complete or unit.end - unit.start > _STANDFIRST or _has_dateline(unit)
        if followed:
            break
        lead.append(unit)
    if not followed or len(lead) > _LEAD:
        # a text without stops has no standfirst that could be told from its body
        lead = lead[: int(not titled and len(lead) > 1)]
    for unit in lead:
        opener = not titled and unit is lead[0]
        if not opener and shapes.is_name(unit.line):
            unit.kind = "boilerplate"
        elif unit.words >= (3 if opener else 4) or (not opener and unit.line[0] in shapes.BULLETS):
            unit.kind = "headline"
        else:
            unit.kind = "heading"


def _has_dateline(unit: _Unit) -> bool:
    return shapes.dateline_end(unit.line, 0, len(unit.line), False) is not None


def _apply_headings(units: list[_Unit]) -> None:
    """Short lines without a stop: headings where text follows, a sign-off where none does."""
    plain = [unit for unit in units if unit.kind is None]
    unstopped = sum(not unit.complete for unit in plain)
    limit = 6 if 2 * unstopped > len(plain) and len(plain) > 3 else _HEADING_WORDS
    below = False  # whether a full sentence follows
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        if unit.kind is None and (unit.complete or unit.words > limit):
            below = True
        elif unit.kind is None and not unit.line.rstrip().endswith((",", ";", ":")):
            bullet = unit.line[0] in shapes.BULLETS
            if below and not bullet:
                unit.kind = "heading"
            elif (
                not below and index > 0 and not bullet and 2 * unstopped <= len(plain) and shapes.is_sign_off(unit.line)
            ):
                unit.kind = "boilerplate"


def _passages(text: str, units: list[_Unit], language: str, words: Sequence[str]) -> list[Passage]:
    out: list[Passage] = []
    bodies = 0
    for index, unit in enumerate(units):
        kind = unit.kind or "body"
        start = unit.start
        if kind == "body":
            bodies += 1
            if bodies <= 3 and (end := shapes.dateline_end(text, start, unit.end, bodies == 1)):
                while end < unit.end and text[end].isspace():
                    end += 1
                stop = end
                while text[stop - 1].isspace():
                    stop -= 1
                out.append(Passage(start, stop, "dateline"))
                start = end
        if kind in ("body", "tweet") or unit.end - start > MAX_SENTENCE:
            for a, b in unit_sentences(text, start, unit.end, language):
                out.append(Passage(a, b, _sentence_kind(text, a, b, unit, words) if kind == "body" else kind))
        else:
            out.append(Passage(start, unit.end, kind))
        if kind in ("body", "headline"):
            following = units[index + 1] if index + 1 < len(units) else None
            goes_on = following is not None and following.kind is None and opens_quotation(text, following.start)
            out.extend(Passage(a, b, "quotation") for a, b in find_quotations(text, start, unit.end, goes_on))
    out.sort(key=lambda p: (p.start, p.kind == "quotation", p.end))
    return out


def _sentence_kind(text: str, start: int, end: int, unit: _Unit, words: Sequence[str]) -> PassageKind:
    """A sentence of the body that is the page's all the same: "(Reporting by …)", "(File photo)"."""
    if end - start > 300:
        return "body"
    line = text[start:end]
    complete = ends_complete(text, start, end)
    if start == unit.start and end == unit.end and unit.words <= _PAGE_WORDS:
        low = unit.low  # that it is not the page's is known of the line already
    else:
        low = shapes.fold(line)
        if shapes.is_boilerplate(low, True, words):
            return "boilerplate"
    if low.startswith(("(", "[")) and shapes.is_caption(line, low, complete, words):
        return "caption"
    if (
        not complete
        and len(low) < 80
        and shapes.is_caption(line, low, False, words)
        and shapes.is_credit(line, low, False, words)
    ):
        return "caption"
    return "body"
