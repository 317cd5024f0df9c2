import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.model import InputError, Quote, Report
from attest.model.text import QUOTE_MAX, check_published, clean

TEXTS = st.text(min_size=1, max_size=900)


def test_version_is_of_title_and_text():
    a, b = Report("x", "text", title="t"), Report("y", "text", title="t", url="u")
    assert a.version == b.version and len(a.version) == 64
    assert Report("x", "text").version != a.version
    assert Report("x", "\ud800").version  # a lone surrogate does not break it


@given(TEXTS, st.integers(0, 900), st.integers(0, 900), st.sampled_from(["text", "title"]))
def test_a_quote_is_always_there(text, a, b, source):
    report = Report("x", text, title=text)
    start, end = min(a, b), max(a, b)
    if not text[start:end].strip():
        with pytest.raises(ValueError, match="empty quote"):
            Quote.of(report, start, end, source)
        return
    quote = Quote.of(report, start, end, source)
    assert quote.check(report)
    assert start <= quote.start < quote.end <= end
    assert quote.text == quote.text.strip()
    assert Quote.from_dict(quote.to_dict()) == quote
    assert ("in" in quote.to_dict()) == (source == "title")


def test_a_long_quote_ends_with_a_whole_word():
    report = Report("x", "word " * 200)
    quote = Quote.of(report, 0, 1000)
    assert len(quote.text) <= QUOTE_MAX and quote.text.endswith(" word")
    assert len(Quote.of(Report("x", "w" * 900), 0, 900).text) == QUOTE_MAX
    exact = Report("x", "a" * 400 + " b")
    assert Quote.of(exact, 0, 402).end == 400


def test_a_wrong_quote_is_found_out():
    report = Report("x", "Gunmen killed five.")
    assert not Quote("Gunmen", 1, 7).check(report)
    assert not Quote("Gunmen", 0, 6, "title").check(report)
    assert not Quote("", 3, 3).check(report)
    assert not Quote("x" * 401, 0, 401).check(Report("x", "x" * 500))


@given(
    st.fixed_dictionaries(
        {"text": st.text(max_size=50)},
        optional={
            "id": st.text(min_size=1, max_size=9),
            "title": st.none() | st.text(max_size=20),
            "publisher": st.none() | st.text(max_size=20),
            "published": st.sampled_from(
                [None, "2019", "2019-11", "2019-11-01", "2019-11-01T10:00:00Z", "2019-11-01T10:00:00.5+02:00"]
            ),
            "language": st.sampled_from([None, "en", "fr"]),
            "incidents": st.just([]),
        },
    )
)
def test_reports_go_round(record):
    report = Report.from_dict(record)
    assert report.id
    assert Report.from_dict(report.to_dict()) == report


def test_what_cannot_be_stored_is_replaced_one_for_one():
    report = Report.from_dict({"text": "a\x00b\ud83dc", "id": "x"})
    assert report.text == "a\ufffdb\ufffdc" == clean("a\x00b\ud83dc")
    assert report.notes


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"text": None},
        {"text": "a", "title": 3},
        {"text": "a", "published": "yesterday"},
        {"text": "a", "published": "2019-02-30"},
        {"text": "a", "published": "2019-13"},
        {"text": "a", "published": 2019},
        {"text": "a", "id": ["x"]},
        {"text": "a", "hints": [{"start": 0, "end": 9, "kind": "caption"}]},
        {"text": "a", "hints": ["caption"]},
    ],
)
def test_bad_reports_are_refused_in_one_line(record):
    with pytest.raises(InputError) as caught:
        Report.from_dict(record)
    assert "\n" not in str(caught.value)


def test_hints():
    hint = {"start": 0, "end": 1, "kind": "caption"}
    assert Report.from_dict({"text": "ab", "hints": [hint]}).to_dict()["hints"] == [hint]


def test_published_as_given():
    assert check_published(" 2019-11 ") == "2019-11"
    with pytest.raises(InputError, match="2019-11-01"):
        check_published("1/11/2019")
