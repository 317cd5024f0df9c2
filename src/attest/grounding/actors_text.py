"""Tokens of a text as the actor register compares them: folded words with their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

# words, with combining marks; "U.S." and "F.A.R.C." are one word each; the first case is the commonest and quickest
_TOKEN: Final = re.compile(r"([a-zA-Z0-9_]{2,}+(?![^\x00-\x7f])|(?:[^\W\d_]\.){2,}|[\w\u0300-\u036f]+)")
_SPECIAL: Final = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
# what may stand between two words of one name; never a comma, a full stop with a space or a blank line
_HYPHENS: Final = "-‐‑–'’ʼ‘`´/&.\"“”"
_JOINS: Final = frozenset(
    [" ", "  ", "\n", "\r\n", " \n", "\u00a0", "\u202f", *_HYPHENS]
    + [f"{mark} " for mark in "-‐‑–/&'’"]
    + [f" {mark}" for mark in "-‐‑–/&'’‘"]
    + [f" {mark} " for mark in "/&"]
)
_LOOSE: Final = _JOINS | {" - ", " – ", " — "}


@dataclass(slots=True)
class Tokens:
    """The words of a text: `keys[i]` is the folded form of `text[starts[i]:ends[i]]`."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def word(self, i: int) -> str:
        """Return word `i` as written."""
        return self.text[self.starts[i] : self.ends[i]]

    def joined(self, first: int, length: int, *, loose: bool = False) -> bool:
        """Say whether `length` words from `first` on stand together as the words of one name do.

        `loose` also takes spaced dashes, as in "Islamic State - Somalia Province".
        """
        text, starts, ends = self.text, self.starts, self.ends
        joins = _LOOSE if loose else _JOINS
        return all(text[ends[i] : starts[i + 1]] in joins for i in range(first, first + length - 1))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Lower-case `word` without accents and full stops."""
    if word.isascii():
        word = word.lower()
    else:
        word = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
        word = "".join(c for c in word if not unicodedata.combining(c)).lower()
    return word.replace(".", "") if "." in word else word


def tokens_of(text: str) -> Tokens:
    """Split `text` into words; its offsets are code points of the unchanged text."""
    plain = text.isascii()  # small letters then stand where capitals stood, and most words need no folding
    # gaps and words by turns: quicker than an object for each match
    pieces = _TOKEN.split(text.lower() if plain else text)
    at = list(accumulate(map(len, pieces)))
    if plain:
        keys = [word if word.isalnum() else fold_word(word) for word in pieces[1::2]]
    else:
        keys = [word.lower() if word.isascii() and word.isalnum() else fold_word(word) for word in pieces[1::2]]
    return Tokens(text, keys, at[:-1:2], at[1::2])


def index_of(names: Iterable[str]) -> dict[str, dict[str, int]]:
    """Index folded names: first word, second word ("" where there is none), how many words the longest such has."""
    index: dict[str, dict[str, int]] = {}
    for name in names:
        first, *rest = name.split(" ")
        longest = index.setdefault(first, {})
        second = rest[0] if rest else ""
        longest[second] = max(longest.get(second, 0), len(rest) + 1)
    return index


def key_of(name: str) -> str:
    """Return the folded words of a name, joined by single spaces."""
    if name.isascii() and "." not in name:
        return " ".join(_TOKEN.findall(name.lower()))
    return " ".join(map(fold_word, _TOKEN.findall(name)))
