"""The reader of the training corpus, and its checker: each kind of fault is found and said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.check import problems
from training.originality import Originality
from training.reports import CORPUS, CorpusError, number, parse, read

HEAD = '<report id="r" language="en" published="2024-03-11" manner="agency">'
INCIDENT = (
    '<incident id="A" role="main" status="occurred" type="armed_attack" start="2024-03-09" country="NER" '
    'place="Abala" killed="12"/>'
)
TITLE = "<title>Raid</title>"
BODY = (
    '<text><num i="A" of="killed" n="12" cat="military">Twelve soldiers</num> &amp; nobody else <trg i="A">died</trg> '
    '<dat i="A" v="2024-03-09">on Saturday</dat> in <loc i="A">Abala</loc>. ' + "The rest is filling. " * 20 + "</text>"
)


def written(tmp_path: Path, *parts: str, name: str = "r") -> Path:
    folder = tmp_path / "en"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.xml"
    path.write_text("\n".join((*parts, "</report>")), "utf-8")
    return path


def test_spans_lie_where_their_words_are() -> None:
    report = parse("\n".join((HEAD, INCIDENT, TITLE, BODY, "</report>")))
    assert [report.words_of(s) for s in report.spans] == ["Twelve soldiers", "died", "on Saturday", "Abala"]
    assert report.text.startswith("Twelve soldiers & nobody else died")
    assert report.spans[0].incidents == ("A",)


def test_nested_marks_keep_both() -> None:
    report = parse(
        HEAD + TITLE + '<text> <vic i="A" cat="civilian">the mayor of <loc i="A">Abala</loc></vic> fled</text></report>'
    )
    assert [(s.tag, report.words_of(s)) for s in report.spans] == [("vic", "the mayor of Abala"), ("loc", "Abala")]


def test_a_sound_report_has_no_problem(tmp_path: Path) -> None:
    assert list(problems(written(tmp_path, HEAD, INCIDENT, TITLE, BODY))) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('n="12"', 'n="13"', "the words say 12"),
        ('n="12"', 'n="a dozen"', "no number"),
        ('of="killed"', 'of="hurt"', "none of killed"),
        ('cat="military"', 'cat="soldier"', "not in the vocabulary"),
        ('<trg i="A">', '<trg i="B">', "no incident B"),
        ('<trg i="A">died</trg>', "died", "no <trg>"),
        ('type="armed_attack"', 'type="raid"', "not in the vocabulary"),
        ('country="NER"', 'country="NE"', "no alpha-3"),
        ('v="2024-03-09"', 'v="2024-13-09"', "no date"),
        ('start="2024-03-09"', 'start="2024-03-19"', "behind the day of publication"),
        ('id="r"', 'id="other"', "not the file's name"),
        ('manner="agency"', 'manner="poem"', "is none of"),
        ('<trg i="A">died</trg>', '<trg i="A" by="s9">died</trg>', "unknown attributes by"),
        ('<num i="A"', '<num by="s9" i="A"', "no <spk id='s9'>"),
        ("on Saturday</dat>", "on Saturday. In</dat>", "over the end of a sentence"),
        ("</text>", "<b>x</b></text>", "no such mark"),
        ("</text>", "</txt>", "not well-formed"),
        ("The rest is filling. " * 20, "", "words; "),
        ('killed="12"', 'killed="12" injured="3"', "no <num of=injured>"),
    ],
)
def test_each_fault_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    whole = "\n".join((HEAD, INCIDENT, TITLE, BODY))
    assert old in whole
    found = list(problems(written(tmp_path, whole.replace(old, new))))
    assert any(said in p for p in found), found


def test_shared_words_are_found(tmp_path: Path) -> None:
    shared = "nine words that stand in this order in both reports"
    one = written(tmp_path, HEAD, TITLE, f"<text>{shared} one</text>", name="one")
    two = written(tmp_path, HEAD, TITLE, f"<text>two {shared}</text>", name="two")
    found = list(Originality([one, two]).problems(one, parse(one.read_text("utf-8"))))
    assert found
    assert "with two" in found[0]


@pytest.mark.parametrize(
    ("said", "meant"), [("12", (12, 12)), ("12+", (12, None)), ("..12", (None, 12)), ("10..15", (10, 15))]
)
def test_numbers(said: str, meant: tuple[int | None, int | None]) -> None:
    assert number(said) == meant


@given(st.text(alphabet="0123456789.+- x", max_size=8))
def test_what_is_no_number_is_said(said: str) -> None:
    try:
        low, high = number(said)
    except CorpusError:
        return
    assert low is None or high is None or low <= high


def test_the_corpus_is_read_whole_and_its_spans_hold_words() -> None:
    reports = list(read())
    assert len(reports) == len(list(CORPUS.rglob("*.xml"))) > 0
    for report in reports:
        for span in report.spans:
            words = report.words_of(span)
            assert words
            assert words == words.strip()
