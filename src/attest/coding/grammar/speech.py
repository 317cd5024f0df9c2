"""Who says what a sentence tells, and through what medium."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from attest.coding.grammar.analysis import Entry, Sentence, speech_words
from attest.coding.grammar.lists import starts
from attest.coding.grammar.speakers import Span, is_time, kind_of, left_phrase, right_phrase, speaks

REACH_GIVEN = 6  # tokens between 'gave' and 'a toll', 'put' and 'the number of dead'

_SAYS = frozenset(("say", "confirm", "announce", "condemn", "deny", "claim", "blame"))
_CLOSING = frozenset([",", '"', "”", "»", "’", "'", "–", "—", "?", "!", "..."])


@dataclass(slots=True, eq=False)
class Attribution:
    """A speaker phrase of a sentence: the words, where they stand, and what kind of speaker it is.

    Not to be changed once made.
    """

    text: str
    start: int
    end: int
    verb_first: int
    verb_last: int
    kind: str  # sayer kind of the contract
    via: str | None
    reporting: str  # say | confirm | announce | claim | deny | blame | suspect | condemn
    pronoun: bool
    rule: str
    reach: str = "around"  # after | before | around: where what is said stands, seen from the verb
    points_back: bool = False  # 'announced this': what was said stands in the sentence before


def find_attributions(s: Sentence) -> list[Attribution]:
    """The attributions of a sentence in order; pronouns are left for the report to resolve."""
    out: list[Attribution] = []
    if s.passage.kind == "headline":
        colon = _before_colon(s) or _behind_colon(s)
        if colon is not None:
            out.append(colon)
    entries = [e for e in s.of_table("reporting") if e.fields["kind"] in _SAYS]
    taken = {i for e in entries for i in range(e.first, e.last + 1)}
    entries += _giving(s, taken)
    if not entries:
        return out
    via = _via(s)
    for e in sorted(entries, key=lambda e: e.first):
        found = _attribution(s, e, via)
        if found is None:
            continue
        last = out[-1] if out else None
        if last is not None and last.start <= s.tokens[e.first].start < last.end:
            continue
        if last is not None and last.rule == "according to" and 0 <= s.tokens[e.first].start - last.end <= 1:
            # 'selon un bilan établi par l'agence': all of it names the speaker
            out[-1] = replace(last, text=s.text[last.start - s.start : found.end - s.start], end=found.end)
            continue
        out.append(found)
    return out


def _attribution(s: Sentence, e: Entry, via: str | None) -> Attribution | None:
    words = s.slice(e.first, e.last).lower().replace("’", "'")
    if s.raw(e.first)[:1].isupper() and e.first and s.passage.kind != "headline" and not s.punct(e.first - 1):
        return None  # 'Cité Soleil' quotes nobody
    span: Span | None
    rule, reach = "subject of a verb of saying", "around"
    if words in s.speech["according"]:
        span, rule = right_phrase(s, e.last + 1, toll=True), "according to"
        if span is None and s.lower(e.last + 1) in s.speech["pronoun"]:
            span = e.last + 1, e.last + 1
        if span is None and words.startswith(("de source", "de sources", "d'une source")):
            first = next(i for i in range(e.first, e.last + 1) if s.lower(i).startswith("source"))
            span = right_phrase(s, first) or (first, min(e.last + 1, len(s.tokens) - 1))
        if e.first <= 1:
            reach = "after"
    elif (
        words.startswith("cité")
        and words.endswith(" par")
        and any(
            x.last < e.first and s.slice(x.first, x.last).lower() in s.speech["according"]
            for x in s.of_table("reporting")
        )
    ):
        return None  # 'selon des témoins cités par la radio'
    elif (clitic := _clitic(s, e)) is not None:
        if s.lower(clitic) == "on":
            span, rule = _informant(s, max(e.last, clitic)), "according to"
        else:
            span, reach = (clitic, clitic), "before"
    else:
        agent = _by(s, e)
        if agent is None and s.is_(e.first - 1, "be") and not words.endswith("ing") and "quoted" not in words:
            return None  # 'was reported dead' names no speaker
        before = _before_verb(s, e.first)
        if agent is not None:
            span = agent
        elif (inverted := _inverted(s, e, words, before)) is not None:
            span, reach = inverted, "before"
        else:
            span = _left(s, e, before)
            if span is not None:
                reach = _reach(s, span, e)
    if span is None:
        return None
    a, b = span
    pronoun = a == b and s.lower(a) in s.speech["pronoun"]
    text = s.slice(a, b)
    return Attribution(
        text=text,
        start=s.tokens[a].start,
        end=s.tokens[b].end,
        verb_first=e.first,
        verb_last=e.last,
        kind="unknown" if pronoun else kind_of(s, a, b),
        via=via if via and via not in text else None,
        reporting=e.fields["kind"],
        pronoun=pronoun,
        rule=rule,
        reach=reach,
        points_back=_points_back(s, e, b),
    )


def _giving(s: Sentence, taken: set[int]) -> list[Entry]:
    """'gave a toll of', 'put the number of dead at', 'parle de douze tués': whoever gives a figure says it."""
    out: list[Entry] = []
    if not s.quantities:
        return out
    for i in s.where(s.speech["giving"]):
        if i in taken or (taken and s.lower(i) in s.speech["finding"]):
            continue  # 'troops had found 53 bodies, the spokesman wrote': the spokesman says it
        near = range(i + 1, min(i + 1 + REACH_GIVEN, len(s.tokens)))
        if s.lower(i + 1) in ("in", "up", "to", "out"):
            continue
        back = s.is_(i + 1, "by") and range(max(0, i - REACH_GIVEN), i)  # 'the toll was given by'
        if any(s.lower(j) in s.speech["given"] for j in back or near) and any(
            0 < s.token_at(q.start) - i <= 3 * REACH_GIVEN and q.kind != "article" for q in s.quantities
        ):
            out.append(Entry(i, i, "reporting", {"kind": "say"}))
    return out


def _before_colon(s: Sentence) -> Attribution | None:
    """'Police: five killed in blast', as headlines have it."""
    at = next((i for i in range(1, min(6, len(s.tokens))) if s.raw(i) == ":"), None)
    return _bare(s, 0, at - 1, at, "after") if at is not None else None


def _behind_colon(s: Sentence) -> Attribution | None:
    """'Five killed in blast: police', 'Trois morts - gouverneur', as headlines have it."""
    last = len(s.tokens) - 1
    at = next((i for i in range(last - 1, max(0, last - 6), -1) if s.raw(i) in (":", "–", "—", "-")), None)
    return _bare(s, at + 1, last, at, "before") if at is not None else None


def _bare(s: Sentence, a: int, b: int, mark: int, reach: str) -> Attribution | None:
    words = [i for i in range(a, b + 1) if not s.is_(i, "determiner", "preposition")]
    heads = [e for e in s.entries if e.table in ("speakers", "media") and a <= e.first and e.last <= b]
    if not words or not heads or not speaks(s, a, b) or any(s.is_(i, "be", "have") for i in words):
        return None
    start, end = s.tokens[a].start, s.tokens[b].end
    return Attribution(
        s.slice(a, b), start, end, mark, mark, kind_of(s, a, b), None, "say", False, "speaker by a colon", reach
    )


def _by(s: Sentence, e: Entry) -> Span | None:
    """'was announced by the ministry', 'annoncé par le ministère'."""
    for i in s.of_class("by"):
        if i <= e.last:
            continue
        if i > e.last + 5 or any(s.punct(j) for j in range(e.last + 1, i)):
            break
        if s.lower(i + 1) not in s.speech["statement"] and (
            i == e.last + 1 or s.language == "fr" or s.is_(e.first - 1, "be", "adverb")
        ):
            return right_phrase(s, i + 1)
    return None


def _before_verb(s: Sentence, first: int) -> int:
    """Index of the token left of a verb and of what belongs to it."""
    end = first - 1
    while end >= 0 and (
        s.is_(end, "adverb", "have", "modal", "be")
        or (s.lower(end) == "d'" and s.lower(end + 1) == "abord")
        or (s.language == "fr" and s.is_(end, "clitic", "negation"))
    ):
        end -= 1
    return end


def _left(s: Sentence, e: Entry, end: int) -> Span | None:
    """The subject of a verb that, with what belongs to it, begins behind token `end`."""
    if end < 0:
        return None
    if s.lower(end) in s.speech["pronoun"]:
        return end, end
    if s.lower(end) in ("who", "qui", "which"):
        end -= 1
        if s.raw(end) == ",":
            end -= 1
    loose = s.speech["weak"].isdisjoint([s.lower(i) for i in range(e.first, e.last + 1)])
    return left_phrase(s, end, loose=loose) if end >= 0 else None


def _inverted(s: Sentence, e: Entry, words: str, before: int) -> Span | None:
    """'…, said the governor', '…, a indiqué à l'agence le ministère', '« … », dit-il'."""
    if words.split(maxsplit=1)[0] in s.speech["hearer"]:
        return None
    if before >= 0 and s.raw(before) not in _CLOSING and not (s.language == "fr" and s.is_(before, "relative")):
        return None
    i = _behind_address(s, e.last + 1)
    found = right_phrase(s, i)
    if found is None or (s.is_(found[0], "preposition") and not s.is_(found[0], "of")):
        return None  # 'wrote on Twitter'
    follows = found[1] + 1
    if s.is_(follows, "be", "have", "modal") and s.lower(follows) != "a":
        return None
    if any(
        x.table == "outcomes" or (x.table == "acts" and x.fields["pos"] != "noun") for x in s.by_first.get(follows, [])
    ):
        return None
    return found


