"""What happened to people: who was killed, hurt, taken, is missing, and how many."""

from __future__ import annotations

from dataclasses import dataclass, field

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.groups import joined
from attest.grounding.numbers import Quantity

REACH_SUBJECT = 18  # tokens between a subject and its verb
REACH_TOLL = 16  # tokens between 'toll' and its figure

VERBAL = ("active", "participle", "intransitive")


@dataclass(slots=True, eq=False)
class Outcome:
    """One outcome word with the groups it happened to; `figures` are those with a number."""

    measure: str
    first: int
    last: int
    voice: str  # passive | active | intransitive | count | toll | loss
    rule: str
    groups: list[Group] = field(default_factory=list)
    unreal: bool = False
    negated: bool = False
    shared: Quantity | None = None


def find_outcomes(s: Sentence) -> list[Outcome]:
    """The outcome words of a sentence with the people they concern, in order."""
    by_span: dict[tuple[int, int], list[Entry]] = {}
    for e in s.of_table("outcomes"):
        by_span.setdefault((e.first, e.last), []).append(e)
    spans = sorted(by_span)
    out: list[Outcome] = []
    later: list[tuple[tuple[int, int], list[Entry]]] = []
    for span in spans:
        entries = by_span[span]
        if any(e.fields["grammar"] == "toll_noun" for e in entries):
            later.append((span, entries))
            continue
        found = _outcome(s, span, entries, out)
        if found is None and any(e.fields["grammar"] == "count_noun" for e in entries):
            nouns = next(e for e in entries if e.fields["grammar"] == "count_noun")
            found = Outcome(nouns.fields["measure"], *span, "count", "number before an outcome noun")
        if found is not None:
            out.append(found)
    for span, entries in later:
        found = _toll(s, span, entries[0], out)
        if found is not None:
            out.append(found)
    out += _taken(s)
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
    kept = []
    for o in out:
        verbs = [p for p in out if p.voice in ("passive", "active", "intransitive") and not p.unreal]
        over = [p for p in verbs if o.voice == "count" and o.groups and all(g in p.groups for g in o.groups)]
        if any(p.measure in ("killed", "injured", "freed") for p in over):
            continue
        for p in over:
            p.groups = [g for g in p.groups if g not in o.groups]
        kept.append(o)
    return kept


def _outcome(s: Sentence, span: tuple[int, int], entries: list[Entry], before: list[Outcome]) -> Outcome | None:
    first, last = span
    kinds = {e.fields["grammar"]: e for e in entries}
    if "possessive_loss" in kinds:
        return _loss(s, first, last, kinds["possessive_loss"])
    among = _among(s, first, last) if kinds.keys() & {"count_noun", "participle"} else None
    if among:
        e = kinds.get("count_noun") or kinds["participle"]
        return Outcome(e.fields["measure"], first, last, "count", "people counted among those", groups=among)
    if s.is_(last + 1, "of") and any(e.table == "acts" for e in s.by_first.get(last + 2, [])):
        return None  # 'victims of rape' are alive
    if "count_noun" in kinds:
        found = _count(s, first, last, kinds["count_noun"], before, only=len(kinds) == 1)
        if found is not None and not found.groups and s.is_(_before(s, first), "be"):
            found.groups = _subject(s, first)  # 'twelve fishermen remain captive'
        if found is not None:
            return found
    if "intransitive" in kinds:
        e = kinds["intransitive"]
        o = Outcome(e.fields["measure"], first, last, "intransitive", "subject of an outcome verb")
        o.unreal = _unreal(s, first)
        o.groups = _subject(s, first) or _object(s, last)
        return o
    if "active" in kinds or "participle" in kinds:
        return _verb(s, first, last, kinds)
    return None


def _taken(s: Sentence) -> list[Outcome]:
    """'took six teachers and the principal away', 'took the driver with them'."""
    out = []
    for i in s.of_class("taking"):
        if any(e.table == "outcomes" for e in s.by_first.get(i, ())):
            continue
        groups = [g for g in _object(s, i) if g.head is not None and g.role != "attacker"]
        if groups and any(s.is_(j, "away") for j in range(groups[-1].last + 1, groups[-1].last + 5)):
            out.append(Outcome("abducted", i, i, "active", "taken along", groups=groups))
    return out


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
    start, end = s.tokens[i].start, s.tokens[o.last].end
    none = Quantity(start, s.tokens[i].end, s.raw(i), start, 0, 0, None, "count", False, "nobody")
    return Group(
        first=i,
        last=o.last,
        start=start,
        end=end,
        text=s.slice(i, o.last),
        head=None,
        category="unknown",
        demographic=None,
        role="victim",
        plural=True,
        quantity=none,
    )


