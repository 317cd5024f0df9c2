#!/usr/bin/env python3
"""Check our own gold and the examples: shape, vocabulary, quotes, dates, figures, and that every sentence is ours.

check.py            checks tests/gold, tests/held_out and examples, one line a problem; status 1 when there is any
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parent
ROOT = GOLD.parent.parent
HELD_OUT = GOLD.parent / "held_out"
EXAMPLES = ROOT / "examples"
# Texts of others that nothing of ours may resemble; they lie outside the repository and may be absent.
FOREIGN = (ROOT.parent / "shared" / "news-dev", ROOT.parent / "shared" / "seed")
SHARED_WORDS = 8
PUBLISHER = "Attest (written for testing)"
NOTE = "written for this demonstration; facts public"

REPORT_FIELDS = {"id", "url", "publisher", "published", "language", "title", "text", "negative", "incidents"}
EXAMPLE_FIELDS = {"id", "title", "text", "published", "publisher", "language", "note"}
INCIDENT_FIELDS = {
    "key", "role", "status", "type", "date_start", "date_end", "country", "adm1", "adm1_code", "place", "place_mention",
    "lat", "lon", "perpetrators", "victims", "killed", "killed_total", "injured", "injured_total", "abducted_total",
    "missing_total", "weapons", "claimed_by", "quote",
}  # fmt: skip
INCIDENT_EXTRAS = {"type_alt", "optional", "part_of", "date_true", "note"}
ROLES = {"main", "secondary", "background"}
STATUSES = {"occurred", "attempted", "threatened", "denied"}
TYPES = {
    "armed_clash", "armed_attack", "ambush", "suicide_bombing", "ied_or_mine", "bombing_other", "air_or_drone_strike",
    "shelling_or_missile", "grenade", "massacre_or_execution", "assassination", "abduction", "hostage_taking",
    "arson_or_destruction", "looting", "sexual_violence", "mob_violence", "protest_repression", "vehicle_ramming",
    "stabbing", "shooting", "territorial_gain", "other",
}  # fmt: skip
CATEGORIES = {
    "military", "police", "peacekeeper", "government_official", "militant", "civilian", "aid_worker", "health_worker",
    "journalist", "religious", "unknown",
}  # fmt: skip
BASES = {"claimed", "attributed", "suspected", "stated"}
TOTALS = ("killed_total", "injured_total", "abducted_total", "missing_total")
QUOTE_MAX = 400

# ISO 3166-1: the countries our own gold speaks of, to hold codes of countries and regions together.
_COUNTRIES = """
AFG:AF AUT:AT BDI:BI BEN:BJ BFA:BF CAF:CF CAN:CA CHN:CN CIV:CI CMR:CM COD:CD COL:CO DEU:DE DZA:DZ ECU:EC EGY:EG
ETH:ET FRA:FR GBR:GB GHA:GH GIN:GN HTI:HT IDN:ID IND:IN IRN:IR IRQ:IQ ISR:IL ITA:IT KEN:KE LBN:LB LBY:LY LKA:LK
MEX:MX MLI:ML MMR:MM MOZ:MZ MRT:MR NER:NE NGA:NG NLD:NL NOR:NO NPL:NP PAK:PK PER:PE PHL:PH POL:PL PSE:PS RUS:RU RWA:RW
SDN:SD SEN:SN SOM:SO SSD:SS SWE:SE SYR:SY TCD:TD TGO:TG THA:TH TUN:TN TUR:TR TZA:TZ UGA:UG UKR:UA USA:US YEM:YE ZAF:ZA
"""
ALPHA2 = {pair[:3]: pair[4:] for pair in _COUNTRIES.split()}

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
}
_WHOLE = {
    "en": {"a": 1, "an": 1, "the": 1, "another": 1, "her": 1, "his": 1, "couple": 2, "both": 2, "pair": 2, "dozen": 12,
           "dozens": 24, "scores": 40, "several": 3, "few": 3, "tens": 20, "hundred": 100, "hundreds": 200, "twin": 2},
    "fr": {"une": 1, "le": 1, "la": 1, "l": 1, "son": 1, "sa": 1, "dizaine": 10, "douzaine": 12, "quinzaine": 15,
           "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
           "dizaines": 20, "centaines": 200, "plusieurs": 3, "quelques": 3},
}  # fmt: skip


def words(text: str) -> list[str]:
    """Lower-case words of a text, to compare texts by."""
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int = SHARED_WORDS) -> set[tuple[str, ...]]:
    """All runs of `length` words of a text."""
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


@cache
def foreign_runs() -> frozenset[tuple[str, ...]]:
    """The word runs of all texts of others that are at hand."""
    out: set[tuple[str, ...]] = set()
    for folder in FOREIGN:
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix == ".json":
                other = json.loads(path.read_text("utf-8"))
                out |= runs(f"{other.get('title') or ''}\n{other['text']}")
            elif path.suffix == ".txt":
                out |= runs(path.read_text("utf-8"))
    return frozenset(out)


@cache
def spelled(language: str) -> dict[str, int]:
    """Number words of a language as they stand in a text."""
    units = _UNITS[language].split()
    out = {w: n for n, w in enumerate(units)} | _WHOLE[language]
    for n, tens in enumerate(_TENS[language].split(), 2):
        out[tens] = n * 10
        for unit in range(1, 10):
            out[f"{tens}-{units[unit]}"] = n * 10 + unit
            if language == "fr" and unit == 1:
                out[f"{tens} et un"] = n * 10 + 1
    return out


def numbers(quote: str, language: str) -> set[int]:
    """Numbers that a quote states, in figures or words."""
    found = {int(re.sub(r"\D", "", m)) for m in re.findall(r"\d+(?:[,.\u202f\u00a0 ]\d{3})*|\d+", quote)}
    table = spelled(language)
    tokens = re.findall(r"\w+(?:-\w+)*", quote.casefold())
    found |= {table[t] for t in tokens if t in table}
    found |= {table[" ".join(t)] for t in zip(tokens, tokens[1:], tokens[2:], strict=False) if " ".join(t) in table}
    return found


def figure_stated(low: int | None, high: int | None, quote: str, language: str) -> bool:
    """Does the quote state this figure, as the codebook's table of hedges reads it?"""
    stated = numbers(quote, language)
    if low is None:
        return high in stated
    near = high is not None and high in stated and low == -(-9 * high // 10)
    return low in stated or (high is None and low - 1 in stated) or near


def bad_date(text: object) -> bool:
    """Is this neither null nor an ISO year, month or day that exists?"""
    if text is None:
        return False
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return True
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return True
    return False


def bad_span(span: object) -> bool:
    """Is this not {"low", "high"} with whole numbers or nulls in order?"""
    if not isinstance(span, dict) or not {"low", "high"} <= span.keys():
        return True
    low, high = span["low"], span["high"]
    if any(v is not None and (not isinstance(v, int) or isinstance(v, bool) or v < 0) for v in (low, high)):
        return True
    return low is not None and high is not None and low > high


def sums(figures: list[dict[str, Any]]) -> set[int]:
    """What totals the figures of an incident can add up to."""
    ends = [{v for v in (f["low"], f["high"]) if v is not None} for f in figures]
    flat = [v for values in ends for v in values]
    return {sum(c) for n in range(1, min(len(flat), 6) + 1) for c in combinations(flat, n)}


def of_figures(kind: str, incident: dict[str, Any], text: str, language: str) -> list[str]:
    """Problems of an incident's killed or injured figures and their total."""
    out = []
    figures = incident[kind]
    for f in figures:
        what = f"{kind} {f.get('low')}–{f.get('high')}"
        if not {"low", "high", "who", "category", "said_by", "quote"} <= f.keys():
            out.append(f"{what}: a field is missing")
            continue
        if bad_span(f):
            out.append(f"{what}: not a span of whole numbers")
        if f["category"] not in CATEGORIES:
            out.append(f"{what}: category {f['category']!r}")
        if f["quote"] not in text:
            out.append(f"{what}: quote not in the text: {f['quote']!r}")
        if f["said_by"] is not None and f["said_by"] not in text:
            out.append(f"{what}: said_by not in the text: {f['said_by']!r}")
        if f["who"].casefold() not in text.casefold():
            out.append(f"{what}: who not in the text: {f['who']!r}")
        if not figure_stated(f["low"], f["high"], f["quote"], language):
            out.append(f"{what}: not stated by its quote: {f['quote']!r}")
    total = incident[f"{kind}_total"]
    stated = sums(figures) | numbers(incident["quote"], language)
    ends = (total["low"], total["high"])
    return out + [
        f"{kind}_total {ends}: no sum of the figures gives {end}" for end in ends if end and end not in stated
    ]


def of_incident(incident: dict[str, Any], text: str, body: str, language: str) -> list[str]:
    """Problems of one annotated incident; `text` is title and body, `body` the body alone."""
    out = [f"field {name} is missing" for name in sorted(INCIDENT_FIELDS - incident.keys())]
    out += [f"field {name} is unknown" for name in sorted(incident.keys() - INCIDENT_FIELDS - INCIDENT_EXTRAS)]
    if out:
        return out
    for name, allowed in (("role", ROLES), ("status", STATUSES), ("type", TYPES)):
        if incident[name] not in allowed:
            out.append(f"{name} {incident[name]!r}")
    out += [f"type_alt {t!r}" for t in incident.get("type_alt", []) if t not in TYPES or t == incident["type"]]
    start, end = incident["date_start"], incident["date_end"]
    if bad_date(start) or bad_date(end) or (start is None) != (end is None):
        out.append(f"dates {start!r} to {end!r}")
    elif start and end and (len(start) != len(end) or start > end):
        out.append(f"dates {start} to {end} are not an interval")
    if incident["country"] is not None and incident["country"] not in ALPHA2:
        out.append(f"country {incident['country']!r}")
    code = incident["adm1_code"]
    if code is not None:
        prefix = ALPHA2.get(incident["country"] or "", "")
        if not re.fullmatch(rf"{prefix}-[A-Z0-9]{{1,3}}", code):
            out.append(f"adm1_code {code!r} in {incident['country']}")
        if incident["adm1"] is None:
            out.append("adm1_code without adm1")
    lat, lon = incident["lat"], incident["lon"]
    if (lat is None) != (lon is None) or (lat is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180)):
        out.append(f"coordinates {lat}, {lon}")
    if (incident["place"] is None) != (lat is None):
        out.append(f"place {incident['place']!r} with coordinates {lat}, {lon}")
    for name in ("place_mention", "claimed_by"):
        if name == "place_mention" and incident[name] is not None and incident[name] not in text:
            out.append(f"{name} not in the text: {incident[name]!r}")
    for p in incident["perpetrators"]:
        if set(p) != {"mention", "canonical", "basis", "by"} or p["basis"] not in BASES:
            out.append(f"perpetrator {p}")
        elif p["mention"] not in text or (p["by"] is not None and p["by"] not in text):
            out.append(f"perpetrator not in the text: {p}")
        elif p["basis"] == "attributed" and p["by"] is None:
            out.append(f"attributed by nobody: {p}")
    for v in incident["victims"]:
        if set(v) != {"mention", "category", "nationality"} or v["category"] not in CATEGORIES:
            out.append(f"victim {v}")
        elif v["mention"] not in text or v["nationality"] not in {None, *ALPHA2}:
            out.append(f"victim not in the text, or of an unknown country: {v}")
    out += [f"weapon not in the text: {w!r}" for w in incident["weapons"] if w not in text]
    out += [f"{name} {incident[name]}" for name in TOTALS if bad_span(incident[name])]
    if incident["quote"] not in body:
        out.append(f"quote not in the text: {incident['quote']!r}")
    if len(incident["quote"]) > QUOTE_MAX:
        out.append(f"quote of {len(incident['quote'])} characters")
    return out + of_figures("killed", incident, text, language) + of_figures("injured", incident, text, language)


