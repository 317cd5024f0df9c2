"""The sentence that sums up an incident, and what is said to be at odds."""

import pytest

import attest

PUBLISHED = "2020-03-02"


def first(text, title=None):
    coding = attest.code(text, published=PUBLISHED, title=title)
    assert coding.accounts, coding.nothing_because
    return coding.accounts[0]


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "Gunmen killed 12 villagers near Dori in northern Burkina Faso on Friday, the army said.",
            "On 28 February 2020, near Dori (Sahel, Burkina Faso), gunmen killed 12 villagers.",
        ),
        (
            "Gunmen attacked a military post at Djibo in Burkina Faso on Friday, killing at least four soldiers, the "
            "army said.",
            "On 28 February 2020, in Djibo (Sahel, Burkina Faso), gunmen attacked a military post; "
            "at least 4 soldiers were killed.",
        ),
        (
            "Des hommes armés ont attaqué samedi un poste de gendarmerie à Djibo, dans le nord du Burkina Faso. "
            "Selon l'armée, au moins quatre gendarmes ont été tués et six autres blessés.",
            "On 29 February 2020, in Djibo (Sahel, Burkina Faso), armed men attacked a military post; "
            "at least 4 soldiers were killed and 6 injured.",
        ),
    ],
)
def test_summaries(text, summary):
    assert first(text).summary == summary


def test_whoever_claims_it_has_a_sentence_apart():
    summary = first(
        "A bomb exploded at a market in Maiduguri, Nigeria, on Friday, killing 15 people, police said. "
        "Boko Haram claimed responsibility for the attack."
    ).summary
    assert summary.endswith("Boko Haram claimed responsibility.") and "15 people were killed" in summary


def kinds(text, title=None):
    return {item["kind"]: item["detail"] for item in first(text, title).discrepancies}


def test_rival_counts_are_said_once():
    found = kinds(
        "Gunmen killed 12 villagers in Dori on Friday, the army said. A resident of Dori said 15 villagers were killed "
        "in the attack. A nurse in Dori said 15 villagers had been killed."
    )
    assert list(found) == ["figures_differ"]
    assert found["figures_differ"].count("15") == 1 and "12 (the army)" in found["figures_differ"]


@pytest.mark.parametrize(
    "text",
    [
        # one person beside many, parts of a whole, people of another kind, a round figure
        "Gunmen killed 12 villagers in Dori on Friday. A teacher was killed in the attack.",
        "Gunmen killed 12 people in Dori on Friday. Five women were killed in the attack, and seven men.",
        "Gunmen killed 12 villagers in Dori on Friday. Four soldiers were killed in the attack.",
        "Gunmen killed more than 30 people in Dori on Friday. The army said 30 people had been killed.",
    ],
)
def test_other_people_are_no_rival_count(text):
    assert "figures_differ" not in kinds(text)


def test_the_headline_is_compared_with_the_text():
    text = "Gunmen killed 12 villagers in Dori on Friday, the army said."
    assert "headline_against_body" not in kinds(text, "Gunmen kill 12 villagers in Burkina Faso")
    detail = kinds(text, "Gunmen kill 20 villagers in Burkina Faso")["headline_against_body"]
    assert detail == "the headline says 20 killed, the text 12 (the army)"


def test_text_against_map():
    detail = kinds(
        "Gunmen attacked an army post at Indelimane in Mali's Ménaka region, near the border with Burkina Faso, on "
        "Friday, killing 12 soldiers."
    )["text_against_map"]
    assert "Burkina Faso" in detail and "Niger" in detail
