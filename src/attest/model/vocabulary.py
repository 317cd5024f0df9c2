"""The vocabulary: the words that values may have, what they are in other schemes, and the rules that derive a type.

The table is data/vocabulary.tsv: a set and a word a row, with a plain label; the rows of the set "type" also give the
event and sub-event and the disorder type of ACLED, UCDP's types of violence that it may be (1 state-based, 2 non-state,
3 one-sided), PLOVER's category and mode, a CAMEO code and MUC-4's incident type; HXL tags where there are such. The
category rows give ACLED's actor type and PLOVER's sector in the columns acled_sub_event and plover_mode.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of one set and what it is called elsewhere; an empty string where there is no equivalent."""

    set: str
    word: str
    label: str
    acled_event: str
    acled_sub_event: str
    acled_disorder: str
    ucdp_violence: str
    plover_category: str
    plover_mode: str
    cameo: str
    muc4: str
    hxl: str
    note: str


@dataclass(frozen=True, slots=True)
class TypeRule:
    """`type` holds where any of `any` is there, any of `with_` (if it names some), and none of `without`."""

    type: str
    any: frozenset[str]
    with_: frozenset[str]
    without: frozenset[str]
    why: str

    def holds(self, seen: Collection[str]) -> bool:
        """Whether the rule holds for these set:word pairs."""
        return (
            not self.any.isdisjoint(seen)
            and (not self.with_ or not self.with_.isdisjoint(seen))
            and self.without.isdisjoint(seen)
        )


@cache
def table() -> Mapping[str, Mapping[str, Word]]:
    """Set -> word -> row, in the table's order."""
    sets: dict[str, dict[str, Word]] = {}
    with (_DATA / "vocabulary.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            sets.setdefault(row["set"], {})[row["word"]] = Word(**row)
    return sets


def words(set_: str) -> tuple[str, ...]:
    """The words of a set: type, category, sayer, role, status, measure, basis, means, act … KeyError if none."""
    return tuple(table()[set_])


def label(set_: str, word: str | None) -> str:
    """The plain English for a word; the word itself where the table does not have it."""
    if word is None:
        return ""
    row = table().get(set_, {}).get(word)
    return row.label if row else word.replace("_", " ")


def crosswalk(type_: str) -> Word:
    """What a type is in the other schemes. KeyError for a type that does not exist."""
    return table()["type"][type_]


@cache
def type_rules() -> tuple[TypeRule, ...]:
    """The rules of data/type_rules.toml in their order."""
    with (_DATA / "type_rules.toml").open("rb") as file:
        return tuple(
            TypeRule(
                rule["type"],
                frozenset(rule["any"]),
                frozenset(rule.get("with", ())),
                frozenset(rule.get("without", ())),
                rule["why"],
            )
            for rule in tomllib.load(file)["rule"]
        )


def derive_type(acts: Collection[str], means: Collection[str] = (), outcomes: Collection[str] = ()) -> str:
    """The most specific type that acts, means and outcomes support; "other" where no rule holds.

    The words are those of the vocabulary's sets act, means and outcome; others are ignored.
    """
    return explain_type(acts, means, outcomes)[0]


def explain_type(acts: Collection[str], means: Collection[str] = (), outcomes: Collection[str] = ()) -> tuple[str, str]:
    """The type and, in a few words, the rule that gave it."""
    return _explain(frozenset(acts), frozenset(means), frozenset(outcomes))


@lru_cache(maxsize=1024)
def _explain(acts: frozenset[str], means: frozenset[str], outcomes: frozenset[str]) -> tuple[str, str]:
    seen = {f"act:{word}" for word in acts}
    seen.update(f"means:{word}" for word in means)
    seen.update(f"outcome:{word}" for word in outcomes)
    for rule in type_rules():
        if rule.holds(seen):
            return rule.type, rule.why
    return "other", "no rule of a type holds"
