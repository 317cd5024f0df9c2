"""What the words around a known name say against its being a place: persons, organisations, longer names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from attest.grounding.countries import CountryMention, countries_among, nationalities_of
from attest.grounding.gazetteer import Place, load_gazetteer
from attest.grounding.gazetteer_names import fold
from attest.grounding.gazetteer_units import units_keyed
from attest.grounding.places_bearers import Bearers, bearers_in
from attest.grounding.places_tokens import tokens_of
from attest.grounding.places_types import PlaceMention
from attest.grounding.places_words import (
    Words,
    beside_names,
    is_common,
    is_never,
    is_ordinary,
    organising,
    shared,
    unnamed,
    words,
)

BIG: Final = 100_000
_WORD_GOES_ON: Final = re.compile(r"['’](?!s\b)[^\W\d_A-Z]")
_DASH: Final = re.compile(r"[—–] ?| --? ")
_HEAD: Final = re.compile(r"[\w ./,()]{0,60}")
_HYPHENS: Final = frozenset("-‐‑")
# between the words of one name
_CLOSE: Final = frozenset({" ", "\u00a0", "-", "‐", "‑", "'", "’"})
# how many words before and behind a name may make it part of an organisation's
_BEFORE: Final = 5
_BEHIND: Final = 4
_POSSESSIVE: Final = ("' ", "’ ")
_CONTAINING: Final = frozenset(
    {
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
    }
)


class Checks:
    """One text being scanned, with the questions that are asked of its names; tokens are given by their numbers."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.words: Words = words(language)
        # lists that are asked for each name
        self.joining, self.organising, self.unnamed = shared("joining"), organising(), unnamed()
        # words in capitals that stand beside a name without being part of it
        self.names_follow, self.names_precede = beside_names(language)
        self.tokens = tokens_of(text)
        self.bearers = bearers_in(load_gazetteer())
        # countries and demonyms by the token that they begin with, and by where they begin and end
        self.lands: dict[int, CountryMention] = {}
        self.begins: dict[int, CountryMention] = {}
        self.ends: dict[int, CountryMention] = {}
        self.context: dict[str, int] = defaultdict(int)
        self.inside_lands: set[int] = set()
        starts = self.tokens.starts
        for land in countries_among(self.tokens, language):
            first = bisect_left(starts, land.start)
            self.lands[first] = self.begins[land.start] = self.ends[land.end] = land
            self.inside_lands.update(range(first, bisect_left(starts, land.end)))
            self.context[land.countries[0]] += 2 if land.kind == "country" else 1
        self.lower = {key for key, capital in zip(self.tokens.keys, self.tokens.capital, strict=True) if not capital}
        self.found: list[PlaceMention] = []
        self.doubtful: list[PlaceMention] = []
        self.accepted: set[str] = set()
        self.persons: set[str] = set()

    def _hyphened(self, i: int, last: int) -> bool:
        """Whether a hyphen makes the name part of a longer one: "Pointe-au-Père", "Saint-Jean-du-Maroni"."""
        tokens = self.tokens
        keys, gaps = tokens.keys, tokens.gaps
        if (
            i
            and gaps[i] in _HYPHENS
            and (tokens.capital[i - 1] or keys[i - 1] in self.joining)
            and not self._in_place(i - 1)
        ):
            return keys[i - 1] not in self.words.directions
        j = last + 1
        if j == len(keys):
            return False
        # "Shi'ite" is one word, "Mali's" is not
        if gaps[j] in ("'", "’") and _WORD_GOES_ON.match(self.text, tokens.ends[last]):
            return True
        return gaps[j] in _HYPHENS and (
            keys[j] in self.joining or (tokens.capital[j] and not self.bearers(keys[j]).places and j not in self.lands)
        )

    def _listed(self, i: int) -> bool:
        """Whether only "and" or a comma stands between the last firm place and the name that begins at token i."""
        if not self.found or self.found[-1].kind != "place" or not self.found[-1].firm:
            return False
        gap = self.text[self.found[-1].end : self.tokens.starts[i]]
        return len(gap) < 8 and gap.strip(" ,-‐‑") in ("", "and", "et", "or", "ou") and gap != ""

    def _joined(self, i: int) -> bool:
        """Whether "and" alone stands between a place that the words show to be one and this name."""
        if not self.found or self.found[-1].kind != "place" or not self.found[-1].firm:
            return False
        return self.text[self.found[-1].end : self.tokens.starts[i]] in (" and ", " et ")

    def _speaks(self, last: int) -> bool:
        """Whether the name is said to speak: "Ospina said", ", Gumara told"."""
        keys, j = self.tokens.keys, last + 1
        if j < len(keys) and keys[j] in ("a", "had", "has", "also"):
            j += 1
        return j < len(keys) and keys[j] in shared("said") and not self.tokens.breaks[j]

    def _facility(self, i: int, last: int) -> bool:
        words_of, keys = shared("facilities"), self.tokens.keys
        behind = last + 1 < len(keys) and keys[last + 1] in words_of and self._adjacent(last + 1)
        before = (
            i > 1
            and not self.tokens.parts[i]
            and (keys[i - 1] in words_of or (keys[i - 1] in ("of", "de", "d") and keys[i - 2] in words_of))
        )
        return behind or before

    def _prominent(self, bearers: Bearers) -> bool:
        return bearers.famous or self._local(bearers)

    def _local(self, bearers: Bearers) -> bool:
        return not bearers.countries.isdisjoint(self.context)

    def _known_here(self, bearers: Bearers) -> bool:
        """Whether a place of some note bears the name in a country that the report names."""
        return not bearers.noted.isdisjoint(self.context)

    def _adjacent(self, right: int) -> bool:
        """Whether token `right` stands so close to the one before that both may be of one name."""
        return self.tokens.gaps[right] in _CLOSE

    def _crowded(self, i: int, last: int) -> str | None:
        """Whether another capitalised word stands right before or behind, as in names of persons."""
        tokens = self.tokens
        keys, capital, gaps = tokens.keys, tokens.capital, tokens.gaps
        if i and capital[i - 1] and gaps[i] in _CLOSE:
            before = keys[i - 1]
            if (
                before not in self.names_follow
                and not (is_common(before) and tokens.breaks[i - 1])
                and not self._in_place(i - 1)
                and not nationalities_of(tokens.words[i - 1])
            ):
                return "before"
        j = last + 1
        if j < len(keys) and capital[j] and gaps[j] in _CLOSE:
            after = keys[j]
            if after not in self.names_precede and not is_common(after):
                return None if gaps[j] in _HYPHENS and self.bearers(after).places else "behind"
        return None

    def _in_place(self, i: int) -> bool:
        """Whether token i is part of the place found last or of a country's name."""
        if i in self.inside_lands:
            return True
        return bool(self.found) and self.found[-1].start <= self.tokens.starts[i] < self.found[-1].end

    def _organisation(self, i: int, last: int) -> bool:
        """Whether the name is part of the name of an organisation."""
        tokens, keys = self.tokens, self.tokens.keys
        if self.organising.isdisjoint(keys[max(0, i - _BEFORE) : last + _BEHIND + 1]):
            return False
        words_of, capital, gaps = shared("organisation"), tokens.capital, tokens.gaps
        for j in range(last + 1, min(last + _BEHIND + 1, len(keys))):
            if not (capital[j] or keys[j] in ("of", "de")) or not (gaps[j] in _CLOSE or gaps[j] in _POSSESSIVE):
                break
            if keys[j] in words_of:
                return True
        apart_by_in = False
        for j in range(i - 1, max(-1, i - _BEFORE - 1), -1):
            key = keys[j]
            inside = key in shared("inside")
            if not (capital[j] or inside or key in shared("linking")) or gaps[j + 1] not in _CLOSE:
                break
            if self.found and tokens.starts[j] < self.found[-1].end:
                break
            apart_by_in |= inside
            if not capital[j]:
                continue
            # "Bank of England"; but only such as "Islamic State in Iraq" go on behind "in"
            if key in (shared("branched") if apart_by_in else words_of):
                return True
            if j < i - 1 and key in shared("branched"):
                return True
        # the West Bank is no bank
        return not words_of.isdisjoint(keys[i : last + 1]) and not units_keyed(
            fold(self.text[tokens.starts[i] : tokens.ends[last]])
        )

    def _dateline(self, i: int, last: int) -> bool:
        """Whether this is a dateline: "BAMAKO, Mali (AP) —", "Gao (Mali) -", "KABUL —"."""
        if i and self.tokens.gaps[i] == " ":
            return False
        start, end = self.tokens.starts[i], self.tokens.ends[last]
        if start and self.text[start - 1] != "\n" and self.text[max(0, start - 3) : start].strip():
            return False
        rest = self.text[end : end + 60].partition("\n")[0]
        dash = _DASH.search(rest)
        return dash is not None and rest[0] in " ,(" and _HEAD.fullmatch(rest[: dash.start()]) is not None

    def _followed(self, last: int) -> bool:
        """Whether a country or unit follows behind a comma or in brackets: "X, Mali", "X (Borno)"."""
        tokens, j = self.tokens, last + 1
        if j == len(tokens.keys) or tokens.gaps[j][:2] not in (", ", " ("):
            return False
        if self._explained(j):
            return True
        while j < len(tokens.keys) and tokens.keys[j] in _CONTAINING:
            j += 1
        if j >= len(tokens.keys) or not tokens.capital[j] or tokens.starts[j] - tokens.ends[last] > 25:
            return False
        land = self.lands.get(j)
        return (land is not None and land.kind == "country") or bool(units_keyed(tokens.keys[j]))

    def _explained(self, j: int) -> bool:
        """Whether token j begins words that say what a place is: "a farming village in", "un hameau de"."""
        keys, parts, words_of = self.tokens.keys, self.tokens.parts, self.words
        if self.tokens.breaks[j] or not (keys[j] in words_of.articles or keys[j] in words_of.kinds):
            return False
        for k in range(j, min(j + 6, len(keys))):
            if k > j and parts[k]:
                return False
            if words_of.kinds.get(keys[k]) == "place":
                if k + 1 == len(keys) or parts[k + 1]:
                    return True
                after = keys[k + 1]  # "a village head" is a person
                goes_on = after in words_of.cue_words or after in shared("numbers") or after in shared("containing")
                if goes_on or after.isdigit():
                    return True
        return False

    def _contained(self, last: int) -> bool:
        """Whether "in" and a country or unit stand right behind: "X in the Tapoa province", "X en Ituri"."""
        tokens, j = self.tokens, last + 1
        if j >= len(tokens.keys) or tokens.keys[j] not in ("in", "dans", "en", "au") or tokens.breaks[j]:
            return False
        while j < last + 4 and j + 1 < len(tokens.keys) and not tokens.capital[j]:
            j += 1
        land = self.lands.get(j)
        return (land is not None and land.kind == "country") or bool(self.bearers(tokens.keys[j]).places)

    def _town_meant(self, units: Sequence[Place], towns: Sequence[Place]) -> bool:
        """Whether the bare name rather means a town than the unit of the same name."""
        for town in towns:
            if (
                town.match != "exact"
                and town.population < BIG * 3
                and not any(unit.admin1_code == town.admin1_code for unit in units)
            ):
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
        tokens = self.tokens
        key = tokens.keys[j]
        return (
            tokens.capital[j]
            and not tokens.upper(j)
            and self.text[tokens.starts[j] - 1] == " "
            and key not in shared("neighbours")
            and key not in shared("titles")
            and not is_never(key)
            and not is_ordinary(key)
            and j not in self.lands
            and not nationalities_of(tokens.words[j])
        )
