"""Reading files, folders, patterns and standard input: what comes out, and the one line that says what does not."""

import io
import json
import os
import socket
import sys
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attest.model import Report
from attest.sources import SourceError, read
from attest.sources.decoding import decode

STORY = "Gunmen killed twelve people in the town on Friday, the army said."


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def one(path, **options):
    (found,) = read([path], **options)
    return found


def problem(path, *words, **options):
    found = one(path, **options)
    assert isinstance(found, SourceError), found
    assert "\n" not in found.message and found.message.isprintable()
    for word in words:
        assert word in found.message
    return found.message


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_text(put):
    report = one(put("a.txt", f"  {STORY}\r\nMore.\r"), published="2020-03", language="en")
    assert report == Report("a", f"  {STORY}\r\nMore.\r", published="2020-03", language="en")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_title_line(put, line_end):
    report = one(put("a.txt", f"Title here{line_end}{line_end}{STORY}"), title_line=True)
    assert (report.title, report.text) == ("Title here", line_end + STORY)
    assert one(put("b.txt", "Title"), title_line=True).title == "Title"


@pytest.mark.parametrize(
    "data,text,note",
    [
        ("Tués à Dori".encode("utf-8-sig"), "Tués à Dori", None),
        ("Tués à Dori".encode("utf-16"), "Tués à Dori", None),
        ("Tués à Dori".encode("utf-32"), "Tués à Dori", None),
        ("Tués – à Dori".encode("cp1252"), "Tués – à Dori", "Windows-1252"),
        (b"Tu\xe9s \x81", "Tués \x81", "Latin-1"),
        (b"Two\x00 men", "Two\ufffd men", "U+FFFD"),
        ("Two\ud800 men".encode("utf-8", "surrogatepass"), "Two\ufffd men", "U+FFFD"),
        ("été à Dori où ".encode() + b"\xff men", "été à Dori où \ufffd men", "broken"),
    ],
)
def test_decoding(put, data, text, note):
    report = one(put("a.txt", data))
    assert report.text == text
    assert bool(report.notes) == bool(note) and (note or "") in "".join(report.notes)


@given(st.binary(max_size=300))
def test_bytes_are_text_or_one_error(data):
    try:
        text, _ = decode(data)
    except ValueError:
        raise
    except Exception as error:
        assert type(error).__name__ == "InputError"
    else:
        assert "\x00" not in text
        text.encode("utf-8")


def test_json(put):
    record = {
        "id": "own",
        "title": "T",
        "text": STORY,
        "published": "2020-03-01T21:00:00Z",
        "publisher": "P",
        "url": "https://example.org",
        "language": "en",
    }
    report = one(put("a.json", record), published="2019", language="fr")
    assert report == Report("own", STORY, "T", "2020-03-01T21:00:00Z", "P", "https://example.org", "en")
    assert one(put("b.json", report.to_dict())) == report


def test_what_annotators_added_changes_nothing(put):
    plain = {"id": "x", "text": STORY}
    gold = {**plain, "incidents": [{"key": "k"}], "negative": False, "notes": "n", "hints": "h", "note": 3}
    assert one(put("a.json", gold)) == one(put("b.json", plain))


def test_lists_and_lines(put):
    records = [{"text": "One"}, {"text": "Two", "id": 2}]
    lines = "\ufeff" + "\n\n".join(json.dumps(r) for r in records)
    for name, content in [("a.json", records), ("b.jsonl", lines), ("c.ndjson", lines + "\n"), ("d.json", lines)]:
        found = list(read([put(name, content)]))
        assert [r.text for r in found] == ["One", "Two"] and found[1].id == "2" and found[0].id == f"{name[0]}-1"
    assert one(put("e.jsonl", '{\n"text": "One"\n}')).text == "One"


def test_a_bad_line_costs_only_itself(put):
    path = put("a.jsonl", '{"text":"A","id":"a"}\n{bad\n{"id":"q"}\n{"text":5}\n{"text":"B","id":"a"}\n{"text":"C"}')
    found = list(read([path]))
    assert [r.text for r in found if isinstance(r, Report)] == ["A", "C"]
    said = [e.message for e in found if isinstance(e, SourceError)]
    assert len(said) == 4
    for message, words in zip(
        said, (["line 2", "JSON"], ["line 3", '"text"'], ["line 4", "string"], ["line 5", "'a'", "line 1"]), strict=True
    ):
        assert path in message and all(word in message for word in words)


def test_rubbish_lines_end_soon(put):
    found = list(read([put("a.jsonl", "x\n" * 1000)]))
    assert len(found) == 21 and "the rest is not read" in found[-1].message


