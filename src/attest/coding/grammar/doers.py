"""Who did it by the grammar of the sentence.

Agents ('killed by gunmen'), subjects ('gunmen stormed the post') and nouns beside an act ('a Boko Haram raid',
'une frappe israélienne', 'Russian shelling').
"""

from __future__ import annotations

from functools import cache

from attest.coding.grammar.analysis import Entry, Group, Sentence, function_words
from attest.coding.grammar.culprits import (
    Attacker,
    armed,
    attack_words,
    attacker,
    can_attack,
    is_lone,
    is_word,
    list_from,
    named_behind,
    next_group,
)
from attest.coding.grammar.lists import starts
from attest.coding.grammar.outcome import Outcome
from attest.coding.grammar.subjects import Verb, subject_of, verbs_of
from attest.grounding.countries import nationality_of

TAIL = 6  # tokens of a description behind those who did it
REACH_AGENT = 22  # tokens between an act and 'by'
STRIKES = frozenset(("airstrike", "drone", "shelling", "missile"))
FIRED = frozenset(("missile", "rocket", "drone", "aircraft", "artillery", "mortar"))
"""Kinds of weapons that reach their target from afar."""

HANDS = frozenset(("hands", "mains"))
"""Of whom they are, they did it: 'at the hands of rebels'."""

FIRE = STRIKES | {"raid", "operation", "shooting"}


@cache
def _told_words(language: str) -> frozenset[str]:
    """The words that, without an act or an outcome, tell of those who did something."""
    return attack_words(language)["carried_out"] | HANDS


@cache
def _agent_words(language: str) -> frozenset[str]:
    """The words before those who did it."""
    return function_words(language)["by"] | attack_words(language)["agent_of"]


def find_agents(s: Sentence) -> list[Attacker]:
    """'killed by gunmen', 'an attack by Islamists', 'une attaque de djihadistes', 'at the hands of rebels'."""
    found: list[Attacker] = []
    told = s.of_table("acts") or s.of_table("outcomes") or s.where(_told_words(s.language))
    if not told or not s.groups:
        return found
    words = attack_words(s.language)
    for i in s.where(_agent_words(s.language)):
        by, of = s.is_(i, "by"), s.lower(i) in words["agent_of"]
        if not by and s.lower(i - 1) not in HANDS and not (s.ending_at(i - 1) or s.ending_at(i - 2)):
            continue  # no act is before 'of'
        g = next_group(s, i + 1, reach=3)
        if (
            g is None
            or (g.head is None and g.actor is None)
            or (g.first > i + 1 and any(s.punct(j) and s.raw(j) not in ('"', "“", "«") for j in range(i + 1, g.first)))
        ):
            continue
        act = _act_before(s, i, REACH_AGENT if by else 2)
        carried_out = s.lower(i - 1) in words["carried_out"] or (
            s.lower(i - 2) in words["carried_out"] and s.is_(i - 1, "adverb")
        )
        if by and (
            (carried_out and (can_attack(g) or g.role == "either")) or (act is not None and _agent(g, i - act.last))
        ):
            members = [h for h in list_from(s, g) if h is g or can_attack(h) or h.role == g.role]
        elif (of and s.lower(i - 1) in HANDS) or (
            of and act is not None and _agent_of(g, act, english=s.language == "en")
        ):
            members = [h for h in list_from(s, g) if h is g or can_attack(h)]
        else:
            continue
        found += [attacker(named_behind(s, h), "stated", "agent of an act") for h in members]
    return found