def of_text(doc: dict[str, Any]) -> list[str]:
    """Runs of words that a text shares with texts of others."""
    shared = runs(f"{doc['title'] or ''}\n{doc['text']}") & foreign_runs()
    return [f"also in a text of others: {' '.join(run)!r}" for run in sorted(shared)]


def of_report(path: Path) -> list[str]:
    """Problems of one gold file."""
    doc = json.loads(path.read_text("utf-8"))
    out = []
    if set(doc) != REPORT_FIELDS:
        return [f"fields {sorted(set(doc) ^ REPORT_FIELDS)} missing or unknown"]
    if doc["id"] != path.stem or doc["publisher"] != PUBLISHER or doc["url"] is not None:
        out.append("id, publisher or url is not as agreed")
    if bad_date(doc["published"]) or doc["language"] not in {"en", "fr"}:
        out.append(f"published {doc['published']!r}, language {doc['language']!r}")
    if doc["negative"] != (not doc["incidents"]):
        out.append("negative does not fit the incidents")
    keys = [i.get("key") for i in doc["incidents"]]
    if len(set(keys)) < len(keys):
        out.append("two incidents with one key")
    text = f"{doc['title'] or ''}\n{doc['text']}"
    for incident in doc["incidents"]:
        found = of_incident(incident, text, doc["text"], doc["language"])
        if incident.get("part_of") not in {None, *keys}:
            found.append(f"part_of {incident['part_of']!r} is no incident of this report")
        out += [f"{incident.get('key')}: {line}" for line in found]
    return out + of_text(doc)


