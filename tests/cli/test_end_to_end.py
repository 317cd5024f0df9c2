"""The real coder behind the real command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from attest.model import Account, Report
from attest.model.schema import schema

try:
    from attest.coding.coder import code_report, explain_report
    from attest.sources import read  # noqa: F401
except ImportError as missing:  # pragma: no cover
    pytest.skip(f"the coder is not complete: {missing}", allow_module_level=True)

ENGLISH = (
    "OUAGADOUGOU - Gunmen on motorbikes killed 12 villagers and abducted three others in Dori, northern Burkina Faso, "
    "on Friday, the army said in a statement. Residents said 14 people had died. No group has claimed the attack."
)
FRENCH = (
    "Des hommes armés ont attaqué samedi un poste de gendarmerie à Djibo, dans le nord du Burkina Faso. Selon l'armée, "
    "au moins quatre gendarmes ont été tués et six autres blessés."
)
PEACE = "The two teams drew 2-2 on Saturday after a late goal. The coach said he was happy with the point."


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a", ENGLISH), ("b", FRENCH), ("c", PEACE)):
        record = {"id": name, "text": text, "title": None, "published": "2020-03-02"}
        (tmp_path / f"{name}.json").write_text(json.dumps(record), "utf-8")
    return tmp_path


def attest(*args, given=None, seed=None):
    # a fixed hash seed would hide an order that depends on it
    env = {key: value for key, value in os.environ.items() if key != "PYTHONHASHSEED"}
    if seed is not None:
        env["PYTHONHASHSEED"] = seed
    done = subprocess.run(
        [sys.executable, "-m", "attest", *map(str, args)], input=given, capture_output=True, env=env, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def test_a_folder_to_lines_twice_the_same(folder):
    first, second = (attest("code", folder, "--json", "--statements") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    rows = [json.loads(line) for line in first.stdout.splitlines()]
    assert [row["report"]["id"] for row in rows] == ["a", "b", "c"]
    for row in rows:
        jsonschema.validate(row, schema())
        for account in row["accounts"]:
            assert Account.from_dict(account).to_dict(statements=True) == account
    assert rows[0]["accounts"] and rows[1]["accounts"]
    assert not rows[2]["accounts"] and rows[2]["report"]["nothing_because"]


def test_what_annotators_say_and_the_order_of_hashes_change_not_a_byte(tmp_path):
    seen = ("id", "text", "title", "published", "publisher", "url", "language")
    gold = Path(__file__).parents[1] / "gold"
    count = 0
    for path in sorted(gold.glob("own-*.json")):
        record = json.loads(path.read_text("utf-8"))
        assert "incidents" in record
        bare = {key: record[key] for key in seen if key in record}
        (tmp_path / path.name).write_text(json.dumps(bare), "utf-8")
        count += 1
    annotated = attest("code", gold / "own-*.json", "--json", "--statements", seed="1")
    plain = attest("code", tmp_path, "--json", "--statements", seed="2")
    assert annotated.returncode == plain.returncode == 0 and annotated.stdout.count(b"\n") == count > 40
    assert annotated.stdout == plain.stdout


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_the_coder_keeps_the_rules_of_the_house(text):
    report = Report("x", text, published="2020-03-02")
    coding = code_report(report)
    assert coding.accounts
    for account in coding.accounts:
        assert account.problems(coding.report) == []
        assert account.quotes
    explanation = explain_report(report)
    assert explanation.coding.to_dict(True) == coding.to_dict(True)
    assert explanation.marks


@pytest.mark.parametrize("form", [(), ("--csv",), ("--geojson",)])
def test_other_forms(folder, form):
    done = attest("code", folder, *form)
    assert done.returncode == 0 and b"Dori" in done.stdout and not done.stderr


def test_standard_input_and_page(folder):
    done = attest("code", "-", "--json", "--published", "2020-03-02", given=ENGLISH.encode())
    assert done.returncode == 0 and json.loads(done.stdout)["accounts"]
    done = attest("explain", folder / "a.json", "--html", folder / "a.html")
    assert done.returncode == 0 and "Dori" in (folder / "a.html").read_text("utf-8")


def test_bad_input(folder):
    (folder / "bad.json").write_text("{", "utf-8")
    some = attest("code", folder, "--json")
    assert some.returncode == 1 and len(some.stdout.splitlines()) == 3
    assert some.stderr.count(b"\n") == 1 and b"bad.json" in some.stderr
    alone = attest("code", folder / "bad.json")
    assert alone.returncode == 2 and alone.stderr.startswith(b"attest: ")
    assert attest("code", folder / "missing.txt").returncode == 2
