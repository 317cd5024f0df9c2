"""When and where an incident happened, of all days and places that its frames name."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from attest.coding.assembly import Assembled
from attest.coding.closing.closing import Closing
from attest.coding.frames import Frame, days, of_act, overlap
from attest.coding.tagging import Mention
from attest.grounding.dates import When, open_date
from attest.grounding.gazetteer_names import fold
from attest.grounding.places import GroundedPlace
from attest.model import Quote


def home_country(assembled: Assembled) -> str | None:
    """The country that the report names most."""
    seen: dict[str, int] = {}
    for d in assembled.drafts:
        for m in d.of("place", context=True):
            g: GroundedPlace = m.attrs["place"]
            if g.country:
                seen[g.country] = seen.get(g.country, 0) + (1 if g.mention.kind == "demonym" else 2)
    return max(seen, key=lambda country: seen[country]) if seen else None


def when(c: Closing) -> When | None:
    """Say when it happened: the narrowest day of the first frames that give one."""
    d = c.draft
    told = [f for f in d.frames if f.label.kind != "threatened"] or d.frames
    pool = [f for f in told if f.when is not None and not f.weak_date]
    weak = [f for f in told if f.when is not None and f.weak_date]
    pool = pool or [f for f in d.context if d.role == "main" and _tells_when(f, weak)] or weak
    if not pool:
        _say_open(c)
        return None
    f = next((f for f in pool if days(f.when) <= 2), pool[0])
    if days(f.when) == 1 and f.when is not None and f.when.part_of_day is None:
        f = next((x for x in pool if days(x.when) == 0 and x.when is not None and overlap(f.when, x.when, 0)), f)
    when, m = f.when, f.when_mention
    assert when is not None and m is not None
    inferred = (
        when.inferred if not f.weak_date else f"no day of the act is given; reported on this day ({when.inferred})"
    )
    start, end = _whole(when)
    value = {"start": start, "end": end, "edtf": when.edtf, "raw": m.text, "inferred": inferred}
    if when.part_of_day:
        value["part_of_day"] = when.part_of_day
    c.say(
        "when",
        value,
        c.passage_quote(f, m),
        rule=m.rule,
        raw=m.text,
        inferred=inferred,
        confidence=0.5 if f.weak_date else 0.85,
    )
    return when


def _whole(when: When) -> tuple[str, str]:
    """First and last day; those of the whole month or year where the text gives but a part: 'early December'."""
    start, end = date.fromisoformat(when.start), date.fromisoformat(when.end)
    if when.precision == "part_of_month" and (start.year, start.month) == (end.year, end.month):
        return start.replace(day=1).isoformat(), end.replace(day=monthrange(end.year, end.month)[1]).isoformat()
    if when.precision == "year" and start.year == end.year:
        return start.replace(month=1, day=1).isoformat(), end.replace(month=12, day=31).isoformat()
    return when.start, when.end


def _tells_when(f: Frame, weak: Sequence[Frame]) -> bool:
    """Does a sentence beside those of the act give its day: with a word for it, and not long before it was told?"""
    if f.when is None or f.weak_date or not f.of("event") or days(f.when) > 31:
        return False
    told = next((date.fromisoformat(w.when.end) for w in weak if w.when is not None), None)
    return told is None or 0 <= (told - date.fromisoformat(f.when.start)).days <= _FRESH


def _say_open(c: Closing) -> None:
    """Say what the text gives of a day that cannot be told: a weekday or a day without a year, and no publication."""
    for f in c.draft.frames:
        for m in f.of("date"):
            spec = m.attrs["mention"]
            edtf = open_date(spec)
            if m.attrs.get("reporting") or (edtf is None and spec.kind not in ("weekday", "relative", "anaphoric")):
                continue
            published = c.report.published
            inferred = "no date of publication to count from" if not published else f"not to be told from {published}"
            value = {"start": None, "end": None, "edtf": edtf, "raw": m.text, "inferred": inferred}
            c.say("when", value, c.passage_quote(f, m), rule=m.rule, raw=m.text, inferred=inferred, confidence=0.3)
            return


def where(c: Closing) -> dict[str, Any] | None:
    """Say where it happened: the most specific place of the act, the region that the text states, the country."""
    d = c.draft
    region = _admin1(c)
    best: tuple[float, Frame, Mention] | None = None
    for n, f in enumerate(d.frames + (d.context if d.role == "main" else [])):
        if f.place is None or f.place_mention is None or not _there(f.place):
            continue
        kind = "admin1" if _is_region(f.place, region) else f.place.mention.kind
        cost = _WIDTH.get(kind, 50.0) + min(n, 8) + _doubt(f, region)
        if best is None or cost < best[0]:
            best = (cost, f, f.place_mention)
    if best is None:
        country = region.country if region else _country(c)
        if country is None:
            return None
        return _place_value(c, None, None, country, region)
    _, f, m = best
    return _place_value(c, f, m, m.attrs["place"].country or _country(c), region)


_PROVINCES = ("province", "région", "region")

_FRESH = 14
"""How many days before it is told an act may lie for a sentence beside to give its day."""

_SCALE = {"part": 10.0, "title": 10.0, "area": 1.5, "place": 0.0}
"""How much less a part of a town, the area around one, or that of an office, names where an incident happened."""

_BESIDE = ("border", "near", "distance", "toward", "from")

_WIDTH = {"place": 0.0, "admin2": 4.0, "admin1": 20.0, "country": 40.0, "region": 44.0}
"""How much less a place of each kind says where an incident happened."""


def _there(g: GroundedPlace) -> bool:
    """Can an act told to be there lie in it: not where a country is only a neighbour, or does something itself?"""
    return g.mention.kind != "country" or (g.mention.firm and g.mention.relation not in _BESIDE)


def _is_region(g: GroundedPlace, region: GroundedPlace | None) -> bool:
    """Is a bare name rather that of the region which the text states elsewhere: 'Katsina: …', 'in Katsina State'?"""
    return (
        region is not None
        and g.mention.kind == "place"
        and not g.stated_admin1
        and g.country == region.country
        and fold(g.name) == fold(region.name)
    )


def _doubt(f: Frame, region: GroundedPlace | None) -> float:
    """What speaks against a frame's place being the incident's own."""
    g, cost = f.place, 0.0
    assert g is not None
    if f.label.kind == "context":
        cost += 6.0 if f.of("event") or f.label.passage.kind in ("headline", "dateline") else 14.0
    if f.label.passage.kind == "headline":
        cost += 3.0
    if g.match == "none" and not g.mention.firm:
        cost += 3.0
    if g.mention.relation in ("distance", "border", "toward"):
        cost += 8.0
    if f.place_mention is not None:
        cost += _SCALE[f.place_mention.attrs["scale"]]
    if region is not None and g.admin1_code and region.admin1_code and g.admin1_code != region.admin1_code:
        cost += 15.0
    return cost


def _place_value(
    c: Closing, f: Frame | None, m: Mention | None, country: str | None, region: GroundedPlace | None
) -> dict[str, Any] | None:
    g: GroundedPlace | None = m.attrs["place"] if m is not None else None
    named = g if g is not None and m is not None and g.mention.kind in ("place", "admin2") else None
    if named is not None and (_is_region(named, region) or (named.mention.kind == "admin2" and _is_province(c, m))):
        named, region = None, region or named
    if region is not None and (
        region.country != country
        or (
            g is not None
            and g is not region
            and g.admin1_code
            and g.admin1_code != region.admin1_code
            and named is not None
            and not named.stated_admin1
            and named.match != "none"
            and not _near(m, region)
        )
    ):
        region = None
    source = named or region or g
    value: dict[str, Any] = {
        "name": named.name if named else None,
        "raw": g.mention.text if g else None,
        "country": country,
        "admin1": (region.admin1 if region else None) or (source.admin1 if source else None),
        "admin1_code": (region.admin1_code if region else None) or (source.admin1_code if source else None),
        "admin2": source.admin2 if source else None,
        "lat": source.lat if source else None,
        "lon": source.lon if source else None,
        "coordinates_of": source.coordinates_of if source else None,
        "match": source.match if source else "none",
        "gazetteer_id": source.gazetteer_id if source else None,
    }
    if f is None or m is None:
        quotes = _country_quote(c, country)
    else:
        quotes = (*c.own_quote(f), *c.quote(m)) if f.pointed else c.passage_quote(f, m)
    if not quotes:
        return None
    c.say(
        "where",
        value,
        quotes,
        rule=m.rule if m else "the country that the report names",
        raw=value["raw"],
        confidence=0.8 if named and named.match == "exact" else 0.55,
    )
    return value


def _is_province(c: Closing, m: Mention | None) -> bool:
    """Is a second-level unit called a province or region, which names no place?"""
    if m is None:
        return False
    phrase = m.attrs["place"].mention
    words = c.report.source_text(m.source)[phrase.phrase_start : phrase.phrase_end].lower().split()
    return any(w in _PROVINCES for w in words)


def _near(m: Mention | None, region: GroundedPlace) -> bool:
    return m is not None and 0 <= region.mention.start - m.end <= 40


def _admin1(c: Closing) -> GroundedPlace | None:
    for f in c.draft.frames:
        for m in f.of("place"):
            g: GroundedPlace = m.attrs["place"]
            if g.mention.kind == "admin1" and g.mention.relation not in ("toward", "border") and of_act(m):
                return g
    return None


def _country(c: Closing) -> str | None:
    seen: Counter[str] = Counter()
    for f in c.draft.frames:
        for m in f.of("place"):
            g: GroundedPlace = m.attrs["place"]
            if g.country and of_act(m) and _there(g):
                seen[g.country] += 1
    return seen.most_common(1)[0][0] if seen else c.home


def _country_quote(c: Closing, country: str | None) -> tuple[Quote, ...]:
    for f in [*c.draft.frames, *c.draft.context]:
        for m in f.of("place"):
            if m.attrs["place"].country == country:
                return c.quote(m)
    f = c.draft.frames[0]
    return (c.stretch(f.label.passage.start, f.label.passage.end, f.label.passage.source),)