def _act_before(s: Sentence, i: int, reach: int) -> Entry | None:
    """The act that 'by' at token i speaks of: no other participle or verb of saying stands between."""
    j = i - 1
    while j >= 0 and i - j <= reach:
        if s.raw(j) in (";", ":", "."):
            return None
        for e in s.ending_at(j):
            if e.table == "acts":
                return e
            if e.table == "outcomes" and e.fields["grammar"] in ("participle", "possessive_loss", "active"):
                return e
            if e.table == "reporting" and e.fields["kind"] != "suspect":
                return None
        word = s.lower(j)
        if is_word(s, j, "not_agent"):
            return None
        if j < i - 1 and word.endswith("ed") and not s.is_(j, "adverb") and len(word) > 4:
            return None
        if j == i - 1 and word.endswith(("ed", "és", "ée", "ées", "ing")) and len(word) > 4 and not s.is_(j, "adverb"):
            return None
        j -= 1
    return None


def _agent(g: Group, gap: int) -> bool:
    if can_attack(g) or g.role == "either":
        return True
    return g.role == "victim" and gap <= 2 and not g.unknown_head and not g.plural


def _agent_of(g: Group, act: Entry, *, english: bool) -> bool:
    """'a raid of the rebels', 'des tirs de la police': not 'the killing of soldiers'."""
    if act.table != "acts" or act.fields["pos"] != "noun":
        return False
    if armed(g):
        return act.fields["act"] not in ("assassination", "massacre", "execution", "capture", "beating")
    official = g.actor is not None or g.category in ("military", "police")
    return official and act.fields["act"] in (STRIKES if english else FIRE)


def find_subjects(s: Sentence, outcomes: list[Outcome]) -> list[Attacker]:
    """'Gunmen opened fire', 'militants killed 12 soldiers', 'the army shelled the town', 'Israel struck the port'."""
    found: list[Attacker] = []
    for verb in verbs_of(s, outcomes):
        doers, country = subject_of(s, verb)
        if country is not None:
            code, start, end = country
            text = s.text[start - s.start : end - s.start]
            found.append(
                Attacker(None, text, start, end, "stated", None, None, "a state as subject of an act", country=code)
            )
        for g in doers:
            if _does(g, verb) or is_word(s, g.last + 1, "under_arms"):
                named = named_behind(s, g)
                a = attacker(named, "stated", "subject of an act")
                if named.actor is None:
                    _in_full(s, a, named, verb)
                a.on_attackers = is_word(s, verb.first, "defence") or (
                    _forces(g) and any(armed(x) for x in verb.objects)
                )
                found.append(a)
    return found


def _in_full(s: Sentence, a: Attacker, g: Group, verb: Verb) -> None:
    """Name the unnamed with what is told of them: 'two men on a motorbike', 'a man with a knife'."""
    end = verb.first - 1
    while end > g.last and s.is_(end, "adverb", "have", "be"):
        end -= 1
    tail = range(g.last + 1, end + 1)
    start, stop = s.tokens[g.last].end, s.tokens[end].end
    spans = [(p.mention.start, p.mention.end) for p in s.places] + [(d.start, d.end) for d in s.dates]
    if (
        0 < len(tail) <= TAIL
        and is_word(s, g.last + 1, "description")
        and not any(s.punct(i) or s.is_(i, "conjunction", "relative", "pronoun", "have") for i in tail)
        and not any(x < stop and y > start for x, y in spans)
        and not any(starts(s, i, "acts", "outcomes", "reporting") for i in tail)
    ):
        a.end, a.text = stop, s.slice(g.first, end)


def _forces(g: Group) -> bool:
    """Are these the state's forces?"""
    return not armed(g) and (g.actor is not None or g.category in ("military", "police"))


def _does(g: Group, verb: Verb) -> bool:
    """Can this subject have done it? Victims by name only where one of them does it to somebody."""
    if g.role == "bystander" or (g.head is None and g.actor is None):
        return False
    if can_attack(g) or g.role == "either" or g.category in ("military", "police"):
        return True
    return bool(verb.objects) and (not g.plural or verb.crowd)


