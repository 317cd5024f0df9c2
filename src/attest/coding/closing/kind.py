"""What an incident is: its type, by act, means and outcome, and whether it happened."""

from __future__ import annotations

from collections import Counter

from attest.coding.closing.closing import Closing
from attest.model.vocabulary import explain_type

_ACT = {
    "drone": "airstrike",
    "missile": "shelling",
    "grenade": "grenade_throw",
    "raid": "attack",
    "generic_violence": "attack",
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
    acts: Counter[str] = Counter()
    early: set[str] = set()
    for n, f in enumerate(c.draft.frames):
        for m in f.of("event"):
            if m.attrs["pos"] == "outcome" or m.attrs["unreal"]:
                continue
            acts[m.attrs["act"]] += 1
            if n < 3:
                early.add(m.attrs["act"])
    kept = {a for a, n in acts.items() if a in early or n > 1}
    weapons = {_MEANS.get(m.attrs["kind"], m.attrs["kind"]) for f in c.draft.frames for m in f.of("weapon")}
    means = weapons | {_ACT_MEANS[a] for a in kept if a in _ACT_MEANS}
    outcomes = {m.attrs["act"].split(":")[1] for m in c.draft.of("event") if m.attrs["pos"] == "outcome"}
    words = {_ACT.get(a, a) for a in kept}
    if "abducted" in outcomes:
        words.add("abduction")
    if not words:
        words.add("attack")
    type_, why = explain_type(words, means, outcomes)
    if type_ == "other":
        type_, why = ("armed_attack", "violence of no more specific kind")
    return type_, why
