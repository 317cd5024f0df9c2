"""Groups of people in a sentence: the noun groups that are killed, taken, accused or heard."""

from __future__ import annotations

from attest.coding.grammar import bodies, phrases
from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.collectives import forces, nationals, organisations
from attest.coding.grammar.lists import mark_parts, starts
from attest.grounding.countries import nationalities_of
from attest.grounding.numbers import Quantity

_STATES = frozenset(("state_force", "police", "peacekeepers", "government"))
_DEFINITE = frozenset(("the", "these", "those", "les", "le", "la", "l'", "ces", "cette", "ce"))
_QUOTING = frozenset(("-", '"', "“", "”", "«", "»", "'", "’"))
MAX_LEFT = 7  # tokens that a noun group may reach left of its head


def find_groups(s: Sentence) -> list[Group]:
    """The groups of people of a sentence in order, not overlapping."""
    numbers = [(q, *s.token_span(q.start, q.end)) for q in s.quantities]
    owner = {i: (q, first) for q, first, last in numbers for i in range(first, last + 1)}
    groups: list[Group] = []
    used: set[int] = set()

    def add(found: list[Group]) -> None:
        groups.extend(found)
        for g in found:
            used.update(range(g.first, g.last + 1))

    heads = _heads(s)
    for n, e in enumerate(heads):
        floor = heads[n - 1].last if n else -1
        if groups and e.first <= groups[-1].last:
            continue  # 'members of the community guard': the guard is named in the group before
        add([_headed(s, e, owner, floor)])
    add(_bare(s, numbers, used))
    add(organisations(s, used))
    add(_ordinals(s, used))
    add(forces(s, used))
    add(nationals(s, used))
    if not groups:
        return groups
    groups.sort(key=lambda g: g.first)
    phrases.nest(s, groups)
    _families(s, groups)
    mark_parts(s, groups)
    return groups


def _heads(s: Sentence) -> list[Entry]:
    """The person words of a sentence that head a group."""
    persons = s.of_table("persons")
    if not persons:
        return []
    spans = [s.token_span(a.start, a.end) for a in s.actors if a.actor.kind not in _STATES]  # 'soldats maliens' counts
    if spans:
        persons = [e for e in persons if not any(a <= e.first and e.last < b for a, b in spans)]  # "New People's Army"
    return _last_heads(s, [e for e in persons if not _before_thing(s, e)])


def _before_thing(s: Sentence, e: Entry) -> bool:
    """'a student hostel', 'the neighbour town': a person word before a thing's is no person."""
    return s.language == "en" and e.fields["number"] == "sg" and starts(s, e.last + 1, "targets")


def _last_heads(s: Sentence, heads: list[Entry]) -> list[Entry]:
    """Of person words that follow one another ('police officers', 'army recruits') the last one heads the group."""
    kept = []
    for n, e in enumerate(heads):
        nxt = heads[n + 1] if n + 1 < len(heads) else None
        if nxt is not None and s.is_(e.last, "adjectival") and _adjective_of(s, e, nxt):
            nxt.modifier_first = e.modifier_first or e.first
            continue
        if nxt is not None and nxt.first == e.last + 1 and s.language == "en":
            nxt.inherited = e.fields if e.fields["category"] != "unknown" else e.inherited
            nxt.modifier_first = e.modifier_first or e.first
            continue
        kept.append(e)
    return kept


def _adjective_of(s: Sentence, e: Entry, nxt: Entry) -> bool:
    """'an elderly Italian nun': only a nationality or another plain word stands between."""
    return 1 <= nxt.first - e.last <= 3 and not any(
        s.punct(i) or s.is_(i, "preposition", "conjunction", "relative", "be", "have", "determiner", "adverb")
        for i in range(e.last + 1, nxt.first)
    )


def _barrier(s: Sentence, i: int) -> bool:
    if s.is_(i, "preposition", "conjunction", "relative", "pronoun", "be", "have", "modal", "negation"):
        return True
    if s.punct(i) and s.raw(i) not in _QUOTING:
        return True
    ending = s.ending_at(i)
    return bool(ending) and any(
        (e.table == "reporting" and not s.is_(i, "hedge"))
        or (e.table == "outcomes" and e.fields["grammar"] in ("active", "participle", "intransitive", "leave"))
        for e in ending
    )


