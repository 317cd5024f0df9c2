"""Totals: what a reader would record of a report's figures (codebook, "Tolls")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from attest.coding.tagging import Mention

NEAR = 0.5
"""Least share of the highest count that a rival count reaches; a smaller one counts some of the same people."""

ROUNDED = 0.8
"""Least share of a rounded figure that an exact one reaches which takes its place."""

REACH = 2
"""Most sentences between figures for different people that are added up."""


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
class _Count:
    """What one speaker counts in one sentence."""

    low: int | None
    high: int | None
    parts: tuple[Mention, ...]

    @property
    def exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def size(self) -> int:
        return self.low if self.low is not None else (self.high or 0)

    @property
    def earlier(self) -> bool:
        return all(m.attrs["earlier"] for m in self.parts)

    @property
    def vague(self) -> bool:
        return any(m.attrs["vague"] for m in self.parts)

    @property
    def sayer(self) -> str:
        return (self.parts[0].attrs["said_by"] or "").lower()

    @property
    def whole(self) -> bool:
        """Does it count all, not some told apart: 'the dead included', 'another was killed'?"""
        return not any(m.attrs["included"] or m.attrs["other"] for m in self.parts)


def total(measure: str, figures: Sequence[Mention], nobody: Sequence[Mention], *, everybody: bool) -> Total | None:
    """The total of one measure over its figures in an incident, None where the report gives none.

    `nobody` are the figures of any measure that say that there is none: 'no casualties'. `everybody` is true for armed
    clashes and strikes on armed groups, where all the dead count; else the attackers' own are left out.
    """
    if not figures and not nobody:
        return None
    mine = [m for m in figures if not m.attrs["part"] and m.attrs["high"] != 0]
    if not everybody:
        spared = [m for m in mine if m.attrs["attacker"] or m.attrs["category"] == "militant"]
        mine = [m for m in mine if m not in spared]
        if not mine and spared:
            return Total(0, 0, tuple(spared[:2]), "only attackers fell")
    if not mine:
        said = (measure, "casualties") if measure in ("killed", "injured") else (measure,)
        zero = [m for m in nobody if m.attrs["measure"] in said]
        return Total(0, 0, tuple(zero[:2]), "nobody, as the report says") if zero else None
    if len(mine) == 1:
        only = mine[0]
        return Total(only.attrs["low"], only.attrs["high"], (only,), "the highest figure not superseded")
    counts = _standing(_counts(mine))
    top = max(counts, key=lambda c: (c.size, c.exact))
    apart = _besides(mine, top)
    if apart is not None:
        return apart
    rivals = [c for c in counts if c is not top and _rivals(c, top)]
    lows = [c.low for c in (top, *rivals) if c.low is not None]
    parts = tuple(m for c in (top, *rivals) for m in c.parts)
    if rivals and lows:
        return Total(min(lows), top.high, parts, "rival figures")
    rule = "the sum of what one sentence counts" if len(top.parts) > 1 else "the highest figure not superseded"
    # a headline drops the 'at least' of the text
    same = [c for c in counts if c.low == top.low]
    headline = all(m.sentence == 0 for c in same if c.exact for m in c.parts)
    bare = headline and any(c.high is None for c in same)
    return Total(top.low, None if bare else top.high, top.parts, rule)


def _counts(figures: Sequence[Mention]) -> list[_Count]:
    """A count for each speaker in each sentence: figures for different people added up, rival ones apart."""
    groups: dict[tuple[int, str], list[Mention]] = {}
    for m in figures:
        same = groups.setdefault((m.sentence, (m.attrs["said_by"] or "").lower()), [])
        if not any(
            x.attrs["low"] == m.attrs["low"]
            and x.attrs["high"] == m.attrs["high"]
            and not m.attrs["other"]
            and (x.attrs["category"] == m.attrs["category"] or _bare(m) or _bare(x))
            and (m.attrs["low"] or 0) != 1
            for x in same
        ):
            same.append(m)
    out: list[_Count] = []
    for ms in groups.values():
        largest = max(ms, key=lambda m: m.attrs["low"] or 0)
        rest = [m for m in ms if m is not largest]
        if len(rest) > 1 and sum(m.attrs["low"] or 0 for m in rest) == largest.attrs["low"]:
            ms = [largest]  # 'fifteen dead, nine soldiers and six policemen'
        listed = [m for m in ms if not _rival(m, ms)]
        loose = [m for m in listed if _bare(m) and m.attrs["voice"] == "count"]
        if len(loose) > 1:  # 'twelve dead … three bodies': the lesser is some of the greater
            most = max(loose, key=lambda m: m.attrs["low"] or 0)
            listed = [m for m in listed if m is most or m not in loose]
            ms = [m for m in ms if m is most or m not in loose]
        out += [_Count(m.attrs["low"], m.attrs["high"], (m,)) for m in ms if m not in listed]
        if listed:
            lows = [m.attrs["low"] for m in listed if m.attrs["low"] is not None]
            highs = [m.attrs["high"] for m in listed]
            high = None if any(h is None for h in highs) else sum(highs)
            out.append(_Count(sum(lows) if lows else None, high, tuple(listed)))
    return out


def _bare(m: Mention) -> bool:
    return m.attrs["head"] is None and not m.attrs["other"]


def _rival(m: Mention, others: Sequence[Mention]) -> bool:
    """Is a figure another count of the same people, not people besides?"""
    if len(others) == 1:
        return False
    if m.attrs["earlier"] or m.attrs["voice"] == "toll":
        return True
    if not _bare(m) or m.attrs["voice"] != "count":
        return False
    return any(
        x is not m
        and not _bare(x)
        and not x.attrs["other"]
        and (x.attrs["low"] or 0) <= (m.attrs["low"] or 0)
        and _kind(m) in ("people", _kind(x))  # '19 dead among the soldiers and two civilians killed'
        for x in others
    )


def _standing(counts: list[_Count]) -> list[_Count]:
    """The counts that nothing better takes the place of."""
    counts = [c for c in counts if not c.earlier] or counts
    counts = [c for c in counts if not c.vague] or counts
    counts = [c for c in counts if not _of_attackers(c)] or counts
    exact = [c for c in counts if c.exact and not any(m.attrs["hedge"] for m in c.parts)]
    kept = [c for c in counts if not _superseded(c, exact)]
    return kept or counts


def _of_attackers(c: _Count) -> bool:
    return all(m.attrs["kind"] == "armed_group" for m in c.parts)


def _superseded(c: _Count, exact: Sequence[_Count]) -> bool:
    """'nearly 50', 'more than 50': an exact figure near it is better."""
    hedges = {m.attrs["hedge"] for m in c.parts if m.attrs["hedge"]}
    if not hedges or any("least" in h or "moins" in h or "minim" in h for h in hedges):
        return False
    return any(x.size >= (c.size if c.high is None else ROUNDED * c.size) for x in exact if x is not c)


def _rivals(c: _Count, top: _Count) -> bool:
    """Do two speakers count the same people differently?"""
    if c.low is None or not c.whole or not c.sayer or not top.sayer or c.sayer == top.sayer:
        return False
    mine, theirs = ({_kind(m) for m in x.parts} for x in (c, top))
    return c.size >= NEAR * top.size and (not (mine ^ theirs) or "people" in mine | theirs)


def _kind(m: Mention) -> str:
    return "people" if m.attrs["category"] in ("civilian", "unknown") else m.attrs["category"]


def _besides(figures: Sequence[Mention], top: _Count) -> Total | None:
    """'Three soldiers were killed. … Two civilians also died': people of different kinds, told near one another."""
    told = [
        m
        for m in figures
        if m.attrs["head"] is not None
        and not m.attrs["people"]
        and m.attrs["low"]
        and not (m.attrs["included"] or m.attrs["earlier"] or m.attrs["vague"] or m.attrs["kind"] == "armed_group")
    ]
    best: dict[str, Mention] = {}
    for m in told:
        if _kind(m) not in best or m.attrs["low"] > best[_kind(m)].attrs["low"]:
            best[_kind(m)] = m
    chosen = sorted(best.values(), key=lambda m: m.start)
    lows = [m.attrs["low"] for m in chosen]
    if len(chosen) < 2 or (len(set(lows)) < len(lows) and max(lows) > 1):
        return None
    near = all(b.sentence - a.sentence <= REACH for a, b in pairwise(chosen))
    overall = any(m.attrs["head"] is None or m.attrs["people"] for m in top.parts)
    if not near or overall or sum(lows) <= top.size:
        return None
    high = None if any(m.attrs["high"] is None for m in chosen) else sum(m.attrs["high"] for m in chosen)
    return Total(sum(lows), high, tuple(chosen), "people of different kinds added up")
