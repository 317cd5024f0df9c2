"""The active verbs of a sentence that are acts of violence, and the people who are their subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.culprits import (
    armed,
    attack_words,
    is_plain,
    is_word,
    list_to,
    metonyms,
    next_group,
    reported,
)
from attest.coding.grammar.lists import before_adverbs, starts
from attest.coding.grammar.outcome import Outcome
from attest.grounding.places import GroundedPlace

REACH = 26  # tokens between a verb and the left end of its subject
PARENTHESIS = 26  # tokens of an insertion between subject and verb
UNKNOWN_WORDS = 2  # words of no known class that may part an armed group from its verb

Country = tuple[str, int, int]  # code, start, end


@dataclass(slots=True, eq=False)
class Verb:
    """An active verb of violence, from token `first` on, with those it hits."""

    first: int
    last: int
    gerund: bool
    crowd: bool
    objects: list[Group] = field(default_factory=list)


def verbs_of(s: Sentence, outcomes: list[Outcome]) -> list[Verb]:
    """The active verbs of violence of a sentence, in order."""
    acts, weapons = s.of_table("acts"), s.of_table("weapons")
    if not (outcomes or acts or weapons):
        return []
    out: dict[int, Verb] = {}
    crowd = attack_words(s.language)["crowd_acts"]
    spans = {i for o in outcomes for i in range(o.first, o.last + 1)} if outcomes else ()
    for o in outcomes:
        if o.voice == "active" and not o.unreal and not o.negated:
            mob = any(e.table == "acts" and e.fields["act"] in crowd for e in s.by_first.get(o.first, ()))
            out[o.first] = Verb(o.first, o.last, _gerund(s, o.first), mob, o.groups)
    for e in acts:
        if e.fields["pos"] == "noun" or e.first in spans or e.first in out:
            continue
        if _active(s, e):
            g = next_group(s, e.last + 1, reach=3)
            out[e.first] = Verb(
                e.first, e.last, _gerund(s, e.first), e.fields["act"] in crowd, [g] if g is not None else []
            )
    for i, length in _light(s) if acts or weapons else ():
        thrown = _thrown(s, i)
        noun = next(
            (
                x
                for x in s.entries
                if 0 < x.first - i - length <= 6
                and ((x.table == "acts" and x.fields["pos"] == "noun") or (thrown and x.table == "weapons"))
            ),
            None,
        )
        if noun is not None and i not in out:
            out[i] = Verb(i, noun.last, _gerund(s, i), False)
    return [out[first] for first in sorted(out)]


@cache
def _first_words(language: str) -> frozenset[str]:
    return frozenset(
        phrase.split()[0] for phrase in attack_words(language)["light_verb"] | attack_words(language)["launch_verb"]
    )


def _thrown(s: Sentence, i: int) -> bool:
    """Does the verb throw, fire or lay a weapon: 'lobbed a grenade', 'planted the bomb'?"""
    return is_word(s, i, "launch_verb")


def _light(s: Sentence) -> Iterator[tuple[int, int]]:
    """Verbs that take an act as their object, 'carried out', 'launched', 'ont mené', with their length less one."""
    words = attack_words(s.language)["light_verb"]
    for i in s.where(_first_words(s.language)):
        length = 1 if f"{s.lower(i)} {s.lower(i + 1)}" in words else 0
        if not length and s.lower(i) not in words and not _thrown(s, i):
            continue
        k = before_adverbs(s, i)
        if s.is_(k, "be") or s.is_(i + length + 1, "by") or (s.is_(k, "modal") and s.lower(k) != "did"):
            continue
        if s.language == "en" or s.is_(k, "have") or not s.lower(i).endswith(("é", "is", "it")):
            yield i, length


def _gerund(s: Sentence, i: int) -> bool:
    return s.lower(i).endswith("ing" if s.language == "en" else "ant") and not s.is_(i - 1, "be")


def _active(s: Sentence, e: Entry) -> bool:
    k = before_adverbs(s, e.first)
    word = s.lower(e.first)
    if s.is_(k, "be"):
        return word.endswith("ing")
    if s.is_(k, "have"):
        return True
    if s.is_(k, "modal") and s.lower(k) not in ("did", "does", "do", "may", "might"):
        return False
    if s.is_(k, "negation"):
        return False
    noun = any(x.table == "acts" and x.fields["pos"] == "noun" for x in s.by_first.get(e.first, []))
    nxt = e.last + 1
    open_end = (
        nxt >= len(s.tokens) or s.is_(nxt, "preposition", "conjunction", "be", "have", "relative") or s.punct(nxt)
    )
    if noun:
        if open_end or starts(s, nxt, "outcomes", "reporting"):
            return False
        return any(g.last == k for g in s.groups)
    if s.language == "fr":
        return not word.endswith(("é", "és", "ée", "ées", "u", "us", "ue", "ues")) or (
            e.fields["pos"] == "verb" and (not word.endswith(("é", "és", "ée", "ées")))
        )
    if word.endswith("ed") and e.first == e.last:
        if s.is_(nxt, "by"):
            return False
        if open_end:
            return any(
                (armed(g) or (is_plain(s, g) and any(is_word(s, i, "unnamed_men") for i in range(g.first, g.last))))
                and 0 < e.first - g.last <= 6
                for g in s.groups
            )
    return True


def subject_of(s: Sentence, verb: Verb) -> tuple[list[Group], Country | None]:
    """Those who do what a verb tells; or the state that does."""
    k = verb.first - 1
    while s.is_(k, "adverb", "have", "modal", "be") or s.raw(k) in ('"', "“", "”", "’", "‘"):
        if s.is_(k, "negation"):
            return [], None
        k -= 1
    if s.is_(k, "negation"):
        return [], None
    if verb.gerund or (s.is_(k, "conjunction") and not any(g.first == k + 1 for g in s.groups)):
        if s.raw(k) == "," or verb.gerund or is_word(s, k, "and"):
            return _of_clause(s, k, idle=verb.gerund and not verb.objects), None
        return [], None
    if s.raw(k) == "," and s.lower(k - 1) != "," and not _relative_at(s, k):
        inserted = before_insertion(s, k)
        return (inserted, None) if inserted else (_of_clause(s, k) if _listed_verbs(s, k) else [], None)
    return _walk(s, k, verb)


def _relative_at(s: Sentence, k: int) -> bool:
    return s.is_(k, "relative")


def _listed_verbs(s: Sentence, k: int) -> bool:
    """'They came at night, burnt houses and …': a comma between verbs of one subject."""
    return any(e.last < k for table in ("acts", "outcomes") for e in s.of_table(table))


def _walk(s: Sentence, k: int, verb: Verb) -> tuple[list[Group], Country | None]:
    """Leftwards over the phrases behind the subject to its head: the last noun group that no preposition governs."""
    ends = {g.last: g for g in s.groups}
    head: Group | None = None
    part: Group | None = None  # 'a column of gunmen': the group that 'of' ties to a word that is none
    country: Country | None = None
    unknown, i = 0, k
    while i >= 0 and verb.first - i <= REACH:
        g = ends.get(i)
        if s.is_(i, "relative") and head is None and unknown == 0:
            antecedent = ends.get(i - 2 if s.raw(i - 1) == "," else i - 1)
            return ([] if antecedent is None else list_to(s, antecedent)), None
        if g is not None:
            if head is not None:
                break
            head, i = g, g.first - 1
        elif head is not None and (is_word(s, i, "clause_opening") or is_word(s, i, "time_opening")):
            break
        elif _starts_phrase(s, i):
            if s.is_(i, "of") and head is not None and armed(head):
                part = head
            head, country, unknown, i = None, None, 0, i - 1
        elif head is not None or country is not None:
            if not s.is_(i, "determiner"):
                break
            i -= 1
        elif s.raw(i) == ",":
            return before_insertion(s, i), None
        elif s.raw(i) == ")":
            while i >= 0 and s.raw(i) != "(":
                i -= 1
            i -= 1
        elif _boundary(s, i):
            break
        else:
            place = _place_at(s, i)
            if place is not None:
                i = s.token_span(place.mention.start, place.mention.end)[0]
                code = _state(place)
                if code is not None:
                    country = (code, place.mention.start, place.mention.end)
                unknown += code is None
            elif not _dated(s, i) and not s.is_(i, "determiner", "adverb"):
                unknown += 1
            i -= 1
    if head is None:
        if country is not None and unknown == 0:
            return [], country
        head = part
    if head is None or unknown > (UNKNOWN_WORDS if armed(head) or head.actor is not None else 0):
        return [], None
    return list_to(s, head), None


def _boundary(s: Sentence, i: int) -> bool:
    """Does another clause end at token i?"""
    if s.punct(i) or s.is_(i, "conjunction", "negation", "pronoun", "be", "have", "modal"):
        return True
    return any(
        (e.table == "outcomes" and e.fields["grammar"] in ("active", "participle", "intransitive"))
        or reported(s, e, ("say", "confirm", "announce", "claim", "deny", "blame", "condemn"))
        or (e.table == "acts" and e.fields["pos"] == "verb")
        for e in s.ending_at(i)
    )


def _place_at(s: Sentence, i: int) -> GroundedPlace | None:
    t = s.tokens[i]
    return next((p for p in s.places if p.mention.start < t.end and p.mention.end > t.start), None)


def _dated(s: Sentence, i: int) -> bool:
    t = s.tokens[i]
    return any(d.start < t.end and d.end > t.start for d in s.dates)


def _starts_phrase(s: Sentence, i: int) -> bool:
    """Does token i open a phrase behind a noun: 'of', 'on', 'armed', 'wearing'?"""
    return s.is_(i, "preposition") or is_word(s, i, "postmodifier")


def before_insertion(s: Sentence, comma: int) -> list[Group]:
    """'The rebels, who want …, attacked': the group before the insertion that ends at a comma."""
    j = comma - 1
    while j >= 0 and comma - j <= PARENTHESIS:
        if s.raw(j) in (";", ":", '"', "“", "”", "«", "»"):
            return []
        if s.raw(j) in (",", "(", "–", "—"):
            g = next((g for g in s.groups if g.last == j - 1), None)
            if (
                g is not None
                and not s.is_(g.first - 1, "preposition")
                and (armed(g) or g.actor is not None or g.role == "either")
            ):
                return list_to(s, g)
            if g is not None:
                for h in reversed(s.groups[: s.groups.index(g)]):
                    if h.first < j - 10:
                        break
                    if armed(h) and not s.is_(h.first - 1, "preposition"):
                        return [h]
                return []
        j -= 1
    return []


def _of_clause(s: Sentence, k: int, *, idle: bool = False) -> list[Group]:
    """The subject of the clause that token k lies in: its first armed or unnamed group that no preposition governs."""
    start = k
    while start >= 0 and k - start <= REACH + 10:
        if s.raw(start) in (";", ":", '"', "“", "”", "«", "»") or _opens_clause(s, start):
            break
        if any(reported(s, e, ("say", "confirm", "announce")) for e in s.ending_at(start)):
            break
        start -= 1
    verbs = [e.first for e in s.of_table("acts") if start < e.first < k and e.fields["pos"] != "noun"]
    verbs += [e.first for e in s.of_table("outcomes") if start < e.first < k]
    for g in s.groups:
        if g.first <= start:
            continue
        if g.last >= k or any(v < g.first for v in verbs):
            break
        if s.is_(g.first - 1, "preposition") or is_word(s, g.first - 1, "against"):
            continue
        counted = g.quantity is not None and g.quantity.kind != "article"
        official = g.category in ("military", "police") and idle
        if armed(g) or is_plain(s, g) or (g.role == "either" and not counted and g.head is not None and not official):
            return list_to(s, g)
        if g.role == "victim" or counted:
            break
    return []


def _opens_clause(s: Sentence, i: int) -> bool:
    """Does token i open a clause of its own: 'when gunmen …', 'after rebels …', but not 'before dawn'?"""
    return is_word(s, i, "clause_opening") or (is_word(s, i, "time_opening") and next_group(s, i + 1, 2) is not None)


def _state(place: GroundedPlace) -> str | None:
    """The state that a country's name, or that of its capital, stands for as one who acts."""
    if place.mention.kind == "country":
        return place.country
    return metonyms().get(place.mention.text.lower())
