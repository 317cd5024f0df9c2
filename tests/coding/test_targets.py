"""Things attacked, told from things merely named, over sentences of our own."""

import pytest

from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.reading import read_passages
from attest.model import Report

CASES = [
    ("en", "Gunmen attacked a military base near the river and burned two vehicles.", ["military base", "vehicles"]),
    ("en", "Three soldiers died in an attack on an army post, as well as a driver.", ["army post"]),
    ("en", "A hotel attack left nine people dead, a doctor at the hospital said.", ["hotel"]),
    ("en", "Two schools and a clinic were burned down.", ["schools", "clinic"]),
    ("en", "Fighters raided the village while people slept in the church.", ["village"]),
    ("en", "The governor, speaking at his office, said bombs had fallen on the market.", ["market"]),
    ("en", "His vehicle hit a roadside explosive device near the camp.", []),
    ("en", "A roadside bomb struck a bus on Monday.", ["bus"]),
    ("fr", "Des hommes armés ont attaqué un poste militaire et incendié une école.", ["poste militaire", "école"]),
    ("fr", "L'attaque contre le marché a fait six morts, selon l'hôpital.", ["marché"]),
]


@pytest.mark.parametrize(("language", "text", "targets"), CASES, ids=[c[1][:40] for c in CASES])
def test_targets_of_a_sentence(language: str, text: str, targets: list[str]) -> None:
    report = Report(id="case", text=text, language=language)
    found = GrammarTagger().tag(report, read_passages(report), language).mentions
    assert [m.text for m in found if m.label == "target" and m.attrs["hit"]] == targets
