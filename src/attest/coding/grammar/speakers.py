"""The noun phrases that speak: 'the governor of Gao, Ali Diallo', 'two security sources', 'residents and a doctor'."""

from __future__ import annotations

from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.lists import starts

MAX_SPEAKER = 16  # tokens of a speaker phrase

_STOPS = frozenset([",", ";", ":", '"', "“", "”", "«", "»", ")", "(", "–", "—", "-", ".", "…", "|", "?", "!"])
_AND = frozenset(["and", "et", "&", "or", "ou"])
_KINDS_OF_ACTORS = {
    "state_force": "military",
    "police": "police",
    "government": "government",
    "peacekeepers": "un",
    "intergovernmental": "un",
    "ngo": "ngo",
}

Span = tuple[int, int]


def left_phrase(s: Sentence, end: int, *, loose: bool = False) -> Span | None:
    """The phrase that ends at token `end` and is the subject of a verb behind it, an apposition included.

    `loose` takes any noun with an article: what says something is a speaker.
    """
    if s.raw(end) in (",", "–", "—", ")") and s.raw(end) != "":
        return _apposed(s, end)
    found = _walk(s, end)
    if found is None:
        return None
    a, b = found
    if s.raw(a - 1) == "," and any(s.lower(i) in _AND for i in range(a, b + 1)):
        a = _listed(s, a)  # 'residents, officials and a hospital source said'
    if loose and s.is_(a, "determiner") and not s.is_(a, "relative") and a < b and not _is_thing(s, _head(s, a, b)):
        return a, b
    return (a, b) if speaks(s, a, b) else None


def _apposed(s: Sentence, end: int) -> Span | None:
    """'The army, on Tuesday, said', 'the governor of Gao, Ali Diallo, told', 'Ali Diallo, who leads it, said'."""
    opening, depth = end - 1, s.raw(end) == ")"
    while opening >= 0 and end - opening <= 2 * MAX_SPEAKER:
        if s.raw(opening) in (("(",) if depth else (",", "–", "—")):
            break
        if s.raw(opening) in ('"', "”", "»", ";", ":"):
            return None
        opening -= 1
    if opening < 0:
        return None
    inner = opening + 1, end - 1
    head = _walk(s, opening - 1)
    if head is not None and not speaks(s, *head):
        head = None
    if head is not None and s.raw(opening - 1) != "" and s.raw(head[0] - 1) == "," and _named(s, *head):
        wider = _walk(s, head[0] - 2)  # 'a spokesman for the army, Ali Diallo, in Gao, said'
        if wider is not None and speaks(s, *wider) and _titled(s, *wider):
            head = wider[0], head[1]
    clause = s.is_(inner[0], "relative", "preposition") or s.lower(inner[0]).endswith("ing") or is_time(s, inner[0])
    if clause or not speaks(s, *inner):
        return head
    if head is None:
        # '…, the ministry, …': nothing before the comma speaks
        found = _walk(s, inner[1])
        return found if found is not None and speaks(s, *found) else None
    return head[0], inner[1]


def _listed(s: Sentence, a: int) -> int:
    while s.raw(a - 1) == ",":
        found = _walk(s, a - 2)
        if found is None or not speaks(s, *found) or _verb_at(s, found[0] - 1):
            break
        a = found[0]
    return a


def _walk(s: Sentence, end: int) -> Span | None:
    """The noun phrase that ends at `end`, up to the clause before it."""
    i, joint = end, -1
    while i >= 0 and end - i < MAX_SPEAKER:
        if s.raw(i) == ")":
            opening = next((j for j in range(i, max(-1, i - 8), -1) if s.raw(j) == "("), None)
            if opening is None:
                break
            i = opening - 1
            continue
        if s.raw(i) in _STOPS and not _abbreviates(s, i):
            break
        if s.lower(i) in _AND:
            if joint < 0 and not s.is_(i + 1, "preposition"):
                joint = i
        elif s.is_(i, "conjunction", "negation", "pronoun") and s.lower(i) not in ("en", "y", "lui"):
            break
        elif s.is_(i, "relative"):
            return _trimmed(s, *_head_of_relative(s, i, end))
        elif _verb_at(s, i):
            if joint < 0:
                who = next((j for j in range(i - 1, max(-1, i - 8), -1) if s.is_(j, "relative")), None)
                if who is not None and not any(s.raw(j) in _STOPS for j in range(who, i)):
                    found = _walk(s, who - 1)  # 'an officer who asked not to be named said'
                    return found
            else:
                i = joint
            break
        i -= 1
    return _trimmed(s, i + 1, end)


