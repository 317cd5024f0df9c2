"""Who did it, on what basis and on whose word.

The order of the searches follows MUC's decision tree for the confidence in a perpetrator: what
the group says of itself, then what somebody says of it, then what is hedged, then plain statement.
"""

from __future__ import annotations

from attest.coding.grammar.accusations import find_accused
from attest.coding.grammar.analysis import Sentence
from attest.coding.grammar.carried import Carried
from attest.coding.grammar.claims import find_claims
from attest.coding.grammar.clashes import find_sides
from attest.coding.grammar.culprits import Attacker, Claim, suspected_near
from attest.coding.grammar.doers import find_agents, find_by_deed, find_nominal, find_subjects
from attest.coding.grammar.outcome import Outcome
from attest.coding.grammar.speech import Attribution


def find_attackers(
    s: Sentence, outcomes: list[Outcome], said: list[Attribution], carried: Carried
) -> tuple[list[Attacker], list[Claim]]:
    """The attackers and the claims of a sentence; `carried` is what earlier sentences named."""
    claimed, claims = find_claims(s, said, carried)
    found = [
        *claimed,
        *find_accused(s, carried),
        *find_sides(s),
        *find_agents(s),
        *find_subjects(s, outcomes),
        *find_nominal(s),
        *find_by_deed(s, outcomes),
    ]
    if not found:
        return found, claims
    for a in found:
        if a.basis == "stated" and a.group is not None and (a.group.hedged or suspected_near(s, a.group)):
            a.basis = "suspected"
    heard = [(at.start, at.end) for at in said if at.rule == "according to"]
    if heard:
        found = [a for a in found if not any(start <= a.start < end for start, end in heard)]
    guarded = {a.start for a in found if a.on_attackers}
    for a in found:
        a.on_attackers = a.start in guarded
    denied = {c.group.start for c in claims if c.kind == "denial"}
    unique: dict[int, Attacker] = {}
    for a in found:
        if a.start not in denied or a.basis != "stated":
            unique.setdefault(a.start, a)
    kept = list(unique.values())
    carried.take(s, kept)
    return kept, claims


__all__ = ["Attacker", "Claim", "find_attackers"]
