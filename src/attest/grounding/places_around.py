"""The words before and after a name of a place: its kind, its relation, its whole phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from attest.grounding.gazetteer_names import fold
from attest.grounding.places_words import PlaceKind, Words, shared

_WORD: Final = re.compile(r"([^\W_]+)")
_BREAK: Final = re.compile(r"[.!?;:()\[\]\n«»“”\"|—–]")


class Token(NamedTuple):
    """One word of the text: offsets, the word folded, its capitals; whether a break, or only a comma, precedes it."""

    start: int
    end: int
    key: str
    capital: bool
    upper: bool
    breaks: bool
    comma: bool


@dataclass(slots=True)
class Around:
    """What the surroundings of a name say."""

    relation: str = "of"
    strong: bool = False
    weak: bool = False
    typed: PlaceKind | None = None
    phrase_start: int = 0
    phrase_end: int = 0


def tokens_of(text: str) -> list[Token]:
    """The words of a text."""
    tokens: list[Token] = []
    make, add = tuple.__new__, tokens.append
    pieces = _WORD.split(text)  # gaps and words by turns: quicker than an object for each match
    end = 0
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        start = end + len(gap)
        end = start + len(word)
        breaks = comma = False
        if gap != " ":
            breaks = not tokens or ((len(gap) > 1 or gap not in "-'’") and _BREAK.search(gap) is not None)
            comma = "," in gap
        elif not tokens:
            breaks = True
        key = word.lower() if word.isascii() else fold(word) or word.lower()
        upper = end - start > 1 and word.isupper()
        add(make(Token, (start, end, key, word[0].isupper(), upper, breaks, comma)))
    return tokens


def look_around(text: str, tokens: list[Token], first: int, last: int, words: Words) -> Around:
    """Read the words before token `first` and after token `last`, within the clause."""
    around = Around(phrase_start=tokens[first].start, phrase_end=tokens[last].end)
    _behind(text, tokens, last, words, around)
    at = _type_before(tokens, first, words, around)
    _cue(tokens, at, words, around)
    if around.relation == "of" and not around.weak and not around.typed:
        around.relation = "at"
    return around


def _behind(text: str, tokens: list[Token], last: int, words: Words, around: Around) -> None:
    j = last + 1
    if (
        j >= len(tokens)
        or tokens[j].breaks
        or text[tokens[last].end : tokens[j].start].strip() not in ("", "-", "'s", "’s")
    ):
        return
    steps = 0
    while j + 1 < len(tokens) and steps < 2 and tokens[j].key in words.adjectives and tokens[j].key not in words.kinds:
        if not clear(tokens, j, j + 1):
            break
        j, steps = j + 1, steps + 1  # "Jalazone refugee camp"
    if steps and tokens[j].key not in words.kinds:
        return
    word = tokens[j].key
    if word == "police" and j + 1 < len(tokens) and tokens[j + 1].key == "station":
        around.typed, around.phrase_end = "place", tokens[j + 1].end
    elif word == "local" and j + 2 < len(tokens) and tokens[j + 1].key == "government":
        around.typed, around.phrase_end = "admin2", tokens[j + 2].end
    elif word in words.kinds and not word.endswith("s") and word not in words.articles:
        around.typed, around.phrase_end = words.kinds[word], tokens[j].end
    elif word in words.road:
        around.relation = "between"
        around.phrase_end = tokens[j].end
    elif word in words.border:
        around.relation = "border"
        around.phrase_end = tokens[j].end


def clear(tokens: list[Token], k: int, first: int) -> bool:
    """Whether no break lies between token k and token first."""
    for i in range(k + 1, first + 1):  # a loop: asked too often for a generator
        token = tokens[i]
        if token.breaks or token.comma:
            return False
    return k >= 0


def _type_before(tokens: list[Token], first: int, words: Words, around: Around) -> int:
    """Read "the northern town of" before the name; return the index of the first token of what was read."""
    k = first - 1
    at = first
    if not clear(tokens, k, first):
        return at
    # "town of the", "ville de", "région du", "province de la"
    while k >= 0 and tokens[k].key in words.articles and clear(tokens, k, first):
        k -= 1
    if k >= 0 and tokens[k].key in words.of and clear(tokens, k, first):
        m = k - 1
        if m >= 0 and tokens[m].key in words.of:
            m -= 1
        # "ville frontalière de", "locality in": adjectives between the type and "of"
        steps = 0
        while m >= 0 and steps < 2 and tokens[m].key in words.adjectives and tokens[m].key not in words.kinds:
            m -= 1
            steps += 1
        if m >= 0 and tokens[m].key in words.kinds and clear(tokens, m, first):
            around.typed = around.typed or words.kinds[tokens[m].key]
            at = m
            if words.kinds[tokens[m].key] == "place" and m >= 1 and tokens[m - 1].key in ("chef", "lieu"):
                at = m - 1
            return _left_edge(tokens, at, first, words, around)
        return at if at != first else first
    k = first - 1
    # "town X", "Camp X", "northern X", "the Somali town X", "le village X"
    if tokens[k].key in words.kinds and not tokens[k].key.endswith("s") and clear(tokens, k, first):
        around.typed = around.typed or words.kinds[tokens[k].key]
        at = k
    return _left_edge(tokens, at, first, words, around)


def _left_edge(tokens: list[Token], at: int, first: int, words: Words, around: Around) -> int:
    """Take adjectives and an article before the phrase into it."""
    steps = 0
    while at >= 1 and steps < 4 and clear(tokens, at - 1, first):
        word = tokens[at - 1]
        if (
            word.key in words.adjectives
            or word.key in words.kinds
            or (steps and word.key in ("s",))
            or (
                word.capital
                and steps == 0
                and around.typed
                and at >= 2
                and word.key.endswith(("an", "ese", "ian", "i", "ish"))
            )
        ):
            at -= 1
        else:
            break
        steps += 1
    if at >= 1 and tokens[at - 1].key in words.articles and clear(tokens, at - 1, first):
        at -= 1
    around.phrase_start = min(around.phrase_start, tokens[at].start)
    return at


def _cue(tokens: list[Token], at: int, words: Words, around: Around) -> None:
    """Find the longest cue that ends right before token `at` (or includes its article)."""
    for end in (at, at + 1) if at < len(tokens) and tokens[at].key in words.articles else (at,):
        if not end:
            continue
        options = words.cues_by_last.get(tokens[end - 1].key)
        if options is None or (end == at and end < len(tokens) and (tokens[end].breaks or tokens[end].comma)):
            continue
        for phrase, relation, strong in options:
            begin = end - len(phrase)
            if begin < 0 or any(tokens[begin + n].key != word for n, word in enumerate(phrase)):
                continue
            if not clear(tokens, begin, end - 1):
                continue
            if relation == "list":
                around.weak = True
                return
            if len(phrase) > 1 and phrase[0] in words.directions and begin and tokens[begin - 1].key in words.articles:
                relation = "at"  # "in the west of Niger"
            begin, distance = _distance(tokens, begin, end, words)
            if distance:
                relation, strong = "distance", True
            around.strong, around.weak = strong, not strong
            if around.relation in ("of", "at") or distance:
                around.relation = relation
            if relation in ("near", "distance", "between", "border", "toward"):
                around.phrase_start = min(around.phrase_start, tokens[begin].start)
            return


def _distance(tokens: list[Token], begin: int, end: int, words: Words) -> tuple[int, bool]:
    """Whether "30 km (north) of" or "a few miles from" stands here; where it begins."""
    for k in range(end - 1, max(-1, end - 8), -1):
        if tokens[k].key in words.units and clear(tokens, k, end - 1):
            m = k - 1
            start = k
            while (
                m >= 0
                and k - m <= 4
                and clear(tokens, m, k)
                and (tokens[m].key[0].isdigit() or tokens[m].key in shared("numbers"))
            ):
                start = m
                m -= 1
            return start, True
    return begin, False
