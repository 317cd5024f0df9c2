"""Time grows with the length of a text and no faster, whatever the text is."""

from __future__ import annotations

import random
import time

import pytest

import attest

PLACES = [
    "Dori",
    "Gao",
    "Ménaka",
    "Kidal",
    "Mopti",
    "Djibo",
    "Diffa",
    "Maiduguri",
    "Bosso",
    "Agadez",
    "Ayorou",
    "Inates",
    "Kaya",
    "Niamey",
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def many_incidents(size: int) -> str:
    """Every sentence an incident of its own."""
    choose = random.Random(1)
    out: list[str] = []
    while sum(map(len, out)) < size:
        day = f"{choose.randint(1, 28)} {choose.choice(MONTHS)} {choose.randint(1990, 2019)}"
        out.append(f"Gunmen killed {choose.randint(1, 900)} people in {choose.choice(PLACES)} in Mali on {day}. ")
    return "".join(out)[:size]


TEXTS = {
    "one incident told again and again": "Gunmen killed 12 people in Dori on Friday. At least 15 died, the army said. ",
    "figures without end": "5 killed; 6 wounded; ",
    "claims": "Boko Haram claimed responsibility for the attack in Dori that killed 5 soldiers. ",
    "headlines": "Five killed in Dori attack\n\n",
    "one word": "killed ",
    "quotation marks": "“",
    "acronyms": "U.S.",
    "marks of direction": "\u202ekilled 5 \u202c",
    "French": "Des hommes armés ont tué 5 personnes à Dori vendredi, a indiqué l'armée. ",
}


def seconds(text: str, language: str, title: str | None = None) -> float:
    start = time.process_time()
    attest.code(text, title=title, published="2020-03-03", language=language)
    return time.process_time() - start


@pytest.mark.parametrize("name", ["many incidents", "a title without end", *TEXTS])
def test_ten_times_the_text_takes_about_ten_times_as_long(name: str) -> None:
    small, big = 3_000, 30_000
    language = "fr" if name == "French" else "en"

    def run(size: int) -> float:
        if name == "many incidents":
            return seconds(many_incidents(size), language)
        if name == "a title without end":
            return seconds("Gunmen fled.", language, ("Gunmen killed 12 people in Dori " * size)[:size])
        return seconds((TEXTS[name] * size)[:size], language)

    run(small)  # what is loaded once
    # a quadratic step would show as a hundred times; the machine may be busy, so the best of three counts
    ratios = []
    for _ in range(3):
        ratios.append(run(big) / max(run(small), 1e-3))
        if ratios[-1] < 20:
            return
    pytest.fail(f"ten times the text took {min(ratios):.0f} times as long")
