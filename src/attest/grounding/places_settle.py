"""Settling what the names of places in one report mean: homonyms by the countries and units it names."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from attest.grounding.borders import countries_border
from attest.grounding.countries import name_of
from attest.grounding.gazetteer import Gazetteer, Place, load_gazetteer, place_of_unit
from attest.grounding.gazetteer_names import fold
from attest.grounding.gazetteer_units import middle_of, unit_of, units_named
from attest.grounding.places_types import CoordinatesOf, GroundedPlace, PlaceMention
from attest.grounding.places_words import regions

_NEAR: Final = frozenset({"near", "distance", "between", "border", "toward"})
_WORLD_CITY: Final = 300_000
_METROPOLIS: Final = 1_500_000
# how many of a country's places in a report must lie in one unit for an unknown name to be put there too
_COMMON: Final = 0.75
_HAMLET: Final = 1_000
_HARDLY: Final = 0.15
# towns that a report on the country next door may name without theirs
_NEIGHBOUR: Final = 5_000
# nations of the United Kingdom: first-level units that texts treat as countries
_NATIONS: Final = frozenset(
    {"england", "angleterre", "scotland", "ecosse", "wales", "pays de galles", "northern ireland", "irlande du nord"}
)
_FUZZY_MOST: Final = 12
_MOST_ANCHORS: Final = 12
# countries whose states and provinces are named without their country
_KNOWN_UNITS: Final = frozenset(
    {"USA", "IND", "GBR", "DEU", "UKR", "RUS", "MEX", "NGA", "PAK", "CHN", "SYR", "IRQ", "AFG", "CAN", "AUS", "COD"}
)


def settle_places(
    mentions: Sequence[PlaceMention], *, text: str, home_country: str | None = None
) -> list[GroundedPlace]:
    """The place of the world that each mention means, in the same order.

    Homonyms are settled by stated containers, by the countries and units that the report names (nearer ones count
    more),
    by the other places, and by size; a name has one sense a report. `home_country` (alpha-3) is a weak last resort,
    such as
    the country of the publisher. A name that no register has keeps its words and gets the coordinates of its unit or
    country.
    """
    return _Settler(mentions, text, home_country).run()


def _slip(known: str, written: str) -> bool:
    """Is one name the other with a slip or two in its vowels?"""
    near = Levenshtein.distance(fold(known), fold(written), score_cutoff=2) <= 2
    return near and _consonants(known) == _consonants(written)


def _likely(known: str, written: str) -> bool:
    """Can one name be the other in another transcription: no further than a letter in three?"""
    a, b = (fold(name).replace(" ", "") for name in (known, written))
    return Levenshtein.distance(a, b) <= max(1, min(len(a), len(b)) // 3)


def _consonants(name: str) -> str:
    """What of a name stays the same when it is spelled in another way: its consonants, doubles as one."""
    letters = [c for c in fold(name) if c.isalpha() and c not in "aeiouyh"]
    return "".join(c for n, c in enumerate(letters) if not n or c != letters[n - 1])


class _Settler:
    def __init__(self, mentions: Sequence[PlaceMention], text: str, home: str | None) -> None:
        self.mentions = mentions
        self.text = text
        self.home = home
        self.gazetteer: Gazetteer = load_gazetteer()
        self.keys = [fold(m.text) for m in mentions]
        # the countries that the report names outright, or by a unit of theirs
        self.named: set[str] = set()
        self.places_in: dict[str, set[str]] = defaultdict(set)
        self.weights = self._countries()
        # the countries that the report is about, the foremost first
        self.foremost = sorted(self.weights, key=lambda code: (-self.weights.get(code, 0.0), code))
        total = sum(self.weights.values()) or 1.0
        # what lying in a country adds to a place's score
        self.shares = {code: 3.5 * min(1.0, weight / total) ** 1.2 for code, weight in self.weights.items()}
        # where the first places settled lie, by country
        self.anchors: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.anchored = 0
        self.chosen: dict[int, Place | None] = {}
        self.common: dict[str, Place | None] = {}
        self.stated_units: dict[str, list[Place]] = {}
        for n, m in enumerate(mentions):
            if not m.within:
                continue
            units = [p for w in m.within if mentions[w].kind == "admin1" for p in self._stated(n)[1] if p.is_unit]
            if units:
                self.stated_units.setdefault(self.keys[n], []).extend(units)
        self.inexact = 0

    def _countries(self) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float)
        for key, m in zip(self.keys, self.mentions, strict=True):
            early = 1.5 if m.start < 400 else 1.0
            if m.kind in ("country", "demonym") or (m.kind == "region" and len(m.countries) == 1):
                base = 0.5 if m.relation == "border" else 2.0 if m.kind != "demonym" else 1.5
                for code in m.countries[:2]:
                    weights[code] += base * early / min(2, len(m.countries))
                    self.named.add(code)
            elif m.kind == "region":
                for code in m.countries:
                    weights[code] += 0.3
                    self.named.add(code)
            elif m.candidates:
                best = m.candidates[0]
                if best.match == "exact" and not any(p.country != best.country for p in m.candidates):
                    weights[best.country] += 1.5 * early if m.firm or best.is_unit else 0.5
                    self.places_in[best.country].add(key)
                    if best.is_unit:
                        self.named.add(best.country)
                elif best.population >= _WORLD_CITY:
                    weights[best.country] += 1.0 * early
        if self.home:
            weights[self.home] += 0.5
        # several names that are known in one country alone name it too
        self.named.update(code for code, names in self.places_in.items() if len(names) > 1)
        return dict(weights)

    def run(self) -> list[GroundedPlace]:
        groups: dict[str, list[int]] = defaultdict(list)
        for n, m in enumerate(self.mentions):
            if m.kind in ("place", "admin1", "admin2"):
                groups[self.keys[n] + ("\tunit" if m.kind == "admin1" else "")].append(n)
        chosen = self.chosen
        # the names with the fewest readings first: they say where the others are
        order = sorted(
            groups.values(),
            key=lambda ns: (not any(self.mentions[n].within for n in ns), len(self.mentions[ns[0]].candidates)),
        )
        for numbers in order:
            place = self._sense(numbers)
            for n in numbers:
                chosen[n] = place
            if place is not None and place.lat is not None and self.anchored < _MOST_ANCHORS:
                self.anchored += 1
                if place.lon is not None:
                    self.anchors[place.country].append((place.lat, place.lon))
        return [self._ground(n, m, chosen.get(n)) for n, m in enumerate(self.mentions)]

    def _stated(self, n: int) -> tuple[list[str], list[Place]]:
        """The countries and units that the text states for a mention."""
        lands: list[str] = []
        units: list[Place] = []
        for w in self.mentions[n].within:
            other = self.mentions[w]
            if other.kind in ("country", "region") and other.countries:
                lands += other.countries
            elif other.kind in ("admin1", "admin2", "place"):
                if w in self.chosen:
                    settled = self.chosen[w]
                    units += (settled,) if settled is not None else ()
                else:
                    units += other.candidates
        return lands, units

    def _sense(self, numbers: list[int]) -> Place | None:
        mentions = [self.mentions[n] for n in numbers]
        first = mentions[0]
        lands: list[str] = []
        units: list[Place] = []
        for n, m in zip(numbers, mentions, strict=True):
            if m.within:
                more_lands, more_units = self._stated(n)
                lands += more_lands
                units += more_units
        candidates: Sequence[Place] = first.candidates
        if any(m.candidates is not candidates for m in mentions):
            candidates = list({c.id: c for m in mentions for c in m.candidates}.values())
        kinds = {m.kind for m in mentions}
        if len(candidates) > 1:
            if "admin1" in kinds:
                candidates = [c for c in candidates if c.is_unit] or candidates
            elif "place" in kinds:
                candidates = [c for c in candidates if not c.is_unit] or candidates
        wanted = set(lands)
        best = candidates[0] if candidates else None
        if len(candidates) > 1:
            best = self._likeliest(candidates, wanted, units, "admin2" in kinds)
        stated_lands = {p.country for p in units if p.is_unit}
        if best is not None and stated_lands and not wanted and best.country not in stated_lands:
            best = None  # a namesake abroad of a place in a stated region
        if best is not None and self._believable(best, wanted):
            return best
        tries = sorted(stated_lands) if stated_lands else [*lands, *(p.country for p in units[:1]), *self.foremost[:2]]
        return self._inexact(first, [*lands, *tries])

    def _likeliest(self, candidates: Sequence[Place], wanted: set[str], units: list[Place], second: bool) -> Place:
        """Of several places of a name the one that the countries and units stated and the other places speak for.

        `second`: the words around call it a second-level unit.
        """
        unit_codes = {p.admin1_code for p in units if p.is_unit and p.admin1_code}
        unit_lands = {p.country for p in units[:3]}
        best, most = candidates[0], -math.inf
        for place in candidates:
            country = place.country
            size = math.log10(place.population / 100_000) / 3 if place.population > 100_000 else 0.0
            score = place.score + size + self.shares.get(country, 0.0)
            if country in wanted:
                score += 4
            elif wanted:
                score -= 3
            if place.admin1_code in unit_codes:
                score += 3
            elif country in unit_lands:
                score += 1
            if place.feature in ("ADM2", "ADM3"):
                score += 0.3 if second else -0.5
            if country in self.anchors:
                score += self._nearness(place)
            if score > most or (score == most and place.id < best.id):
                best, most = place, score
        return best

    def _nearness(self, place: Place) -> float:
        """What the places settled before in the same country add to a place's score, the nearest of them."""
        if place.lat is None or place.lon is None:
            return 0.0
        close = 0.0
        narrow = math.cos(math.radians(place.lat))
        for lat, lon in self.anchors[place.country]:
            close = max(close, 0.8 - math.hypot(place.lat - lat, (place.lon - lon) * narrow) * 0.3)
        return close

    def _believable(self, place: Place, wanted: set[str]) -> bool:
        """A small place in a country that the report does not name is a chance namesake."""
        if place.country in wanted:
            return True
        if place.country in self.named:
            # a hamlet of a country that is hardly named is no better than one of a country that is not
            weight = self.weights.get(place.country, 0.0)
            return place.population >= _HAMLET or place.is_unit or weight >= _HARDLY * max(self.weights.values())
        if not self.named:
            return place.match == "exact" or place.population >= _METROPOLIS
        if place.population >= _NEIGHBOUR and any(countries_border(place.country, code) for code in self.named):
            return True
        if place.is_unit:
            return place.country in _KNOWN_UNITS
        least = 50_000 if place.match == "exact" else _METROPOLIS
        return place.population >= least or place.id.startswith("attest")

    def _inexact(self, mention: PlaceMention, lands: list[str]) -> Place | None:
        if self.inexact >= _FUZZY_MOST or mention.kind == "admin1" or " capital" in mention.text:
            return None
        self.inexact += 1
        key = fold(mention.text)
        for land in dict.fromkeys(lands):
            found = self.gazetteer.inexact(key, land)
            if found and not (_slip if found[0].match == "fuzzy" else _likely)(found[0].name, mention.text):
                continue  # Torkham is no Torwam
            # a chance likeness to a hamlet is worth less than no coordinates
            if found and (
                found[0].match == "variant"
                or found[0].population >= 1_000
                or found[0].id.startswith(("attest", "ucdp"))
            ):
                return found[0]
        return None

    def _ground(self, n: int, m: PlaceMention, place: Place | None) -> GroundedPlace:
        if m.kind in ("country", "demonym", "region"):
            return self._land(m, self.keys[n])
        lands: list[str] = []
        unit: Place | None = None
        if m.within:
            lands, units = self._stated(n)
            unit = self._stated_unit(m, units, place)
        if unit is None and not (place and place.is_unit):
            unit = self._stated_by_name(n, place)
        if place is None:
            return self._nowhere(m, lands, unit or self._beside(n))
        stated = bool(unit and not place.is_unit)
        code, admin1 = (unit.admin1_code, unit.name) if unit and stated else (place.admin1_code, place.admin1)
        what: CoordinatesOf = "admin1" if place.is_unit else "admin2" if place.feature in ("ADM2", "ADM3") else "place"
        if what == "place" and m.relation in _NEAR:
            what = "near"
        return GroundedPlace(
            m,
            place.name,
            place.country,
            admin1,
            code,
            place.admin2,
            place.lat,
            place.lon,
            what if place.lat is not None else None,
            place.match,
            place.id,
            stated or place.is_unit,
        )

    def _stated_unit(self, m: PlaceMention, units: list[Place], place: Place | None) -> Place | None:
        """Of the units and places stated for a mention the unit that it lies in."""
        if place is not None and not any(self.mentions[w].kind == "admin1" for w in m.within):
            return None
        unit = next((p for p in units if p.is_unit and (place is None or p.country == place.country)), None)
        if unit is None and place is None:
            wider = next((u for p in units if p.admin1_code and (u := unit_of(p.admin1_code))), None)
            unit = place_of_unit(wider) if wider else None
        return unit

    def _beside(self, n: int) -> Place | None:
        """The unit of the town by which the words right behind a name tell where it is: "X, a village west of Y"."""
        m, other = self.mentions[n], self.mentions[n + 1] if n + 1 < len(self.mentions) else None
        known = self.chosen.get(n + 1)
        if other is None or known is None or other.relation not in ("near", "distance") or other.start - m.end > 60:
            return None
        unit = unit_of(known.admin1_code or "") if "." not in self.text[m.end : other.start] else None
        return place_of_unit(unit) if unit else None

    def _stated_by_name(self, n: int, place: Place | None) -> Place | None:
        """The unit stated with another mention of the same name in the report."""
        for unit in self.stated_units.get(self.keys[n], ()):
            if place is None or unit.country == place.country:
                return unit
        return None

    def _nowhere(self, m: PlaceMention, lands: list[str], unit: Place | None) -> GroundedPlace:
        """A name without an entry: the coordinates of its unit or country."""
        if m.kind == "admin1":
            for code in (*lands, *self.foremost[:2]):
                for known in units_named(m.text, code):
                    return GroundedPlace(
                        m,
                        known.name,
                        code,
                        known.name,
                        known.code,
                        None,
                        known.lat,
                        known.lon,
                        "admin1",
                        "exact",
                        f"geonames:{known.geonames}",
                        True,
                    )
        country = unit.country if unit else lands[0] if lands else next(iter(self.foremost), None)
        if unit is None and country is not None and m.kind != "admin1":
            unit = self._common_unit(country)
        if unit is not None:
            known_unit = unit_of(unit.admin1_code or "")
            lat, lon = (known_unit.lat, known_unit.lon) if known_unit else (unit.lat, unit.lon)
            return GroundedPlace(
                m, m.text, country, unit.name, unit.admin1_code, None, lat, lon, "admin1", "none", None, True
            )
        middle = middle_of(country) if country else None
        return GroundedPlace(
            m,
            m.text,
            country,
            None,
            None,
            None,
            middle[0] if middle else None,
            middle[1] if middle else None,
            "country" if middle else None,
            "none",
            None,
        )

    def _common_unit(self, country: str) -> Place | None:
        """The one unit of a country in which nearly all its places that the report names lie."""
        if country not in self.common:
            seen = [p.admin1_code for p in self.chosen.values() if p and p.country == country and p.admin1_code]
            codes = Counter(seen).most_common(1)
            sure = bool(codes) and codes[0][1] >= _COMMON * len(seen)
            unit = unit_of(codes[0][0]) if sure else None
            self.common[country] = place_of_unit(unit) if unit else None
        return self.common[country]

    def _land(self, m: PlaceMention, key: str) -> GroundedPlace:
        region = regions().get(key) if m.kind == "region" else None
        country = (
            m.countries[0] if m.countries and (m.kind != "region" or region is None or len(m.countries) == 1) else None
        )
        if country is not None and len(m.countries) > 1:
            country = max(m.countries, key=lambda code: (self.weights.get(code, 0.0), code == m.countries[0]))
        unit = next(iter(units_named(m.text, country)), None) if country and key in _NATIONS else None
        if unit is not None:
            return GroundedPlace(
                m,
                unit.name,
                country,
                unit.name,
                unit.code,
                None,
                unit.lat,
                unit.lon,
                "admin1",
                "exact",
                f"geonames:{unit.geonames}",
                True,
            )
        middle = (
            (region.lat, region.lon) if region and region.lat is not None else middle_of(country) if country else None
        )
        name = (
            region.name
            if region
            else m.text
            if m.kind == "region"
            else (name_of(country) if country else None) or m.text
        )
        return GroundedPlace(
            m,
            name,
            country,
            None,
            None,
            None,
            middle[0] if middle else None,
            middle[1] if middle else None,
            "country" if middle else None,
            "exact",
            None,
        )
