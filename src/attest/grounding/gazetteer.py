"""The gazetteer: places of the world by name, dense where there is war; the bundled file and the user's own lists."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from attest.grounding.gazetteer_file import GazetteerFile, Record
from attest.grounding.gazetteer_names import fold, skeleton
from attest.grounding.gazetteer_units import Unit, units_keyed

Match = Literal["exact", "variant", "fuzzy"]

BUNDLED: Final = Path(__file__).parent / "data" / "gazetteer.bin"
_MATCH: Final = {"exact": 1.0, "variant": 0.9, "fuzzy": 0.6}
# what a place is worth whose population is not known: our own toponyms and those of UCDP are in the news
_KNOWN: Final = {"attest": 30_000, "ucdp": 4_000}
_VOWELS: Final = str.maketrans("", "", "aeiou ")
_SHORTEST_FUZZY: Final = 6

# skeletons of names with one first letter, and the numbers of the places that each stands for
_Group = tuple[list[str], list[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer as an answer to a name.

    `id` is "geonames:N", "ucdp:N", "attest:N" or "LIST:N" of a list of the user; `country` alpha-3; `admin1_code` ISO
    3166-2;
    `feature` the GeoNames feature code (PPL, ADM1, ADM2, CMP …); `population` 0 where unknown; `score` ranks answers.
    """

    id: str
    name: str
    country: str
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    feature: str
    population: int
    match: Match
    score: float

    @property
    def is_unit(self) -> bool:
        """Whether this is a first-level unit."""
        return self.feature == "ADM1"


def place_of_unit(unit: Unit, match: Match = "exact") -> Place:
    """A first-level unit as a place."""
    return Place(
        f"geonames:{unit.geonames}",
        unit.name,
        unit.country,
        unit.name,
        unit.code,
        None,
        unit.lat,
        unit.lon,
        "ADM1",
        0,
        match,
        1.5,
    )


@lru_cache(maxsize=20_000)
def places_of_units(key: str) -> tuple[Place, ...]:
    """The first-level units of a folded name as places."""
    return tuple(place_of_unit(unit) for unit in units_keyed(key))


class Gazetteer:
    """Several gazetteer files as one; what a later file says of a name comes before what an earlier one says."""

    def __init__(self, files: Sequence[GazetteerFile]) -> None:
        self._files = files

    def named(self, key: str) -> tuple[Place, ...]:
        """The places that bear this folded name (not first-level units), the best known first."""
        found: list[Place] = []
        for own, file in enumerate(self._files):
            for number, variant in file.lookup(key):
                found.append(_place(file.record(number), "variant" if variant else "exact", own=own))
        return tuple(sorted(found, key=_rank)) if found else ()

    def find(
        self, name: str, *, country: str | None = None, admin1: str | None = None, fuzzy: bool = True, limit: int = 20
    ) -> list[Place]:
        """The places of this name, the likeliest first; first-level units among them.

        `country` is an alpha-3 code, `admin1` an ISO 3166-2 code or a name. Inexact matches (other transcriptions,
        slips of
        spelling) are tried only within a country, and only where nothing bears the name itself. Never fails.
        """
        key = fold(name)
        if not key:
            return []
        found: list[Place] = [*self.named(key), *places_of_units(key)]
        if country:
            found = [place for place in found if place.country == country]
        if not found and country:
            found = self.inexact(key, country, fuzzy=fuzzy)
        if admin1:
            found = [p for p in found if admin1 in (p.admin1_code, p.admin1) or fold(p.admin1 or "") == fold(admin1)]
        return sorted(found, key=_rank)[:limit]

    def inexact(self, key: str, country: str, *, fuzzy: bool = True) -> list[Place]:
        """Places of one country whose names transcribe like this folded name or differ from it by a slip."""
        bones = skeleton(key)
        if len(bones) < 3:
            return []
        found: list[Place] = []
        for own, file in enumerate(self._files):
            numbers = file.skeletons(country).get(bones)
            if numbers is not None:
                found += [_place(file.record(number), "variant", own=own) for number in numbers]
            elif fuzzy and len(bones) >= _SHORTEST_FUZZY:
                near = _nearest(bones, self._groups(own, country))
                found += [_place(file.record(n), "fuzzy", own=own, slips=slips) for n, slips in near.items()]
        return sorted(found, key=_rank)

    @lru_cache(maxsize=256)  # noqa: B019 - one gazetteer lives as long as the process
    def _groups(self, own: int, country: str) -> dict[str, _Group]:
        groups: dict[str, _Group] = {}
        for bones, numbers in self._files[own].skeletons(country).items():
            if len(bones) >= _SHORTEST_FUZZY - 1:
                skeletons, places = groups.setdefault(bones[0], ([], []))
                skeletons.append(bones)
                places.append(numbers)
        return groups


def _nearest(bones: str, groups: dict[str, _Group]) -> dict[int, int]:
    """Places whose skeletons are near: one slip, two in a long name, or other vowels between the same consonants."""
    skeletons, places = groups.get(bones[0], ([], []))
    near = process.extract(bones, skeletons, scorer=Levenshtein.distance, score_cutoff=2, limit=None)
    chosen: dict[int, int] = {}
    most = 1 if len(bones) < 8 else 2
    consonants = bones.translate(_VOWELS)
    # in the order of the file, for a place with several names near
    for other, distance, at in sorted(near, key=lambda found: found[2]):
        if distance <= most or (len(consonants) >= 3 and other.translate(_VOWELS) == consonants):
            chosen.update(dict.fromkeys(places[at], distance))
    return chosen


def _place(record: Record, match: Match, *, own: int, slips: int = 0) -> Place:
    known = max(record.population, _KNOWN.get(record.source, 0))
    if own:
        known = max(known, 5_000)
    score = _MATCH[match] + math.log10(known + 10) / 5 - (0.1 if record.feature[0] not in "PA" else 0) - slips / 5
    return Place(
        f"{record.source}:{record.id}",
        record.name,
        record.country,
        record.admin1,
        record.admin1_code,
        record.admin2,
        record.lat,
        record.lon,
        record.feature,
        record.population,
        match,
        round(score, 4),
    )


def _rank(place: Place) -> tuple[float, str]:
    return (-place.score, place.id)


def open_gazetteer(paths: Iterable[Path] = ()) -> Gazetteer:
    """The bundled gazetteer with the files of these paths behind it.

    Raises ValueError for a file that is no gazetteer.
    """
    return Gazetteer([GazetteerFile(BUNDLED), *(GazetteerFile(path) for path in paths)])


@cache
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer and the user's lists, opened on first use."""
    from attest.grounding.gazetteer_user import list_files

    return open_gazetteer(list_files())
