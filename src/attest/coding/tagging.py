"""What a tagger finds in a report: mentions, sentence labels and links, the one interface of all taggers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from attest.model.text import Passage, Report, Source

Label = Literal["event", "figure", "victim", "perpetrator", "target", "weapon", "date", "place", "speaker", "claim"]
SentenceKind = Literal["happened", "attempted", "threatened", "denied", "general", "context", "unrelated"]
Break = Literal["pivot", "beside", "plain"]


@dataclass(slots=True, eq=False)
class Mention:
    """A labelled span of one sentence; not to be changed once made (frozen ones, made by the thousand, cost too much).

    `attrs` by label: event {act, strong, pos, definite, indefinite, plural, fresh, unreal}; figure {measure, low, high,
    hedge, of, head, category, demographic, nationality, part, included, earlier, attacker, other, vague, voice,
    said_by, kind, via, quote_start, quote_end}; victim {category, nationality, actor …}; perpetrator {basis, by, via,
    actor, country, side, category, role, hedged, quantity, head, on_attackers, weak, lone, plain, unnamed};
    target {hit, category, victim_category}; weapon {kind}; date {mention, reporting, aside}; place {place,
    standing, scale}; speaker {kind, via, reporting}; claim {kind, by, actor, via}.
    """

    start: int
    end: int
    source: Source
    text: str
    label: Label
    sentence: int
    rule: str
    attrs: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 1.0


@dataclass(slots=True, eq=False)
class SentenceLabel:
    """What kind of sentence this is, and cues on how it stands to the others."""

    index: int
    passage: Passage
    kind: SentenceKind
    cues: frozenset[str] = (
        frozenset()
    )  # another | ordinal | fronted | earlier | duration | headline | same place | same region | same country
    weight: float = 0.0  # how strongly it evokes an incident
    rule: str = ""
    breaks: tuple[tuple[int, Break], ...] = ()  # clauses that may tell of another incident
    joints: tuple[tuple[int, int], ...] = ()  # where any clause may begin: offset, and how surely (1 to 3)


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that belong together: `dependent` is an argument of `head`."""

    head: Mention
    dependent: Mention
    kind: str


@dataclass(frozen=True, slots=True)
class Tagging:
    """All that a tagger says of a report, in text order."""

    mentions: tuple[Mention, ...] = ()
    sentences: tuple[SentenceLabel, ...] = ()
    violent: float = 0.0  # how much the report as a whole is about violence
    unrelated: Mapping[str, float] = field(default_factory=dict)  # weight of other topics: accident, sport, disease …

    @property
    def links(self) -> tuple[Link, ...]:
        """Each figure, perpetrator and victim with the nearest event of its sentence; found when asked for."""
        events: dict[int, list[Mention]] = {}
        for m in self.mentions:
            if m.label == "event":
                events.setdefault(m.sentence, []).append(m)
        return tuple(
            Link(min(events[m.sentence], key=lambda e: abs(e.start - m.start)), m, m.label)
            for m in self.mentions
            if m.label in ("figure", "perpetrator", "victim") and m.sentence in events
        )


class Tagger(Protocol):
    """Anything that tags: the grammar, a trained model, both joined."""

    name: str

    def tag(self, report: Report, passages: Sequence[Passage], language: str) -> Tagging:
        """Mentions, sentence labels and links of the passages of a report."""
        ...
