import io

import pytest
from render_sample import ACCOUNT, CODING, REPORT, SMALL
from rich.console import Console

from attest.model import Account, Coding, Report, Statement
from attest.render.card import card, cards
from attest.render.phrases import (
    date_phrase,
    figure_phrase,
    place_phrase,
    range_phrase,
    safe,
    show,
    toll_phrase,
    total_phrase,
    value_phrase,
    words_of,
)


def shown(thing, width=80, **options):
    out = io.StringIO()
    Console(file=out, width=width, **options).print(thing)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_card_says_everything_and_fits(width):
    text = shown(cards(CODING), width)
    assert max(map(len, text.splitlines())) <= width
    flat = " ".join(text.replace("│", " ").split())
    for words in (
        "armed attack",
        "Friday 1 November 2019",
        "the Friday before the publication",
        "I-n-Délimane, Ménaka, Mali",
        "the place itself, another spelling",
        "Islamic State (“The Islamic State group”)",
        "claimed via its Amaq agency",
        "soldiers (military, Mali)",
        "at least 53 soldiers said by the government spokesman via Twitter provisional",
        "54 people said by an army officer",
        "at least 54 killed",
        "weapon mortars",
        "killed: 53 + 1 by one, 54 by another",
        "“At least 53 soldiers and a civilian were killed on Friday”",
        "confidence 0.82",
        "part of incident 1",
        *(("attempted",) if width > 40 else ()),
    ):
        assert words in flat, words


def test_no_colour_where_there_is_no_terminal():
    assert "\x1b" not in shown(cards(CODING))
    assert "\x1b[" in shown(cards(CODING), force_terminal=True, color_system="standard")


def test_why_there_is_nothing():
    assert "No incident: a court case." in shown(cards(Coding(REPORT, (), "a court case")))


def test_hostile_text_cannot_drive_the_terminal():
    evil = "\x1b[2Jboom\x07\u202etxt[bold]x[/bold]\x9b31m"
    account = Account(
        "a",
        (Statement("role", "main"), Statement("summary", evil), Statement("part_of", evil), Statement("type", evil)),
    )
    report = Report(evil, "text", title=evil, publisher=evil)
    text = shown(cards(Coding(report, (account,))))
    assert not set(text) & {"\x1b", "\x07", "\u202e", "\x9b"}
    assert "[bold]x[/bold]" in text


def test_an_empty_account_has_a_card():
    assert "not known" in shown(card(Account("a")))
    assert "not known" in shown(card(SMALL))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, ""),
        ({"start": None}, ""),
        ({"start": "2019-11-01", "end": "2019-11-01"}, "Friday 1 November 2019"),
        ({"start": "2019-11-01", "end": "2019-11-30"}, "November 2019"),
        ({"start": "2019-01-01", "end": "2019-12-31"}, "2019"),
        ({"start": "2019-09-30", "end": "2019-10-01"}, "30 September – 1 October 2019"),
        ({"start": "2019-11-02", "end": "2019-11-03", "part_of_day": "night"}, "2 – 3 November 2019, night"),
        ({"start": "2018-12-31", "end": "2019-01-01"}, "31 December 2018 – 1 January 2019"),
        ({"start": "soon"}, "soon – ?"),
    ],
)
def test_dates(when, words):
    assert date_phrase(when) == words


def test_figures():
    phrases = [
        range_phrase({"low": low, "high": high}) for low, high in ((3, 3), (3, None), (None, 3), (1, 3), (None, None))
    ]
    assert phrases == ["3", "at least 3", "up to 3", "1–3", ""]
    assert total_phrase({"low": 1, "high": 3, "best": 2}) == "1–3, best 2"
    assert total_phrase({"low": 1, "high": None, "best": 1}) == "at least 1"
    assert total_phrase({"low": 0, "high": 0, "best": 0}) == "0"


def test_places_name_each_level_once():
    assert place_phrase({"name": "Gao", "admin1": "Gao", "country": "MLI"}) == "Gao, Mali"
    assert place_phrase(None) == ""


@pytest.mark.parametrize(
    ("toll", "figure", "people"),
    [
        ({"low": 53, "high": 53, "of": "53"}, "53", "people"),
        ({"low": 53, "high": 53, "of": "Fifty-three soldiers"}, "53", "soldiers"),
        ({"low": 51, "high": None, "of": "more than 50 soldiers"}, "more than 50", "soldiers"),
        ({"low": 24, "high": None, "of": "dozens of Malian soldiers"}, "dozens (at least 24)", "Malian soldiers"),
        ({"low": 1, "high": 1, "of": "un civil"}, "1", "civil"),
        ({"low": 20, "high": 20, "of": "une vingtaine de villageois"}, "20", "villageois"),
        ({"low": 1, "high": 1, "category": "unknown"}, "1", "person"),
        ({"low": 4, "high": 4, "category": "police"}, "4", "police personnel"),
        ({"low": 53, "high": 53, "of": "53 dead soldiers", "measure": "killed"}, "53", "soldiers"),
        ({"low": 3, "high": 3, "of": "three", "demographic": "children"}, "3", "people, children"),
        (
            {"low": 3, "high": 3, "of": "three", "scope": "part of a larger figure"},
            "3",
            "people, part of a larger figure",
        ),
    ],
)
def test_no_number_is_shown_twice(toll, figure, people):
    assert (figure_phrase(toll), toll_phrase(toll)) == (figure, people)


def test_words_lose_their_loose_marks_only():
    assert words_of('"Heavily armed men') == "Heavily armed men"
    assert words_of("une « attaque terroriste") == "une attaque terroriste"
    assert words_of("the “men of the forest”") == "the “men of the forest”"
    assert words_of("“men of the forest”,") == "men of the forest"
    assert words_of(" - ") == "-" and words_of("?") == "?"


def test_figures_of_one_number_share_a_line():
    tolls = [
        Statement("tolls", {"measure": "killed", "low": 15, "high": 15, "of": "15"}),
        Statement("tolls", {"measure": "injured", "low": 2, "high": 2, "of": "two men"}),
        Statement("tolls", {"measure": "killed", "low": 15, "high": 15, "of": "Fifteen people"}, said_by="The army"),
        Statement("tolls", {"measure": "killed", "low": 15, "high": 15, "of": "15 people"}, said_by="a doctor"),
    ]
    text = shown(card(Account("a", tuple(tolls))))
    assert text.count("15 people") == 1 and "said by the army and by a doctor" in text
    assert text.index("15 people") < text.index("2 men")


def test_every_field_has_a_phrase():
    nested = ACCOUNT.to_dict()
    for field in ("when", "where"):
        assert value_phrase(field, nested[field])
    for field in ("perpetrators", "victims", "targets", "tolls", "weapons", "claims", "discrepancies"):
        assert all(value_phrase(field, item) for item in nested[field]), field


def test_safe_and_show():
    assert safe(" a\n\tb\x00 ") == "a b\ufffd"
    assert show("a\r\nb\rc\x1b") == "a\nb\nc\ufffd"
