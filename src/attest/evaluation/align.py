"""Which account is about which gold incident, and how far the slots of the two agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attest.evaluation.compare import (
    GROUP_OF,
    ONE,
    STOP,
    Interval,
    Json,
    date_credit,
    fold,
    generic,
    interval,
    km,
    names_of,
    one_actor,
    same_actor,
    similar,
    whole_span,
)

NEAR_KM: Final = 40.0
QUOTE_MAX: Final = 400


def when_of(p: Json) -> Interval | None:
    """The interval of an account."""
    w = p.get("when") or {}
    return interval(w.get("start"), w.get("end"))


def settled(p: Json) -> bool:
    """Do the coordinates stand for the place itself (not for a region or country around it)?"""
    w = p.get("where") or {}
    return (w.get("coordinates_of") or w.get("precision")) in ("place", "near", "exact", "settlement")


def place_right(g: Json, p: Json) -> bool:
    """Whether the place has the same name or lies within 40 km of gold's."""
    w = p.get("where") or {}
    if (
        g.get("place")
        and w.get("name")
        and (similar(g["place"], w["name"]) or similar(g.get("place_mention"), w["name"]))
    ):
        return True
    return (
        None not in (g.get("lat"), g.get("lon"), w.get("lat"), w.get("lon"))
        and settled(p)
        and bool(g.get("place"))
        and km(g["lat"], g["lon"], w["lat"], w["lon"]) <= NEAR_KM
    )


def adm1_right(g: Json, p: Json) -> bool:
    """Whether it is the same region, by code where both have one."""
    w = p.get("where") or {}
    if g.get("adm1_code") and w.get("admin1_code"):
        return bool(g["adm1_code"] == w["admin1_code"])
    return similar(g.get("adm1"), w.get("admin1"), contained=False)


def alignment(g: Json, p: Json, text: str) -> float:
    """How surely account p is about gold incident g, 0 to 1; 0 without agreement on date, place or killed."""
    votes = weight = 0.0
    firm = False
    gd = interval(g.get("date_start"), g.get("date_end"))
    if gd:
        pd = when_of(p)
        agree = pd is not None and gd[0] - ONE <= pd[1] and pd[0] <= gd[1] + ONE and (pd[1] - pd[0]).days <= 366
        firm |= pd is not None and agree and (pd[1] - pd[0]).days <= 31
        votes, weight = votes + 3 * agree, weight + 3
    w = p.get("where") or {}
    if g.get("country"):
        if g["country"] != w.get("country"):
            value = 0.0
        elif place_right(g, p):
            value, firm = 1.0, True
        else:
            value = 0.7 if adm1_right(g, p) else 0.4
        votes, weight = votes + 3 * value, weight + 3
    gk, pk = whole_span(g.get("killed_total")), whole_span((p.get("totals") or {}).get("killed"))
    if gk:
        agree = pk is not None and gk[0] == pk[0]
        firm |= agree and gk[0] != 0
        votes, weight = votes + 2 * agree, weight + 2
    votes, weight = votes + 1.5 * (GROUP_OF.get(g.get("type", "")) == GROUP_OF.get(p.get("type", ""))), weight + 1.5
    start = text.find(g.get("quote") or "\0")
    if start >= 0:
        end = start + len(g["quote"])
        near = any(
            good_quote(q, text, "") and q.get("in") != "title" and q["start"] < end and q["end"] > start
            for q in p.get("quotes") or []
        )
        firm |= near and not gd and not gk and not g.get("place")
        votes, weight = votes + 2.5 * near, weight + 2.5
    return votes / weight if firm else 0.0


def pair(golds: list[Json], preds: list[Json], text: str, floor: float = 0.45) -> list[tuple[int, int]]:
    """One-to-one alignment, best pair first."""
    cand = sorted(
        ((alignment(g, p, text), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds)),
        key=lambda c: (-c[0], c[1], c[2]),
    )
    used_g: set[int] = set()
    used_p: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for s, i, j in cand:
        if s >= floor and i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            pairs.append((i, j))
    return pairs


def required_pairs(
    golds: list[Json], preds: list[Json], text: str
) -> tuple[list[Json], list[tuple[int, int]], list[int]]:
    """Pairs over the gold incidents that are owed; and the accounts left after optional ones took theirs."""
    owed = [g for g in golds if not g.get("optional")]
    pairs = pair(owed, preds, text)
    left = [j for j in range(len(preds)) if j not in {j for _, j in pairs}]
    spare = pair([g for g in golds if g.get("optional")], [preds[j] for j in left], text)
    absorbed = {left[j] for _, j in spare}
    return owed, pairs, [j for j in left if j not in absorbed]


def good_quote(q: object, text: str, title: str) -> bool:
    """Whether a quote is found where it says it is."""
    if (
        not isinstance(q, dict)
        or not isinstance(q.get("text"), str)
        or not isinstance(q.get("start"), int)
        or not isinstance(q.get("end"), int)
    ):
        return False
    source = title if q.get("in") == "title" else text
    return (
        0 <= q["start"] < q["end"] <= len(source)
        and len(q["text"]) <= QUOTE_MAX
        and source[q["start"] : q["end"]] == q["text"]
    )


def filled_values(p: Json) -> Iterator[Json]:
    """Every value of an account that owes a quote."""
    for key in ("when", "where"):
        v = p.get(key) or {}
        if v.get("start") or v.get("name"):
            yield v
    for key in ("perpetrators", "victims", "targets", "tolls", "weapons", "claims"):
        yield from p.get(key) or []
    yield p


