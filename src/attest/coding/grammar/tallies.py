"""Figures that count what many acts did over a span of time: '97 leaders have been killed so far this year'."""

from __future__ import annotations

from attest.coding.grammar.analysis import Group, Sentence, cues
from attest.coding.grammar.events import EXACT
from attest.coding.grammar.outcome import Outcome
from attest.grounding.dates import DateMention

FEWEST = 4
"""Least number that is read as a tally: fewer are told of one by one."""

_BREAKS = (",", ";", ":", "—", "–", "(")


def drop_tallies(s: Sentence, outcomes: list[Outcome]) -> None:
    """Take from outcomes the groups that a tally counts, which are no one incident's."""
    if not (outcomes and s.dates) or not any(o.groups for o in outcomes):
        return
    if any(d.kind in EXACT for d in s.dates) or _one_act(s):
        return
    for d in s.dates:
        if not _is_span(s, d):
            continue
        first, last = s.token_span(d.start, d.end)
        low, high = _clause(s, first, last)
        opens = low == 0 and not any(g.last <= high for g in s.groups if g.quantity is not None)
        for o in outcomes:
            if opens or low <= o.first <= high:
                o.groups = [g for g in o.groups if not (_many(g) and (opens or low <= g.first <= high))]


def _is_span(s: Sentence, d: DateMention) -> bool:
    """Is a date a span of months or years up to now: 'since January', 'this year', 'over the past two years'?"""
    words = d.text.lower().split()
    found = cues(s.language)
    if d.kind == "period":
        return d.text.lower() in found["span_now"]
    if d.kind == "year":
        return s.lower(s.token_span(d.start, d.end)[1] + 1) in found["span_alone"]
    if d.kind != "duration" or not any(w in found["span_word"] for w in words):
        return False
    return any(w in found["span_unit"] or (w.isdigit() and len(w) == 4) for w in words)


def _one_act(s: Sentence) -> bool:
    """Does the sentence tell of one act: 'in an attack on a market'?"""
    one = cues(s.language)["one_act"]
    return any(s.lower(e.first - 1) in one or s.lower(e.first - 2) in one for e in s.of_table("acts"))


def _clause(s: Sentence, first: int, last: int) -> tuple[int, int]:
    low = next((i + 1 for i in range(first - 1, -1, -1) if s.raw(i) in _BREAKS), 0)
    high = next((i - 1 for i in range(last + 1, len(s.tokens)) if s.raw(i) in _BREAKS), len(s.tokens) - 1)
    return low, high


def _many(g: Group) -> bool:
    q = g.quantity
    return q is not None and q.kind != "article" and (q.low or q.high or 0) >= FEWEST
