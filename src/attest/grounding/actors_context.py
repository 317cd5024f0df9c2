"""The surroundings of a name: whether it is written as a name, and whether a word of war stands beside it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from attest.grounding.actors_load import CAPITALS, Alias, rules
from attest.grounding.actors_text import Tokens, fold_word, tokens_of

_REACH: Final = 3
_NEIGHBOURS: Final = 2


@cache
def triggers() -> frozenset[str]:
    """Return the folded words that make an ambiguous name an armed actor."""
    return frozenset(fold_word(word) for word in rules()["triggers"]["words"].split())


@cache
def _bridges() -> frozenset[str]:
    return frozenset(fold_word(word) for word in rules()["triggers"]["bridges"].split())


def triggered(tokens: Tokens, first: int, length: int) -> bool:
    """Say whether a word near by makes the name an armed actor: "IS militants", "membres de l'EI"."""
    keys, words, bridges = tokens.keys, triggers(), _bridges()
    for step, start, limit in ((-1, first - 1, -1), (1, first + length, len(keys))):
        i = start
        while i != limit and abs(i - start) < _REACH:
            if keys[i] in words:
                return True
            if keys[i] not in bridges:
                break
            i += step
    return False


def in_capitals(tokens: Tokens, first: int, length: int) -> bool:
    """Say whether the name stands among words in capitals, where an acronym cannot be told from a word."""
    end = first + length
    near = [*range(max(0, first - _NEIGHBOURS), first), *range(end, min(len(tokens.keys), end + _NEIGHBOURS))]
    words = [word for word in map(tokens.word, near) if len(word) > 1 and word[0].isalpha()]
    return tokens.word(first).isupper() and len(words) > 1 and all(word.isupper() for word in words)


def bracketed(tokens: Tokens, first: int, length: int) -> bool:
    """Say whether the name stands in brackets, as an acronym does after the full name."""
    start, end = tokens.starts[first], tokens.ends[first + length - 1]
    return tokens.text[max(0, start - 1) : start] in ("(", "[") and tokens.text[end : end + 1] in (")", "]", ",", ";")


@lru_cache(maxsize=4096)
def _capitals(name: str) -> tuple[int, tuple[int, ...]]:
    """How many words a name has, and which of them begin with no small letter."""
    starts = tokens_of(name).starts
    return len(starts), tuple(n for n, start in enumerate(starts) if not name[start].islower())


def capitals_fit(alias: Alias, tokens: Tokens, first: int, length: int) -> bool:
    """Say whether the words have the first capital of the alias, or all of them where it asks for that."""
    words, capitals = _capitals(alias.text)
    if words != length:  # written without its apostrophes
        return tokens.text[tokens.starts[first]].isupper()
    wanted = capitals if alias.case == CAPITALS else capitals[:1]
    return not any(tokens.text[tokens.starts[first + n]].islower() for n in wanted)
