"""Those attacked, where no outcome word tells of them: 'attack on soldiers', 'worshippers were attacked'."""

from __future__ import annotations

from typing import Any

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.culprits import attack_words, is_word, list_from
from attest.coding.grammar.events import Event
from attest.coding.grammar.lists import starts
from attest.coding.grammar.speech import Attribution

REACH = 3  # tokens between an act and the preposition of aim, and between that and those hit


DONE_TO = frozenset(("assassination", "massacre", "abduction", "killing"))
"""Acts whose 'of' is before those who were hit."""


def victim(s: Sentence, g: Group, measure: str | None) -> dict[str, Any]:
    """What a mention of a victim says of a group."""
    q = g.quantity
    return {
        "category": g.category,
        "nationality": g.nationality or _country(g),
        "actor": g.actor.actor if g.actor else None,
        "demographic": g.demographic,
        "measure": measure,
        "low": q.low if q is not None else None,
        "singular": not g.plural,
        "people": g.head is not None and g.head in attack_words(s.language)["at_large"],
        "attacker": g.role == "attacker",
        "deed": g.role == "attacker" and is_word(s, g.last, "by_deed"),
    }


def find_attacked(s: Sentence, events: list[Event], said: list[Attribution]) -> list[Group]:
    """The groups that an act of the sentence is aimed at, in order."""
    out: list[Group] = []
    for ev in events:
        e = ev.entry
        if ev.unreal:
            continue
        g = _hit(s, e)
        if g is not None:
            out += [h for h in list_from(s, g.within or g) if h not in out]
    out += [g for g in _listed(s) if g not in out]
    if not out:
        return out
    return [g for g in out if _person(g) and not any(a.start <= g.start and g.end <= a.end for a in said)]


def _listed(s: Sentence) -> list[Group]:
    """'The dead are a teacher and …', 'parmi les victimes figurent deux élèves'."""
    for i in s.where(attack_words(s.language)["the_hit"]):
        if not s.is_(i - 1, "definite"):
            continue
        j = i + 1
        while s.is_(j, "be", "have", "adverb") or is_word(s, j, "named_as"):
            j += 1
        g = _starting(s, j) if j > i + 1 else None
        if g is not None:
            return list_from(s, g)
    return []


def _person(g: Group) -> bool:
    return g.role != "attacker" and (g.head is not None or g.actor is not None)


def _hit(s: Sentence, e: Entry) -> Group | None:
    """The first of those whom an act word hits."""
    if e.fields["pos"] != "noun" and _passive(s, e):
        return next(
            (
                g
                for g in reversed(s.groups)
                if g.last < e.first and e.first - g.last <= 5 and _person(g) and _clear(s, g.last + 1, e.first)
            ),
            None,
        )
    i = e.last + 1
    direct = _starting(s, i) if e.fields["pos"] != "noun" else None
    if direct is not None:
        return direct
    at_people = attack_words(s.language)["at_people"]
    of_people = e.fields["pos"] == "noun" and e.fields["act"] in DONE_TO
    for j in range(i, i + REACH + 1):
        if of_people if s.is_(j, "of") else s.lower(j) in at_people:
            return _starting(s, j + 1)
        if s.punct(j) or s.is_(j, "conjunction", "relative", "be", "have"):
            break
    return None


def _passive(s: Sentence, e: Entry) -> bool:
    return s.is_(e.first - 1, "be") or s.is_(e.first - 2, "be")


def _starting(s: Sentence, i: int) -> Group | None:
    """The group of people that starts at token i, or behind two words that belong to it."""
    g = next((g for g in s.groups if g.last >= i), None) if s.groups else None
    if g is None or not (0 <= g.first - i <= 2) or not _person(g) or not _clear(s, i, g.first):
        return None
    return g


def _clear(s: Sentence, start: int, end: int) -> bool:
    """Is there no stop, and no other phrase or clause, in between?"""
    return start >= end or not any(
        (s.punct(i) and s.raw(i) not in ('"', "“", "«", "”", "»"))
        or s.is_(i, "conjunction", "relative", "preposition")
        or starts(s, i, "reporting", "outcomes", "targets")
        for i in range(start, end)
    )


def _country(g: Group) -> str | None:
    """The country of a force that is named: 'soldiers of the Malian army'."""
    if g.actor is None or g.actor.actor.kind not in ("state_force", "police", "government"):
        return None
    countries = g.actor.actor.countries
    return countries[0] if len(countries) == 1 else None