def find_nominal(s: Sentence) -> list[Attacker]:
    """'a jihadist attack', 'a Boko Haram raid', 'Russian missile strike', 'frappe israélienne', 'Israeli fire'."""
    found: list[Attacker] = []
    between = attack_words(s.language)["between_name_and_act"]
    for e in s.of_table("acts"):
        if e.fields["pos"] != "noun":
            continue
        k = e.first - 1
        while k >= 0 and (
            s.lower(k) in between or s.is_(k, "part") or any(w.table == "weapons" for w in s.by_last.get(k, ()))
        ):
            k -= 1
        g = next((g for g in s.groups if g.first <= k <= g.last), None)
        if s.language == "en" and g is not None and (g.last == k or g.last >= e.first - 1) and _names(g):
            if not s.is_(g.first - 1, "by") and not _object_noun(s, g, e):
                found.append(attacker(g, "stated", "named before the act"))
            continue
        if s.language == "fr":
            behind = next((g for g in s.groups if g.first == e.last + 1), None)
            if (
                behind is not None
                and behind.role == "attacker"
                and behind.first == behind.last
                and (not is_word(s, behind.first, "epithet"))
            ):
                found.append(attacker(behind, "stated", "named behind the act"))
                continue
        if e.fields["act"] in STRIKES or any(is_word(s, i, "fire_nouns") for i in range(e.first, e.last + 1)):
            found += _nation_of(s, e.first, e.last, k)
    for e in s.of_table("weapons"):
        if e.fields["kind"] in FIRED and _hits(s, e):
            found += _nation_of(s, e.first, e.last, e.first - 1)
    return found


def _hits(s: Sentence, e: Entry) -> bool:
    """Is the weapon one that strikes in this sentence, not one that is shot down, seized or sold?"""
    acts = [*s.of_table("outcomes"), *(x for x in s.of_table("acts") if x.fields["pos"] != "noun")]
    behind = any(x.first >= e.first and x.last > e.last and x.first - e.last <= 12 for x in acts)
    return behind and not any(0 < e.first - x.last <= 5 for x in acts)


def _names(g: Group) -> bool:
    if g.actor is not None:
        return g.actor.actor.kind not in ("intergovernmental", "peacekeepers")
    return g.role == "attacker" and g.quantity is None


def _object_noun(s: Sentence, g: Group, e: Entry) -> bool:
    """'terrorist attack' names a kind of act, 'army killing' perhaps its victims."""
    return is_word(s, g.last, "epithet") or (
        not armed(g) and e.fields["act"] in ("assassination", "massacre", "abduction")
    )


def _nation_of(s: Sentence, first: int, last: int, before: int) -> list[Attacker]:
    around = (*range(first, last + 1), *((before, before - 1) if s.language == "en" else (last + 1, last + 2)))
    for i in around:
        country = nationality_of(s.raw(i)) if 0 <= i < len(s.tokens) else None
        if country:
            t = s.tokens[i]
            rule = "nation named beside a strike"
            return [Attacker(None, t.text, t.start, t.end, "stated", None, None, rule, country=country)]
    return []


def find_by_deed(s: Sentence, outcomes: list[Outcome]) -> list[Attacker]:
    """'the attackers fled', 'the bomber', 'les ravisseurs': whoever they are, they did it."""
    found: list[Attacker] = []
    if not s.groups:
        return found
    for o in outcomes:
        if o.measure == "arrested" and not o.unreal and not o.negated:
            for g in o.groups:
                if is_lone(s, g):
                    a = attacker(g, "suspected", "arrested for it")
                    a.weak = True
                    found.append(a)
    for g in s.groups:
        if (
            not g.plural
            and is_lone(s, g)
            and s.is_(g.last + 1, "be", "have")
            and any(is_word(s, i, "caught") for i in range(g.last + 2, min(g.last + 5, len(s.tokens))))
        ):
            a = attacker(g, "stated", "overpowered at the scene")
            a.weak = True
            found.append(a)
    for g in s.groups:
        if g.actor is None and g.role == "attacker" and is_word(s, g.last, "by_deed"):
            a = attacker(g, "stated", "named by the deed")
            a.weak = True
            found.append(a)
    return found
