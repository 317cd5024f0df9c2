"""What later sentences take up: 'the group' is the organisation named before, 'the enemy' the state named before."""

from __future__ import annotations

from dataclasses import dataclass

from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.culprits import ARMED, Attacker, attack_words
from attest.grounding.actors import ActorMention

CIVIL = frozenset(("intergovernmental", "peacekeepers", "government"))
"""Kinds of other organisations that 'the organisation' may stand for."""


@dataclass(slots=True)
class Carried:
    """The organisations that the report named last."""

    armed: ActorMention | None = None
    organisation: ActorMention | None = None
    foe: ActorMention | None = None
    before: ActorMention | None = None  # the organisation named last in the sentences before

    def resolve(self, s: Sentence) -> None:
        """Give the definite groups of a sentence ('the group', 'the enemy') the organisation they stand for."""
        self.before = self.organisation
        words = attack_words(s.language)
        self._named_again(s, words["bare_organisation"])
        for g in s.groups:
            if g.actor is not None:
                kind = g.actor.actor.kind
                if kind in ARMED:
                    self.armed = self.organisation = g.actor
                elif kind in CIVIL:
                    self.organisation = g.actor
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

    def _named_again(self, s: Sentence, nouns: frozenset[str]) -> None:
        """Make groups of 'the group', 'le mouvement' where these can only be the armed group named last."""
        if self.armed is None or self.organisation is not self.armed:
            return
        named = s.where(nouns)
        if not named:
            return
        taken = {i for g in s.groups for i in range(g.first, g.last + 1)}
        for i in named:
            if not i or not s.is_(i - 1, "definite") or i in taken:
                continue
            if s.is_(i + 1, "of") or s.raw(i + 1)[:1].isupper():
                continue
            first = i - 1
            s.groups.append(
                s.group(
                    first,
                    i,
                    head=s.lower(i),
                    category="militant",
                    role="attacker",
                    plural=True,
                    definite=True,
                    actor=self.armed,
                )
            )
        s.groups.sort(key=lambda g: g.first)

    def take(self, s: Sentence, found: list[Attacker]) -> None:
        """Remember the foreign force that attacked."""
        for a in found:
            if a.group is not None and a.group.actor is not None and a.group.actor.actor.kind == "state_force":
                self.foe = a.group.actor
