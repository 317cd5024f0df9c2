"""First-level administrative units and the middles of countries: names, ISO 3166-2 codes, coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from attest.grounding.gazetteer_names import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit (region, state, province).

    `code` is ISO 3166-2 or None, `geonames` and `geonames_code` GeoNames' id and code; coordinates are the middle of
    its towns.
    """

    country: str
    code: str | None
    name: str
    geonames: int
    geonames_code: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]


@cache
def _table() -> tuple[Unit, ...]:
    source = resources.files("attest.grounding").joinpath("data", "admin1.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in source.splitlines() if line and not line.startswith("#")]
    return tuple(
        Unit(
            country,
            iso or None,
            name,
            int(number),
            own,
            float(lat) if lat else None,
            float(lon) if lon else None,
            tuple(names.split(";")) if names else (),
        )
        for country, iso, name, number, own, lat, lon, names in rows[1:]
    )


@cache
def _by_name() -> dict[str, tuple[Unit, ...]]:
    table: dict[str, list[Unit]] = {}
    for unit in _table():
        for key in {fold(name) for name in (unit.name, *unit.names)}:
            table.setdefault(key, []).append(unit)
    return {key: tuple(units) for key, units in table.items()}


@cache
def _by_code() -> dict[str, Unit]:
    return {unit.code: unit for unit in reversed(_table()) if unit.code}


def units_named(name: str, country: str | None = None) -> tuple[Unit, ...]:
    """The units of this name in English, French or their own language, of all countries or of one (alpha-3)."""
    return units_keyed(fold(name), country)


def units_keyed(key: str, country: str | None = None) -> tuple[Unit, ...]:
    """Like units_named, for a name that is folded already."""
    units = _by_name().get(key, ())
    return units if country is None else tuple(unit for unit in units if unit.country == country)


def unit_of(code: str) -> Unit | None:
    """The unit of an ISO 3166-2 code; None if there is none."""
    return _by_code().get(code)


@cache
def _by_country() -> dict[str, tuple[Unit, ...]]:
    table: dict[str, list[Unit]] = {}
    for unit in _table():
        table.setdefault(unit.country, []).append(unit)
    return {country: tuple(units) for country, units in table.items()}


def units_of_country(country: str) -> tuple[Unit, ...]:
    """All units of a country."""
    return _by_country().get(country, ())


@cache
def middle_of(country: str) -> tuple[float, float] | None:
    """About the middle of a country, the mean of its units; None where nothing is known of it."""
    points = [(u.lat, u.lon) for u in units_of_country(country) if u.lat is not None and u.lon is not None]
    if not points:
        return None
    return round(sum(p[0] for p in points) / len(points), 3), round(sum(p[1] for p in points) / len(points), 3)