def _headed(s: Sentence, e: Entry, owner: dict[int, tuple[Quantity, int]], floor: int) -> Group:
    """The group of a head; `owner` has the number, and its first token, that each token belongs to."""
    head_first = e.modifier_first or e.first
    fields = e.fields
    quantity: Quantity | None = None
    left, definite, number = head_first, False, -1
    i = head_first - 1
    while i > floor and head_first - i <= MAX_LEFT:
        if i in owner:
            number = i
            break
        if i - 1 in owner and s.is_(i, "of"):
            number = i - 1
            break
        if s.is_(i, "determiner") and not (s.is_(i, "relative") and s.is_(i + 1, "determiner")):
            definite = s.lower(i) in _DEFINITE
            left = i
            number = i - 2 if i - 2 in owner and s.is_(i - 1, "of") else i - 1
            break
        if _barrier(s, i):
            break
        left = i
        i -= 1
    if number in owner:
        quantity, left = owner[number]
    while left < head_first and s.punct(left):  # an opening quotation mark
        left += 1
    if quantity is not None and quantity.kind == "article" and fields["number"] == "pl":
        quantity, left = None, head_first  # 'a source signalled soldiers missing': the article is another noun's
    last, named = e.last, False
    singular = fields["number"] == "sg"
    if s.language == "fr":  # adjectives stand behind: 'soldats maliens', 'hommes armés'
        while (
            last + 1 < len(s.tokens)
            and last - e.last < 4
            and (s.is_(last + 1, "hedge", "after_head") or nationalities_of(s.raw(last + 1)))
        ):
            last += 1
    if singular:
        j = last + 1
        while (
            j < len(s.tokens)
            and j - last <= 4
            and s.raw(j)[:1].isupper()
            and not s.punct(j)
            and not s.is_(j, "preposition", "pronoun")
        ):
            j += 1
        if j > last + 1:
            last, named = j - 1, True
    if quantity is not None and left - 1 > floor and s.is_(left - 1, "determiner") and not s.is_(left - 1, "relative"):
        left -= 1  # 'his two sons', 'the three soldiers'
        definite = True
    category = fields["category"]
    inherited = e.inherited
    if category == "unknown" and inherited:
        category = inherited["category"]
    category, last = bodies.category(s, e, category, left, last)
    role = fields["role"]
    if inherited and role in ("either", "bystander", "victim") and inherited["role"] == "attacker":
        role = "attacker"
    g = s.group(
        left,
        last,
        head=s.slice(e.first, e.last).lower(),
        category=category,
        demographic=None if fields["demographic"] == "-" else fields["demographic"],
        role=role,
        plural=not singular,
        quantity=quantity,
        definite=definite,
        named=named,
    )
    if named and g.category == "civilian" and s.raw(e.first)[:1].isupper() and s.is_(e.first, "clerical"):
        g.category = "religious"  # 'Father Benassi', 'sœur Marie'
    hedges = s.of_class("hedge")
    g.hedged = bool(hedges) and any(left <= i <= last for i in hedges)
    g.nationality = _nationality(s, left, last)
    if s.actors:
        g.actor = next((a for a in s.actors if a.start < g.end and a.end > g.start), None)
    if g.actor is not None and g.actor.start < g.start:
        g.start = g.actor.start
        g.first = s.token_at(g.start)
        g.text = s.slice(g.first, g.last)
    if (
        g.role == "either"
        and g.category in ("unknown", "civilian")
        and any(left <= i < last for i in s.of_class("menacing"))
    ):
        g.role, g.category = "attacker", "militant"  # 'heavily armed unidentified men'
    if g.category == "military" and g.role == "attacker":
        g.role = "either"
    return g


def _nationality(s: Sentence, first: int, last: int) -> str | None:
    """The first country whose demonym stands among some tokens."""
    for t in s.tokens[first : last + 1]:
        if codes := nationalities_of(t.text):
            return codes[0]
    return None


