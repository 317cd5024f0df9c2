"""How a place that a sentence names stands to the act that it tells: the act's own, a speaker's, an origin."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.speech import Attribution
from attest.grounding.places import GroundedPlace

Standing = Literal["act", "speaker", "origin", "care", "stay", "other"]
Anaphor = Literal["place", "region", "country"]

_COUNTED = 10
"""How many words before a month or year an ordinal makes it that of a count."""

_REACH = 8
"""How many words before a place may say what it is to the act."""


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("attest.coding").joinpath("data/standing.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in table["fr" if language == "fr" else "en"].items()}


def standing(s: Sentence, p: GroundedPlace, said: list[Attribution]) -> Standing:
    """Say whether the act happened there, or somebody spoke, came from, stayed or was taken for care there."""
    m = p.mention
    if any(a.start <= m.start < a.end for a in said if not a.pronoun):
        return "speaker"
    words = _words(s.language)
    first = s.token_at(min(m.phrase_start, m.start))
    if first > other_act(s):
        return "other"
    k = first
    if s.lower(k) not in words["from"]:  # the phrase may begin with its preposition
        k -= 1
    if s.lower(k) in words["from"] and m.relation in ("at", "from", "of"):
        return _from(s, k, words)
    if s.is_(k, "of") and s.lower(k - 1) in words["coming"]:
        return "origin"
    if any(s.lower(first - n) in words["posted"] for n in (1, 2, 3)):
        return "speaker"
    acts = {i for e in s.entries if e.table in ("acts", "outcomes") for i in range(e.first, e.last + 1)}
    ward = -1
    for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = s.lower(i)
        if word in words["care"]:
            return "care"
        if word in words["ward"]:
            ward = i
            continue
        if ward >= 0 and (word in words["dying"] or (word in words["acute"] and not _hit(s, i, ward, words))):
            return "care"
        if word in words["stay"]:
            return "stay"
        if i in acts or word in words["stop"] or (s.punct(i) and s.raw(i) not in ("-", "'", "’", ",")):
            break
    return "act"


def other_act(s: Sentence) -> int:
    """The token behind which a sentence tells of another act to set its own in time: 'two days after a bomb in X'."""
    words = _words(s.language)
    acts = [e.first for e in s.entries if e.table in ("acts", "outcomes")]
    for i in range(1, len(s.tokens)):
        word = s.lower(i)
        counts = word in words["beside"] and s.lower(i - 1) in words["spans"]
        here = s.tokens[i].start
        own = any(p.mention.start < here and p.mention.kind != "demonym" for p in s.places) or any(
            q.start < here for q in s.quantities
        )
        if (counts or word in words["since"]) and own and any(a < i for a in acts) and any(a > i for a in acts):
            return i
    return len(s.tokens)


def counts_acts(s: Sentence, start: int) -> bool:
    """Is a month or year that of a count of acts rather than of the act: 'the third attack this year'?"""
    words = _words(s.language)
    first = s.token_at(start)
    behind = range(max(0, first - _COUNTED), first)
    return any(s.lower(i) in words["ordinals"] and s.lower(i + 1) not in words["spans"] for i in behind) or (
        s.lower(first - 1) in words["far"] and s.lower(first - 2) in words["so"]
    )


def is_part_of_town(s: Sentence, p: GroundedPlace) -> bool:
    """Is a place but a quarter, a street or a square: one that no register knows, or said to be part of a town?"""
    first, last = s.token_span(p.mention.phrase_start, p.mention.phrase_end)
    words = _words(s.language)
    near = [s.lower(i) for i in range(first - 1, last + 2)]
    town = any(x.mention.kind == "place" and x.mention.text == p.mention.container for x in s.places)
    return any(w in words["urban"] and (town or p.match == "none") for w in near) or (
        town and any(w in words["areas"] for w in near)
    )


def _hit(s: Sentence, first: int, last: int, words: dict[str, frozenset[str]]) -> bool:
    return any(s.lower(i) in words["hitting"] for i in range(first, last))


def _from(s: Sentence, k: int, words: dict[str, frozenset[str]]) -> Standing:
    """'From X': where people were taken or fled on a road is the act's place, where they come from is not."""
    taken = {
        i
        for e in s.entries
        if (e.table == "acts" and e.fields["act"] in ("abduction", "hostage"))
        or (e.table == "outcomes" and e.fields.get("measure") in ("abducted", "missing"))
        for i in range(e.first, e.last + 1)
    }
    for i in range(k - 1, max(-1, k - 1 - _REACH), -1):
        if i in taken or s.lower(i) in words["leaving"]:
            return "act"
        if s.punct(i) and s.raw(i) not in ("-", "'", "’"):
            break
    return "origin"


def anaphor(s: Sentence) -> Anaphor | None:
    """Whether a sentence points back to a place named before: 'there', 'in the same village', 'dans la même région'."""
    words = _words(s.language)
    for i in range(len(s.tokens)):
        word = s.lower(i)
        if word in words["there"] and i and not s.is_(i + 1, "be", "have", "modal") and not s.is_(i - 1, "be", "have"):
            return "place"
        if word not in words["back"] or not any(s.lower(i - n) in words["within"] for n in (1, 2)):
            continue
        j = i + 1
        while j <= i + 3 and (s.lower(j) in words["same"] or s.lower(j) in words["back"]):
            j += 1
        named = (
            any(p.mention.start <= s.tokens[j + 1].start <= p.mention.start + 3 for p in s.places)
            if j + 1 < len(s.tokens)
            else False
        )
        if named or s.lower(j + 1) in words["of"]:
            continue  # "in the town of X" names its place
        if s.lower(j) in words["settlements"]:
            return "place"
        if s.lower(j) in words["units"]:
            return "region"
        if s.lower(j) in words["lands"]:
            return "country"
    return None
