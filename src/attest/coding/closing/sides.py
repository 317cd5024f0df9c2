"""Who did it, and who claims or denies it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from attest.coding.closing.closing import Closing, head_word
from attest.coding.tagging import Mention
from attest.grounding.actors import Actor, load_register

MAX_PERPETRATORS = 4

GENERIC = "generic"
"""The key of all unnamed attackers of an incident: they are one side."""

LONE = "lone attacker"
"""Canonical name of one person who is not named."""

BOTH_SIDES = ("armed_clash", "territorial_gain")

_EDGES = re.compile(r"^(?:[\s\"'“”„«»‘’(]|that\b|qu[e'’])+|[\s\"“”«»‘(]+$", re.IGNORECASE)
_RANK = {"claimed": 4, "suspected": 3, "attributed": 2, "stated": 1}


def perpetrators(c: Closing, type_: str, where: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Say who did it, on what basis and on whose word; generic names give way to named ones."""
    found: dict[str, _Side] = {}
    for m in _candidates(c, type_):
        side = _side(c, m, where)
        old = found.get(side.key)
        if old is None:
            found[side.key] = side
        else:
            old.take(side)
    if type_ not in BOTH_SIDES:
        _give_way(found)
    out = []
    for side in list(found.values())[:MAX_PERPETRATORS]:
        value = side.value
        if side.key == GENERIC and side.lone and type_ not in BOTH_SIDES:
            value["actor"] = LONE
        elif side.key == GENERIC:
            value["actor"] = side.mention.attrs["unnamed"]
        c.say(
            "perpetrators",
            value,
            c.passage_quote(c.frame_of(side.mention), side.mention),
            rule=side.mention.rule,
            raw=side.mention.text,
            said_by=value["by"],
            via=value["via"],
            confidence=0.75 if value["actor_id"] else 0.6,
        )
        out.append(value)
    return out


@dataclass(slots=True)
class _Side:
    """One perpetrator, from all mentions of it."""

    key: str
    mention: Mention
    value: dict[str, Any]
    lone: bool

    def take(self, other: _Side) -> None:
        """Take over what another mention of the same side says better."""
        self.lone = self.lone and other.lone
        if _RANK[other.value["basis"]] > _RANK[self.value["basis"]]:
            name = self.value["name"] if self.key == GENERIC else other.value["name"]
            self.mention, self.value = other.mention, other.value | {"name": name}
        elif self.value["by"] is None and other.value["basis"] == self.value["basis"]:
            self.value["by"], self.value["via"] = other.value["by"], other.value["via"]


def _candidates(c: Closing, type_: str) -> list[Mention]:
    """The mentions of perpetrators that can be this incident's."""
    own = c.draft.of("perpetrator")
    every = c.draft.of("perpetrator", context=True)
    pool = [m for m in every if m in own or m.attrs["basis"] != "stated"]
    if type_ not in (*BOTH_SIDES, "air_or_drone_strike", "shelling_or_missile"):
        pool = [m for m in pool if not m.attrs["on_attackers"]]
    victims = [m for m in c.draft.of("victim") if not m.attrs["attacker"]]
    hit = {m.attrs["actor"].id for m in victims if m.attrs.get("actor") is not None}
    forces = {m.attrs["category"] for m in victims}
    if type_ not in BOTH_SIDES:
        pool = [
            m
            for m in pool
            if m.attrs["basis"] != "stated"
            or not (
                (m.attrs["actor"] is not None and m.attrs["actor"].id in hit)
                or (_official(m) and m.attrs["actor"] is None and m.attrs["category"] in forces)
            )
        ]
    firm = [m for m in pool if not m.attrs["weak"]]
    return firm or pool or [m for m in every if m.attrs["role"] == "attacker" and not m.attrs["on_attackers"]]


def _official(m: Mention) -> bool:
    """Is this a side of the state's?"""
    actor = m.attrs["actor"]
    if actor is not None:
        return actor.kind in ("state_force", "police", "government", "peacekeepers")
    return m.attrs["category"] in ("military", "police") and m.attrs["role"] != "attacker"


def _side(c: Closing, m: Mention, where: dict[str, Any] | None) -> _Side:
    a = m.attrs
    actor: Actor | None = a["actor"]
    if actor is None and a["country"] and a["head"] is None:
        actor = load_register().state_actor(a["country"], "military")
    name = _clean(m.text)
    generic = actor is None and (a["role"] == "attacker" or a["plain"])
    key = actor.id if actor is not None else GENERIC if generic else head_word(name)
    value = {
        "name": name,
        "actor": actor.name if actor else None,
        "actor_id": actor.id if actor else None,
        "side": a["side"] or "a",
        "basis": a["basis"],
        "by": a["by"],
        "via": a["via"],
    }
    if actor is not None:
        country = a["country"] or (where or {}).get("country")
        branch = load_register().branch(actor, country=country, year=_year(c))
        if branch is not None and branch.id != actor.id:
            value["inferred_branch"] = branch.name
    return _Side(key, m, value, a["lone"])


def _give_way(found: dict[str, _Side]) -> None:
    """Unnamed attackers give way to named ones, unless these are only accused; the state's forces to any attackers."""
    named = [s for k, s in found.items() if k != GENERIC]
    if named and GENERIC in found:
        told = any(s.value["basis"] != "stated" for s in named)
        if (not told and not all(_official(s.mention) for s in named)) or found[GENERIC].value["basis"] == "suspected":
            del found[GENERIC]
    attackers = [s for s in found.values() if not _official(s.mention)]
    if attackers:
        for key in [k for k, s in found.items() if _official(s.mention) and s.value["basis"] == "stated"]:
            del found[key]


def _clean(name: str) -> str:
    """A name without the quotation marks and conjunctions that stood beside it."""
    return _EDGES.sub("", name).strip()


def _year(c: Closing) -> int | None:
    w = c.draft.when
    if w is not None:
        return int(w.start[:4])
    return int(c.report.published[:4]) if c.report.published and c.report.published[:4].isdigit() else None


def claims(c: Closing) -> None:
    """Say who claims it and who denies it, each once."""
    seen: set[tuple[str, str]] = set()
    for m in c.draft.of("claim", context=True):
        actor: Actor | None = m.attrs["actor"]
        key = (m.attrs["kind"], actor.id if actor else m.attrs["by"].lower())
        if key in seen:
            continue
        seen.add(key)
        told = [x.attrs["via"] for x in c.draft.of("claim", context=True) if x.attrs["actor"] is actor or x is m]
        via = m.attrs["via"] or next((v for v in told if v), None)
        c.say(
            "claims",
            {
                "kind": m.attrs["kind"],
                "by": m.attrs["by"],
                "actor": actor.name if actor else m.attrs["by"],
                "via": via,
            },
            c.passage_quote(c.frame_of(m), m),
            rule=m.rule,
            said_by=m.attrs["by"],
            via=via,
            confidence=0.8,
        )
