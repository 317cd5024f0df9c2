"""When and where an incident happened, of all days and places that its frames name."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attest.coding.assembly import Assembled
from attest.coding.closing.closing import Closing
from attest.coding.frames import Frame, days, of_act
from attest.coding.tagging import Mention
from attest.grounding.dates import When
from attest.grounding.places import GroundedPlace
from attest.model import Quote


def home_country(assembled: Assembled) -> str | None:
    """The country that the report names most."""
    seen: Counter[str] = Counter()
    for d in assembled.drafts:
        for m in d.of("place", context=True):
            g: GroundedPlace = m.attrs["place"]
            if g.country:
                seen[g.country] += 1 if g.mention.kind == "demonym" else 2
    return seen.most_common(1)[0][0] if seen else None


def when(c: Closing) -> When | None:
    """Say when it happened: the narrowest day of the first frames that give one."""
    d = c.draft
    pool = [f for f in d.frames if f.when is not None and not f.weak_date]
    pool = pool or [f for f in d.context if f.when is not None and not f.weak_date and d.role == "main"]
    pool = pool or [f for f in d.frames if f.when is not None]
    if not pool:
        return None
    f = min(pool, key=lambda f: (days(f.when) > 2, pool.index(f)))
    when, m = f.when, f.when_mention
    assert when is not None and m is not None
    inferred = (
        when.inferred if not f.weak_date else f"no day of the act is given; reported on this day ({when.inferred})"
    )
    value = {"start": when.start, "end": when.end, "edtf": when.edtf, "raw": m.text, "inferred": inferred}
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


def where(c: Closing) -> dict[str, Any] | None:
    """Say where it happened: the most specific place of the act, the region that the text states, the country."""
    d = c.draft
    region = _admin1(c)
    best: tuple[float, Frame, Mention] | None = None
    for n, f in enumerate(d.frames + (d.context if d.role == "main" else [])):
        if f.place is None or f.place_mention is None:
            continue
        cost = _WIDTH.get(f.place.mention.kind, 50.0) + min(n, 8) + _doubt(f, region)
        if best is None or cost < best[0]:
            best = (cost, f, f.place_mention)
    if best is None:
        country = region.country if region else _country(c)
        if country is None:
            return None
        return _place_value(c, None, None, country, region)
    _, f, m = best
    return _place_value(c, f, m, m.attrs["place"].country or _country(c), region)


_WIDTH = {"place": 0.0, "admin2": 4.0, "admin1": 20.0, "country": 40.0, "region": 44.0}
"""How much less a place of each kind says where an incident happened."""


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
    if g.mention.kind == "country" and not g.mention.firm:
        cost += 20.0
    if region is not None and g.admin1_code and region.admin1_code and g.admin1_code != region.admin1_code:
        cost += 15.0
    return cost


def _place_value(
    c: Closing, f: Frame | None, m: Mention | None, country: str | None, region: GroundedPlace | None
) -> dict[str, Any] | None:
    g: GroundedPlace | None = m.attrs["place"] if m is not None else None
    named = g if g is not None and g.mention.kind in ("place", "admin2") else None
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
            if g.country and g.mention.relation not in ("border", "toward") and of_act(m):
                seen[g.country] += 3 if g.mention.firm or g.mention.kind != "country" else 1
    return seen.most_common(1)[0][0] if seen else c.home


def _country_quote(c: Closing, country: str | None) -> tuple[Quote, ...]:
    for f in [*c.draft.frames, *c.draft.context]:
        for m in f.of("place"):
            if m.attrs["place"].country == country:
                return c.quote(m)
    f = c.draft.frames[0]
    return (Quote.of(c.report, f.label.passage.start, f.label.passage.end, f.label.passage.source),)
