"""Places: names of places in a text, and the places of the world that they are."""

from __future__ import annotations

from dataclasses import replace

from attest.grounding.places_scan import scan_places
from attest.grounding.places_settle import settle_places
from attest.grounding.places_types import CoordinatesOf, GroundedMatch, GroundedPlace, PlaceMention

__all__ = [
    "CoordinatesOf",
    "GroundedMatch",
    "GroundedPlace",
    "PlaceMention",
    "find_places",
    "scan_places",
    "settle_places",
]

_BETWEEN = "\n\n"


def find_places(title: str, text: str, language: str) -> tuple[list[GroundedPlace], list[GroundedPlace]]:
    """The places of a title and of the text below it, with offsets in each, settled by one another's help."""
    if not title or text.startswith(title):
        whole = settle_places(scan_places(text, language), text=text)
        return [p for p in whole if p.mention.end <= len(title)], whole
    joined = title + _BETWEEN + text
    below = len(title) + len(_BETWEEN)
    found = settle_places(scan_places(joined, language), text=joined)
    above = [p for p in found if p.mention.end <= len(title)]
    return above, [_shift(p, below, len(above)) for p in found[len(above) :]]


def _shift(place: GroundedPlace, by: int, before: int) -> GroundedPlace:
    m = place.mention
    if m.within:
        m = replace(m, within=tuple(n - before for n in m.within))
    # written out: replace() takes several times as long, for every place of a report
    moved = PlaceMention(
        m.start - by,
        m.end - by,
        m.text,
        m.kind,
        m.relation,
        max(m.phrase_start - by, 0),
        m.phrase_end - by,
        m.candidates,
        m.countries,
        m.container,
        m.within,
        m.firm,
    )
    return replace(place, mention=moved)
