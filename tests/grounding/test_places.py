"""Finding places in texts and settling which ones they are. All sentences are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest.grounding.places import GroundedPlace, scan_places, settle_places


def ground(text: str, language: str = "en") -> list[GroundedPlace]:
    return settle_places(scan_places(text, language), text=text)


def names(text: str, language: str = "en") -> list[str]:
    """The texts of all mentions but demonyms."""
    return [place.mention.text for place in ground(text, language) if place.mention.kind != "demonym"]


def one(text: str, name: str, language: str = "en") -> GroundedPlace:
    return next(place for place in ground(text, language) if place.mention.text == name)


@pytest.mark.parametrize(
    ("text", "language", "name", "kind", "relation", "phrase"),
    [
        ("Shots rang out in Gao, Mali.", "en", "Gao", "place", "at", "Gao"),
        ("A mine blew up near Djibo in Burkina Faso.", "en", "Djibo", "place", "near", "near Djibo"),
        ("They died 30 km north of Gao, Mali.", "en", "Gao", "place", "distance", "30 km north of Gao"),
        ("An ambush between Djibo and Dori, Burkina Faso.", "en", "Djibo", "place", "between", "between Djibo"),
        ("An ambush between Djibo and Dori, Burkina Faso.", "en", "Dori", "place", "between", "Dori"),
        ("Gunmen fled towards Niger.", "en", "Niger", "country", "toward", "towards Niger"),
        ("A raid near the border with Niger.", "en", "Niger", "country", "border", "border with Niger"),
        ("A raid in the town of Gao in Mali.", "en", "Gao", "place", "at", "the town of Gao"),
        ("Raids in Borno state, Nigeria.", "en", "Borno", "admin1", "at", "Borno state"),
        ("Raids in the Menaka region of Mali.", "en", "Menaka", "admin1", "at", "the Menaka region"),
        ("Raids in northern Mali.", "en", "northern Mali", "region", "at", "northern Mali"),
        ("Malian soldiers slept.", "en", "Malian", "demonym", "of", "Malian"),
        ("Une attaque à Djibo au Burkina Faso.", "fr", "Djibo", "place", "at", "Djibo"),
        ("Une mine près de Djibo, au Burkina Faso.", "fr", "Djibo", "place", "near", "près de Djibo"),
        (
            "Une mine à 30 km au nord de Djibo, Burkina Faso.",
            "fr",
            "Djibo",
            "place",
            "distance",
            "30 km au nord de Djibo",
        ),
        ("Tirs dans le village de Xoulmarga, au Mali.", "fr", "Xoulmarga", "place", "at", "le village de Xoulmarga"),
        ("Tirs sur l'axe Kaya-Dori, au Burkina Faso.", "fr", "Dori", "place", "between", "Dori"),
        ("Tirs dans la province du Soum, au Burkina Faso.", "fr", "Soum", "admin2", "at", "la province du Soum"),
        ("Tirs dans le nord du Mali.", "fr", "nord du Mali", "region", "at", "nord du Mali"),
        ("Des soldats maliens dorment.", "fr", "maliens", "demonym", "of", "maliens"),
    ],
)
def test_kind_relation_phrase(text: str, language: str, name: str, kind: str, relation: str, phrase: str) -> None:
    mention = one(text, name, language).mention
    assert (mention.kind, mention.relation) == (kind, relation)
    assert phrase in text[mention.phrase_start : mention.phrase_end]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ambassador and Assad spoke of embassies.", "en"),
        ("President Macron and Mr. Jackson met Paris Hilton.", "en"),
        ("Boko Haram, the New York Times and Operation Barkhane.", "en"),
        ("The Bank of England and the Jalisco New Generation Cartel.", "en"),
        ("Both men said the Army left on Friday. Most of the Police came in March.", "en"),
        ("Reading was hard. Mobile phones rang. Man is mortal. Of course.", "en"),
        ("Chad Wolf spoke.", "en"),
        ("Elle dort. Les autres partent. Une fois, dimanche en mars.", "fr"),
        ("Jeune Afrique et Le Monde écrivent.", "fr"),
        ("Islamic State in Iraq and Syria said so.", "en"),
        ("It happened in January and on a Tuesday.", "en"),
    ],
)
def test_no_places(text: str, language: str) -> None:
    assert names(text, language) == []


def test_homonyms_follow_the_country() -> None:
    assert one("In Mali, soldiers fought in Gao.", "Gao").country == "MLI"
    assert one("Police in Tripoli, Lebanon, shot at a crowd.", "Tripoli").country == "LBN"
    assert one("Police in Tripoli, Libya, shot at a crowd.", "Tripoli").country == "LBY"
    assert one("Kenyan police patrolled in Garissa.", "Garissa").country == "KEN"


def test_stated_unit_wins() -> None:
    place = one("A post in Indelimane, in the Gao region of Mali, was hit.", "Indelimane")
    assert (place.admin1_code, place.stated_admin1, place.coordinates_of) == ("ML-7", True, "place")
    place = one("A post in Indelimane, Mali, was hit.", "Indelimane")
    assert (place.admin1_code, place.stated_admin1) == ("ML-9", False)


def test_unknown_names_stay() -> None:
    place = one("Men burned the village of Xoulmarga in Borno State, Nigeria.", "Xoulmarga")
    assert (place.name, place.country, place.admin1_code) == ("Xoulmarga", "NGA", "NG-BO")
    assert (place.coordinates_of, place.match, place.gazetteer_id) == ("admin1", "none", None)
    assert place.mention.container == "Borno State"


def test_slips_of_spelling() -> None:
    place = one("The attack was in the eastern town of Maneka, Mali.", "Maneka")
    assert (place.name, place.match, place.admin1_code) == ("Ménaka", "fuzzy", "ML-9")


def test_datelines() -> None:
    place = one("BAMAKO, Mali (Wire) — Soldiers fell.", "BAMAKO")
    assert (place.name, place.country) == ("Bamako", "MLI")


def test_the_capital() -> None:
    assert one("A blast shook the Somali capital.", "capital").name == "Mogadishu"
    assert one("Au Mali, une explosion a secoué la capitale.", "capitale", "fr").name == "Bamako"
    assert names("Mogadishu, the capital of Somalia, slept.") == ["Mogadishu", "Somalia"]


def test_one_sense_a_report() -> None:
    text = "Kankara slept. In Kankara, in Katsina State, Nigeria, men took boys. Kankara wept."
    found = [place for place in ground(text) if place.mention.text == "Kankara"]
    assert len(found) == 3 and len({place.gazetteer_id for place in found}) == 1


def test_order_and_indices() -> None:
    text = "Raids hit Gwoza, Borno State, Nigeria."
    mentions = scan_places(text, "en")
    assert [mention.text for mention in mentions] == ["Gwoza", "Borno State", "Nigeria"]
    assert mentions[0].within == (1, 2) and mentions[0].container == "Borno State"
    assert [place.mention for place in settle_places(mentions, text=text)] == mentions


def test_home_country() -> None:
    text = "Gunmen struck San Pedro."
    mentions = scan_places("Gunmen struck in San Pedro.", "en")
    assert settle_places(mentions, text=text, home_country="CIV")[0].country == "CIV"


def test_nothing() -> None:
    assert scan_places("", "en") == [] and settle_places([], text="") == []


WORDS = st.sampled_from(
    [
        *(  # noqa: SIM905
            "Gao Mali Borno State Nigeria the of in near 30 km north Al- El Saint Port-au-Prince Côte d'Ivoire N'Djamena "  # noqa: E501
            "U.S. Jean Niger"
        ).split(),  # noqa: RUF100, SIM905
        "state",
        "capital",
        "capitale",
        "and",
        ",",
        ".",
        "(",
        ")",
        "\n",
        "-",
        "’",
        "\u00a0",
        "İ",
        "ﬁ",
        "é",
        "e\u0301",
        "—",
        "ẞ",
    ]
)


@settings(max_examples=150)
@given(
    st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)),
    st.sampled_from(["en", "fr", "??"]),
)
def test_any_text_is_safe(text: str, language: str) -> None:
    mentions = scan_places(text, language)
    last = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert last <= mention.start < mention.end <= len(text)
        assert 0 <= mention.phrase_start <= mention.start and mention.end <= mention.phrase_end <= len(text)
        assert all(0 <= index < len(mentions) for index in mention.within)
        last = mention.end
    places = settle_places(mentions, text=text)
    assert [place.mention for place in places] == mentions
    for place in places:
        assert (place.lat is None) == (place.lon is None) == (place.coordinates_of is None)


@pytest.mark.parametrize("piece", ["Gao ", "Al-", "in the town of ", "A" * 50, "Saint-", "( ", "30 km "])
def test_long_texts_take_linear_time(piece: str) -> None:
    scan_places(piece * 5000, "en")
