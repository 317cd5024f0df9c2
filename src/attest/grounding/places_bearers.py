"""What bears a name, sorted out once for all the questions that the search for places asks of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, NamedTuple

from attest.grounding.gazetteer import Gazetteer, Place, places_of_units
from attest.grounding.gazetteer_units import units_keyed

_TOWN: Final = 2_000
_FAMOUS: Final = 20_000
_SECOND: Final = ("ADM2", "ADM3")
# names of two letters that are not taken for abbreviations and small words
_SHORT: Final = frozenset({"uri", "ber", "k4"})


class Bearers(NamedTuple):
    """The places that bear one name, the best known first: `places`, and among them `units`, `seconds` and `towns`.

    `countries` are those in which any of them lies, `noted` those in which one of some note does; `famous` tells
    whether one of the best known is known anywhere.
    """

    places: tuple[Place, ...]
    units: tuple[Place, ...]
    seconds: tuple[Place, ...]
    towns: tuple[Place, ...]
    countries: frozenset[str]
    noted: frozenset[str]
    famous: bool


_NONE: Final = Bearers((), (), (), (), frozenset(), frozenset(), False)


@lru_cache(maxsize=1)  # a gazetteer that lists were added to takes the place of the one before
def bearers_in(gazetteer: Gazetteer) -> Callable[[str], Bearers]:
    """What tells of a folded name what bears it in this gazetteer and among the first-level units."""
    return lru_cache(maxsize=20_000)(partial(_bearers, gazetteer))


def _bearers(gazetteer: Gazetteer, key: str) -> Bearers:
    if len(key) < 3 and key not in _SHORT:
        return _NONE
    places = gazetteer.named(key)
    if units_keyed(key):
        places += places_of_units(key)
    if not places:
        return _NONE
    return Bearers(
        places,
        tuple(p for p in places if p.is_unit),
        tuple(p for p in places if p.feature in _SECOND),
        tuple(p for p in places if not p.is_unit and p.feature not in _SECOND),
        frozenset(p.country for p in places),
        frozenset(p.country for p in places if p.population >= _TOWN or p.is_unit or not p.id.startswith("geonames")),
        any(p.population >= _FAMOUS or p.is_unit or p.id.startswith("attest") for p in places[:6]),
    )
