"""A sentence as the grammar sees it: tokens, lexicon entries, grounded spans and groups of people."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Generic, Protocol, TypeVar

from attest.coding.lexicon import Entry, Token
from attest.grounding.actors import ActorMention
from attest.grounding.dates import DateMention
from attest.grounding.numbers import Quantity
from attest.grounding.places import GroundedPlace
from attest.model.text import Passage, Source


@cache
def function_words(language: str) -> dict[str, frozenset[str]]:
    """Closed-class words of a language by class name."""
    table = tomllib.loads(files("attest.coding").joinpath("data/function_words.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.get(language, table["en"]).items()}


@cache
def classes_of(language: str) -> dict[str, frozenset[str]]:
    """The names of the closed classes that each word of a language belongs to."""
    names: dict[str, set[str]] = {}
    for name, words in function_words(language).items():
        for word in words:
            names.setdefault(word, set()).add(name)
    return {word: frozenset(found) for word, found in names.items()}


@cache
def cues(language: str) -> dict[str, tuple[str, ...]]:
    """Phrases of a language that tell how a sentence stands to an act, by cue."""
    table = tomllib.loads(files("attest.coding").joinpath("data/cues.toml").read_text("utf-8"))
    return {name: tuple(phrases) for name, phrases in table.get(language, table["en"]).items()}


ANYWHERE = (
    "onward",
    "other_side",
    "apart",
    "same_day",
    "past",
    "denied",
    "threat",
    "intercepted",
    "foiled",
    "tally",
)
"""Cues that count wherever they stand in a sentence."""

TOLD = (*ANYWHERE, "set_off", "opener")
"""The cues that every sentence is asked for; the last two count at its beginning alone."""


@cache
def _told_by_word(language: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases of the cues in TOLD, each with its cue, by a word of theirs: one that many share, and not too short,
    so that a text is asked for few words, and for a phrase only where its word stands."""
    phrases = [(cue, phrase) for cue in TOLD for phrase in cues(language)[cue]]
    shared = Counter(word for _, phrase in phrases for word in set(phrase.split()))
    by_word: dict[str, list[tuple[str, str]]] = {}
    for cue, phrase in phrases:
        word = max(phrase.split(), key=lambda w: (len(w) > 3, shared[w], len(w)))
        by_word.setdefault(word, []).append((cue, phrase))
    return {word: tuple(found) for word, found in by_word.items()}


def told_in(language: str, text: str) -> dict[str, list[str]]:
    """The phrases of each cue in TOLD that stand in a text: so few that each sentence can be asked for all of them."""
    low = plain(text)
    out: dict[str, list[str]] = {cue: [] for cue in TOLD}
    for word, phrases in _told_by_word(language).items():
        if word in low:
            for cue, phrase in phrases:
                if phrase.strip() in low:
                    out[cue].append(phrase)
    return out


def plain(text: str) -> str:
    """A text as cues are looked up in it: lower case, one form of apostrophe."""
    return text.lower().replace("’", "'")


