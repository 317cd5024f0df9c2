"""What an incident is: its type, by act, means and outcome, and whether it happened."""

from __future__ import annotations

from collections import Counter

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
    acts: Counter[str] = Counter()
    early: set[str] = set()
    for n, f in enumerate(told):
        for act in {m.attrs["act"] for m in f.of("event") if _own_act(m, f)}:
            acts[act] += 1
            if n < 3:
                early.add(act)
    kept = {a for a, n in acts.items() if a in early or n > 1}
    words_first = _order(told)
    weapons = {_MEANS.get(m.attrs["kind"], m.attrs["kind"]) for f in told for m in f.of("weapon")}
    means = weapons | {_ACT_MEANS[a] for a in kept if a in _ACT_MEANS}
    outcomes = {m.attrs["act"].split(":")[1] for m in c.draft.of("event") if m.attrs["pos"] == "outcome"}
    words = {_ACT.get(a, a) for a in kept}
    if "abducted" in outcomes:
        words.add("abduction")
    if "ramming" in words and not _driven(told):
        words.discard("ramming")
    if not words & {"explosion", "suicide", "airstrike"} and words & {"attack", "shooting"} and _on_the_move(told):
        words.add("ambush")
    if _blade_first(words_first):
        words.discard("shooting")
        means.discard("firearm")
    if "assassination" in words and not _singled_out(c):
        words.remove("assassination")
        words.add("shooting")
    if "killing" in words and not words - (NO_ACT | {"beating"}) and _official_victim(c):
        words.add("assassination")
    if not words - (NO_ACT | {"beating"}):
        words.add("attack")
    type_, why = explain_type(words, means, outcomes)
    if type_ == "other":
        type_, why = ("armed_attack", "violence of no more specific kind")
    return type_, why


def _own_act(m: Mention, f: Frame) -> bool:
    """Is an act word the frame's own, and not that of the act it is set in time by ('hours before the explosion')?"""
    other = m.attrs["definite"] and "set off" in f.label.cues
    return not (m.attrs["pos"] == "outcome" or m.attrs["unreal"] or other)


def _order(told: list[Frame]) -> list[str]:
    """Acts and weapons as they come in the text."""
    found = [m for f in told for m in (*f.of("event"), *f.of("weapon"))]
    found.sort(key=lambda m: (m.source != "title", m.start))
    return [str(m.attrs["act"] if m.label == "event" else m.attrs["kind"]) for m in found]


def _blade_first(order: list[str]) -> bool:
    """Does a blade or a vehicle come before the first shot, which is then the police's or a soldier's?"""
    blade = [n for n, word in enumerate(order) if word in ("stabbing", "knife", "machete", "ramming")]
    shot = [n for n, word in enumerate(order) if word in ("shooting", "firearm")]
    return bool(blade) and bool(shot) and blade[0] < shot[0]


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
    return max((m.attrs["low"] or 1 for m in c.figures if m.attrs["measure"] == "killed"), default=0)


def _singled_out(c: Closing) -> bool:
    """Are those set upon few enough for one of them to have been meant?"""
    return _dead(c) <= 3


def _official_victim(c: Closing) -> bool:
    """Is one official or known person the one that is dead?"""
    victims = [m.attrs["category"] for f in c.draft.frames for m in f.of("victim")]
    return _dead(c) == 1 and any(v in ("government_official", "journalist") for v in victims)
