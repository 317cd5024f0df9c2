"""Things attacked, among the many things that a sentence names: 'stormed a hotel', 'an attack on the base'."""

from __future__ import annotations

from attest.coding.grammar.analysis import Entry, Sentence
from attest.coding.grammar.events import Event

REACH = 5  # tokens between an act and the thing it hits


def find_targets(s: Sentence, events: list[Event]) -> dict[int, str]:
    """The entries of the targets table that an act of the sentence hits: first token -> the rule that says so."""
    out: dict[int, str] = {}
    things = s.of_table("targets")
    acts = [ev.entry for ev in events if not ev.unreal] if things else []
    if not acts:
        return out
    for e in things:
        if s.lower(e.first - 1) == "as" or _in_name(s, e) or _of_weapon(s, e):
            continue
        rule = next((r for act in acts if (r := _hit(s, act, e))), None)
        if rule is not None:
            out[e.first] = rule
    for e in things:  # 'attacked a church and a clinic'
        if e.first not in out and any(_listed(s, min(first, e.first), max(first, e.first)) for first in out):
            out[e.first] = "listed with a thing hit"
    return out


def _hit(s: Sentence, act: Entry, e: Entry) -> str | None:
    """How an act hits a thing, or None."""
    if act.fields["pos"] == "noun":
        if e.last + 1 == act.first or (
            e.last + 2 == act.first and not s.punct(e.last + 1) and not s.is_(e.last + 1, "preposition")
        ):
            return "named before the act" if s.language == "en" else None
        return "behind the act" if _onto(s, act.last + 1, e.first) else None
    passive = s.is_(act.first - 1, "be") or (s.is_(act.first - 1, "adverb") and s.is_(act.first - 2, "be"))
    if passive or act.fields["pos"] == "participle":
        if 0 < act.first - e.last <= REACH and _plain(
            s, e.last + 1, act.first, allow=("be", "have", "adverb", "modal")
        ):
            return "subject of a passive act"
        if passive:
            return None
    if 0 < e.first - act.last <= REACH and (_plain(s, act.last + 1, e.first) or _onto(s, act.last + 1, e.first)):
        return "object of an act"
    return None


def _plain(s: Sentence, start: int, end: int, allow: tuple[str, ...] = ()) -> bool:
    """Are there only words that belong to the noun phrase in between?"""
    return all(
        s.is_(i, *allow)
        or not (s.punct(i) or s.is_(i, "preposition", "conjunction", "relative", "be", "have", "pronoun"))
        for i in range(start, end)
    )


def _onto(s: Sentence, start: int, end: int) -> bool:
    """Does a preposition of aim lead to the thing: 'attack on the', 'fired at a', 'raid against two'?"""
    for i in range(start, min(end, start + 3)):
        if s.is_(i, "aim"):
            return end - i <= REACH and _plain(s, i + 1, end)
        if s.punct(i) or s.is_(i, "preposition", "conjunction", "relative"):
            return False
    return False


def _listed(s: Sentence, first: int, second: int) -> bool:
    between = range(first + 1, second)
    return (
        0 < len(between) <= 6
        and any(s.raw(i) == "," or s.lower(i) in ("and", "et") for i in between)
        and all(
            s.raw(i) in (",", "-") or not (s.punct(i) or s.is_(i, "preposition", "relative", "be", "have", "pronoun"))
            for i in between
        )
    )


def _of_weapon(s: Sentence, e: Entry) -> bool:
    """'a roadside bomb', 'a car bomb' name a weapon, not what it hit."""
    weapons = s.of_table("weapons")
    return bool(weapons) and any(
        e.last < w.first <= e.last + 2 or (w.first <= e.first and e.last <= w.last) for w in weapons
    )


def _in_name(s: Sentence, e: Entry) -> bool:
    """'London Bridge', '7 Division Hospital' are places and names; a thing hit is written small."""
    return s.raw(e.first)[:1].isupper() and e.first > 0 and s.passage.kind != "headline"
