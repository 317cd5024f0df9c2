"""Figures for the same people that cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from attest.coding.closing.closing import Closing
from attest.coding.closing.discrepancy import Discrepancy, quotes
from attest.coding.closing.totals import Total
from attest.coding.closing.wording import listed, span
from attest.coding.tagging import Mention
from attest.model.vocabulary import label

_MEASURES = ("killed", "injured", "abducted", "missing")
_MOST_SAID = 5
_MOST_ADDED = 8


def rival_figures(c: Closing, totals: Mapping[str, Total]) -> list[Discrepancy]:
    """What the figures of an incident disagree on, at most one of each kind a measure."""
    out: list[Discrepancy] = []
    led = {f.label.index for f in c.draft.frames if f.label.passage.kind == "headline"}
    for measure in _MEASURES:
        figures = c.by_measure.get(measure)
        if not figures:
            continue
        whole = [m for m in figures if not (m.attrs["part"] or m.attrs["other"] or _attackers(m))]
        headline = [m for m in whole if m.sentence in led]
        body = _apart([m for m in whole if m not in headline])
        total = totals.get(measure)
        parts = _parts(c, measure, figures, total)
        out += _against_headline(c, measure, headline, body, None if parts else total)
        out += [*_rivals(c, measure, body), *parts]
    return out


def _attackers(m: Mention) -> bool:
    return bool(m.attrs["attacker"]) or m.attrs["category"] == "militant"


def _apart(figures: Sequence[Mention]) -> list[Mention]:
    """Each range once, as first said; where somebody is named who says it, that one."""
    seen: dict[tuple[Any, Any, str], Mention] = {}
    for m in figures:
        key = (m.attrs["low"], m.attrs["high"], m.attrs["category"])
        if key not in seen or (m.attrs["said_by"] and not seen[key].attrs["said_by"]):
            seen[key] = m
    return sorted(seen.values(), key=lambda m: (m.sentence, m.start))


def _range(m: Mention) -> str:
    return span(m.attrs["low"], m.attrs["high"], m.attrs["hedge"])


def say_figure(m: Mention) -> str:
    """A figure with who says it: "53 (the government's spokesman)"."""
    who = m.attrs["said_by"]
    return f"{_range(m)} ({who})" if who else _range(m)


def _excludes(a: Mention, b: Mention) -> bool:
    """Can two figures for the same people not both be true?"""
    a0, a1, b0, b1 = a.attrs["low"] or 0, a.attrs["high"], b.attrs["low"] or 0, b.attrs["high"]
    return (a1 is not None and a1 < b0) or (b1 is not None and b1 < a0)


def _size(m: Mention) -> int:
    low = m.attrs["low"]
    return int(low if low is not None else m.attrs["high"] or 0)


def _same_people(a: Mention, b: Mention) -> bool:
    """Are two figures about the same people, as far as the words tell?"""
    kinds = {a.attrs["category"], b.attrs["category"]} - {"unknown"}
    groups = {a.attrs["demographic"], b.attrs["demographic"]}
    return len(kinds) < 2 and len(groups) == 1


def _rival(a: Mention, b: Mention, figures: Sequence[Mention]) -> bool:
    """Is one figure another count of those whom the other counts, rather than of some of them or of others besides?

    One person beside many is somebody in particular; what adds up with others to the larger figure is a part of it; and
    of two figures far apart the smaller is another count only where it is called an earlier one, or a toll. "More than
    30" beside "30" is a round figure for the same.
    """
    if a.sentence == b.sentence or not _same_people(a, b) or not _excludes(a, b):
        return False
    small, large = sorted((a, b), key=_size)
    rounded = _size(large) - _size(small) == 1 and large.attrs["high"] is None
    if _size(small) <= 1 or rounded or _adds_up(small, large, figures):
        return False
    counted = small.attrs["earlier"] or small.attrs["voice"] == "toll"
    return counted or 2 * _size(small) >= _size(large)


def _adds_up(small: Mention, large: Mention, figures: Sequence[Mention]) -> bool:
    others = [_size(m) for m in figures if m is not small and m is not large][:_MOST_ADDED]
    missing = _size(large) - _size(small)
    return any(sum(some) == missing for n in (1, 2, 3) for some in combinations(others, n))


def _rivals(c: Closing, measure: str, body: Sequence[Mention]) -> list[Discrepancy]:
    chosen: list[Mention] = []
    for a, b in combinations(body, 2):
        if _rival(a, b, body):
            chosen += [m for m in (a, b) if m not in chosen]
    if not chosen:
        return []
    chosen.sort(key=lambda m: (m.sentence, m.start))
    said = listed(list(dict.fromkeys(say_figure(m) for m in chosen[:_MOST_SAID])))
    detail = f"the text gives several figures for the {_people(measure)}: {said}"
    return [Discrepancy("tolls", "figures_differ", detail, quotes(c.report, chosen[:_MOST_SAID]))]


def _against_headline(
    c: Closing, measure: str, headline: Sequence[Mention], body: Sequence[Mention], total: Total | None
) -> list[Discrepancy]:
    """A headline whose figure the text neither repeats nor sums up to."""
    for h in headline:
        size = _size(h)
        summed = total is not None and total.low == size and any(m not in headline for m in total.parts)
        if size <= 1 or summed or any(_size(m) == size for m in body):
            continue
        against = [m for m in body if _same_people(h, m) and 2 * _size(m) >= size and _size(m) > 1]
        if not against:
            continue
        # what came before the last count is no news; `_rivals` tells of it
        top = max(_size(m) for m in against)
        against = [m for m in against if 5 * _size(m) >= 4 * top]
        said = list(dict.fromkeys(say_figure(m) for m in against[:3]))
        parts = _sum(total)
        if parts is not None and parts not in said:
            said.append(parts)
        detail = f"the headline says {_range(h)} {label('measure', measure)}, the text {listed(said)}"
        return [Discrepancy("tolls", "headline_against_body", detail, quotes(c.report, [h, *against[:3]]))]
    return []


def _sum(total: Total | None) -> str | None:
    """A total that one sentence's figures add up to: "53 + 1 = 54"."""
    if total is None or total.low is None or total.low != total.high or len(total.parts) < 2:
        return None
    return " + ".join(_range(m) for m in total.parts) + f" = {total.low:,}"


