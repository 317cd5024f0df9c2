"""What cannot all be true in one report's account of an incident, found and explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attest.coding.assembly import Draft
from attest.coding.closing.totals import Total
from attest.coding.frames import overlap
from attest.coding.tagging import Mention
from attest.grounding import borders
from attest.grounding.countries import name_of
from attest.grounding.places import GroundedPlace
from attest.model import Quote, Report


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A discrepancy as the contract has it, with the passages that disagree."""

    value: dict[str, str]
    quotes: tuple[Quote, ...]


def find_discrepancies(
    report: Report,
    draft: Draft,
    figures: Sequence[Mention],
    where: Mapping[str, Any] | None,
    totals: Mapping[str, Total],
) -> list[Discrepancy]:
    """The discrepancies of one account, in the order: figures, dates, perpetrators, map."""
    out: list[Discrepancy] = []
    for measure in ("killed", "injured", "abducted", "missing"):
        out += _figures(
            report, draft, measure, [m for m in figures if m.attrs["measure"] == measure], totals.get(measure)
        )
    out += _dates(report, draft)
    out += _claims(report, draft)
    out += _map(report, draft, where)
    return out


def _quotes(report: Report, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    return tuple(
        Quote.of(report, m.attrs.get("quote_start", m.start), m.attrs.get("quote_end", m.end), m.source)
        for m in mentions
    )


def _say(m: Mention) -> str:
    low, high = m.attrs["low"], m.attrs["high"]
    number = (
        f"at least {low}"
        if high is None
        else f"up to {high}"
        if low is None
        else str(low)
        if low == high
        else f"{low} to {high}"
    )
    who = f" ({m.attrs['said_by']})" if m.attrs["said_by"] else ""
    return f"{number}{who}"


def _excludes(a: Mention, b: Mention) -> bool:
    """Can two figures for the same people not both be true?"""
    a0, a1, b0, b1 = a.attrs["low"] or 0, a.attrs["high"], b.attrs["low"] or 0, b.attrs["high"]
    return (a1 is not None and a1 < b0) or (b1 is not None and b1 < a0)


def _figures(
    report: Report, draft: Draft, measure: str, figures: list[Mention], whole: Total | None
) -> list[Discrepancy]:
    out: list[Discrepancy] = []
    mine = [m for m in figures if not m.attrs["part"] and not m.attrs["attacker"] and m.attrs["category"] != "militant"]
    headline = [m for m in mine if _in_headline(draft, m)]
    body = [m for m in mine if not _in_headline(draft, m)]
    told: set[tuple[Any, Any]] = set()
    for h in headline:
        against = [
            b
            for b in body
            if _comparable(h, b)
            and (_excludes(h, b) or (h.attrs["low"], h.attrs["high"]) != (b.attrs["low"], b.attrs["high"]))
        ]
        agreeing = [b for b in body if (h.attrs["low"], h.attrs["high"]) == (b.attrs["low"], b.attrs["high"])]
        if against and not agreeing:
            b = against[0]
            rest = ", ".join(dict.fromkeys(_say(x) for x in against[:3]))
            detail = f"the headline has {_say(h)} {measure}, the text {rest}"
            out.append(
                Discrepancy(
                    {"field": "tolls", "kind": "headline_against_body", "detail": detail}, _quotes(report, [h, b])
                )
            )
            break
    for n, a in enumerate(body):
        for b in body[n + 1 :]:
            key = (a.attrs["low"], b.attrs["low"])
            if a.sentence == b.sentence or key in told or not _comparable(a, b):
                continue
            if _excludes(a, b):
                told.add(key)
                if len(told) <= 3:
                    detail = f"{_say(a)} {measure} against {_say(b)}"
                    out.append(
                        Discrepancy(
                            {"field": "tolls", "kind": "figures_differ", "detail": detail}, _quotes(report, [a, b])
                        )
                    )
    if whole is not None and whole.low is not None and len(whole.parts) > 1:
        singles = [
            m
            for m in body
            if m not in whole.parts
            and m.attrs["low"] is not None
            and m.attrs["head"] in (None, "people", "persons", "personnes", "soldiers")
            and m.attrs["high"] is not None
            and m.attrs["high"] < whole.low
        ]
        if singles:
            parts = " + ".join(str(m.attrs["low"]) for m in whole.parts)
            detail = f"{_say(singles[0])} {measure} against {parts} = {whole.low}"
            out.append(
                Discrepancy(
                    {"field": "tolls", "kind": "part_against_whole", "detail": detail},
                    _quotes(report, [singles[0], whole.parts[0]]),
                )
            )
    for m in figures:
        if m.attrs["part"] and whole is not None and whole.high is not None and (m.attrs["low"] or 0) > whole.high:
            detail = f"{_say(m)} are said to be part of {whole.high} {measure}"
            out.append(
                Discrepancy({"field": "tolls", "kind": "part_against_whole", "detail": detail}, _quotes(report, [m]))
            )
    return out


def _comparable(a: Mention, b: Mention) -> bool:
    """Are two figures about the same people, as far as the words tell?"""
    ca, cb = a.attrs["category"], b.attrs["category"]
    if a.attrs["other"] or b.attrs["other"]:
        return False
    return ca == cb or "unknown" in (ca, cb)


def _in_headline(draft: Draft, m: Mention) -> bool:
    return any(m.sentence == f.label.index and f.label.passage.kind == "headline" for f in draft.frames)


def _dates(report: Report, draft: Draft) -> list[Discrepancy]:
    dated = [f for f in draft.frames if f.when is not None and f.when_mention is not None and not f.weak_date]
    for n, a in enumerate(dated):
        for b in dated[n + 1 :]:
            if (
                a.when is not None
                and b.when is not None
                and not overlap(a.when, b.when)
                and a.when_mention
                and b.when_mention
            ):
                detail = f"{a.when.edtf} (“{a.when_mention.text}”) against {b.when.edtf} (“{b.when_mention.text}”)"
                return [
                    Discrepancy(
                        {"field": "when", "kind": "date_against_date", "detail": detail},
                        _quotes(report, [a.when_mention, b.when_mention]),
                    )
                ]
    return []


def _claims(report: Report, draft: Draft) -> list[Discrepancy]:
    claims = [m for m in draft.of("claim", context=True) if m.attrs["kind"] == "claim"]
    denials = [m for m in draft.of("claim", context=True) if m.attrs["kind"] == "denial"]
    out: list[Discrepancy] = []
    sides = draft.of("perpetrator", context=True)
    for c in claims:
        for p in sides:
            if p.attrs["basis"] == "claimed" or c.attrs["actor"] is None:
                continue
            other = p.attrs["actor"]
            if (
                other is not None
                and other.id != c.attrs["actor"].id
                and other.parent != c.attrs["actor"].id
                and c.attrs["actor"].parent != other.id
            ):
                said = f", says {p.attrs['by']}" if p.attrs["by"] else ""
                detail = f"claimed by {c.attrs['actor'].name}, but {other.name} is named ({p.attrs['basis']}{said})"
            elif other is None and any(
                w in p.text.lower() for w in ("unidentified", "unknown", "inconnu", "non identifi")
            ):
                said = f", says {p.attrs['by']}" if p.attrs["by"] else ""
                detail = f"claimed by {c.attrs['actor'].name}, while the attackers are called “{p.text}”{said}"
            else:
                continue
            out.append(
                Discrepancy(
                    {"field": "perpetrators", "kind": "claim_against_attribution", "detail": detail},
                    _quotes(report, [c, p]),
                )
            )
            break
    for x in denials:
        for p in sides:
            if (
                p.attrs["actor"] is not None
                and x.attrs["actor"] is not None
                and p.attrs["actor"].id in (x.attrs["actor"].id, x.attrs["actor"].parent)
            ):
                out.append(
                    Discrepancy(
                        {
                            "field": "perpetrators",
                            "kind": "denial_against_attribution",
                            "detail": f"{p.attrs['actor'].name} is named, {x.attrs['by']} denies it",
                        },
                        _quotes(report, [p, x]),
                    )
                )
                break
    return out


def _map(report: Report, draft: Draft, where: Mapping[str, Any] | None) -> list[Discrepancy]:
    """A region said to border a country that it does not border."""
    code = (where or {}).get("admin1_code")
    if not code:
        return []
    for f in draft.frames:
        for m in f.of("place"):
            g: GroundedPlace = m.attrs["place"]
            if (
                g.mention.relation != "border"
                or g.mention.kind != "country"
                or not g.country
                or g.country == (where or {}).get("country")
            ):
                continue
            on = draft.when.start if draft.when is not None else None
            if borders.borders_country(code, g.country, on) is False:
                region = (where or {}).get("admin1") or code
                detail = f"{region} ({code}) has no border with {name_of(g.country)}, which the text puts it near"
                return [
                    Discrepancy({"field": "where", "kind": "text_against_map", "detail": detail}, _quotes(report, [m]))
                ]
    return []
