"""What evokes an incident in a sentence, what cancels it, and how the sentence stands to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from attest.coding.grammar.analysis import ANYWHERE, Entry, Group, Sentence, cues, plain
from attest.coding.grammar.lists import starts
from attest.coding.grammar.outcome import Outcome
from attest.coding.tagging import Break, SentenceKind

NO_ACT = frozenset(("killing", "protest", "generic_violence"))
"""Words that stand beside an act, or for violence in general, and evoke no incident alone."""

HARM = frozenset(("killed", "injured", "abducted", "missing", "freed"))
"""Outcomes that make a victim."""

ELSEWHERE = ("accident", "disaster", "disease", "sport", "exercise", "fiction", "animal")
"""Matters whose words take a sentence out of a report on violence."""

EXACT = ("absolute", "month_day", "weekday", "relative", "part_of_day", "overnight", "range", "anaphoric")
"""Kinds of dates that name a day."""

FLYING = ("drone", "missile", "rocket")
"""Arms that may be shot down on their way."""

THROWN = ("grenade", "bomb", "fire")
"""Arms that are thrown by hand."""

THROW = 4
"""So many words lie between them and the verb at most."""

FRONT = 3
"""So many words may stand before a place that begins a sentence."""

ARMED_ACT = "armed people's act"
"""The rule for what armed people did to things, in a word that is no act of violence by itself."""

ARRIVAL = "armed men come to a place on a day"
"""The rule for those who come, stop or take something, told without an act word."""

Kind = tuple[SentenceKind, float, frozenset[str], str]
"""Kind, weight, cues and the rule that decided, of a sentence."""

WAR = 100
"""As many dead, of no one day, are a war's and not an incident's."""

HUGE = 1000
"""As many are, whatever the sentence tells of."""


@dataclass(slots=True, eq=False)
class Event:
    """A word that evokes an act of violence."""

    entry: Entry
    act: str
    strong: bool
    definite: bool
    indefinite: bool
    plural: bool
    fresh: bool
    unreal: bool


def find_events(s: Sentence) -> list[Event]:
    """The act words of a sentence that no cancelling phrase covers."""
    out: list[Event] = []
    acts = s.of_table("acts")
    if not acts:
        return out
    cancelled = [(e.first, e.last) for e in s.of_table("cancel")]
    for e in _one_a_word(s, acts):
        if cancelled and any(a <= e.first and e.last <= b for a, b in cancelled):
            continue
        noun = e.fields["pos"] == "noun"
        k, fresh, definite, indefinite = e.first - 1, False, False, False
        while noun and k >= 0 and e.first - k <= 6:
            if s.is_(k, "fresh", "definite", "indefinite"):
                fresh = fresh or s.is_(k, "fresh")
                if s.is_(k, "definite"):
                    definite = True
                    break
                if s.is_(k, "indefinite"):
                    indefinite = True
                    fresh = fresh or s.lower(k) in ("another", "autre")
                    break
            if s.is_(k, "preposition", "conjunction", "be", "have") or s.punct(k):
                break
            k -= 1
        plural = False
        if noun:
            unreal = _governed(s, e.first) or _foreseen(s, e.last)
            word = s.raw(e.last).lower()
            plural = word.endswith(("s", "x")) and not word.endswith("ss")
        else:
            j = e.first - 1
            while s.is_(j, "adverb", "be", "have"):
                j -= 1
            unreal = (s.is_(j, "modal") and s.lower(j) not in ("did", "does", "do", "may", "might")) or s.lower(j) in (
                "to",
                "pour",
            )
            if e.fields["act"] == "clash" and s.lower(e.first - 1) in ("is", "are"):
                unreal = True
        out.append(
            Event(e, e.fields["act"], e.fields["strength"] == "strong", definite, indefinite, plural, fresh, unreal)
        )
    return out


def _governed(s: Sentence, first: int) -> bool:
    """Is a noun feared, prevented, promised or fought only: 'fear more attacks', 'la lutte contre les enlèvements'?"""
    words = [s.lower(i) for i in range(max(0, first - 6), first)]
    firsts, phrases = _governors(s.language)
    if firsts.isdisjoint(words):
        return False
    before = " " + " ".join(words) + " "
    return any(map(before.__contains__, phrases))


@cache
def _governors(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The phrases that govern an act noun, behind their first words."""
    phrases = cues(language)["governor"]
    return frozenset(phrase.split()[0] for phrase in phrases), tuple(f" {phrase} " for phrase in phrases)


