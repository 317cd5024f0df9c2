"""What later sentences take up: 'the group' is the organisation named before, 'the enemy' the state named before."""

from __future__ import annotations

from dataclasses import dataclass

from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.culprits import ARMED, Attacker, attack_words
from attest.grounding.actors import ActorMention

ORGANISED = ARMED | {"intergovernmental", "peacekeepers", "government"}


@dataclass(slots=True)
class Carried:
    """The organisations that the report named last."""

    armed: ActorMention | None = None
    organisation: ActorMention | None = None
    foe: ActorMention | None = None
    before: ActorMention | None = None  # the organisation named last before this sentence

    def resolve(self, s: Sentence) -> None:
        """Give the definite groups of a sentence ('the group', 'the enemy') the organisation they stand for."""
        words = attack_words(s.language)
        self.before = self.organisation
        for a in s.actors:
            if a.actor.kind in ORGANISED:
                self.organisation = a
        for g in s.groups:
            if g.actor is not None:
                if g.actor.actor.kind in ARMED:
                    self.armed = g.actor
                continue
            if s.lower(g.first) in words["possessive"] and self.armed is not None and g.head is not None:
                if g.role == "attacker" or g.head in words["plain_people"] or g.category == "military":
                    g.actor = self.armed
                continue
            if g.head is None or g.quantity is not None or not (g.definite or g.head in words["foe"]):
                continue
            last = g.head.split()[-1]
            bare = g.last - g.first <= 2
            if last in words["organisation"] and bare and g.role == "attacker" and self.armed is not None:
                g.actor = self.armed
            elif last in words["foe"] and self.foe is not None:
                g.actor = self.foe

    def take(self, s: Sentence, found: list[Attacker]) -> None:
        """Remember the foreign force that attacked."""
        for a in found:
            if a.group is not None and a.group.actor is not None and a.group.actor.actor.kind == "state_force":
                self.foe = a.group.actor
