"""Sentences of our own: who did it, on what basis, and who claims or denies it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import attest
from attest.coding.grammar.tagger import GrammarTagger
from attest.coding.reading import read_passages
from attest.model import Report

CASES = tomllib.loads((Path(__file__).parent / "culprit_cases.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_culprits_of_a_sentence(case: dict[str, Any]) -> None:
    language = case.get("language", "en")
    report = Report(id="case", text=case["text"], language=language)
    mentions = GrammarTagger().tag(report, read_passages(report), language).mentions
    sides = [m for m in mentions if m.label == "perpetrator" and not (m.attrs["weak"] or m.attrs["on_attackers"])]
    assert [f"{m.text}: {m.attrs['basis']}" for m in sides] == case.get("perpetrators", [])
    claims = [f"{m.attrs['by']}: {m.attrs['kind']}" for m in mentions if m.label == "claim"]
    assert claims == case.get("claims", [])


def _perpetrators(text: str) -> list[tuple[str, str | None, str]]:
    account = attest.code(Report(id="case", text=text, language="en", published="2024-05-06")).to_dict()["accounts"][0]
    return [(p["name"], p["actor"], p["basis"]) for p in account["perpetrators"]]


def test_one_unnamed_person_is_a_lone_attacker() -> None:
    text = (
        "A man with a knife wounded three passengers at the station of Lille on Saturday. The assailant was arrested."
    )
    assert [actor for _, actor, _ in _perpetrators(text)] == ["lone attacker"]


def test_responders_are_no_perpetrators() -> None:
    text = (
        "Militants stormed a police post in Garissa on Sunday, killing two officers. Police shot dead three attackers."
    )
    assert [name for name, _, _ in _perpetrators(text)] == ["Militants"]


def test_the_group_is_the_one_named_before() -> None:
    text = (
        "A car bomb killed nine people in Mogadishu on Sunday, police said. Al-Shabaab claimed responsibility. "
        "The group said its fighters had targeted a hotel."
    )
    assert [(actor, basis) for _, actor, basis in _perpetrators(text)] == [("Al-Shabaab", "claimed")]
