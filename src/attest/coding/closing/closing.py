"""What closing works on: one draft of a report, and the statements made of it so far."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from attest import __version__
from attest.coding.drafts import Draft
from attest.coding.frames import Frame
from attest.coding.tagging import Mention
from attest.model import Origin, Quote, Report, Statement
from attest.model.text import Source

ARTICLES = frozenset(["the", "a", "an", "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "its", "their"])


class Closing:
    """A draft with its report; collects the statements that are made of it."""

    def __init__(self, report: Report, draft: Draft, home: str | None, coder: str, figures: list[Mention]) -> None:
        self.report = report
        self.draft = draft
        self.home = home
        self.coder = coder
        self.figures = figures
        self.statements: list[Statement] = []
        self.by_measure: dict[str, list[Mention]] = {}
        for m in figures:
            self.by_measure.setdefault(m.attrs["measure"], []).append(m)
        self.nobody = [m for m in figures if m.attrs["high"] == 0]  # 'no one was killed', 'without casualties'
        self._own: dict[str, list[Mention]] = {}
        self._every: dict[str, Sequence[Mention]] = {}
        self._quotes: dict[tuple[int, int, Source], Quote] = {}

    def of(self, label: str) -> Sequence[Mention]:
        """The mentions with a label in the frames of the draft, which stays as it is from here on."""
        found = self._own.get(label)
        if found is None:
            found = self._own[label] = self.draft.of(label)
        return found

    def every(self, label: str) -> Sequence[Mention]:
        """The mentions with a label in the frames of the draft and in the sentences around them."""
        found = self._every.get(label)
        if found is None:
            found = self.draft.of(label, context=True) if self.draft.context else self.of(label)
            self._every[label] = found
        return found

    def say(
        self,
        field: str,
        value: Any,
        quotes: Sequence[Quote] = (),
        *,
        rule: str,
        raw: str | None = None,
        said_by: str | None = None,
        via: str | None = None,
        inferred: str | None = None,
        confidence: float = 0.7,
    ) -> None:
        """Make a statement of one value with its quotes and the rule that found it."""
        origin = _origin(self.coder, rule)
        self.statements.append(Statement(field, value, tuple(quotes), raw, said_by, via, inferred, origin, confidence))

    def stretch(self, start: int, end: int, source: Source) -> Quote:
        """The quote of a stretch: several values rest on the same one."""
        key = (start, end, source)
        found = self._quotes.get(key)
        if found is None:
            found = self._quotes[key] = Quote.of(self.report, start, end, source)
        return found

    def quote(self, m: Mention, start: int | None = None, end: int | None = None) -> tuple[Quote, ...]:
        """The words of a mention, or of the stretch given."""
        return (self.stretch(m.start if start is None else start, m.end if end is None else end, m.source),)

    def passage_quote(self, f: Frame, m: Mention) -> tuple[Quote, ...]:
        """The sentence around a mention, or the mention's own words where the sentence is too long."""
        p = f.label.passage
        if p.end - p.start <= 400:
            return (self.stretch(p.start, p.end, p.source),)
        start = max(p.start, m.start - 180)
        text = self.report.source_text(p.source)
        while start > p.start and not text[start - 1].isspace():
            start -= 1
        return (self.stretch(start, min(p.end, start + 400), p.source),)

    def own_quote(self, f: Frame) -> tuple[Quote, ...]:
        """The sentence of a frame, or the words around its act where the sentence is too long."""
        p = f.label.passage
        if p.end - p.start <= 400:
            return (self.stretch(p.start, p.end, p.source),)
        events = f.of("event") or f.mentions
        return self.passage_quote(f, events[0]) if events else ()

    def frame_of(self, m: Mention) -> Frame:
        """The frame that holds a mention."""
        return next(f for f in chain(self.draft.frames, self.draft.context) if m in f.of(m.label))


@lru_cache(maxsize=1024)
def _origin(coder: str, rule: str) -> Origin:
    return Origin("grammar", coder, __version__, rule)


@lru_cache(maxsize=4096)
def head_word(text: str) -> str:
    """The last word of a phrase, folded: what tells two phrases for one thing apart."""
    words = [w for w in text.lower().replace("’", "'").split() if w not in ARTICLES]
    return words[-1] if words else ""
