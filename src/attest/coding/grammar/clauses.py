"""Whom a verb is about: the groups that are its subject or its object."""

from __future__ import annotations

from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.lists import before_adverbs, group_ending, group_starting, listed_with

REACH_SUBJECT = 18  # tokens between a subject and its verb

_JOINTS = frozenset(("and", "et", "but", "mais", "when", "while", "after", "lorsque", "quand", "alors"))
VERBAL = ("active", "participle", "intransitive")


def subject_of(s: Sentence, first: int) -> list[Group]:
    """The groups that the verb at `first` has as subject, its whole list."""
    k = before_adverbs(s, first)
    while s.is_(k, "be", "have", "modal", "negation", "adverb") or s.lower(k) in ("'", "to"):
        if s.lower(k - 1) in s.classes["before_doing"] and s.groups and s.groups[0].quantity is None:
            return s.groups[:1]  # '… wounded three people before being shot'
        k = before_adverbs(s, k)
    k = _before_aside(s, k)
    direct = group_ending(s, k)
    if direct is not None and direct.quantity is None:
        i = direct.first - 1
        while s.is_(i, "determiner"):
            i -= 1
        whole = group_ending(s, i - 1) if s.is_(i, "of") else None
        direct = whole or direct  # 'five members of the National Army were killed'
    if direct is None:
        for g in reversed(s.groups):
            if g.last > k:
                continue
            if k - g.last > REACH_SUBJECT or _clause_break(s, g.last + 1, k):
                break
            if s.is_(g.first - 1, "oblique") and g.quantity is None:
                continue
            direct = g
            break
    if direct is None:
        return []
    direct = direct.within or direct
    chain = listed_with(s, direct, -1)
    if all("part" in g.taken for g in chain):
        whole = chain[0].part_of
        if whole is not None and whole not in chain:
            chain = [whole, *chain]
    return chain


def _before_aside(s: Sentence, k: int) -> int:
    """The token before an aside that names who says it: 'One guard, the prison service said, had been stabbed'."""
    if s.raw(k) == ")":
        return next((i - 1 for i in range(k - 1, max(-1, k - 8), -1) if s.raw(i) == "("), k)
    if s.raw(k) not in (",", "–", "—"):
        return k
    for i in range(k - 1, max(-1, k - 14), -1):
        if s.raw(i) in (",", "–", "—"):
            aside = any(i < e.first < k for e in s.of_table("reporting"))
            return i - 1 if aside else k
    return k


def _clause_break(s: Sentence, start: int, end: int) -> bool:
    """Is there a clause of its own between: a stop, another outcome verb or a reporting verb?"""
    for i in range(start, end + 1):
        if s.raw(i) in (";", ":", "."):
            return True
        here = s.by_first.get(i)
        if here and any(
            e.table == "reporting" or (e.table == "outcomes" and e.fields["grammar"] in VERBAL) for e in here
        ):
            return True
        if s.lower(i) in _JOINTS and not any(g.first == i + 1 for g in s.groups):
            return True
    return False


def object_of(s: Sentence, last: int) -> list[Group]:
    """The groups that the verb ending at `last` has as object, its whole list."""
    g = group_starting(s, last + 1)
    if g is None or (g.part_of is not None and "part" in g.taken):
        return []
    return listed_with(s, g, +1)
