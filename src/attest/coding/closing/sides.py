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
STRIKES = ("air_or_drone_strike", "shelling_or_missile")

HIDDEN = ("suicide_bombing", "ied_or_mine", "bombing_other", "stabbing", "vehicle_ramming", "ambush", "hostage_taking")
"""Types of which a state's own police and soldiers are hardly ever the authors."""

_EDGES = re.compile(r"^(?:[\s\"'“”„«»‘’(]|that\b|qu[e'’])+|[\s\"“”«»‘(]+$", re.IGNORECASE)
_COLLECTIVE = frozenset(("gangs", "militants", "bandits", "herders", "settlers", "militias", "separatists"))
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
        _give_way(found, type_)
    out = []
    for side in list(found.values())[:MAX_PERPETRATORS]:
        value = side.value
        if side.key == GENERIC:
            value["actor"] = side.unnamed
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
    unnamed: str | None

    def take(self, other: _Side) -> None:
        """Take over what another mention of the same side says better."""
        if self.unnamed is None or LONE in (self.unnamed, other.unnamed):
            several = self.mention.attrs["plural"] or other.mention.attrs["plural"]
            names = [x for x in (self.unnamed, other.unnamed) if x is not None and (x == LONE) != several]
            self.unnamed = names[0] if names else None
        if _RANK[other.value["basis"]] > _RANK[self.value["basis"]]:
            name = self.value["name"] if self.key == GENERIC else other.value["name"]
            self.mention, self.value = other.mention, other.value | {"name": name}
        elif self.value["by"] is None and other.value["basis"] == self.value["basis"]:
            self.value["by"], self.value["via"] = other.value["by"], other.value["via"]
        elif self.value["via"] is None and other.value["basis"] == self.value["basis"] == "claimed":
            self.value["via"] = other.value["via"]


def _candidates(c: Closing, type_: str) -> list[Mention]:
    """The mentions of perpetrators that can be this incident's."""
    every = c.every("perpetrator")
    if not every:
        return []
    own = set(c.of("perpetrator"))
    pool = [m for m in every if m in own or m.attrs["basis"] != "stated"]
    if type_ not in (*BOTH_SIDES, *STRIKES):
        pool = [m for m in pool if not m.attrs["on_attackers"]]
    victims = [m for m in c.of("victim") if not m.attrs["attacker"]]
    hit = {m.attrs["actor"].id for m in victims if m.attrs.get("actor") is not None}
    forces = {m.attrs["category"] for m in victims}
    if type_ not in (*BOTH_SIDES, *STRIKES):
        pool = [
            m
            for m in pool
            if m.attrs["basis"] != "stated"
            or not (
                (m.attrs["actor"] is not None and m.attrs["actor"].id in hit)
                or (_official(m) and m.attrs["actor"] is None and m.attrs["category"] in forces)
            )
        ]
    if type_ in HIDDEN:
        pool = [m for m in pool if m.attrs["basis"] != "stated" or not (_official(m) and m.attrs["actor"] is None)]
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
    return _Side(key, m, value, LONE if a["lone"] else a["unnamed"])


def _give_way(found: dict[str, _Side], type_: str) -> None:
    """Unnamed attackers give way to named ones, unless these are only accused; the state's forces to any attackers."""
    named = [s for k, s in found.items() if k != GENERIC]
    if named and GENERIC in found:
        told = any(s.value["basis"] != "stated" for s in named)
        only_forces = all(_official(s.mention) for s in named)
        hedged = found[GENERIC].value["basis"] != "stated" or type_ == "suicide_bombing"
        if hedged or not (told or only_forces):
            del found[GENERIC]
    known = [s for s in named if s.mention.attrs["actor"] is not None]
    if any(not _collective(s) for s in known):
        for key in [s.key for s in known if _collective(s)]:
            del found[key]
    attackers = [s for s in found.values() if not _official(s.mention)]
    if attackers:
        for key in [k for k, s in found.items() if _official(s.mention) and s.value["basis"] == "stated"]:
            del found[key]


def _collective(side: _Side) -> bool:
    """Does the name stand for all of a kind: 'Haitian gangs', 'Fulani militia', 'Palestinian militants'?"""
    return side.value["actor"].rsplit(" ", 1)[-1].lower() in _COLLECTIVE


def _clean(name: str) -> str:
    """A name without the quotation marks and conjunctions that stood beside it."""
    return _EDGES.sub("", name).strip()


def _year(c: Closing) -> int | None:
    w = c.draft.when
    if w is not None:
        return int(w.start[:4])
    return int(c.report.published[:4]) if c.report.published and c.report.published[:4].isdigit() else None


def claims(c: Closing) -> None:
    """Say who claims it and who denies it, each once, from the mention that names the medium if one does."""
    found: dict[tuple[str, str], Mention] = {}
    for m in c.every("claim"):
        actor: Actor | None = m.attrs["actor"]
        key = (m.attrs["kind"], actor.id if actor else m.attrs["by"].lower())
        if key not in found or (found[key].attrs["via"] is None and m.attrs["via"] is not None):
            found[key] = m
    for m in found.values():
        actor = m.attrs["actor"]
        by, via = m.attrs["by"], m.attrs["via"]
        value = {"kind": m.attrs["kind"], "by": by, "actor": actor.name if actor else by, "via": via}
        quotes = c.passage_quote(c.frame_of(m), m)
        c.say("claims", value, quotes, rule=m.rule, said_by=by, via=via, confidence=0.8)
