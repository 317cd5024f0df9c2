"""Words for the people and things of an incident, as they stand inside an English sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from attest.coding.closing.closing import Closing
from attest.coding.closing.totals import Total
from attest.coding.tagging import Mention
from attest.grounding.countries import country_of_name, nationalities_of
from attest.grounding.numbers import Quantity, find_quantities

_EDGES: Final = " \t\r\n\"'“”«»‘’()[],;:–—-"
_DETERMINERS: Final = frozenset(
    (
        *("a", "an", "the", "his", "her", "their", "its", "our", "this", "that", "these", "those", "some", "several"),
        *("many", "both", "another", "dozens", "hundreds"),
        *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    )
)
_DROPPED: Final = frozenset(("that", "which", "who", "also", "by", "but", "and", "when"))
_LONGEST: Final = 6
"""The most words that may be taken over from the report."""


@cache
def tables() -> Mapping[str, Any]:
    """The tables of data/summary.toml."""
    source = resources.files("attest.coding").joinpath("data", "summary.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them: "a, b and c"."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def count(total: Total) -> str:
    """A total as a number: "53", "at least 35", "45 to 50"."""
    if len(total.parts) == 1 and total.parts[0].attrs["vague"] and total.high is None:
        vague = tables()["words"]["vague_counts"].get(str(total.low))
        if vague is not None:
            return str(vague)
    hedge = total.parts[0].attrs["hedge"] if len(total.parts) == 1 else None
    return span(total.low, total.high, hedge)


def span(low: int | None, high: int | None, hedge: str | None = None) -> str:
    """A range: "53", "45 to 50", "at least 35"; "more than 50" where the report says so of an open one."""
    if high is None and low is not None:
        more = low > 1 and (hedge or "").lower() in tables()["words"]["more"]
        return f"more than {low - 1:,}" if more else f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def counted(total: Total, french: bool) -> str:
    """A total with its people: "53 soldiers and 1 civilian", "at least 35 people"."""
    parts = [m for m in total.parts if m.attrs["low"] is not None and m.attrs["low"] == m.attrs["high"]]
    exact = total.low is not None and total.low == total.high
    if exact and 1 <= len(parts) == len(total.parts) <= 3 and sum(m.attrs["low"] for m in parts) == total.low:
        nouns = [_people(m, french) for m in parts]
        if len(set(nouns)) == len(nouns):
            return listed([f"{m.attrs['low']:,} {noun}" for m, noun in zip(parts, nouns, strict=True)])
        return f"{count(total)} {nouns[0] if len(set(nouns)) == 1 else _noun('unknown', True)}"
    kinds = {m.attrs["category"] for m in total.parts}
    several = not (exact and total.low == 1)
    return f"{count(total)} {_noun(kinds.pop() if len(kinds) == 1 else 'unknown', several)}"


@lru_cache(maxsize=4096)
def _quantities(words: str, language: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(words, language))


def _noun(category: str, several: bool) -> str:
    forms = tables()["people"]
    return str(forms.get(category, forms["unknown"])[several])


def _people(m: Mention, french: bool) -> str:
    """The people of a figure without their number: "army personnel"; the category's word where that is not clear."""
    several = m.attrs["low"] != 1
    if not french:
        text = " ".join(str(m.attrs["of"]).strip(_EDGES).split())
        found = _quantities(text, "en")
        if found and found[0].start <= 6 and m.attrs["head"] is not None:
            rest = text[found[0].end :].strip(_EDGES).removeprefix("of ").split()
            words = " ".join(word for word in rest if word.lower() not in tables()["words"]["spent"])
            if words and len(words.split()) <= 3 and words.islower() | bool(nationalities_of(words.split()[0])):
                return words
    return _noun(m.attrs["category"], several)


@lru_cache(maxsize=4096)
def the_name(name: str) -> str:
    """A canonical name as it stands in a sentence: "the Malian Armed Forces", "Islamic State"."""
    name = " ".join(name.split())
    words = name.split()
    takes = any(word in tables()["names"]["the"] for word in words) and words[0].lower() != "the"
    return f"the {name}" if takes else name