def _parts(s: Sentence, o: Outcome) -> None:
    """'19 dead, among them four children and a nurse': the parts of a group it has."""
    for g in s.groups:
        if "part" in g.taken and g.part_of in o.groups and g not in o.groups and not _has_own_verb(s, g):
            o.groups.append(g)


def _complete(s: Sentence, o: Outcome) -> None:
    """Add those named behind: 'died along with a civilian', 'fifteen died: nine soldiers and six policemen'."""
    edge = max([o.last, *(g.last for g in o.groups)])
    i = edge + 1
    while s.is_(i, "adverb"):
        i += 1
    for phrase in s.classes["together_with"]:
        words = phrase.split()
        if [s.lower(i + n) for n in range(len(words))] == words:
            g = _group_starting(s, i + len(words), slack=2)
            if g is not None and g not in o.groups and not _has_own_verb(s, g):
                o.groups += [h for h in _chain(s, g, +1) if h not in o.groups]
            return
    whole = next((g for g in o.groups if g.quantity is not None), None)
    if s.raw(i) == "," and s.lower(i + 1) in s.classes["namely"]:
        i += 1
    if whole is None or not (s.raw(i) in (":", "—", "–", "(") or s.lower(i) in s.classes["namely"]):
        return
    g = _group_starting(s, i + 1, slack=2)
    if g is None or g in o.groups or g.quantity is None or _has_own_verb(s, g):
        return
    for h in _chain(s, g, +1):
        if h not in o.groups:
            h.part_of = whole
            h.taken.add("part")
            o.groups.append(h)


def _before(s: Sentence, i: int) -> int:
    """Index of the first token left of `i` that is not an adverb."""
    i -= 1
    while i >= 0 and s.is_(i, "adverb") and not s.is_(i, "be", "have"):
        i -= 1
    return i


def _group_ending(s: Sentence, i: int) -> Group | None:
    return next((g for g in s.groups if g.last == i), None)


def _group_starting(s: Sentence, i: int, slack: int = 3) -> Group | None:
    """The group that starts at token i, or up to `slack` tokens on behind words that may come between."""
    for g in s.groups:
        if g.first < i:
            if g.last >= i:
                return None
            continue
        gap = range(i, g.first)
        if len(gap) > slack:
            return None
        if all(
            s.is_(j, "adverb", "determiner")
            or s.lower(j) in ("à", "a", "at", "least", "of", "up", "to", '"', "“", "«", "the", "some", "as", "many")
            for j in gap
        ):
            return g
        return None
    return None