def _abbreviates(s: Sentence, i: int) -> bool:
    """Is the token the full stop of a title: 'Lt. Col. Rana'?"""
    return s.raw(i) == "." and s.raw(i - 1)[:1].isupper() and len(s.raw(i - 1)) <= 4 and s.raw(i + 1)[:1].isupper()


def _head_of_relative(s: Sentence, i: int, end: int) -> Span:
    found = _walk(s, i - 1) if s.lower(i) in ("who", "qui") else None
    return found if found is not None else (i + 1, end)


def _verb_at(s: Sentence, i: int) -> bool:
    """Does a verb end at token i?"""
    if s.is_(i, "be", "have") and s.lower(i) not in ("'s", "a"):
        return True
    for e in s.ending_at(i):
        if e.table == "reporting" and s.raw(i)[:1].islower():
            return True
        if e.table == "outcomes" and e.fields.get("grammar") not in ("count_noun", "toll_noun", "leave"):
            return True
        if e.table == "acts" and e.fields["pos"] != "noun":
            return True
    return False


def _trimmed(s: Sentence, a: int, b: int) -> Span | None:
    """Without a place, time or link word in front and a loose word behind."""
    while a <= b:
        day = next((d for d in s.dates if d.start <= s.tokens[a].start < d.end), None) if s.dates else None
        if day is not None:
            a = s.token_span(day.start, day.end)[1] + 1
        elif s.is_(a, "preposition") and s.lower(a) not in ("de", "d'"):
            place = next((p.mention for p in s.places if 0 <= s.token_at(p.mention.start) - a <= 2), None)
            day = next((d for d in s.dates if 0 <= s.token_at(d.start) - a <= 2), None)
            if day is not None:
                a = s.token_span(day.start, day.end)[1] + 1
            elif place is not None and s.token_span(place.start, place.end)[1] < b:
                a = s.token_span(place.start, place.end)[1] + 1
            else:
                later = next((i for i in range(a + 2, b + 1) if s.is_(i, "determiner")), None)
                if later is None:
                    a += 1
                else:
                    a = later
        elif s.is_(a, "conjunction", "adverb", "negation") or s.punct(a):
            a += 1
        else:
            break
    while b >= a and (s.is_(b, "determiner", "preposition", "conjunction", "adverb") or s.punct(b)) and s.raw(b) != ")":
        b -= 1
    return (a, b) if a <= b else None


def right_phrase(s: Sentence, start: int, *, toll: bool = False) -> Span | None:
    """The phrase that starts at `start` and says something: 'said the governor of Gao, Ali Diallo'.

    Behind 'according to' it may be a `toll`: 'selon un bilan de la protection civile'.
    """
    if start >= len(s.tokens) or s.punct(start):
        return None
    i = _forward(s, start)
    end = _backed(s, start, i - 1)
    if end < start or not speaks(s, start, end, toll=toll):
        return None
    if s.raw(end + 1) in ("(",):
        closing = next((j for j in range(end + 2, min(end + 8, len(s.tokens))) if s.raw(j) == ")"), None)
        if closing is not None:
            end = closing
    if s.raw(end + 1) in (",", "–", "—"):  # 'Yaya Sangaré, porte-parole du gouvernement'; 'le gouverneur, Ali Diallo'
        nxt = end + 2
        last = _backed(s, nxt, _forward(s, nxt) - 1)
        if last >= nxt and not _verb_at(s, last + 1):
            titled = _titled(s, nxt, last) and not any(s.is_(j, "relative") for j in range(nxt, last + 1))
            if (
                any(s.raw(j)[:1].isupper() for j in range(start, end + 1)) and titled and not s.is_(nxt, "conjunction")
            ) or (_titled(s, start, end) and _named(s, nxt, last) and last - nxt <= 4):
                end = last
    return start, end


def _forward(s: Sentence, start: int) -> int:
    i = start
    while i < len(s.tokens) and i - start < MAX_SPEAKER:
        if s.raw(i) in _STOPS and not _abbreviates(s, i):
            break
        if is_time(s, i) or (s.is_(i, "have", "be", "relative", "pronoun", "modal") and s.lower(i) not in ("a", "'s")):
            break
        if i > start and s.is_(i, "speaker_stop"):
            of_it = s.lower(i) in ("of", "for", "de", "from", "at", "in", "and", "et", "by", "dans", "à", "au")
            follows = s.is_(i + 1, "determiner") or s.raw(i + 1)[:1].isupper() or s.lower(i) in _AND
            if not of_it or not follows or is_time(s, i + 1) or _medium(s, i + 1):
                break
            if s.lower(i) in _AND and not _joins(s, i + 1):
                break
        here = s.by_first.get(i)
        if (
            here
            and i > start
            and any(
                e.table == "reporting"
                or (e.table == "outcomes" and e.fields["grammar"] not in ("count_noun", "toll_noun"))
                for e in here
            )
        ):
            break
        i += 1
    return i


