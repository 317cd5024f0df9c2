"""The official scoring of MUC-4: 24 slots, correct, partial, incorrect, spurious and missing.

Recall is (correct + half of partial) / possible, precision the same / actual; possible is what the key asks for, actual
what was given. Templates of a document are paired one to one, their types agreeing at least in part, so that the points
(correct 1, partial 0.5) are the most; so are the fills of a slot. Fills left over on both sides are incorrect, on one
side missing or spurious. A template or fill that the key calls optional is never missing, and a slot that does not
apply to the key's incident is not scored there.

The rows of slots are those of ALL TEMPLATES, where everything counts. MATCHED/MISSING leaves out the fills of spurious
templates, MATCHED/SPURIOUS those of missing ones.

Where the public documents leave it open, the simple way was taken:
- the row of templates is not in the sums;
- nothing but the type is needed for two templates to be paired, and nobody corrects the pairs or the grades by hand;
- a term above or below the key's in its list is partial; a location with the right country is, whatever the rest, and
  correct if all levels agree, TOWN being CITY; dates that overlap are, and "- 12 OCT 89" reaches back without end;
- numbers are right or wrong: the keys have their own alternatives where "30", "~30" and "PLURAL" all do;
- strings, cross references and alternatives in what was given: see grades.py;
- an optional fill takes part only where something given agrees with it; in what was given, "?" and "(OPTIONAL)" mean
  nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.muc.grades import Grade, grade
from benchmarks.muc.keys import TYPE, Fill, Slot, Template, slots
from benchmarks.muc.pairing import best_pairs

CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
_HALF = 1 << 16
"""What half a point weighs; pairing what may not be left out weighs 1, so that it only breaks ties."""


@dataclass(slots=True)
class Counts:
    """Fills by how right they are."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    spurious: int = 0
    missing: int = 0

    def add(self, other: Counts) -> None:
        """Add other counts."""
        self.correct += other.correct
        self.partial += other.partial
        self.incorrect += other.incorrect
        self.spurious += other.spurious
        self.missing += other.missing

    @property
    def possible(self) -> int:
        """How many the key asks for."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """How many were given."""
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def halves(self) -> int:
        """Twice the points."""
        return 2 * self.correct + self.partial

    @property
    def recall(self) -> float:
        """Points for each one asked for, in per cent."""
        return 50 * self.halves / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Points for each one given, in per cent."""
        return 50 * self.halves / self.actual if self.actual else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


BySlot = dict[str, Counts]


def _by_slot() -> BySlot:
    return {name: Counts() for name in slots()}


@dataclass(slots=True)
class Score:
    """Counts by slot, of paired, missing and spurious templates; and of the templates themselves."""

    templates: Counts = field(default_factory=Counts)
    matched: BySlot = field(default_factory=_by_slot)
    missing: BySlot = field(default_factory=_by_slot)
    spurious: BySlot = field(default_factory=_by_slot)

    def add(self, other: Score) -> None:
        """Add another document's counts."""
        self.templates.add(other.templates)
        for own, others in zip(self._parts(), other._parts(), strict=True):
            _add(own, others)

    def _parts(self) -> tuple[BySlot, BySlot, BySlot]:
        return self.matched, self.missing, self.spurious

    def slot(self, name: str) -> Counts:
        """A slot, all templates."""
        return _sum(part[name] for part in self._parts())

    @property
    def matched_missing(self) -> Counts:
        """All slots of paired and missing templates."""
        return _sum([*self.matched.values(), *self.missing.values()])

    @property
    def matched_spurious(self) -> Counts:
        """All slots of paired and spurious templates."""
        return _sum([*self.matched.values(), *self.spurious.values()])

    @property
    def all_templates(self) -> Counts:
        """All slots of all templates."""
        return _sum(counts for part in self._parts() for counts in part.values())


def _add(own: BySlot, others: BySlot) -> None:
    for name, counts in others.items():
        own[name].add(counts)


def _sum(several: Iterable[Counts]) -> Counts:
    out = Counts()
    for counts in several:
        out.add(counts)
    return out