def _behind_address(s: Sentence, i: int) -> int:
    """Where the subject may start behind the verb, past the day, the hearers and the channel: 'lundi à la presse'."""
    while s.language == "fr" and i < len(s.tokens):
        after = i + 1 if s.is_(i, "adverb") else _behind_day(s, i) or _behind_hearer(s, i)
        if after is None:
            break
        i = after
    return i


def _behind_day(s: Sentence, i: int) -> int | None:
    while s.is_(i, "determiner", "preposition"):
        i += 1
    if not is_time(s, i):
        return None
    while is_time(s, i):
        i += 1
    return i


def _behind_hearer(s: Sentence, i: int) -> int | None:
    """'à l'AFP', 'aux journalistes', 'dans un communiqué', 'sous couvert d'anonymat'."""
    if not s.is_(i, "preposition"):
        return None
    for j in range(i + 1, min(i + 7, len(s.tokens))):
        if s.punct(j):
            break
        if s.is_(j, "hearer") or s.lower(j) == "agence":
            return j + 1
        for e in s.by_first.get(j, []):
            if e.table == "media":
                return e.last + 1
    return None


def _clitic(s: Sentence, e: Entry) -> int | None:
    """The pronoun of an inverted French verb of saying: 'affirme-t-il', 'a-t-elle dit'."""
    for i in range(e.first, e.last + 2):
        if s.raw(i)[:1] == "-" and s.is_(i, "pronoun"):
            return i
    return None


