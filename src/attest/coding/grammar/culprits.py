"""What is common to all searches for a culprit: the types, the closed words, and finding groups near a token."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.lists import joined

ARMED = frozenset(("armed_group", "gang", "cartel", "militia", "paramilitary", "pmc"))
"""Kinds of organisations that attack by trade."""


ARMED_MEN = "armed men"


@dataclass(slots=True, eq=False)
class Attacker:
    """A side that the sentence names as having done it."""

    group: Group | None
    text: str
    start: int
    end: int
    basis: str  # claimed | attributed | suspected | stated
    by: str | None
    via: str | None
    rule: str
    side: str | None = None
    country: str | None = None  # for 'Russian drone attack'
    on_attackers: bool = False  # the act hit attackers: 'police shot the assailants'
    weak: bool = False  # named by the deed alone: 'the attackers fled'


@dataclass(slots=True, eq=False)
class Claim:
    """A claim or a denial of responsibility."""

    kind: str  # claim | denial
    group: Group
    via: str | None
    start: int
    end: int
    rule: str


@cache
def attack_words(language: str) -> dict[str, frozenset[str]]:
    """Closed word sets of the search for culprits, by name."""
    table = tomllib.loads(files("attest.coding").joinpath("data/attack_words.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table.get(language, table["en"]).items()}


@cache
def metonyms() -> dict[str, str]:
    """Capitals and seats of power that stand for their state, alpha-3 codes by name."""
    table = tomllib.loads(files("attest.coding").joinpath("data/attack_words.toml").read_text("utf-8"))
    return dict(table["metonyms"])


def attacker(
    g: Group, basis: str, rule: str, *, by: str | None = None, via: str | None = None, side: str | None = None
) -> Attacker:
    """A group as an attacker."""
    return Attacker(g, g.text, g.start, g.end, basis, by, via, rule, side)


def is_lone(s: Sentence, g: Group) -> bool:
    """Is this one person who is not named: 'a man', 'the assailant', 'un ressortissant'?"""
    return not g.plural and g.head is not None and g.head in attack_words(s.language)["lone"]


@cache
def _unnamed() -> dict[str, str]:
    table = tomllib.loads(files("attest.coding").joinpath("data/attack_words.toml").read_text("utf-8"))
    return {head: name for name, heads in table["unnamed"].items() for head in heads}


def unnamed(s: Sentence, g: Group) -> str | None:
    """The canonical name of attackers who are not named: 'trois hommes armés' are 'armed men'."""
    if g.actor is not None or g.head is None:
        return None
    if g.plural and is_plain(s, g) and any(is_word(s, i, "under_arms") for i in range(g.first, g.last + 1)):
        return ARMED_MEN
    return _unnamed().get(g.head)


def is_plain(s: Sentence, g: Group) -> bool:
    """Is nothing more told of these people than that they are people: 'men', 'individus', 'a man'?"""
    words = attack_words(s.language)
    return g.actor is None and g.head is not None and (g.head in words["plain_people"] or is_lone(s, g))


def is_word(s: Sentence, i: int, name: str) -> bool:
    """Is the i-th token in a set of attack words?"""
    return s.lower(i) in attack_words(s.language)[name]


def armed(g: Group) -> bool:
    """Is the group one that attacks by trade: gunmen, rebels, an armed organisation?"""
    if g.actor is not None:
        return g.actor.actor.kind in ARMED
    return g.role == "attacker"


def can_attack(g: Group) -> bool:
    """Is the group an attacker by its name, or an organisation?"""
    return g.role == "attacker" or g.actor is not None or g.category == "militant"


def last_group(s: Sentence, i: int, reach: int = 12) -> Group | None:
    """The nearest group that ends at or before token i."""
    for g in reversed(s.groups):
        if g.last <= i:
            return g if i - g.last <= reach else None
    return None


def next_group(s: Sentence, i: int, reach: int = 4) -> Group | None:
    """The nearest group that starts at or behind token i, or holds it."""
    for g in s.groups:
        if g.first >= i:
            return g if g.first - i <= reach else None
        if g.first < i <= g.last:
            return g
    return None


def list_from(s: Sentence, g: Group) -> list[Group]:
    """A group with those that follow it in one list."""
    out, order = [g], s.groups
    at = order.index(g)
    while at + 1 < len(order) and joined(s, order[at], order[at + 1]):
        at += 1
        out.append(order[at])
    return out


def list_to(s: Sentence, g: Group) -> list[Group]:
    """A group with those that stand before it in one list."""
    out, order = [g], s.groups
    at = order.index(g)
    while at and joined(s, order[at - 1], order[at]):
        if s.raw(order[at - 1].last + 1) == "," and armed(order[at - 1]) != armed(order[at]):
            break
        at -= 1
        out.insert(0, order[at])
    return out


def named_behind(s: Sentence, g: Group) -> Group:
    """The organisation that a group belongs to: 'fighters of the X', 'members of X', 'the group, X'; else the group."""
    if g.actor is not None:
        return g
    at = s.groups.index(g)
    for h in s.groups[at + 1 : at + 3]:
        if h.actor is None or h.actor.actor.kind not in ARMED | {"state_force", "police"}:
            continue
        between = list(range(g.last + 1, h.first))
        if len(between) <= 7 and any(is_word(s, i, "belong") for i in between) and not _broken(s, between):
            return _hedged_as(g, h)
        if len(between) <= 2 and all(s.punct(i) or s.is_(i, "determiner") for i in between) and g.definite:
            return _hedged_as(g, h)
        break
    return g


def _hedged_as(g: Group, h: Group) -> Group:
    """'suspected members of X': the hedge is X's too."""
    h.hedged = h.hedged or g.hedged
    return h


def _broken(s: Sentence, tokens: list[int]) -> bool:
    return any(
        s.raw(i) in (";", ":", ".") or s.is_(i, "conjunction", "have", "modal", "negation") for i in tokens
    ) or any(e.table in ("outcomes", "reporting") or (e.table == "acts") for i in tokens for e in s.by_first.get(i, []))


def reported(s: Sentence, e: Entry, kinds: tuple[str, ...]) -> bool:
    """Is an entry a reporting word of one of the kinds?"""
    return e.table == "reporting" and e.fields["kind"] in kinds


def suspected_near(s: Sentence, g: Group) -> bool:
    """Is the group hedged behind its name: 'gunmen believed to be bandits', 'men, suspected of …'?"""
    for i in range(g.last + 1, min(g.last + 5, len(s.tokens))):
        for e in s.by_first.get(i, []):
            if reported(s, e, ("suspect",)):
                return True
        if not (s.raw(i) == "," or s.is_(i, "relative", "be")):
            return False
    return False
