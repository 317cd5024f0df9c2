"""Forces and authorities of states, named by nationality or country: "Malian army", "la police du Kenya"."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from attest.grounding.actors_text import Tokens, index_of, key_of
from attest.grounding.countries import countries

_MOST_FILLERS: Final = 3


@dataclass(frozen=True, slots=True)
class StateMatch:
    """Words `first` to `last` (inclusive) name the `role` ("military", "police" …) of `country` (alpha-3)."""

    first: int
    last: int
    country: str
    role: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Nouns:
    """The nouns of one language, by folded phrase; `first` is their index by their first words."""

    roles: dict[str, str]
    first: dict[str, dict[str, int]]
    fillers: frozenset[str]
    trailing: frozenset[str]
    links: frozenset[str]
    before: frozenset[str]
    not_after: frozenset[str]
    never_plain: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Names of countries and peoples by folded phrase: codes (likeliest first), whether a people, exact capitals.

    `first` is their index by their first words.
    """

    codes: dict[str, tuple[str, ...]]
    demonym: frozenset[str]
    upper: frozenset[str]
    first: dict[str, dict[str, int]]


@cache
def _tables() -> dict[str, Any]:
    source = resources.files("attest.grounding").joinpath("data", "actors_states.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _nouns(language: str) -> _Nouns:
    table = _tables()[language]
    roles = {key_of(noun): role for role, nouns in table["nouns"].items() for noun in nouns}

    def keys(name: str) -> frozenset[str]:
        return frozenset(key_of(phrase) for phrase in table[name])

    return _Nouns(
        roles,
        index_of(roles),
        keys("fillers"),
        keys("trailing"),
        keys("links"),
        keys("before"),
        keys("not_after"),
        keys("never_plain"),
    )


@cache
def country_words(language: str) -> CountryWords:
    """Return the names of countries in English and French and the demonyms of `language`."""
    codes: dict[str, list[str]] = {}
    people: set[str] = set()
    upper: set[str] = set()

    def put(name: str, alpha3: str) -> str:
        key = key_of(name)
        known = codes.setdefault(key, [])
        if alpha3 not in known:
            known.append(alpha3)
        if name.isupper():
            upper.add(key)
        return key

    for country in countries().values():
        for name in (country.name, country.name_fr, *country.aliases):
            put(name, country.alpha3)
        for form in country.demonyms_fr if language == "fr" else country.demonyms_en:
            people.add(put(form, country.alpha3))
    # of two countries with one name the larger conflict is meant, unless the text speaks of the other
    for found in codes.values():
        if "COD" in found:
            found.sort(key=lambda code: code != "COD")
        elif "KOR" in found:
            found.sort(key=lambda code: code != "KOR")
        elif "DOM" in found:
            found.sort(key=lambda code: code != "DOM")
    by_key = {key: tuple(found) for key, found in codes.items()}
    return CountryWords(by_key, frozenset(people), frozenset(upper), index_of(codes))


def role_fields(role: str, country: str) -> tuple[str, str, str]:
    """(kind, name, formal name) of the actor that plays `role` in `country`."""
    table = _tables()["roles"][role]
    entry = countries().get(country)
    name = entry.name if entry else country
    people = next((form for form in entry.demonyms_en if not form.isupper()), "") if entry else ""
    formal = table["of"].format(country=name)
    return table["kind"], table["name"].format(people=people, country=name) if people else formal, formal


class StateForces:
    """Finds states' forces and authorities among the words of a text in one language."""

    def __init__(self, language: str) -> None:
        self.language = "fr" if language == "fr" else "en"
        self.nouns = _nouns(self.language)
        self.words = country_words(self.language)

    def country_at(self, tokens: Tokens, i: int) -> tuple[int, str] | None:
        """(number of words, folded phrase) of the longest country's name or demonym at word `i`."""
        return self.countries_at(tokens, (i,)).get(i)

    def countries_at(self, tokens: Tokens, marks: Iterable[int]) -> dict[int, tuple[int, str]]:
        """(number of words, folded phrase) of the longest country's name or demonym at each of the words `marks`."""
        found, keys, first = {}, tokens.keys, self.words.first
        for i in marks:
            seconds = first.get(keys[i])
            if seconds is None:
                continue
            longest = (seconds.get(keys[i + 1]) if i + 1 < len(keys) else 0) or seconds.get("", 0)
            for length in range(min(longest, len(keys) - i), 0, -1):
                key = keys[i] if length == 1 else " ".join(keys[i : i + length])
                if key in self.words.codes and tokens.joined(i, length) and self._capital(tokens, i, length, key):
                    found[i] = length, key
                    break
        return found

    def _capital(self, tokens: Tokens, i: int, length: int, key: str) -> bool:
        word = tokens.word(i)
        if key in self.words.upper:
            return word.isupper()
        return word[0].isupper() or (self.language == "fr" and key in self.words.demonym)

    def pick(self, key: str, context: Collection[str]) -> str:
        """The likeliest country of a name, given the countries that the text speaks of."""
        codes = self.words.codes[key]
        return next((code for code in codes if code in context), codes[0])

    def at(self, tokens: Tokens, i: int, context: Collection[str]) -> StateMatch | None:
        """The longest state force that begins at word `i`; None if there is none."""
        found = None
        if self.language == "en" and tokens.keys[i] in self.words.first:
            found = self._nation_first(tokens, i, context)
        if tokens.keys[i] in self.nouns.first:
            other = self._noun_first(tokens, i, context)
            found = other if found is None or (other is not None and other.last > found.last) else found
        if found is None or (i and tokens.keys[i - 1] in self.nouns.before):
            return None
        return found

    def _noun_at(self, keys: list[str], i: int) -> tuple[int, str] | None:
        """(number of words, role) of the longest noun at word `i`."""
        seconds = self.nouns.first.get(keys[i]) if i < len(keys) else None
        if seconds is None:
            return None
        longest = (seconds.get(keys[i + 1]) if i + 1 < len(keys) else 0) or seconds.get("", 0)
        for length in range(min(longest, len(keys) - i), 0, -1):
            role = self.nouns.roles.get(" ".join(keys[i : i + length]))
            if role is not None:
                return length, role
        return None

    def _nation_first(self, tokens: Tokens, i: int, context: Collection[str]) -> StateMatch | None:
        found = self.country_at(tokens, i)
        if found is None:
            return None
        keys, after, plain = tokens.keys, i + found[0], False
        if after < len(keys) and keys[after] == "s":
            after += 1
        elif found[1] not in self.words.demonym:
            plain = True
        best: tuple[int, str] | None = None
        for skipped in range(_MOST_FILLERS):
            at = after + skipped
            if skipped and (at > len(keys) or keys[at - 1] not in self.nouns.fillers):
                break
            noun = self._noun_at(keys, at)
            # "Mali army" is usage in headlines, "France forces" a verb
            if noun is None or (plain and not skipped and " ".join(keys[at : at + noun[0]]) in self.nouns.never_plain):
                continue
            if best is None or at + noun[0] > best[0]:
                best = at + noun[0], noun[1]
        if best is None:
            return None
        end = best[0]
        if end < len(keys) and keys[end] in self.nouns.trailing and tokens.joined(end - 1, 2):
            end += 1
        if not tokens.joined(i, end - i):
            return None
        return StateMatch(i, end - 1, self.pick(found[1], context), best[1], True)

    def _noun_first(self, tokens: Tokens, i: int, context: Collection[str]) -> StateMatch | None:
        noun = self._noun_at(tokens.keys, i)
        if noun is None:
            return None
        keys, length = tokens.keys, noun[0]
        at = i + length
        if self.language == "fr":
            for skipped in range(_MOST_FILLERS):
                if skipped and (at >= len(keys) or keys[at - 1] not in self.nouns.fillers):
                    break
                people = self.country_at(tokens, at) if at < len(keys) else None
                if people is not None and people[1] in self.words.demonym and tokens.joined(i, at - i + people[0]):
                    return StateMatch(i, at + people[0] - 1, self.pick(people[1], context), noun[1], True)
                at += 1
            at = i + length
            while (
                at < len(keys)
                and at < i + length + 2
                and keys[at] in self.nouns.fillers
                and keys[at] not in self.nouns.links
            ):
                at += 1
        for links in (2, 1):
            start = at + links
            if start < len(keys) and " ".join(keys[at:start]) in self.nouns.links:
                country = self.country_at(tokens, start)
                if country is None or country[1] in self.words.demonym - {"us", "uk"}:
                    continue
                if tokens.joined(i, start - i + country[0]):
                    last = start + country[0] - 1
                    return StateMatch(i, last, self.pick(country[1], context), noun[1], True)
        return None


@cache
def state_forces(language: str) -> StateForces:
    """Return the finder for "en" or "fr" (anything else reads as English)."""
    return StateForces("fr" if language == "fr" else "en")


def bare_role(key: str) -> str | None:
    """The role that a folded noun alone names ("army", "gendarmes"); None if it names none."""
    return _nouns("en").roles.get(key) or _nouns("fr").roles.get(key)