def of_example(path: Path) -> list[str]:
    """Problems of one example report."""
    doc = json.loads(path.read_text("utf-8"))
    if set(doc) != EXAMPLE_FIELDS or doc["note"] != NOTE or doc["id"] != path.stem:
        return ["fields, note or id are not as agreed"]
    return ([f"published {doc['published']!r}"] if bad_date(doc["published"]) else []) + of_text(doc)


def problems() -> list[str]:
    """All problems of our gold and the examples, one line each."""
    out = []
    for folder, check in ((GOLD, of_report), (HELD_OUT, of_report), (EXAMPLES, of_example)):
        for path in sorted(folder.glob("*.json")):
            out += [f"{path.relative_to(ROOT)}: {line}" for line in check(path)]
    return out


def main() -> int:
    """Print the problems and how much was checked."""
    found = problems()
    for line in found:
        print(line, file=sys.stderr)
    reports = [json.loads(p.read_text("utf-8")) for p in sorted([*GOLD.glob("*.json"), *HELD_OUT.glob("*.json")])]
    incidents = sum(len(r["incidents"]) for r in reports)
    examples = len(list(EXAMPLES.glob("*.json")))
    compared = "" if foreign_runs() else " (no texts of others at hand to compare with)"
    print(f"{len(reports)} reports, {incidents} incidents, {examples} examples: {len(found)} problems{compared}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