@pytest.mark.parametrize(
    "name,content,words",
    [
        ("a.txt", "", ["empty"]),
        ("a.txt", " \n\t ", ["empty"]),
        ("a.txt", "\u00a0", ["no text"]),
        ("a.txt", bytes(range(256)) * 9, ["binary"]),
        ("a.txt", b"%PDF-1.7 x", ["PDF"]),
        ("a.txt", STORY.encode("utf-16-le"), ["UTF-16", "UTF-8"]),
        ("a.txt", b"a b " * 1_300_000, ["5 MB"]),
        ("a.json", b" " * 20_000_000 + b"{}x", ["20 MB"]),
        ("a.html", b"a b " * 1_300_000, ["5 MB"]),
        ("a.json", '{\n"text": ', ["line 2", "JSON"]),
        ("a.json", "[]", ["empty list"]),
        ("a.json", '"x"', ["object"]),
        ("a.json", '{"body": "x"}', ['"text"', "body"]),
        ("a.json", '{"text": ["x"]}', ["a list"]),
        ("a.json", '{"text": ""}', ["empty"]),
        ("a.json", '{"text": "x", "id": []}', ['"id"']),
        ("a.json", '{"text": "x", "title": 5}', ['"title"']),
        ("a.json", '{"text": "x", "published": "0000-13-45"}', ["0000-13-45", "2019-11-01"]),
        ("a.json", '{"text": "x", "published": "3024-01-01"}', ["3024", "2199"]),
        ("a.json", '{"text": "x", "published": 2019}', ["published"]),
        ("a.json", "[" * 100_000, ["deep"]),
        ("a.json", '{"text": "x", "y": ' + "[" * 100_000 + "]" * 100_000 + "}", ["deep"]),
        ("a.json", '{"text": ' + "9" * 10_000 + "}", ["JSON"]),
        ("a.jsonl", "", ["empty"]),
        ("a.jsonl", "\n\n", ["empty"]),
        ("a.jsonl", '{"text": "' + "x" * 5_000_000 + '"}', ["line 1", "longer"]),
        ("a.jsonl", STORY.encode("utf-16"), ["UTF-16"]),
        ("a.html", "<html><body></body></html>", ["no article text"]),
        ("a.html", "<div>" * 100_000, ["deep"]),
        ("a.html", "<b>x</b>" * 40_000, ["tags"]),
    ],
)
def test_bad_input_is_one_line_and_the_rest_goes_on(put, name, content, words):
    path = put(name, content)
    problem(path, path, *words)
    found = list(read([path, put("good.txt", STORY)]))
    assert [type(f) for f in found] == [SourceError, Report]


def test_paths_that_are_not_there(put, tmp_path):
    problem(str(tmp_path / "missing.txt"), "missing.txt", "no such file")
    problem(str(tmp_path / "*.txt"), "pattern")
    problem("a\x00b", "no such file")
    problem("x" * 5000, "check the path")
    problem("", "empty path")
    (tmp_path / "empty").mkdir()
    problem(str(tmp_path / "empty"), "no report in this folder")
    problem(str(tmp_path / "new\nline\x1b.txt"), "no such file")


def test_no_permission(put, monkeypatch):
    path = put("a.txt", STORY)

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    problem(path, "Permission denied")


def test_folders_and_patterns(put, tmp_path):
    for name in ("b.txt", "a.json", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "notes.md"):
        put(name, {"text": name} if name.endswith("json") else name)
    assert [r.id for r in read([str(tmp_path)])] == ["a", "b", "sub/c"]
    assert [r.text for r in read([str(tmp_path / "*.txt"), str(tmp_path / "**" / "c.txt")])] == ["b.txt", "sub/c.txt"]
    assert [r.text for r in read([str(tmp_path / "b.txt"), str(tmp_path)])] == ["b.txt", "a.json", "sub/c.txt"]
    assert one(put("no suffix", STORY)).text == STORY


def test_ids(put):
    paths = [put("x/a.txt", "1"), put("y/a.txt", "2"), put("z/a.txt", "3"), put("x/a.json", {"text": "4", "id": "a"})]
    found = list(read(paths))
    assert [r.id for r in found[:3]] == ["a", "a.txt", "z/a.txt"]
    assert isinstance(found[3], SourceError) and "'a'" in found[3].message
    own = [put("m/r.json", {"text": "5", "id": "r"}), put("n/r.json", {"text": "6", "id": "r"})]
    assert [type(f) for f in read(own)] == [Report, SourceError]


@pytest.mark.parametrize(
    "data,texts",
    [
        (STORY.encode(), [STORY]),
        (b'{"text": "One"}', ["One"]),
        (b'[{"text": "One"}, {"text": "Two"}]', ["One", "Two"]),
        (b'{"text": "One"}\n{"text": "Two"}\n', ["One", "Two"]),
        (b"[Updated] Two men were killed.", ["[Updated] Two men were killed."]),
        (f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>".encode(), [STORY]),
    ],
)
def test_standard_input(monkeypatch, data, texts):
    stdin(monkeypatch, data)
    assert [r.text for r in read(["-"])] == texts


def test_standard_input_that_is_no_report(monkeypatch):
    stdin(monkeypatch, b"")
    problem("-", "standard input", "empty")
    stdin(monkeypatch, b'{"text": ')
    problem("-", "standard input", "JSON")


@pytest.mark.parametrize("published", ["yesterday", "0000-13-45", "3024-01-01"])
def test_a_bad_date_for_all(put, published):
    problem(put("a.txt", STORY), "published", published=published)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=120), st.sampled_from(["a.txt", "a.json", "a.jsonl"]), st.booleans())
def test_any_file_is_read_or_explained(put, data, name, title_line):
    found = list(read([put(name, data)], title_line=title_line))
    assert found
    for item in found:
        assert isinstance(item, Report) or (item.message and item.message.isprintable())


def test_plain_text_does_not_load_the_extractor():
    import subprocess

    script = (
        "import sys, attest.sources; list(attest.sources.read([sys.argv[1]]));"
        "sys.exit(any(m in sys.modules for m in ('trafilatura', 'htmldate', 'lxml')))"
    )
    assert subprocess.run([sys.executable, "-c", script, os.fspath(__file__)], check=False).returncode == 0
