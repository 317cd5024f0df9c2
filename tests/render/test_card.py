import io

import pytest
from render_sample import ACCOUNT, CODING, REPORT, SMALL
from rich.console import Console

from attest.model import Account, Coding, Report, Statement
from attest.render.card import card, cards
from attest.render.phrases import date_phrase, place_phrase, range_phrase, safe, show, total_phrase, value_phrase


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
        "I-n-Délimane, Ménaka, MLI",
        "the place itself, another spelling",
        "Islamic State (“The Islamic State group”)",
        "claimed via its Amaq agency",
        "soldiers (military, MLI)",
        "at least 53 soldiers said by the government spokesman via Twitter provisional",
        "54 people said by an army officer",
        "at least 54 killed",
        "mortars (artillery)",
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
    assert place_phrase({"name": "Gao", "admin1": "Gao", "country": "MLI"}) == "Gao, MLI"
    assert place_phrase(None) == ""


def test_every_field_has_a_phrase():
    nested = ACCOUNT.to_dict()
    for field in ("when", "where"):
        assert value_phrase(field, nested[field])
    for field in ("perpetrators", "victims", "targets", "tolls", "weapons", "claims", "discrepancies"):
        assert all(value_phrase(field, item) for item in nested[field]), field


def test_safe_and_show():
    assert safe(" a\n\tb\x00 ") == "a b\ufffd"
    assert show("a\r\nb\rc\x1b") == "a\nb\nc\ufffd"
