"""The grammar tagger: sentence by sentence, from words to mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from attest.coding import lexicon
from attest.coding.grammar.analysis import Entry, Group, Sentence, inside
from attest.coding.grammar.attackers import Attacker, find_attackers
from attest.coding.grammar.events import Event, cancel_weights, find_events, sentence_kind
from attest.coding.grammar.groups import find_groups
from attest.coding.grammar.outcomes import Outcome, find_outcomes
from attest.coding.grammar.speech import Attribution, find_attributions
from attest.coding.tagging import Link, Mention, SentenceLabel, Tagging
from attest.grounding import actors, dates, numbers, places
from attest.grounding.dates import DateMention
from attest.model.text import Passage, Report

SKIPPED = ("boilerplate", "caption")
"""Passages that evoke no incident of their own."""


class GrammarTagger:
    """Rules and lexicons, English and French."""

    name = "grammar"

    def tag(self, report: Report, passages: Sequence[Passage], language: str) -> Tagging:
        """Mentions, sentence labels and links of the passages of a report."""
        mentions: list[Mention] = []
        labels: list[SentenceLabel] = []
        links: list[Link] = []
        topics: dict[str, float] = {}
        violent = 0.0
        speaker: Attribution | None = None
        for s in self.sentences(report, passages, language):
            for kind, weight in cancel_weights(s).items():
                topics[kind] = topics.get(kind, 0.0) + weight * (1.5 if s.passage.kind == "headline" else 1.0)
            if s.passage.kind in SKIPPED:
                labels.append(SentenceLabel(s.index, s.passage, "unrelated", rule=f"a {s.passage.kind}"))
                continue
            s.groups = find_groups(s)
            outcomes = find_outcomes(s)
            events = find_events(s)
            said = find_attributions(s)
            attackers, claims = find_attackers(s, outcomes, said)
            kind, weight, found, rule = sentence_kind(s, events, outcomes, len(attackers))
            labels.append(SentenceLabel(s.index, s.passage, kind, found, weight, rule))
            violent += _violence(events, outcomes, attackers)
            if claims:
                violent += 2
            said, speaker = _resolve(said, speaker)
            made = _mentions(s, events, outcomes, attackers, said)
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
            made.sort(key=lambda m: (m.start, m.end, m.label))
            events_here = [m for m in made if m.label == "event"]
            for m in made:
                if m.label in ("figure", "perpetrator", "victim") and events_here:
                    near = min(events_here, key=lambda e: abs(e.start - m.start))
                    links.append(Link(near, m, m.label))
            mentions.extend(made)
        return Tagging(tuple(mentions), tuple(labels), tuple(links), violent, topics)

    def sentences(self, report: Report, passages: Sequence[Passage], language: str) -> list[Sentence]:
        """The sentences of a report with all that the lexicons and the grounding find in them."""
        out: list[Sentence] = []
        lex = lexicon.load(language)
        for source in ("title", "text"):
            text = (report.title or "") if source == "title" else report.text
            here = [p for p in passages if p.source == source and p.kind != "quotation"]
            if not here or not text:
                continue
            found_dates = dates.find_dates(text, language)
            found_places = places.settle_places(places.scan_places(text, language), text=text)
            found_countries = sorted({p.country for p in found_places if p.country})
            found_actors = actors.load_register().scan(text, language, countries=found_countries)
            found_numbers = list(numbers.find_quantities(text, language))
            place_starts = [p.mention.start for p in found_places]
            for p in here:
                body = text[p.start : p.end]
                tokens = [
                    lexicon.Token(t.start + p.start, t.end + p.start, t.text, t.lower) for t in lexicon.tokenize(body)
                ]
                if not tokens:
                    continue
                entries = [Entry(e.first, e.last, e.table, e.fields) for e in lex.annotate(tokens)]
                d = inside(p.start, p.end, found_dates)
                a = inside(p.start, p.end, found_actors)
                taken = [(x.start, x.end) for x in d] + [(x.start, x.end) for x in a]
                q = [
                    x
                    for x in inside(p.start, p.end, found_numbers)
                    if not any(start < x.end and x.start < end for start, end in taken)
                ]
                pl = found_places[bisect_left(place_starts, p.start) : bisect_left(place_starts, p.end)]
                out.append(
                    Sentence(
                        index=len(out),
                        passage=p,
                        text=body,
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
                    )
                )
        return out


def _violence(events: list[Event], outcomes: list[Outcome], attackers: list[Attacker]) -> float:
    """How much a sentence is about violence between people."""
    total = 0.0
    for ev in events:
        if not ev.unreal:
            total += 1.5 if ev.strong else 0.4
    for a in attackers:
        if a.group is not None and (a.group.role == "attacker" or a.group.actor is not None):
            total += 1.0
    total += sum(0.5 for o in outcomes if o.measure == "abducted" and o.groups and not o.unreal)
    return total


def _resolve(said: list[Attribution], speaker: Attribution | None) -> tuple[list[Attribution], Attribution | None]:
    """Pronouns stand for the last speaker named."""
    out = []
    for a in said:
        if a.pronoun:
            if speaker is None:
                continue
            a = Attribution(
                speaker.text,
                speaker.start,
                speaker.end,
                a.verb_first,
                a.verb_last,
                speaker.kind,
                a.via or speaker.via,
                a.reporting,
                True,
                "pronoun for the last speaker",
            )
        else:
            speaker = a
        out.append(a)
    return out, speaker


def _speaker_of(s: Sentence, first: int, said: list[Attribution]) -> Attribution | None:
    usable = [a for a in said if a.reporting in ("say", "confirm", "announce", "condemn") or (a.reporting == "claim")]
    return min(usable, key=lambda a: abs(a.verb_first - first), default=None)


def _mentions(
    s: Sentence, events: list[Event], outcomes: list[Outcome], attackers: list[Attacker], said: list[Attribution]
) -> list[Mention]:
    out: list[Mention] = []

    def cut(start: int, end: int) -> str:
        return s.text[start - s.start : end - s.start]

    def add(start: int, end: int, label: Any, rule: str, **attrs: Any) -> None:
        out.append(Mention(start, end, s.source, cut(start, end), label, s.index, rule, attrs))

    attacking = {id(a.group) for a in attackers if a.group is not None}
    for ev in events:
        a, b = s.tokens[ev.entry.first].start, s.tokens[ev.entry.last].end
        add(
            a,
            b,
            "event",
            f"act word, {ev.act}",
            act=ev.act,
            strong=ev.strong,
            pos=ev.entry.fields["pos"],
            definite=ev.definite,
            indefinite=ev.indefinite,
            plural=ev.plural,
            fresh=ev.fresh,
            unreal=ev.unreal,
        )
    for o in outcomes:
        if o.unreal or o.negated:
            continue
        trigger = s.tokens[o.first].start, s.tokens[o.last].end
        add(
            *trigger,
            "event",
            f"outcome word, {o.measure}",
            act=f"outcome:{o.measure}",
            strong=False,
            pos="outcome",
            definite=False,
            indefinite=False,
            plural=False,
            fresh=False,
            unreal=False,
        )
        for g in o.groups:
            _people(s, o, g, said, attacking, trigger, add)
    _attacked(s, events, attackers, add)
    for x in attackers:
        side = x.group
        speaker = _speaker_of(s, side.first if side else s.token_at(x.start), said)
        by = x.by or (speaker.text if speaker and x.basis in ("stated", "suspected", "attributed") else None)
        add(
            x.start,
            x.end,
            "perpetrator",
            x.rule,
            basis=x.basis,
            by=by,
            via=x.via or (speaker.via if speaker else None),
            actor=side.actor.actor if side and side.actor else None,
            country=x.country or (side.nationality if side else None),
            side=x.side,
            category=side.category if side else "military",
            role=side.role if side else "attacker",
            hedged=bool(side and side.hedged),
            quantity=side.quantity if side else None,
            head=side.head if side else None,
        )
    for e in s.entries:
        if e.table in ("targets", "weapons"):
            a, b = s.tokens[e.first].start, s.tokens[e.last].end
            if e.table == "targets":
                add(
                    a,
                    b,
                    "target",
                    "target word",
                    category=e.fields["category"],
                    victim_category=e.fields["victim_category"],
                )
            else:
                add(a, b, "weapon", "weapon word", kind=e.fields["kind"])
    for d in s.dates:
        add(d.start, d.end, "date", f"{d.kind} expression", mention=d, reporting=_of_saying(s, d, said))
    for p in s.places:
        add(p.mention.start, p.mention.end, "place", f"{p.mention.kind}, {p.mention.relation}", place=p)
    for at in said:
        if not at.pronoun:
            add(at.start, at.end, "speaker", at.rule, kind=at.kind, via=at.via, reporting=at.reporting)
    return out


def _of_saying(s: Sentence, d: DateMention, said: list[Attribution]) -> bool:
    """Is this the day on which something was said: 'authorities said on Monday', 'a annoncé lundi le ministre'?"""
    first, last = s.token_span(d.start, d.end)
    acts = [e for e in s.entries if e.table in ("acts", "outcomes")]
    for a in said:
        if a.rule == "according to":
            continue
        edge = a.verb_last
        if a.start > s.tokens[a.verb_last].start and a.end <= d.start:
            edge = s.token_span(a.start, a.end)[1]
        if (
            0 < first - edge <= 6
            and not any(edge < e.first < first for e in acts)
            and not any(
                s.raw(i) in (",", ";", ":", '"', "“", "”", "»", "«") or s.lower(i) in ("that", "que", "qu'")
                for i in range(edge + 1, first)
            )
        ):
            return True
        subject = s.token_span(a.start, a.end)[0]
        if 0 <= subject - last - 1 <= 2 and a.verb_first > subject and not any(e.last < first for e in acts):
            later = [e for e in acts if e.first > a.verb_last]
            if later and any(last < s.token_at(x.start) for x in s.dates if x is not d and x.kind != "duration"):
                return True
    return False


def _people(
    s: Sentence, o: Outcome, g: Group, said: list[Attribution], attacking: set[int], trigger: tuple[int, int], add: Any
) -> None:
    attacker = g.role == "attacker" or id(g) in attacking
    speaker = _speaker_of(s, g.first, said)
    start, end = min(g.start, trigger[0]), max(g.end, trigger[1])
    q = g.quantity
    singular = q is None and not g.plural and (g.named or not g.definite)
    if (
        q is not None and not (q.kind == "article" and g.head is None and not q.other and o.voice != "count")
    ) or singular:
        low, high = (q.low, q.high) if q is not None else (1, 1)
        if singular and q is None and not (g.named or s.passage.kind == "headline"):
            low = high = None
        if low is not None or high is not None:
            add(
                g.start,
                g.end,
                "figure",
                o.rule,
                measure=o.measure,
                low=low,
                high=high,
                hedge=q.hedge if q else None,
                of=g.text,
                head=g.head,
                category=g.category,
                demographic=g.demographic,
                part="part" in g.taken,
                included="included" in g.taken,
                earlier="earlier" in g.taken,
                attacker=attacker,
                said_by=speaker.text if speaker else None,
                kind=speaker.kind if speaker else "unknown",
                via=speaker.via if speaker else None,
                quote_start=start,
                quote_end=end,
                other=bool(q and q.other),
                vague=bool(q and q.kind == "vague"),
                voice=o.voice,
                nationality=g.nationality,
            )
    if (
        not attacker
        and o.measure in ("killed", "injured", "abducted", "missing", "freed")
        and (g.head is not None or g.actor is not None)
    ):
        add(
            g.start,
            g.end,
            "victim",
            o.rule,
            category=g.category,
            nationality=g.nationality,
            actor=g.actor.actor if g.actor else None,
            demographic=g.demographic,
        )


def _attacked(s: Sentence, events: list[Event], attackers: list[Attacker], add: Any) -> None:
    """Those attacked: 'attack on soldiers', 'attacked the villagers', 'worshippers were attacked'."""
    attacking = {id(a.group) for a in attackers if a.group is not None}
    for ev in events:
        e = ev.entry
        i = e.last + 1
        if e.fields["pos"] == "noun":
            while (
                i < len(s.tokens)
                and i - e.last <= 3
                and s.lower(i) not in ("on", "against", "contre", "sur", "targeting", "visant", "of")
            ):
                i += 1
            if i - e.last > 3 or i >= len(s.tokens):
                continue
            i += 1
        passive = e.fields["pos"] != "noun" and (s.is_(e.first - 1, "be") or s.is_(e.first - 2, "be"))
        for g in s.groups:
            if id(g) in attacking or g.role == "attacker":
                continue
            near = 0 <= g.first - i <= 2 if not passive else 0 <= e.first - g.last <= 4
            if near and (g.head is not None or g.actor is not None):
                add(
                    g.start,
                    g.end,
                    "victim",
                    "attacked",
                    category=g.category,
                    nationality=g.nationality,
                    actor=g.actor.actor if g.actor else None,
                    demographic=g.demographic,
                )
                break