@lru_cache(maxsize=4096)
def attacker(words: str, french: bool) -> str:
    """Attackers whom the report does not name, as words inside a sentence; "" where nothing readable is left."""
    words = " ".join(words.strip(_EDGES).split())
    if french:
        low = words.lower().replace("’", "'")
        for row in tables()["attackers"]:
            if not row["words"] or any(word in low for word in row["words"]):
                return str(row["english"])
    parts = [part for part in words.split(" ") if part]
    while parts and parts[0].lower() in _DROPPED:
        parts = parts[1:]
    if not parts or len(parts) > _LONGEST or not re.search(r"[a-z]", " ".join(parts).lower()):
        return ""
    return _with_article(_lowered(parts))


def _lowered(parts: Sequence[str]) -> str:
    """Words of a sentence's beginning or of capitals, as they stand inside a sentence."""
    if all(part.isupper() for part in parts if part.isalpha()) and sum(map(len, parts)) > 4:
        parts = [part.lower() for part in parts]
    first, *rest = parts
    proper = (
        first.lower() in tables()["words"]["capital"]
        or nationalities_of(first)
        or (len(first) > 3 and country_of_name(first))
        or (first.lower() not in _DETERMINERS and any(part[:1].isupper() for part in rest))
        or (first.isupper() and len(first) > 1)
        or "-" in first
    )
    return " ".join([first if proper else first.lower(), *rest])


def _with_article(words: str) -> str:
    first, *_, last = [*words.split(" "), words.split(" ")[-1]]  # noqa: PLC0207
    counts = first.lower() in _DETERMINERS or first[:1].isdigit() or bool(_quantities(first, "en"))
    one = last.endswith("ss") or last.lower() in tables()["words"]["singular"]
    several = (last.endswith("s") and not one) or last.lower() in tables()["words"]["plural"]
    if counts or several or first.endswith(("'s", "’s")) or last[:1].isupper():
        return words
    peoples = nationalities_of(first) or first.lower() in tables()["words"]["capital"]
    if first[:1].isupper() and not peoples:
        return f"the {words}"
    vowel = first[:1].lower() in "aeiou" and not first.lower().startswith(tuple(tables()["words"]["consonant"]))
    return f"{'an' if vowel else 'a'} {words}"


def suspected(words: str) -> str:
    """Attackers with "suspected" where it belongs: "three suspected bombers", "suspected jihadists"."""
    if "suspect" in words.lower() or "alleged" in words.lower():
        return words
    first, _, rest = words.partition(" ")
    if rest and (first.lower() in _DETERMINERS or first[:1].isdigit()):
        return f"{'a' if first.lower() == 'an' else first} suspected {rest}"
    return f"suspected {words}"


def attacked(
    c: Closing,
    victims: Sequence[Mapping[str, Any]],
    french: bool,
    *,
    things: bool = True,
    people: bool = True,
    armed: bool = False,
) -> str:
    """What or who was attacked: the first thing of the sentences that tell the act, else the first people.

    With `armed` only people in arms.
    """
    if armed:
        victims = [v for v in victims if v.get("category") in ("military", "police", "peacekeeper", "militant")]
    if things:
        for f in c.draft.frames[:3]:
            if not f.of("target"):
                continue
            events = [e for e in f.of("event") if e.attrs.get("pos") != "outcome"]
            near = [t for t in f.of("target") if any(abs(t.start - e.end) <= 60 for e in events)]
            for t in near:
                vague = t.text.lower().split()[-1:] and t.text.lower().split()[-1] in tables()["words"]["vague"]
                if t.attrs["category"] in tables()["things"] and not vague:
                    if french:
                        return str(tables()["things"][t.attrs["category"]])
                    words = " ".join(t.text.strip(_EDGES).split()).split(" ")
                    if len(words) <= _LONGEST:
                        return _with_article(_lowered(words))
    if people and victims:
        v = victims[0]
        said = " ".join(str(v["text"]).strip(_EDGES).split())
        if french or v.get("category") not in ("unknown", None) or len(said.split()) > _LONGEST:
            return _noun(str(v.get("category") or "unknown"), several=True) if _many(said, french) else _single(v)
        return _with_article(_lowered(said.split(" ")))
    return ""


def _many(words: str, french: bool) -> bool:
    found = _quantities(words, "fr" if french else "en")
    if found:
        return not (found[0].low == found[0].high == 1)
    last = words.rsplit(" ", 1)[-1].lower()
    return last.endswith(("s", "x")) or last in tables()["words"]["plural"]


def _single(victim: Mapping[str, Any]) -> str:
    noun = _noun(str(victim.get("category") or "unknown"), several=False)
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