@cache
def speech_words(language: str) -> dict[str, frozenset[str]]:
    """Words and short phrases around reported speech, by class name."""
    table = tomllib.loads(files("attest.coding").joinpath("data/speech.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.get(language, table["en"]).items()}


@dataclass(slots=True, eq=False)
class Group:
    """A group of people in words: '25 Nigerien soldiers', 'six others', 'Brigadier Ronan Pointeau'.

    `first` and `last` are token indices (inclusive) in the sentence, `start` and `end` offsets.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    head: str | None
    category: str
    demographic: str | None
    role: str
    plural: bool
    quantity: Quantity | None = None
    definite: bool = False
    named: bool = False
    unknown_head: bool = False
    actor: ActorMention | None = None
    nationality: str | None = None
    hedged: bool = False
    part_of: Group | None = None
    within: Group | None = None  # the group in whose phrase it stands: 'the driver of the mayor'
    phrase: int = -1  # last token of its phrase, with what stands behind the head
    taken: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence with everything found in it; token indices count from 0 inside the sentence."""

    index: int
    passage: Passage
    text: str
    start: int
    end: int
    source: Source
    language: str
    tokens: list[Token]
    entries: list[Entry]
    quantities: list[Quantity]
    dates: list[DateMention]
    places: list[GroundedPlace]
    actors: list[ActorMention]
    cues: Mapping[str, Sequence[str]]  # those phrases that its report has
    groups: list[Group] = field(init=False)
    classes: dict[str, frozenset[str]] = field(init=False)
    speech: dict[str, frozenset[str]] = field(init=False)
    by_first: dict[int, list[Entry]] = field(init=False)
    by_last: dict[int, list[Entry]] = field(init=False)
    _by_table: dict[str, list[Entry]] = field(init=False)
    _starts: list[int] = field(init=False)
    _lower: list[str] = field(init=False)
    _classes: list[frozenset[str] | None] = field(init=False)
    _words: frozenset[str] = field(init=False)
    _size: int = field(init=False)

    def __post_init__(self) -> None:
        self.groups = []
        self.classes = function_words(self.language)
        self.speech = speech_words(self.language)
        self._starts = [t.start for t in self.tokens]
        self._lower = lower = [t.lower for t in self.tokens]
        self._classes = list(map(classes_of(self.language).get, lower))
        self._words = frozenset(lower)
        self._size = len(lower)
        by_first: dict[int, list[Entry]] = {}
        by_last: dict[int, list[Entry]] = {}
        by_table: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_first.setdefault(entry.first, []).append(entry)
            by_last.setdefault(entry.last, []).append(entry)
            by_table.setdefault(entry.table, []).append(entry)
        self.by_first, self.by_last, self._by_table = by_first, by_last, by_table

    def ending_at(self, i: int) -> list[Entry]:
        """The entries whose last token is the i-th."""
        return self.by_last.get(i, [])

    def lower(self, i: int) -> str:
        """The i-th token, lower case, or '' outside the sentence."""
        return self._lower[i] if 0 <= i < self._size else ""

    def raw(self, i: int) -> str:
        """The i-th token as written, or '' outside the sentence."""
        return self.tokens[i].text if 0 <= i < self._size else ""

    def is_(self, i: int, *names: str) -> bool:
        """Is the i-th token of one of the closed classes?"""
        found = self._classes[i] if 0 <= i < self._size else None
        return found is not None and not found.isdisjoint(names)

    def where(self, words: frozenset[str]) -> list[int]:
        """Indices of the tokens whose lower case is among some words, in order."""
        if self._words.isdisjoint(words):
            return []
        return [i for i, word in enumerate(self._lower) if word in words]

    def of_class(self, name: str) -> list[int]:
        """Indices of the tokens of a closed class, in order; walk these, not all tokens, to find a rule's words."""
        return self.where(self.classes.get(name, frozenset()))

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self._starts, offset)

    def token_span(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the first and last token that lie in [start, end)."""
        first = self.token_at(start)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        last = self.token_at(end) - 1
        return first, max(first, last)

    def slice(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return self.text[self.tokens[first].start - self.start : self.tokens[last].end - self.start]

    def group(
        self,
        first: int,
        last: int,
        *,
        category: str,
        plural: bool,
        head: str | None = None,
        demographic: str | None = None,
        role: str = "either",
        quantity: Quantity | None = None,
        definite: bool = False,
        named: bool = False,
        unknown_head: bool = False,
        actor: ActorMention | None = None,
        nationality: str | None = None,
    ) -> Group:
        """A group of people made of the tokens `first` to `last`, both included; it is not added to `groups`."""
        return Group(
            first,
            last,
            self.tokens[first].start,
            self.tokens[last].end,
            self.slice(first, last),
            head,
            category,
            demographic,
            role,
            plural,
            quantity,
            definite,
            named,
            unknown_head,
            actor,
            nationality,
        )

    def of_table(self, table: str) -> list[Entry]:
        """The lexicon entries of one table, in order; not to be changed."""
        return self._by_table.get(table, [])

    def add_entry(self, e: Entry) -> None:
        """Take an entry in that no lexicon has."""
        for index, key in ((self.by_first, e.first), (self.by_last, e.last)):
            index.setdefault(key, []).append(e)
        of_table = self._by_table.setdefault(e.table, [])
        for entries in (self.entries, of_table):
            entries.append(e)
            entries.sort(key=lambda x: x.first)

    def drop_entry(self, e: Entry) -> None:
        """Take an entry out."""
        for entries in (self.entries, self.by_first[e.first], self.by_last[e.last], self._by_table[e.table]):
            entries[:] = [x for x in entries if x is not e]

    def punct(self, i: int) -> bool:
        """Is the i-th token punctuation?"""
        if not 0 <= i < self._size:
            return False
        word = self.tokens[i].text
        return not word[0].isalnum() and (len(word) == 1 or not any(map(str.isalnum, word)))


_PARTING = frozenset((",", ";"))


def clause_joints(s: Sentence) -> tuple[tuple[int, int], ...]:
    """Where a clause may begin, and how surely: 3 behind a semicolon, 2 behind ', and', 1 behind a comma or 'and'."""
    joins, signs, tokens = set(s.of_class("conjunction")), s.where(_PARTING), s.tokens
    out: list[tuple[int, int]] = []
    for i in sorted(joins.union([i + 1 for i in signs])):
        if 0 < i < len(tokens):
            sign = tokens[i - 1].text
            sure = 3 if sign == ";" else 2 if sign == "," and i in joins else 1
            out.append((tokens[i].start, sure))
    return tuple(out)


class Spanned(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        ...


Span = TypeVar("Span", bound=Spanned)


class Spans(Generic[Span]):
    """The spans of a text, sorted by start, to be handed out to its sentences."""

    __slots__ = ("_spans", "_starts")

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [s.start for s in spans]

    def inside(self, start: int, end: int) -> list[Span]:
        """The spans that lie in [start, end)."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return [s for s in self._spans[low:high] if s.end <= end] if low < high else []


__all__ = ["Entry", "Group", "Sentence", "Spanned", "Spans", "clause_joints", "cues", "function_words", "speech_words"]