def slots_of(fields: Json) -> Json:
    """The slots that are filled."""
    return {k: v for k, v in fields.items() if v not in (None, [], "", ())}


def gold_slots(g: Json) -> Json:
    """The slots of a gold incident."""
    return slots_of(
        {
            "type": g.get("type"),
            "status": g.get("status"),
            "date": interval(g.get("date_start"), g.get("date_end")),
            "country": g.get("country"),
            "place": g.get("place"),
            "adm1": g.get("adm1"),
            "perpetrator": g.get("perpetrators") or [],
            "victim_category": sorted(
                {v.get("category") for v in g.get("victims") or [] if v.get("category") not in (None, "unknown")}
            ),
            "killed": whole_span(g.get("killed_total")),
            "injured": whole_span(g.get("injured_total")),
            "abducted": whole_span(g.get("abducted_total")),
            "claimed_by": g.get("claimed_by"),
        }
    )


def pred_slots(p: Json) -> Json:
    """The slots of an account."""
    w, t = p.get("where") or {}, p.get("totals") or {}
    claims = [c for c in p.get("claims") or [] if c.get("kind", "claim") == "claim"]
    return slots_of(
        {
            "type": p.get("type"),
            "status": p.get("status"),
            "date": when_of(p),
            "country": w.get("country"),
            "place": w.get("name"),
            "adm1": w.get("admin1"),
            "perpetrator": p.get("perpetrators") or [],
            "victim_category": sorted(
                {v.get("category") for v in p.get("victims") or [] if v.get("category") not in (None, "unknown")}
            ),
            "killed": whole_span(t.get("killed")),
            "injured": whole_span(t.get("injured")),
            "abducted": whole_span(t.get("abducted")),
            "claimed_by": (claims[0].get("actor") or claims[0].get("by")) if claims else None,
        }
    )


def match_actors(gv: list[Json], pv: list[Json]) -> list[tuple[Json, Json]]:
    """One-to-one (gold, predicted) perpetrators."""
    left = list(pv)
    out: list[tuple[Json, Json]] = []
    for x in gv:
        y = next((y for y in left if one_actor(x, y)), None)
        if y is not None:
            left.remove(y)
            out.append((x, y))
    return out


def right(slot: str, g: Json, p: Json, gv: Any, pv: Any) -> tuple[float, int, int]:
    """(correct, gold count, predicted count) of one slot of an aligned pair."""
    if slot == "perpetrator":
        hits = match_actors(gv, pv)
        matched = [id(x) for x, _ in hits]
        # a bomber nobody names may be a perpetrator or not
        owed = [
            x
            for x in gv
            if id(x) in matched
            or "bomber" not in fold(names_of(x)[0] if names_of(x) else "")
            or not generic(names_of(x)[0])
        ]
        return len(hits), len(owed), len(pv)
    if slot == "victim_category":
        return len(set(gv) & set(pv)), len(gv), len(pv)
    if slot == "place":
        return float(place_right(g, p)), 1, 1
    if slot == "adm1":
        return float(adm1_right(g, p)), 1, 1
    if slot == "date":
        return date_credit(gv, pv), 1, 1
    if slot in ("killed", "injured", "abducted"):
        return (1.0 if gv == pv else 0.5 if gv[0] == pv[0] and gv[0] is not None else 0.0), 1, 1
    if slot == "claimed_by":
        return float(same_actor(gv, pv)), 1, 1
    if slot == "type":
        alt = g.get("type_alt") or []
        fine = {gv, *([alt] if isinstance(alt, str) else alt)}
        return (1.0 if pv in fine else 0.5 * (GROUP_OF.get(gv) == GROUP_OF.get(pv))), 1, 1
    return float(gv == pv), 1, 1


def size(slot: str, v: Any) -> int:
    """How many fills a slot's value counts for."""
    return len(v) if slot in ("perpetrator", "victim_category") else 1


def category(c: str | None) -> str:
    """Civilian and unknown are one category."""
    return "civilian" if c in (None, "unknown", "civilian") else c


def gold_figures(g: Json) -> set[tuple[str, int, str]]:
    """The distinct figures of a gold incident."""
    return {
        (m, k["low"], category(k.get("category")))
        for m in ("killed", "injured")
        for k in g.get(m) or []
        if k.get("low") is not None
    }


def pred_figures(p: Json) -> set[tuple[str, int, str]]:
    """The distinct figures of an account."""
    return {
        (k["measure"], k["low"], category(k.get("category")))
        for k in p.get("tolls") or []
        if k.get("measure") in ("killed", "injured") and k.get("low") is not None
    }


def speaker_words(text: object, lang: str) -> set[str]:
    """The words of a speaker that tell speakers apart."""
    return set(fold(text).split()) - STOP.get(lang, STOP["en"])


def same_speaker(gold: object, predicted: object, lang: str) -> bool:
    """Whether two speakers share enough words."""
    a, b = speaker_words(gold, lang), speaker_words(predicted, lang)
    return (
        bool(a and b)
        and len(b) <= 12
        and len(a & b) >= 0.5 * min(len(a), len(b))
        and len(a & b) >= 0.25 * max(len(a), len(b))
    )


def gold_spoken(g: Json) -> list[Json]:
    """The killed figures of gold that name who said them."""
    return [k for k in g.get("killed") or [] if k.get("said_by") and k.get("low") is not None]


def pred_spoken(p: Json) -> list[Json]:
    """The killed figures of an account that name who said them."""
    return [
        k
        for k in p.get("tolls") or []
        if k.get("measure") == "killed" and k.get("said_by") and k.get("low") is not None
    ]
