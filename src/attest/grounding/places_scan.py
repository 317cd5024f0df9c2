"""Finding the places that a text names."""

from __future__ import annotations

import re
from typing import Final

from attest.grounding.countries import CountryMention, countries, country_of_name, nationalities_of
from attest.grounding.gazetteer import Place, places_of_units
from attest.grounding.gazetteer_names import fold
from attest.grounding.places_around import Around, look_around
from attest.grounding.places_bearers import Bearers
from attest.grounding.places_checks import BIG, Checks
from attest.grounding.places_links import link_mentions
from attest.grounding.places_types import PlaceMention
from attest.grounding.places_words import (
    PlaceKind,
    is_common,
    is_never,
    is_person,
    regions,
    shared,
)

_MOST_WORDS: Final = 6
_APOSTROPHES: Final = frozenset("'’")  # folding leaves them out
_GAPS: Final = frozenset({" ", "\u00a0", "-", "‐", "‑", "'", "’", ".", ". "})
# "(capital) of Mali", "(capitale) du Mali"
_WHOSE: Final = re.compile(r"[\s,]{1,2}(?:of |de |d['’]|du |the |la )?(?:the |la )?([^\W\d_])")
_ROMAN: Final = re.compile(r"[IVXLC]{2,7}(?:[eE]|[èe]me)?")
_SMALL: Final = frozenset({"al", "el", "ad", "ash", "as", "ar", "an", "at", "az", "es", "ez", "ech"})
_NAMESAKES: Final = frozenset({"chad", "jordan", "georgia", "israel", "india", "kenya"})
_SEAS: Final = frozenset({"ocean", "sea", "channel", "gulf", "times", "post", "herald", "today"})


def scan_places(text: str, language: str) -> list[PlaceMention]:
    """The places, units, countries, regions and demonyms that `text` names, in order, none overlapping another.

    `language` is "en" or "fr" (anything else reads as English). A name is taken where the gazetteer has it and the
    words
    around do not make it something else, or where a word of place stands before it. Never fails; linear in the text.
    """
    return _Scanner(text, "fr" if language == "fr" else "en").run()


