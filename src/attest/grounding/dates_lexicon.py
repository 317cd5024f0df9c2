"""The words that date grounding knows, one table a language, and texts cut into words to look them up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, compress
from typing import Any, TypeAlias

from attest.grounding.dates_types import Spec

# a phrase tree: word -> next word; the key "" holds the value of the phrase that ends there
Tree: TypeAlias = dict[str, Any]

# the first case is the commonest of the second, plain words, and much quicker to match
_TOKEN = re.compile("([a-zA-Z]++(?![^\\x00-\\x7f])|[^\\W\\d_]+(?:[\u0300-\u036f]+[^\\W\\d_]*)*|[0-9]+|\\n|[^\\s])")
_MARKS = re.compile("[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans("’ʼ‘‐‑", "'''--")
_COUNTED = frozenset(("il", "voici", "voila", "the", "these", "ces", "les"))  # "il y a deux jours", "the last 24 hours"
_HOUR_SIGNS = frozenset((":", ".", "h", "heure", "heures", "am", "pm", "a", "p"))
_DAY_SIGNS = frozenset("-–—−/.,")
_WITHIN = frozenset(("in", "dans"))
_BEYOND = [""] * 32  # more than any reader looks ahead or back


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
    # the words that may begin what each reader reads, digits apart: nothing else is worth its while
    units_from: frozenset[str]
    days_from: frozenset[str]
    befores: frozenset[str]
    parts_from: frozenset[str]
    prefixes_from: frozenset[str]
    ranges_from: frozenset[str]
    counts_from: frozenset[str]
    after_number: frozenset[str]  # what stands behind the number of a day, an hour or a span; years apart
    durations_from: frozenset[str]

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
    days = {*raw["weekdays"], *raw["weekdays_short"], *raw["ordinals"]}
    if language != "fr":
        days |= {*raw["months"], *raw["months_short"]}
    after_number = {*raw["months"], *raw["months_short"], *raw["units"], *_HOUR_SIGNS, *_DAY_SIGNS}
    after_number = after_number.union(*(words[key] for key in ("suffixes", "of", "to", "and", "current_month")))
    befores = frozenset().union(*(words[f"{key}_before"] for key in ("last", "this", "next", "previous", "following")))
    part_roots = {key.split()[0] for key in raw["day_phrases"]}
    day_roots = {key.split()[0] for key in raw["day_words"]}
    duration_roots = {key.split()[0] for key in raw["durations"]}
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
        days_from=frozenset(days),
        befores=befores,
        parts_from=words["clock_before"] | words["clock_skip"] | part_roots,
        prefixes_from=words["overnight"] | words["earlier_prefix"] | words["early"] | words["late"] | day_roots,
        ranges_from=words["the"] | words["from"] | words["between"],
        after_number=frozenset(after_number),
        counts_from=words["vague"] | words["last_before"] | _COUNTED | raw["numbers"].keys(),
        durations_from=words["since"] | words["for"] | _WITHIN | duration_roots,
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


@dataclass(slots=True)
class Words:
    """A text cut into words, numbers, signs and parting line ends; `low` is folded, offsets are the text's own.

    `low` goes on with empty words, so that whoever looks a few words beyond either end of the text finds "" there.
    """

    text: str
    start: list[int]
    end: list[int]
    low: list[str]
    count: int

    @classmethod
    def of(cls, text: str) -> Words:
        """Cut `text`; takes time linear in it."""
        plain = text.isascii()  # small letters then stand where capitals stood
        # gaps and tokens by turns: quicker than an object for each match
        pieces = _TOKEN.split(text.lower() if plain else text)
        at = list(accumulate(map(len, pieces)))
        start, end, low = at[:-1:2], at[1::2], pieces[1::2]
        if "\n" in text and (wraps := _wraps(text)):
            kept = [offset not in wraps for offset in start]
            start, end, low = list(compress(start, kept)), list(compress(end, kept)), list(compress(low, kept))
        if not plain:
            low = [word.lower() if word.isascii() else fold(word) for word in low]
        return cls(text, start, end, low + _BEYOND, len(low))

    def raw(self, i: int) -> str:
        """Token `i` as written, or "" outside the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < self.count else ""

    def capital(self, i: int) -> bool:
        """Say whether token `i` begins with a capital letter."""
        return 0 <= i < self.count and self.text[self.start[i]].isupper()

    def glued(self, i: int) -> bool:
        """Say whether token `i` touches the one before."""
        return 0 < i < self.count and self.end[i - 1] == self.start[i]

    def number(self, i: int) -> int:
        """The value of the digits at token `i`, -1 where there are none or too many."""
        word = self.low[i]
        return int(word) if word.isdecimal() and word.isascii() and len(word) <= 4 else -1

    def walk(self, i: int, tree: Tree) -> tuple[int, Any] | None:
        """Follow the longest phrase of `tree` from token `i`: the token behind it and its value, or None."""
        low, found = self.low, None
        node = tree.get(low[i])
        while node is not None:
            i += 1
            if "" in node:
                found = (i, node[""])
            word = low[i]
            node = node.get(word) if word else None
        return found


def _wraps(text: str) -> set[int]:
    """The line ends that part nothing: a wrapped line goes on in the next; a headline, an item, a byline does not."""
    found, start = set(), 0
    for line in text.split("\n")[:-1]:
        end = start + len(line)
        if 45 <= len(line) <= 105:
            found.add(end)
        start = end + 1
    return found


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Lower-case a word without accents and give apostrophes and hyphens one form."""
    return _MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_APOSTROPHES).lower()
