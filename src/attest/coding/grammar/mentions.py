"""From what the grammar found in a sentence to its mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.attackers import Attacker
from attest.coding.grammar.culprits import is_lone, is_plain, unnamed
from attest.coding.grammar.events import HARM, Event
from attest.coding.grammar.outcome import Outcome
from attest.coding.grammar.sayers import speaker_of
from attest.coding.grammar.speech import Attribution
from attest.coding.grammar.standing import Scene
from attest.coding.grammar.targets import find_targets
from attest.coding.grammar.victims import find_attacked, victim
from attest.coding.tagging import Mention
from attest.grounding.dates import DateMention


def mentions_of(
    s: Sentence,
    events: list[Event],
    outcomes: list[Outcome],
    attackers: list[Attacker],
    said: list[Attribution],
    around: Attribution | None = None,
) -> list[Mention]:
    """All mentions of a sentence, by what found them; `around` says what it tells in nobody's name."""
    out: list[Mention] = []
    text, base, source, index = s.text, s.start, s.source, s.index

    def add(start: int, end: int, label: Any, rule: str, **attrs: Any) -> None:
        out.append(Mention(start, end, source, text[start - base : end - base], label, index, rule, attrs))

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
            if said and any(a.start <= g.start and g.end <= a.end for a in said):
                continue  # who says it is not whom it happened to
            if o.measure == "casualties" and g.quantity is not None and g.quantity.kind == "vague" and o.first < o.last:
                # 'dozens of dead and wounded' are dozens of both
                for measure in ("killed", "injured"):
                    both = replace(o, measure=measure, groups=[])
                    _people(s, both, g, speaker_of(s, g.first, said) or around, attacking, trigger, add)
                continue
            _people(s, o, g, speaker_of(s, g.first, said) or around, attacking, trigger, add)
    attacked = find_attacked(s, events, said)
    for g in attacked:
        if id(g) not in attacking:
            add(g.start, g.end, "victim", "attacked", **victim(s, g, None))
    for x in attackers:
        side = x.group
        speaker = speaker_of(s, side.first if side else s.token_at(x.start), said)
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
            on_attackers=x.on_attackers,
            weak=x.weak,
            plural=side is None or side.plural,
            lone=side is not None and is_lone(s, side),
            plain=side is not None and is_plain(s, side),
            unnamed=unnamed(s, side) if side is not None else None,
        )
    targets = find_targets(s, events)
    for e in s.of_table("targets"):
        hit = targets.get(e.first)
        add(
            s.tokens[e.first].start,
            s.tokens[e.last].end,
            "target",
            hit or "target word",
            hit=hit is not None,
            category=e.fields["category"],
            victim_category=e.fields["victim_category"],
        )
    for e in s.of_table("weapons"):
        add(s.tokens[e.first].start, s.tokens[e.last].end, "weapon", "weapon word", kind=e.fields["kind"])
    if s.dates or s.places:
        _set(s, said, add)
    for at in said:
        if not at.pronoun:
            add(at.start, at.end, "speaker", at.rule, kind=at.kind, via=at.via, reporting=at.reporting)
    return out


def _set(s: Sentence, said: list[Attribution], add: Any) -> None:
    """The days and places of a sentence, and how they stand to its act."""
    scene = Scene(s, said)
    for d in s.dates:
        said_then, aside = bool(said) and _of_saying(s, d, said), scene.is_aside(d) or _of_founding(s, d)
        add(d.start, d.end, "date", f"{d.kind} expression", mention=d, reporting=said_then, aside=aside)
    for p in s.places:
        rule = f"{p.mention.kind}, {p.mention.relation}"
        stands, scale = scene.standing(p), scene.scale(p)
        add(p.mention.start, p.mention.end, "place", rule, place=p, standing=stands, scale=scale)


def _of_founding(s: Sentence, d: DateMention) -> bool:
    """Is it when a group was founded, a man born or named: 'a group that was founded in Burkina Faso in 2016'?"""
    founding = s.of_class("founding")
    if not founding:
        return False
    first = s.token_span(d.start, d.end)[0]
    for i in range(first - 1, max(-1, first - 8), -1):
        if i in founding:
            return True
        if s.punct(i) or any(e.table in ("acts", "outcomes") for e in s.ending_at(i)):
            return False
    return False


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
    s: Sentence,
    o: Outcome,
    g: Group,
    speaker: Attribution | None,
    attacking: set[int],
    trigger: tuple[int, int],
    add: Any,
) -> None:
    attacker = g.role == "attacker" or id(g) in attacking
    start, end = min(g.start, trigger[0]), max(g.end, trigger[1])
    q = g.quantity
    singular = q is None and not g.plural and g.head is not None and (g.named or s.is_(g.first, "determiner"))
    if (
        q is not None and not (q.kind == "article" and g.head is None and not q.other and o.voice != "count")
    ) or singular:
        low, high = (q.low, q.high) if q is not None else (1, 1)
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
                single=q is None and not g.named and s.passage.kind != "headline",
                people=g.head in s.classes["people"],
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
        (not attacker or (id(g) not in attacking and o.measure in ("killed", "injured")))
        and o.measure in HARM
        and (g.head is not None or g.actor is not None)
    ):
        add(g.start, g.end, "victim", o.rule, **victim(s, g, o.measure))
