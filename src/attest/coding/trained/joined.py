"""The joined tagger: the grammar's rules, with what the network marks put in where the rules see nothing or err.

Rules give what can be said exactly (numbers, days, names, who says it) and fail on words that nobody listed; the
network knows such words by their company. So it adds acts, counted people and attackers that the grammar lacks, takes
away some that it is sure are none, and has a say in what a sentence, a place, a day and the report are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.culprits import Attacker, attacker
from attest.coding.grammar.events import Kind
from attest.coding.grammar.outcome import Outcome
from attest.coding.grammar.speech import Attribution
from attest.coding.grammar.tagger import Amend, GrammarTagger
from attest.coding.tagging import Mention, Tagging
from attest.coding.trained.hints import Hint, Hints, read
from attest.coding.trained.network import Network, load
from attest.coding.trained.scheme import HAPPENED, MEASURES, NOTHING, PAST, UNDONE
from attest.model.text import Passage, Report

# What is enough, and what is too little, chosen on reports of the training corpus that were held out.
ACT, STRONG, NO_ACT, TYPE = 0.8, 0.8, 0.01, 0.5
FIGURE, NO_FIGURE, APART = 0.6, 0.04, 0.2
CULPRIT, NO_CULPRIT, BASIS = 0.6, 0.03, 0.5
SPEAKER = 0.8
PLACE, NO_PLACE = 0.6, 0.06
DAY, NO_DAY = 0.6, 0.06
TELLS, SILENT = 0.85, 0.93
VIOLENT, PEACEFUL = 0.5, 0.06

_ACTS: Final = {
    "armed_clash": "clash",
    "armed_attack": "attack",
    "ambush": "ambush",
    "suicide_bombing": "suicide",
    "ied_or_mine": "explosion",
    "bombing_other": "explosion",
    "air_or_drone_strike": "airstrike",
    "shelling_or_missile": "shelling",
    "massacre_or_execution": "massacre",
    "hostage_taking": "hostage",
    "arson_or_destruction": "arson",
    "sexual_violence": "sexual",
    "mob_violence": "mob",
    "vehicle_ramming": "ramming",
    "territorial_gain": "capture",
    "other": "attack",
}
"""The act that a type of incident is evoked by, where they have not one name."""

_RULE: Final = "marked by the trained reader"


class JoinedTagger:
    """The grammar and the network together."""

    name = "joined"

    def __init__(self, network: Network | None = None) -> None:
        self._network = network

    def tag(self, report: Report, passages: Sequence[Passage], language: str) -> Tagging:
        """Mentions, sentence labels and links of the passages of a report."""
        hints = read(report, self._network or load())
        return GrammarTagger(Joint(hints, language)).tag(report, passages, language)


class Joint(Amend):
    """What the network's marks change in the grammar's analysis of one report."""

    def __init__(self, hints: Hints, language: str) -> None:
        self._hints = hints
        # the encoder learned English: of days and places in French the grammar knows more
        self._sets_scene = language != "fr"

    def sentence(self, s: Sentence) -> None:
        """Add words that evoke an act here to the sentence's entries, and take away those that do not."""
        for e in s.of_table("acts"):
            chance = self._hints.chance("event", s.source, s.tokens[e.first].start, s.tokens[e.last].end)
            if chance is not None and chance < NO_ACT:
                s.drop_entry(e)
        for h in self._of(s, "event", ACT):
            first, last = s.token_span(h.start, h.end)
            if not any(_meets(e, first, last) for t in ("acts", "outcomes") for e in s.of_table(t)):
                noun = s.is_(first - 1, "definite", "indefinite", "determiner", "preposition")
                fields = {
                    "term": s.slice(first, last).lower(),
                    "act": _ACTS.get(h.type, h.type) if h.chance(h.type) > TYPE else "attack",
                    "pos": "noun" if noun else "verb",
                    "strength": "strong" if h.confidence > STRONG else "weak",
                }
                s.add_entry(Entry(first, last, "acts", fields))

    def speech(self, s: Sentence, said: list[Attribution]) -> None:
        """Add those whose word it is where no rule finds them; of what kind they are the lexicon knows."""
        for h in self._of(s, "speaker", SPEAKER):
            if any(_overlap(a.start, a.end, h) for a in said):
                continue
            first, last = s.token_span(h.start, h.end)
            kinds = [e.fields["sayer_kind"] for e in s.of_table("speakers") if _meets(e, first, last)]
            words = s.text[h.start - s.start : h.end - s.start]
            kind = kinds[0] if kinds else "unknown"
            said.append(Attribution(words, h.start, h.end, first, last, kind, None, "say", False, _RULE))
        said.sort(key=lambda a: a.start)

    def outcomes(self, s: Sentence, outcomes: list[Outcome]) -> None:
        """Add counted people whose fate no rule sees; take away those of whom nothing is told."""
        for o in outcomes:
            if o.measure in MEASURES:
                o.groups = [g for g in o.groups if not self._is_none(s, g, o.measure)]
        taken = [g for o in outcomes for g in o.groups]
        for h in sorted((h for m in MEASURES for h in self._of(s, m, FIGURE)), key=lambda h: -h.confidence):
            group = _counted(s, h)
            # what a rule says of people stands; of two fates that the network sees, the surer one, if it is by far
            if group is None or any(g.first <= group.last and group.first <= g.last for g in taken):
                continue
            others = [r for r in (*MEASURES, "attackers") if r != h.role]
            rival = max(self._hints.chance(r, s.source, h.start, h.end) or 0.0 for r in others)
            if h.confidence - rival < APART:
                continue
            first, last = s.token_span(h.start, h.end)
            outcomes.append(Outcome(h.role, first, last, "count", _RULE, [group]))
            taken.append(group)

    def attackers(self, s: Sentence, attackers: list[Attacker]) -> None:
        """Add those who did it whom no rule sees; take away those who did not."""
        attackers[:] = [
            a
            for a in attackers
            # a claim's group stands far from the act, in words that tell nothing of it
            if a.basis == "claimed"
            or (c := self._hints.chance("perpetrator", s.source, a.start, a.end)) is None
            or c >= NO_CULPRIT
        ]
        for h in self._of(s, "perpetrator", CULPRIT):
            if any(_overlap(a.start, a.end, h) for a in attackers):
                continue
            group = next((g for g in s.groups if _overlap(g.start, g.end, h)), None)
            if group is not None:
                basis = h.basis if h.chance(h.basis) > BASIS else "stated"
                attackers.append(attacker(group, "suspected" if group.hedged else basis, _RULE))

    def kind(self, s: Sentence, kind: Kind, told: bool) -> Kind:
        """The kind of a sentence; `told` says whether it has an act or somebody hit at all."""
        chances = self._hints.status(s.source, s.start, s.end)
        if chances is None:
            return kind
        name, weight, cues, _ = kind
        tells = chances[HAPPENED] + chances[PAST] + chances[UNDONE]
        if name in ("general", "context", "unrelated") and told and tells > TELLS:
            name = "threatened" if chances[UNDONE] > 0.5 else "happened"
            return name, max(weight, 1.0), cues, _RULE
        if name == "happened" and chances[NOTHING] > SILENT:
            return "context", weight * 0.5, cues, _RULE
        return kind

    def mentions(self, s: Sentence, made: list[Mention]) -> None:
        """Say of days and places whether they are the act's."""
        for m in made if self._sets_scene else ():
            if m.label == "place":
                chance = self._hints.chance("place", s.source, m.start, m.end)
                stands = m.attrs["standing"]
                if chance is not None and chance > PLACE and stands != "act":
                    m.attrs = {**m.attrs, "standing": "act"}
                elif chance is not None and chance < NO_PLACE and stands == "act":
                    m.attrs = {**m.attrs, "standing": "other"}
            elif m.label == "date":
                chance = self._hints.chance("date", s.source, m.start, m.end)
                if chance is not None and chance > DAY:
                    m.attrs = {**m.attrs, "reporting": False, "aside": False}
                elif chance is not None and chance < NO_DAY:
                    m.attrs = {**m.attrs, "aside": True}

    def violence(self, violent: float, firm: bool) -> tuple[float, bool]:
        """How much the report is about violence, and whether it names people or things hit."""
        if self._hints.violence > VIOLENT:
            return max(violent, 2.0), True
        if self._hints.violence < PEACEFUL:
            return 0.0, firm
        return violent, firm

    def _of(self, s: Sentence, role: str, least: float) -> list[Hint]:
        return [h for h in self._hints.spans(s.source, s.start, s.end, least) if h.role == role]

    def _is_none(self, s: Sentence, g: Group, measure: str) -> bool:
        if g.quantity is None:
            return False
        chances = [self._hints.chance(role, s.source, g.start, g.end) for role in (measure, "attackers", "victim")]
        return all(c is not None and c < NO_FIGURE for c in chances)


def _meets(e: Entry, first: int, last: int) -> bool:
    return e.first <= last and first <= e.last


def _overlap(start: int, end: int, h: Hint) -> bool:
    return start < h.end and h.start < end


def _counted(s: Sentence, h: Hint) -> Group | None:
    """The group with a number that a mark stands on, made of the number where there is none."""
    for g in s.groups:
        if g.quantity is not None and _overlap(g.start, g.end, h):
            return g
    for q in s.quantities:
        if h.start <= q.start and q.end <= h.end and q.kind != "article":
            first, last = s.token_span(q.start, q.end)
            return s.group(first, last, category="unknown", plural=q.low != 1, role="victim", quantity=q)
    named = [g for g in s.groups if _overlap(g.start, g.end, h) and (g.named or not g.plural)]
    return named[0] if named else None
