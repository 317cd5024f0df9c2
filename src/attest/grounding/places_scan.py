"""Finding the places that a text names."""

from __future__ import annotations

import re
from typing import Final

from attest.grounding.countries import CountryMention, countries, country_of_name, nationalities_of
from attest.grounding.gazetteer import Place, places_of_units
from attest.grounding.gazetteer_names import fold
from attest.grounding.places_around import Around, look_around
from attest.grounding.places_checks import BIG, Checks
from attest.grounding.places_links import link_mentions
from attest.grounding.places_types import PlaceMention
from attest.grounding.places_words import (
    PlaceKind,
    is_common,
    is_never,
    is_ordinary,
    is_person,
    regions,
    shared,
)

_MOST_WORDS: Final = 6
_GAP: Final = re.compile(r"(?: |\u00a0|[-‐‑'’ʼ]|\. ?)\Z")
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
        i = 0
        tokens, count, lands = self.tokens, len(self.tokens), self.lands
        small, capital = _SMALL, self.words.capital
        while i < count:
            token = tokens[i]
            land = lands.get(token.start)
            if token.capital or token.key in small:
                i = self._name(i, land)
            elif land is not None:
                self._land(i, land)
                i = self._after(i, land.end)
            elif token.key in capital:
                self._capital(i)
                i += 1
            else:
                i += 1
        # a name that the words around show to be a place once is one wherever it stands
        self.found += [m for m in self.doubtful if fold(m.text) in self.accepted]
        self.found.sort(key=lambda m: m.start)
        return link_mentions(self.text, self.found)

    def _after(self, i: int, end: int) -> int:
        i += 1
        while i < len(self.tokens) and self.tokens[i].start < end:
            i += 1
        return i

    # names

    def _name(self, i: int, land: CountryMention | None) -> int:
        """Read a name that starts at token i; return the token to go on with."""
        run = self._run(i)
        for last in range(run, i - 1, -1):
            token = self.tokens[last]
            if not (token.capital or token.key.isdigit()) or (last == i and not token.capital):
                continue
            start, end = self.tokens[i].start, token.end
            if land is not None and end <= land.end:
                break
            key = fold(self.text[start:end])
            if key in regions() and (last > i or not is_common(key)):
                self._region(i, last, key)
                return last + 1
            candidates = self._candidates(key)
            if candidates and (land is None or candidates[0].population >= 20_000 or candidates[0].is_unit):
                if self._crowded(i, last) == "behind" and (longer := self._unknown(i, run)) > last + 1:
                    return longer  # "Kouri Bougoudi" is no Kouri
                if self._take(i, last, key, candidates):
                    return last + 1
                if last == i:
                    return self._unknown(i, run, typed=True) if run > i else i + 1
        if land is not None:
            self._land(i, land)
            return self._after(i, land.end)
        return self._unknown(i, run)

    def _run(self, i: int) -> int:
        """The last token of the longest run that could be one name starting at token i."""
        last = i
        joining = shared("joining")
        while last + 1 < len(self.tokens) and last - i + 1 < _MOST_WORDS:
            token = self.tokens[last + 1]
            if not _GAP.match(self.text[self.tokens[last].end : token.start]) or not (
                token.capital or token.key in joining or token.key.isdigit()
            ):
                break
            if token.capital and token.key in shared("calendar"):
                break  # "in Barawe on Tuesday"
            last += 1
        while last > i and not (self.tokens[last].capital or self.tokens[last].key.isdigit()):
            last -= 1
        return last

    def _take(self, i: int, last: int, key: str, candidates: tuple[Place, ...]) -> bool:
        """Decide whether the known name at tokens i to last is a place here, and keep it if so."""
        around = look_around(self.text, self.tokens, i, last, self.words)
        verdict = self._judge(i, last, key, candidates, around)
        if verdict == "no":
            return False
        mention = self._mention(i, last, candidates, around)
        if verdict == "maybe":
            self.doubtful.append(mention)
        else:
            self.found.append(mention)
            lands = {place.country for place in candidates}
            if len(lands) == 1 or candidates[0].population >= 3 * BIG:
                self.context[candidates[0].country] += 1
            if mention.firm or verdict == "sure":
                self.accepted.add(key)
        return True

    def _judge(self, i: int, last: int, key: str, candidates: tuple[Place, ...], around: Around) -> str:
        """Whether a known name is a place here: "sure", "yes", "maybe" (if another mention is sure) or "no"."""
        tokens = self.tokens
        single = i == last
        if self._organisation(i, last) or (single and (is_never(key) or key in self.words.kinds)):
            return "no"
        before = tokens[i - 1] if i else None
        joined = before is not None and not tokens[i].breaks and self._adjacent(i - 1, i)
        if joined and before is not None and before.key in shared("titles") and before.key not in self.words.kinds:
            return "no"
        dateline = self._dateline(i, last)
        if single and key in self.words.directions and around.typed != "admin1":
            return "no"
        listed = self._listed(tokens[i].start)
        common = (single and (is_common(key) or (tokens[i].breaks and key in self.lower))) or key in self.words.kinds
        person = single and is_person(key)
        if self._hyphened(i, last) or (single and _ROMAN.fullmatch(self.text[tokens[i].start : tokens[i].end])):
            return "no"
        named_before = around.typed is not None and around.phrase_start < tokens[i].start
        article = before is not None and not tokens[i].breaks and before.key in self.words.articles
        if common and not named_before and not (dateline and candidates[0].population >= BIG):
            mid = not tokens[i].breaks
            if not (
                mid and not article and around.strong and around.relation != "toward" and self._prominent(candidates)
            ):
                return "no"
        crowded = self._crowded(i, last)
        if crowded == "before" and not around.typed and not around.strong:
            self.persons.add(key)
        if self._speaks(last) and not around.strong and not around.typed and candidates[0].population < BIG:
            return "no"
        if key in self.persons and not named_before and candidates[0].population < BIG:
            return "no"
        if self._facility(i, last) and not self._local(candidates) and not around.strong:
            return "no"
        if crowded and not dateline:
            if crowded == "before" or not (around.strong or around.typed):
                return "maybe" if around.typed else "no" if not self._local(candidates) else "maybe"
            return "maybe"
        if tokens[i].upper and single and len(tokens[i].key) <= 4 and not dateline:
            return "no"
        if around.typed or around.strong or dateline or self._followed(last):
            return "sure" if self._prominent(candidates) or around.typed or around.strong else "maybe"
        if listed and self._local(candidates):
            return "sure"
        if person:
            known = around.weak and any(p.country in self.context and p.population >= 10_000 for p in candidates)
            return "yes" if known else "maybe"
        if around.weak:
            return "yes" if self._prominent(candidates) else "maybe"
        if candidates[0].population >= BIG and candidates[0].match == "exact" and not common:
            return "yes"
        return "yes" if self._known_here(candidates) else "maybe"

    def _mention(self, i: int, last: int, candidates: tuple[Place, ...], around: Around) -> PlaceMention:
        kind: PlaceKind = "place"
        units = [p for p in candidates if p.is_unit]
        seconds = [p for p in candidates if p.feature in ("ADM2", "ADM3")]
        towns = [p for p in candidates if not p.is_unit and p.feature not in ("ADM2", "ADM3")]
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
        start, end = self.tokens[i].start, self.tokens[last].end
        return PlaceMention(
            start,
            end,
            self.text[start:end],
            kind,
            around.relation,  # type: ignore[arg-type]
            around.phrase_start,
            around.phrase_end,
            candidates,
            firm=bool(around.typed or around.strong),
        )

    # countries, regions, capitals

    def _land(self, i: int, land: CountryMention) -> None:
        last = self._after(i, land.end) - 1
        tokens = self.tokens
        if land.kind == "country" and last + 1 < len(tokens) and self._adjacent(last, last + 1):
            after = tokens[last + 1]
            if after.key in _SEAS and after.capital:
                return
            if fold(land.text) in _NAMESAKES and self._person_follows(last + 1):
                return
        if land.kind == "country" and self._organisation(i, last):
            return
        around = look_around(self.text, tokens, i, last, self.words)
        units = places_of_units(fold(land.text))
        if land.kind == "country" and around.typed == "admin1" and units:
            self.found.append(self._mention(i, last, units, around))  # Niger state
            return
        kind: PlaceKind = land.kind
        start = land.start
        relation = around.relation
        if land.kind == "country":
            part = self._part_of_land(i)
            if part is not None:
                kind, start = "region", tokens[part].start
                around = look_around(self.text, tokens, part, last, self.words)
                relation = around.relation
        elif i and tokens[i - 1].key in self.words.border and self._adjacent(i - 1, i):
            relation = "border"  # "la frontière malienne"
        elif relation not in ("border",):
            relation = "of"
        self.found.append(
            PlaceMention(
                start,
                land.end,
                self.text[start : land.end],
                kind,
                relation,  # type: ignore[arg-type]
                min(start, around.phrase_start),
                max(land.end, around.phrase_end),
                countries=land.countries,
                firm=around.strong,
            )
        )

    def _part_of_land(self, i: int) -> int | None:
        """The token where "northern", "north-east" or "nord du" before a country's name begins."""
        tokens, k = self.tokens, i - 1
        if tokens[i].breaks:
            return None
        if self.language == "fr":
            while k > 0 and tokens[k].key in ("du", "de", "la", "l", "d", "le") and not tokens[k].breaks:
                k -= 1
        begin = None
        while k >= 0 and tokens[k].key in self.words.directions:
            begin = k
            if tokens[k].breaks:
                break
            k -= 1
        # "Extrême-Nord du Cameroun" is a unit in a country
        if begin is None:
            return None
        start = tokens[begin].start
        if (self.found and start < self.found[-1].end) or self.text[max(0, start - 1) : start] in ("-", "‐", "‑"):
            return None
        return begin

    def _region(self, i: int, last: int, key: str) -> None:
        around = look_around(self.text, self.tokens, i, last, self.words)
        if self._organisation(i, last):
            return
        candidates = places_of_units(key)
        unit_here = around.typed == "admin1" and any(p.country in self.context for p in candidates)
        start, end = self.tokens[i].start, self.tokens[last].end
        self.found.append(
            PlaceMention(
                start,
                end,
                self.text[start:end],
                "admin1" if unit_here else "region",
                around.relation,  # type: ignore[arg-type]
                around.phrase_start,
                around.phrase_end,
                candidates if unit_here else (),
                regions()[key].countries,
                firm=around.strong,
            )
        )

    def _capital(self, i: int) -> None:
        """Read "the capital", "the Somali capital" where no name of it follows."""
        tokens, text = self.tokens, self.text
        end = tokens[i].end
        if i + 1 < len(tokens) and tokens[i + 1].key == "city" and self._adjacent(i, i + 1):
            end, i = tokens[i + 1].end, i + 1
        rest = re.match(r"[\s,]{1,2}(?:of |de |d['’]|du |the |la )?(?:the |la )?([^\W\d_])", text[end : end + 16])
        owner: tuple[str, ...] = ()
        k = i - 1 if tokens[i].key not in ("city",) else i - 2
        if rest and rest.group(1).isupper():
            after = end + rest.start(1)
            land = self.lands.get(after)
            if land is None or land.kind != "country":
                return
            owner = land.countries
        if k < 0:
            return
        before = tokens[k]
        if self.found and 0 < tokens[i].start - self.found[-1].end <= 7 and self.found[-1].kind == "place":
            return  # "Mogadishu, the capital"
        land = self.ends.get(before.end) or self.ends.get(before.start - 1)
        if land is not None:
            owner = land.countries
        elif self.language == "fr":
            land = self.lands.get(end) or self.lands.get(end + 1)
            owner = land.countries if land else owner
        if not owner and (before.key not in ("the", "la") or not self.context):
            return
        country = owner[0] if owner else self.context.most_common(1)[0][0]
        capital = countries()[country].capital if country in countries() else ""
        candidates = tuple(p for p in self.gazetteer.named(fold(capital)) if p.country == country)
        if candidates:
            at = look_around(text, tokens, i, i, self.words)
            self.found.append(
                PlaceMention(
                    tokens[i].start,
                    end,
                    text[tokens[i].start : end],
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
        last = i
        while last < run and self._adjacent(last, last + 1):
            if self.tokens[last + 1].key in shared("parting") and self.text[self.tokens[last].end] == " ":
                break
            last += 1
        while last > i and not self.tokens[last].capital:
            last -= 1
        tokens = self.tokens
        keys = [t.key for t in tokens[i : last + 1]]
        if not tokens[i].capital or tokens[i].upper or keys[0] in self.lower or any(map(is_ordinary, keys)):
            return i + 1
        around = look_around(self.text, tokens, i, last, self.words)
        if tokens[i].breaks and (keys[0],) in self.words.cues:
            return i + 1  # the "À" of a sentence that opens "À Kafolo, …"
        length = tokens[last].end - tokens[i].start
        firm = around.typed in ("place", "admin1", "admin2") and tokens[i].start != around.phrase_start
        firm = firm or (around.typed is not None and around.weak and around.phrase_end > tokens[last].end)
        followed = self._followed(last)
        name = self.text[tokens[i].start : tokens[last].end]
        hyphened = last > i and tokens[last].capital and " " not in name and "-" in name  # "Canapé-Vert"
        fine = (
            3 <= length <= 40
            and last - i < 4
            and (
                firm
                or around.strong
                or (followed and (around.weak or tokens[i].breaks))
                or (around.weak and self._contained(last))
                or self._joined(tokens[i].start)
            )
            and not any(k in shared("titles") or k in shared("organisation") or k in shared("neighbours") for k in keys)
            and (firm or tokens[i - 1].key not in self.words.articles)
            and not self._speaks(last)
            and fold(self.text[tokens[i].start : tokens[last].end]) not in self.persons
            and not any(is_never(k) or (not hyphened and (is_common(k) or k in self.words.kinds)) for k in keys)
            and not (not firm and any(is_person(k) for k in keys))
            and not self._in_place(tokens[i].start)
            and not nationalities_of(self.text[tokens[i].start : tokens[i].end])
            and country_of_name(self.text[tokens[i].start : tokens[last].end]) is None
            and not self._organisation(i, last)
            and not self._crowded(i, last)
        )
        if not fine or (not firm and (typed or around.relation == "toward")):
            return i + 1
        start, end = tokens[i].start, tokens[last].end
        self.found.append(
            PlaceMention(
                start,
                end,
                self.text[start:end],
                around.typed if around.typed in ("admin1", "admin2") else "place",
                around.relation,  # type: ignore[arg-type]
                around.phrase_start,
                around.phrase_end,
                firm=True,
            )
        )
        self.accepted.add(fold(self.text[start:end]))
        return last + 1
