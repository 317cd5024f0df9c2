"""How much work coding takes, by counts of calls and not by the clock: the same on every machine, busy or not."""

import json
import sys
from pathlib import Path

import pytest

import attest

GOLD = Path(__file__).parents[1] / "gold"
MOST = 16_000
"""Calls of Python functions a kilobyte of report. A new rule that goes over it asks every token where it could walk
the tokens of a class (`Sentence.of_class`, `where`) or the entries of a table (`of_table`)."""


def calls(text, language):
    made = 0

    def count(_frame, event, _argument):
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        attest.code(text, language=language)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("language", ["en", "fr"])
def test_calls_a_kilobyte_stay_few(language):
    records = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    text = "\n\n".join([r["text"] for r in records if r.get("language") == language][:8])
    attest.code(text, language=language)  # loads the lexicons, and fills what is kept of words
    assert calls(text, language) < MOST * len(text) / 1000