def _verb(s: Sentence, first: int, last: int, kinds: dict[str, Entry]) -> Outcome | None:
    entry = kinds.get("active") or kinds["participle"]
    measure = entry.fields["measure"]
    prev = _before(s, first)
    right = _group_starting(s, last + 1)
    left = _group_ending(s, prev)
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
        taken = _group_ending(s, left.first - 2)
        o.groups = [taken] if taken is not None else []
    elif voice == "active":
        o.groups = _object(s, last)
        if not o.groups:
            shared = _next_verb(s, last)  # 'killed and wounded 20', 'killed or injured dozens'
            if shared is not None:
                o.groups = _object(s, shared)
    else:
        o.groups = _subject(s, first)
        if not o.groups and left is None and right is not None and right.quantity is not None and not by_next:
            o.groups = _object(s, last)
    o.negated = any(
        s.is_(i, "negation")
        and s.lower(i) not in ("no", "aucun", "aucune", "personne", "none", "nobody", "sans", "without")
        for i in range(max(0, first - 3), first)
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
    i = _before(s, first)
    for _ in range(3):
        if s.is_(i, "be", "have"):
            i = _before(s, i)
    return (
        s.is_(i, "modal")
        and s.lower(i) not in ("did", "does", "do", "may", "might", "'s", "pourrait", "pourraient")
        and not (
            s.lower(i) == "to"
            and s.lower(i - 1)
            in ("confirmed", "known", "reported", "believed", "feared", "said", "thought", "presumed")
        )
    )


def _chain(s: Sentence, g: Group, step: int) -> list[Group]:
    """A group with those that stand in one list with it, leftwards (-1) or rightwards (+1)."""
    order = [h for h in s.groups if h.within is None or h is g]
    at = order.index(g)
    out = [g]
    while 0 <= at + step < len(order):
        nxt = order[at + step]
        a, b = (nxt, order[at]) if step < 0 else (order[at], nxt)
        linked = joined(s, a, b) or (("part" in b.taken) and b.first - a.last <= 6)
        if not linked:
            break
        if step > 0 and _has_own_verb(s, nxt):
            break
        if step < 0 and _is_source(s, nxt):
            break
        out.append(nxt)
        at += step
    return out if step > 0 else out[::-1]


def _is_source(s: Sentence, g: Group) -> bool:
    """Is a group the one who says it: 'according to the chief, four men were killed', 'selon le maire, …'?"""
    i = g.first - 1
    while s.is_(i, "determiner") and not s.is_(i, "relative"):
        i -= 1
    words = [s.slice(e.first, e.last).lower() for e in s.ending_at(i) if e.table == "reporting"]
    return any(w in s.speech["according"] for w in words)


def _has_own_verb(s: Sentence, g: Group) -> bool:
    """Does a group start a clause of its own: '... and two were wounded', '... and three others injured'?"""
    i = g.last + 1
    while s.is_(i, "adverb", "be", "have"):
        if s.is_(i, "be", "have"):
            return True
        i += 1
    return any(
        e.table == "outcomes" and e.fields["grammar"] in ("participle", "count_noun", "intransitive")
        for e in s.by_first.get(i, [])
    )


def _subject(s: Sentence, first: int) -> list[Group]:
    """The groups that the verb at `first` has as subject, its whole list."""
    k = _before(s, first)
    while s.is_(k, "be", "have", "modal", "negation", "adverb") or s.lower(k) in ("'", "to"):
        if s.lower(k - 1) in s.classes["before_doing"] and s.groups and s.groups[0].quantity is None:
            return s.groups[:1]  # '… wounded three people before being shot'
        k = _before(s, k)
    k = _before_aside(s, k)
    direct = _group_ending(s, k)
    if direct is not None and direct.quantity is None:
        i = direct.first - 1
        while s.is_(i, "determiner"):
            i -= 1
        whole = _group_ending(s, i - 1) if s.is_(i, "of") else None
        direct = whole or direct  # 'five members of the National Army were killed'
    if direct is None:
        for g in reversed(s.groups):
            if g.last > k:
                continue
            if k - g.last > REACH_SUBJECT or _clause_break(s, g.last + 1, k):
                break
            if s.is_(g.first - 1, "oblique") and g.quantity is None:
                continue
            direct = g
            break
    if direct is None:
        return []
    direct = direct.within or direct
    chain = _chain(s, direct, -1)
    if any("part" in g.taken for g in chain) and not any("part" not in g.taken for g in chain):
        whole = chain[0].part_of
        if whole is not None and whole not in chain:
            chain = [whole, *chain]
    return chain


def _before_aside(s: Sentence, k: int) -> int:
    """The token before an aside that names who says it: 'One guard, the prison service said, had been stabbed'."""
    if s.raw(k) == ")":
        return next((i - 1 for i in range(k - 1, max(-1, k - 8), -1) if s.raw(i) == "("), k)
    if s.raw(k) not in (",", "–", "—"):
        return k
    for i in range(k - 1, max(-1, k - 14), -1):
        if s.raw(i) in (",", "–", "—"):
            aside = any(e.table == "reporting" for j in range(i + 1, k) for e in s.by_first.get(j, []))
            return i - 1 if aside else k
    return k


def _clause_break(s: Sentence, start: int, end: int) -> bool:
    """Is there a clause of its own between: a stop, another outcome verb or a reporting verb?"""
    for i in range(start, end + 1):
        if s.raw(i) in (";", ":", "."):
            return True
        if any(
            e.table == "reporting" or (e.table == "outcomes" and e.fields["grammar"] in VERBAL)
            for e in s.by_first.get(i, [])
        ):
            return True
        if s.lower(i) in (
            "and",
            "et",
            "but",
            "mais",
            "when",
            "while",
            "after",
            "lorsque",
            "quand",
            "alors",
        ) and not any(g.first == i + 1 for g in s.groups):
            return True
    return False


def _object(s: Sentence, last: int) -> list[Group]:
    g = _group_starting(s, last + 1)
    if g is None or (g.part_of is not None and "part" in g.taken):
        return []
    return _chain(s, g, +1)


def _loss(s: Sentence, first: int, last: int, e: Entry) -> Outcome:
    o = Outcome(e.fields["measure"], first, last, "loss", "loss named as a noun")
    g = _group_starting(s, last + 1)
    if g is not None and (
        s.is_(last, "of", "by") or s.lower(last) in ("à", "aux") or not (g.head is None or g.unknown_head)
    ):
        o.groups = _chain(s, g, +1)  # 'the death of five', 'lost two of its men', but not 'lost 15 trucks'
    o.unreal = _unreal(s, first)
    return o


def _among(s: Sentence, first: int, last: int) -> list[Group]:
    """'The dead included a doctor and two nurses', 'Among the wounded were four women', 'parmi les morts figurent'."""
    if not s.is_(first - 1, "determiner"):
        return []
    i = last + 1
    while s.is_(i, "adverb", "have"):
        i += 1
    opened = s.lower(first - 2) in s.classes["among"]
    if not (s.lower(i) in s.classes["includes"] or (opened and (s.is_(i, "be") or s.lower(i) in s.classes["figures"]))):
        return []
    g = _group_starting(s, i + 1)
    if g is None:
        return []
    groups = _chain(s, g, +1)
    for h in groups:
        h.taken.add("included")
    return groups


def _count(s: Sentence, first: int, last: int, e: Entry, before: list[Outcome], *, only: bool) -> Outcome | None:
    o = Outcome(e.fields["measure"], first, last, "count", "number before an outcome noun")
    prev = _before(s, first)
    g = _group_ending(s, prev) or next(
        (g for g in s.groups if g.first <= first and g.last >= last and g.quantity is not None), None
    )
    if g is None and s.is_(prev, "of", "determiner"):
        g = _group_ending(s, prev - 1)
    if g is not None and g.quantity is not None and g.quantity.kind != "article":
        if g.head is None or g.unknown_head:
            g.category = _of_whom(s, last) or g.category
        o.groups = [g]
        if g.definite or s.is_(g.first - 1, "definite"):
            g.taken.add("included")  # 'the two victims' are some the report has told of
        prior = [h for h in _chain(s, g, -1) if h is not g and h.quantity is not None and "part" not in h.taken]
        if prior and not any(p.last >= prior[0].first for p in before):
            o.groups = [*prior, g]
        return o
    if g is not None and g.quantity is not None and s.language == "fr":  # 'un mort', 'un blessé'
        o.groups = [g]
        return o
    article = next(
        (q for q in s.quantities if q.end <= s.tokens[first].start and s.token_span(q.start, q.end)[1] == prev), None
    )
    if article is not None and (article.kind != "article" or s.language == "fr"):
        a, _b = s.token_span(article.start, article.end)
        o.groups = [
            Group(
                first=a,
                last=last,
                start=article.start,
                end=s.tokens[last].end,
                text=s.slice(a, last),
                head=None,
                category=_of_whom(s, last) or "unknown",
                demographic=None,
                role="victim",
                plural=True,
                quantity=article,
            )
        ]
        return o
    if s.lower(prev) in ("and", "et", "or", "ou") and before and before[-1].last == prev - 1 and before[-1].groups:
        o.groups = [h for h in before[-1].groups if h.quantity is not None]
        o.rule = "number shared by two outcome nouns"
        return o
    i = last + 1
    while i - last <= 5 and (
        s.is_(i, "adverb", "be", "have", "preposition", "determiner")
        or s.lower(i)
        in (
            "number",
            "numbered",
            "rose",
            "reached",
            "totalled",
            "include",
            "included",
            "also",
            "includes",
            "stands",
            "stood",
            "has",
            "now",
        )
    ):
        i += 1
    if (
        only
        and i > last + 1
        and any(
            s.is_(j, "be")
            or s.lower(j)
            in (
                "number",
                "numbered",
                "rose",
                "reached",
                "totalled",
                "include",
                "included",
                "includes",
                "stands",
                "stood",
            )
            for j in range(last + 1, i)
        )
    ):
        g = _group_starting(s, i, slack=1)
        if g is not None and g.quantity is not None:
            o.groups = _chain(s, g, +1)
            o.rule = "number told of an outcome noun"
            if any(s.lower(j).startswith("includ") for j in range(last + 1, i)):
                for h in o.groups:
                    h.taken.add("included")
            return o
    return o if only else None


def _of_whom(s: Sentence, last: int) -> str | None:
    """'15 dead among the soldiers', '15 morts chez les militaires': whose they are."""
    if s.lower(last + 1) in ("among", "amongst", "of", "from", "parmi", "chez", "dans", "côté", "on", "within"):
        for g in s.groups:
            if 0 < g.first - last <= 5 and g.quantity is None:
                return g.category
    return None


def _toll(s: Sentence, span: tuple[int, int], e: Entry, before: list[Outcome]) -> Outcome | None:
    """'the toll rose to 32', 'a toll of 15', 'le bilan est de 53 morts'."""
    first, last = span
    taken = {id(g.quantity) for o in before for g in o.groups if g.quantity is not None}
    measure = e.fields["measure"] if e.fields["measure"] != "casualties" else "killed"
    o = Outcome(measure, first, last, "toll", "number of a toll")
    for g in s.groups:
        if g.first <= last or g.quantity is None:
            continue
        if g.first - last > REACH_TOLL or any(s.raw(i) in (";",) for i in range(last, g.first)):
            break
        if id(g.quantity) in taken:
            return None
        o.groups.append(g)
        if s.lower(g.first - 1) in ("from", "de") and s.lower(g.last + 1) in ("to", "à"):
            g.taken.add("earlier")
            continue
        break
    return o if o.groups else None
