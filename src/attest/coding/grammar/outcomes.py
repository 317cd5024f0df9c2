"""What happened to people: who was killed, hurt, taken, is missing, and how many."""

from __future__ import annotations

from functools import cache

from attest.coding.grammar.analysis import Entry, Group, Sentence, function_words
from attest.coding.grammar.clauses import object_of, subject_of
from attest.coding.grammar.counts import counted, counted_among, toll_of
from attest.coding.grammar.lists import (
    before_adverbs,
    group_ending,
    group_starting,
    has_own_verb,
    listed_with,
    starts,
)
from attest.coding.grammar.outcome import Outcome
from attest.grounding.numbers import Quantity

REACH_COMPANY = 8  # tokens between 'with' and those led along


def find_outcomes(s: Sentence) -> list[Outcome]:
    """The outcome words of a sentence with the people they concern, in order."""
    by_span: dict[tuple[int, int], list[Entry]] = {}
    for e in s.of_table("outcomes"):
        by_span.setdefault((e.first, e.last), []).append(e)
    out: list[Outcome] = []
    later: list[tuple[tuple[int, int], list[Entry]]] = []
    for span in sorted(by_span):
        entries = by_span[span]
        kinds = {e.fields["grammar"]: e for e in entries}
        if "toll_noun" in kinds:
            later.append((span, entries))
            continue
        found = _outcome(s, span, kinds, out)
        if found is None and "count_noun" in kinds:
            nouns = next(e for e in entries if e.fields["grammar"] == "count_noun")
            found = Outcome(nouns.fields["measure"], *span, "count", "number before an outcome noun")
        if found is not None:
            out.append(found)
    for span, entries in later:
        found = toll_of(s, span, entries[0], out)
        if found is not None:
            out.append(found)
    out += _taken(s)
    if len(out) > 1:
        out.sort(key=lambda o: o.first)
        out = _once(out)
    for n, o in enumerate(out):
        nobody = _nobody(s, o)
        if nobody is not None:
            o.groups, o.negated = [nobody], False
            continue
        _parts(s, o)
        if o.voice != "active" and (n + 1 == len(out) or not o.groups or out[n + 1].first > o.groups[-1].last):
            _complete(s, o)
    return out


def _once(out: list[Outcome]) -> list[Outcome]:
    """Let a verb speak for a noun that counts the same people: 'five wounded died', 'dix otages ont été libérés'."""
    verbs = [p for p in out if p.voice in ("passive", "active", "intransitive") and not p.unreal]
    if not verbs:
        return out
    kept = []
    for o in out:
        if o.voice != "count" or not o.groups:
            kept.append(o)
            continue
        over = [p for p in verbs if all(g in p.groups for g in o.groups)]
        if any(p.measure in ("killed", "injured", "freed") for p in over):
            continue
        for p in over:
            p.groups = [g for g in p.groups if g not in o.groups]
        kept.append(o)
    return kept


def _outcome(s: Sentence, span: tuple[int, int], kinds: dict[str, Entry], before: list[Outcome]) -> Outcome | None:
    first, last = span
    if "possessive_loss" in kinds:
        return _loss(s, first, last, kinds["possessive_loss"])
    among = counted_among(s, first, last) if "count_noun" in kinds or "participle" in kinds else None
    if among:
        e = kinds.get("count_noun") or kinds["participle"]
        return Outcome(e.fields["measure"], first, last, "count", "people counted among those", groups=among)
    if starts(s, last + 2, "acts") and s.is_(last + 1, "of"):
        return None  # 'victims of rape' are alive
    if "count_noun" in kinds:
        found = counted(s, first, last, kinds["count_noun"], before, only=len(kinds) == 1)
        if found is not None and not found.groups and s.is_(before_adverbs(s, first), "be"):
            found.groups = subject_of(s, first)  # 'twelve fishermen remain captive'
        if found is not None:
            return found
    if "intransitive" in kinds:
        e = kinds["intransitive"]
        o = Outcome(e.fields["measure"], first, last, "intransitive", "subject of an outcome verb")
        o.unreal = _unreal(s, first)
        o.groups = subject_of(s, first) or object_of(s, last)
        return o
    if "active" in kinds or "participle" in kinds:
        return _verb(s, first, last, kinds)
    return None


@cache
def _taking(language: str) -> frozenset[str]:
    """The verbs of those who take people along."""
    words = function_words(language)
    return words["taking"] | words["leaving"]