@cache
def _cue_words(language: str, *names: str) -> frozenset[str]:
    """The words of some cues that are looked up by the word."""
    return frozenset(word for name in names for word in cues(language)[name])


class _Breaks(NamedTuple):
    """What may begin a clause that tells of another incident."""

    pivots: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]  # behind a comma and one of the words
    headline: frozenset[str]
    in_text: frozenset[str]  # all words, and last words of phrases, to look at
    in_headlines: frozenset[str]


@cache
def _breaks(language: str) -> _Breaks:
    pivots, words, places, headline = (
        _cue_words(language, name) for name in ("pivot", "break", "break_place", "break_headline")
    )
    asked = words | {phrase.split()[-1] for phrase in pivots} | {";"}
    return _Breaks(pivots, words, places, headline, asked, asked | headline | {","})


def clause_breaks(s: Sentence) -> tuple[tuple[int, Break], ...]:
    """Where a clause begins that may tell of another incident.

    A "pivot" is behind 'a month after' and the like and tells of an earlier one; "beside" is behind ';', ', and in',
    in headlines 'as'; "plain" is any 'and' or 'while'.
    """
    table, headline = _breaks(s.language), s.passage.kind == "headline"
    out: list[tuple[int, Break]] = []
    for i in s.where(table.in_headlines if headline else table.in_text):
        if not 0 < i < len(s.tokens) - 1:
            continue
        word = s.lower(i)
        kind: Break
        if f"{s.lower(i - 1)} {word}" in table.pivots:
            kind = "pivot"
        elif word == ";" or (headline and (word == "," or word in table.headline)):
            kind = "beside"
        elif word in table.words:
            kind = "beside" if s.raw(i - 1) == "," and s.lower(i + 1) in table.places else "plain"
        else:
            continue
        out.append((s.tokens[i].start, kind))
    return tuple(out)


def _foreseen(s: Sentence, last: int) -> bool:
    """Is the noun the subject of what may come: 'attacks are expected', 'une attaque pourrait'?"""
    return not _cue_words(s.language, "foreseen").isdisjoint((s.lower(last + 1), s.lower(last + 2), s.lower(last + 3)))


def _one_a_word(s: Sentence, entries: list[Entry]) -> list[Entry]:
    """One reading a word: a verb behind its subject, a modal or 'to', else a noun; strong before weak."""
    if len(entries) == 1:
        return entries
    spans: dict[tuple[int, int], list[Entry]] = {}
    for e in entries:
        spans.setdefault((e.first, e.last), []).append(e)
    if len(spans) == len(entries):
        return entries
    out = []
    for (first, last), readings in spans.items():
        if len(readings) == 1:
            out.append(readings[0])
            continue
        nominal = not _verbal(s, first, last)
        out.append(
            max(readings, key=lambda e: ((e.fields["pos"] == "noun") == nominal, e.fields["strength"] == "strong"))
        )
    return out


def _verbal(s: Sentence, first: int, last: int) -> bool:
    """Is a word that may be noun or verb ('raid', 'attaque') a verb here?"""
    k = first - 1
    while s.is_(k, "adverb") and not s.is_(k, "be", "have", "definite"):
        k -= 1
    if s.is_(k, "infinitive", "modal", "relative", "pronoun", "have", "be") and not s.is_(k, "definite"):
        return True
    return any(g.last == k for g in s.groups) and not any(
        e.table == "outcomes" or e.fields.get("pos") == "verb" for e in s.by_first.get(last + 1, ())
    )


def _told(s: Sentence, low: str, cue: str) -> bool:
    return any(map(low.__contains__, s.cues[cue]))