def _informant(s: Sentence, last: int) -> Span | None:
    """'a-t-on appris mercredi de source officielle', 'apprend-on auprès de la mairie'."""
    i = last + 1
    while s.is_(i, "adverb") or is_time(s, i):
        i += 1
    if not s.is_(i, "of") and s.lower(i) != "auprès":
        return None
    while s.is_(i, "of", "determiner") or s.lower(i) == "auprès":
        i += 1
    return right_phrase(s, i)


def _reach(s: Sentence, span: Span, e: Entry) -> str:
    """Where what is said stands: '…, police said' before, 'Police said …' after, 'One guard, police said, …' around."""
    a, _b = span
    opened = a == 0 or all(
        not s.raw(i)[:1].isalnum() or is_time(s, i) or s.is_(i, "preposition", "adverb", "conjunction", "determiner")
        for i in range(a)
    )
    if opened:
        return "after"
    i = e.last + 1
    while i < len(s.tokens) and (is_time(s, i) or (s.is_(i, "preposition", "adverb") and is_time(s, i + 1))):
        i += 1
    if i >= len(s.tokens) or s.raw(i) in (".", "”", '"', "»", ";", "!"):
        return "before"
    if s.raw(i) == ",":
        return "around"
    if s.raw(a - 1) in _CLOSING and s.lower(i) not in ("that", "que", "qu'") and _medium_follows(s, i):
        return "before"
    return "after"


def _medium_follows(s: Sentence, i: int) -> bool:
    """Is only the medium, the hearer or the occasion told behind the verb?"""
    for j in range(i, len(s.tokens)):
        if s.lower(j) in ("that", "que", "qu'") or s.raw(j) == ":":
            return False
        if s.raw(j) in (".", ",", ";", "”", "»"):
            break
        if s.is_(j, "be", "have"):
            return False
        if starts(s, j, "outcomes"):
            return False
    return True


def _points_back(s: Sentence, e: Entry, end: int) -> bool:
    """'announced this on Telegram', 'reported the attack', 'the figure was given by': nothing of its own is said."""
    if s.quantities and any(q.kind != "article" for q in s.quantities):
        return False
    after = range(max(e.last, end if end > e.last + 6 else e.last) + 1, e.last + 4)
    return _is_pointing(s, after) or _is_pointing(s, range(3))


def _is_pointing(s: Sentence, tokens: range) -> bool:
    """Do some tokens begin with a phrase that points back?"""
    firsts, phrases = _pointing(s.language)
    if not tokens or s.lower(tokens[0]) not in firsts:
        return False
    return (" ".join(map(s.lower, tokens)) + " ").startswith(phrases)


@cache
def _pointing(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The phrases that point back, behind their first words."""
    phrases = speech_words(language)["pointing"]
    return frozenset(phrase.split()[0] for phrase in phrases), tuple(f"{phrase} " for phrase in phrases)


def _via(s: Sentence) -> str | None:
    """The medium of what is said: 'on Twitter', 'told AFP', 'in a statement'."""
    for e in s.of_table("media"):
        i = e.first - 1
        while i >= 0 and (s.is_(i, "determiner") or s.lower(i) in s.speech["between"]):
            i -= 1
        if s.lower(i) in s.speech["through"]:
            return s.slice(e.first, e.last)
    for i in s.where(s.speech["statement"]):
        j = i - 1
        while s.is_(j, "determiner", "adverb") or s.lower(j) in s.speech["between"]:
            j -= 1
        if s.lower(j) in s.speech["through"]:
            return s.slice(i, i)
    return None
