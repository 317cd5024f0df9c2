"""Groups of people beside a word, and those that stand in one list with them."""

from __future__ import annotations

from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.groups import joined


def before_adverbs(s: Sentence, i: int) -> int:
    """Index of the first token left of `i` that is not an adverb."""
    i -= 1
    while i >= 0 and s.is_(i, "adverb") and not s.is_(i, "be", "have"):
        i -= 1
    return i


def group_ending(s: Sentence, i: int) -> Group | None:
    """The group whose last token is i."""
    return next((g for g in s.groups if g.last == i), None)


def group_starting(s: Sentence, i: int, slack: int = 3) -> Group | None:
    """The group that starts at token i, or up to `slack` tokens on behind words that may come between."""
    for g in s.groups:
        if g.first < i:
            if g.last >= i:
                return None
            continue
        gap = range(i, g.first)
        if len(gap) > slack:
            return None
        if all(
            s.is_(j, "adverb", "determiner")
            or s.lower(j) in ("à", "a", "at", "least", "of", "up", "to", '"', "“", "«", "the", "some", "as", "many")
            for j in gap
        ):
            return g
        return None
    return None


def listed_with(s: Sentence, g: Group, step: int) -> list[Group]:
    """A group with those that stand in one list with it, leftwards (-1) or rightwards (+1)."""
    order = [h for h in s.groups if h.within is None or h is g]
    at = order.index(g)
    out = [g]
    while 0 <= at + step < len(order):
        nxt = order[at + step]
        a, b = (nxt, order[at]) if step < 0 else (order[at], nxt)
        linked = joined(s, a, b) or (("part" in b.taken) and b.first - a.last <= 6)
        if not linked:
            break
        if step > 0 and has_own_verb(s, nxt):
            break
        if step < 0 and _is_source(s, nxt):
            break
        out.append(nxt)
        at += step
    return out if step > 0 else out[::-1]


def _is_source(s: Sentence, g: Group) -> bool:
    """Is a group the one who says it: 'according to the chief, four men were killed', 'selon le maire, …'?"""
    i = g.first - 1
    while s.is_(i, "determiner") and not s.is_(i, "relative"):
        i -= 1
    words = [s.slice(e.first, e.last).lower() for e in s.ending_at(i) if e.table == "reporting"]
    return any(w in s.speech["according"] for w in words)


def has_own_verb(s: Sentence, g: Group) -> bool:
    """Does a group start a clause of its own: '... and two were wounded', '... and three others injured'?"""
    i = g.last + 1
    while s.is_(i, "adverb", "be", "have"):
        if s.is_(i, "be", "have"):
            return True
        i += 1
    return any(
        e.table == "outcomes" and e.fields["grammar"] in ("participle", "count_noun", "intransitive")
        for e in s.by_first.get(i, [])
    )
