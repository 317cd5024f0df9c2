"""Names of countries and demonyms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.grounding.countries import (
    alpha3_of,
    countries,
    countries_of_name,
    country_of_name,
    demonyms,
    name_of,
    nationalities_of,
    nationality_of,
    scan_countries,
)


def test_every_country_is_whole() -> None:
    table = countries()
    assert len(table) > 240
    assert len({country.alpha2 for country in table.values()}) == len(table)
    for code, country in table.items():
        assert len(code) == 3 and len(country.alpha2) == 2 and country.name and country.name_fr


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mali", "MLI"),
        ("DR Congo", "COD"),
        ("RDC", "COD"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("U.S.", "USA"),
        ("Etats-Unis", "USA"),
        ("Britain", "GBR"),
        ("Burkina", "BFA"),
        ("Congo-Brazzaville", "COG"),
        ("UAE", "ARE"),
        ("Pays-Bas", "NLD"),
        ("MLI", "MLI"),
        ("République centrafricaine", "CAF"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_names(name: str, code: str | None) -> None:
    assert country_of_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Malian", "MLI"),
        ("Malians", "MLI"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("nigérien", "NER"),
        ("nigérianes", "NGA"),
        ("Burkinabè", "BFA"),
        ("burkinabé", "BFA"),
        ("maliennes", "MLI"),
        ("French", "FRA"),
        ("française", "FRA"),
        ("Congolese", "COD"),
        ("polish", None),
        ("Polish", "POL"),
        ("US", "USA"),
        ("us", None),
        ("U.S.", "USA"),
        ("Swiss", "CHE"),
        ("grecques", "GRC"),
        ("Frenchmen", "FRA"),
        ("Malian's", "MLI"),
        ("Filipinos", "PHL"),
        ("Martian", None),
    ],
)
def test_nationalities(word: str, code: str | None) -> None:
    assert nationality_of(word) == code


def test_both_congos() -> None:
    assert countries_of_name("Congo") == ("COD", "COG")
    assert nationalities_of("Congolese") == ("COD", "COG")


def test_codes_and_names() -> None:
    assert alpha3_of("ml") == "MLI" and alpha3_of("mli") == "MLI" and alpha3_of("zz") is None
    assert name_of("MLI", "fr") == "Mali" and name_of("XXX") is None
    assert "Malians" in demonyms("MLI") and "malienne" in demonyms("MLI", "fr") and demonyms("XXX") == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The U.S. and US-backed troops from Côte d'Ivoire.", "en", ["U.S.", "US", "Côte d'Ivoire"]),
        ("Let us go by car to the Republic of the Congo.", "en", ["Republic of the Congo"]),
        ("The CAR and a car; North Korean shells.", "en", ["CAR", "North Korean"]),
        ("on the Niger-Burkina Faso border", "en", ["Niger", "Burkina Faso"]),
        ("Des soldats maliens et sud-africains en RDC", "fr", ["maliens", "sud-africains", "RDC"]),
        ("Malicious Chadwick, mali and Nigerx", "en", []),
        ("Fin au Congo. Brazzaville dort.", "fr", ["Congo"]),
    ],
)
def test_scan(text: str, language: str, expected: list[str]) -> None:
    assert [mention.text for mention in scan_countries(text, language)] == expected


@given(st.text(), st.sampled_from(["en", "fr", "xx"]))
def test_any_text_is_safe(text: str, language: str) -> None:
    last = 0
    for mention in scan_countries(text, language):
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end
        assert mention.countries
        last = mention.end