def _joins(s: Sentence, i: int) -> bool:
    """Does a second speaker follow an 'and'?"""
    while s.is_(i, "determiner", "adverb"):
        i += 1
    return any(starts(s, j, "speakers", "persons") for j in (i, i + 1, i + 2)) or any(
        s.tokens[i].start == a.start for a in s.actors if i < len(s.tokens)
    )


def _medium(s: Sentence, i: int) -> bool:
    while s.is_(i, "determiner"):
        i += 1
    return starts(s, i, "media") or s.lower(i) in s.speech["statement"]


def _backed(s: Sentence, start: int, end: int) -> int:
    while end >= start and (
        s.is_(end, "determiner", "preposition", "conjunction", "adverb") or (s.punct(end) and s.raw(end) != ")")
    ):
        end -= 1
    return end


def is_time(s: Sentence, i: int) -> bool:
    """Does a date or time cover token i?"""
    if not s.dates or not 0 <= i < len(s.tokens):
        return False
    start = s.tokens[i].start
    return any(d.start <= start < d.end for d in s.dates)


def _named(s: Sentence, a: int, b: int) -> bool:
    """Is the phrase a name in capitals?"""
    words = [i for i in range(a, b + 1) if not s.punct(i) and not s.is_(i, "determiner", "preposition")]
    return bool(words) and all(s.raw(i)[:1].isupper() or s.lower(i).startswith("al-") for i in words)


def _titled(s: Sentence, a: int, b: int) -> bool:
    return _holds(s, a, b, "speakers", "persons")


def _holds(s: Sentence, a: int, b: int, *tables: str) -> bool:
    """Has the phrase an entry of one of some tables in it?"""
    return any(a <= e.first and e.last <= b for table in tables for e in s.of_table(table))


def speaks(s: Sentence, a: int, b: int, *, toll: bool = False) -> bool:
    """Can this phrase speak: a speaker noun, an organisation, a medium or a name in capitals; a toll, where asked?"""
    if b < a or a < 0:
        return False
    head = _head(s, a, b)
    if _is_thing(s, head) and not toll:
        return False
    if toll and any(e.first <= head <= e.last and e.fields.get("grammar") == "toll_noun" for e in s.entries):
        return True
    if _holds(s, a, b, "speakers", "media"):
        return True
    start, end = s.tokens[a].start, s.tokens[b].end
    if any(x.start >= start and x.end <= end for x in s.actors):
        return True
    if any(a <= g.first and g.last <= b and g.head is not None and not g.unknown_head for g in s.groups):
        return True
    capitals = [
        i
        for i in range(a, b + 1)
        if s.raw(i)[:1].isupper() and not s.is_(i, "determiner", "preposition", "conjunction", "adverb", "pronoun")
    ]
    return bool(capitals) and head in range(a, b + 1) and (a > 0 or len(capitals) > 1 or len(s.raw(a)) > 2)


def _is_thing(s: Sentence, head: int) -> bool:
    """Is the head an act, a weapon, a place or the dead, which say nothing?"""
    covering = {e.table for e in s.entries if e.first <= head <= e.last}
    said = covering & {"speakers", "persons", "media"}
    return bool(covering & {"acts", "outcomes", "weapons", "targets", "reporting"}) and not said


def _head(s: Sentence, a: int, b: int) -> int:
    """The token that heads the phrase: the last before a preposition in English, the first noun in French."""
    if s.language == "fr":
        i = a
        while i < b and (s.is_(i, "determiner", "adverb", "preposition") or s.punct(i)):
            i += 1
        return i
    i = a
    while i < b and not (s.is_(i + 1, "preposition") or s.raw(i + 1) in (",", "(")):
        i += 1
    return i


def kind_of(s: Sentence, a: int, b: int) -> str:
    """What kind of speaker the phrase names."""
    for e in s.of_table("speakers"):
        if a <= e.first and e.last <= b and e.fields["sayer_kind"] != "unknown":
            return e.fields["sayer_kind"]
    start, end = s.tokens[a].start, s.tokens[b].end
    for x in s.actors:
        if x.start >= start and x.end <= end:
            return _KINDS_OF_ACTORS.get(x.actor.kind, "armed_group")
    if any(a <= e.first and e.last <= b for e in s.of_table("media")):
        return "media"
    return "unknown"
