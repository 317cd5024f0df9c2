"""Countries by name and people by nationality: ISO 3166-1 codes for the words of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, Literal

from attest.grounding.gazetteer_names import fold
from attest.grounding.places_tokens import Tokens, tokens_of

CountryKind = Literal["country", "demonym"]


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory. `name` is its English short name; source: data/countries.tsv."""

    alpha3: str
    alpha2: str
    name: str
    name_fr: str
    capital: str
    aliases: tuple[str, ...]
    demonyms_en: tuple[str, ...]
    demonyms_fr: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country's name or a demonym in a text; `countries` are alpha-3 codes, the likeliest first."""

    start: int
    end: int
    text: str
    kind: CountryKind
    countries: tuple[str, ...]


# of two countries with one name, the one that reports of violence mostly mean
_FIRST: Final = {"congo": "COD", "congolese": "COD", "congolais": "COD", "korea": "KOR", "dominican": "DOM"}
_PIECE: Final = re.compile(r"[^\W\d_]+")
_DIGITS: Final = re.compile(r"\d+")
_GAPS: Final = re.compile(r"(?:[^\S\n]*[-‐‑]|[^\S\n]+|[^\S\n]*\n[^\S\n]*)\Z|['’]\Z|\. ?\Z")
_FR_FEMININE: Final = (("ien", "ienne"), ("éen", "éenne"), ("on", "onne"), ("el", "elle"), ("e", "e"))
_EN_UNCHANGED: Final = ("ese", "ss", "ch", "sh", "s", "can-", "x")
_WORDS: Final = frozenset({"US", "CAR"})
# a name that is first of all a word: a country only behind its article
_ARTICLED: Final = frozenset({"Grenade"})
_MOST_PIECES: Final = 7

# word -> following word …; the key "" holds (kind, languages, codes, exact spelling or None)
_Tree = dict[str, Any]


