"""Places: names of places in a text, and the places of the world that they are."""

from __future__ import annotations

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
    places = found[len(above) :]
    for place in places:
        _shift(place.mention, below, len(above))
    return above, places


def _shift(mention: PlaceMention, by: int, before: int) -> None:
    """Move a mention `by` characters and `before` mentions to the front."""
    mention.start -= by
    mention.end -= by
    mention.phrase_start = max(mention.phrase_start - by, 0)
    mention.phrase_end -= by
    if mention.within:
        mention.within = tuple(n - before for n in mention.within)
