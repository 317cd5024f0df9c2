"""Marks on a report's text: what the coder saw where, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attest.model.coding import Coding
from attest.model.text import Source


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span: `label` is its kind (place, toll, weapon, sentence …), `note` what it was read as.

    `account_id` names the account it went into, if any.
    """

    start: int
    end: int
    source: Source
    label: str
    note: str = ""
    rule: str = ""
    account_id: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As a JSON object."""
        record: dict[str, Any] = {"start": self.start, "end": self.end}
        if self.source == "title":
            record["in"] = "title"
        return record | {"label": self.label, "note": self.note, "rule": self.rule, "account": self.account_id}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Mark:
        """The inverse of to_dict."""
        return cls(
            record["start"],
            record["end"],
            "title" if record.get("in") == "title" else "text",
            record["label"],
            record.get("note") or "",
            record.get("rule") or "",
            record.get("account"),
        )


@dataclass(frozen=True)
class Explanation:
    """A coding together with everything the coder marked on the way to it."""

    coding: Coding
    marks: tuple[Mark, ...] = ()
