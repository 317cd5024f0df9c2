"""The sides of a clash: 'fighting between A and B', 'A clashed with B', 'A exchanged fire with B'."""

from __future__ import annotations

from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.culprits import (
    Attacker,
    attacker,
    can_attack,
    is_word,
    last_group,
    list_from,
    list_to,
    named_behind,
    next_group,
)

REACH_BETWEEN = 9
REACH_VERSUS = 6


def find_sides(s: Sentence) -> list[Attacker]:
    """Both sides of the first clash of a sentence that names them."""
    for e in s.of_table("acts"):
        if e.fields["act"] != "clash":
            continue
        pair = _between(s, e.last) or _with(s, e.first, e.last) or _together(s, e.first)
        if pair:
            return [
                attacker(named_behind(s, g), "stated", "side of a clash", side="a" if n == 0 else "b")
                for n, g in enumerate(pair)
            ]
    return []


def _together(s: Sentence, first: int) -> list[Group]:
    """'The army and the rebels clashed': the subjects of a verb of clashing."""
    left = last_group(s, first - 1, reach=2)
    sides = list_to(s, left) if left is not None else []
    return sides if len(sides) == 2 and all(_fights(g) for g in sides) else []


def _fights(g: Group) -> bool:
    if g.head is None and g.actor is None:
        return False
    return can_attack(g) or g.category in ("military", "police", "peacekeeper") or (g.role == "either" and g.plural)


def _party(g: Group) -> bool:
    """Can the group be one side of fighting 'between A and B': also herders and farmers, two clans, but no toll?"""
    return _fights(g) or (g.plural and g.head is not None and g.quantity is None)


def _between(s: Sentence, last: int) -> list[Group]:
    at = next((i for i in range(last + 1, min(last + REACH_BETWEEN, len(s.tokens))) if is_word(s, i, "between")), None)
    if at is None and is_word(s, last, "pitting"):
        at = last  # 'des combats ont opposé l'armée aux rebelles'
    if at is None:
        return []
    g = next_group(s, at + 1)
    if g is None:
        return []
    sides = list_from(s, g)
    if len(sides) < 2:
        n = s.groups.index(named_behind(s, g))
        if n + 1 < len(s.groups) and s.groups[n + 1].first - s.groups[n].last <= 8:
            sides = [g, s.groups[n + 1]]
    sides = [x for x in sides[:3] if _party(x)]
    if len(sides) == 1 and sides[0].quantity is not None and not can_attack(sides[0]):
        return []
    return sides


def _with(s: Sentence, first: int, last: int) -> list[Group]:
    at = next((i for i in range(last + 1, min(last + REACH_VERSUS, len(s.tokens))) if is_word(s, i, "versus")), None)
    if at is None:
        return []
    right, left = next_group(s, at + 1), last_group(s, first - 1)
    if right is None or not _fights(right):
        return []
    if left is None or not _fights(left):
        return [right] if can_attack(right) else []  # 'an encounter with the rebels'
    return [left, right]