def score(keys: Mapping[str, Sequence[Template]], given: Mapping[str, Sequence[Template]]) -> Score:
    """The counts of all documents of the keys; in a document that was not given all templates are missing."""
    total = Score()
    for name, templates in keys.items():
        total.add(score_document(templates, given.get(name, ())))
    return total


def score_document(keys: Sequence[Template], given: Sequence[Template]) -> Score:
    """The counts of one document under its best pairing."""
    out = Score()
    compared = [[compare(k, g) if _may_pair(k, g) else None for g in given] for k in keys]
    weights = [
        [0 if c is None else _HALF * _sum(c.values()).halves + (not k.optional) for c in row]
        for k, row in zip(keys, compared, strict=True)
    ]
    pairs = dict(best_pairs(weights))
    for n, key in enumerate(keys):
        if n in pairs:
            counts = compared[n][pairs[n]]
            assert counts is not None, "only pairs that may be have a weight"
            out.templates.correct += 1
            _add(out.matched, counts)
        elif not key.optional:
            out.templates.missing += 1
            _add(out.missing, {name: Counts(missing=len(_required(key[name]))) for name in slots()})
    for n in set(range(len(given))) - set(pairs.values()):
        out.templates.spurious += 1
        _add(out.spurious, {name: Counts(spurious=len(given[n][name])) for name in slots()})
    return out


def compare(key: Template, given: Template) -> BySlot:
    """The counts of a template against one of the key, by slot."""
    names = frozenset(
        str(v) for slot in slots().values() if slot.kind == "name" for fill in key[slot.name] for v in fill.values
    )
    return {
        name: Counts() if name in key.void else _slot(slot, key[name], given[name], names)
        for name, slot in slots().items()
    }


def _slot(slot: Slot, key: Sequence[Fill], given: Sequence[Fill], names: frozenset[str]) -> Counts:
    grades = [[grade(slot, k, g, names) for g in given] for k in key]
    weights = [
        [_HALF * mark + (not k.optional) if mark else 0 for mark in row] for k, row in zip(key, grades, strict=True)
    ]
    pairs = best_pairs(weights)
    worth = [grades[k][g] for k, g in pairs]
    missing = len(_required(key)) - sum(not key[k].optional for k, _ in pairs)
    spurious = len(given) - len(pairs)
    incorrect = min(missing, spurious)
    return Counts(
        correct=worth.count(Grade.CORRECT),
        partial=worth.count(Grade.PARTIAL),
        incorrect=incorrect,
        spurious=spurious - incorrect,
        missing=missing - incorrect,
    )


def _required(fills: Sequence[Fill]) -> list[Fill]:
    return [fill for fill in fills if not fill.optional]


def _may_pair(key: Template, given: Template) -> bool:
    return any(grade(slots()[TYPE], k, g, frozenset()) for k in key[TYPE] for g in given[TYPE])


def table(result: Score) -> str:
    """The counts as lines of text, a slot each, then the summaries and the confidence in perpetrators."""
    head = f"{'':20}" + "".join(f"{h:>6}" for h in ("POS", "ACT", "COR", "PAR", "INC", "SPU", "MIS"))
    head += "".join(f"{h:>7}" for h in ("REC", "PRE", "F"))
    return "\n".join(
        [
            head,
            _row("template-id", result.templates),
            *(_row(slot.row, result.slot(name)) for name, slot in slots().items()),
            "",
            _row("MATCHED/MISSING", result.matched_missing),
            _row("MATCHED/SPURIOUS", result.matched_spurious),
            _row("ALL TEMPLATES", result.all_templates),
            "",
            f"{slots()[CONFIDENCE].row}: F {result.slot(CONFIDENCE).f1:.1f}",
        ]
    )


def _row(name: str, c: Counts) -> str:
    counts = (c.possible, c.actual, c.correct, c.partial, c.incorrect, c.spurious, c.missing)
    shares = (
        f"{c.recall:.1f}" if c.possible else "*",
        f"{c.precision:.1f}" if c.actual else "*",
        f"{c.f1:.1f}" if c.possible and c.actual else "*",
    )
    return f"{name:20}" + "".join(f"{n:6d}" for n in counts) + "".join(f"{s:>7}" for s in shares)
