"""The words around names of places: cues, kinds of place, organisations, and names that are also common words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from attest.grounding.gazetteer_names import fold

PlaceKind = Literal["place", "admin1", "admin2", "country", "region", "demonym"]
Relation = Literal["at", "near", "distance", "between", "border", "toward", "from", "of"]
Cue = Relation | Literal["list"]


@dataclass(frozen=True)
class Words:
    """The words of one language (source: data/places_words.toml); phrases are folded, cues keyed by their words.

    `cues_by_last` gives for the last word of a phrase the phrase, its relation and whether it lets unknown names in,
    the longest first; `cue_words` are the phrases of one word. What stands before a name tells something only if its
    last word is one of `leading`, what stands behind only if its first word is one of `trailing`.
    """

    cue_words: frozenset[str]
    cues_by_last: dict[str, tuple[tuple[tuple[str, ...], Cue, bool], ...]]
    kinds: dict[str, PlaceKind]
    articles: frozenset[str]
    of: frozenset[str]
    adjectives: frozenset[str]
    directions: frozenset[str]
    units: frozenset[str]
    road: frozenset[str]
    border: frozenset[str]
    capital: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]


@dataclass(frozen=True)
class Region:
    """A region that is no administrative unit."""

    name: str
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None


@cache
def _raw() -> dict[str, dict[str, Any]]:
    source = resources.files("attest.grounding").joinpath("data", "places_words.toml").read_text(encoding="utf-8")
    raw: dict[str, dict[str, Any]] = tomllib.loads(source)
    return raw


@cache
def words(language: str) -> Words:
    """The words of "en" or "fr" (anything else reads as English)."""
    raw = _raw()["fr" if language == "fr" else "en"]
    cues: dict[tuple[str, ...], tuple[Cue, bool]] = {}
    for section in ("weak", "strong"):
        for relation, phrases in raw[section].items():
            for phrase_words in phrases:
                cues[tuple(phrase_words.split())] = (relation, section == "strong")
    kinds: dict[str, PlaceKind] = {word: kind for kind, items in raw["kinds"].items() for word in items}
    lists = {key: frozenset(items) for key, items in raw["grammar"].items()}
    by_last: dict[str, list[tuple[tuple[str, ...], Cue, bool]]] = {}
    for phrase, (relation, strong) in sorted(cues.items(), key=lambda item: -len(item[0])):
        by_last.setdefault(phrase[-1], []).append((phrase, relation, strong))
    return Words(
        cue_words=frozenset(phrase[0] for phrase in cues if len(phrase) == 1),
        cues_by_last={key: tuple(item) for key, item in by_last.items()},
        kinds=kinds,
        leading=frozenset({*lists["articles"], *lists["of"], *kinds, *lists["adjectives"], *by_last}),
        trailing=frozenset({"police", "local", *kinds, *lists["adjectives"], *lists["road"], *lists["border"]}),
        **lists,
    )


@cache
def shared(name: str) -> frozenset[str]:
    """A word list of both languages: "organisation", "joining", "titles" or "neighbours"."""
    return frozenset(_raw()["both"][name])


@cache
def _common() -> dict[str, frozenset[str]]:
    source = resources.files("attest.grounding").joinpath("data", "places_common.txt").read_text(encoding="utf-8")
    lists: dict[str, set[str]] = {}
    into: set[str] = set()
    for line in source.splitlines():
        if line.startswith("["):
            into = lists.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            into.update(line.split())
    lists["common"] = lists["words"] | lists["never"]
    return {name: frozenset(items) for name, items in lists.items()}


def is_common(key: str) -> bool:
    """Whether this folded name is also a word of English or French."""
    return key in _common()["common"]


def is_never(key: str) -> bool:
    """Whether this folded word is no place even behind a word of place: months, days, religions …"""
    return key in _common()["never"]


def is_ordinary(key: str) -> bool:
    """Whether this folded word is an ordinary word that no place bears as its name."""
    return key in _common()["ordinary"]


def is_person(key: str) -> bool:
    """Whether this folded name is also a first name or surname."""
    return key in _common()["persons"]


@cache
def unnamed() -> frozenset[str]:
    """Folded words that are no part of a name of a place that no register knows, whatever stands around."""
    lists = _common()
    return shared("titles") | shared("organisation") | shared("neighbours") | lists["never"] | lists["ordinary"]


@cache
def organising() -> frozenset[str]:
    """Folded words that make a name that of an organisation, some of them only behind "in"."""
    return shared("organisation") | shared("branched")


@cache
def beside_names(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Folded words that may stand in capitals before the name of a place, and behind it, without being part of it."""
    known = words(language)
    behind = shared("neighbours") | known.kinds.keys()
    return behind | known.adjectives | known.articles | known.cue_words, behind


@cache
def regions() -> dict[str, Region]:
    """Regions that are no administrative units, by folded name."""
    source = resources.files("attest.grounding").joinpath("data", "regions.tsv").read_text(encoding="utf-8")
    table: dict[str, Region] = {}
    for line in source.splitlines():
        if line and not line.startswith("#"):
            name, codes, lat, lon, others = (line + "\t" * 4).split("\t")[:5]
            region = Region(
                name,
                tuple(code for code in codes.split(";") if code),
                float(lat) if lat else None,
                float(lon) if lon else None,
            )
            for other in (name, *others.split(";")):
                if other:
                    table[fold(other)] = region
    return table
