"""The words of a text as the search for places and countries reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from attest.grounding.gazetteer_names import fold

_WORD: Final = re.compile(r"([^\W_]+)")
_ASCII_WORD: Final = re.compile(r"([0-9A-Za-z]+)")  # the same for a text of such letters alone, and quicker
_BREAK: Final = re.compile(r"[.!?;:()\[\]\n«»“”\"|—–]")
# what mostly stands between two words: neither a break nor a comma
_PLAIN: Final = frozenset({" ", "-", "'", "’"})


@dataclass(slots=True)
class Tokens:
    """The words of one text, each of the lists by the word's number: a list is asked sooner than an object a word.

    `keys` are the words folded, `capital` says which begin with a capital, `gaps` what stands before each;
    `breaks` tells where a break (the end of a clause, the beginning of the text) precedes, `parts` where a break or a
    comma does.
    """

    text: str
    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]
    gaps: list[str]
    breaks: list[bool]
    parts: list[bool]

    def upper(self, i: int) -> bool:
        """Whether a word of more than one letter is all in capitals."""
        return len(self.words[i]) > 1 and self.words[i].isupper()

    def clear(self, k: int, first: int) -> bool:
        """Whether no break lies between word k and word first."""
        return k >= 0 and True not in self.parts[k + 1 : first + 1]


def tokens_of(text: str) -> Tokens:
    """The words of a text."""
    plain = text.isascii()
    # gaps and words by turns: quicker than an object for each match
    pieces = (_ASCII_WORD if plain else _WORD).split(text)
    at = list(accumulate(map(len, pieces)))
    words, gaps = pieces[1::2], pieces[:-1:2]
    breaks = [False] * len(words)
    parts = breaks.copy()
    for i, gap in enumerate(gaps):
        if gap not in _PLAIN:
            breaks[i] = _BREAK.search(gap) is not None
            parts[i] = breaks[i] or "," in gap
    if words:
        breaks[0] = parts[0] = True
    if plain:
        keys = list(map(str.lower, words))
    else:
        keys = [word.lower() if word.isascii() else fold(word) or word.lower() for word in words]
    capital = [word[0].isupper() for word in words]
    return Tokens(text, words, keys, at[:-1:2], at[1::2], capital, gaps, breaks, parts)
