"""One discrepancy, and the passages that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest.coding.tagging import Mention
from attest.model import Quote, Report


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What cannot all be true, in one line for a reader, with the passages that disagree."""

    field: str
    kind: str
    detail: str
    quotes: tuple[Quote, ...]

    @property
    def value(self) -> dict[str, str]:
        """As the contract has it."""
        return {"field": self.field, "kind": self.kind, "detail": self.detail}


def quotes(report: Report, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """The passages of mentions, each once."""
    made = (
        Quote.of(report, m.attrs.get("quote_start", m.start), m.attrs.get("quote_end", m.end), m.source)
        for m in mentions
    )
    return tuple(dict.fromkeys(made))
