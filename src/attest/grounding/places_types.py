"""What place grounding gives: mentions of places in a text, and the places they are.

Neither is to be changed once find_places, which shares mentions and places with nobody, has given it away; they are
not frozen, since frozen ones, made by the thousand, cost too much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attest.grounding.gazetteer import Place
from attest.grounding.places_words import PlaceKind, Relation

CoordinatesOf = Literal["place", "near", "admin2", "admin1", "country"]
GroundedMatch = Literal["exact", "variant", "fuzzy", "none"]


@dataclass(slots=True, unsafe_hash=True)
class PlaceMention:
    """A place, unit, country, region or demonym named in a text; offsets are code points.

    `start`/`end` are the name's own span, `phrase_start`/`phrase_end` that of the whole phrase ("30 km north of X",
    "the town of X"). `relation` says how the text stands to it. `candidates` are gazetteer places, first-level
    units among them, the best known first; empty for countries and for a name that no register knows. `countries`
    are what a country's name or a demonym may mean. `container` is the text of the wider place stated for it ("X,
    in the Y region": "Y"), `within` the indices in the list of all such mentions. `firm` tells that words around
    show it to be a place.
    """

    start: int
    end: int
    text: str
    kind: PlaceKind
    relation: Relation
    phrase_start: int
    phrase_end: int
    candidates: tuple[Place, ...] = ()
    countries: tuple[str, ...] = ()
    container: str | None = None
    within: tuple[int, ...] = ()
    firm: bool = False


@dataclass(slots=True, unsafe_hash=True)
class GroundedPlace:
    """A mention settled on one place of the world.

    `name` is the canonical name (as written where no register has it); `country` alpha-3; `admin1_code` ISO 3166-2.
    `coordinates_of` says what `lat` and `lon` stand for (None where there are none); `match` how the name was found;
    `stated_admin1` whether the report itself names the first-level unit.
    """

    mention: PlaceMention
    name: str
    country: str | None
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    coordinates_of: CoordinatesOf | None
    match: GroundedMatch
    gazetteer_id: str | None
    stated_admin1: bool = False