def _parts(c: Closing, measure: str, figures: Sequence[Mention], total: Total | None) -> list[Discrepancy]:
    """A count of everybody that is not the sum of its parts, and a part that is larger than the whole."""
    out: list[Discrepancy] = []
    summed = _sum(total)
    if total is not None and total.low is not None and summed is not None:
        everybody = [
            m
            for m in figures
            if m not in total.parts
            and not m.attrs["part"]
            and m.attrs["category"] == "unknown"
            and m.attrs["high"] is not None
            and not m.attrs["earlier"]
            and 0.9 * total.low <= _size(m) < total.low
        ]
        if everybody:
            detail = f"the text says {say_figure(everybody[0])} {label('measure', measure)}, but also {summed}"
            out.append(
                Discrepancy("tolls", "part_against_whole", detail, quotes(c.report, [everybody[0], *total.parts]))
            )
    if total is not None and total.high is not None:
        for m in figures:
            if m.attrs["part"] and not _attackers(m) and 2 * total.high >= _size(m) > total.high > 0:
                detail = f"{_range(m)} are said to be among {total.high:,} {label('measure', measure)}"
                out.append(Discrepancy("tolls", "part_against_whole", detail, quotes(c.report, [m, *total.parts])))
                break
    return out


def _people(measure: str) -> str:
    return {"killed": "dead", "injured": "injured", "abducted": "abducted"}.get(measure, label("measure", measure))
