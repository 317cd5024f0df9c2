"""Groups of people beside a word, and those that stand in one list with them."""

from __future__ import annotations

from functools import cache

from attest.coding.grammar.analysis import Group, Sentence, function_words

_BETWEEN = frozenset(("à", "a", "at", "least", "of", "up", "to", '"', "“", "«", "the", "some", "as", "many"))
"""Words that may come between a verb and the group it is about."""

_LINKS = frozenset((",", "and", "et", "or", "ou", "à", "as", "well", "ainsi", "que", "plus", "with", "along"))
"""Words that link what stands in a list."""


def starts(s: Sentence, i: int, *tables: str) -> bool:
    """Does an entry of one of some tables start at token i?"""
    found = s.by_first.get(i)
    return found is not None and any(e.table in tables for e in found)


def before_adverbs(s: Sentence, i: int) -> int:
    """Index of the first token left of `i` that is not an adverb."""
    i -= 1
    while i >= 0 and s.is_(i, "adverb") and not s.is_(i, "be", "have"):
        i -= 1
    return i


def group_ending(s: Sentence, i: int) -> Group | None:
    """The group whose last token is i."""
    for g in s.groups:
        if g.last == i:
            return g
    return None


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
        return g if not gap or all(s.lower(j) in _BETWEEN or s.is_(j, "adverb", "determiner") for j in gap) else None
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
        if step < 0 and (_is_source(s, nxt) or has_own_verb(s, nxt.part_of or nxt)):
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
        for e in s.by_first.get(i, ())
    )


@cache
def _part_ends(language: str) -> frozenset[str]:
    """The last words of the phrases by which people are part of others: without one there are no parts."""
    words = function_words(language)
    return frozenset(phrase.split()[-1] for phrase in words["part_words"] | words["of_them"])


def mark_parts(s: Sentence, groups: list[Group]) -> None:
    """'70 people, including ten women and three infants': the latter are part of the former, not added."""
    if not s.where(_part_ends(s.language)):
        return
    words = s.classes["part_words"]
    for n, g in enumerate(groups):
        i = g.first - 1
        while i >= 0 and (s.lower(i) in (",", "(", ":", "-", "–", "—") or s.is_(i, "adverb")):
            i -= 1
        two = s.lower(i - 1) + " " + s.lower(i)
        if s.lower(i) in words or two in words or s.lower(g.last - 1) + " " + s.lower(g.last) in s.classes["of_them"]:
            whole = next((h for h in reversed(groups[:n]) if h.quantity is not None and h.part_of is None), None)
            g.part_of = whole
            g.taken.add("part")
            if whole is not None and (g.demographic == "women" or g.head in s.classes["people"]):
                g.category = whole.category  # 'three rebels, including a woman'
        elif n and groups[n - 1].taken >= {"part"} and joined(s, groups[n - 1], g):
            whole = groups[n - 1].part_of
            if whole is not None and has_own_verb(s, whole) and has_own_verb(s, g):
                continue  # 'ten were killed, two of them children, and nine were injured'
            g.part_of = whole
            g.taken.add("part")


def joined(s: Sentence, a: Group, b: Group) -> bool:
    """Do two groups stand in one list: 'A and B', 'A, B'?"""
    return _list_words(s, a.last + 1, b.first) or (a.phrase < b.first and _list_words(s, a.phrase + 1, b.first))


def _list_words(s: Sentence, start: int, end: int) -> bool:
    if end - start > 4:
        return False
    between = [s.lower(i) for i in range(start, end)]
    if s.language == "fr" and len(between) > 1 and s.is_(end - 1, "of"):
        between.pop()  # 'la mort d'un soldat et de deux guides'
    return 0 < len(between) <= 3 and _LINKS.issuperset(between) and (between[-1] != "with" or "along" in between)
