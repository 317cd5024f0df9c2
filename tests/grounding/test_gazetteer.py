"""The bundled gazetteer: names, spellings, ranking, and the file format."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.grounding.countries import countries
from attest.grounding.gazetteer import load_gazetteer
from attest.grounding.gazetteer_file import Entry, GazetteerFile, write_gazetteer
from attest.grounding.gazetteer_names import fold, skeleton
from attest.grounding.gazetteer_units import middle_of, unit_of, units_named, units_of_country


@pytest.mark.parametrize(
    ("name", "country", "found", "admin1"),
    [
        ("Ménaka", None, "Ménaka", "ML-9"),
        ("Indelimane", None, "Indelimane", "ML-9"),
        ("In-Delimane", "MLI", "Indelimane", "ML-9"),
        ("I-n-Délimane", None, "Indelimane", "ML-9"),
        ("Maneka", "MLI", "Ménaka", "ML-9"),
        ("I-n-Atès", "NER", "Inates", "NE-6"),
        ("Wagadugu", "BFA", "Ouagadougou", "BF-03"),
        ("Gwoza", None, "Gwoza", "NG-BO"),
        ("Kramatorsk", None, "Kramatorsk", "UA-14"),
        ("Le Caire", "EGY", "Cairo", "EG-C"),
        ("Cité Soleil", None, "Cité Soleil", "HT-OU"),
        ("Djibo", None, "Djibo", "BF-12"),
    ],
)
def test_find(name: str, country: str | None, found: str, admin1: str) -> None:
    best = load_gazetteer().find(name, country=country)[0]
    assert (best.name, best.admin1_code) == (found, admin1)


def test_how_a_name_matched() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.find("Gao", country="MLI")[0].match == "exact"
    assert gazetteer.find("In-Delimane", country="MLI")[0].match == "variant"
    assert gazetteer.find("Maneka", country="MLI")[0].match == "fuzzy"
    assert gazetteer.find("Maneka", country="MLI", fuzzy=False) == []
    assert gazetteer.find("Xqzvw") == gazetteer.find("") == gazetteer.find("'") == []


def test_within_a_unit() -> None:
    places = load_gazetteer().find("Gao", country="MLI", admin1="ML-7")
    assert places and all(place.admin1_code == "ML-7" for place in places)


def test_units() -> None:
    unit = unit_of("ML-9")
    assert unit is not None and unit.country == "MLI" and unit.name == "Ménaka"
    assert {unit.country for unit in units_named("Nord-Kivu")} == {"COD"}
    assert unit_of("XX-9") is None and middle_of("MLI") is not None and middle_of("XXX") is None
    codes = [unit.code for unit in units_of_country("UKR")]
    assert len(codes) == len(set(codes)) == 27


@pytest.mark.parametrize(
    "code",
    "MLI BFA NER NGA UKR MEX SOM SYR COL PAK PHL SDN SSD COD MOZ CMR TCD HTI MMR AFG YEM IND".split(),  # noqa: SIM905
)
def test_units_have_codes(code: str) -> None:
    """First-level units of countries at war are known by their ISO codes."""
    units = units_of_country(code)
    assert units and all(unit.code and unit.code.startswith(countries()[code].alpha2 + "-") for unit in units)
    assert len({unit.code for unit in units}) == len(units)


def test_fold() -> None:
    assert fold("I-n-Délimane") == "i n delimane"
    assert fold("Côte d’Ivoire") == fold("COTE D'IVOIRE") == "cote divoire"
    assert skeleton(fold("I-n-Délimane")) == skeleton(fold("Indelimane"))
    assert skeleton(fold("Al-Hasakah")) == skeleton(fold("Hasaka"))


@given(st.text())
def test_any_name_is_safe(name: str) -> None:
    assert isinstance(skeleton(fold(name)), str)
    load_gazetteer().find(name)


def _entries() -> list[Entry]:
    return [
        Entry("a", 1, "Alpha", "MLI", 1.5, 2.25, "PPL", 10, ("ML-9", "Ménaka"), "Cercle", ("Älpha-bis",)),
        Entry("a", 2, "Beta", "NER", -1.5, -2.25, "CMP"),
        Entry("b", 1, "Alpha", "NER", 0, 0, "PPL"),
    ]


def test_file_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "x.gazetteer"
    write_gazetteer(path, _entries(), about={"source": "test"})
    file = GazetteerFile(path)
    assert file.places == 3 and file.about == {"source": "test"}
    numbers = file.lookup("alpha")
    assert len(numbers) == 2 and not any(variant for _, variant in numbers)
    record = file.record(file.lookup("alpha bis")[0][0])
    assert (record.name, record.country, record.lat, record.lon) == ("Alpha", "MLI", 1.5, 2.25)
    assert (record.admin1_code, record.admin1, record.admin2, record.population) == ("ML-9", "Ménaka", "Cercle", 10)
    assert file.lookup("gamma") == []
    assert set(file.skeletons("NER")) == {"alfa", "beta"} or len(file.skeletons("NER")) == 2


def test_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    write_gazetteer(one, _entries(), about={})
    write_gazetteer(two, reversed(_entries()), about={})
    assert one.read_bytes() == two.read_bytes()


def test_not_a_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="not a gazetteer"):
        GazetteerFile(path)
    path.write_bytes(b"")
    with pytest.raises(ValueError, match="empty"):
        GazetteerFile(path)
