"""Who did it, to whom, and who claims or denies it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attest.coding.closing.closing import Closing, head_word
from attest.coding.tagging import Mention
from attest.grounding.actors import Actor, load_register

MAX_VICTIMS = 6
MAX_PERPETRATORS = 4

_RANK = {"claimed": 4, "suspected": 3, "attributed": 2, "stated": 1}


def perpetrators(c: Closing, type_: str, where: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Say who did it, on what basis and on whose word; generic names give way to named ones."""
    found: dict[str, tuple[Mention, dict[str, Any]]] = {}
    victims = {m.attrs["actor"].id for m in c.draft.of("victim") if m.attrs.get("actor") is not None}
    mentions = c.draft.of("perpetrator") or [
        m for m in c.draft.of("perpetrator", context=True) if m.attrs["role"] == "attacker"
    ]
    clash = type_ in ("armed_clash", "territorial_gain")
    for m in mentions:
        a = m.attrs
        actor: Actor | None = a["actor"]
        country = a["country"] or (where or {}).get("country")
        if actor is None and a["country"] and a["head"] is None:
            actor = load_register().resolve(
                f"Military Forces of {a['country']}", country=a["country"]
            ) or load_register().resolve(m.text + " forces")
        if actor is not None and actor.id in victims and not clash and a["basis"] == "stated":
            continue
        if (
            actor is None
            and a["category"] in ("military", "police")
            and a["role"] != "attacker"
            and not clash
            and a["head"] is not None
            and any(x.attrs["category"] == a["category"] for x in c.draft.of("victim"))
        ):
            continue
        key = actor.id if actor is not None else ("generic" if a["role"] == "attacker" else m.text.lower())
        value = {
            "name": m.text,
            "actor": actor.name if actor else None,
            "actor_id": actor.id if actor else None,
            "side": a["side"] or "a",
            "basis": a["basis"],
            "by": a["by"],
            "via": a["via"],
        }
        if actor is not None:
            branch = load_register().branch(actor, country=country, year=_year(c))
            if branch is not None and branch.id != actor.id:
                value["inferred_branch"] = branch.name
        if key in found:
            old = found[key][1]
            if _RANK[value["basis"]] > _RANK[old["basis"]]:
                found[key] = (m, value | ({"name": old["name"]} if key == "generic" else {}))
            elif old["by"] is None and value["by"] is not None and value["basis"] == old["basis"]:
                old["by"], old["via"] = value["by"], value["via"]
            continue
        found[key] = (m, value)
    if any(k != "generic" for k in found) and "generic" in found and not clash:
        generic = found["generic"]
        named_claim = any(
            v["basis"] in ("claimed", "attributed", "suspected") for k, (_, v) in found.items() if k != "generic"
        )
        if not named_claim or generic[1]["basis"] == "suspected":
            found.pop("generic")
    out = []
    for m, value in list(found.values())[:MAX_PERPETRATORS]:
        c.say(
            "perpetrators",
            value,
            c.passage_quote(c.frame_of(m), m),
            rule=m.rule,
            raw=m.text,
            said_by=value["by"],
            via=value["via"],
            confidence=0.75 if value["actor"] else 0.6,
        )
        out.append(value)
    return out


def _year(c: Closing) -> int | None:
    w = c.draft.when
    if w is not None:
        return int(w.start[:4])
    return int(c.report.published[:4]) if c.report.published and c.report.published[:4].isdigit() else None


def victims(
    c: Closing, where: dict[str, Any] | None, perpetrators: Sequence[dict[str, Any]], type_: str
) -> list[dict[str, Any]]:
    """Say who was attacked, with category and nationality."""
    mentions = c.draft.of("victim")
    attackers = {p["actor_id"] for p in perpetrators if p["actor_id"]}
    known = [m for m in mentions if m.attrs["category"] not in ("unknown", "militant")]
    out: list[dict[str, Any]] = []
    seen: set[tuple[str, str]] = set()
    for m in mentions:
        a = m.attrs
        if a.get("actor") is not None and a["actor"].id in attackers:
            continue
        category = a["category"]
        if category == "unknown":
            if any(k.attrs["category"] != "civilian" for k in known):
                continue
            category = "civilian"
        if category == "militant" and (
            known or not (type_ in ("armed_clash", "air_or_drone_strike") or not perpetrators)
        ):
            continue
        key = (category, head_word(m.text))
        if key in seen or len(out) >= MAX_VICTIMS:
            continue
        seen.add(key)
        nationality = a["nationality"] or (
            (where or {}).get("country") if category in ("military", "police", "government_official") else None
        )
        value: dict[str, Any] = {"text": m.text, "category": category, "nationality": nationality}
        if a.get("actor") is not None:
            value |= {"actor": a["actor"].name, "actor_id": a["actor"].id}
        c.say("victims", value, c.quote(m), rule=m.rule, raw=m.text)
        out.append(value)
    if not out:
        for m in sorted(c.draft.of("target"), key=lambda m: not m.attrs["hit"]):
            if m.attrs["victim_category"] not in ("-", "", None):
                value = {"text": m.text, "category": m.attrs["victim_category"], "nationality": None}
                c.say("victims", value, c.quote(m), rule="those who use the target", raw=m.text, confidence=0.5)
                out.append(value)
                break
    return out


def claims(c: Closing) -> None:
    """Say who claims it and who denies it, each once."""
    seen: set[tuple[str, str]] = set()
    for m in c.draft.of("claim", context=True):
        actor: Actor | None = m.attrs["actor"]
        key = (m.attrs["kind"], actor.id if actor else m.attrs["by"].lower())
        if key in seen:
            continue
        seen.add(key)
        c.say(
            "claims",
            {
                "kind": m.attrs["kind"],
                "by": m.attrs["by"],
                "actor": actor.name if actor else m.attrs["by"],
                "via": m.attrs["via"],
            },
            c.passage_quote(c.frame_of(m), m),
            rule=m.rule,
            said_by=m.attrs["by"],
            via=m.attrs["via"],
            confidence=0.8,
        )
