"""The words before and after a name of a place: its kind, its relation, its whole phrase."""

from __future__ import annotations

from dataclasses import dataclass

from attest.grounding.places_tokens import Tokens
from attest.grounding.places_words import PlaceKind, Relation, Words, shared


@dataclass(slots=True)
class Around:
    """What the surroundings of a name say."""

    relation: Relation = "of"
    strong: bool = False
    weak: bool = False
    typed: PlaceKind | None = None
    phrase_start: int = 0
    phrase_end: int = 0


def look_around(tokens: Tokens, first: int, last: int, words: Words) -> Around:
    """Read the words before word `first` and after word `last`, within the clause."""
    keys = tokens.keys
    around = Around(phrase_start=tokens.starts[first], phrase_end=tokens.ends[last])
    if last + 1 < len(keys) and keys[last + 1] in words.trailing:
        _behind(tokens, last, words, around)
    # most names have none of the words that tell anything before them
    told = first and not tokens.parts[first] and (around.typed is not None or keys[first - 1] in words.leading)
    if told or keys[first] in words.articles:
        _cue(tokens, _type_before(tokens, first, words, around), words, around)
    if around.relation == "of" and not around.weak and not around.typed:
        around.relation = "at"
    return around


def _behind(tokens: Tokens, last: int, words: Words, around: Around) -> None:
    keys, kinds, j = tokens.keys, words.kinds, last + 1
    if tokens.breaks[j] or tokens.gaps[j].strip() not in ("", "-"):
        return
    steps = 0
    while j + 1 < len(keys) and steps < 2 and keys[j] in words.adjectives and keys[j] not in kinds:
        if tokens.parts[j + 1]:
            break
        j, steps = j + 1, steps + 1  # "Jalazone refugee camp"
    word = keys[j]
    if steps and word not in kinds:
        return
    if word == "police" and j + 1 < len(keys) and keys[j + 1] == "station":
        around.typed, around.phrase_end = "place", tokens.ends[j + 1]
    elif word == "local" and j + 2 < len(keys) and keys[j + 1] == "government":
        around.typed, around.phrase_end = "admin2", tokens.ends[j + 2]
    elif word in kinds and not word.endswith("s") and word not in words.articles:
        around.typed, around.phrase_end = kinds[word], tokens.ends[j]
    elif word in words.road:
        around.relation = "between"
        around.phrase_end = tokens.ends[j]
    elif word in words.border:
        around.relation = "border"
        around.phrase_end = tokens.ends[j]


def _type_before(tokens: Tokens, first: int, words: Words, around: Around) -> int:
    """Read "the northern town of" before the name; return the index of the first token of what was read."""
    keys, clear = tokens.keys, tokens.clear
    k = first - 1
    at = first
    if not clear(k, first):
        return at
    # "town of the", "ville de", "région du", "province de la"
    while k >= 0 and keys[k] in words.articles and clear(k, first):
        k -= 1
    if k >= 0 and keys[k] in words.of and clear(k, first):
        m = k - 1
        if m >= 0 and keys[m] in words.of:
            m -= 1
        # "ville frontalière de", "locality in": adjectives between the type and "of"
        steps = 0
        while m >= 0 and steps < 2 and keys[m] in words.adjectives and keys[m] not in words.kinds:
            m -= 1
            steps += 1
        if m >= 0 and keys[m] in words.kinds and clear(m, first):
            around.typed = around.typed or words.kinds[keys[m]]
            at = m
            if words.kinds[keys[m]] == "place" and m >= 1 and keys[m - 1] in ("chef", "lieu"):
                at = m - 1
            return _left_edge(tokens, at, first, words, around)
        return at
    # "town X", "Camp X", "northern X", "the Somali town X", "le village X"
    before = keys[first - 1]
    if before in words.kinds and not before.endswith("s"):
        around.typed = around.typed or words.kinds[before]
        at = first - 1
    return _left_edge(tokens, at, first, words, around)


def _left_edge(tokens: Tokens, at: int, first: int, words: Words, around: Around) -> int:
    """Take adjectives and an article before the phrase into it."""
    keys = tokens.keys
    steps = 0
    while at >= 1 and steps < 4 and tokens.clear(at - 1, first):
        key = keys[at - 1]
        if (
            key in words.adjectives
            or key in words.kinds
            or (steps and key == "s")
            or (
                steps == 0
                and around.typed
                and at >= 2
                and tokens.capital[at - 1]
                and key.endswith(("an", "ese", "ian", "i", "ish"))
            )
        ):
            at -= 1
        else:
            break
        steps += 1
    if at >= 1 and keys[at - 1] in words.articles and tokens.clear(at - 1, first):
        at -= 1
    around.phrase_start = min(around.phrase_start, tokens.starts[at])
    return at


def _cue(tokens: Tokens, at: int, words: Words, around: Around) -> None:
    """Find the longest cue that ends right before token `at` (or includes its article)."""
    keys = tokens.keys
    for end in (at, at + 1) if keys[at] in words.articles else (at,):
        options = words.cues_by_last.get(keys[end - 1]) if end else None
        if options is None or (end == at and tokens.parts[end]):
            continue
        for phrase, relation, strong in options:
            begin = end - len(phrase)
            if begin < 0 or (len(phrase) > 1 and tuple(keys[begin:end]) != phrase):
                continue
            if True in tokens.parts[begin + 1 : end]:
                continue
            if relation == "list":
                around.weak = True
                return
            if len(phrase) > 1 and phrase[0] in words.directions and begin and keys[begin - 1] in words.articles:
                relation = "at"  # "in the west of Niger"
            begin, distance = _distance(tokens, begin, end, words)
            if distance:
                relation, strong = "distance", True
            around.strong, around.weak = strong, not strong
            if around.relation in ("of", "at") or distance:
                around.relation = relation
            if relation in ("near", "distance", "between", "border", "toward"):
                around.phrase_start = min(around.phrase_start, tokens.starts[begin])
            return


def _distance(tokens: Tokens, begin: int, end: int, words: Words) -> tuple[int, bool]:
    """Whether "30 km (north) of" or "a few miles from" stands here; where it begins."""
    keys, clear = tokens.keys, tokens.clear
    least = max(0, end - 7)
    if words.units.isdisjoint(keys[least:end]):
        return begin, False
    numbers = shared("numbers")
    for k in range(end - 1, least - 1, -1):
        if keys[k] in words.units and clear(k, end - 1):
            m = k - 1
            start = k
            while k - m <= 4 and clear(m, k) and (keys[m][0].isdigit() or keys[m] in numbers):
                start = m
                m -= 1
            return start, True
    return begin, False