def _bare(s: Sentence, numbers: list[tuple[Quantity, int, int]], used: set[int]) -> list[Group]:
    """Numbers without a person word: 'killed 53', 'six others', 'three were hurt', 'killed 12 Fulani'."""
    out = []
    for q, first, last in numbers:
        if (q.kind == "article" and not q.other) or any(i in used for i in range(first, last + 1)):
            continue
        if s.is_(first - 1, "of") and first - 2 in used and not s.is_(last + 1, "of") and q.kind == "count":
            continue  # 'a youth of 17' tells an age
        nxt = last + 1
        other = q.other
        while s.lower(nxt) in ("others", "other", "more", "autres", "autre", "d'", "additional") or (
            s.lower(nxt) in ("of", "de") and s.lower(nxt + 1) in ("them", "us", "eux")
        ):
            last = nxt if s.lower(nxt) not in ("of", "de", "d'") else nxt + 1
            other = True
            nxt = last + 1
        unknown = False
        if (
            nxt < len(s.tokens)
            and not s.punct(nxt)
            and not s.is_(
                nxt,
                "preposition",
                "conjunction",
                "be",
                "have",
                "relative",
                "pronoun",
                "adverb",
                "modal",
                "negation",
                "determiner",
            )
        ):
            if starts(s, nxt, "outcomes"):
                pass
            elif starts(s, nxt, "acts", "speakers", "media", "reporting") or s.is_(nxt, "uncounted") or _things(s, nxt):
                continue
            else:
                unknown = True
        elif s.lower(nxt) in ("of", "de", "d'") and not other:
            unknown = True
        head, thing = None, False
        if unknown:
            while (
                nxt < len(s.tokens)
                and not s.punct(nxt)
                and nxt - last <= 4
                and not s.is_(nxt, "preposition", "conjunction", "be", "have", "relative", "pronoun", "modal")
                and not starts(s, nxt, "outcomes", "reporting", "persons")
            ):
                thing = thing or starts(s, nxt, "targets", "weapons")
                head = s.lower(nxt)
                nxt += 1
            if thing:
                continue  # 'two army bases'
            last = max(last, nxt - 1)
        out.append(
            s.group(
                first,
                last,
                head=head,
                category="unknown",
                plural=q.low != 1,
                quantity=q,
                unknown_head=unknown,
                nationality=_nationality(s, first, last),
            )
        )
    return out


def _ordinals(s: Sentence, used: set[int]) -> list[Group]:
    """'two were killed and a third was wounded', 'un troisième a été blessé': one more of those told of."""
    out = []
    for i in s.of_class("ordinal"):
        if i in used or not s.is_(i - 1, "indefinite"):
            continue
        if not (s.is_(i + 1, "be", "have", "adverb") or starts(s, i + 1, "outcomes")):
            continue
        start, end, text = s.tokens[i - 1].start, s.tokens[i].end, s.slice(i - 1, i)
        one = Quantity(start, end, text, start, 1, 1, None, "count", True, "one more by an ordinal")
        out.append(
            s.group(
                i - 1,
                i,
                category="unknown",
                plural=False,
                quantity=one,
            )
        )
    return out


def _things(s: Sentence, i: int) -> bool:
    """Do the words behind a number name things: 'two Malian army bases', 'three burnt-out buses'?"""
    for j in range(i, min(i + 4, len(s.tokens))):
        if s.punct(j) or s.is_(j, "preposition", "conjunction", "be", "have", "relative", "determiner"):
            return False
        if starts(s, j, "targets", "weapons") or s.is_(j, "things"):
            return True
        if starts(s, j, "outcomes", "persons"):
            return False
    return False


def _families(s: Sentence, groups: list[Group]) -> None:
    """'a family of four', 'une famille de cinq personnes': those counted are the family."""
    if not s.of_class("families"):
        return
    for g in list(groups):
        noun = g.first - 2
        if g.quantity is None or s.lower(noun) not in s.classes["families"] or not s.is_(noun + 1, "of"):
            continue
        for h in [h for h in groups if h is not g and h.first <= noun <= h.last]:
            groups.remove(h)
        g.first = noun - s.is_(noun - 1, "determiner", "indefinite")
        g.start, g.text, g.head = s.tokens[g.first].start, s.slice(g.first, g.last), s.lower(noun)
        g.category, g.role = "civilian", "victim"
