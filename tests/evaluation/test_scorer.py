"""The scorer gives the numbers of the reference scorer, and says clearly what is wrong with a line."""

import copy
import importlib.util
import json
import random
from pathlib import Path

import pytest

from attest.evaluation import RowError, load_gold, load_predictions, score, table

SHARED = Path(__file__).parents[2] / ".." / "shared"
REFERENCE = SHARED / "tools" / "score_incidents.py"

TEXT = (
    "Gunmen killed 12 villagers in Dori on Monday, police said. The army blamed Ansaroul Islam. "
    "Last month a bomb in Gao hurt three soldiers."
)


def quote(words):
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def account(**changes):
    made = {
        "role": "main",
        "status": "occurred",
        "type": "armed_attack",
        "when": {"start": "2020-03-02", "end": "2020-03-02", "quotes": [quote("Monday")]},
        "where": {
            "name": "Dori",
            "country": "BFA",
            "admin1": "Sahel",
            "lat": 14.03,
            "lon": -0.03,
            "coordinates_of": "place",
            "quotes": [quote("Dori")],
        },
        "perpetrators": [
            {"name": "Gunmen", "actor": None, "basis": "stated", "by": "police", "quotes": [quote("Gunmen")]},
            {
                "name": "Ansaroul Islam",
                "actor": "Ansaroul Islam",
                "basis": "attributed",
                "by": "The army",
                "quotes": [quote("Ansaroul Islam")],
            },
        ],
        "victims": [{"text": "villagers", "category": "civilian", "quotes": [quote("12 villagers")]}],
        "tolls": [
            {
                "measure": "killed",
                "low": 12,
                "high": 12,
                "of": "villagers",
                "category": "civilian",
                "said_by": "police",
                "quotes": [quote("killed 12")],
            }
        ],
        "totals": {"killed": {"low": 12, "high": 12, "best": 12}},
        "quotes": [quote("Gunmen killed 12 villagers in Dori on Monday")],
    }
    return {**made, **changes}


def gold():
    main = {
        "key": "a",
        "role": "main",
        "status": "occurred",
        "type": "armed_attack",
        "date_start": "2020-03-02",
        "date_end": "2020-03-02",
        "country": "BFA",
        "adm1": "Sahel",
        "adm1_code": "BF-12",
        "place": "Dori",
        "place_mention": "Dori",
        "lat": 14.03,
        "lon": -0.03,
        "perpetrators": [
            {"mention": "gunmen", "canonical": "unidentified gunmen", "basis": "stated", "by": None},
            {"mention": "Ansaroul Islam", "canonical": "Ansaroul Islam", "basis": "attributed", "by": "the army"},
        ],
        "victims": [{"mention": "villagers", "category": "civilian"}],
        "killed": [{"low": 12, "high": 12, "category": "civilian", "who": "villagers", "said_by": "police"}],
        "killed_total": {"low": 12, "high": 12},
        "injured": [],
        "injured_total": {"low": None, "high": None},
        "abducted_total": {"low": None, "high": None},
        "claimed_by": None,
        "quote": "Gunmen killed 12 villagers in Dori on Monday",
    }
    bomb = {
        **copy.deepcopy(main),
        "key": "b",
        "role": "background",
        "type": "ied_or_mine",
        "type_alt": ["bombing_other"],
        "date_start": "2020-02-01",
        "date_end": "2020-02-29",
        "country": "MLI",
        "adm1": None,
        "adm1_code": None,
        "place": "Gao",
        "place_mention": "Gao",
        "lat": 16.27,
        "lon": -0.04,
        "perpetrators": [],
        "victims": [{"mention": "soldiers", "category": "military"}],
        "killed": [],
        "killed_total": {"low": None, "high": None},
        "injured": [{"low": 3, "high": 3, "category": "military"}],
        "injured_total": {"low": 3, "high": 3},
        "quote": "a bomb in Gao hurt three soldiers",
    }
    report = {"id": "r1", "text": TEXT, "title": None, "language": "en", "incidents": [main, bomb]}
    nothing = {"id": "r2", "text": "The court sat.", "title": "Court", "language": "fr", "incidents": []}
    return {"r1": report, "r2": nothing}


def predictions(first, second=()):
    return {
        "r1": {"report": {"id": "r1"}, "accounts": list(first)},
        "r2": {"report": {"id": "r2"}, "accounts": list(second)},
    }


def test_a_right_account_scores_full_marks_on_its_slots():
    result = score(gold(), predictions([account()]))
    assert result["slots"]["place"][:2] == (100.0, 50.0)
    assert result["incident"][:2] == (100.0, 50.0)
    assert result["grounded"] == 100.0
    assert result["basis"] == 100.0
    assert result["speakers"][2] == 100.0
    assert result["negatives"] == 1 and result["negatives_with_false_incidents"] == 0


def test_half_points():
    date = {"start": "2020-03-01", "end": "2020-03-31", "quotes": [quote("Monday")]}
    total = {"killed": {"low": 12, "high": None, "best": 12}}
    result = score(gold(), predictions([account(type="ambush", when=date, totals=total)]))
    for slot in ("type", "date", "killed"):
        assert result["slots"][slot][0] == 50.0, slot


