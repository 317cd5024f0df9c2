"""Reports and stretches of them: quotes, hints, passages."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from attest.model.errors import InputError

Source = Literal["text", "title"]
HintKind = Literal["caption", "heading", "boilerplate"]
PassageKind = Literal["headline", "dateline", "body", "quotation", "caption", "heading", "boilerplate", "tweet"]

QUOTE_MAX: Final = 400
"""The most characters (Unicode code points) a quote may have."""

EARLIEST: Final = 1800
LATEST: Final = 2199
"""The years in which a report may have been published."""

_PUBLISHED: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
)
# U+0000 cannot be stored in every database, and a lone surrogate cannot be written as UTF-8
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with U+0000 and lone surrogates replaced by U+FFFD one for one, so that offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


def check_published(value: str) -> str:
    """The publication date as given, if it is an ISO day, month, year or timestamp.

    Raises InputError where it is none of these, no such day exists, or no report can be from then.
    """
    found = _PUBLISHED.fullmatch(value.strip())
    if found:
        year, month, day = found.groups()
        try:
            datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            found = None
    if not found:
        raise InputError(
            f"published {value!r:.60} is not a date: "
            "write 2019-11-01, 2019-11 or a timestamp such as 2019-11-01T09:30:00+00:00"
        )
    if not EARLIEST <= int(found[1]) <= LATEST:
        raise InputError(
            f"published {value!r:.60} is no year of a report: write a date between {EARLIEST} and {LATEST}"
        )
    return value.strip()


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a report's text or title, word for word; offsets are code points."""

    text: str
    start: int
    end: int
    source: Source = "text"

    @classmethod
    def of(cls, report: Report, start: int, end: int, source: Source = "text") -> Quote:
        """The quote of [start, end) without the white space around it, cut to 400 characters at a word boundary.

        Raises ValueError where nothing but white space is left.
        """
        whole = report.source_text(source)
        start, end = max(0, start), min(end, len(whole))
        while start < end and whole[start].isspace():
            start += 1
        while end > start and whole[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ValueError(f"an empty quote: {start}–{end} of the {source}")
        if end - start > QUOTE_MAX:
            limit = start + QUOTE_MAX
            end = limit
            while end > start and not (whole[end].isspace() or whole[end - 1].isspace()):
                end -= 1
            while end > start and whole[end - 1].isspace():
                end -= 1
            if end == start:  # one "word" of over 400 characters
                end = limit
        return cls(whole[start:end], start, end, source)

    def check(self, report: Report) -> bool:
        """Whether the report has exactly these characters there, and not too many of them."""
        whole = report.source_text(self.source)
        return (
            0 <= self.start < self.end <= len(whole)
            and self.end - self.start <= QUOTE_MAX
            and whole[self.start : self.end] == self.text
        )

    def to_dict(self) -> dict[str, Any]:
        """The contract's shape: "in" only for the title."""
        record: dict[str, Any] = {"text": self.text, "start": self.start, "end": self.end}
        if self.source == "title":
            record["in"] = "title"
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Quote:
        """The inverse of to_dict."""
        return cls(record["text"], record["start"], record["end"], "title" if record.get("in") == "title" else "text")


@dataclass(frozen=True, slots=True)
class Hint:
    """What the source's markup says of a stretch of the text, e.g. that it is a caption."""

    start: int
    end: int
    kind: HintKind

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"start": self.start, "end": self.end, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report of one kind: the headline, a sentence of the body, a caption …"""

    start: int
    end: int
    kind: PassageKind
    source: Source = "text"


@dataclass(frozen=True)
class Report:
    """One version of one published text. `id` names the document, `version` its words.

    `published` is an ISO day, month, year or timestamp, as given; `notes` say what was changed on the way in.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    hints: tuple[Hint, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def version(self) -> str:
        """SHA-256 of title and text, in hexadecimal."""
        whole = (self.title or "") + "\n" + self.text
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()

    def source_text(self, source: Source) -> str:
        """The string that offsets of this source count in."""
        return (self.title or "") if source == "title" else self.text

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object that `from_dict` reads; what is not known is left out."""
        record: dict[str, Any] = {"id": self.id}
        for key in ("title", "published", "publisher", "url", "language"):
            if getattr(self, key) is not None:
                record[key] = getattr(self, key)
        record["text"] = self.text
        if self.hints:
            record["hints"] = [hint.to_dict() for hint in self.hints]
        if self.notes:
            record["notes"] = list(self.notes)
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], *, id: str | None = None) -> Report:
        """A report from a JSON object with at least "text"; keys it does not know are ignored.

        `id` is taken where the object has none; without either, the name is made from the words. Raises InputError.
        """
        text = record.get("text")
        if not isinstance(text, str):
            raise InputError('a report needs "text", a string')
        known: dict[str, str | None] = {}
        for key in ("title", "published", "publisher", "url", "language"):
            value = record.get(key)
            if value is not None and not isinstance(value, str):
                raise InputError(f'"{key}" of a report must be a string or null, not {type(value).__name__}')
            known[key] = clean(value) if value is not None else None
        if known["published"] is not None:
            known["published"] = check_published(known["published"]) if known["published"].strip() else None
        name = record.get("id")
        if isinstance(name, int) and not isinstance(name, bool):
            name = str(name)
        if name is not None and not isinstance(name, str):
            raise InputError(f'"id" of a report must be a string, not {type(name).__name__}')
        notes = [str(note) for note in record.get("notes") or ()]
        cleaned = clean(text)
        if cleaned != text or clean(record.get("title") or "") != (record.get("title") or ""):
            notes.append("characters that cannot be stored were replaced by U+FFFD")
        report = cls(
            id=clean(name or id or ""),
            text=cleaned,
            hints=tuple(_hint(item, len(text)) for item in record.get("hints") or ()),
            notes=tuple(notes),
            **known,
        )
        if report.id:
            return report
        return cls(**{**{key: getattr(report, key) for key in _FIELDS}, "id": "report-" + report.version[:12]})


_FIELDS: Final = ("id", "text", "title", "published", "publisher", "url", "language", "hints", "notes")


def _hint(item: object, length: int) -> Hint:
    if isinstance(item, Mapping):
        start, end, kind = item.get("start"), item.get("end"), item.get("kind")
        if (
            isinstance(start, int)
            and isinstance(end, int)
            and 0 <= start <= end <= length
            and kind in ("caption", "heading", "boilerplate")
        ):
            return Hint(start, end, kind)
    raise InputError('a hint needs "start" and "end" inside the text and "kind" caption, heading or boilerplate')
