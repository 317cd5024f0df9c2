"""Who is accused or suspected of an act, and by whom."""

from __future__ import annotations

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.carried import Carried
from attest.coding.grammar.culprits import (
    Attacker,
    attack_words,
    attacker,
    can_attack,
    is_word,
    last_group,
    list_from,
    list_to,
    named_behind,
    next_group,
    reported,
)

REACH_ACCUSED = 6
REACH_BLAMER = 10


def find_accused(s: Sentence, carried: Carried) -> list[Attacker]:
    """Those whom a sentence accuses or suspects."""
    found: list[Attacker] = []
    for e in s.entries:
        if not reported(s, e, ("blame", "suspect")) or _denied(s, e):
            continue
        if any(g.first <= e.first and e.last <= g.last for g in s.groups):
            continue  # 'suspected rebels': a hedge of their own
        words = s.slice(e.first, e.last).lower().replace("’", "'")
        basis = "attributed" if e.fields["kind"] == "blame" else "suspected"
        rule = f"{e.fields['kind']} verb"
        if basis == "attributed" and any(w in words for w in attack_words(s.language)["culprit_is_subject"]):
            found += _culprit_left(s, e)
            continue
        passive = s.is_(e.first - 1, "be") or (s.is_(e.first - 2, "be") and s.is_(e.first - 1, "adverb", "have"))
        takes_object = (
            not passive or is_word(s, e.last, "blame_links") or is_word(s, e.last + 1, "blame_links")
        ) and not (
            passive
            and (is_word(s, e.last, "blame_for") or is_word(s, e.last + 1, "blame_for"))
            and basis == "attributed"
        )
        right = _accused(s, e) if takes_object else None
        if right is not None and passive and not can_attack(right):
            right = None  # 'are suspected of killing the mayor'
        if right is not None:
            by = _blamer(s, e, carried) if not passive else None
            found += [
                attacker(named_behind(s, g), basis, rule, by=by)
                for g in list_from(s, right)
                if g is right or can_attack(g)
            ]
        elif passive:
            left = last_group(s, e.first - 1, reach=5)
            if left is not None and (can_attack(left) or left.category in ("military", "police")):
                found += [attacker(g, basis, f"passive {rule}") for g in list_to(s, left) if can_attack(g) or g is left]
    return found


def _denied(s: Sentence, e: Entry) -> bool:
    """'denied that it was behind', 'nobody has been blamed'."""
    return any(
        s.is_(i, "negation") or any(reported(s, x, ("deny",)) for x in s.ending_at(i))
        for i in range(max(0, e.first - 6), e.first)
    )


def _accused(s: Sentence, e: Entry) -> Group | None:
    """Who is named behind the verb: 'blamed the rebels', 'blamed on jihadists', 'accused Moscow of'."""
    g = next_group(s, e.last + 1, reach=REACH_ACCUSED)
    if g is None or (
        g.first - e.last > 1
        and any(
            s.raw(i) in (";", ".", ":") or s.is_(i, "relative", "pronoun", "have") for i in range(e.last + 1, g.first)
        )
    ):
        return None
    if any(x.table in ("outcomes",) for i in range(e.last + 1, g.first) for x in s.by_first.get(i, [])):
        return None
    if can_attack(g) or g.category in ("military", "police"):
        return g
    return g if g.role == "either" and g.quantity is None else None


def _blamer(s: Sentence, e: Entry, carried: Carried) -> str | None:
    """The subject of the verb, as written; 'the group' is the organisation named before."""
    left = last_group(s, e.first - 1, reach=REACH_BLAMER)
    bare = s.is_(e.first - 2, "definite") and s.lower(e.first - 1) in attack_words(s.language)["organisation"]
    if bare and carried.before is not None:
        return carried.before.text
    if left is not None and left.role != "attacker" and left.last >= e.first - 3:
        return left.text
    speakers = [x for x in s.of_table("speakers") if e.first - 4 <= x.last < e.first]
    if speakers:
        first = speakers[-1].first
        while s.is_(first - 1, "determiner") or (first and s.raw(first - 1)[:1].isupper()):
            first -= 1
        return s.slice(first, speakers[-1].last)
    return None


def _culprit_left(s: Sentence, e: Entry) -> list[Attacker]:
    """'Al-Shabaab was behind the blast': stated or, where somebody only thinks so, suspected."""
    right = next_group(s, e.last + 1, reach=3)
    if s.lower(e.last) in ("of", "by", "d'", "de") and "hallmark" in s.slice(e.first, e.last).lower():
        return [attacker(right, "suspected", "bears its hallmarks")] if right is not None and can_attack(right) else []
    left = last_group(s, e.first - 1, reach=8)
    if left is None or not (can_attack(left) or left.category in ("military", "police")):
        return []
    hedged = any(is_word(s, i, "likely") for i in range(max(0, left.first - 8), e.last + 1))
    spoken = any(reported(s, x, ("say",)) for x in s.entries)
    basis = "suspected" if hedged else "attributed" if spoken else "stated"
    return [attacker(g, basis, "subject of being responsible") for g in list_to(s, left) if can_attack(g) or g is left]
