"""What an incident is: its type, by act, means and outcome, and whether it happened."""

from __future__ import annotations

from collections import Counter

from attest.coding.closing.closing import Closing
from attest.coding.grammar.events import NO_ACT
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


def status(c: Closing) -> str:
    """Occurred, attempted, threatened or denied."""
    frames = c.draft.frames
    told = next((f.label.kind for f in frames if f.label.kind in ("attempted", "threatened", "denied")), "occurred")
    if told != "occurred" and any(f.label.kind == "happened" and f.of("figure") for f in frames):
        return "occurred"
    return told


def incident_type(c: Closing) -> tuple[str, str]:
    """The type and the rule that chose it."""
    told = [f for f in c.draft.frames if f.label.kind != "general"]
    acts: Counter[str] = Counter()
    early: set[str] = set()
    for n, f in enumerate(told):
        for act in {m.attrs["act"] for m in f.of("event") if m.attrs["pos"] != "outcome" and not m.attrs["unreal"]}:
            acts[act] += 1
            if n < 3:
                early.add(act)
    kept = {a for a, n in acts.items() if a in early or n > 1}
    weapons = {_MEANS.get(m.attrs["kind"], m.attrs["kind"]) for f in told for m in f.of("weapon")}
    means = weapons | {_ACT_MEANS[a] for a in kept if a in _ACT_MEANS}
    outcomes = {m.attrs["act"].split(":")[1] for m in c.draft.of("event") if m.attrs["pos"] == "outcome"}
    words = {_ACT.get(a, a) for a in kept}
    if "abducted" in outcomes:
        words.add("abduction")
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
