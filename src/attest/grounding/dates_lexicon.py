"""The words that date grounding knows, one table a language, and texts cut into words to look them up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any, TypeAlias

from attest.grounding.dates_types import Spec

# a phrase tree: word -> next word; the key "" holds the value of the phrase that ends there
Tree: TypeAlias = dict[str, Any]

_TOKEN = re.compile("([^\\W\\d_]+(?:[\u0300-\u036f]+[^\\W\\d_]*)*|[0-9]+|\\n|[^\\s])")
_MARKS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans("’ʼ‘‐‑", "'''--")
BREAK = "\n"
"""The token of a line end that parts what stands on either side."""


@dataclass(frozen=True)
class Phrase:
    """A fixed expression: what it means, its part of day, and whether nothing may follow that it belongs to."""

    spec: Spec
    part_of_day: str | None
    end: bool


@dataclass(frozen=True)
class Lexicon:
    """Date words of one language (source: data/dates_LANGUAGE.toml)."""

    french: bool
    weekdays: dict[str, int]
    weekdays_short: dict[str, int]
    months: dict[str, int]
    months_short: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    words: dict[str, frozenset[str]]
    ambiguous: frozenset[str]
    famous: dict[str, int]
    parts: Tree
    day_words: Tree
    day_phrases: Tree
    phrases: Tree
    durations: Tree
    feasts: Tree
    triggers: frozenset[str]
    core: frozenset[str]
    units_from: frozenset[str]

    def is_in(self, name: str, word: str) -> bool:
        """Say whether the folded `word` is in the word list `name`."""
        return word in self.words[name]


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of `language` ("en" or "fr"; anything else reads as English)."""
    name = "dates_fr.toml" if language == "fr" else "dates_en.toml"
    raw = tomllib.loads(resources.files("attest.grounding").joinpath("data", name).read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in raw["words"].items()}
    phrases = {key: _phrase(value) for key, value in raw["phrases"].items()}
    feasts = {key: _feast(key, value) for key, value in raw["feasts"].items()}
    heads: set[str] = {*raw["weekdays"], *raw["weekdays_short"], *raw["months"], *raw["months_short"], *raw["numbers"]}
    heads |= {*raw["ordinals"], *raw["seasons"]}
    for table in ("parts", "day_words", "day_phrases", "phrases", "durations", "feasts"):
        heads |= {key.split()[0] for key in raw[table]}
    tables = ("parts", "day_words", "day_phrases", "phrases", "durations", "feasts")
    core = {part for table in tables for key in raw[table] for part in key.split() if part.isalpha()} - words["stop"]
    core |= {*raw["weekdays"], *raw["weekdays_short"], *raw["months"], *raw["months_short"], *raw["seasons"]}
    core |= {*raw["units"], *words["overnight"]}
    for key in ("vague", "between", "from", "since", "until", "every", "last_before", "this_before", "next_before"):
        heads |= words[key]
    for key in ("previous_before", "following_before", "for", "clock_before", "earlier_prefix", "overnight", "early"):
        heads |= words[key]
    singles = {*raw["weekdays"], *raw["weekdays_short"], *raw["months"], *raw["months_short"]}
    singles |= {*raw["ordinals"], *raw["seasons"]}
    singles |= {key.split()[0] for table in ("parts", "phrases", "feasts") for key in raw[table]}
    for key in ("last_before", "next_before", "previous_before", "following_before", "this_before"):
        singles |= words[key]
    triggers = frozenset(heads | words["heads"])
    return Lexicon(
        french=language == "fr",
        weekdays=raw["weekdays"],
        weekdays_short=raw["weekdays_short"],
        months=raw["months"],
        months_short=raw["months_short"],
        ordinals=raw["ordinals"],
        seasons=raw["seasons"],
        numbers=raw["numbers"],
        units=raw["units"],
        words=words,
        ambiguous=frozenset(raw["ambiguous_months"].split()),
        famous=raw["famous"],
        parts=_tree(raw["parts"].items()),
        day_words=_tree(raw["day_words"].items()),
        day_phrases=_tree(raw["day_phrases"].items()),
        phrases=_tree(phrases.items()),
        durations=_tree(raw["durations"].items()),
        feasts=_tree(feasts.items()),
        triggers=triggers,
        core=frozenset(core),
        units_from=triggers & singles,
    )


def _phrase(code: str) -> Phrase:
    base, unit, shift, *rest = code.split()
    options = dict(item.split("=") for item in rest if "=" in item)
    mode = options.get("mode", "")
    spec = Spec(
        "nothing" if mode == "nothing" else "offset",
        base=base,
        unit=unit,
        shift=int(shift),
        mode=mode,
        part=options.get("part", ""),
    )
    return Phrase(spec, options.get("pod"), "end" in rest)


def _feast(name: str, code: str) -> Spec:
    if code[2:3] == "-":
        return Spec("day", month=int(code[:2]), day=int(code[3:]), name=name)
    return Spec("feast", shift=int(code), name=name)


def _tree(phrases: Iterable[tuple[str, Any]]) -> Tree:
    root: Tree = {}
    for phrase, value in phrases:
        node = root
        for part in phrase.split():
            node = node.setdefault(part, {})
        node[""] = value
    return root


@dataclass(frozen=True)
class Words:
    """A text cut into words, numbers, signs and parting line ends; `low` is folded, offsets are the text's own."""

    text: str
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    low: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Words:
        """Cut `text`; takes time linear in it."""
        words = cls(text)
        start, end, low = words.start.append, words.end.append, words.low.append
        line, blank = 0, False
        pieces = _TOKEN.split(text)  # gaps and tokens by turns: quicker than an object for each match
        last = 0
        for gap, raw in zip(pieces[::2], pieces[1::2], strict=False):
            first = last + len(gap)
            last = first + len(raw)
            if raw == "\n":
                # a line of a wrapped paragraph goes on in the next; a headline, a list item, a byline does not
                blank, line = not 45 <= first - line <= 105, last
                if not blank:
                    continue
                raw = BREAK
            elif not raw.isascii():
                raw = fold(raw)
            start(first)
            end(last)
            low(raw.lower())
        return words

    def word(self, i: int) -> str:
        """The folded token `i`, or "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def raw(self, i: int) -> str:
        """Token `i` as written, or "" outside the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < len(self.low) else ""

    def capital(self, i: int) -> bool:
        """Say whether token `i` begins with a capital letter."""
        return 0 <= i < len(self.low) and self.text[self.start[i]].isupper()

    def glued(self, i: int) -> bool:
        """Say whether token `i` touches the one before."""
        return 0 < i < len(self.low) and self.end[i - 1] == self.start[i]

    def number(self, i: int) -> int:
        """The value of the digits at token `i`, -1 where there are none or too many."""
        word = self.word(i)
        return int(word) if word.isdecimal() and word.isascii() and len(word) <= 4 else -1

    def walk(self, i: int, tree: Tree) -> tuple[int, Any] | None:
        """Follow the longest phrase of `tree` from token `i`: the token behind it and its value, or None."""
        low, found, node = self.low, None, tree
        for at in range(i, len(low)) if i >= 0 else ():
            if not (word := low[at]) or not (node := node.get(word, {})):
                break
            if "" in node:
                found = (at + 1, node[""])
        return found


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Take accents off a word and give apostrophes and hyphens one form."""
    return _MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_APOSTROPHES)
