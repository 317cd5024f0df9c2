"""The command line with a stand-in for the coder: streams, formats, exit statuses, messages of one line."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import jsonschema
import pytest

import attest
from attest import cli, sources
from attest.model import Account, Coding, Explanation, InputError, Mark, Quote, Report, Statement
from attest.model.schema import schema


class Unreadable:
    def __init__(self, message):
        self.message = message


def fake_read(paths, *, title_line=False, published=None, language=None):
    for path in paths:
        if path == "-":
            yield Report("stdin", sys.stdin.read(), published=published, language=language)
        elif not Path(path).exists():
            yield Unreadable(f"{path}: no such file\nor folder")
        else:
            title, _, text = Path(path).read_text("utf-8").partition("\n") if title_line else (None, "", "")
            yield Report(Path(path).name, text or Path(path).read_text("utf-8"), title, published, language=language)


def fake_code(report, tagger=None):
    if "crash" in report.text:
        raise RuntimeError("boom")
    if "refuse" in report.text:
        raise InputError("the text\nis no text")
    if "peace" in report.text:
        return Coding(report, (), "the report is about peace")
    quote = (Quote.of(report, 0, 6),)
    statements = (
        Statement("role", "main"),
        Statement("status", "occurred"),
        Statement("type", "armed_attack"),
        Statement("perpetrators", {"name": "Gunmen — «ï»", "basis": "stated"}, quote),
        Statement("totals.killed", {"low": 5, "high": 5, "best": 5}),
        Statement("evidence", "", quote),
    )
    return Coding(report, (Account(Account.make_id(report, 0, 6), statements),))


def fake_explain(report, tagger=None):
    coding = fake_code(report)
    return Explanation(coding, (Mark(0, 6, "text", "perpetrator", "gunmen", "subject", coding.accounts[0].id),))


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    module = types.ModuleType("attest.coding.coder")
    module.code_report, module.explain_report = fake_code, fake_explain
    monkeypatch.setitem(sys.modules, "attest.coding.coder", module)
    monkeypatch.setattr(sources, "read", fake_read, raising=False)


@pytest.fixture
def files(tmp_path):
    for name, text in (("a", "Gunmen killed five."), ("b", "peace reigns"), ("crash", "crash"), ("refuse", "refuse")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def run(capsys):
    def runner(*args):
        status = cli.main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        assert all(line.startswith("attest: ") for line in err.splitlines()), err
        assert "Traceback" not in err
        return status, out, err

    return runner


def test_json_lines_are_the_contract(run, files):
    status, out, err = run(
        "code", files / "a.txt", files / "b.txt", "--json", "--published", "2020-03", "--language", "en"
    )
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    for row in rows:
        jsonschema.validate(row, schema())
    assert [row["report"]["id"] for row in rows] == ["a.txt", "b.txt"]
    assert rows[0]["report"]["published"] == "2020-03"
    assert rows[1]["report"]["nothing_because"] and not rows[1]["accounts"]
    assert "Gunmen — «ï»" in out
    _, full, _ = run("code", files / "a.txt", "--json", "--statements")
    assert json.loads(full)["accounts"][0]["statements"][0]["field"] == "role"


def test_cards_are_the_default(run, files):
    status, out, _ = run("code", files / "a.txt", files / "b.txt")
    assert status == 0 and "armed attack" in out and "the report is about peace" in out and "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_csv_and_geojson(run, files):
    _, out, _ = run("code", files / "a.txt", "--csv")
    assert out.splitlines()[0].startswith("account_id,") and len(out.splitlines()) == 2
    _, out, _ = run("code", files / "a.txt", "--geojson")
    assert json.loads(out)["features"][0]["geometry"] is None


def test_title_line(run, files):
    (files / "t.txt").write_text("A title\nGunmen killed five.", "utf-8")
    _, out, _ = run("code", files / "t.txt", "--title-line", "--json")
    assert json.loads(out)["report"]["title"] == "A title"


def test_some_failures_are_1_all_are_2(run, files):
    status, out, err = run(
        "code", files / "a.txt", files / "no.txt", files / "crash.txt", files / "refuse.txt", "--json"
    )
    assert status == 1 and len(out.splitlines()) == 1
    lines = err.splitlines()
    assert len(lines) == 3 and "no such file or folder" in lines[0]
    assert "crash.txt" in lines[1] and "RuntimeError" in lines[1] and "the text is no text" in lines[2]
    assert run("code", files / "no.txt", "--json")[0] == 2


def test_out_is_whole_or_nothing(run, files, monkeypatch):
    target = files / "out.jsonl"
    assert run("code", files / "a.txt", "--json", "--out", target)[:2] == (0, "")
    assert json.loads(target.read_text("utf-8"))["accounts"]
    before = target.read_text("utf-8")

    def die(report, tagger=None):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["attest.coding.coder"], "code_report", die)
    assert run("code", files / "a.txt", "--csv", "--out", target)[0] == 130
    assert target.read_text("utf-8") == before
    assert not [path for path in files.iterdir() if path.suffix == ".part"]
    status, _, err = run("code", files / "a.txt", "--out", files / "nowhere" / "x")
    assert status == 2 and "cannot be written" in err
    assert run("code", files / "a.txt", "--out", files)[0] == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("code",), "FILE"),
        (("code", "x", "--json", "--csv"), "not allowed with"),
        (("code", "x", "--statements"), "--json only"),
        (("code", "x", "--language", "de"), "invalid choice"),
        (("code", "x", "--published", "tomorrow"), "2019-11-01"),
        (("fly",), "invalid choice"),
        (("evaluate", "/nowhere"), "not a folder"),
        (("explain", "/nowhere.txt"), "no such file"),
        (("demo", "nothing-of-the-name"), "demo"),
        (("gazetteer",), "COMMAND"),
        (("actors", "find", "x", "--limit", "0"), "above 0"),
    ],
)
def test_usage_and_bad_input_are_one_line_and_2(run, args, says):
    status, out, err = run(*args)
    assert status == 2 and not out and len(err.splitlines()) == 1 and says in err


def test_nothing_there_is_bad_input(run, monkeypatch):
    monkeypatch.setattr(sources, "read", lambda paths, **options: iter(()), raising=False)
    status, _, err = run("code", ".", "--json")
    assert status == 2 and "no report was found" in err


def test_explain(run, files):
    status, out, _ = run("explain", files / "a.txt")
    assert status == 0 and "[Gunmen|perpetrator 1]" in out
    status, out, _ = run("explain", files / "a.txt", "--html", "-")
    assert status == 0 and out.startswith("<!DOCTYPE html>")
    assert run("explain", files / "a.txt", "--html", files / "x.html")[:2] == (0, "")
    assert (files / "x.html").read_text("utf-8") == out
    status, _, err = run("explain", files / "a.txt", "--id", "b")
    assert status == 2 and "no report 'b'" in err


def test_explain_of_several(run, files, monkeypatch):
    many = lambda paths, **options: iter([Report("r1", "Gunmen killed."), Report("r2", "Gunmen fled.")])  # noqa: E731
    monkeypatch.setattr(sources, "read", many, raising=False)
    status, _, err = run("explain", "x", "--html", "-")
    assert status == 2 and "--id" in err
    assert run("explain", "x", "--html", "-", "--id", "r2")[0] == 0


def gold_folder(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    incident = {
        "key": "k1",
        "role": "main",
        "type": "armed_attack",
        "status": "occurred",
        "killed_total": {"low": 5, "high": 5},
    }
    for name, text, incidents in (("r1", "Gunmen killed five.", [incident]), ("r2", "peace", [])):
        doc = {"id": name, "text": text, "language": "en", "published": "2020-01-01", "incidents": incidents}
        (folder / f"{name}.json").write_text(json.dumps(doc), "utf-8")
    return folder


def test_evaluate_codes_the_gold_or_reads_predictions(run, tmp_path):
    folder = gold_folder(tmp_path)
    status, out, _ = run("evaluate", folder)
    assert status == 0 and "SLOT F1" in out.splitlines()[-1]
    status, out, _ = run("evaluate", folder, "--json", "--details")
    result = json.loads(out)
    assert result["slots"]["killed"][2] == 100.0 and result["details"][0]["aligned"]
    predictions = tmp_path / "p.jsonl"
    rows = [{"report": {"id": name}, "accounts": []} for name in ("r1", "r2")]
    predictions.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    status, out, _ = run("evaluate", folder, predictions, "--details")
    assert status == 0 and "r1: 0 of 1 found; missed k1" in out
    predictions.write_text("{", "utf-8")
    status, _, err = run("evaluate", folder, predictions)
    assert status == 2 and "line 1" in err
    (folder / "bad.json").write_text("{", "utf-8")
    assert "bad.json" in run("evaluate", folder)[2]


def test_the_coder_sees_nothing_of_the_gold(run, tmp_path, monkeypatch):
    seen = []

    def spy(report, tagger=None):
        seen.append(report)
        return fake_code(report)

    monkeypatch.setattr(sys.modules["attest.coding.coder"], "code_report", spy)
    run("evaluate", gold_folder(tmp_path))
    assert len(seen) == 2 and "incident" not in json.dumps([report.to_dict() for report in seen])


def test_schema_and_version(run):
    status, out, _ = run("schema")
    assert status == 0 and json.loads(out) == schema()
    status, out, _ = run("--version")
    assert status == 0 and out == f"attest {attest.__version__}\n"


def test_no_command_shows_help(run):
    status, out, _ = run()
    assert status == 0 and "commands:" in out


def test_a_fault_is_one_line_too(run, monkeypatch):
    def die(**options):
        raise ZeroDivisionError("never")

    monkeypatch.setattr("attest.model.schema.schema", die)
    status, _, err = run("schema")
    assert status == 70 and "ZeroDivisionError" in err


def test_demo(run, tmp_path, monkeypatch):
    (tmp_path / "mali.json").write_text(json.dumps({"text": "Gunmen killed five.", "title": "t"}), "utf-8")
    monkeypatch.setattr("attest.cli_code._examples", lambda: tmp_path)
    status, out, _ = run("demo")
    assert status == 0 and "Gunmen killed five." in out and "armed attack" in out
    assert run("demo", "--list")[1] == "mali\n"
    assert json.loads(run("demo", "mali", "--json")[1])["report"]["id"] == "mali"
    status, _, err = run("demo", "x")
    assert status == 2 and "mali" in err


def test_the_front_door(monkeypatch):
    coding = attest.code("Gunmen killed five.", published="2020-03-02", title="t", language="en")
    assert isinstance(coding, attest.Coding) and isinstance(coding.accounts[0], attest.Account)
    assert (coding.report.published, coding.report.title) == ("2020-03-02", "t")
    again = attest.code(attest.Report("x", "Gunmen killed five.", published="2019"), published="2020-03-02")
    assert again.report.published == "2020-03-02" and again.report.id == "x"
    with pytest.raises(InputError):
        attest.code("text", published="soon")
    with pytest.raises(AttributeError, match="nothing"):
        attest.nothing  # noqa: B018
    assert set(dir(attest)) == set(attest.__all__)


def test_registers(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ATTEST_DATA", str(tmp_path / "data"))
    assert "No lists of your own" in run("gazetteer", "list")[1]
    table = tmp_path / "Villages.csv"
    table.write_text("name,lat,lon\nXyzabad,15.5,-3.25\nNowhere,200,0\n", "utf-8")
    status, out, err = run("gazetteer", "add", table, "--country", "Mali")
    assert (status, out) == (1, "villages: 1 place added\n") and "Villages.csv" in err and len(err.splitlines()) == 1
    assert json.loads(run("gazetteer", "list", "--json")[1])["countries"] == ["MLI"]
    assert "villages" in run("gazetteer", "list")[1]
    found = json.loads(run("gazetteer", "find", "Xyzabad", "--json")[1])
    assert (found["country"], found["lat"], found["lon"]) == ("MLI", 15.5, -3.25)
    assert "15.5° N 3.25° W" in run("gazetteer", "find", "xyzabad", "--country", "MLI")[1]
    assert run("gazetteer", "remove", "villages")[:2] == (0, "villages: removed\n")
    assert run("gazetteer", "remove", "villages")[0] == 2
    status, out, err = run("gazetteer", "find", "Xyzabad")
    assert (status, out) == (1, "") and "no place" in err
    assert run("gazetteer", "find", "Gao", "--country", "Nowhereland")[0] == 2
    assert run("gazetteer", "add", tmp_path / "none.csv")[0] == 2


def test_actors(run):
    assert "Jama" in run("actors", "find", "JNIM")[1]
    rows = run("actors", "find", "Islamic State", "--json", "--limit", "2")[1].splitlines()
    assert len(rows) == 2 and json.loads(rows[0])["name"] == "Islamic State"
    assert run("actors", "find", "qqqzzz xxq")[0] == 1


# ---- in a process of its own: only what needs no coder


def process(*args, **options):
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    return subprocess.run([sys.executable, "-m", "attest", *args], capture_output=True, env=env, check=False, **options)


def test_help_answers_at_once_and_imports_little():
    done = process("--help")
    assert done.returncode == 0 and b"commands:" in done.stdout
    code = "import sys, attest.cli as c; c.build(); print(sorted({'rich', 'trafilatura', 'csv'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert loaded.stdout.strip() == b"[]"


def test_a_reader_that_goes_away_is_no_fault():
    command = [sys.executable, "-m", "attest", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:
        ended.stdout.close()
        err = ended.stderr.read()
        assert ended.wait() == 141
    assert err == b""


def test_messages_survive_a_narrow_encoding():
    done = process("evaluate", "/nowhere/é")
    assert done.returncode == 2 and done.stderr.startswith(b"attest: ") and done.stderr.count(b"\n") == 1
