"""Those attacked, with their categories, over sentences of our own."""

import tomllib
from pathlib import Path

import pytest

from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.reading import read_passages
from attest.model import Report

CASES = tomllib.loads((Path(__file__).parent / "victim_cases.toml").read_text("utf-8"))["case"]


def victims(text: str, language: str) -> list[str]:
    report = Report(id="case", text=text, language=language)
    found = GrammarTagger().tag(report, read_passages(report), language).mentions
    return list(dict.fromkeys(f"{m.attrs['category']}: {m.text}" for m in found if m.label == "victim"))


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_victims_of_a_sentence(case: dict[str, object]) -> None:
    assert victims(str(case["text"]), str(case.get("language", "en"))) == case["victims"]