def test_false_incidents_are_counted():
    result = score(gold(), predictions([account()], [account()]))
    assert result["negatives_with_false_incidents"] == 1
    assert result["incident"][0] == 50.0


def test_details_and_table():
    details = []
    result = score(gold(), predictions([account()]), details)
    assert details[0]["missed"] == ["b"]
    text = table(result)
    assert text.splitlines()[-1].startswith("SLOT F1")
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("{", "line 1"),
        ("[]", "line 1: not"),
        ('{"report": {"id": "r9"}, "accounts": []}', "no gold report r9"),
        ('{"report": {"id": "r1"}, "accounts": []}', "1 gold reports without a line, r2"),
        ('{"report": {"id": "r1"}, "accounts": []}\n' * 2, "line 2: a second line"),
        ('{"report": {"id": "r1"}, "accounts": [{"totals": {"killed": {"low": "3"}}}]}', "whole number"),
        ('{"report": {"id": "r1"}, "accounts": [{"where": {"lat": "3"}}]}', "not a number"),
        ('{"report": {"id": "r1"}, "accounts": [3]}', "not an object"),
    ],
)
def test_bad_lines_are_named(tmp_path, lines, says):
    path = tmp_path / "p.jsonl"
    path.write_text(lines, "utf-8")
    with pytest.raises(RowError, match=says):
        load_predictions(path, gold())


def _noisy(golds, seed):
    """Predictions made from gold with seeded faults, to reach many branches of both scorers."""
    dice = random.Random(seed)
    out = {}
    for key, doc in golds.items():
        accounts = []
        for g in doc["incidents"]:
            if dice.random() < 0.2:
                continue
            start = doc["text"].find(g.get("quote") or "\0")
            quotes = [{"text": g["quote"], "start": start, "end": start + len(g["quote"])}] if start >= 0 else []
            accounts.append(
                {
                    "type": g["type"] if dice.random() < 0.7 else dice.choice(["shooting", "grenade", "other"]),
                    "role": g["role"],
                    "status": g["status"],
                    "when": {"start": g["date_start"] if dice.random() < 0.8 else "2019-01", "end": g["date_end"]},
                    "where": {
                        "name": g["place"] if dice.random() < 0.8 else "Gao",
                        "country": g["country"],
                        "admin1": g["adm1"],
                        "lat": g["lat"],
                        "lon": g["lon"],
                        "coordinates_of": dice.choice(["place", "admin1"]),
                        "quotes": quotes,
                    },
                    "perpetrators": [
                        {"name": p["mention"], "actor": p["canonical"], "basis": dice.choice(["stated", p["basis"]])}
                        for p in g["perpetrators"]
                        if dice.random() < 0.8
                    ],
                    "victims": [{"category": v["category"]} for v in g["victims"]],
                    "tolls": [
                        {"measure": "killed", "low": k["low"], "category": k["category"], "said_by": k["said_by"]}
                        for k in g["killed"]
                    ],
                    "totals": {
                        "killed": g["killed_total"] if dice.random() < 0.7 else {"low": 1, "high": None},
                        "injured": g["injured_total"],
                    },
                    "claims": [{"kind": "claim", "by": g["claimed_by"]}] if g["claimed_by"] else [],
                    "quotes": quotes,
                }
            )
            if dice.random() < 0.2:
                accounts.append(copy.deepcopy(accounts[-1]))
        if not doc["incidents"] and dice.random() < 0.3:
            accounts.append({"type": "shooting", "role": "main", "status": "occurred"})
        out[key] = {"report": {"id": key}, "accounts": accounts}
    return out


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside this checkout")
def test_same_numbers_as_the_reference():
    spec = importlib.util.spec_from_file_location("score_incidents", REFERENCE)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    cases = [(gold(), predictions([account()], [account()]))]
    folder = SHARED / "news-dev"
    if folder.is_dir():
        golds = load_gold(folder)
        assert golds == reference.load_gold(folder)
        cases += [(golds, _noisy(golds, seed)) for seed in range(3)]
    for golds, made in cases:
        ours, theirs = [], []
        assert json.dumps(score(golds, made, ours)) == json.dumps(reference.score(golds, made, theirs))
        assert json.dumps(ours) == json.dumps(theirs)


def test_intervals_hold_the_figure_and_narrow_with_more_reports():
    golds = {}
    made = {}
    for n in range(40):
        doc = copy.deepcopy(next(iter(gold().values())))
        doc["id"] = f"r{n}"
        golds[doc["id"]] = doc
        made[doc["id"]] = {"report": {"id": doc["id"]}, "accounts": [account()] if n % 3 else []}
    few = {k: golds[k] for k in list(golds)[:8]}
    wide, narrow = (score(g, made, draws=300)["intervals"] for g in (few, golds))
    low, high = narrow["incident"]
    assert low < score(golds, made)["incident"][2] < high
    assert high - low < wide["incident"][1] - wide["incident"][0]
    assert score(golds, made, draws=300)["intervals"] == narrow
    assert "language en" in narrow
