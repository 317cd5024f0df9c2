"""Which regions border which countries."""

from __future__ import annotations

import pytest

from attest.grounding.borders import bordering_countries, borders_country, countries_border


@pytest.mark.parametrize(
    ("code", "country", "on", "expected"),
    [
        ("ML-9", "NER", None, True),
        ("ML-9", "NER", "2019-11-01", True),
        ("ML-9", "BFA", "2019", False),
        ("ML-9", "NER", "2012", None),
        ("ML-7", "BFA", None, True),
        ("ML-6", "DZA", "2012-04", True),
        ("ML-6", "DZA", "2020", False),
        ("NE-6", "MLI", None, True),
        ("NE-6", "NGA", None, False),
        ("BF-12", "NER", None, True),
        ("BF-03", "GHA", None, False),
        ("NG-BO", "CMR", None, True),
        ("NG-LA", "CMR", None, False),
        ("CD-NK", "RWA", None, True),
        ("UA-14", "RUS", None, True),
        ("UA-14", "POL", None, False),
        ("ML-9", "MLI", None, None),
        ("XX-1", "MLI", None, None),
        ("ML-9", "XXX", None, None),
        ("ML-9", "NER", "soon", True),
    ],
)
def test_borders(code: str, country: str, on: str | None, expected: bool | None) -> None:
    assert borders_country(code, country, on) is expected


def test_countries() -> None:
    assert countries_border("MLI", "NER") and countries_border("NER", "MLI")
    assert (
        not countries_border("MLI", "TCD") and not countries_border("MLI", "MLI") and not countries_border("XXX", "MLI")
    )


def test_neighbours_of_a_unit() -> None:
    assert bordering_countries("ML-9") == ("NER",)
    assert bordering_countries("ML-BKO") == () and bordering_countries("XX-1") is None
