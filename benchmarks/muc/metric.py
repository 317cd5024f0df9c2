"""The metric of the template-filling papers on MUC-4: micro F1 over incident type and five roles.

A system template may stand for a gold template of a type that its own names; of all one-to-one mappings within a
document that counts which gives the best F1. A system entity is right where all its mention strings are among those of
one gold entity of the role; a gold entity is found where such a system entity is there; everything in an unmapped
template is spurious or missing
(Du, Rush and Cardie, "Template Filling with Generative Transformers", NAACL 2021).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SLOTS = ("incident_type", *ROLES)
MOST_TEMPLATES = 6
"""All mappings are tried: a document with more system templates than this is refused."""

Entity = frozenset[str]
Template = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Right, given and asked for, of one slot."""

    right_given: int = 0
    given: int = 0
    right_asked: int = 0
    asked: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another document."""
        self.right_given += other.right_given
        self.given += other.given
        self.right_asked += other.right_asked
        self.asked += other.asked

    @property
    def precision(self) -> float:
        """Share of what was given that is right, in per cent."""
        return 100 * self.right_given / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what was asked for that was given, in per cent."""
        return 100 * self.right_asked / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Score:
    """Tallies by slot; `micro` over all of them."""

    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})

    @property
    def micro(self) -> Tally:
        """All slots together."""
        out = Tally()
        for tally in self.slots.values():
            out.add(tally)
        return out

    def add(self, other: Score) -> None:
        """Add another document's tallies."""
        for slot, tally in other.slots.items():
            self.slots[slot].add(tally)


def entities(template: Template, role: str) -> list[Entity]:
    """The entities of a role as sets of mention strings; a mention may be a string or [string, offset]."""
    out = []
    for entity in template.get(role) or ():
        mentions = {_plain(m if isinstance(m, str) else m[0]) for m in entity}
        if mentions:
            out.append(frozenset(mentions))
    return out


def _plain(mention: str) -> str:
    return " ".join(mention.lower().split())


def score_document(gold: Sequence[Template], predicted: Sequence[Template]) -> Score:
    """The tallies of one document under its best mapping.

    Raises ValueError where there are more than MOST_TEMPLATES system templates.
    """
    if len(predicted) > MOST_TEMPLATES:
        raise ValueError(
            f"{len(predicted)} templates; at most {MOST_TEMPLATES} a document, since all mappings are tried"
        )
    best: tuple[float, Score] | None = None
    for mapping in _mappings(gold, predicted, 0, {}):
        found = _tally(gold, predicted, mapping)
        if best is None or found.micro.f1 > best[0]:
            best = found.micro.f1, found
    assert best is not None, "the empty mapping is always there"
    return best[1]


def score(gold: Mapping[str, Sequence[Template]], predicted: Mapping[str, Sequence[Template]]) -> Score:
    """The tallies of all documents of the gold; a document without a prediction has no templates."""
    total = Score()
    for docid, templates in gold.items():
        total.add(score_document(templates, predicted.get(docid, ())))
    return total


def _mappings(
    gold: Sequence[Template], predicted: Sequence[Template], at: int, so_far: dict[int, int]
) -> Iterator[dict[int, int]]:
    """Every one-to-one mapping of system templates to gold ones of a fitting type; the fullest ones first."""
    if at == len(predicted):
        yield dict(so_far)
        return
    for k, template in enumerate(gold):
        if k not in so_far.values() and predicted[at]["incident_type"] in template["incident_type"]:
            so_far[at] = k
            yield from _mappings(gold, predicted, at + 1, so_far)
            del so_far[at]
    yield from _mappings(gold, predicted, at + 1, so_far)


def _tally(gold: Sequence[Template], predicted: Sequence[Template], mapping: Mapping[int, int]) -> Score:
    out = Score()
    for n, template in enumerate(predicted):
        other = gold[mapping[n]] if n in mapping else None
        out.slots["incident_type"].given += 1
        out.slots["incident_type"].right_given += other is not None
        for role in ROLES:
            given = entities(template, role)
            asked = entities(other, role) if other is not None else []
            out.slots[role].given += len(given)
            out.slots[role].right_given += sum(any(e <= g for g in asked) for e in given)
    taken = {k: n for n, k in mapping.items()}
    for k, template in enumerate(gold):
        out.slots["incident_type"].asked += 1
        out.slots["incident_type"].right_asked += k in taken
        for role in ROLES:
            asked = entities(template, role)
            given = entities(predicted[taken[k]], role) if k in taken else []
            out.slots[role].asked += len(asked)
            out.slots[role].right_asked += sum(any(e <= g for e in given) for g in asked)
    return out


def table(result: Score) -> str:
    """The tallies as lines of text."""
    rows = [("all", result.micro), *((slot, result.slots[slot]) for slot in SLOTS)]
    lines = [f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'given':>7}{'asked':>7}"]
    lines += [f"{name:14}{t.precision:7.1f}{t.recall:7.1f}{t.f1:7.1f}{t.given:7d}{t.asked:7d}" for name, t in rows]
    return "\n".join(lines)
