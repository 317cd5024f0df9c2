"""The words that number grounding knows, one table a language, loaded on first use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeAlias

# a reversed phrase tree: word -> next word to the left; the key "" holds (kind, the phrase as written in the table)
Tree: TypeAlias = dict[str, Any]


OPENING = frozenset('«“"‘')
HYPHENS = frozenset("-‐‑–")
NAME_SIGNS = frozenset(".°:")  # "No. 3", "n° 3"
HOURS = frozenset(("h", "heures", "heure"))


@dataclass(frozen=True)
class Lexicon:
    """Number words and their surroundings in one language (source: data/numbers_LANGUAGE.toml)."""

    small: dict[str, int]
    numerals: frozenset[str]  # what may follow a number word in one number
    room: dict[int, int]
    scales: dict[str, int]
    groups: dict[str, int]
    plurals: dict[str, tuple[int, int]]
    vague: Tree
    hedges: Tree
    hedging: frozenset[str]  # the words that may stand right before a number as a part of its hedge
    after: Tree
    words: dict[str, frozenset[str]]
    articles: frozenset[str]
    starters: frozenset[str]  # words that a number may begin with
    heads: frozenset[str]  # those of them from which it is read: "une vingtaine" from "vingtaine"
    units: frozenset[str]
    months: frozenset[str]
    age_before: Tree
    unit_phrases: Tree
    months_capital: bool
    names_before: frozenset[str]  # the words that may stand right before the number of a name or of a sum of money
    # the words before, behind and at the beginning of a number in words without which it is sure to count
    doubt_before: frozenset[str]
    doubt_after: frozenset[str]
    doubted: frozenset[str]

    def is_in(self, name: str, word: str) -> bool:
        """Say whether the lower-cased `word` is in the word list `name`."""
        return word in self.words.get(name, frozenset())


def _tree(phrases: Iterable[tuple[str, Any]], *, backwards: bool) -> Tree:
    root: Tree = {}
    for phrase, value in phrases:
        parts = split_words(phrase)
        node = root
        for part in reversed(parts) if backwards else parts:
            node = node.setdefault(part, {})
        node[""] = (value, phrase)
    return root


def split_words(phrase: str) -> list[str]:
    """Split a phrase of the tables the way texts are tokenised (hyphens apart, "d'" as one word)."""
    return phrase.replace("-", " - ").replace(".", " . ").split()


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of `language` ("en" or "fr"; anything else reads as English)."""
    name = "numbers_fr.toml" if language == "fr" else "numbers_en.toml"
    raw = tomllib.loads(resources.files("attest.grounding").joinpath("data", name).read_text(encoding="utf-8"))
    words = {
        key: frozenset(value.split() if isinstance(value, str) else value)
        for key, value in raw["words"].items()
        if not isinstance(value, bool)
    }
    plurals = {word: (low, unit) for word, (low, unit) in raw["plurals"].items()}
    vague = _tree(raw["vague"].items(), backwards=False)
    starters = {*raw["small"], *raw["scales"], *raw["groups"], *plurals, *vague, "demi", "half", "personne"}
    for key in ("determiners", "none", "other_alone", "articles"):
        starters |= words[key]
    numerals = {*raw["small"], *raw["scales"], *raw["groups"], *plurals}
    heads = {*numerals, *vague, "personne"}
    numerals |= words["and"] | words["and_after_tens"] | HYPHENS
    heads |= words["none"] | words["other_alone"] | words["articles"]
    hedges = _tree(((p, kind) for kind, ps in raw["hedges"].items() for p in ps), backwards=True)
    age_before = _tree(((p, True) for p in words["age_before"]), backwards=True)
    unit_phrases = _tree(((p, True) for p in words["two_word_units"]), backwards=False)
    names_before = words["money_before"] | words["designators"] | HOURS | NAME_SIGNS
    doubt_after = set(unit_phrases)
    for key in ("of", "units", "unit_adjectives", "function_words", "designators_after", "fractions"):
        doubt_after |= words[key]
    return Lexicon(
        small=raw["small"],
        numerals=frozenset(numerals),
        room={int(key): value for key, value in raw["room"].items()},
        scales=raw["scales"],
        groups=raw["groups"],
        plurals=plurals,
        vague=vague,
        hedges=hedges,
        hedging=words["other_before"] | words["fillers"] | OPENING | hedges.keys(),
        after=_tree(((p, kind) for kind, ps in raw["after"].items() for p in ps), backwards=False),
        words=words,
        articles=words["articles"],
        starters=frozenset(starters),
        heads=frozenset(heads),
        units=words["units"],
        months=words["months"],
        age_before=age_before,
        unit_phrases=unit_phrases,
        months_capital=bool(raw["words"]["months_capital"]),
        names_before=names_before,
        doubt_before=names_before | age_before.keys() | {"le"},
        doubt_after=frozenset(doubt_after),
        doubted=words["months"] | {"la", "sept"},
    )
