"""Claims and denials of responsibility: what an armed group says of itself, or somebody says that it said."""

from __future__ import annotations

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.carried import Carried
from attest.coding.grammar.culprits import (
    ARMED,
    Attacker,
    Claim,
    attack_words,
    attacker,
    is_word,
    last_group,
    named_behind,
    next_group,
)
from attest.coding.grammar.speech import Attribution
from attest.coding.grammar.subjects import before_insertion

REACH_CLAIMANT = 22  # tokens between a claimant and the verb of claiming
TELLING = ("say", "confirm", "announce")
"""Kinds of reporting words by which somebody tells what happened."""

REACH_OWN = 26  # tokens between a group's verb of saying and its own act
REACH_MATTER = 9  # tokens between that verb and what is claimed


def find_claims(s: Sentence, said: list[Attribution], carried: Carried) -> tuple[list[Attacker], list[Claim]]:
    """Those who claim an act in a sentence, as attackers, with the claims and the denials."""
    found: list[Attacker] = []
    claims: list[Claim] = []
    reporting = s.of_table("reporting")
    if not reporting:
        return found, claims
    via = _via(s)

    def claim(g: Group, first: int, last: int, rule: str) -> None:
        start, end = s.tokens[first].start, s.tokens[last].end
        if not any(c.group is g and c.kind == "claim" for c in claims):
            claims.append(Claim("claim", g, via, start, end, rule))
            found.append(attacker(g, "claimed", "claims it itself", by=g.text, via=via))

    for e in reporting:
        kind = e.fields["kind"]
        if kind == "claim" and _of_act(s, e) and not _unclaimed(s, e):
            g = _claimant(s, e)
            if g is not None:
                claim(g, e.first, e.last, "claim of responsibility")
        elif kind == "deny" and _of_responsibility(s, e):
            g = _denier(s, e) or _by(s, e)
            if g is not None:
                start, end = s.tokens[e.first].start, s.tokens[e.last].end
                claims.append(Claim("denial", g, via, start, end, "denial of responsibility"))
    for e in reporting if any(map(_tells, s.groups)) else ():
        if e.fields["kind"] not in TELLING:
            continue
        g = _speaker(s, e, said)
        if g is not None and not any(c.group is g for c in claims) and _own_act(s, e.last):
            claim(g, e.first, e.last, "tells an act of its own side")
    return found, claims


def _via(s: Sentence) -> str | None:
    media = s.of_table("media")
    return s.slice(media[0].first, media[0].last) if media else None


def _organised(g: Group) -> bool:
    """Can the group claim an act: an organisation that is no state's, or militants under arms?"""
    if g.actor is not None:
        return g.actor.actor.kind not in ("state_force", "police", "government", "peacekeepers", "intergovernmental")
    return g.role == "attacker" and g.category == "militant" and g.head is not None


def _claimant(s: Sentence, e: Entry) -> Group | None:
    by = _by(s, e)
    if by is not None:
        return by if _organised(by) else None
    g = _subject(s, e.first)
    if g is not None and _organised(g):
        return g
    nxt = next_group(s, e.last + 1, reach=8)
    if nxt is not None and _organised(nxt) and any(is_word(s, i, "claimed_by") for i in (nxt.first - 1, nxt.first - 2)):
        return named_behind(s, nxt)
    return None


def _by(s: Sentence, e: Entry) -> Group | None:
    """'was claimed by the group', 'claimed later on Saturday by the group', 'revendiquée par le groupe'."""
    if s.is_(e.last, "by"):
        g = next_group(s, e.last + 1)
        return named_behind(s, g) if g is not None else None
    for i in range(e.last + 1, min(e.last + 8, len(s.tokens))):
        if s.punct(i) and s.raw(i) not in ('"', "“", "”", "«", "»"):
            return None
        if s.is_(i, "by"):
            g = next_group(s, i + 1)
            return named_behind(s, g) if g is not None else None
        if any(g.first <= i <= g.last for g in s.groups):
            return None
    return None


def _subject(s: Sentence, verb: int) -> Group | None:
    """The claimant left of a verb: the nearest organisation that no other verb of saying parts from it."""
    for g in reversed(s.groups):
        if g.last >= verb:
            continue
        if verb - g.last > REACH_CLAIMANT or any(
            g.last < e.first < verb - 1 and e.fields["kind"] in (*TELLING, "blame") for e in s.of_table("reporting")
        ):
            return None
        if _organised(g) and s.lower(g.first - 1) not in attack_words(s.language)["against"] - {"à", "at"}:
            at = s.groups.index(g)
            if at and named_behind(s, s.groups[at - 1]) is g and g.actor is not None:
                return g
            return g
    return None


def _denier(s: Sentence, e: Entry) -> Group | None:
    """Who denies it: an armed group, or the state's own forces."""
    g = _subject(s, e.first)
    if g is not None:
        return g
    near = last_group(s, e.first - 1, reach=3)
    return near if near is not None and (near.actor is not None or near.category in ("military", "police")) else None


