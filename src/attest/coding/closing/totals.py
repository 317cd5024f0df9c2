"""Totals: what a reader would record of a report's figures (codebook, "Tolls")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest.coding.tagging import Mention


@dataclass(frozen=True, slots=True)
class Total:
    """Low and high (None = open), the figures it is made of and the rule that chose them."""

    low: int | None
    high: int | None
    parts: tuple[Mention, ...]
    rule: str

    @property
    def best(self) -> int | None:
        """The figure a briefing would quote: the exact one, else the low."""
        return self.low if self.low is not None else self.high


@dataclass(frozen=True, slots=True)
class _Candidate:
    low: int | None
    high: int | None
    parts: tuple[Mention, ...]
    sentence: int
    earlier: bool

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high


def total(measure: str, figures: Sequence[Mention], *, everybody: bool) -> Total | None:
    """The total of one measure over the figures of an incident, None where the report gives none.

    `everybody` is true for armed clashes and strikes on armed groups, where all the dead count;
    else the attackers' own are left out.
    """
    mine = [m for m in figures if m.attrs["measure"] == measure and not m.attrs["part"]]
    if not everybody:
        spared = [m for m in mine if m.attrs["attacker"] or m.attrs["category"] == "militant"]
        mine = [m for m in mine if m not in spared]
        if not mine and spared:
            return Total(0, 0, tuple(spared[:2]), "only attackers fell")
    candidates = _candidates(mine)
    if not candidates:
        return None
    live = [c for c in candidates if not c.earlier] or candidates
    top = max((c.low if c.low is not None else (c.high or 0)) for c in live)
    best = [c for c in live if (c.low if c.low is not None else (c.high or 0)) == top]
    chosen = next((c for c in best if c.exact), best[0])
    rule = "the sum of what one sentence counts" if len(chosen.parts) > 1 else "the highest figure not superseded"
    open_too = any(c.high is None and c.low == chosen.low for c in best) and chosen.exact and chosen.sentence == 0
    return Total(chosen.low, None if open_too else chosen.high, chosen.parts, rule)


def _candidates(figures: Sequence[Mention]) -> list[_Candidate]:
    """A candidate a sentence: its figures for different people added up, rival ones apart."""
    out: list[_Candidate] = []
    by_sentence: dict[int, list[Mention]] = {}
    for m in figures:
        by_sentence.setdefault(m.sentence, []).append(m)
    for n, ms in by_sentence.items():
        seen: list[Mention] = []
        for m in ms:
            same = [x for x in seen if x.attrs["low"] == m.attrs["low"] and not m.attrs["other"]]
            if not same:
                seen.append(m)
        listed = [m for m in seen if not _rival(m, seen)]
        apart = [m for m in seen if m not in listed]
        out += [_Candidate(m.attrs["low"], m.attrs["high"], (m,), n, m.attrs["earlier"]) for m in apart]
        if listed:
            lows = [m.attrs["low"] for m in listed]
            highs = [m.attrs["high"] for m in listed]
            low = sum(x for x in lows if x is not None) if any(x is not None for x in lows) else None
            high = None if any(h is None for h in highs) else sum(highs)
            out.append(_Candidate(low, high, tuple(listed), n, all(m.attrs["earlier"] for m in listed)))
    return out


def _rival(m: Mention, others: Sequence[Mention]) -> bool:
    """Is a figure another count of the same people, not people besides?"""
    if m.attrs["earlier"]:
        return True
    bare = m.attrs["head"] is None and not m.attrs["other"]
    if m.attrs["voice"] == "toll":
        return len(others) > 1
    if not bare:
        return False
    wider = [x for x in others if x is not m and x.attrs["head"] is not None]
    return (
        bool(wider)
        and any((x.attrs["low"] or 0) <= (m.attrs["low"] or 0) for x in wider)
        and m.attrs["voice"] in ("toll", "count")
    )
