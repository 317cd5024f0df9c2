"""Comparing single values of gold and of an account: names, places, dates, actors, totals."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]
Interval = tuple[date, date]

with (Path(__file__).parent / "data" / "equal.toml").open("rb") as _file:
    _EQUAL: Final[Json] = tomllib.load(_file)

GROUP_OF: Final[dict[str, str]] = {t: g for g, ts in _EQUAL["groups"].items() for t in ts}
GENERIC_WORDS: Final = frozenset[str](_EQUAL["words"]["generic"])
ADMIN_WORDS: Final = frozenset[str](_EQUAL["words"]["admin"])
ALIASES: Final[list[set[str]]] = [set(names) for names in _EQUAL["aliases"]["same"]]
STOP: Final[dict[str, frozenset[str]]] = {language: frozenset(ws) for language, ws in _EQUAL["stop"].items()}
ONE: Final = timedelta(1)


def fold(text: object) -> str:
    """Lower case, accents and punctuation gone, single spaces."""
    text = unicodedata.normalize("NFKD", str(text or ""))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = re.sub(r"['’ʼ`]", "", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def name_words(text: object, drop: frozenset[str] = ADMIN_WORDS) -> list[str]:
    """The words of a name but the administrative ones, unless there are no others."""
    words = fold(text).split()
    return [w for w in words if w not in drop] or words


def close(a: str, b: str) -> bool:
    """Equal, or one edit in six letters apart (never for words under six letters)."""
    return a == b or (min(len(a), len(b)) >= 6 and edits(a, b) <= min(len(a), len(b)) // 6)


def similar(a: object, b: object, contained: bool = True) -> bool:
    """The same name up to accents, articles, spacing, administrative words and a typing slip."""
    wa, wb = name_words(a), name_words(b)
    if not wa or not wb:
        return False
    if close("".join(wa), "".join(wb)):
        return True
    short, long = sorted((wa, wb), key=len)
    return (
        contained
        and len("".join(short)) >= 4
        and any(
            all(close(s, w) for s, w in zip(short, long[i:], strict=False)) for i in range(len(long) - len(short) + 1)
        )
    )


def edits(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (ca != cb))
    return row[-1]


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres."""
    p = math.pi / 180
    a = (
        0.5
        - math.cos((lat2 - lat1) * p) / 2
        + math.cos(lat1 * p) * math.cos(lat2 * p) * (1 - math.cos((lon2 - lon1) * p)) / 2
    )
    return 12742 * math.asin(math.sqrt(max(0.0, a)))


def day(text: object, end: bool = False) -> date | None:
    """First (or last) day that an ISO date of day, month or year precision covers."""
    if not text or not re.fullmatch(r"\d{4}(-\d\d?){0,2}", str(text)):
        return None
    parts = [int(x) for x in str(text).split("-")]
    try:
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2:
            nxt = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
            return nxt - ONE if end else date(parts[0], parts[1], 1)
        return date(parts[0], 12, 31) if end else date(parts[0], 1, 1)
    except (ValueError, OverflowError):
        return None


def interval(start: object, end: object) -> Interval | None:
    """First and last day, or None where they are no dates or the wrong way round."""
    a, b = day(start), day(end or start, True)
    return (a, b) if a and b and a <= b else None


def date_credit(g: Interval, p: Interval) -> float:
    """1 for the same interval up to a day, half or a quarter for one that holds or lies in it."""
    if abs(g[0] - p[0]) <= ONE and abs(g[1] - p[1]) <= ONE:
        return 1.0
    if (p[0] <= g[0] and g[1] <= p[1]) or (g[0] <= p[0] and p[1] <= g[1]):
        length = max(g[1] - g[0], p[1] - p[0]).days
        return 0.5 if length <= 31 else 0.25 if length <= 366 else 0.0
    return 0.0


def generic(name: str) -> bool:
    """Whether a name names nobody: gunmen, unidentified attackers."""
    words = fold(name).split()
    return not words or all(w in GENERIC_WORDS for w in words)


def bare(name: str) -> str:
    """A name without hedging words: 'suspected Boko Haram militants' is Boko Haram."""
    words = fold(name).split()
    while words and words[0] in GENERIC_WORDS:
        words.pop(0)
    while words and words[-1] in GENERIC_WORDS:
        words.pop()
    return " ".join(words)


def same_actor(a: str, b: str) -> bool:
    """Whether two names are of one actor: unnamed both, aliases, or similar."""
    if generic(a) or generic(b):
        return generic(a) and generic(b)
    a, b = bare(a), bare(b)
    if a == b or any(a in names and b in names for names in ALIASES):
        return True
    family = ALIASES[0] | {"islamic state"}
    if ("islamic state" in a or a in family) and ("islamic state" in b or b in family):
        return True  # a branch and its parent count as one organisation
    return similar(a, b)


def names_of(x: Json) -> list[str]:
    """The names a perpetrator goes by, canonical first."""
    return [n for n in (x.get("canonical"), x.get("actor"), x.get("name"), x.get("mention")) if n]


def one_actor(g: Json, p: Json) -> bool:
    """Gold and predicted perpetrator are the same: canonical against canonical first, else any names."""
    gn, pn = names_of(g), names_of(p)
    if {fold(n) for n in gn} & {fold(n) for n in pn}:
        return True
    if gn and generic(gn[0]):
        return bool(pn) and generic(pn[0])
    return any(same_actor(a, b) for a in gn for b in pn if not generic(b))


def whole_span(total: object) -> tuple[Any, Any] | None:
    """Low and high of a total, or None where it says neither."""
    if not isinstance(total, dict) or (total.get("low") is None and total.get("high") is None):
        return None
    return total.get("low"), total.get("high")
