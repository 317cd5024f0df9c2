"""Values as a person would say them; shared by cards, pages and tables."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from attest.grounding.countries import demonyms, name_of
from attest.grounding.numbers import find_quantities
from attest.model import vocabulary

Item = Mapping[str, Any]

_ARTICLES: Final = frozenset(("A", "An", "The", "Some", "Le", "La", "Les", "Un", "Une", "Des"))
_LINE_ENDS: Final = {"\n": "\n", "\t": "\t", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_EDGES: Final = " \t\r\n;:,–—-"
_QUOTES: Final = {"“": "”", "«": "»", "‘": "’"}
_PERSONNEL: Final = {"military": "military personnel", "police": "police personnel"}
_THEM: Final = frozenset(("them", "these", "those", "entre eux", "entre elles", "d'entre eux", "d’entre eux"))
_MORE: Final = re.compile(r"\b(?:more than|over|upwards? of|above|plus d)", re.IGNORECASE)
_AROUND: Final = {"admin2": "the middle of the district", "admin1": "the middle of the region",
                  "country": "the middle of the country"}  # fmt: skip
_SHOWN: Final = frozenset(("ied", "firearm", "bomb", "artillery"))  # kinds that the words for them make plain
_FIELDS: Final = {
    "also_where": "also in",
    "perpetrators": "who",
    "victims": "to whom",
    "targets": "target",
    "weapons": "weapon",
    "claims": "claim",
    "discrepancies": "at odds",
    "part_of": "part of",
}
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


def country_name(code: object) -> str:
    """A country's English name: "Mali" for MLI; the code itself where it is none."""
    return safe(name_of(str(code)) or code) if code else ""


def place_phrase(where: Item | None) -> str:
    """A place from small to large, each name once: "Dori, Sahel, Burkina Faso"; "" if unknown."""
    if not where:
        return ""
    names: list[str] = []
    for key in ("name", "admin2", "admin1"):
        name = where.get(key)
        if name and safe(name) not in names:
            names.append(safe(name))
    country = country_name(where.get("country"))
    if country and country not in names:
        names.append(country)
    if names and where.get("coordinates_of") == "near" and where.get("name"):
        return "near " + ", ".join(names)
    return ", ".join(names)


def coordinates_phrase(where: Item | None) -> str:
    """Coordinates and what they stand for: "15.87° N 1.55° E (the place itself)"; "" if there are none."""
    if not where or where.get("lat") is None or where.get("lon") is None:
        return ""
    lat, lon = float(where["lat"]), float(where["lon"])
    words = f"{abs(lat):.4g}° {'N' if lat >= 0 else 'S'} {abs(lon):.4g}° {'E' if lon >= 0 else 'W'}"
    stands = str(where.get("coordinates_of") or "")
    inside = [_AROUND.get(stands) or label("coordinates_of", where.get("coordinates_of"))]
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
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def total_phrase(total: Item | None) -> str:
    """A total with its best figure where that is not the low end: "53–54, best 54"."""
    words = range_phrase(total)
    best = (total or {}).get("best")
    plain = best is None or best == (total or {}).get("low") or f"{best:,}" == words
    return words if plain or not words else f"{words}, best {best:,}"


def words_of(text: object) -> str:
    """The report's own words without quotation marks that are not closed, and without stray punctuation around them."""
    words = safe(text)
    for opening, closing in _QUOTES.items():
        if words.count(opening) != words.count(closing):
            words = words.replace(opening, "").replace(closing, "")
    if words.count('"') % 2:
        words = words.replace('"', "")
    words = words.strip(_EDGES)
    pair = words[:1] + words[-1:]
    if pair in ('""', "“”", "«»", "‘’") and words.count(pair[0]) <= 2:
        words = words[1:-1]
    return " ".join(words.split()) or safe(text) * (len(safe(text)) == 1)


def actor_phrase(item: Item) -> str:
    """A perpetrator: canonical name, and as written where that differs."""
    name, actor = item.get("name"), item.get("actor")
    if name and not item.get("actor_id"):  # nobody whom the register knows: the words say it best
        return words_of(name)
    if actor and name and safe(actor).casefold() != words_of(name).casefold():
        return f"{safe(actor)} (“{words_of(name)}”)"
    return safe(actor) if actor else words_of(name or "") or "not named"


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
    """Victims: the words, the person's name, category and nationality where the words do not show them."""
    words = words_of(item.get("text") or item.get("name") or item.get("actor") or "not said")
    name = item.get("name")
    if name and safe(name) not in words:
        words += f", {safe(name)}"
    category = safe(item.get("category") or "").replace("_", " ")
    inside = ["" if category == "unknown" or category in words.casefold() else category]
    nationality = item.get("nationality")
    if nationality and not _shows(words, str(nationality)):
        inside.append(country_name(nationality))
    inside = [part for part in inside if part]
    return f"{words} ({', '.join(inside)})" if inside else words


