"""What a reader would record of a report's figures, over texts of our own."""

import pytest

import attest
from attest.model import Report

CASES = [
    (
        "Gunmen attacked the village of Tera on Monday. Three soldiers were killed. Two civilians also died.",
        "killed",
        (5, 5),
    ),
    (
        "A suicide bomber struck a market in Gao on Friday. The mayor said five people were killed. "
        "The hospital director said seven people were killed.",
        "killed",
        (5, 7),
    ),
    (
        "Nearly 50 dead in attack on convoy\n\nGunmen attacked a convoy near Gao on Monday, killing 42 soldiers, "
        "the army said.",
        "killed",
        (42, 42),
    ),
    ("Gunmen attacked a police station in Gao on Monday. Nobody was hurt.", "killed", (0, 0)),
    ("Gunmen abducted a priest and his cook in Kaduna on Sunday.", "abducted", (2, 2)),
    (
        "Gunmen attacked a checkpoint in Gao on Monday. A soldier was killed. "
        "So far this year, 97 soldiers have been killed in the region.",
        "killed",
        (1, 1),
    ),
    (
        "Gunmen attacked a checkpoint in Gao on Monday, killing a soldier. "
        "Since February 2021, at least 600 civilians have been killed by the army.",
        "killed",
        (1, 1),
    ),
    (
        "Gunmen attacked a checkpoint in Gao on Monday, killing three people. In 2019 alone, 200 farmers were killed "
        "in the state.",
        "killed",
        (3, 3),
    ),
    (
        "Gunmen attacked a village near Gao on Monday. The mayor reported 19 dead among the soldiers "
        "and two civilians killed by stray bullets.",
        "killed",
        (21, 21),
    ),
    (
        "Bandits attacked a village near Kaduna on Monday. The bandits went away with 12 villagers.",
        "abducted",
        (12, 12),
    ),
    ("Gunmen stormed a village near Kaduna on Monday and led off nine women.", "abducted", (9, 9)),
    ("A bomb exploded in a market in Gao on Monday, killing two constables and a fruit seller.", "killed", (3, 3)),
    ("Earlier this year, gunmen killed 20 people in an attack on a market in Gao.", "killed", (20, 20)),
]


@pytest.mark.parametrize(("text", "measure", "span"), CASES)
def test_total(text: str, measure: str, span: tuple[int, int]) -> None:
    report = Report(id="case", text=text, language="en", published="2021-05-04")
    totals = attest.code(report).to_dict()["accounts"][0]["totals"][measure]
    assert (totals["low"], totals["high"]) == span
