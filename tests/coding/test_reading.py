"""Passages: what each stretch of a report is taken for."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.coding.reading import read_passages
from attest.model.text import Hint, Report

DEV = Path(__file__).parents[2] / "../shared/news-dev"
BODY = "Gunmen killed twelve people in the town on Friday, the army said."


def read(text, title=None, language="en", hints=()):
    report = Report("r", text, title, language=language, hints=tuple(hints))
    return [(p.kind, report.source_text(p.source)[p.start : p.end]) for p in read_passages(report)]


def kinds(text, title=None, language="en"):
    return {words: kind for kind, words in read(text, title, language)}


def check(report):
    passages = read_passages(report)
    order = [(p.source != "title", p.start) for p in passages]
    assert order == sorted(order)
    at = {"title": 0, "text": 0}
    for p in passages:
        whole = report.source_text(p.source)
        assert 0 <= p.start < p.end <= len(whole)
        assert not whole[p.start].isspace() and not whole[p.end - 1].isspace()
        if p.kind != "quotation":
            assert at[p.source] <= p.start and not whole[at[p.source] : p.start].strip()
            at[p.source] = p.end
    assert not report.text[at["text"] :].strip()
    return passages


@pytest.mark.parametrize(
    "title,opening",
    [
        ("Gunmen kill 12 in Dori", "Gunmen kill 12 in Dori"),
        ("Gunmen kill 12 in Dori | Sahel Post", "Gunmen kill 12 in Dori"),
        ("Gunmen kill “12” in Dori", "GUNMEN  KILL '12' IN DORI"),
        ("Gunmen kill twelve in Dori raid", "Gunmen kill twelve in a Dori raid"),
    ],
)
def test_a_title_that_opens_the_text_is_one_headline(title, opening):
    assert [(k, w) for k, w in read(f"{opening}\n\n{BODY}", title) if k == "headline"] == [("headline", opening)]


def test_a_title_glued_to_the_text():
    assert read(f"Gunmen kill 12 in Dori {BODY}", "Gunmen kill 12 in Dori") == [
        ("headline", "Gunmen kill 12 in Dori"),
        ("body", BODY),
    ]


def test_a_title_that_begins_like_the_text_is_not_in_it():
    report = Report("r", "Mali's army was hit again on Friday, it said.", "Mali", language="en")
    assert [(p.kind, p.source) for p in read_passages(report)] == [("headline", "title"), ("body", "text")]


def test_a_title_over_two_lines():
    found = read(f"Gunmen kill 12\nin raid on Dori\n\n{BODY}", "Gunmen kill 12 in raid on Dori")
    assert found[0] == ("headline", "Gunmen kill 12\nin raid on Dori")


def test_the_lead():
    text = (
        "Gunmen kill 12 in Dori\nArmy says the attackers fled to the north\nBy Jane Doe\n3 March 2020\n"
        f"- Two children among the dead\n\n{BODY}\n\nVillagers flee\n\nThe rest of them fled to the woods."
    )
    assert read(text) == [
        ("headline", "Gunmen kill 12 in Dori"),
        ("headline", "Army says the attackers fled to the north"),
        ("boilerplate", "By Jane Doe"),
        ("dateline", "3 March 2020"),
        ("headline", "- Two children among the dead"),
        ("body", BODY),
        ("heading", "Villagers flee"),
        ("body", "The rest of them fled to the woods."),
    ]


def test_a_text_without_stops_is_body():
    lines = ["Army says twelve people were killed", "Residents of the town say fourteen died", "Nobody has claimed it"]
    assert read("\n".join(lines))[0] == ("headline", lines[0])
    assert "headline" not in [kind for kind, _ in read("\n".join(lines))[1:]]
    assert read("12 killed in Dori") == [("body", "12 killed in Dori")]


@pytest.mark.parametrize(
    "dateline",
    [
        "BAMAKO, Mali (AP) —",
        "PARIS, 3 nov (Reuters) -",
        "(Geneva)",
        "Geneva –",
        "Ouagadougou, le 12 décembre 2019 –",
        "MOGADISHU, Dec. 28 (Xinhua) --",
        "NEW DELHI:",
        "Srinagar, Jan 5 (PTI):",
        "NICE (France):",
        "PALEMBANG, Dec 24, 2019, AFP.",
        "WASHINGTON (AFP)",
        "(Reuters) -",
        "AIB – Ouagadougou, 3 mai 2020.",
    ],
)
def test_datelines(dateline):
    assert read(f"{dateline} {BODY}") == [("dateline", dateline), ("body", BODY)]


@pytest.mark.parametrize(
    "text",
    [
        "Friday – the army said – was the deadliest day.",
        "Witnesses: the gunmen came at night and left.",
        "Boko Haram: Twelve of its men were killed.",
        "The army (AFP) said so.",
        "November 3: Two men were killed in the north.",
    ],
)
def test_no_datelines(text):
    assert read(text) == [("body", text)]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Ten killed in other raid",
        "ALSO READ | Ten killed in other raid",
        "Lire aussi : Dix morts dans une autre attaque",
        "À lire aussi",
        "Sign up to our newsletter",
        "Follow us on Twitter",
        "Share this",
        "Copyright 2020 Sahel Post",
        "1 Commentaire",
        "Source: Sahel Post",
        "Advertisement",
        "Editing by Jane Doe",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "(With inputs from PTI)",
        "https://example.org/a/b",
        "This story has been updated with new figures.",
        "___",
    ],
)
def test_boilerplate(line):
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY[:-1]} again.")[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Photo: A. Nobody",
        "File photo of soldiers in Dori",
        "(Image: Jane Doe/Reuters)",
        "Soldiers patrol the town (Representational image)",
        "[Photo credit: Jane Doe]",
        "Soldiers patrol the town. Jane Doe/Getty Images",
        "Soldiers patrol the town in Dori, Sept. 4, 2007",
        "This handout picture shows soldiers in Dori.",
        "Soldats à Dori. © Jane Doe / AFP",
        "Soldats en patrouille à Dori. AFP/Jane Doe",
    ],
)
def test_captions(line):
    assert kinds(f"Gunmen kill 12\n\n{line}\n\n{BODY}")[line] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Published reports say that ten men were killed.",
        "Police sources: the toll may rise, they said.",
        "Photo-journalist Ali Ba was killed in the attack.",
        "By Sunday, gunmen had taken the town.",
        "Dr. Ba said that the hospital took in ten men.",
    ],
)
def test_prose_that_looks_like_the_page(line):
    assert kinds(f"{BODY}\n\n{line}\n\n{BODY}")[line] == "body"


def test_a_credit_below_makes_a_caption():
    found = kinds(f"Title of it all here\n\n{BODY}\n\nSoldiers patrol the town of Dori\nJane Doe/AFP\n\n{BODY}", None)
    assert found["Soldiers patrol the town of Dori"] == "caption" and found["Jane Doe/AFP"] == "caption"


def test_the_last_line() -> None:
    assert read(f"{BODY}\n\n{BODY}\n\nab-cd/ef")[-1] == ("boilerplate", "ab-cd/ef")
    assert read(f"{BODY}\n\n{BODY}\n\nNo group has claimed responsibility")[-1][0] == "body"


def test_related_headlines_end_at_the_next_paragraph():
    text = f"{BODY}\n\nREAD MORE\n\n- Ten killed in other raid\n\nArmy strikes back in north\n\n{BODY[:-1]} again."
    assert [k for k, _ in read(text)] == ["body", "boilerplate", "boilerplate", "boilerplate", "body"]


def test_tweets():
    text = f"{BODY}\n\nOur statement. #Mali\nTen dead. pic.twitter.com/abc\n\n— Army (@army) November 1, 2019\n\n{BODY}"
    found = [k for k, _ in read(text)]
    assert found[0] == found[-1] == "body" and set(found[1:-1]) == {"tweet"}


@pytest.mark.parametrize(
    "text,language,speech",
    [
        ("“We will find all of them,” he said.", "en", "We will find all of them,"),
        ('He said "we will find all. They hide" today.', "en", "we will find all. They hide"),
        ("« Nous allons les poursuivre », a-t-il dit.", "fr", "Nous allons les poursuivre"),
        ("They said 'we saw ten bodies there' and left.", "en", "we saw ten bodies there"),
    ],
)
def test_quotations(text, language, speech):
    assert ("quotation", speech) in read(text, None, language)


@pytest.mark.parametrize(
    "text", ['A "terror group" of men.', "The soldiers' families and the army's men fled.", '"Open']
)
def test_no_quotations(text):
    assert all(kind != "quotation" for kind, _ in read(text))


def test_hints_are_believed():
    text = f"{BODY} Again.\n\nThe men fled to the woods."
    assert read(text, hints=[Hint(0, 70, "caption")])[0][0] == "caption"
    assert read(text, hints=[Hint(len(BODY) + 9, len(text), "boilerplate")])[-1][0] == "boilerplate"


WORDS = [
    "READ MORE",
    "Photo: ",
    "By Jane Doe",
    "PARIS (AFP) -",
    "#a ",
    "(@b)",
    "“",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    ". ",
    "The army ",
]
TEXTS = st.text(max_size=150) | st.lists(st.sampled_from([*WORDS, "3 May 2020", "- ", "a", "l'État ", "/AFP"])).map(
    "".join
)


@given(TEXTS, st.none() | TEXTS, st.sampled_from([None, "en", "fr"]), st.data())
def test_any_report_is_read(text, title, language, data):
    spots = st.integers(0, len(text))
    hint = st.builds(
        lambda a, b, k: Hint(min(a, b), max(a, b), k), spots, spots, st.sampled_from(["caption", "heading"])
    )
    check(Report("r", text, title, language=language, hints=tuple(data.draw(st.lists(hint, max_size=4)))))


@given(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
def test_a_title_from_the_text(first, rest):
    text = first + "".join(rest)
    check(Report("r", text, text[: len(text) // 2], language="en"))


@pytest.mark.parametrize(
    "piece", ["The men. ", "a", '"', "“a b c d ", "READ MORE\n", "#a ", "- \n", "'s ", "line\n\n", "(", "A/AFP\n"]
)
def test_long_input_takes_linear_time(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        report = Report("r", text, "The men. a", language="en", hints=(Hint(0, 9, "caption"),) * 999)
        begin = time.process_time()
        read_passages(report)
        return time.process_time() - begin

    # four times the text; the best of three runs each, since other work on the machine only ever adds time
    small, large = (min(seconds(size) for _ in range(3)) for size in (40_000, 160_000))
    assert large < 12 * max(small, 0.05)  # a quadratic reader takes sixteen times as long


@pytest.mark.skipif(not DEV.is_dir(), reason="the development reports are not at hand")
def test_real_reports():
    for file in sorted(DEV.glob("*.json")):
        record = json.loads(file.read_text("utf-8"))
        passages = check(Report.from_dict({key: record[key] for key in ("id", "text", "title", "language")}))
        assert sum(p.kind == "headline" for p in passages) <= 8
        assert any(p.kind == "body" for p in passages)
