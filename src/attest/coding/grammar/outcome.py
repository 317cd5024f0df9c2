"""One outcome of violence that a sentence tells of, with the people it happened to."""

from __future__ import annotations

from dataclasses import dataclass, field

from attest.coding.grammar.analysis import Group
from attest.grounding.numbers import Quantity


@dataclass(slots=True, eq=False)
class Outcome:
    """One outcome word with the groups it happened to; `figures` are those with a number."""

    measure: str
    first: int
    last: int
    voice: str  # passive | active | intransitive | count | toll | loss
    rule: str
    groups: list[Group] = field(default_factory=list)
    unreal: bool = False
    negated: bool = False
    shared: Quantity | None = None
