"""How much of a sentence, and so of a report, is about violence between people."""

from __future__ import annotations

from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.attackers import Attacker
from attest.coding.grammar.events import NO_ACT, Event
from attest.coding.grammar.outcome import Outcome

ARMED = ("military", "police", "peacekeeper", "militant")
"""Whose death speaks for violence by itself."""

HARM = ("killed", "injured", "abducted", "missing")


def violence(s: Sentence, events: list[Event], outcomes: list[Outcome], attackers: list[Attacker]) -> float:
    """How much a sentence is about violence between people."""
    if not (events or outcomes or attackers):
        return 0.0
    strong, weak = _acts(events)
    people = [g for o in _real(outcomes) for g in o.groups]
    armed = any(_attacker(a.group) for a in attackers if not a.weak)
    total = 1.5 * len(strong) + 0.4 * len(weak) + armed
    total += sum(0.5 for o in outcomes if o.measure == "abducted" and o.groups and not o.unreal)
    if any(g.category in ARMED for g in people):
        total += 1.0
    if (weak and (armed or people)) or (people and (armed or s.of_table("weapons"))):
        total += 1.0
    return total


def is_firm(s: Sentence, events: list[Event], outcomes: list[Outcome], attackers: list[Attacker]) -> bool:
    """Does the sentence name people that were hit, arms, attackers or a place attacked, and not an act alone?"""
    strong, weak = _acts(events)
    if any(g.head is not None and not g.unknown_head for o in _real(outcomes) for g in o.groups):
        return True
    armed = any(_attacker(a.group) for a in attackers if not a.weak)
    if (strong or weak) and (armed or any(o.groups for o in _real(outcomes))):
        return True
    return bool(strong and (s.of_table("weapons") or s.of_table("targets")))


def _acts(events: list[Event]) -> tuple[set[str], set[str]]:
    """The strong acts and the weak ones that no strong one says already."""
    live = [ev for ev in events if not ev.unreal and ev.act not in NO_ACT]
    strong = {ev.act for ev in live if ev.strong}
    return strong, {ev.act for ev in live} - strong


def _real(outcomes: list[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.measure in HARM and not o.unreal and not o.negated]


def _attacker(group: Group | None) -> bool:
    return group is not None and (group.role == "attacker" or group.actor is not None)
