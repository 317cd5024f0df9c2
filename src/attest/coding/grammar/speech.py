"""Who says what a sentence tells, and through what medium."""

from __future__ import annotations

from dataclasses import dataclass

from attest.coding.grammar.analysis import Entry, Sentence

MAX_SPEAKER = 16  # tokens of a speaker phrase

_ACCORDING = frozenset(
    (
        "according to",
        "selon",
        "d'après",
        "as per",
        "citing",
        "quoting",
        "d’après",
        "per",
        "reported by",
        "cited by",
        "in the account given by",
        "de source",
        "de sources",
        "à en croire",
        "au dire de",
        "aux dires de",
        "going by",
        "in the words of",
    )
)
_PRONOUNS = frozenset(["he", "she", "it", "they", "il", "elle", "ils", "elles", "we", "on", "who", "qui", "which"])
_SAYS = frozenset(("say", "confirm", "announce", "condemn", "deny", "claim", "blame"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker phrase of a sentence: the words, where they stand, and what kind of speaker it is."""

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


def find_attributions(s: Sentence) -> list[Attribution]:
    """The attributions of a sentence in order; pronouns are left for the report to resolve."""
    out: list[Attribution] = []
    via = _via(s)
    for e in s.entries:
        if e.table != "reporting" or e.fields["kind"] not in _SAYS:
            continue
        words = s.slice(e.first, e.last).lower().replace("’", "'")
        clitic = _clitic(s, e)
        if words.startswith("de source") and words in _ACCORDING:
            span = _right(s, e.first + 1, to_comma=True)
            rule = "according to"
        elif words.endswith(" par") and words.startswith("cité") and out and out[-1].rule == "according to":
            continue  # 'selon des témoins cités par la radio'
        elif words in _ACCORDING or words.startswith(("according to", "selon", "d'après")):
            span = _right(s, e.last + 1, to_comma=True)
            rule = "according to"
        elif clitic is not None and s.lower(clitic) == "on":
            span = _informant(s, max(e.last, clitic))
            rule = "according to"
        elif clitic is not None:
            span = clitic, clitic
            rule = "subject of a verb of saying"
        else:
            span = _by(s, e) or _postposed(s, e) or _left(s, e) or _inverted(s, e)
            rule = "subject of a verb of saying"
        if span is None:
            continue
        a, b = span
        text = s.slice(a, b)
        pronoun = a == b and s.lower(a) in _PRONOUNS
        kind = "unknown" if pronoun else _kind(s, a, b)
        if not pronoun and not _speaks(s, a, b):
            continue
        out.append(
            Attribution(
                text=text,
                start=s.tokens[a].start,
                end=s.tokens[b].end,
                verb_first=e.first,
                verb_last=e.last,
                kind=kind,
                via=via if via and via not in text else None,
                reporting=e.fields["kind"],
                pronoun=pronoun,
                rule=rule,
            )
        )
    return out


def _clitic(s: Sentence, e: Entry) -> int | None:
    """The pronoun of an inverted French verb of saying: 'affirme-t-il', 'a-t-elle dit'."""
    return next((i for i in range(e.first, e.last + 2) if s.raw(i)[:1] == "-" and s.lower(i) in _PRONOUNS), None)


def _informant(s: Sentence, last: int) -> tuple[int, int] | None:
    """'a-t-on appris mercredi de source officielle', 'apprend-on auprès de la mairie'."""
    i = last + 1
    while s.is_(i, "adverb") or _time(s, i):
        i += 1
    if not s.is_(i, "of") and s.lower(i) != "auprès":
        return None
    while s.is_(i, "of", "determiner") or s.lower(i) == "auprès":
        i += 1
    return _right(s, i, to_comma=True)


def _by(s: Sentence, e: Entry) -> tuple[int, int] | None:
    """'was announced by the ministry', 'annoncé par le ministère'."""
    for i in range(e.last + 1, min(e.last + 6, len(s.tokens))):
        if s.is_(i, "by") and (s.is_(e.first - 1, "be", "adverb") or s.language == "fr" or i == e.last + 1):
            return _right(s, i + 1, to_comma=False)
        if s.punct(i):
            break
    return None


def _subject_end(s: Sentence, e: Entry) -> int:
    """Index of the token left of the verb and its auxiliaries."""
    end = e.first - 1
    while end >= 0 and (s.is_(end, "adverb", "have", "modal") or s.is_(end, "be")):
        end -= 1
    return end


def _postposed(s: Sentence, e: Entry) -> tuple[int, int] | None:
    """'…, said the governor', '…, a indiqué lundi à la presse le ministre': the clause before is what was said."""
    if s.raw(_subject_end(s, e)) not in (",", '"', "”", "»", "–", "—"):
        return None
    span = _inverted(s, e)
    if span is None:
        return None
    a, b = span
    head = a
    while s.is_(head, "determiner", "of"):
        head += 1
    people = any(g.first <= head <= g.last and (g.head is not None or g.actor is not None) for g in s.groups)
    named = s.raw(head)[:1].isupper() or any(x.start <= s.tokens[head].start < x.end for x in s.actors)
    speaker = any(x.table in ("speakers", "media") for x in s.by_first.get(head, []))
    ends = b + 1 >= len(s.tokens) or s.punct(b + 1) or s.is_(b + 1, "speaker_stop", "relative") or _time(s, b + 1)
    return span if (people or named or speaker) and ends else None


def _left(s: Sentence, e: Entry) -> tuple[int, int] | None:
    end = _subject_end(s, e)
    if end < 0:
        return None
    if s.lower(end) in _PRONOUNS:
        if s.lower(end) in ("who", "qui", "which"):
            end -= 1
            if s.lower(end) == ",":
                end -= 1
        else:
            return end, end
    apposition = s.raw(end) in (",", "–", "—", ")")
    if apposition:
        opening = end - 1
        while (
            opening >= 0
            and end - opening <= MAX_SPEAKER
            and s.raw(opening) not in (",", "–", "—", "(", '"', "”", "»", ";")
        ):
            opening -= 1
        if opening < 0 or s.raw(opening) not in (",", "–", "—", "("):
            return None
        inner_first, inner_last = opening + 1, end - 1
        if inner_last < inner_first or any(s.is_(i, "be", "have") for i in range(inner_first, inner_last + 1)):
            return None
        head = _np_start(s, opening - 1)
        spoken = _speaks(s, inner_first, inner_last)
        if head is None or not _speaks(s, head, opening - 1):
            return (inner_first, inner_last) if spoken else None
        if not spoken or _time(s, inner_first):
            return head, opening - 1
        return head, inner_last
    head = _np_start(s, end)
    if head is None or head > end:
        return None
    return head, end


def _time(s: Sentence, i: int) -> bool:
    return any(d.start <= s.tokens[i].start < d.end for d in s.dates)


def _np_start(s: Sentence, end: int) -> int | None:
    """First token of the noun phrase that ends at `end`."""
    i = end
    while i >= 0 and end - i < MAX_SPEAKER:
        word = s.lower(i)
        if s.raw(i) in (",", ";", ":", '"', "“", "”", "«", "»", "(", ")", "–", "—", "-", ".", "…"):
            break
        if s.is_(i, "conjunction", "relative", "negation", "have", "pronoun") and word not in (
            "and",
            "et",
            "en",
            "a",
            "y",
            "lui",
        ):
            break
        if s.is_(i, "be") and word not in ("'s",):
            break
        if any(
            e.table in ("reporting", "outcomes") and i in (e.first, e.last) and e.fields.get("grammar") != "count_noun"
            for e in s.ending_at(i)
        ):
            break
        if any(e.table == "acts" and e.fields["pos"] != "noun" for e in s.ending_at(i)):
            break
        if word in ("and", "et") and not (s.raw(i + 1)[:1].isupper() or s.is_(i + 1, "determiner")):
            break
        i -= 1
    start = i + 1
    while (
        start <= end
        and (
            s.lower(start)
            in (
                "and",
                "et",
                "but",
                "mais",
                "in",
                "on",
                "at",
                "as",
                "for",
                "dans",
                "à",
                "le_jour",
                "meanwhile",
                "however",
                "still",
            )
            or _time(s, start)
        )
        and start < end
    ):
        start += 1
    # a place or time phrase before the subject: 'In Bamako the army said'
    return start if start <= end else None


def _inverted(s: Sentence, e: Entry) -> tuple[int, int] | None:
    """'…, said the governor', '…, a indiqué mardi à l'AFP le ministère'."""
    return _right(s, _behind_address(s, e.last + 1), to_comma=False)


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
    if not _time(s, i):
        return None
    while _time(s, i):
        i += 1
    return i


def _behind_hearer(s: Sentence, i: int) -> int | None:
    """'à l'AFP', 'aux journalistes', 'dans un communiqué', 'sous couvert d'anonymat'."""
    if not s.is_(i, "preposition"):
        return None
    for j in range(i + 1, min(i + 7, len(s.tokens))):
        if s.punct(j):
            break
        if s.is_(j, "hearer"):
            return j + 1
        for e in s.by_first.get(j, []):
            if e.table == "media":
                return e.last + 1
    return None


def _right(s: Sentence, start: int, *, to_comma: bool) -> tuple[int, int] | None:
    i = start
    if i >= len(s.tokens) or s.punct(i):
        return None
    while i < len(s.tokens) and i - start < MAX_SPEAKER:
        word = s.lower(i)
        if s.raw(i) in (";", ":", '"', "“", "”", "«", "»", ".", "(", ")", "–", "—"):
            break
        if s.raw(i) == ",":
            # an apposition names the speaker more fully: 'Yaya Sangaré, porte-parole du gouvernement'
            nxt = i + 1
            while s.is_(nxt, "determiner"):
                nxt += 1
            if any(en.table == "speakers" for en in s.by_first.get(nxt, [])) and any(
                s.raw(j)[:1].isupper() for j in range(start, i)
            ):
                i += 1
                continue
            break
        if i > start and (
            (
                s.is_(i, "speaker_stop")
                and not (
                    word in ("of", "for", "de")
                    or (
                        word in ("in", "at")
                        and not _time(s, i + 1)
                        and any(en.table == "speakers" for en in s.ending_at(i - 1))
                    )
                )
            )
            or s.is_(i, "have", "be", "relative", "pronoun")
        ):
            break
        if any(
            en.table in ("reporting", "outcomes") and en.fields.get("grammar") not in ("count_noun", "toll_noun")
            for en in s.by_first.get(i, [])
        ):
            break
        if _time(s, i):
            break
        i += 1
    end = i - 1
    while end >= start and (s.is_(end, "determiner", "preposition", "conjunction") or s.punct(end)):
        end -= 1
    if end < start:
        return None
    if not _speaks(s, start, end):
        return None
    return start, end


def _speaks(s: Sentence, a: int, b: int) -> bool:
    """Can this phrase speak: a speaker noun, an organisation, a medium or a name in capitals?"""
    if b < a:
        return False
    if any(e.table in ("speakers", "media") and a <= e.first and e.last <= b for e in s.entries):
        return True
    start, end = s.tokens[a].start, s.tokens[b].end
    if any(x.start >= start and x.end <= end for x in s.actors):
        return True
    if any(g.first >= a and g.last <= b for g in s.groups if g.head is not None):
        return True
    capitals = [i for i in range(a, b + 1) if s.raw(i)[:1].isupper() and not s.is_(i, "determiner", "preposition")]
    return bool(capitals) and (
        a > 0 or len(capitals) > 1 or (len(s.raw(a)) > 2 and not s.is_(a, "conjunction", "adverb", "pronoun"))
    )


def _kind(s: Sentence, a: int, b: int) -> str:
    found = [e.fields["sayer_kind"] for e in s.entries if e.table == "speakers" and a <= e.first and e.last <= b]
    for kind in found:
        if kind != "unknown":
            return kind
    start, end = s.tokens[a].start, s.tokens[b].end
    for x in s.actors:
        if x.start >= start and x.end <= end:
            return {
                "state_force": "military",
                "police": "police",
                "government": "government",
                "peacekeepers": "un",
                "intergovernmental": "un",
            }.get(x.actor.kind, "armed_group")
    if any(e.table == "media" and a <= e.first and e.last <= b for e in s.entries):
        return "media"
    return "unknown"


def _via(s: Sentence) -> str | None:
    """The medium of what is said: 'on Twitter', 'told AFP', 'in a statement'."""
    for e in s.entries:
        if e.table == "media":
            i = e.first - 1
            while i >= 0 and (
                s.is_(i, "determiner")
                or s.lower(i)
                in (
                    "agency",
                    "agence",
                    "news",
                    "channel",
                    "network",
                    "la",
                    "l'",
                    "the",
                    "its",
                    "his",
                    "her",
                    "télévision",
                    "radio",
                )
            ):
                i -= 1
            if s.lower(i) in (
                "on",
                "via",
                "to",
                "told",
                "in",
                "sur",
                "à",
                "dans",
                "au",
                "by",
                "through",
                "with",
                "auprès",
            ):
                return s.slice(e.first, e.last)
    for i in range(len(s.tokens)):
        if s.lower(i) in ("statement", "communiqué", "press release", "release") and s.is_(
            i - 1, "determiner", "adverb"
        ) | (s.lower(i - 2) in ("a", "in", "un", "dans")):
            return s.slice(i, i)
    return None
