"""Values as a person would say them; shared by cards, pages and tables."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from attest.model import vocabulary

Item = Mapping[str, Any]

_ARTICLES: Final = frozenset(("A", "An", "The", "Some", "Le", "La", "Les", "Un", "Une", "Des"))
_LINE_ENDS: Final = {"\n": "\n", "\t": "\t", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_MONTHS: Final = tuple(calendar.month_name)
# bidirectional overrides and isolates can make text show other than it is
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def safe(text: object) -> str:
    """Text for a terminal: control characters, which could drive it, and bidirectional overrides become U+FFFD.

    White space of any kind becomes single spaces.
    """
    flat = " ".join(str(text).split())
    flat = _BIDI.sub("\ufffd", flat)
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in flat)


def label(set_: str, word: object) -> str:
    """The plain English for a word of the vocabulary; any other word as it is, made safe."""
    return safe(vocabulary.label(set_, str(word))) if word is not None else ""


def show(text: str) -> str:
    """Text with its line ends, otherwise as `safe`: for showing a report as it is."""
    flat = _BIDI.sub("\ufffd", text).replace("\r\n", "\n")
    return "".join(_LINE_ENDS.get(c, "\ufffd") if unicodedata.category(c) in ("Cc", "Cs") else c for c in flat)


def _day(date: datetime.date, year: bool = True, month: bool = True) -> str:
    words = str(date.day)
    if month:
        words += f" {_MONTHS[date.month]}"
    return f"{words} {date.year}" if year else words


def date_phrase(when: Item | None) -> str:
    """An interval: "Friday 1 November 2019", "September 2018", "30 September – 1 October 2019"; "" if unknown."""
    if not when or not when.get("start"):
        return ""
    try:
        start = datetime.date.fromisoformat(when["start"])
        end = datetime.date.fromisoformat(when.get("end") or when["start"])
    except (ValueError, TypeError):
        return safe(f"{when['start']} – {when.get('end') or '?'}")
    if start == end:
        words = f"{calendar.day_name[start.weekday()]} {_day(start)}"
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        words = str(start.year)
    elif (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end.day == calendar.monthrange(end.year, end.month)[1]
    ):
        words = f"{_MONTHS[start.month]} {start.year}"
    else:
        same_year = start.year == end.year
        same_month = same_year and start.month == end.month
        words = f"{_day(start, not same_year, not same_month)} – {_day(end)}"
    part = when.get("part_of_day")
    return f"{words}, {safe(part)}" if part else words


def place_phrase(where: Item | None) -> str:
    """A place from small to large, each name once: "Dori, Sahel, BFA"; "" if unknown."""
    if not where:
        return ""
    names: list[str] = []
    for key in ("name", "admin2", "admin1", "country"):
        name = where.get(key)
        if name and safe(name) not in names:
            names.append(safe(name))
    return ", ".join(names)


def coordinates_phrase(where: Item | None) -> str:
    """Coordinates and what they stand for: "15.87° N 1.55° E (the place itself)"; "" if there are none."""
    if not where or where.get("lat") is None or where.get("lon") is None:
        return ""
    lat, lon = float(where["lat"]), float(where["lon"])
    words = f"{abs(lat):.4g}° {'N' if lat >= 0 else 'S'} {abs(lon):.4g}° {'E' if lon >= 0 else 'W'}"
    inside = [label("coordinates_of", where.get("coordinates_of"))]
    if where.get("match") in ("variant", "fuzzy"):
        inside.append(label("match", where["match"]))
    about = ", ".join(part for part in inside if part)
    return f"{words} ({about})" if about else words


def range_phrase(span: Item | None) -> str:
    """A figure or range: "53", "53–54", "at least 50", "up to 20"; "" if unknown."""
    if not span:
        return ""
    low, high = span.get("low"), span.get("high")
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}–{high}"


def total_phrase(total: Item | None) -> str:
    """A total with its best figure where that is not the low end: "53–54, best 54"."""
    words = range_phrase(total)
    best = (total or {}).get("best")
    plain = best is None or best == (total or {}).get("low") or str(best) == words
    return words if plain or not words else f"{words}, best {best}"


def actor_phrase(item: Item) -> str:
    """A perpetrator: canonical name, and as written where that differs."""
    name, actor = item.get("name"), item.get("actor")
    if actor and name and safe(actor).casefold() != safe(name).casefold():
        return f"{safe(actor)} (“{safe(name)}”)"
    return safe(actor or name or "not named")


def word_phrase(item: Item) -> str:
    """On whose word a perpetrator is named: "claimed via Amaq", "suspected", "attributed by the army"."""
    basis = safe(item.get("basis") or "")
    parts = [basis] if basis else []
    by = item.get("by")
    if by and not (basis == "claimed" and safe(by) in (safe(item.get("name") or ""), safe(item.get("actor") or ""))):
        parts.append(f"by {_sayer(by)}")
    if item.get("via"):
        parts.append(f"via {safe(item['via'])}")
    return " ".join(parts)


def victim_phrase(item: Item) -> str:
    """Victims: the words, the person's name, category and nationality."""
    words = safe(item.get("text") or item.get("name") or item.get("actor") or "not said")
    name = item.get("name")
    if name and safe(name) not in words:
        words += f", {safe(name)}"
    category = safe(item.get("category") or "").replace("_", " ")
    inside = ["" if category == "unknown" or category in words.casefold() else category]
    inside.append(safe(item.get("nationality") or ""))
    inside = [part for part in inside if part]
    return f"{words} ({', '.join(inside)})" if inside else words


