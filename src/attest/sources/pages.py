"""HTML pages to reports: the article's text, its title, publisher, address and date of publication."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, Final

from attest.model.errors import InputError
from attest.model.text import Hint, HintKind, Report, check_published, clean

MAX_TAGS: Final = 60_000
"""The most tags of a page: more is no article, and slow to take apart."""
MAX_DEPTH: Final = 250
"""The deepest nesting of elements."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_OPEN_ENDED: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li")
)
_LD_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_META_DATES: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "date",
)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPACES_IN_ZONE: Final = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")


def read_page(page: str, name: str, notes: tuple[str, ...] = ()) -> Report:
    """The report of an HTML page, named `name`; the text is the extraction, hints say what are captions and headings.

    Uses no network. Raises InputError where the page is out of bounds or has no article.
    """
    _check_bounds(page)
    for library in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    # imported here: it takes half a second, which plain text need not wait for
    import trafilatura
    from trafilatura.utils import load_html

    tree = load_html(page)
    if tree is None:
        raise InputError("is no HTML page that can be read: save the report's text as .txt")
    captions, headings, dates, canonical = _structure(tree)
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError) as error:  # hostile markup
        raise InputError(
            f"is an HTML page that cannot be taken apart ({type(error).__name__}): save its text"
        ) from None
    text = clean(str(getattr(document, "text", None) or ""))
    if not text.strip():
        raise InputError("has no article text that could be found: save the report's text as .txt")
    title = _line(getattr(document, "title", None))
    published, found_in = _published(page, dates)
    facts = [f"text extracted by trafilatura {version('trafilatura')}"]
    if published:
        facts.append(f"date of publication from {found_in}")
    return Report(
        id=name,
        text=text,
        title=title,
        published=published,
        publisher=_line(getattr(document, "sitename", None)),
        url=_line(canonical or getattr(document, "url", None)),
        hints=tuple(_hints(text, captions, headings, title)),
        notes=(*notes, *facts),
    )


def _check_bounds(page: str) -> None:
    """Refuse pages made to take long or to exhaust the stack; one pass, before anything is parsed."""
    tags = depth = 0
    for tag in _TAG.finditer(page):
        tags += 1
        if tags > MAX_TAGS:
            raise InputError(f"has more than {MAX_TAGS:,} tags: save only the article, or its text as .txt")
        if tag[2].lower() in _OPEN_ENDED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            raise InputError(f"nests elements more than {MAX_DEPTH} deep: save only the article, or its text as .txt")


def _structure(tree: Any) -> tuple[set[str], set[str], dict[str, str], str | None]:
    """The captions, headings and dates that the markup names, and the page's own address."""
    captions: set[str] = set()
    headings: set[str] = set()
    metas: dict[str, str] = {}
    canonical = None
    for element in tree.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag == "figcaption" or (tag in ("p", "div", "span") and "caption" in (element.get("class") or "").lower()):
            captions.add(_key(_words(element)))
            captions.update(_key(_words(child)) for child in element)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            headings.add(_key(_words(element)))
        elif tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            if name and element.get("content"):
                metas.setdefault(name, element.get("content"))
        elif tag == "link" and (element.get("rel") or "").lower() == "canonical":
            canonical = canonical or element.get("href")
        elif element.get("itemprop") == "datePublished":
            metas.setdefault("datepublished", element.get("datetime") or element.get("content") or "")
        elif tag == "script" and "ld+json" in (element.get("type") or "").lower():
            found = _linked_date(element.text or "")
            if found:
                metas.setdefault("ld+json", found)
    captions.discard("")
    headings.discard("")
    # an address that is not one of the web's is no use to a reader
    good = canonical if canonical and canonical.lower().startswith(("http://", "https://")) else None
    return captions, headings, metas, good


def _words(element: Any) -> str:
    """The text of an element, at most that of a long caption."""
    words: list[str] = []
    length = 0
    for piece in element.itertext():
        words.append(piece)
        length += len(piece)
        if length > 2000:
            break
    return "".join(words)


def _linked_date(script: str) -> str | None:
    """The date that JSON-LD gives the article; broken JSON is searched for the key."""
    try:
        value = json.loads(script)
    except (ValueError, RecursionError):
        found = _LD_DATE.search(script)
        return found[1] if found else None
    fallback = None
    for node in _nodes(value):
        date = node.get("datePublished")
        if isinstance(date, str):
            kind = str(node.get("@type"))
            if "Article" in kind or "Posting" in kind or "Report" in kind:
                return date
            fallback = fallback or date
    return fallback


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON value, outer ones first, without recursion."""
    waiting = [value]
    for _ in range(5000):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(inner for inner in node.values() if isinstance(inner, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(node)


def _published(page: str, metas: dict[str, str]) -> tuple[str | None, str]:
    """When the page says it was published, and where it says so: the most explicit statement that is a date."""
    for key in ("ld+json", *_META_DATES):
        date = _date(metas.get(key, ""))
        if date:
            return date, "JSON-LD" if key == "ld+json" else f"the page's {key}"
    import htmldate

    try:
        # no extensive search: a date guessed from anywhere in the page is worse than none
        found = htmldate.find_date(page, extensive_search=False, original_date=True)
    except Exception:  # it parses hostile pages; a page without a date is still a report
        found = None
    return (_date(found) if found else None), "htmldate"


def _date(value: str) -> str | None:
    """The date in the contract's form, shortened to its day where the rest is not; None where it is no date."""
    value = _SPACES_IN_ZONE.sub("", value.strip())
    day = _DAY.match(value)
    for candidate in (value, day[0] if day else ""):
        try:
            return check_published(candidate)
        except InputError:
            continue
    return None


def _hints(text: str, captions: set[str], headings: set[str], title: str | None) -> Iterator[Hint]:
    """Which lines of the extraction the page sets as captions or headings."""
    at = 0
    for line in text.splitlines(keepends=True):
        key = _key(line)
        kind: HintKind | None = None
        if key in captions:
            kind = "caption"
        elif key in headings and key != _key(title or ""):
            kind = "heading"
        if kind and key:
            yield Hint(at, at + len(line.rstrip()), kind)
        at += len(line)


def _key(line: str) -> str:
    return "".join(c for c in line.lower() if c.isalnum())[:500]


def _line(value: object) -> str | None:
    """A short string on one line, or None."""
    if not isinstance(value, str) or not value.strip():
        return None
    return clean(" ".join(value.split())[:2000])