@cache
def countries() -> dict[str, Country]:
    """All countries and territories by alpha-3 code, loaded on first use."""
    source = resources.files("attest.grounding").joinpath("data", "countries.tsv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    table: dict[str, Country] = {}
    for line in lines[1:]:
        alpha3, alpha2, name, name_fr, capital, aliases, english, french = (line + "\t" * 7).split("\t")[:8]
        table[alpha3] = Country(
            alpha3,
            alpha2,
            name,
            name_fr,
            capital,
            tuple(item for item in aliases.split(";") if item),
            tuple(form for item in english.split(";") if item for form in _english(item)),
            tuple(form for item in french.split(";") if item for form in _french(item)),
        )
    return table


def _english(item: str) -> tuple[str, ...]:
    """Singular and plural of a demonym of the table."""
    if item.startswith("="):
        return (item[1:],)
    if "/" in item:
        return tuple(item.split("/"))
    if item.endswith(_EN_UNCHANGED) or "." in item or item.isupper():
        return (item,)
    return item, item + "s"


def _french(item: str) -> tuple[str, ...]:
    """Masculine, feminine and their plurals of a demonym of the table."""
    given = item.split("/")
    masculine = given[0]
    feminine = (
        given[1]
        if len(given) > 1
        else next((masculine[: -len(end)] + to for end, to in _FR_FEMININE if masculine.endswith(end)), masculine + "e")
    )
    plural = given[2] if len(given) > 2 else masculine if masculine.endswith(("s", "x")) else masculine + "s"
    feminines = given[3] if len(given) > 3 else feminine if feminine.endswith("s") else feminine + "s"
    return tuple(dict.fromkeys((masculine, feminine, plural, feminines)))


@cache
def _alpha2() -> dict[str, str]:
    return {country.alpha2: country.alpha3 for country in countries().values()}


def alpha3_of(code: str) -> str | None:
    """The alpha-3 code of an alpha-2 or alpha-3 code in any case; None if there is no such country."""
    code = code.strip().upper()
    return code if code in countries() else _alpha2().get(code)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Folded names and aliases to codes, the likeliest first."""
    table: dict[str, list[str]] = {}
    for country in countries().values():
        for name in (country.name, country.name_fr, *country.aliases):
            codes = table.setdefault(fold(name), [])
            if country.alpha3 not in codes:
                codes.append(country.alpha3)
    return {name: _ranked(name, codes) for name, codes in table.items()}


@cache
def _demonyms() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for country in countries().values():
        for form in (*country.demonyms_en, *country.demonyms_fr):
            codes = table.setdefault(fold(form), [])
            if country.alpha3 not in codes:
                codes.append(country.alpha3)
    return {name: _ranked(name, codes) for name, codes in table.items()}


def _ranked(name: str, codes: list[str]) -> tuple[str, ...]:
    first = _FIRST.get(name) or next((code for key, code in _FIRST.items() if name.startswith(key)), None)
    return tuple(sorted(codes, key=lambda code: (code != first, code)))


def country_of_name(name: str) -> str | None:
    """The alpha-3 code for a country's name or alias in English or French, or for an ISO code; None if unknown.

    Case and accents do not matter. Of two countries of one name ("Congo") the one that reports mostly mean.
    """
    found = _names().get(fold(name))
    if found:
        return found[0]
    return alpha3_of(name) if len(name.strip()) in (2, 3) and name.strip().isupper() else None


def countries_of_name(name: str) -> tuple[str, ...]:
    """Like country_of_name, with every country of that name."""
    return _names().get(fold(name), ())


@lru_cache(maxsize=16384)
def nationalities_of(word: str) -> tuple[str, ...]:
    """The alpha-3 codes that a demonym may stand for, the likeliest first: "Congolese", "maliens", "U.S.".

    English demonyms need their capital letter, French ones do not.
    """
    word = word.strip()
    for end in ("'s", "’s"):
        word = word.removesuffix(end)
    found = _demonyms().get(fold(word), ())
    if not found:
        return ()
    if word[:1].isupper():
        upper = fold(word) in ("us", "uk", "u s", "u k")
        return found if not upper or word.isupper() else ()
    return found if word.lower() in _french_forms() else ()


def nationality_of(word: str) -> str | None:
    """The likeliest country of a demonym ("Malian", "Malians", "maliennes", "U.S."); None if it is none."""
    found = nationalities_of(word)
    return found[0] if found else None


@cache
def _french_forms() -> frozenset[str]:
    return frozenset(form for country in countries().values() for form in country.demonyms_fr)


def demonyms(alpha3: str, language: str = "en") -> tuple[str, ...]:
    """All forms of a country's demonyms in English or French; empty where none is known."""
    country = countries().get(alpha3)
    if country is None:
        return ()
    return country.demonyms_fr if language == "fr" else country.demonyms_en


def name_of(alpha3: str, language: str = "en") -> str | None:
    """A country's short name in English or French; None for an unknown code."""
    country = countries().get(alpha3)
    if country is None:
        return None
    return country.name_fr if language == "fr" else country.name


def _pieces(name: str) -> list[str]:
    return _PIECE.findall(name)


@cache
def _tree(language: str) -> _Tree:
    root: _Tree = {}

    def put(name: str, kind: CountryKind, code: str) -> None:
        node = root
        parts = _pieces(name)
        for part in parts:
            node = node.setdefault(fold(part), {})
        # abbreviations count only as they are written: "US" is not "us", "CAR" not "car"
        exact = "".join(parts) if name.isupper() else None
        lower = parts[-1][0].islower()
        entries = node.setdefault("", [])
        for entry in entries:
            if entry[0] == kind and entry[2] == exact:
                entry[1] = _ranked(fold(name), list(dict.fromkeys((*entry[1], code))))
                return
        entries.append([kind, (code,), exact, lower, kind == "demonym" and name[0].islower(), "." in name])

    for country in countries().values():
        for name in (country.name, country.name_fr, *country.aliases):
            put(name, "country", country.alpha3)
        for form in country.demonyms_fr if language == "fr" else country.demonyms_en:
            if not form.isupper():
                put(form, "demonym", country.alpha3)
    return root


def scan_countries(text: str, language: str) -> list[CountryMention]:
    """Names of countries and demonyms in order, the longest at each place; offsets are code points.

    `language` is "en" or "fr" (anything else reads as English). Capitals are required, but for French demonyms.
    Linear in the text; never fails.
    """
    return countries_among(tokens_of(text), language)


def countries_among(tokens: Tokens, language: str) -> list[CountryMention]:
    """Like scan_countries, for the words of a text that has been cut up already."""
    tree = _tree("fr" if language == "fr" else "en")
    text, keys, starts, ends = tokens.text, tokens.keys, tokens.starts, tokens.ends
    found: list[CountryMention] = []
    last_end = -1
    if language == "fr":
        first_words = [i for i, key in enumerate(keys) if key in tree]
    else:
        first_words = [i for i, capital in enumerate(tokens.capital) if capital and keys[i] in tree]
    for i in first_words:
        start = starts[i]
        if start < last_end or (start and text[start - 1] in "_@#/&"):
            continue
        best = _longest(tokens, i, tree[keys[i]])
        if best is None or (tokens.words[i] in _ARTICLED and text[max(0, start - 3) : start].lower() != "la "):
            continue
        last, (kind, codes, exact, *_) = best
        stop = ends[last]
        # the last full stop of "U.S." is part of it
        if exact and "." in text[start:stop] and text[stop : stop + 1] == ".":
            stop += 1
        last_end = stop
        found.append(CountryMention(start, stop, text[start:stop], kind, codes))
    return found


def _longest(tokens: Tokens, first: int, node: _Tree) -> tuple[int, list[Any]] | None:
    """The last word of the longest name that begins with this word, and what the tree says of the name."""
    keys, gaps = tokens.keys, tokens.gaps
    best: tuple[int, list[Any]] | None = None
    for j in range(first, first + _MOST_PIECES):
        for entry in node.get("", ()):
            if _fits(tokens, first, j, entry):
                best = (j, entry)
                break
        if j + 1 == len(keys) or keys[j + 1] not in node or not _GAPS.match(gaps[j + 1]):
            break
        node = node[keys[j + 1]]
    return best


def _fits(tokens: Tokens, first: int, last: int, entry: list[Any]) -> bool:
    text, start, end = tokens.text, tokens.starts[first], tokens.ends[last]
    _, _, exact, lower_last, lower_first, dotted = entry
    if text[end : end + 1] == "_":
        return False
    if exact:
        if exact in _WORDS and _among_capitals(tokens, first, last):
            return False  # "CAR BOMB", "TELL US" in a headline
        return bool("".join(tokens.words[first : last + 1]) == exact)
    if "." in text[start:end] and not dotted:
        return False
    if not tokens.capital[first]:
        return bool(lower_first)
    # "Costa rican" no, "Côte d'Ivoire" and "République centrafricaine" yes
    return bool(lower_last) or tokens.capital[last]


def _among_capitals(tokens: Tokens, first: int, last: int) -> bool:
    """Whether letters all in capitals stand right before or behind, no more than one character away."""
    words, gaps = tokens.words, tokens.gaps
    beside = []
    if first and len(gaps[first]) == 1:
        beside.append(_DIGITS.split(words[first - 1])[-1])
    if last + 1 < len(words) and len(gaps[last + 1]) == 1:
        beside.append(_DIGITS.split(words[last + 1])[0])
    return any(len(letters) > 1 and letters.isupper() for letters in beside)