def _unclaimed(s: Sentence, e: Entry) -> bool:
    """'no group has claimed', 'has not been claimed', 'claimed by no one', 'stopped short of claiming'."""
    no_claim = attack_words(s.language)["no_claim"]
    i = e.first - 1
    while i >= 0 and e.first - i <= 12 and s.raw(i) not in (";", ":", "."):
        if s.lower(i) in no_claim or is_word(s, i, "stopping_short"):
            return True
        i -= 1
    return any(
        s.lower(i) in no_claim or s.lower(i) in ("any", "anyone")
        for i in range(e.first, min(e.last + 5, len(s.tokens)))
    )


def _of_act(s: Sentence, e: Entry) -> bool:
    """Is it responsibility that is claimed, not lives ('claimed the lives of') or an opinion ('claimed that')?"""
    words = attack_words(s.language)
    text = s.slice(e.first, e.last).lower().replace("’", "'")
    if any(stem in text + " " for stem in words["claim_stem"]):
        return True
    if is_word(s, e.last + 1, "claimed_by") or is_word(s, e.last, "claimed_by"):
        return True
    if any(_is_matter(s, x) for i in range(e.first + 1, e.last + 5) for x in s.by_first.get(i, [])):
        return True
    window = range(e.first, min(e.last + REACH_MATTER, len(s.tokens)))
    if s.is_(e.first - 1, "be"):
        window = range(max(0, e.first - REACH_MATTER), e.first)
    return any(is_word(s, i, "claimed_matter") for i in window if not s.is_(i, "relative"))


def _is_matter(s: Sentence, act: Entry) -> bool:
    """'claimed the attack', 'revendique cette embuscade', but not 'claimed the attack was …'."""
    if act.table != "acts" or act.fields["pos"] != "noun" or s.is_(act.last + 1, "be", "have", "modal"):
        return False
    return s.is_(act.first - 1, "determiner") or s.is_(act.first - 2, "determiner")


def _of_responsibility(s: Sentence, e: Entry) -> bool:
    matter = attack_words(s.language)["denied_matter"]
    text = s.slice(e.first, e.last).lower()
    return any(w in matter for w in text.replace("'", " ").split()) or any(
        s.lower(i) in matter for i in range(e.last + 1, min(e.last + REACH_MATTER, len(s.tokens)))
    )


def _speaker(s: Sentence, e: Entry, said: list[Attribution]) -> Group | None:
    """The armed group that a verb of saying has as subject: right before it, before an insertion, or in its speaker."""
    k = e.first - 1
    while s.is_(k, "adverb", "have"):
        k -= 1
    spoken = [at for at in said if at.verb_first == e.first and at.rule != "according to"]
    near = [g for g in s.groups if g.last == k or (spoken and any(g.start < a.end and g.end > a.start for a in spoken))]
    if s.raw(k) == ",":
        near += before_insertion(s, k)
    near = [g for g in near if _tells(g)]
    named = [g for g in near if g.actor is not None]
    return next(iter(named or near), None)


def _tells(g: Group) -> bool:
    """Is the group one that may tell of its own acts: an armed organisation, or the militants told of before?"""
    if g.actor is not None:
        return g.actor.actor.kind in ARMED
    return g.definite and g.role == "attacker" and g.category == "militant"


def _own_act(s: Sentence, verb: int) -> bool:
    """'… said in a statement that its men had killed': is what is said an act of the speaker's own side?"""
    own: int | None = None
    selves = s.where(attack_words(s.language)["self"])
    if not selves or selves[-1] <= verb:
        return False
    for i in range(verb + 1, min(len(s.tokens), verb + REACH_OWN)):
        if s.raw(i) in (";", ":"):
            break
        if i in selves:
            own = i
        elif own is not None and i - own <= 8:
            if s.is_(i, "negation"):
                own = None
            elif any(_act_of_one(s, e) for e in s.by_first.get(i, [])):
                return True
    return False


def _act_of_one(s: Sentence, e: Entry) -> bool:
    """Is this a verb of attacking, or of being behind an attack?"""
    if e.table == "reporting" and e.fields["kind"] == "blame":
        return any(stem in s.slice(e.first, e.last).lower() for stem in ("behind", "respons", "origine", "derrière"))
    if e.table == "acts":
        if e.fields["pos"] == "noun" or e.fields["act"] == "clash":
            return s.lower(e.first - 1) in ("the", "this", "l'", "cette") and is_word(s, e.first - 2, "carried_out")
    elif e.table != "outcomes" or e.fields["grammar"] != "active":
        return False
    return not s.is_(e.first - 1, "be") and not (s.is_(e.first - 1, "modal") and s.lower(e.first - 1) != "did")
