"""Statements: one value of one field of one account, with its evidence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from attest.model.shape import FIELDS
from attest.model.text import Quote

OriginKind = Literal["tagger", "grammar", "language_model", "person"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who or what read the value out of the text, and by which rule."""

    kind: OriginKind
    name: str
    version: str = ""
    rule: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"kind": self.kind, "name": self.name, "version": self.version, "rule": self.rule}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Origin:
        """The inverse of to_dict."""
        return cls(record["kind"], record["name"], record.get("version") or "", record.get("rule"))


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one field of one account.

    `value` is a word, a number or, for the fields with keys of their own, an object without its "quotes".
    `raw` is the words of the report; `said_by` and `via` the sayer and the medium as written; `inferred` says how
    the value was worked out where the words alone do not give it. Raises ValueError for a field that does not exist.
    """

    field: str
    value: Any
    quotes: tuple[Quote, ...] = ()
    raw: str | None = None
    said_by: str | None = None
    via: str | None = None
    inferred: str | None = None
    origin: Origin | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"no field {self.field!r}; there are {', '.join(sorted(FIELDS))}")

    def id(self, account_id: str) -> str:
        """A name that stays as long as account, field, value, quotes, sayer and medium do."""
        parts = [
            account_id,
            self.field,
            self.value,
            [[quote.source, quote.start, quote.end, quote.text] for quote in self.quotes],
            self.said_by,
            self.via,
        ]
        canonical = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:24]

    def to_dict(self, account_id: str | None = None) -> dict[str, Any]:
        """As a JSON object, with "id" where the account is given."""
        record: dict[str, Any] = {} if account_id is None else {"id": self.id(account_id)}
        record.update(
            field=self.field,
            value=self.value,
            raw=self.raw,
            said_by=self.said_by,
            via=self.via,
            inferred=self.inferred,
            origin=self.origin.to_dict() if self.origin else None,
            confidence=self.confidence,
            quotes=[quote.to_dict() for quote in self.quotes],
        )
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Statement:
        """The inverse of to_dict."""
        origin = record.get("origin")
        return cls(
            field=record["field"],
            value=record.get("value"),
            quotes=tuple(Quote.from_dict(quote) for quote in record.get("quotes") or ()),
            raw=record.get("raw"),
            said_by=record.get("said_by"),
            via=record.get("via"),
            inferred=record.get("inferred"),
            origin=Origin.from_dict(origin) if origin else None,
            confidence=float(record.get("confidence", 1.0)),
        )