def _taken(s: Sentence) -> list[Outcome]:
    """'took six teachers away', 'led off nine women', 'sont repartis avec deux adolescentes'."""
    out: list[Outcome] = []
    if not s.groups:
        return out
    for i in s.where(_taking(s.language)):
        if starts(s, i, "outcomes"):
            continue
        verb, off = i, s.lower(i + 1) in s.classes["off"]
        if s.is_(i, "leaving"):
            groups, off = _led_along(s, i), True
        else:
            verb = i + off
            groups = [g for g in object_of(s, verb) if g.head is not None and g.role != "attacker"]
            off = off and not any(g.unknown_head for g in groups)
        if groups and (off or any(s.is_(j, "away") for j in range(groups[-1].last + 1, groups[-1].last + 5))):
            out.append(Outcome("abducted", i, verb, "active", "taken along", groups=groups))
    return out


def _led_along(s: Sentence, i: int) -> list[Group]:
    """Those with whom attackers leave: 'the gunmen went away with livestock and two girls'."""
    company = next((j for j in range(i + 1, i + 4) if s.lower(j) in s.classes["company"]), None)
    if company is None or not any(g.role == "attacker" and g.last < i for g in s.groups):
        return []
    return [
        g
        for g in s.groups
        if company < g.first <= company + REACH_COMPANY
        and g.head is not None
        and not (g.unknown_head or g.definite or g.role == "attacker")
        and not any(s.punct(j) and s.raw(j) != "," for j in range(company, g.first))
    ]


def _nobody(s: Sentence, o: Outcome) -> Group | None:
    """'nobody was hurt', 'without causing casualties', 'n'a fait aucune victime': the number is nought."""
    if any((g.quantity is not None and g.quantity.high != 0) or g.named for g in o.groups) or o.voice == "toll":
        return None
    i = o.first - 1
    while i >= 0 and o.first - i <= 6:
        if s.lower(i) in s.classes["nobody"]:
            break
        if not (s.is_(i, "adverb", "be", "have") or s.lower(i) in s.classes["nobody_between"]):
            return None
        i -= 1
    if s.is_(i - 1, "determiner") or any(q.start <= s.tokens[i - 1].start < q.end for q in s.quantities if i):
        return None  # 'une personne a été tuée'
    if i < 0 or s.lower(i) not in s.classes["nobody"] or (s.lower(i) == "none" and s.lower(i + 1) == "of"):
        return None
    if s.lower(i) in ("not", "n't", "pas") and o.voice not in ("count", "loss", "active"):
        return None  # 'was not killed' tells of one person
    start = s.tokens[i].start
    none = Quantity(start, s.tokens[i].end, s.raw(i), start, 0, 0, None, "count", False, "nobody")
    return s.group(
        i,
        o.last,
        category="unknown",
        role="victim",
        plural=True,
        quantity=none,
    )


def _parts(s: Sentence, o: Outcome) -> None:
    """'19 dead, among them four children and a nurse': the parts of a group it has."""
    if not o.groups:
        return
    for g in s.groups:
        if "part" in g.taken and g.part_of in o.groups and g not in o.groups and not has_own_verb(s, g):
            o.groups.append(g)


@cache
def _together(language: str) -> tuple[tuple[str, ...], ...]:
    """Phrases before those to whom the same happened, word by word."""
    return tuple(tuple(phrase.split()) for phrase in function_words(language)["together_with"])


def _complete(s: Sentence, o: Outcome) -> None:
    """Add those named behind: 'died along with a civilian', 'fifteen died: nine soldiers and six policemen'."""
    edge = max([o.last, *(g.last for g in o.groups)])
    i = edge + 1
    while s.is_(i, "adverb"):
        i += 1
    word = s.lower(i)
    for words in _together(s.language):
        if word == words[0] and all(s.lower(i + n) == words[n] for n in range(1, len(words))):
            g = group_starting(s, i + len(words), slack=2)
            if g is not None and g not in o.groups and not has_own_verb(s, g):
                o.groups += [h for h in listed_with(s, g, +1) if h not in o.groups]
            return
    whole = next((g for g in o.groups if g.quantity is not None), None)
    if whole is None:
        return
    if s.raw(i) == "," and s.lower(i + 1) in s.classes["namely"]:
        i += 1
    if not (s.raw(i) in (":", "—", "–", "(") or s.lower(i) in s.classes["namely"]):
        return
    g = group_starting(s, i + 1, slack=2)
    if g is None or g in o.groups or g.quantity is None or has_own_verb(s, g):
        return
    for h in listed_with(s, g, +1):
        if h not in o.groups:
            h.part_of = whole
            h.taken.add("part")
            o.groups.append(h)


