"""The grammar tagger: sentence by sentence, from words to mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from attest.coding import lexicon
from attest.coding.grammar.analysis import Sentence, Spanned, Spans, clause_joints, told_in
from attest.coding.grammar.attackers import Attacker, find_attackers
from attest.coding.grammar.carried import Carried
from attest.coding.grammar.events import ARRIVAL, Kind, cancel_weights, clause_breaks, find_events, sentence_kind
from attest.coding.grammar.groups import find_groups
from attest.coding.grammar.mentions import mentions_of
from attest.coding.grammar.outcome import Outcome
from attest.coding.grammar.outcomes import find_outcomes
from attest.coding.grammar.sayers import carried_on, resolve_pronouns
from attest.coding.grammar.speech import Attribution, find_attributions
from attest.coding.grammar.standing import anaphor
from attest.coding.grammar.tallies import drop_tallies
from attest.coding.grammar.topic import is_firm, violence
from attest.coding.tagging import Mention, SentenceLabel, Tagging
from attest.grounding import actors, dates, numbers, places
from attest.grounding.numbers import Quantity
from attest.model.text import Passage, Report

SKIPPED = ("boilerplate", "caption")
"""Passages that evoke no incident of their own."""


class Amend:
    """What a second reader of the report may change on the way, in place or by what it gives back; this one nothing."""

    def sentence(self, s: Sentence) -> None:
        """A sentence with what the lexicons found, before any rule."""

    def speech(self, s: Sentence, said: list[Attribution]) -> None:
        """The attributions of a sentence, pronouns not yet resolved."""

    def outcomes(self, s: Sentence, outcomes: list[Outcome]) -> None:
        """The outcomes of a sentence."""

    def attackers(self, s: Sentence, attackers: list[Attacker]) -> None:
        """The attackers of a sentence."""

    def kind(self, s: Sentence, kind: Kind, told: bool) -> Kind:
        """The kind of a sentence; `told`: it has an act, or somebody hit."""
        return kind

    def mentions(self, s: Sentence, made: list[Mention]) -> None:
        """The mentions of a sentence."""

    def violence(self, violent: float, firm: bool) -> tuple[float, bool]:
        """How much the report is about violence, and whether it names people or things hit."""
        return violent, firm


_order: Callable[[Mention], Any] = attrgetter("start", "end", "label")


class GrammarTagger:
    """Rules and lexicons, English and French; `amend` has its say where there is one."""

    name = "grammar"

    def __init__(self, amend: Amend | None = None) -> None:
        self._amend = amend or Amend()

    def tag(self, report: Report, passages: Sequence[Passage], language: str) -> Tagging:
        """Mentions and sentence labels of the passages of a report, and the links between mentions."""
        mentions: list[Mention] = []
        labels: list[SentenceLabel] = []
        topics: dict[str, float] = {}
        violent, firm = 0.0, False
        carried, amend = Carried(), self._amend
        sentences = self.sentences(report, passages, language)
        said_in = _speech(sentences, amend)
        quotations = [p for p in passages if p.kind == "quotation"]
        around = carried_on(sentences, said_in, quotations)
        for n, s in enumerate(sentences):
            for kind, weight in cancel_weights(s).items():
                topics[kind] = topics.get(kind, 0.0) + weight * (1.5 if s.passage.kind == "headline" else 1.0)
            if s.passage.kind in SKIPPED:
                labels.append(SentenceLabel(s.index, s.passage, "unrelated", rule=f"a {s.passage.kind}"))
                continue
            carried.resolve(s)
            outcomes = find_outcomes(s)
            amend.outcomes(s, outcomes)
            events = find_events(s)
            said = said_in[n]
            attackers, claims = find_attackers(s, outcomes, said, carried)
            amend.attackers(s, attackers)
            told = sentence_kind(s, events, outcomes, sum(not a.weak for a in attackers))
            told = amend.kind(s, told, bool(events or any(o.groups for o in outcomes)))
            kind, weight, found, rule = told
            back = anaphor(s)
            if back:
                found |= {f"same {back}"}
            labels.append(
                SentenceLabel(s.index, s.passage, kind, found, weight, rule, clause_breaks(s), clause_joints(s))
            )
            if kind != "general":
                violent += violence(s, events, outcomes, attackers)
                firm = firm or is_firm(s, events, outcomes, attackers)
            if kind == "denied" or (kind in ("attempted", "threatened") and s.of_table("weapons")) or rule == ARRIVAL:
                violent, firm = violent + 1.5, True
            if claims:
                violent, firm = violent + 2, True
            drop_tallies(s, outcomes)
            made = mentions_of(s, events, outcomes, attackers, said, around[n])
            made += [
                Mention(
                    c.start,
                    c.end,
                    s.source,
                    s.text[c.start - s.start : c.end - s.start],
                    "claim",
                    s.index,
                    c.rule,
                    {
                        "kind": c.kind,
                        "by": c.group.text,
                        "by_start": c.group.start,
                        "by_end": c.group.end,
                        "actor": c.group.actor.actor if c.group.actor else None,
                        "via": c.via,
                    },
                )
                for c in claims
            ]
            made.sort(key=_order)
            amend.mentions(s, made)
            mentions.extend(made)
        violent, firm = amend.violence(violent, firm)
        return Tagging(tuple(mentions), tuple(labels), violent if firm else 0.0, topics)

    def sentences(self, report: Report, passages: Sequence[Passage], language: str) -> list[Sentence]:
        """The sentences of a report with all that the lexicons and the grounding find in them."""
        out: list[Sentence] = []
        lex = lexicon.load(language)
        cues = told_in(language, f"{report.title or ''}\n{report.text}")
        in_title, in_text = places.find_places(report.title or "", report.text, language)
        countries = sorted({p.country for p in (*in_title, *in_text) if p.country})
        for source in ("title", "text"):
            text = (report.title or "") if source == "title" else report.text
            here = [p for p in passages if p.source == source and p.kind != "quotation"]
            if not here or not text:
                continue
            found_dates = Spans(dates.find_dates(text, language))
            found_places = in_title if source == "title" else in_text
            found_actors = Spans(actors.load_register().scan(text, language, countries=countries))
            found_numbers = Spans(numbers.find_quantities(text, language))
            place_starts = [p.mention.start for p in found_places]
            for p in here:
                tokens = lexicon.tokenize(text, p.start, p.end)
                if not tokens:
                    continue
                entries = lex.annotate(tokens)
                d = found_dates.inside(p.start, p.end)
                a = found_actors.inside(p.start, p.end)
                q = _free(found_numbers.inside(p.start, p.end), [*d, *a])
                pl = found_places[bisect_left(place_starts, p.start) : bisect_left(place_starts, p.end)]
                out.append(
                    Sentence(
                        index=len(out),
                        passage=p,
                        text=text[p.start : p.end],
                        start=p.start,
                        end=p.end,
                        source=source,
                        language=language,
                        tokens=tokens,
                        entries=entries,
                        quantities=q,
                        dates=d,
                        places=pl,
                        actors=a,
                        cues=cues,
                    )
                )
                self._amend.sentence(out[-1])
        return out


def _free(quantities: list[Quantity], taken: Sequence[Spanned]) -> list[Quantity]:
    """The quantities that are no part of what is taken for something else."""
    for t in taken:
        start, end = t.start, t.end
        quantities = [q for q in quantities if end <= q.start or q.end <= start]
    return quantities


def _speech(sentences: Sequence[Sentence], amend: Amend) -> list[list[Attribution]]:
    """The attributions of each sentence, pronouns resolved; finds the groups on the way."""
    out: list[list[Attribution]] = []
    speaker: Attribution | None = None
    for s in sentences:
        if s.passage.kind in SKIPPED:
            out.append([])
            continue
        s.groups = find_groups(s)
        found = find_attributions(s)
        amend.speech(s, found)
        said, speaker = resolve_pronouns(found, speaker)
        out.append(said)
    return out
