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
    metonyms,
    named_behind,
    next_group,
    reported,
)

REACH_ACCUSED = 6
REACH_BLAMER = 10


def find_accused(s: Sentence, carried: Carried) -> list[Attacker]:
    """Those whom a sentence accuses or suspects."""
    found: list[Attacker] = []
    for e in s.of_table("reporting"):
        if e.fields["kind"] not in ("blame", "suspect") or _denied(s, e):
            continue
        if any(g.first <= e.first and e.last <= g.last for g in s.groups):
            if s.lower(e.first) in ("suspect", "suspects"):
                found += _suspect(s, e)
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
            by = _named(s, _blamer(s, e), carried) if not passive else None
            found += [
                attacker(named_behind(s, g), basis, rule, by=by)
                for g in list_from(s, right)
                if g is right or can_attack(g)
            ]
        elif takes_object and (state := _accused_state(s, e, basis, rule)) is not None:
            found.append(state)
        elif passive:
            left = last_group(s, e.first - 1, reach=5)
            forces = left is not None and left.category in ("military", "police") and basis == "attributed"
            if left is not None and (can_attack(left) or forces):
                found += [attacker(g, basis, f"passive {rule}") for g in list_to(s, left) if can_attack(g) or g is left]
    return found


def _suspect(s: Sentence, e: Entry) -> list[Attacker]:
    """'Police suspect the group of …': the verb that looks like a noun."""
    g = next_group(s, e.last + 1, reach=3)
    if g is None or not (g.actor is not None or g.role == "attacker") or s.punct(e.last + 1):
        return []
    by = s.slice(max(0, e.first - 1), e.first - 1) if e.first else None
    return [attacker(x, "suspected", "suspect verb", by=by) for x in list_from(s, g)]


def _denied(s: Sentence, e: Entry) -> bool:
    """'denied that it was behind', 'nobody has been blamed'."""
    return any(
        s.is_(i, "negation") or any(reported(s, x, ("deny",)) for x in s.ending_at(i))
        for i in range(max(0, e.first - 6), e.first)
    )


def _accused(s: Sentence, e: Entry) -> Group | None:
    """Who is named behind the verb: 'blamed the rebels', 'blamed on jihadists', 'accused Moscow of'."""
    start = e.last + 1
    if s.is_(start, "by"):  # 'attributed by residents to a militia'
        start = next(
            (i for i in range(start + 1, start + 7) if is_word(s, i, "blame_links") and not s.is_(i, "by")), start
        )
    g = next_group(s, start, reach=REACH_ACCUSED)
    if g is None or (
        g.first - e.last > 1
        and any(
            s.raw(i) in (";", ".", ":") or s.is_(i, "relative", "pronoun", "have") for i in range(e.last + 1, g.first)
        )
    ):
        return None
    if any(
        e.last < x.first < g.first and x.fields["grammar"] in ("active", "participle", "intransitive")
        for x in s.of_table("outcomes")
    ):
        return None
    if can_attack(g) or g.category in ("military", "police"):
        return g
    return g if g.role == "either" and g.quantity is None else None


def _accused_state(s: Sentence, e: Entry, basis: str, rule: str) -> Attacker | None:
    """'blamed on Ukraine', 'accused Moscow of': the state right behind the verb."""
    for p in s.places:
        first = s.token_span(p.mention.start, p.mention.end)[0]
        if 0 < first - e.last <= 2:
            code = p.country if p.mention.kind == "country" else metonyms().get(p.mention.text.lower())
            if code is not None:
                text, by = p.mention.text, _blamer(s, e)
                return Attacker(None, text, p.mention.start, p.mention.end, basis, by, None, rule, country=code)
    return None


def _named(s: Sentence, by: str | None, carried: Carried) -> str | None:
    """Who blames, by name where the words are 'the group'."""
    last = (by or "").lower().split()[-1:]
    if last and last[0] in attack_words(s.language)["bare_organisation"] and carried.before is not None:
        return carried.before.text
    return by


def _blamer(s: Sentence, e: Entry) -> str | None:
    """The subject of the verb, as written."""
    left = last_group(s, e.first - 1, reach=REACH_BLAMER)
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
    if left is not None and any(
        left.last < x.first < e.first and x.fields["kind"] in ("say", "confirm", "announce")
        for x in s.of_table("reporting")
    ):
        return []
    if left is None or not (can_attack(left) or left.category in ("military", "police")):
        return []
    hedged = any(is_word(s, i, "likely") for i in range(max(0, left.first - 8), e.last + 1))
    spoken = any(x.fields["kind"] == "say" for x in s.of_table("reporting"))
    basis = "suspected" if hedged else "attributed" if spoken else "stated"
    return [attacker(g, basis, "subject of being responsible") for g in list_to(s, left) if can_attack(g) or g is left]
