"""Which regions border which countries, so that a report can be held against the map."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from attest.grounding.countries import countries


class _Span(NamedTuple):
    """The years (both inclusive, None = open) in which a border ran there."""

    since: int | None
    until: int | None


@cache
def _tables() -> tuple[frozenset[tuple[str, str]], dict[str, dict[str, _Span]]]:
    """Pairs of countries, and the foreign countries on the border of each known first-level unit."""
    source = resources.files("attest.grounding").joinpath("data", "borders.tsv").read_text(encoding="utf-8")
    pairs: set[tuple[str, str]] = set()
    units: dict[str, dict[str, _Span]] = {}
    for line in source.splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) == 1:
            units.setdefault(cells[0], {})
        elif len(cells) == 2:
            pairs.add((cells[0], cells[1]))
        else:
            code, country, since, until = cells
            units.setdefault(code, {})[country] = _Span(int(since) if since else None, int(until) if until else None)
    return frozenset(pairs), units


def countries_border(a: str, b: str) -> bool:
    """Whether two countries (alpha-3) have a common land border.

    False for unknown codes and for a country and itself.
    """
    return tuple(sorted((a, b))) in _tables()[0]


def borders_country(admin1_code: str, alpha3: str, on: str | None = None) -> bool | None:
    """Whether a first-level unit (ISO 3166-2) lies on the border with a foreign country; None where that is not known.

    `on` is the day, month or year that counts (ISO); without it, today's units. None for unknown units and countries,
    for the
    unit's own country, and for years in which the unit did not exist or its outline is not known.
    """
    unit = _tables()[1].get(admin1_code)
    own = admin1_code.partition("-")[0]
    if unit is None or alpha3 not in countries() or countries()[alpha3].alpha2 == own:
        return None
    year = int(on[:4]) if on and on[:4].isdigit() else 9999
    starts = [span.since for span in unit.values() if span.since]
    if starts and year < min(starts):
        return None
    span = unit.get(alpha3)
    if span is None:
        return False
    return (span.since is None or span.since <= year) and (span.until is None or year <= span.until)


def bordering_countries(admin1_code: str) -> tuple[str, ...] | None:
    """The foreign countries (alpha-3) that a first-level unit borders today; None where that is not known."""
    unit = _tables()[1].get(admin1_code)
    if unit is None:
        return None
    return tuple(sorted(country for country, span in unit.items() if span.until is None))