def _shows(words: str, code: str) -> bool:
    """Whether words name a country or its people."""
    low = words.casefold()
    forms = (name_of(code) or code, *demonyms(code), *demonyms(code, "fr"))
    return any(form.casefold() in low for form in forms)


def figure_phrase(item: Item) -> str:
    """A figure: "53", "at least 35"; "more than 50" and "dozens (at least 24)" where the report says so."""
    words = str(item.get("of") or "")
    low, high = item.get("low"), item.get("high")
    if low is None or high is not None or low < 2:
        return range_phrase(item)
    if _MORE.search(words):
        return f"more than {low - 1:,}"
    vague = next((q for q in find_quantities(words, "en")[:1] if q.kind == "vague"), None)
    return f"{safe(vague.text).lower()} ({range_phrase(item)})" if vague else range_phrase(item)


def toll_phrase(item: Item) -> str:
    """About whom a figure is: the words without the number, else the category; with demographic and scope."""
    words = _uncounted(words_of(item.get("of") or ""))
    if item.get("measure") == "killed":
        words = words.removeprefix("dead ")
    if not words:
        category = str(item.get("category") or "unknown")
        words = _PERSONNEL.get(category) or ("" if category == "unknown" else label("category", category))
        if not words:
            words = "person" if item.get("low") == item.get("high") == 1 else "people"
    if item.get("demographic") and label("demographic", item["demographic"]) not in words:
        words += f", {label('demographic', item['demographic'])}"
    scope = item.get("scope")
    if not scope:
        return words
    return f"{words}, {safe(scope)}" + ("" if "part of" in str(scope) else " only")


def _uncounted(words: str) -> str:
    """Words without the number they begin with: "soldiers" for "at least 53 soldiers"."""
    for language in ("en", "fr"):
        found = find_quantities(words, language)
        if found and found[0].start <= 12:
            rest = words[found[0].end :].strip(_EDGES + "'’")
            for link in ("of ", "de ", "d'", "d’", "des "):
                rest = rest.removeprefix(link)
            return "of them" if rest.casefold() in _THEM else rest.strip()
    return words


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


def weapon_phrase(item: Item) -> str:
    """A weapon: its words, and its kind where they do not show it."""
    words, kind = words_of(item.get("text") or ""), safe(item.get("kind") or "")
    known = kind in ("", "other") or kind.replace("_", " ").casefold() in words.casefold() or kind in _SHOWN
    return words if known and words else f"{words} ({label('means', kind)})".strip()


def claim_phrase(item: Item) -> str:
    """A claim or a denial: "claimed by ISIS via Amaq"."""
    verb = "denied" if item.get("kind") == "denial" else "claimed"
    by, actor = item.get("by"), item.get("actor")
    who = safe(actor or by or "somebody not named")
    if actor and by and safe(actor).casefold() != safe(by).casefold():
        who += f" (“{words_of(by)}”)"
    via = f" via {safe(item['via'])}" if item.get("via") else ""
    return f"{verb} by {who}{via}"


def field_name(field: str, item: Any = None) -> str:
    """What a field is called on cards and pages: "who", "killed", "killed in all"."""
    if field == "tolls" and isinstance(item, Mapping):
        return label("measure", item.get("measure"))
    if field == "claims" and isinstance(item, Mapping) and item.get("kind") == "denial":
        return "denial"
    if field.startswith("totals."):
        return f"{label('measure', field.removeprefix('totals.'))} in all"
    return _FIELDS.get(field, safe(field).replace("_", " "))


def value_phrase(field: str, item: Any) -> str:
    """Any field's projected value on one line."""
    if field == "when":
        return date_phrase(item)
    if field in ("where", "also_where"):
        return ", ".join(part for part in (place_phrase(item), coordinates_phrase(item)) if part)
    if field == "perpetrators":
        branch = f"probably {safe(item['inferred_branch'])}" if item.get("inferred_branch") else ""
        return "; ".join(part for part in (actor_phrase(item), branch, word_phrase(item)) if part)
    if field == "victims":
        return victim_phrase(item)
    if field == "tolls":
        later = ", provisional" if item.get("provisional") else ""
        return f"{figure_phrase(item)} {toll_phrase(item)}{later}"
    if field.startswith("totals."):
        return total_phrase(item)
    if field == "claims":
        return claim_phrase(item)
    if field == "discrepancies":
        return safe(item.get("detail") or item.get("kind") or "")
    if field == "targets":
        return victim_phrase({**item, "category": None, "nationality": None})
    if field == "weapons":
        return weapon_phrase(item)
    if field in ("type", "role", "status"):
        return label(field, item)
    if isinstance(item, Mapping):
        words = [safe(value).replace("_", " ") for key, value in item.items() if key != "quotes" and value is not None]
        return ", ".join(words)
    return safe(item) if item is not None else ""
