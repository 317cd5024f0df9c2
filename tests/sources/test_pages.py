"""HTML pages: the article and what the page says about it."""

import pytest

from attest.model import InputError, Report
from attest.sources.decoding import decode_page
from attest.sources.pages import read_page

PAGE = """<!doctype html><html><head><title>Gunmen kill 12 in Dori | Sahel Post</title>
<link rel="canonical" href="https://sahelpost.example/a/1"><meta property="og:site_name" content="Sahel Post">
<meta property="og:title" content="Gunmen kill 12 in Dori">{head}</head>
<body><nav><a href="/">Home</a></nav><article><h1>Gunmen kill 12 in Dori</h1>
<figure><img src="a.jpg"><figcaption>Soldiers patrol in Dori.</figcaption></figure>
<p>Gunmen on motorbikes killed 12 villagers in Dori on Friday, the army said in a statement on the attack.</p>
<h2>Villagers flee the town</h2>
<p>Residents said that 14 people had died and that many houses burned. The mayor said that help was on its way.</p>
<p class="wp-caption-text">People who fled rest under a tree.</p>
<p>No group has claimed the attack, which came two weeks after another one in which four teachers were killed.</p>
</article><footer>Copyright 2020</footer></body></html>"""
LINKED = '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2011-01-01"},' + (
    '{"@type": "NewsArticle", "datePublished": "2020-03-01T21:30:00+01:00"}]}</script>'
)


def test_article() -> None:
    report = read_page(PAGE.replace("{head}", LINKED), "p")
    assert (report.id, report.title, report.publisher) == ("p", "Gunmen kill 12 in Dori", "Sahel Post")
    assert report.url == "https://sahelpost.example/a/1"
    assert report.published == "2020-03-01T21:30:00+01:00"
    assert "Home" not in report.text and "No group has claimed" in report.text
    hinted = {report.text[h.start : h.end]: h.kind for h in report.hints}
    assert hinted["Villagers flee the town"] == "heading"
    assert "Gunmen kill 12 in Dori" not in hinted
    assert hinted.get("People who fled rest under a tree.", "caption") == "caption"
    assert any("trafilatura" in note for note in report.notes)
    assert read_page(PAGE.replace("{head}", LINKED), "p") == report
    assert Report.from_dict(report.to_dict()) == report


@pytest.mark.parametrize(
    "head,published",
    [
        ('<meta property="article:published_time" content="2020-03-01T09:00:00Z">', "2020-03-01T09:00:00Z"),
        ('<meta name="pubdate" content="2020-03-01 09:00:00 +0100">', "2020-03-01 09:00:00+0100"),
        ('<meta itemprop="datePublished" content="2020-03-01T09:00:00,5">', "2020-03-01"),
        ('<script type="application/ld+json">{"datePublished": "2020-03-01", broken</script>', "2020-03-01"),
        ('<script type="application/ld+json">' + "[" * 9000 + "</script>", None),
        ('<meta property="article:published_time" content="3020-13-01">', None),
        ("", None),
    ],
)
def test_dates(head: str, published: str | None) -> None:
    assert read_page(PAGE.replace("{head}", head), "p").published == published


def test_declared_encoding() -> None:
    text, _ = decode_page('<meta charset="iso-8859-2"><p>Łódź'.encode("iso-8859-2"))
    assert text.endswith("Łódź")
    assert decode_page('<meta charset="nonsense"><p>\xe9'.encode("cp1252"))[0].endswith("é")


@pytest.mark.parametrize(
    "page", ["<!--" * 99_999, "<" * 999_999, "<p", "</p>" * 99, "\ufffd", "<a " + 'x="1" ' * 99_999]
)
def test_hostile_pages(page: str) -> None:
    try:
        assert isinstance(read_page(page, "p"), Report)
    except InputError as error:
        assert "\n" not in str(error)
