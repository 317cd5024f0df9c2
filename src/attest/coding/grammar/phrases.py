"""Groups inside the phrases of others: 'the driver of the mayor', 'two guards, members of the National Guard, …'."""

from __future__ import annotations

from functools import cache

from attest.coding.grammar.analysis import Group, Sentence, function_words
from attest.coding.grammar.lists import starts

REACH = 7  # tokens of a phrase behind a head
BESIDE = ("unknown", "civilian")
"""Categories that an apposition may make firmer: 'two guards, members of the National Guard'."""


def nest(s: Sentence, groups: list[Group]) -> None:
    """Say of each group how far its phrase reaches, and which group it is part of."""
    for g in groups:
        g.phrase = _behind(s, g.last, groups)
    for n, g in enumerate(groups[1:], 1):
        whole = groups[n - 1]
        whole = whole.within or whole
        if g.quantity is not None and g.quantity.kind != "article":
            continue
        if whole.last < g.first and g.last <= whole.phrase and _bound(s, whole, g):
            g.within = whole
        elif _apposed(s, whole, g):
            g.within = whole
            whole.phrase = max(whole.phrase, g.phrase)
            whole.nationality = whole.nationality or g.nationality
            if whole.category in BESIDE and g.category not in BESIDE and g.role != "attacker":
                whole.category = g.category


def _bound(s: Sentence, whole: Group, g: Group) -> bool:
    """Does a preposition of belonging tie the group to the one before: 'of', 'for', 'to'?"""
    return _belongs(s, whole.last + 1) or _belongs(s, g.first - 1)


def _belongs(s: Sentence, i: int) -> bool:
    return s.is_(i, "belonging") or s.lower(i) == "to"


@cache
def _leading(language: str) -> frozenset[str]:
    """What may lead on from a head to the rest of its phrase."""
    words = function_words(language)
    return words["belonging"] | words["oblique"] | {"to", ","}


def _behind(s: Sentence, last: int, groups: list[Group]) -> int:
    """The last token of the phrases behind a head: 'of a local channel', 'in Gao', ', Efrén Salgado,'."""
    end, leading = last, _leading(s.language)
    while True:
        i = end + 1
        if s.lower(i) not in leading:
            return end
        if _belongs(s, i):
            j = i + 1
            while j - i <= REACH and j < len(s.tokens) and not _stop(s, j):
                j += 1
            if j == i + 1 or j - i > REACH or (not s.is_(i, "of") and not _closes(s, j)):
                return end
            end = j - 1
        elif s.is_(i, "oblique"):
            j = _names(s, i + 1)
            if j == i + 1:
                return end
            end = j - 1
        elif s.raw(i) == "," and (j := _names(s, i + 1)) > i + 2 and s.raw(j) == ",":
            if any(g.first <= i + 1 <= g.last for g in groups):
                return end
            end = j - 1
        else:
            return end


def _names(s: Sentence, i: int) -> int:
    """Index behind the capitalised words from token i on, at most four."""
    j = i
    while j - i <= 4 and s.raw(j)[:1].isupper():
        j += 1
    return j


def _closes(s: Sentence, i: int) -> bool:
    return i >= len(s.tokens) or s.punct(i) or s.is_(i, "conjunction", "be", "have")


def _stop(s: Sentence, i: int) -> bool:
    if s.lower(i) == "'s":
        return False
    if s.punct(i) or s.is_(i, "conjunction", "relative", "pronoun", "be", "have", "modal", "negation"):
        return True
    if s.is_(i, "preposition") and not s.is_(i, "of"):
        return True
    here = s.by_first.get(i)
    return here is not None and any(
        e.table in ("reporting", "outcomes") or (e.table == "acts" and e.fields["pos"] != "noun") for e in here
    )


def _apposed(s: Sentence, whole: Group, g: Group) -> bool:
    """Is the group another name for the one before: 'the driver, a Nigerian, died', 'a priest, Father Benassi, …'?"""
    if whole.phrase + 2 != g.first or whole.plural != g.plural or s.raw(whole.phrase + 1) not in (",", "("):
        return False
    end = g.phrase + 1
    if s.raw(end) not in (",", ")", "") and not s.is_(end, "be"):
        return False
    behind = end + 1
    return not (
        s.is_(behind, "conjunction", "determiner")
        or any(h.first == behind for h in s.groups)
        or starts(s, behind, "persons", "reporting")
    )
