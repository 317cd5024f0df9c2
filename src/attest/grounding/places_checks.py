"""What the words around a known name say against its being a place: persons, organisations, longer names."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from attest.grounding.countries import nationalities_of, scan_countries
from attest.grounding.gazetteer import Gazetteer, Place, load_gazetteer, places_of_units
from attest.grounding.gazetteer_names import fold
from attest.grounding.gazetteer_units import units_keyed
from attest.grounding.places_around import clear, tokens_of
from attest.grounding.places_types import PlaceMention
from attest.grounding.places_words import Words, is_common, is_never, is_ordinary, shared, words

BIG: Final = 100_000
_TOWN: Final = 2_000
_WORD_GOES_ON: Final = re.compile(r"['’](?!s\b)[^\W\d_A-Z]")
_DASH: Final = re.compile(r"[—–] ?| --? ")
_HEAD: Final = re.compile(r"[\w ./,()]{0,60}")


class Checks:
    """One text being scanned, with the questions that are asked of its names; tokens are given by their numbers."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.words: Words = words(language)
        self.tokens = tokens_of(text)
        self.gazetteer: Gazetteer = load_gazetteer()
        self.lands = {c.start: c for c in scan_countries(text, language)}
        self.context: Counter[str] = Counter()
        for land in self.lands.values():
            self.context[land.countries[0]] += 2 if land.kind == "country" else 1
        self.lower = {t.key for t in self.tokens if not t.capital}
        self.found: list[PlaceMention] = []
        self.doubtful: list[PlaceMention] = []
        self.accepted: set[str] = set()
        self.persons: set[str] = set()
        self.inside_lands = {i for land in self.lands.values() for i in range(land.start, land.end)}
        self.ends = {land.end: land for land in self.lands.values()}

    def _candidates(self, key: str) -> tuple[Place, ...]:
        if len(key) < 3 and key not in ("uri", "ber", "k4"):
            return ()
        return (*self.gazetteer.named(key), *places_of_units(key))

    def _hyphened(self, i: int, last: int) -> bool:
        """Whether a hyphen makes the name part of a longer one: "Pointe-au-Père", "Saint-Jean-du-Maroni"."""
        tokens, text = self.tokens, self.text
        if i and tokens[i].start - tokens[i - 1].end == 1 and text[tokens[i - 1].end] in "-‐‑":
            before = tokens[i - 1]
            if (before.capital or before.key in shared("joining")) and not self._in_place(before.start):
                return before.key not in self.words.directions
        j = last + 1
        # "Shi'ite" is one word, "Mali's" is not
        if _WORD_GOES_ON.match(text, tokens[last].end):
            return True
        if j < len(tokens) and tokens[j].start - tokens[last].end == 1 and text[tokens[last].end] in "-‐‑":
            return tokens[j].key in shared("joining") or (
                tokens[j].capital and not self._candidates(tokens[j].key) and tokens[j].start not in self.lands
            )
        return False

    def _listed(self, start: int) -> bool:
        """Whether only "and" or a comma stands between the last firm place and this name."""
        if not self.found or self.found[-1].kind != "place" or not self.found[-1].firm:
            return False
        gap = self.text[self.found[-1].end : start]
        return len(gap) < 8 and gap.strip(" ,-‐‑") in ("", "and", "et", "or", "ou") and gap != ""

    def _joined(self, start: int) -> bool:
        """Whether "and" alone stands between a place that the words show to be one and this name."""
        if not self.found or self.found[-1].kind != "place" or not self.found[-1].firm:
            return False
        return self.text[self.found[-1].end : start] in (" and ", " et ")

    def _speaks(self, last: int) -> bool:
        """Whether the name is said to speak: "Ospina said", ", Gumara told"."""
        j = last + 1
        if j < len(self.tokens) and self.tokens[j].key in ("a", "had", "has", "also"):
            j += 1
        return j < len(self.tokens) and not self.tokens[j].breaks and self.tokens[j].key in shared("said")

    def _facility(self, i: int, last: int) -> bool:
        words_of, tokens = shared("facilities"), self.tokens
        behind = last + 1 < len(tokens) and self._adjacent(last, last + 1) and tokens[last + 1].key in words_of
        before = (
            i > 1
            and clear(tokens, i - 1, i)
            and (
                tokens[i - 1].key in words_of
                or (tokens[i - 1].key in ("of", "de", "d") and tokens[i - 2].key in words_of)
            )
        )
        return behind or before

    def _prominent(self, candidates: tuple[Place, ...]) -> bool:
        return self._local(candidates) or any(
            p.population >= 20_000 or p.is_unit or p.id.startswith("attest") for p in candidates[:6]
        )

    def _local(self, candidates: tuple[Place, ...]) -> bool:
        return any(p.country in self.context for p in candidates)

    def _known_here(self, candidates: tuple[Place, ...]) -> bool:
        """Whether a place of some note bears the name in a country that the report names."""
        return any(
            p.country in self.context and (p.population >= _TOWN or p.is_unit or not p.id.startswith("geonames"))
            for p in candidates
        )

    def _adjacent(self, left: int, right: int) -> bool:
        return self.text[self.tokens[left].end : self.tokens[right].start] in (" ", "\u00a0", "-", "‐", "‑", "'", "’")

    def _crowded(self, i: int, last: int) -> str | None:
        """Whether another capitalised word stands right before or behind, as in names of persons."""
        tokens, fine = self.tokens, shared("neighbours")
        if i and not tokens[i].breaks and self._adjacent(i - 1, i):
            before = tokens[i - 1]
            if (
                before.capital
                and before.key not in fine
                and before.key not in self.words.kinds
                and before.key not in self.words.adjectives
                and before.key not in self.words.articles
                and (before.key,) not in self.words.cues
                and not (before.breaks and is_common(before.key))
                and not self._in_place(before.start)
                and not nationalities_of(self.text[before.start : before.end])
            ):
                return "before"
        j = last + 1
        if j < len(tokens) and self._adjacent(last, j):
            after = tokens[j]
            if (
                after.capital
                and after.key not in fine
                and after.key not in self.words.kinds
                and not is_common(after.key)
            ):
                if self.text[tokens[last].end] in "-‐‑" and self._candidates(after.key):
                    return None
                return "behind"
            if self.text[tokens[last].end] in "-‐‑" and not after.capital:
                return None
        return None

    def _in_place(self, offset: int) -> bool:
        return offset in self.inside_lands or (bool(self.found) and self.found[-1].start <= offset < self.found[-1].end)

    def _organisation(self, i: int, last: int) -> bool:
        """Whether the name is part of the name of an organisation."""
        words_of = shared("organisation")
        tokens = self.tokens
        for j in range(last + 1, min(last + 5, len(tokens))):
            apart = self.text[tokens[j - 1].end : tokens[j].start]
            if (
                tokens[j].breaks
                or not (self._adjacent(j - 1, j) or apart in ("' ", "’ "))
                or not (tokens[j].capital or tokens[j].key in ("of", "de"))
            ):
                break
            if tokens[j].key in words_of:
                return True
        apart_by_in = False
        for j in range(i - 1, max(-1, i - 6), -1):
            token = tokens[j]
            if tokens[j + 1].breaks or not self._adjacent(j, j + 1):
                break
            inside = token.key in shared("inside")
            if not (token.capital or inside or token.key in shared("linking")):
                break
            if self.found and token.start < self.found[-1].end:
                break
            apart_by_in |= inside
            # "Bank of England"; but only such as "Islamic State in Iraq" go on behind "in"
            if token.capital and token.key in (shared("branched") if apart_by_in else words_of):
                return True
            if token.capital and token.key in shared("branched") and j < i - 1:
                return True
        if units_keyed(fold(self.text[tokens[i].start : tokens[last].end])):
            return False  # the West Bank is no bank
        return any(tokens[j].key in words_of for j in range(i, last + 1))

    def _dateline(self, i: int, last: int) -> bool:
        """Whether this is a dateline: "BAMAKO, Mali (AP) —", "Gao (Mali) -", "KABUL —"."""
        start = self.tokens[i].start
        if start and self.text[start - 1] != "\n" and self.text[max(0, start - 3) : start].strip():
            return False
        rest = self.text[self.tokens[last].end : self.tokens[last].end + 60].partition("\n")[0]
        dash = _DASH.search(rest)
        return dash is not None and rest[0] in " ,(" and _HEAD.fullmatch(rest[: dash.start()]) is not None

    def _followed(self, last: int) -> bool:
        """Whether a country or unit follows behind a comma or in brackets: "X, Mali", "X (Borno)"."""
        end = self.tokens[last].end
        if self.text[end : end + 2] not in (", ", " ("):
            return False
        if self._explained(last + 1):
            return True
        j = last + 1
        while j < len(self.tokens) and self.tokens[j].key in (
            "in",
            "the",
            "dans",
            "la",
            "le",
            "en",
            "au",
            "l",
            "region",
            "de",
            "du",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "nord",
            "sud",
            "est",
            "ouest",
        ):
            j += 1
        if j >= len(self.tokens) or not self.tokens[j].capital or self.tokens[j].start - end > 25:
            return False
        land = self.lands.get(self.tokens[j].start)
        return (land is not None and land.kind == "country") or bool(units_keyed(self.tokens[j].key))

    def _explained(self, j: int) -> bool:
        """Whether token j begins words that say what a place is: "a farming village in", "un hameau de"."""
        tokens, words_of = self.tokens, self.words
        if j >= len(tokens) or tokens[j].breaks:
            return False
        if tokens[j].key not in words_of.articles and tokens[j].key not in words_of.kinds:
            return False
        for k in range(j, min(j + 6, len(tokens))):
            if k > j and (tokens[k].breaks or tokens[k].comma):
                return False
            if words_of.kinds.get(tokens[k].key) == "place":
                if k + 1 == len(tokens) or tokens[k + 1].breaks or tokens[k + 1].comma:
                    return True
                after = tokens[k + 1].key  # "a village head" is a person
                goes_on = (after,) in words_of.cues or after in shared("numbers") or after in shared("containing")
                if goes_on or after.isdigit():
                    return True
        return False

    def _contained(self, last: int) -> bool:
        """Whether "in" and a country or unit stand right behind: "X in the Tapoa province", "X en Ituri"."""
        j = last + 1
        if j >= len(self.tokens) or self.tokens[j].breaks or self.tokens[j].key not in ("in", "dans", "en", "au"):
            return False
        while j < last + 4 and j + 1 < len(self.tokens) and not self.tokens[j].capital:
            j += 1
        land = self.lands.get(self.tokens[j].start)
        return (land is not None and land.kind == "country") or bool(self._candidates(self.tokens[j].key))

    def _town_meant(self, units: list[Place], towns: list[Place]) -> bool:
        """Whether the bare name rather means a town than the unit of the same name."""
        for town in towns:
            inside = any(unit.admin1_code == town.admin1_code for unit in units)
            if town.match != "exact" and town.population < BIG * 3 and not inside:
                continue
            same = any(unit.country == town.country for unit in units)
            if same and (town.population >= 5_000 or town.id.startswith("attest")):
                return True
            if not same and town.country in self.context and not any(u.country in self.context for u in units):
                return True
            if not same and town.population >= BIG * 3 and not any(u.country in self.context for u in units):
                return True
        return False

    def _person_follows(self, j: int) -> bool:
        """Whether a surname follows a country's name that is also a first name: "Chad Wolf", "Jordan Peele"."""
        after = self.tokens[j]
        return (
            after.capital
            and not after.upper
            and self.text[after.start - 1] == " "
            and after.key not in shared("neighbours")
            and after.key not in shared("titles")
            and not is_never(after.key)
            and not is_ordinary(after.key)
            and after.start not in self.lands
            and not nationalities_of(self.text[after.start : after.end])
        )
