"""The reports of the training corpus: XML with inline marks in, text with spans out (training/corpus/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

CORPUS = Path(__file__).parent / "corpus"
SPAN_TAGS = ("trg", "num", "vic", "tgt", "per", "clm", "loc", "dat", "wpn", "spk", "med")
"""The marks, in the order of the guide."""

Source = Literal["title", "text"]
_NUMBER = re.compile(r"(?P<exact>\d+)|(?P<least>\d+)\+|\.\.(?P<most>\d+)|(?P<low>\d+)\.\.(?P<high>\d+)")


class CorpusError(ValueError):
    """A report of the corpus that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Span:
    """A marked passage: offsets are code points into the title or the text; `attrs` as written."""

    source: Source
    start: int
    end: int
    tag: str
    attrs: dict[str, str]

    @property
    def incidents(self) -> tuple[str, ...]:
        """Ids of the incidents that it belongs to."""
        return tuple(self.attrs.get("i", "").split())


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report of the corpus: what a reader sees, and what is marked in it."""

    id: str
    language: str
    published: str | None
    manner: str
    title: str
    text: str
    incidents: tuple[dict[str, str], ...]
    spans: tuple[Span, ...]

    def part(self, source: Source) -> str:
        """The title or the text."""
        return self.title if source == "title" else self.text

    def words_of(self, span: Span) -> str:
        """The words that a mark stands on."""
        return self.part(span.source)[span.start : span.end]


def number(written: str) -> tuple[int | None, int | None]:
    """Lowest and highest value of a number as the corpus writes it: "12", "12+", "..12", "10..15".

    Raises CorpusError where it is none of these.
    """
    m = _NUMBER.fullmatch(written)
    if m is None:
        raise CorpusError(f"no number: {written!r} (12, 12+, ..12 or 10..15)")
    if m["exact"]:
        return int(m["exact"]), int(m["exact"])
    if m["least"]:
        return int(m["least"]), None
    if m["most"]:
        return None, int(m["most"])
    if int(m["low"]) >= int(m["high"]):
        raise CorpusError(f"the range {written!r} does not rise")
    return int(m["low"]), int(m["high"])


def parse(xml: str) -> Annotated:
    """Read one report. Raises CorpusError where it is not well-formed or lacks a part."""
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        raise CorpusError(f"not well-formed XML: {error}") from error
    if root.tag != "report":
        raise CorpusError(f"the outermost element is <{root.tag}>, not <report>")
    known = {"incident", "title", "text"}
    if strange := [child.tag for child in root if child.tag not in known]:
        raise CorpusError(f"<{strange[0]}> stands outside title and text")
    spans: list[Span] = []
    parts: dict[str, str] = {}
    sources: tuple[Source, ...] = ("title", "text")
    for source in sources:
        found = root.findall(source)
        if len(found) != 1:
            raise CorpusError(f"{len(found)} <{source}> elements instead of one")
        parts[source], here = _unmark(found[0], source)
        spans += here
    return Annotated(
        id=root.get("id", ""),
        language=root.get("language", ""),
        published=root.get("published"),
        manner=root.get("manner", ""),
        title=parts["title"],
        text=parts["text"],
        incidents=tuple(dict(e.attrib) for e in root.findall("incident")),
        spans=tuple(sorted(spans, key=lambda s: (s.source != "title", s.start, -s.end))),
    )


def _unmark(element: ElementTree.Element, source: Source) -> tuple[str, list[Span]]:
    """The plain text of a part, stripped, and the spans of its marks."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0

    def take(text: str | None) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            length += len(text)

    def walk(node: ElementTree.Element) -> None:
        start = length
        take(node.text)
        for child in node:
            walk(child)
            take(child.tail)
        if node is not element:
            spans.append(Span(source, start, length, node.tag, dict(node.attrib)))

    walk(element)
    whole = "".join(pieces)
    cut = len(whole) - len(whole.lstrip())
    text = whole.strip()
    return text, [Span(s.source, s.start - cut, min(s.end - cut, len(text)), s.tag, s.attrs) for s in spans]


def read(folder: Path = CORPUS) -> Iterator[Annotated]:
    """All reports of the corpus, by name. Raises CorpusError, naming the file, where one cannot be read."""
    for path in sorted(folder.rglob("*.xml")):
        try:
            yield parse(path.read_text("utf-8"))
        except CorpusError as error:
            raise CorpusError(f"{path}: {error}") from error
