"""Where and when an incident happened, over short reports of our own."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from attest.coding.assembly import assemble
from attest.coding.closing import close
from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.language import detect
from attest.coding.reading import read_passages
from attest.grounding.dates import parse_published
from attest.model import Report

CASES = tomllib.loads((Path(__file__).parent / "place_cases.toml").read_text("utf-8"))["case"]
PUBLISHED = "2023-06-14"


def coded(text: str, published: str | None = PUBLISHED) -> list[dict[str, object]]:
    report = Report(id="case", text=text, published=published, language=detect(text, None))
    tagging = GrammarTagger().tag(report, read_passages(report), report.language or "en")
    tagging = replace(tagging, violent=99.0)  # one sentence is little to tell a report of violence by
    return [c.account.to_dict() for c in close(report, assemble(tagging, parse_published(published)))]


def asked(account: dict[str, object]) -> dict[str, object]:
    return {**(account["when"] or {}), **(account["where"] or {})}  # type: ignore[dict-item]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_place_and_day_of_the_first_incident(case: dict[str, object]) -> None:
    accounts = coded(str(case["text"]))
    assert accounts, "nothing was coded"
    found = asked(accounts[0])
    for key, wanted in case.items():
        if key != "text":
            assert (found.get(key) or False) == wanted, key


def test_words_that_point_back_take_the_place_named_before() -> None:
    text = (
        "Attackers killed 11 people at Anka in Zamfara state on Sunday. Four people were kidnapped there in March. "
        "A bomb killed three soldiers in the same state last month."
    )
    found = [asked(a) for a in coded(text)]
    assert [(a["name"], a["admin1_code"], a["start"]) for a in found] == [
        ("Anka", "NG-ZA", "2023-06-11"),
        ("Anka", "NG-ZA", "2023-03-01"),
        (None, "NG-ZA", "2023-05-01"),
    ]
    assert all(q["text"] in text for a in coded(text) for q in a["where"]["quotes"])  # type: ignore[index]


def test_a_day_that_cannot_be_told_is_said_as_written() -> None:
    text = "Gunmen killed six people in Djibo, Burkina Faso, on Friday."
    assert asked(coded(text, None)[0])["raw"] == "Djibo"
    when = coded(text, None)[0]["when"]
    assert isinstance(when, dict)
    assert (when["start"], when["edtf"], when["raw"]) == (None, None, "Friday")
    assert "no date of publication" in when["inferred"]
    when = coded("Gunmen killed six people in Djibo, Burkina Faso, on 30 September.", None)[0]["when"]
    assert isinstance(when, dict)
    assert (when["start"], when["edtf"]) == (None, "XXXX-09-30")


def test_another_act_of_the_same_day_and_region_stays_apart() -> None:
    text = (
        "Gunmen stormed an army post at Anka in Zamfara state on Sunday, killing 11 soldiers. In a separate attack, a "
        "medic lost her life on the same day, in that region, when her car struck a landmine."
    )
    found = [asked(a) for a in coded(text)]
    assert [(a["name"], a["admin1_code"], a["start"]) for a in found] == [
        ("Anka", "NG-ZA", "2023-06-11"),
        (None, "NG-ZA", "2023-06-11"),
    ]
