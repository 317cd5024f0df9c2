"""French sentences of our own: figures, attackers and speakers."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.reading import read_passages
from attest.coding.tagging import Mention
from attest.model import Report

CASES = tomllib.loads((Path(__file__).parent / "french_cases.toml").read_text("utf-8"))["case"]


def _figure(m: Mention) -> str:
    low, high = m.attrs["low"], m.attrs["high"]
    span = str(low) if low == high else f"{low}+" if high is None else f"{'' if low is None else low}-{high}"
    part = " part" if m.attrs["part"] else ""
    category = "" if m.attrs["category"] in ("unknown", "civilian") else f" {m.attrs['category']}"
    return f"{m.attrs['measure']} {span}{part}{category}"


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_what_a_sentence_tells(case: dict[str, Any]) -> None:
    report = Report(id="case", text=case["text"], language="fr")
    mentions = GrammarTagger().tag(report, read_passages(report), "fr").mentions
    figures = [m for m in mentions if m.label == "figure"]
    assert [_figure(m) for m in figures] == case["figures"]
    attackers = [f"{m.text}: {m.attrs['basis']}" for m in mentions if m.label == "perpetrator" and not m.attrs["weak"]]
    assert attackers == case.get("perpetrators", [])
    assert sorted({m.attrs["said_by"] for m in figures} - {None}) == case.get("said_by", [])
