"""Figures and what happened to the people they count, over sentences of our own."""

import tomllib
from pathlib import Path

import pytest

from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.reading import read_passages
from attest.model import Report

SPEAKERS = tomllib.loads((Path(__file__).parent / "speaker_cases.toml").read_text("utf-8"))["case"]
CASES = tomllib.loads((Path(__file__).parent / "figure_cases.toml").read_text("utf-8"))["case"]


def figures(text: str, language: str) -> list[tuple[object, ...]]:
    report = Report(id="case", text=text, language=language)
    found = GrammarTagger().tag(report, read_passages(report), language).mentions
    out = []
    for m in found:
        if m.label == "figure":
            a = m.attrs
            shape = (
                a["measure"],
                -1 if a["low"] is None else a["low"],
                -1 if a["high"] is None else a["high"],
                a["category"],
            )
            out.append((*shape, "part") if a["part"] else shape)
    return out


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_figures_of_a_sentence(case: dict[str, object]) -> None:
    found = figures(str(case["text"]), str(case.get("language", "en")))
    assert sorted(map(str, found)) == sorted(str(tuple(f)) for f in case["figures"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("case", SPEAKERS, ids=[c["text"][:40] for c in SPEAKERS])
def test_who_says_a_figure(case: dict[str, object]) -> None:
    report = Report(id="case", text=str(case["text"]), language=str(case.get("language", "en")))
    found = GrammarTagger().tag(report, read_passages(report), report.language or "en").mentions
    killed = [m.attrs["said_by"] or "" for m in found if m.label == "figure" and m.attrs["measure"] == "killed"]
    assert killed == case["said_by"]