def _verb(s: Sentence, first: int, last: int, kinds: dict[str, Entry]) -> Outcome | None:
    entry = kinds.get("active") or kinds["participle"]
    measure = entry.fields["measure"]
    prev = before_adverbs(s, first)
    right = group_starting(s, last + 1)
    left = group_ending(s, prev)
    by_next = s.is_(last + 1, "by")
    if "participle" in kinds and s.is_(prev, "be"):
        voice = "passive"
    elif (s.is_(prev, "have") and "active" in kinds) or (
        "active" in kinds
        and right is not None
        and not by_next
        and (
            left is None
            or left.role == "attacker"
            or left.actor is not None
            or left.quantity is None
            or left.quantity.kind == "article"
            or (right.quantity is not None and right.quantity.kind != "article")
        )
    ):
        voice = "active"
    elif "participle" in kinds and (left is not None or by_next or s.lower(prev) in ("and", "et", "or", "ou", ",")):
        voice = "passive"
        if left is None and not by_next and right is not None and "active" in kinds:
            voice = "active"
    elif "active" in kinds:
        voice = "active"
    else:
        voice = "passive"
    o = Outcome(measure, first, last, voice, f"{voice} outcome verb", unreal=_unreal(s, first))
    if (
        voice == "passive"
        and not s.is_(prev, "be")
        and not by_next
        and (left is not None or s.is_(prev, "conjunction"))
        and _takes_thing(s, last, left, measure)
    ):
        voice = "active"  # 'a mob set fire to 17 houses'
    o.voice = voice
    if voice == "passive" and left is not None and _whom(s, left.first - 1) and not s.is_(prev, "be"):
        o.voice = "active"  # 'the girls whom bandits abducted'
        taken = group_ending(s, left.first - 2)
        o.groups = [taken] if taken is not None else []
    elif voice == "active":
        o.groups = object_of(s, last)
        if not o.groups:
            shared = _next_verb(s, last)  # 'killed and wounded 20', 'killed or injured dozens'
            if shared is not None:
                o.groups = object_of(s, shared)
    else:
        o.groups = subject_of(s, first)
        if not o.groups and left is None and right is not None and right.quantity is not None and not by_next:
            o.groups = object_of(s, last)
    o.negated = any(
        first - 3 <= i < first
        and s.lower(i) not in ("no", "aucun", "aucune", "personne", "none", "nobody", "sans", "without")
        for i in s.of_class("negation")
    )
    return o


def _takes_thing(s: Sentence, last: int, left: Group | None, measure: str) -> bool:
    """Has the verb an object that is no group of people, and a subject that is one that does things?"""
    if left is not None and (left.role == "victim" or (left.quantity is not None and left.quantity.kind != "article")):
        return False
    if measure == "destroyed" and last + 1 < len(s.tokens):
        return not (s.punct(last + 1) or s.is_(last + 1, "preposition", "conjunction", "adverb", "be"))
    if left is None:
        return False
    return s.is_(last, "preposition") or (s.is_(last + 1, "determiner") and s.lower(last + 1) not in ("this", "that"))


def _whom(s: Sentence, i: int) -> bool:
    """Is token i a relative pronoun that is not the subject?"""
    return s.is_(i, "relative") and s.lower(i) in ("whom", "that", "which", "que", "qu'")


def _next_verb(s: Sentence, last: int) -> int | None:
    if s.lower(last + 1) in ("and", "or", "et", "ou"):
        for e in s.by_first.get(last + 2, []):
            if e.table == "outcomes":
                return e.last
    return None


def _unreal(s: Sentence, first: int) -> bool:
    """Wishes, plans and conditions: 'could be killed', 'to kill', 'threatened to kill'."""
    i = before_adverbs(s, first)
    for _ in range(3):
        if not s.is_(i, "be", "have"):
            break
        i = before_adverbs(s, i)
    return (
        s.is_(i, "modal")
        and s.lower(i) not in ("did", "does", "do", "may", "might", "'s", "pourrait", "pourraient")
        and not (
            s.lower(i) == "to"
            and s.lower(i - 1)
            in ("confirmed", "known", "reported", "believed", "feared", "said", "thought", "presumed")
        )
    )


def _loss(s: Sentence, first: int, last: int, e: Entry) -> Outcome:
    o = Outcome(e.fields["measure"], first, last, "loss", "loss named as a noun")
    g = group_starting(s, last + 1)
    if g is not None and (
        s.is_(last, "of", "by") or s.lower(last) in ("à", "aux") or not (g.head is None or g.unknown_head)
    ):
        o.groups = listed_with(s, g, +1)  # 'the death of five', 'lost two of its men', but not 'lost 15 trucks'
    o.unreal = _unreal(s, first)
    return o
