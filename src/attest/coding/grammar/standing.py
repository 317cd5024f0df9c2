"""How a place that a sentence names stands to the act that it tells: the act's own, a speaker's, an origin."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.speech import Attribution
from attest.grounding.dates import DateMention
from attest.grounding.places import GroundedPlace

Standing = Literal["act", "speaker", "origin", "care", "stay", "other"]
Scale = Literal["part", "place", "area", "title"]
Anaphor = Literal["place", "region", "country"]

_COUNTED = 10
"""How many words before a month or year an ordinal makes it that of a count."""

_FRONT = 3
"""How many words may stand before a place that begins its sentence."""

_TITLE = 5
"""How many words may stand between an office and the place it is held in."""

_REACH = 8
"""How many words before a place may say what it is to the act."""


_TAKING = frozenset(("abduction", "hostage", "abducted", "missing"))
"""Acts and outcomes by which people are taken."""


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("attest.coding").joinpath("data/standing.toml").read_text("utf-8"))
    words = {name: frozenset(words) for name, words in table["fr" if language == "fr" else "en"].items()}
    # sets asked for together, so that each word is looked up once
    words["pointing"] = words["there"] | words["back"]
    words["telling"] = words["care"] | words["ward"] | words["dying"] | words["acute"] | words["stay"] | words["stop"]
    words["timing"] = words["since"] | words["beside"]
    words["parts"] = words["areas"] | words["urban"]
    words["titular"] = words["settlements"] | words["units"]
    words["pointed"] = words["titular"] | words["lands"]
    words["anaphoric"] = words["there"] | words["pointed"]
    return words


class Scene:
    """What of a sentence tells how its places and days stand to its act; made once a sentence."""

    def __init__(self, s: Sentence, said: Sequence[Attribution]) -> None:
        self.s = s
        self.words = _words(s.language)
        self.spoken = sorted((a.start, a.end) for a in said if not a.pronoun)
        self.acts: set[int] = set()
        self.taken: set[int] = set()
        for e in (*s.of_table("acts"), *s.of_table("outcomes")):
            span = range(e.first, e.last + 1)
            self.acts.update(span)
            if (e.fields["act"] if e.table == "acts" else e.fields["measure"]) in _TAKING:
                self.taken.update(span)
        self.verbs = {a.verb_last for a in said}
        self.towns = {p.mention.text for p in s.places if p.mention.kind == "place"}
        self.other = self._other_act()
        self.parts = bool(s.where(self.words["parts"]))

    def standing(self, p: GroundedPlace) -> Standing:
        """Say whether the act happened there, or somebody spoke, came from, stayed or was taken for care there."""
        s, m, words = self.s, p.mention, self.words
        if self._spoken(m.start):
            return "speaker"
        first = s.token_at(min(m.phrase_start, m.start))
        if first > self.other:
            return "other"
        near = s.lower(first - 1), s.lower(first - 2), s.lower(first - 3)
        if s.lower(first) in words["from"]:  # the phrase may begin with its preposition
            if m.relation in ("at", "from", "of"):
                return self._from(first)
            if s.is_(first, "of") and near[0] in words["coming"]:
                return "origin"
        elif near[0] in words["from"] and m.relation in ("at", "from", "of"):
            return self._from(first - 1)
        elif near[1] in words["coming"] and s.is_(first - 1, "of"):
            return "origin"
        if not words["posted"].isdisjoint(near) or self._said_in(first):
            return "speaker"
        if first <= _FRONT and self._cared_for(first):
            return "care"
        return self._before(first)

    def _cared_for(self, first: int) -> bool:
        """Does a sentence that begins with its place tell of a burial or of care there: 'In X, … attended funerals'?"""
        told = next((i for i in self.s.where(self.words["care"]) if i >= first), None)
        if told is None or told >= first + 4 * _REACH:
            return False
        return not any(i in self.acts for i in range(first, told))

    def _said_in(self, first: int) -> bool:
        """Is a place that where something was said: 'said in X', 'told a press conference in X'?"""
        if not self.verbs:
            return False
        i = first - 1
        while i >= 0 and self.s.lower(i) in self.words["setting"]:
            i -= 1
        return i in self.verbs and i < first - 1

    def _before(self, first: int) -> Standing:
        """What the words before a place say of it."""
        s, words, ward = self.s, self.words, -1
        for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
            word = s.lower(i)
            if word in words["telling"]:
                if word in words["care"]:
                    return "care"
                if word in words["ward"]:
                    ward = i
                    continue
                if ward >= 0 and (word in words["dying"] or (word in words["acute"] and not self._hit(i, ward))):
                    return "care"
                if word in words["stay"]:
                    return "stay"
                if word in words["stop"]:
                    break
            if i in self.acts or (s.punct(i) and s.raw(i) not in ("-", "'", "’", ",")):
                break
        return "act"

    def _from(self, k: int) -> Standing:
        """'From X': where people were taken or fled on a road is the act's place, where they come from is not."""
        s = self.s
        for i in range(k - 1, max(-1, k - 1 - _REACH), -1):
            if i in self.taken or s.lower(i) in self.words["leaving"]:
                return "act"
            if s.punct(i) and s.raw(i) not in ("-", "'", "’"):
                break
        return "origin"

    def _spoken(self, at: int) -> bool:
        """Is an offset within the words for a speaker?"""
        if not self.spoken:
            return False
        n = bisect_right(self.spoken, (at, 1 << 60))
        return any(start <= at < end for start, end in self.spoken[max(0, n - 3) : n])

    def _hit(self, first: int, last: int) -> bool:
        return any(self.s.lower(i) in self.words["hitting"] for i in range(first, last))

    def _other_act(self) -> int:
        """The token behind which the sentence sets its act in time by another: 'two days after a bomb in X'."""
        s, words = self.s, self.words
        behind = s.where(words["timing"]) if self.acts else []
        if not behind:
            return len(s.tokens)
        told = [p.mention.start for p in s.places if p.mention.kind != "demonym"] + [q.start for q in s.quantities]
        if not told:
            return len(s.tokens)
        first, last = max(s.token_at(min(told)), min(self.acts)), max(self.acts)
        for i in behind:
            if first < i < last and (s.lower(i) in words["since"] or s.lower(i - 1) in words["spans"]):
                return i
        return len(s.tokens)

    def scale(self, p: GroundedPlace) -> Scale:
        """Say whether a place is but a quarter, a street of a town, the area around one, or in somebody's title."""
        s, words = self.s, self.words
        k = s.token_at(p.mention.start) - 1
        for i in range(k, max(-1, k - _TITLE), -1):
            word = s.lower(i)
            if word in words["office"]:
                return "title"
            if not (word in words["titular"] or s.is_(i, "of", "determiner")):
                break
        if not self.parts:
            return "place"
        first, last = s.token_span(p.mention.phrase_start, p.mention.phrase_end)
        near = [s.lower(i) for i in range(first - 1, last + 2)]
        town = p.mention.container in self.towns
        area = not words["areas"].isdisjoint(near)
        if (area and town) or ((town or p.match == "none") and not words["urban"].isdisjoint(near)):
            return "part"
        return "area" if area else "place"

    def is_aside(self, d: DateMention) -> bool:
        """Is a date that of another act, of a bulletin, or of a count of acts: 'the third attack this year'?"""
        s, words = self.s, self.words
        first = s.token_at(d.start)
        if first > self.other:
            return True
        if s.passage.kind == "headline":
            before = s.text[: d.start - s.start]
            if before.count("(") > before.count(")"):
                return True  # "(Daily Bulletin, 12 December)"
        if d.kind not in ("period", "month", "year"):
            return False
        behind = range(max(0, first - _COUNTED), first)
        return any(s.lower(i) in words["ordinals"] and s.lower(i + 1) not in words["spans"] for i in behind) or (
            s.lower(first - 1) in words["far"] and s.lower(first - 2) in words["so"]
        )


def anaphor(s: Sentence) -> Anaphor | None:
    """Whether a sentence points back to a place named before: 'there', 'in the same village', 'dans la même région'."""
    words = _words(s.language)
    if not s.where(words["anaphoric"]):
        return None
    back, within = words["back"], words["within"]
    for i in s.where(words["pointing"]):
        if s.lower(i) not in back:
            if i and not s.is_(i + 1, "be", "have", "modal") and not s.is_(i - 1, "be", "have"):
                return "place"
            continue
        if s.lower(i - 1) not in within and s.lower(i - 2) not in within:
            continue
        j = i + 1
        while j <= i + 3 and (s.lower(j) in words["same"] or s.lower(j) in words["back"]):
            j += 1
        noun = s.lower(j)
        if noun not in words["pointed"] or s.lower(j + 1) in words["of"] or _names_place(s, j + 1):
            continue  # "in the town of X" names its place
        return "place" if noun in words["settlements"] else "region" if noun in words["units"] else "country"
    return None


def _names_place(s: Sentence, i: int) -> bool:
    """Does the name of a place begin at a token, or up to three characters before it?"""
    if i >= len(s.tokens):
        return False
    start = s.tokens[i].start
    return any(0 <= start - p.mention.start < 4 for p in s.places)
