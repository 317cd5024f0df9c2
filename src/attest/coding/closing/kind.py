"""What an incident is: its type, by act, means and outcome, and whether it happened."""

from __future__ import annotations

from attest.coding.closing.closing import Closing
from attest.coding.frames import Frame
from attest.coding.grammar.events import NO_ACT
from attest.coding.tagging import Mention
from attest.model.vocabulary import explain_type

_ACT = {
    "drone": "airstrike",
    "missile": "shelling",
    "grenade": "grenade_throw",
    "raid": "attack",
    "operation": "attack",
}
_ACT_MEANS = {
    "drone": "drone",
    "missile": "missile",
    "grenade": "grenade",
    "airstrike": "aircraft",
    "suicide": "suicide_vest",
}
_MEANS = {"rocket": "missile", "mortar": "artillery", "chemical": "bomb"}

_BLADE = frozenset(("stabbing", "knife", "machete", "ramming"))
_SHOT = frozenset(("shooting", "firearm"))
_VAGUE = NO_ACT | {"beating"}

NEAR = 30
"""So many characters may lie between a vehicle and what it does."""


def status(c: Closing) -> str:
    """Occurred, attempted, threatened or denied."""
    frames = c.draft.frames
    told = next((f.label.kind for f in frames if f.label.kind in ("attempted", "threatened", "denied")), "occurred")
    body = [f for f in frames if f.label.passage.kind != "headline"] or frames
    if body[0].label.kind == "denied":
        return "denied"
    if told != "occurred" and any(
        f.label.kind == "happened" and any(m.attrs["low"] != 0 for m in f.of("figure")) for f in frames
    ):
        return "occurred"
    return told


def incident_type(c: Closing) -> tuple[str, str]:
    """The type and the rule that chose it."""
    told = [f for f in c.draft.frames if f.label.kind != "general"]
    kept = _acts(told)
    weapons = {m.attrs["kind"] for f in told for m in f.of("weapon")}
    means = {_MEANS.get(w, w) for w in weapons} | {_ACT_MEANS[a] for a in kept if a in _ACT_MEANS}
    outcomes = {m.attrs["act"].split(":")[1] for m in c.of("event") if m.attrs["pos"] == "outcome"}
    words = {_ACT.get(a, a) for a in kept}
    if "abducted" in outcomes:
        words.add("abduction")
    if "ramming" in words and not _driven(told):
        words.discard("ramming")
    if not words & {"explosion", "suicide", "airstrike"} and words & {"attack", "shooting"} and _on_the_move(told):
        words.add("ambush")
    if ("shooting" in words or "firearm" in means) and _blade_first(told):
        words.discard("shooting")
        means.discard("firearm")
    if "assassination" in words and not _singled_out(c):
        words.remove("assassination")
        words.add("shooting")
    if "killing" in words and words <= _VAGUE and _official_victim(c):
        words.add("assassination")
    if words <= _VAGUE:
        words.add("attack")
    type_, why = explain_type(words, means, outcomes)
    if type_ == "other":
        type_, why = ("armed_attack", "violence of no more specific kind")
    return type_, why


def _acts(told: list[Frame]) -> set[str]:
    """The acts of the first three sentences, and those that more than one tells of."""
    kept: set[str] = set()
    once: set[str] = set()
    for n, f in enumerate(told):
        acts = {m.attrs["act"] for m in f.of("event") if _own_act(m, f)}
        kept |= acts if n < 3 else acts & once
        once |= acts
    return kept


def _own_act(m: Mention, f: Frame) -> bool:
    """Is an act word the frame's own, and not that of the act it is set in time by ('hours before the explosion')?"""
    a = m.attrs
    return not (a["pos"] == "outcome" or a["unreal"] or (a["definite"] and "set off" in f.label.cues))


def _blade_first(told: list[Frame]) -> bool:
    """Does a blade or a vehicle come before the first shot, which is then the police's or a soldier's?"""
    blade: tuple[bool, int, int] | None = None
    shot: tuple[bool, int, int] | None = None
    for n, m in enumerate([m for f in told for m in (*f.of("event"), *f.of("weapon"))]):
        word = m.attrs["act"] if m.label == "event" else m.attrs["kind"]
        at = (m.source != "title", m.start, n)
        if word in _BLADE and (blade is None or at < blade):
            blade = at
        elif word in _SHOT and (shot is None or at < shot):
            shot = at
    return blade is not None and shot is not None and blade < shot


def _driven(told: list[Frame]) -> bool:
    """Is something rammed by what is driven, rather than hit by a missile, a bomb or a wave?"""
    for f in told:
        vehicles = [m for m in f.of("target") if m.attrs["category"] in ("vehicle", "bus")]
        for m in f.of("event"):
            if m.attrs["act"] == "ramming" and (
                m.attrs["strong"]
                or m.text.lower().startswith(("dr", "ran ", "run"))
                or any(0 <= m.start - v.end < NEAR for v in vehicles)
            ):
                return True
    return False


def _on_the_move(told: list[Frame]) -> bool:
    """Is a convoy or a patrol what was set upon?"""
    return any(m.attrs["category"] == "convoy" for f in told[:3] for m in f.of("target"))


def _dead(c: Closing) -> int:
    """The largest number of dead told of, 0 where there is none."""
    return max((m.attrs["low"] or 1 for m in c.by_measure.get("killed", ())), default=0)


def _singled_out(c: Closing) -> bool:
    """Are those set upon few enough for one of them to have been meant?"""
    return _dead(c) <= 3


def _official_victim(c: Closing) -> bool:
    """Is one official or known person the one that is dead?"""
    victims = [m.attrs["category"] for f in c.draft.frames for m in f.of("victim")]
    return _dead(c) == 1 and any(v in ("government_official", "journalist") for v in victims)
