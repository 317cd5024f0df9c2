"""Umbrellas: one joint toll of the incidents that a report then tells place by place."""

from __future__ import annotations

from collections.abc import Sequence

from attest.coding.drafts import Draft
from attest.coding.frames import Frame, days, overlap
from attest.coding.tagging import Mention

TOTALS = ("killed", "injured", "abducted")
"""Measures that are summed over places."""


def spread_umbrella(drafts: Sequence[Draft]) -> list[Draft]:
    """Take joint tolls out of the first draft where others share them; its day goes to those that give none.

    Returns the drafts under the umbrella, none where the first draft's toll is its own.
    """
    first = drafts[0]
    opens = min((f.label.index for f in first.frames if _in_town(f)), default=0)
    wide = [f for f in first.frames if not _in_town(f) and f.label.index < opens]
    if not first.towns() or not wide:
        return []
    under = [d for d in drafts[1:] if d.towns() and _same_day(first, d)]
    joint = {id(m) for measure in TOTALS for m in _joint(first, wide, under, measure)}
    if not joint:
        return []
    for f in wide:
        f.hold([m for m in f.mentions if id(m) not in joint])
    day = next((f for f in first.frames if f.when is not None and not f.weak_date and days(f.when) <= 2), None)
    for d in under:
        if d.when is None and day is not None:
            head = d.frames[0]
            head.when, head.when_mention, head.weak_date, d.when = day.when, day.when_mention, False, day.when
        if not d.sides:
            d.context.extend(f for f in wide if f.of("perpetrator"))
    return [first, *under]


def _in_town(f: Frame) -> bool:
    return f.place is not None and f.place.mention.kind == "place" and f.label.passage.kind != "headline"


def _same_day(first: Draft, d: Draft) -> bool:
    if any("earlier" in f.label.cues for f in d.frames):
        return False
    return d.when is None or first.when is None or (days(d.when) <= 3 and overlap(first.when, d.when))


def _joint(first: Draft, wide: Sequence[Frame], under: Sequence[Draft], measure: str) -> list[Mention]:
    """The figures of the wide frames that are too high for the first draft's town, and that the others fill up."""
    whole = [m for f in wide for m in f.of("figure") if m.attrs["measure"] == measure and not m.attrs["part"]]
    total = max((m.attrs["low"] or 0 for m in whole), default=0)
    here = _most(first.frames, measure, own=True)
    there = [_most(d.frames, measure) for d in under]
    if not any(there) or total <= here or here + max(there) > total or 2 * (here + sum(there)) < total:
        return []
    return [m for m in whole if (m.attrs["low"] or 0) > here]


def _most(frames: Sequence[Frame], measure: str, own: bool = False) -> int:
    counted = (
        m
        for f in frames
        if not own or _in_town(f)
        for m in f.of("figure")
        if m.attrs["measure"] == measure and not m.attrs["part"]
    )
    return max((m.attrs["low"] or 0 for m in counted), default=0)