class _Scanner(Checks):
    def run(self) -> list[PlaceMention]:
        keys, capital, lands = self.tokens.keys, self.tokens.capital, self.lands
        # by far the most words are in lower case and nothing here
        asked = self.words.capital | _SMALL
        stops = [i for i, key in enumerate(keys) if capital[i] or key in asked or i in lands]
        after = 0
        for i in stops:
            if i < after:
                continue
            land = lands.get(i)
            if capital[i] or keys[i] in _SMALL:
                after = self._name(i, land)
            elif land is not None:
                self._land(i, land)
                after = self._after(i, land.end)
            else:
                self._capital(i)
        # a name that the words around show to be a place once is one wherever it stands
        self.found += [m for m in self.doubtful if fold(m.text) in self.accepted]
        self.found.sort(key=lambda m: m.start)
        return link_mentions(self.text, self.found)

    def _after(self, i: int, end: int) -> int:
        i += 1
        starts = self.tokens.starts
        while i < len(starts) and starts[i] < end:
            i += 1
        return i

    # names

    def _name(self, i: int, land: CountryMention | None) -> int:
        """Read a name that starts at token i; return the token to go on with."""
        tokens, known_regions = self.tokens, regions()
        keys, capital = tokens.keys, tokens.capital
        run = self._run(i)
        names = self._names(i, run) if run > i else [keys[i]]
        for last in range(run, i - 1, -1):
            if not capital[last] and (last == i or not keys[last].isdigit()):
                continue
            if land is not None and tokens.ends[last] <= land.end:
                break
            key = names[last - i]
            if key in known_regions and (last > i or not is_common(key)):
                self._region(i, last, key)
                return last + 1
            bearers = self.bearers(key)
            if bearers.places and (land is None or bearers.places[0].population >= 20_000 or bearers.places[0].is_unit):
                crowded = self._crowded(i, last)
                if crowded == "behind" and (longer := self._unknown(i, run)) > last + 1:
                    return longer  # "Kouri Bougoudi" is no Kouri
                if self._take(i, last, key, bearers, crowded):
                    return last + 1
                if last == i:
                    return self._unknown(i, run, typed=True) if run > i else i + 1
        if land is not None:
            self._land(i, land)
            return self._after(i, land.end)
        return self._unknown(i, run)

    def _run(self, i: int) -> int:
        """The last token of the longest run that could be one name starting at token i."""
        keys, capital, gaps = self.tokens.keys, self.tokens.capital, self.tokens.gaps
        last, n = i, i + 1
        while n < len(keys) and n - i < _MOST_WORDS:
            if not (capital[n] or keys[n] in self.joining or keys[n].isdigit()) or gaps[n] not in _GAPS:
                break
            if capital[n] and keys[n] in shared("calendar"):
                break  # "in Barawe on Tuesday"
            last, n = n, n + 1
        while last > i and not (capital[last] or keys[last].isdigit()):
            last -= 1
        return last

    def _names(self, i: int, last: int) -> list[str]:
        """The names from token i to each token up to the last, folded."""
        keys, gaps = self.tokens.keys, self.tokens.gaps
        names = [keys[i]]
        for n in range(i + 1, last + 1):
            names.append(f"{names[-1]}{keys[n]}" if gaps[n] in _APOSTROPHES else f"{names[-1]} {keys[n]}")
        return names

    def _take(self, i: int, last: int, key: str, bearers: Bearers, crowded: str | None) -> bool:
        """Decide whether the known name at tokens i to last is a place here, and keep it if so."""
        if self._ruled_out(i, last, key):
            return False
        around = look_around(self.tokens, i, last, self.words)
        verdict = self._judge(i, last, key, bearers, around, crowded)
        if verdict == "no":
            return False
        mention = self._mention(i, last, bearers, around)
        if verdict == "maybe":
            self.doubtful.append(mention)
        else:
            self.found.append(mention)
            best = bearers.places[0]
            if len(bearers.countries) == 1 or best.population >= 3 * BIG:
                self.context[best.country] += 1
            if mention.firm or verdict == "sure":
                self.accepted.add(key)
        return True

    def _ruled_out(self, i: int, last: int, key: str) -> bool:
        """Whether a known name is no place here, whatever words of place stand around it."""
        tokens, kinds = self.tokens, self.words.kinds
        if i == last and (is_never(key) or key in kinds or _ROMAN.fullmatch(tokens.words[i])):
            return True
        if i and not tokens.breaks[i] and self._adjacent(i):
            before = tokens.keys[i - 1]
            if before in shared("titles") and before not in kinds:
                return True
        return self._organisation(i, last) or self._hyphened(i, last)

    def _judge(self, i: int, last: int, key: str, bearers: Bearers, around: Around, crowded: str | None) -> str:
        """Whether a known name is a place here: "sure", "yes", "maybe" (if another mention is sure) or "no"."""
        tokens, words = self.tokens, self.words
        best, single, breaks = bearers.places[0], i == last, tokens.breaks[i]
        if single and key in words.directions and around.typed != "admin1":
            return "no"
        dateline = self._dateline(i, last)
        common = (single and (is_common(key) or (breaks and key in self.lower))) or key in words.kinds
        named_before = around.typed is not None and around.phrase_start < tokens.starts[i]
        if common and not named_before and not (dateline and best.population >= BIG):
            told = not breaks and around.strong and around.relation != "toward"
            if not (told and tokens.keys[i - 1] not in words.articles and self._prominent(bearers)):
                return "no"
        firm = around.strong or around.typed is not None
        if crowded == "before" and not firm:
            self.persons.add(key)
        if best.population < BIG and ((not firm and self._speaks(last)) or (key in self.persons and not named_before)):
            return "no"
        if not around.strong and self._facility(i, last) and not self._local(bearers):
            return "no"
        if crowded and not dateline:
            meant = around.typed is not None or (crowded == "behind" and around.strong)
            return "maybe" if meant or self._local(bearers) else "no"
        if single and tokens.upper(i) and len(key) <= 4 and not dateline:
            return "no"
        if firm or dateline or self._followed(last):
            return "sure" if firm or self._prominent(bearers) else "maybe"
        if self._local(bearers) and self._listed(i):
            return "sure"
        if single and is_person(key):
            known = around.weak and any(p.country in self.context and p.population >= 10_000 for p in bearers.places)
            return "yes" if known else "maybe"
        if around.weak:
            return "yes" if self._prominent(bearers) else "maybe"
        if best.population >= BIG and best.match == "exact" and not common:
            return "yes"
        return "yes" if self._known_here(bearers) else "maybe"

    def _mention(self, i: int, last: int, bearers: Bearers, around: Around) -> PlaceMention:
        kind: PlaceKind = "place"
        _, units, seconds, towns = bearers[:4]
        if around.typed == "admin1" and units:
            kind = "admin1"
        elif around.typed in ("admin1", "admin2") and seconds:
            kind = "admin2"
        elif around.typed in ("admin1", "admin2") and (units or not towns):
            kind = "admin1" if units else around.typed
        elif units and not self._town_meant(units, towns):
            kind = "admin1"
        elif not towns and seconds:
            kind = "admin2"
        return self._as_mention(i, last, kind, around, bearers.places, firm=around.typed is not None or around.strong)

    def _as_mention(
        self,
        i: int,
        last: int,
        kind: PlaceKind,
        around: Around,
        candidates: tuple[Place, ...] = (),
        countries: tuple[str, ...] = (),
        *,
        firm: bool,
    ) -> PlaceMention:
        """The name at tokens i to last as a mention."""
        start, end = self.tokens.starts[i], self.tokens.ends[last]
        return PlaceMention(
            start,
            end,
            self.text[start:end],
            kind,
            around.relation,
            around.phrase_start,
            around.phrase_end,
            candidates,
            countries,
            firm=firm,
        )

    # countries, regions, capitals

    def _land(self, i: int, land: CountryMention) -> None:
        last = self._after(i, land.end) - 1
        tokens, keys = self.tokens, self.tokens.keys
        if land.kind == "country" and last + 1 < len(keys) and self._adjacent(last + 1):
            if keys[last + 1] in _SEAS and tokens.capital[last + 1]:
                return
            if fold(land.text) in _NAMESAKES and self._person_follows(last + 1):
                return
        if land.kind == "country" and self._organisation(i, last):
            return
        around = look_around(tokens, i, last, self.words)
        units = places_of_units(fold(land.text)) if around.typed == "admin1" and land.kind == "country" else ()
        if units:
            # Niger state
            self.found.append(self._as_mention(i, last, "admin1", around, units, firm=True))
            return
        kind: PlaceKind = land.kind
        start = land.start
        relation = around.relation
        if land.kind == "country":
            part = self._part_of_land(i)
            if part is not None:
                kind, start = "region", tokens.starts[part]
                around = look_around(tokens, part, last, self.words)
                relation = around.relation
        elif i and keys[i - 1] in self.words.border and self._adjacent(i):
            relation = "border"  # "la frontière malienne"
        elif relation != "border":
            relation = "of"
        self.found.append(
            PlaceMention(
                start,
                land.end,
                self.text[start : land.end],
                kind,
                relation,
                min(start, around.phrase_start),
                max(land.end, around.phrase_end),
                countries=land.countries,
                firm=around.strong,
            )
        )

    def _part_of_land(self, i: int) -> int | None:
        """The token where "northern", "north-east" or "nord du" before a country's name begins."""
        keys, breaks, k = self.tokens.keys, self.tokens.breaks, i - 1
        if breaks[i]:
            return None
        if self.language == "fr":
            while k > 0 and keys[k] in ("du", "de", "la", "l", "d", "le") and not breaks[k]:
                k -= 1
        begin = None
        while k >= 0 and keys[k] in self.words.directions:
            begin = k
            if breaks[k]:
                break
            k -= 1
        # "Extrême-Nord du Cameroun" is a unit in a country
        if begin is None:
            return None
        start = self.tokens.starts[begin]
        if (self.found and start < self.found[-1].end) or self.text[max(0, start - 1) : start] in ("-", "‐", "‑"):
            return None
        return begin

    def _region(self, i: int, last: int, key: str) -> None:
        if self._organisation(i, last):
            return
        around = look_around(self.tokens, i, last, self.words)
        candidates = places_of_units(key) if around.typed == "admin1" else ()
        if not any(p.country in self.context for p in candidates):
            candidates = ()
        kind: PlaceKind = "admin1" if candidates else "region"
        self.found.append(
            self._as_mention(i, last, kind, around, candidates, regions()[key].countries, firm=around.strong)
        )

    def _capital(self, i: int) -> None:
        """Read "the capital", "the Somali capital" where no name of it follows."""
        tokens, text, keys = self.tokens, self.text, self.tokens.keys
        end = tokens.ends[i]
        if i + 1 < len(keys) and keys[i + 1] == "city" and self._adjacent(i + 1):
            end, i = tokens.ends[i + 1], i + 1
        rest = _WHOSE.match(text[end : end + 16])
        owner: tuple[str, ...] = ()
        k = i - 1 if keys[i] != "city" else i - 2
        if rest and rest.group(1).isupper():
            after = end + rest.start(1)
            land = self.begins.get(after)
            if land is None or land.kind != "country":
                return
            owner = land.countries
        if k < 0:
            return
        if self.found and 0 < tokens.starts[i] - self.found[-1].end <= 7 and self.found[-1].kind == "place":
            return  # "Mogadishu, the capital"
        land = self.ends.get(tokens.ends[k]) or self.ends.get(tokens.starts[k] - 1)
        if land is not None:
            owner = land.countries
        elif self.language == "fr":
            land = self.begins.get(end) or self.begins.get(end + 1)
            owner = land.countries if land else owner
        if not owner and (keys[k] not in ("the", "la") or not self.context):
            return
        country = owner[0] if owner else max(self.context, key=self.context.__getitem__)
        capital = countries()[country].capital if country in countries() else ""
        candidates = tuple(p for p in self.bearers(fold(capital)).places if p.country == country and not p.is_unit)
        if candidates:
            at = look_around(tokens, i, i, self.words)
            self.found.append(
                PlaceMention(
                    tokens.starts[i],
                    end,
                    text[tokens.starts[i] : end],
                    "place",
                    "at",
                    at.phrase_start,
                    max(end, at.phrase_end),
                    candidates,
                    firm=True,
                )
            )

    # unknown names

    def _unknown(self, i: int, run: int, *, typed: bool = False) -> int:
        """Read a name that nothing knows, where the words before show it to be a place.

        `typed`: only behind a noun for a place, since its first word is a known name ("localité de Kouri Bougoudi").
        """
        tokens, words = self.tokens, self.words
        keys, capital = tokens.keys, tokens.capital
        # most are no names at all: the words of a name rule it out more cheaply than those around
        if not capital[i] or keys[i] in self.lower or keys[i] in self.unnamed or tokens.upper(i):
            return i + 1
        last = i
        while last < run and self._adjacent(last + 1):
            if keys[last + 1] in shared("parting") and tokens.gaps[last + 1] == " ":
                break
            last += 1
        while last > i and not capital[last]:
            last -= 1
        start, end = tokens.starts[i], tokens.ends[last]
        name, parts = self.text[start:end], keys[i : last + 1]
        hyphened = last > i and " " not in name and "-" in name  # "Canapé-Vert"
        if (
            not 3 <= end - start <= 40
            or last - i >= 4
            or not self.unnamed.isdisjoint(parts)
            or (not hyphened and any(is_common(key) or key in words.kinds for key in parts))
            or (tokens.breaks[i] and keys[i] in words.cue_words)  # the "À" of a sentence that opens "À Kafolo, …"
        ):
            return i + 1
        around = look_around(tokens, i, last, words)
        firm = around.typed in ("place", "admin1", "admin2") and start != around.phrase_start
        firm = firm or (around.typed is not None and around.weak and around.phrase_end > end)
        fine = (
            (
                firm
                or around.strong
                or ((around.weak or tokens.breaks[i]) and self._followed(last))
                or (around.weak and self._contained(last))
                or self._joined(i)
            )
            and (firm or not (typed or around.relation == "toward"))
            and (firm or keys[i - 1] not in words.articles)
            and (firm or not any(is_person(key) for key in parts))
            and not self._speaks(last)
            and not self._in_place(i)
            and fold(name) not in self.persons
            and not nationalities_of(tokens.words[i])
            and country_of_name(name) is None
            and not self._organisation(i, last)
            and not self._crowded(i, last)
        )
        if not fine:
            return i + 1
        kind: PlaceKind = around.typed if around.typed in ("admin1", "admin2") else "place"
        self.found.append(self._as_mention(i, last, kind, around, firm=True))
        self.accepted.add(fold(name))
        return last + 1