def _armed_men_come(s: Sentence) -> bool:
    """Do unnamed armed men enter, stop, surround something: 'gunmen rode into', 'des hommes armés ont encerclé'?"""
    words = _cue_words(s.language, "arrival")
    for g in s.groups:
        if g.role == "attacker" and not g.definite and g.actor is None:
            return any(s.lower(i) in words for i in range(g.last + 1, min(g.last + 9, len(s.tokens))))
    return False


def _thrown(s: Sentence) -> bool:
    """Is a grenade or the like thrown, 'threw two grenades', 'une grenade a été lancée', at a place?"""
    thrown = s.where(_cue_words(s.language, "throw")) if s.places else []
    return any(e.fields["kind"] in THROWN and abs(e.first - i) <= THROW for i in thrown for e in s.of_table("weapons"))


def _vague(group: Group) -> bool:
    return group.quantity is not None and group.quantity.kind == "vague" and (group.quantity.low or 0) >= WAR


def _most(outcomes: list[Outcome]) -> int:
    """The greatest number of people that an outcome gives."""
    return max((g.quantity.low or 0 for o in outcomes for g in o.groups if g.quantity is not None), default=0)


def _other(s: Sentence) -> bool:
    """Is it another attacker, device or place of attack: 'another bomber', 'un autre village'?"""
    others = s.of_class("other")
    if not others:
        return False
    nouns = {e.first for table in ("weapons", "targets") for e in s.of_table(table)}
    nouns |= {e.first for e in s.of_table("persons") if e.fields["role"] == "attacker"}
    return any(not s.is_(i - 1, "definite") and (i + 1 in nouns or i + 2 in nouns) for i in others)


def _ordinal(s: Sentence) -> bool:
    """Is it a second, third act or device: 'a second went off', 'une deuxième bombe', 'a third strike'?"""
    ordinals = s.where(_cue_words(s.language, "ordinal"))
    return bool(ordinals) and any(
        s.is_(i - 1, "indefinite", "definite")
        and (s.is_(i + 1, "be", "have") or any(starts(s, i + n, "weapons", "acts", "outcomes") for n in (1, 2, 3)))
        for i in ordinals
    )


def _fronted(s: Sentence) -> bool:
    """Does a sentence begin with its place: 'In Homs, …', 'À Goma, …', 'Near Gossi …'?"""
    if not s.places or s.places[0].mention.kind == "demonym":
        return False
    first = s.token_at(s.places[0].mention.start)
    return first <= FRONT and all(s.is_(i, "preposition", "definite") or s.punct(i) for i in range(first))


def _armed_act(s: Sentence, live: list[Event]) -> bool:
    """Do armed people do a weak act: 'rebels burned two trucks', 'des miliciens ont incendié'?"""
    for g in s.groups:
        if g.role == "attacker" or g.category == "militant":
            j = g.last + 1
            while s.is_(j, "adverb", "have"):
                j += 1
            if any(ev.entry.first == j and ev.entry.fields["pos"] == "verb" for ev in live):
                return True
    return False


def cancel_weights(s: Sentence) -> dict[str, float]:
    """Weight of other topics in a sentence: kind -> sum of weights."""
    out: dict[str, float] = {}
    for e in s.of_table("cancel"):
        out[e.fields["kind"]] = out.get(e.fields["kind"], 0.0) + float(e.fields["weight"])
    return out


