"""What cannot all be true in one report's account of an incident, found and explained, each thing once."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from attest.coding.closing.closing import Closing
from attest.coding.closing.discrepancy import Discrepancy, quotes
from attest.coding.closing.rivals import rival_figures
from attest.coding.closing.totals import Total
from attest.coding.frames import overlap
from attest.coding.tagging import Mention
from attest.grounding import borders
from attest.grounding.countries import name_of
from attest.grounding.places import GroundedPlace

_NOBODY_KNOWN = ("unidentified", "unknown", "inconnu", "non identifi")


def find_discrepancies(c: Closing, where: Mapping[str, Any] | None, totals: Mapping[str, Total]) -> list[Discrepancy]:
    """The discrepancies of one account, in the order: figures, dates, perpetrators, map."""
    found = [*rival_figures(c, totals), *_dates(c), *_claims(c), *_map(c, where)]
    return list({(item.kind, item.detail): item for item in found}.values())


def _dates(c: Closing) -> list[Discrepancy]:
    dated = [f for f in c.draft.frames if f.when is not None and f.when_mention is not None and not f.weak_date]
    for a, b in combinations(dated, 2):
        if a.when is None or b.when is None or a.when_mention is None or b.when_mention is None:
            continue
        if not overlap(a.when, b.when):
            first, second = (f"“{f.when_mention.text}” ({f.when.edtf})" for f in (a, b) if f.when_mention and f.when)
            detail = f"the text dates it {first} and {second}"
            return [
                Discrepancy("when", "date_against_date", detail, quotes(c.report, [a.when_mention, b.when_mention]))
            ]
    return []


def _claims(c: Closing) -> list[Discrepancy]:
    """A claim against whoever else is named, and a denial against being named: one for each group."""
    claims = c.every("claim")
    sides = c.every("perpetrator")
    out: dict[tuple[str, str], Discrepancy] = {}
    for claim in claims:
        actor = claim.attrs["actor"]
        if actor is None:
            continue
        for p in sides:
            if claim.attrs["kind"] == "denial":
                if p.attrs["actor"] is not None and p.attrs["actor"].id in (actor.id, actor.parent):
                    detail = f"{_names(p)} {p.attrs['actor'].name}, which denies it"
                    found = Discrepancy(
                        "perpetrators", "denial_against_attribution", detail, quotes(c.report, [p, claim])
                    )
                    out.setdefault(("denial", actor.id), found)
            elif p.attrs["basis"] != "claimed" and (against := _against(actor, p)):
                detail = f"{actor.name} claims it, but {against}"
                found = Discrepancy("perpetrators", "claim_against_attribution", detail, quotes(c.report, [claim, p]))
                out.setdefault(("claim", actor.id), found)
    return list(out.values())


def _against(actor: Any, p: Mention) -> str:
    """What a perpetrator mentioned says against a claim of this actor; "" where it goes with it."""
    other = p.attrs["actor"]
    if other is None:
        words = p.text.strip(" \t\n\"'“”«»‘’")
        unknown = any(word in words.lower() for word in _NOBODY_KNOWN)
        return f"{_speaks(p)} “{words}”" if unknown else ""
    if other.id in (actor.id, actor.parent) or other.parent == actor.id:
        return ""
    # "soldiers" beside an attack on them are mostly its victims: a state force must be accused in so many words
    accused = p.attrs["basis"] in ("attributed", "suspected")
    if other.kind not in ("armed_group", "militia", "gang", "cartel", "paramilitary", "pmc") and not accused:
        return ""
    return f"{_names(p)} {other.name}"


def _speaks(p: Mention) -> str:
    return f"{_sayer(p)} speaks of" if p.attrs["by"] else "the text speaks of"


def _names(p: Mention) -> str:
    """Who names a perpetrator and how: "the G5 Sahel blames", "the text suspects"."""
    verb = {"attributed": "blames", "suspected": "suspects"}.get(p.attrs["basis"], "names")
    return f"{_sayer(p)} {verb}" if p.attrs["by"] else f"the text {verb}"


def _sayer(p: Mention) -> str:
    return " ".join(str(p.attrs["by"]).split())


def _map(c: Closing, where: Mapping[str, Any] | None) -> list[Discrepancy]:
    """A region said to border a country that it does not border."""
    code = (where or {}).get("admin1_code")
    if not code:
        return []
    for f in [*c.draft.frames, *c.draft.context]:
        for m in f.of("place"):
            g: GroundedPlace = m.attrs["place"]
            if g.mention.relation != "border" or g.mention.kind != "country" or not g.country:
                continue
            if g.country == (where or {}).get("country"):
                continue
            if not any(_of_unit(m.attrs["place"], code) for m in f.of("place")):
                break  # a border of some other place
            on = c.draft.when.start if c.draft.when is not None else None
            if borders.borders_country(code, g.country, on) is False:
                region = (where or {}).get("admin1") or code
                near = [name_of(country) or country for country in borders.bordering_countries(code) or ()]
                only = f" (it borders {' and '.join(near)})" if 0 < len(near) <= 3 else ""
                detail = f"the text puts it near the border with {name_of(g.country)}, but {region} has none{only}"
                return [Discrepancy("where", "text_against_map", detail, quotes(c.report, [m]))]
    return []


def _of_unit(g: GroundedPlace, code: str) -> bool:
    return g.admin1_code == code and g.mention.kind in ("place", "admin1", "admin2")
