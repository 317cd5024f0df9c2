"""How right one fill of a MUC-4 template is against one of the key: correct, partial or wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from functools import cache

from benchmarks.muc.keys import Fill, Place, Slot, Span, Value, definition


class Grade(IntEnum):
    """What a fill is worth, in halves."""

    WRONG = 0
    PARTIAL = 1
    CORRECT = 2


def grade(slot: Slot, key: Fill, given: Fill, names: frozenset[str]) -> Grade:
    """The worse of value and cross reference. A reference on one side only makes a fill partial at best.

    Any alternative of the key will do; of the given fill, which may not have any, the first is meant.
    `names` are the proper names of the key's template.
    """
    worth = max(_value(slot, k, given.values[0]) for k in key.values)
    if not (worth and slot.refers):
        return worth
    if not (key.reference and given.reference):
        return worth if not (key.reference or given.reference) else Grade.PARTIAL
    named = not names.isdisjoint(key.reference)
    return min(worth, max(strings(k, given.reference[0], named=named) for k in key.reference))


def _value(slot: Slot, key: Value, given: Value) -> Grade:
    if key == given:
        return Grade.CORRECT
    if isinstance(key, Span) and isinstance(given, Span):
        apart = (key.first and given.last < key.first) or (given.first and key.last < given.first)
        return Grade.WRONG if apart else Grade.PARTIAL
    if isinstance(key, Place) and isinstance(given, Place):
        return _place(key, given)
    if isinstance(key, str) and isinstance(given, str):
        if slot.kind in ("phrase", "name"):
            return strings(key, given, named=slot.kind == "name")
        if _above(slot.terms, key, given) or _above(slot.terms, given, key):
            return Grade.PARTIAL
    return Grade.WRONG


def _place(key: Place, given: Place) -> Grade:
    if key.country != given.country:
        return Grade.WRONG
    same = [len(level) for level in key.levels] == [len(level) for level in given.levels] and all(
        a.name == b.name and not a.types.isdisjoint(b.types)
        for one, other in zip(key.levels, given.levels, strict=True)
        for a, b in zip(one, other, strict=True)
    )
    return Grade.CORRECT if same else Grade.PARTIAL


def _above(terms: Mapping[str, str], upper: str, term: str) -> bool:
    """Does a term stand somewhere above another in its list?"""
    while term := terms.get(term, ""):
        if term == upper:
            return True
    return False


@cache
def strings(key: str, given: str, *, named: bool) -> Grade:
    """Correct: the same words, one with all content words of the other, or, unless it is a name, the same head.

    Partial: a content word in common. A proper name has no head: two fronts, or two people called Perez, are two.
    """
    if _words(key) == _words(given):
        return Grade.CORRECT
    one, other = _content(key), _content(given)
    if not (one and other):
        return Grade.WRONG
    if one <= other or other <= one or (not named and _head(key) == _head(given)):
        return Grade.CORRECT
    return Grade.WRONG if one.isdisjoint(other) else Grade.PARTIAL


@cache
def _words(text: str) -> tuple[str, ...]:
    """The words; "M-19" is one, "U.S." too, a plural is as its singular."""
    plain = re.sub(r"'S\b|(?<=\w)\.(?=\w)", lambda m: "", text.upper()).replace("'", "")
    return tuple(_singular(w.replace("-", "")) for w in re.findall(r"[^\W\d_]+-?\d\w*|\w+", plain))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("S") or word.endswith("SS"):
        return word
    return word[:-3] + "Y" if word.endswith("IES") else word[:-1]


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_words(definition()["words"][name]))


@cache
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in _words(text) if not _is_empty(w))


def _is_empty(word: str) -> bool:
    return word.isdecimal() or word in _listed("empty") or word in _listed("ends_head")


def _head(text: str) -> str:
    """The last content word before a preposition, a relative or a comma."""
    head = ""
    for word in _words(text.split(",", maxsplit=1)[0]):
        if word in _listed("ends_head") and head:
            break
        if not _is_empty(word):
            head = word
    return head or max(_content(text))
