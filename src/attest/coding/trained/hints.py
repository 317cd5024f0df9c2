"""What the network says of a report, asked by sentence, span and role; offsets are the title's or the text's own."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from attest.coding.trained.network import Network
from attest.coding.trained.pieces import BEGIN, INSIDE, Array, Found, Pieces, spans
from attest.coding.trained.scheme import ASIDE, BASES, JOINT, ROLES, STATUSES, types
from attest.model.text import Report, Source

MOST: Final = 40_000
"""Characters of a text that the network reads, some seven thousand words; the rest is left to the grammar."""

SEEN: Final = 0.5
"""Least chance of the pieces of a span; who asks decides what confidence is enough."""

_ROLE: Final = {name: n for n, name in enumerate(ROLES)}
_KINDS: Final = types()
_TYPES: Final = len(_KINDS) - len(ASIDE) - len(BASES)


@dataclass(frozen=True, slots=True)
class Hint:
    """A span that the network marks: its role, its confidence, the chances of what its incident is, its vector."""

    start: int
    end: int
    role: str
    confidence: float
    kinds: Array
    vector: Array

    @property
    def type(self) -> str:
        """The likeliest type of its incident."""
        return _KINDS[int(self.kinds[:_TYPES].argmax())]

    @property
    def basis(self) -> str:
        """The likeliest ground on which a perpetrator is named."""
        return BASES[int(self.kinds[-len(BASES) :].argmax())]

    def chance(self, kind: str) -> float:
        """How likely its incident is of a type, or of the past, attempted, threatened, denied."""
        return float(self.kinds[_KINDS.index(kind)])


class Hints:
    """The network's marks of one report."""

    def __init__(self, report: Report, pieces: Pieces) -> None:
        self._pieces = pieces
        title = report.title or ""
        self._shift: dict[Source, int] = {"title": 0, "text": len(title) + len(JOINT) if title else 0}
        self._found: dict[Source, list[Hint]] = {"title": [], "text": []}
        for f in spans(pieces, SEEN):
            source: Source = "title" if f.start < self._shift["text"] else "text"
            self._found[source].append(self._hint(f, self._shift[source]))

    def _hint(self, f: Found, shift: int) -> Hint:
        kinds, vector = (a[f.first : f.behind].mean(0) for a in (self._pieces.types, self._pieces.links))
        return Hint(f.start - shift, f.end - shift, ROLES[f.role], f.confidence, kinds, vector)

    @property
    def violence(self) -> float:
        """How likely the report is to tell of an incident of any type."""
        return float(self._pieces.whole[:_TYPES].max())

    def spans(self, source: Source, start: int, end: int, least: float = 0.5) -> list[Hint]:
        """The spans marked between two offsets, at least so sure, in order."""
        found = self._found[source]
        first, behind = (bisect_left(found, at, key=attrgetter("start")) for at in (start, end))
        return [h for h in found[first:behind] if h.confidence >= least and h.end <= end]

    def chance(self, role: str, source: Source, start: int, end: int) -> float | None:
        """How likely the words between two offsets are to have a role (the mean of their pieces); None where unread."""
        rows = self._rows(source, start, end)
        if rows is None:
            return None
        of = self._pieces.roles[rows, _ROLE[role]]
        return float((of[:, BEGIN] + of[:, INSIDE]).mean())

    def status(self, source: Source, start: int, end: int) -> dict[str, float] | None:
        """The chances of what a sentence is (STATUSES); None where the network has not read it."""
        rows = self._rows(source, start, end)
        if rows is None:
            return None
        return dict(zip(STATUSES, self._pieces.statuses[rows].mean(0).tolist(), strict=True))

    def _rows(self, source: Source, start: int, end: int) -> slice | None:
        shift = self._shift[source]
        rows = self._pieces.rows(start + shift, end + shift)
        return rows if rows.stop > rows.start else None


def read(report: Report, network: Network) -> Hints:
    """Have the network read a report."""
    text = (report.title + JOINT if report.title else "") + report.text
    return Hints(report, network.read(text[:MOST]))