def sentence_kind(s: Sentence, events: list[Event], outcomes: list[Outcome], attackers: int) -> Kind:
    """Kind, weight, cues and the rule that decided, of a sentence."""
    low = f" {plain(s.text)} "
    told = {cue for cue in ANYWHERE if s.cues[cue] and _told(s, low, cue)}
    found: set[str] = set()
    if (events and any(ev.fresh and not ev.definite for ev in events)) or _other(s):
        found.add("another")
    if _ordinal(s):
        found.add("ordinal")
    if "onward" in told:
        found.add("onward")
    if s.cues["set_off"] and _told(s, low[:45], "set_off"):
        found.add("set off")
    if "other_side" in told:
        found.add("other side")
    elif _fronted(s):
        found.add("fronted")
    if "apart" in told:
        found.add("apart")
    if "same_day" in told or (s.cues["opener"] and _told(s, low[:60], "opener")):
        found.add("opener")
    if "past" in told:
        found.add("earlier")
    if s.passage.kind == "headline":
        found.add("headline")
    harmed, destroyed = 0, False
    counted: list[Outcome] = []
    for o in outcomes:
        if o.unreal or o.negated:
            continue
        destroyed = destroyed or o.measure == "destroyed"
        if o.groups and o.measure in HARM:
            harmed += 1
            if any(g.quantity is not None for g in o.groups):
                counted.append(o)
    live = [ev for ev in events if not ev.unreal and ev.act not in NO_ACT] if events else []
    strong = any(ev.strong for ev in live) if live else False
    singular = not all(ev.plural for ev in live) if live else False
    dated, exact = False, False
    for d in s.dates:
        if d.kind == "duration":
            found.add("duration")
        elif d.kind in EXACT:
            exact = True
        dated = dated or d.kind not in ("duration", "part_of_day")
    weapons = s.of_table("weapons")
    weight = (
        2.0 * len(counted)
        + 1.0 * (harmed - len(counted))
        + 1.5 * strong
        + 0.7 * bool(live)
        + 1.0 * bool(attackers and live)
    )
    if dated:
        weight += 0.5
    if s.places:
        weight += 0.3
    if events and "denied" in told:
        return "denied", weight, frozenset(found), "denied"
    if not counted and "threat" in told:
        return "threatened", weight, frozenset(found), "threat"
    if weapons and not harmed and any(e.fields["kind"] in FLYING for e in weapons) and "intercepted" in told:
        return "attempted", weight, frozenset(found), "shot down on its way"
    if (live or weapons) and not counted and "foiled" in told:
        return "attempted", weight, frozenset(found), "tried and failed"
    if not exact and not counted and "tally" in told:
        return "context", weight * 0.5, frozenset(found), "how often it has been"
    if not exact and not counted and low.startswith(cues(s.language)["since"]):
        return "general", weight, frozenset(found), "talk of what has been since"
    if not live and not harmed and exact and s.places and _armed_men_come(s):
        return "happened", weight + 1.5, frozenset(found), ARRIVAL
    if not live and not harmed:
        if weapons and (destroyed or _thrown(s)):
            return "happened", weight + 1.0, frozenset(found), "arms and what they destroyed"
        return "context", 0.0, frozenset(found), "no act"
    cancel = cancel_weights(s)
    generic = cancel.get("generic", 0.0) + cancel.get("history", 0.0)
    if generic >= 2 and "duration" in found and not dated:
        return "general", weight, frozenset(found), "general talk over a span of time"
    other = sum(cancel.get(k, 0.0) for k in ELSEWHERE)
    if other >= (2 if harmed else 1) and not strong and not (live and attackers):
        return "unrelated", 0.0, frozenset(found), "another matter"
    if cancel.get("statistics", 0.0) >= 2 and not exact:
        return "general", weight, frozenset(found), "statistics"
    if (
        not live
        and not exact
        and _most(counted) >= WAR
        and any(ev.act == "generic_violence" and not ev.unreal for ev in events)
    ):
        return "general", weight, frozenset(found), "a war's total"
    if live and not singular and not exact and any(_vague(g) for o in counted for g in o.groups):
        return "general", weight, frozenset(found), "acts in general with a vague total"
    if counted and not exact and _most(counted) >= HUGE:
        return "general", weight, frozenset(found), "war-level total"
    if "duration" in found and not dated and not singular and live:
        return "general", weight, frozenset(found), "acts over a span of time"
    if not counted and live and not singular and not dated and not attackers:
        return "general", weight, frozenset(found), "acts in general"
    if not counted and not harmed and not strong and not dated and not attackers and s.places and _armed_act(s, live):
        return "happened", weight + 0.5, frozenset(found), ARMED_ACT
    if not counted and not harmed and not strong and not dated and not attackers:
        return "context", weight * 0.5, frozenset(found), "mentions an act"
    return "happened", weight, frozenset(found), "an act with what came of it"
