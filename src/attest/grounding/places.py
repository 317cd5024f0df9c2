"""Places: names of places in a text, and the places of the world that they are."""

from __future__ import annotations

from attest.grounding.places_scan import scan_places
from attest.grounding.places_settle import settle_places
from attest.grounding.places_types import CoordinatesOf, GroundedMatch, GroundedPlace, PlaceMention

__all__ = ["CoordinatesOf", "GroundedMatch", "GroundedPlace", "PlaceMention", "scan_places", "settle_places"]
