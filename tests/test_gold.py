"""Our own gold and the examples are well formed, and varied enough to measure with."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"


def load_check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_check", GOLD / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECK = load_check()
FILES = sorted([*GOLD.glob("*.json"), *(ROOT / "tests" / "held_out").glob("*.json")])
REPORTS = [json.loads(path.read_text("utf-8")) for path in FILES]
INCIDENTS = [incident for report in REPORTS for incident in report["incidents"]]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_report_is_well_formed(path: Path) -> None:
    assert CHECK.of_report(path) == []


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json")), ids=lambda p: p.stem)
def test_example_is_well_formed(path: Path) -> None:
    assert CHECK.of_example(path) == []


def test_no_sentence_of_others() -> None:
    if not CHECK.foreign_runs():
        pytest.skip("no texts of others at hand to compare with")
    assert [line for doc in REPORTS for line in CHECK.of_text(doc)] == []


def test_gold_is_varied() -> None:
    by = Counter((r["language"], r["negative"]) for r in REPORTS)
    assert by["en", False] >= 22
    assert by["fr", False] >= 10
    assert by["en", True] + by["fr", True] >= 16
    assert by["fr", True] >= 4
    assert {i["type"] for i in INCIDENTS} == CHECK.TYPES
    assert {i["status"] for i in INCIDENTS} == CHECK.STATUSES
    assert {i["role"] for i in INCIDENTS} == CHECK.ROLES
    assert {p["basis"] for i in INCIDENTS for p in i["perpetrators"]} == CHECK.BASES
    assert sum(800 <= len(r["text"].split()) <= 2000 and not r["negative"] for r in REPORTS) >= 3


def incident(**changes: Any) -> dict[str, Any]:
    base = json.loads(json.dumps(next(i for i in INCIDENTS if i["killed"] and i["place"])))
    return base | changes


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"quote": "words that no report holds"}, "quote not in the text"),
        ({"type": "battle"}, "type 'battle'"),
        ({"date_start": "2024-02-30", "date_end": "2024-02-30"}, "dates"),
        ({"date_start": "2024-05-13", "date_end": "2024-05-12"}, "not an interval"),
        ({"country": "MLI"}, "adm1_code"),
        ({"killed_total": {"low": 99, "high": 99}}, "no sum of the figures"),
        ({"injured_total": {"low": 5, "high": 4}}, "injured_total"),
        ({"lat": None}, "coordinates"),
        ({"colour": "red"}, "unknown"),
    ],
)
def test_check_finds_faults(changes: dict[str, Any], says: str) -> None:
    report = next(r for r in REPORTS if any(i["killed"] and i["place"] for i in r["incidents"]))
    text = f"{report['title']}\n{report['text']}"
    assert CHECK.of_incident(incident(), text, report["text"], "en") == []
    assert any(says in line for line in CHECK.of_incident(incident(**changes), text, report["text"], "en"))


@pytest.mark.parametrize(
    ("quote", "language", "low", "high", "stated"),
    [
        ("at least 17 civilians", "en", 17, None, True),
        ("more than twenty people", "en", 21, None, True),
        ("nearly 50 dead", "en", 45, 50, True),
        ("up to ten", "en", None, 10, True),
        ("1,200 displaced", "en", 1200, 1200, True),
        ("twenty-four of them", "en", 24, 24, True),
        ("plus de 1 300 soldats", "fr", 1301, None, True),
        ("vingt et un morts", "fr", 21, 21, True),
        ("une vingtaine de blessés", "fr", 20, 20, True),
        ("soixante-dix otages", "fr", 70, 70, True),
        ("17 civilians", "en", 18, 18, False),
        ("a score of cows", "en", 7, 7, False),
    ],
)
def test_figures_are_read_from_quotes(
    quote: str, language: str, low: int | None, high: int | None, stated: bool
) -> None:
    assert CHECK.figure_stated(low, high, quote, language) is stated
