"""To whom: those attacked, each group once, with category and nationality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attest.coding.closing.closing import Closing, head_word
from attest.coding.tagging import Mention

MAX_VICTIMS = 6

OF_STATE = ("military", "police", "government_official")
"""Categories whose people are the state's where the act happened, unless the text says otherwise."""

ON_MILITANTS = ("armed_clash", "air_or_drone_strike", "shelling_or_missile", "territorial_gain")
"""Acts that militants are victims of too."""

THINGS_ONLY = ("arson_or_destruction", "looting", "territorial_gain")
"""Acts that may hit things alone: the target does not say that anybody was hit."""

EMPTY = ("vehicle", "infrastructure", "other")
"""Targets that need not have people in them."""

HARM = ("killed", "injured", "abducted", "missing")
"""Outcomes whose figures tell of victims."""

Value = dict[str, Any]


def victims(c: Closing, where: Value | None, perpetrators: Sequence[Value], type_: str, status: str) -> list[Value]:
    """Say who was attacked, with category and nationality."""
    attackers = {p["actor_id"] for p in perpetrators if p["actor_id"]}
    mentions = [
        m
        for m in c.of("victim")
        if m.attrs.get("actor") is None or m.attrs["actor"].id not in attackers or type_ in ON_MILITANTS
    ]
    mentions = [m for m in mentions if not m.attrs["deed"]]
    others = [m for m in mentions if m.attrs["category"] != "militant"]
    if type_ not in ON_MILITANTS and (others or not _by_state(c)):
        mentions = others
    out: list[Value] = []
    seen: set[tuple[str, str]] = set()
    known = [m for m in mentions if m.attrs["category"] not in ("unknown", "civilian")]
    for m in mentions:
        category = _category(m, known)
        key = (category, head_word(m.text))
        if not category or key in seen or len(out) >= MAX_VICTIMS:
            continue
        seen.add(key)
        value: Value = {"text": m.text, "category": category, "nationality": _nationality(m, category, where)}
        if m.attrs.get("actor") is not None:
            value |= {"actor": m.attrs["actor"].name, "actor_id": m.attrs["actor"].id}
        c.say("victims", value, c.quote(m), rule=m.rule, raw=m.text)
        out.append(value)
    if not out and status == "occurred":
        out = (type_ not in THINGS_ONLY and _users(c)) or _counted(c)
    return out


def _by_state(c: Closing) -> bool:
    return any(m.attrs["category"] in ("military", "police") for m in c.of("perpetrator"))


def _category(m: Mention, known: Sequence[Mention]) -> str:
    """The category of a group; '' for people of no said kind who are those `known` that others tell of more closely."""
    category: str = m.attrs["category"]
    if category != "unknown" and not m.attrs["people"]:
        return category
    if not known:
        return "civilian"
    if category == "unknown":
        return ""
    return "civilian" if _exceeds(m, known) else ""


def _exceeds(m: Mention, known: Sequence[Mention]) -> bool:
    """Are there more of these people than of all the soldiers, officers … who are counted beside them?"""
    low, measure = m.attrs["low"], m.attrs["measure"]
    counts: dict[tuple[str, str], int] = {}
    for k in known:
        if k.attrs["measure"] == measure:
            key = (k.attrs["category"], head_word(k.text))
            counts[key] = max(counts.get(key, 0), k.attrs["low"] or (1 if k.attrs["singular"] else 10**6))
    return low is None or not counts or low > sum(counts.values())


def _nationality(m: Mention, category: str, where: Value | None) -> str | None:
    if m.attrs["nationality"]:
        return str(m.attrs["nationality"])
    return (where or {}).get("country") if category in OF_STATE else None


def _users(c: Closing) -> list[Value]:
    """Those who use the thing that was hit, where the text tells of no people."""
    for m in c.of("target"):
        category = m.attrs["victim_category"]
        if m.attrs["hit"] and m.attrs["category"] not in EMPTY and category not in ("-", "", None):
            value: Value = {"text": m.text, "category": category, "nationality": None}
            c.say("victims", value, c.quote(m), rule="those who use the target", raw=m.text, confidence=0.5)
            return [value]
    return []


def _counted(c: Closing) -> list[Value]:
    """Those counted without a word for who they are: 'two dead', 'twelve wounded'."""
    for m in c.figures:
        a = m.attrs
        if a["measure"] in HARM and not a["attacker"] and a["category"] != "militant" and a["high"] != 0:
            category = "civilian" if a["category"] == "unknown" else a["category"]
            value: Value = {"text": m.text, "category": category, "nationality": a["nationality"]}
            c.say("victims", value, c.quote(m), rule="people counted", raw=m.text, confidence=0.5)
            return [value]
    return []
