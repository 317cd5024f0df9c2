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
]


@pytest.mark.parametrize(("text", "measure", "span"), CASES)
def test_total(text: str, measure: str, span: tuple[int, int]) -> None:
    report = Report(id="case", text=text, language="en", published="2021-05-04")
    totals = attest.code(report).to_dict()["accounts"][0]["totals"][measure]
    assert (totals["low"], totals["high"]) == span
