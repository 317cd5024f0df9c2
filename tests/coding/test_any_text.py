"""Whatever the text: nothing is raised, every quote is exact, and the same comes out again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import attest
from attest.coding.coder import code_report, explain_report
from attest.model import Report
from attest.model.schema import schema

GOLD = Path(__file__).parents[1] / "gold"


@cache
def news() -> tuple[str, ...]:
    """Paragraphs of the self-written reports."""
    texts = (json.loads(path.read_text("utf-8"))["text"] for path in sorted(GOLD.glob("own-*.json")))
    return tuple(part for text in texts for part in text.split("\n\n"))


WORDS = (
    "killed",
    "wounded",
    "attack",
    "12",
    "at least",
    "soldiers",
    "gunmen",
    "in Gao",
    "on Friday",
    "tué",
    "blessés",
    "attaque",
    "trois",
    "civils",
    "à Dori",
    "vendredi",
    "the army said",
    "a dit l'armée",
    "Boko Haram",
    "claimed responsibility for",
    "not",
    "and",
    "of",
    "including",
    "dont",
)
ODD = (
    "\0",
    "\ud800",
    "\udfff\ud800",
    "\ufeff",
    "\u200f\u202e",
    "\u00ad",
    "\u0301" * 30,
    "🔥👨‍👩‍👧🇲🇱",
    "\r",
    "\r\n",
    "\u2028",
    "\x0b\x0c\x1c",
    "\t",
    "“" * 20,
    "«»‹›",
    '"' * 9,
    "'",
    "’s",
    "((([[[{{{",
    ")]}",
    "…",
    "....",
    "—–-",
    "U.S.A.",
    "0" * 40,
    "9" * 10_000,
    "1,000,000,000,000,000,000",
    "twenty-one-million-and-" * 8,
    "31 February 2019",
    "on 99/99/9999",
    "0000-00-00",
    "15:61",
    "II. XIV",
    "İıſßŉǰΐ",
    "ﬁrst ﬀ ①²³½",
    "١٢ قتل",
    "殺害された五人。",
    "न मारे",
    "https://" + "a/" * 90,
    "@" * 30,
    "#" * 30,
    "READ MORE: ",
    "(Reporting by X; editing by Y)",
    "— Army (@army) March 3, 2019",
    "<b>&amp;</b>",
    "\\u0000",
    "%s{}",
    "x" * 5000,
    "killed " * 600,
    "- ",
    "1. ",
)
SEPARATORS = ("", " ", ". ", ", ", "\n", "\n\n", "; ", "\u00a0", '" ', " “")


@st.composite
def mixes(draw: st.DrawFn) -> str:
    """News with oddities anywhere in it."""
    piece = st.one_of(st.sampled_from(news()), st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=12))
    parts = draw(st.lists(st.tuples(piece, st.sampled_from(SEPARATORS)), min_size=1, max_size=12))
    text = "".join(part for pair in parts for part in pair)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(("", *ODD))) + text[at:]


TEXTS = st.one_of(mixes(), st.text(), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))
TITLES = st.one_of(st.none(), st.text(max_size=40), mixes())
DATES = st.sampled_from(
    (None, "2019-11-04", "1800-01-01", "2199-12-31", "2020-02", "2020", "2019-11-04T23:59:59+14:00")
)


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every quote of a record, at any depth."""
    if isinstance(value, dict):
        if {"text", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner)


@cache
def validator() -> Any:
    return jsonschema.validators.validator_for(schema())(schema())


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(TEXTS, TITLES, DATES, st.sampled_from((None, "en", "fr")))
@example("Gunmen killed 12 people in Dori on Friday.", "Gunmen killed 12 people in Dori", "2199-12-31", "en")
@example("Gunmen killed 12 people in Dori last year and 9 a century ago.", None, "1800-01-01", "en")
@example("killed " * 2000 + "9" * 10_000 + " people", "“" * 5000, None, "en")
@example("", None, None, None)
@example("\n \t", "", None, None)
def test_any_text(text: str, title: str | None, published: str | None, language: str | None) -> None:
    coding = attest.code(text, title=title, published=published, language=language)
    report = coding.report
    assert len(report.text) == len(text)
    record = coding.to_dict(statements=True)
    json.dumps(record, ensure_ascii=False).encode("utf-8")
    for quote in quotes(record["accounts"]):
        source = (report.title or "") if quote.get("in") == "title" else report.text
        assert 0 < len(quote["text"]) <= 400
        assert source[quote["start"] : quote["end"]] == quote["text"]
    for account in coding.accounts:
        assert account.problems(report) == []
    assert bool(coding.accounts) == (coding.nothing_because is None)
    validator().validate(record)
    assert code_report(report).to_dict(statements=True) == record
    explanation = explain_report(report)
    assert explanation.coding.to_dict(statements=True) == record
    for mark in explanation.marks:
        assert 0 <= mark.start < mark.end <= len(report.source_text(mark.source))


def test_a_report_made_by_hand_is_cleaned_too() -> None:
    coding = attest.code(Report("x\ud800", "Gunmen killed 12 people\0 in Dori\ud800 on Friday.", "T\udfff"))
    json.dumps(coding.to_dict(statements=True), ensure_ascii=False).encode("utf-8")
    assert len(coding.report.text) == len("Gunmen killed 12 people. in Dori. on Friday.")
