"""Numbers told of an outcome noun: '15 dead', 'the wounded number 40', 'a toll of 32'."""

from __future__ import annotations

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.lists import before_adverbs, group_ending, group_starting, listed_with
from attest.coding.grammar.outcome import Outcome

REACH_TOLL = 16  # tokens between 'toll' and its figure


def counted_among(s: Sentence, first: int, last: int) -> list[Group]:
    """'The dead included a doctor and two nurses', 'Among the wounded were four women', 'parmi les morts figurent'."""
    if not s.is_(first - 1, "determiner"):
        return []
    i = last + 1
    while s.is_(i, "adverb", "have"):
        i += 1
    opened = s.lower(first - 2) in s.classes["among"]
    if not (s.lower(i) in s.classes["includes"] or (opened and (s.is_(i, "be") or s.lower(i) in s.classes["figures"]))):
        return []
    g = group_starting(s, i + 1)
    if g is None:
        return []
    groups = listed_with(s, g, +1)
    for h in groups:
        h.taken.add("included")
    return groups


def counted(s: Sentence, first: int, last: int, e: Entry, before: list[Outcome], *, only: bool) -> Outcome | None:
    """An outcome noun with the number told of it: 15 dead, the wounded number 40."""
    o = Outcome(e.fields["measure"], first, last, "count", "number before an outcome noun")
    prev = before_adverbs(s, first)
    g = group_ending(s, prev) or next(
        (g for g in s.groups if g.first <= first and g.last >= last and g.quantity is not None), None
    )
    if g is None and s.is_(prev, "of", "determiner"):
        g = group_ending(s, prev - 1)
    if g is not None and g.quantity is not None and (g.quantity.kind != "article" or _one_more(s, g, first)):
        if g.head is None or g.unknown_head:
            g.category = _of_whom(s, last) or g.category
        o.groups = [g]
        if g.definite or s.is_(g.first - 1, "definite"):
            g.taken.add("included")  # 'the two victims' are some the report has told of
        prior = [h for h in listed_with(s, g, -1) if h is not g and h.quantity is not None and "part" not in h.taken]
        if prior and not any(p.last >= prior[0].first for p in before):
            o.groups = [*prior, g]
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
        s.is_(i, "adverb", "be", "have", "preposition", "determiner", "numbering")
        or s.lower(i) in ("also", "has", "now")
    ):
        i += 1
    if only and i > last + 1 and any(s.is_(j, "be", "numbering") for j in range(last + 1, i)):
        g = group_starting(s, i, slack=1)
        if g is not None and g.quantity is not None:
            o.groups = listed_with(s, g, +1)
            o.rule = "number told of an outcome noun"
            if any(s.lower(j).startswith("includ") for j in range(last + 1, i)):
                for h in o.groups:
                    h.taken.add("included")
            return o
    return o if only else None


def _one_more(s: Sentence, g: Group, first: int) -> bool:
    """'53 dead soldiers and a dead civilian'; French counts with its article: 'un mort'."""
    listed = g.first < first and any(h is not g and h.quantity is not None for h in listed_with(s, g, -1))
    return s.language == "fr" or listed


def _of_whom(s: Sentence, last: int) -> str | None:
    """'15 dead among the soldiers', '15 morts chez les militaires': whose they are."""
    if s.lower(last + 1) in ("among", "amongst", "of", "from", "parmi", "chez", "dans", "côté", "on", "within"):
        for g in s.groups:
            if 0 < g.first - last <= 5 and g.quantity is None:
                return g.category
    return None


def toll_of(s: Sentence, span: tuple[int, int], e: Entry, before: list[Outcome]) -> Outcome | None:
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
