"""One sentence is a report too."""

from __future__ import annotations

import pytest

import attest

TOLD = [
    ("en", "Gunmen killed five people in Dori on Friday."),
    ("en", "A bomb killed three soldiers in Mogadishu."),
    ("en", "Three soldiers were killed in Gao."),
    ("en", "Militants attacked a church in Jos."),
    ("en", "Police said four people were shot dead in Cali on Sunday."),
    ("en", "Two teachers were abducted in Kaduna."),
    ("en", "A drone strike hit a market in Tigray, killing 51."),
    ("en", "An attack left five dead in Bunia."),
    ("en", "Attack on Bunia market kills five"),
    ("fr", "Des hommes armés ont tué cinq personnes à Dori vendredi."),
    ("fr", "Trois soldats ont été tués à Gao."),
    ("fr", "Deux enseignants ont été enlevés à Djibo."),
    ("fr", "Une attaque a fait cinq morts à Bunia."),
    ("fr", "Au moins 20 morts dans une attaque en Ituri."),
]
NOTHING = [
    ("en", "A car crash killed three people in Lagos."),
    ("en", "Heart attack kills two runners in Paris marathon."),
    ("en", "Floods left 30 dead and 40 missing in Niger."),
    ("en", "Snake attack kills two farmers in Benue."),
    ("en", "The minister said the attack on press freedom must stop."),
    ("en", "Police arrested five people for fraud in Abuja."),
    ("fr", "Un accident de bus a fait 20 morts au Mali."),
]


@pytest.mark.parametrize("language,text", TOLD)
def test_told(language: str, text: str) -> None:
    assert len(attest.code(text, published="2020-03-02", language=language).accounts) == 1


@pytest.mark.parametrize("language,text", NOTHING)
def test_nothing(language: str, text: str) -> None:
    coding = attest.code(text, published="2020-03-02", language=language)
    assert not coding.accounts and coding.nothing_because
