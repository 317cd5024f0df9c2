"""Marked text, on the terminal and as a page."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_sample import ACCOUNT, CODING, EXPLANATION, REPORT, q
from rich.console import Console

from attest.model import Account, Coding, Explanation, Mark, Quote, Report, Statement
from attest.render.marked import segments, terminal
from attest.render.page import page

MARKS = st.lists(
    st.builds(
        Mark, st.integers(-3, 40), st.integers(-3, 60), st.sampled_from(["text", "title"]), st.sampled_from("abc")
    )
)


@given(st.text(max_size=40), MARKS, st.lists(st.integers(-5, 50)))
def test_segments_are_the_text_and_every_mark_closes_once(text, marks, cuts):
    made = list(segments(text, "text", marks, cuts))
    assert "".join(segment.text for segment in made) == text
    fine = [m for m in marks if m.source == "text" and 0 <= m.start < m.end <= len(text)]
    assert sum(len(segment.closes) for segment in made) == len(fine)
    for segment in made:
        for mark in segment.marks:
            assert mark.start <= segment.start and segment.start + len(segment.text) <= mark.end


class Checker(HTMLParser):
    """Checks that tags nest, collects ids, links and the visible text."""

    def __init__(self):
        super().__init__()
        self.stack, self.ids, self.links, self.tags, self.text, self.attributes = [], [], [], set(), [], []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [name for name, _ in attrs]
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if "href" in values:
            self.links.append(values["href"])
        if tag not in ("meta", "br"):
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag

    def handle_data(self, data):
        if "style" not in self.stack:
            self.text.append(data)


def checked(explanation):
    html = page(explanation)
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.stack == []
    return html, checker


def test_the_page_is_whole_and_self_contained():
    html, checker = checked(EXPLANATION)
    assert html.startswith("<!DOCTYPE html>")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1)
    assert policy.startswith("default-src &#x27;none&#x27;")
    style = re.search(r"<style>(.*)</style>", html, re.S).group(1)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert not checker.tags & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert "style" not in checker.attributes and not [a for a in checker.attributes if a.startswith("on")]
    assert len(set(checker.ids)) == len(checker.ids)
    assert {link[1:] for link in checker.links if link.startswith("#")} <= set(checker.ids)
    assert [link for link in checker.links if not link.startswith("#")] == ["https://news.example/mali"]
    assert "prefers-color-scheme: dark" in style and "@media print" in style and "url(" not in style


def test_the_page_shows_text_labels_values_and_rules():
    _, checker = checked(EXPLANATION)
    text = "".join(checker.text)
    for words in ("toll 1", "outcome:passive", "Friday 1 November 2019", "0.90", "“on Friday”", "the army officer"[4:]):
        assert words in text, words


def test_labels_that_end_together_are_said_once():
    quote = q("53 soldiers")[0]
    marks = [Mark(quote.start, quote.end, "text", label, account_id=ACCOUNT.id) for label in ("toll", "victim", "toll")]
    assert "<sup>toll, victim 1</sup>" in page(Explanation(CODING, tuple(marks))).replace(
        "victim, toll", "toll, victim"
    )


HOSTILE = '</article><script>alert(1)</script><img src=x onerror="x">&amp;"\'<!--\x1b\u202e'


def hostile_explanation():
    report = Report(
        HOSTILE,
        HOSTILE * 3,
        title=HOSTILE,
        publisher=HOSTILE,
        url="javascript:alert(1)//" + HOSTILE,
        language='en" onclick="x',
    )
    quote = (Quote.of(report, 3, 60),)
    statements = [
        Statement(field, {"text": HOSTILE, "kind": HOSTILE, "name": HOSTILE, "by": HOSTILE}, quote, inferred=HOSTILE)
        for field in ("weapons", "perpetrators", "victims")
    ]
    plain = [Statement(field, HOSTILE) for field in ("role", "status", "type", "summary", "part_of")]
    account = Account(HOSTILE, (*statements, *plain))
    marks = (Mark(5, 30, "text", HOSTILE, HOSTILE, HOSTILE, HOSTILE), Mark(0, 9, "title", "x", HOSTILE))
    return Explanation(Coding(report, (account,)), marks)


def test_hostile_text_stays_text():
    html, checker = checked(hostile_explanation())
    assert not checker.tags & {"script", "img"}
    assert not [a for a in checker.attributes if a.startswith("on")]
    assert all(link.startswith("#") for link in checker.links)
    assert "\x1b" not in html and "\u202e" not in html
    for coding in (Coding(Report(HOSTILE, HOSTILE), (), HOSTILE),):
        assert "<script" not in page(Explanation(coding))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", "HTTPS://x.example"]
)
def test_only_web_links_become_links(url):
    html = page(Explanation(Coding(Report("x", "text", url=url))))
    assert ("href=" in html) == (url == "HTTPS://x.example")


def on_terminal(explanation, **options):
    out = io.StringIO()
    Console(file=out, width=100, **options).print(terminal(explanation))
    return out.getvalue()


def test_the_terminal_shows_brackets_without_colour_and_none_with_it():
    text = on_terminal(EXPLANATION)
    assert "[At least [53 soldiers|victim 1]|toll 1]" in text and "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100
    colour = on_terminal(EXPLANATION, force_terminal=True, color_system="standard")
    assert "\x1b[" in colour and "|toll" not in colour
    assert "\x1b[2J" not in on_terminal(hostile_explanation())


def test_wide_marks_do_not_bracket_the_text():
    marks = (Mark(0, 20, "text", "sentence", "attack", "cue"), Mark(0, 6, "text", "passage:dateline", "dateline", "x"))
    text = on_terminal(Explanation(Coding(REPORT, (), "no reason"), marks))
    assert "BAMAKO — At least" in text and "No incident: no reason." in text
    html = page(Explanation(CODING, marks))
    assert "<mark" not in html.split("<article")[1].split("</article>")[0]