def toll_phrase(item: Item) -> str:
    """About whom a figure is: the words, else the category; with demographic and scope."""
    words = safe(item.get("of") or "")
    if not words:
        words = label("category", item.get("category")) if item.get("category") not in (None, "unknown") else "people"
    if item.get("demographic") and label("demographic", item["demographic"]) not in words:
        words += f", {label('demographic', item['demographic'])}"
    return f"{words}, {safe(item['scope'])} only" if item.get("scope") else words


def sayer_phrase(item: Item) -> str:
    """Who says so and through what: "the army via Twitter"; "" if the text does not say."""
    words = _sayer(item.get("said_by") or item.get("by") or "")
    via = item.get("via")
    return f"{words} via {safe(via)}".strip() if via else words


def _sayer(name: object) -> str:
    """A sayer as written, its article in lower case, for the middle of a line."""
    words = safe(name)
    first = words.split(" ", 1)[0]
    return words[0].lower() + words[1:] if first in _ARTICLES else words


def claim_phrase(item: Item) -> str:
    """A claim or a denial: "claimed by ISIS via Amaq"."""
    verb = "denied" if item.get("kind") == "denial" else "claimed"
    by, actor = item.get("by"), item.get("actor")
    who = safe(actor or by or "somebody not named")
    if actor and by and safe(actor).casefold() != safe(by).casefold():
        who += f" (“{safe(by)}”)"
    via = f" via {safe(item['via'])}" if item.get("via") else ""
    return f"{verb} by {who}{via}"


def value_phrase(field: str, item: Any) -> str:
    """Any field's projected value on one line."""
    if field == "when":
        return date_phrase(item)
    if field in ("where", "also_where"):
        return ", ".join(part for part in (place_phrase(item), coordinates_phrase(item)) if part)
    if field == "perpetrators":
        return "; ".join(part for part in (actor_phrase(item), word_phrase(item)) if part)
    if field == "victims":
        return victim_phrase(item)
    if field == "tolls":
        return f"{range_phrase(item)} {label('measure', item.get('measure'))}: {toll_phrase(item)}"
    if field.startswith("totals."):
        return total_phrase(item)
    if field == "claims":
        return claim_phrase(item)
    if field == "discrepancies":
        return f"{safe(item.get('field') or '')}: {safe(item.get('detail') or item.get('kind') or '')}"
    if field == "type":
        return label("type", item)
    if isinstance(item, Mapping):
        words = [safe(value).replace("_", " ") for key, value in item.items() if key != "quotes" and value is not None]
        return ", ".join(words)
    return safe(item) if item is not None else ""
