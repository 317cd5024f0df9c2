"""Frames: what one sentence, or one clause of it, says of one incident, with its day and its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from attest.coding.tagging import Mention, SentenceLabel, Tagging
from attest.grounding.dates import Anchor, DateMention, When, in_year, resolve
from attest.grounding.gazetteer_units import unit_of
from attest.grounding.places import GroundedPlace

MOST_CLAUSES = 12
"""A sentence is cut into so many clauses at most: time is linear in its length."""

EVOKING = ("happened", "attempted", "denied", "threatened")


@dataclass(slots=True, eq=False)
class Frame:
    """What one sentence, or one clause of it, says of one incident."""

    label: SentenceLabel
    mentions: list[Mention]
    when: When | None = None
    when_mention: Mention | None = None
    weak_date: bool = False
    place: GroundedPlace | None = None
    place_mention: Mention | None = None
    pointed: bool = False  # the place is one that an earlier sentence names
    _by_label: dict[str, list[Mention]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort the mentions by label: they are asked for many times."""
        self.hold(self.mentions)

    def hold(self, mentions: list[Mention]) -> None:
        """Have these mentions, and no others."""
        self.mentions = mentions
        found: dict[str, list[Mention]] = {}
        for m in mentions:
            if m.label in found:
                found[m.label].append(m)
            else:
                found[m.label] = [m]
        self._by_label = found

    def of(self, label: str) -> Sequence[Mention]:
        """The mentions with a label, in order."""
        return self._by_label.get(label, ())

    @property
    def start(self) -> int:
        """Offset of the first mention that evokes the act."""
        events = self.of("event") or self.mentions
        return min((m.start for m in events), default=self.label.passage.start)


@lru_cache(maxsize=4096)
def day_number(iso: str) -> int:
    """An ISO day as a number that counts on from day to day."""
    return date.fromisoformat(iso).toordinal()


def days(when: When | None) -> int:
    """Length of an interval in days, a day counting 0; a large number where there is none."""
    if when is None:
        return 9999
    return day_number(when.end) - day_number(when.start) if when.end != when.start else 0


def resolve_dates(tagging: Tagging, anchor: Anchor | None) -> dict[int, When]:
    """Every date mention that can be resolved; the last one settled is the context of the next.

    Where none is settled, the day on which somebody spoke is: 'police said on Tuesday that three days earlier'.
    """
    out: dict[int, When] = {}
    context: When | None = None
    said: When | None = None
    sentence = -1
    for m in tagging.mentions:
        if m.label != "date" or m.attrs["mention"].kind == "duration":
            continue
        mention: DateMention = m.attrs["mention"]
        if context is not None and context.precision == "year" and sentence == m.sentence:
            mention = in_year(mention, int(context.start[:4]))  # "last year …, when … in May"
        when = resolve(mention, anchor, context=context or said)
        if when is None:
            continue
        out[id(m)] = when
        if m.attrs.get("reporting"):
            said = when
        elif not m.attrs.get("aside"):
            context, sentence = when, m.sentence
    return out


def find_frames(tagging: Tagging, whens: dict[int, When]) -> tuple[list[Frame], list[Frame]]:
    """The frames that evoke an act, and these and those of the sentences around them in text order."""
    by_sentence: dict[int, list[Mention]] = {}
    for m in tagging.mentions:
        by_sentence.setdefault(m.sentence, []).append(m)
    evoking: list[Frame] = []
    around: list[Frame] = []
    for label in tagging.sentences:
        mentions = by_sentence.get(label.index, [])
        if label.kind in EVOKING:
            for clause in _clauses(label, mentions):
                for part in _split(label, clause, whens):
                    frame = Frame(label, part)
                    _date(frame, whens)
                    _place(frame)
                    evoking.append(frame)
        elif label.kind == "context" or (label.kind == "general" and _definite(mentions)):
            frame = Frame(label, mentions)
            _date(frame, whens)
            _place(frame)
            around.append(frame)
    ordered = sorted([*evoking, *around], key=lambda f: (f.label.index, f.start))
    _point_back(ordered)
    return evoking, ordered


def _clauses(label: SentenceLabel, mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of a sentence by clause, where each of two clauses tells of an act or of what came of one."""
    if not label.breaks or sum(_tells(m) for m in mentions) < 2:
        return [mentions]
    parts, rest = [], mentions
    for at, kind in label.breaks:
        left, right = [m for m in rest if m.end <= at], [m for m in rest if m.end > at]
        if not (any(map(_tells, left)) and any(map(_tells, right))):
            continue
        if kind == "pivot":
            right = [_behind_pivot(m) for m in right]
        if kind == "plain":
            own = all(_whole(part) for part in (left, right)) and _own(right, left, dates=False)
        else:
            own = label.passage.kind == "headline" or _own(right, left, figures=kind == "pivot")
        if own:
            parts.append(left)
            rest = right
            if len(parts) == MOST_CLAUSES:
                break
    days_told = [m for m in mentions if m.label == "date" and not m.attrs.get("reporting")]
    parts.append(rest)
    if len(days_told) == 1 and not any(kind == "pivot" for _, kind in label.breaks):
        return [part if days_told[0] in part else [*part, days_told[0]] for part in parts]
    return parts


def _tells(m: Mention) -> bool:
    return m.label == "event" and not m.attrs["unreal"]


def _behind_pivot(m: Mention) -> Mention:
    """A mention as the clause that tells of the other act has it: the other act's place is its own."""
    if m.label == "place" and m.attrs["standing"] == "other":
        return replace(m, attrs={**m.attrs, "standing": "act"})
    return m


def _whole(clause: list[Mention]) -> bool:
    """Does a clause give dead, wounded or taken people, or what was attacked, and the settlement where that was?"""
    counted = any(m.label == "figure" and m.attrs["low"] and not m.attrs["part"] for m in clause)
    act = any(m.label == "event" and m.attrs.get("strong") for m in clause) and any(m.label == "target" for m in clause)
    return (counted or act) and any(
        m.label == "place" and m.attrs["place"].mention.kind == "place" and of_act(m) for m in clause
    )


def _own(clause: list[Mention], before: list[Mention], figures: bool = False, dates: bool = True) -> bool:
    """Does a clause give a day or a place of its own (or, where that is enough, figures)?"""
    if figures and any(m.label == "figure" for m in clause):
        return True
    if dates and any(m.label == "date" and not m.attrs.get("reporting") for m in clause):
        return True
    named = {m.attrs["place"].name for m in before if m.label == "place"}
    return any(
        m.label == "place"
        and of_act(m)
        and m.attrs["place"].mention.kind == "place"
        and m.attrs["place"].name not in named
        for m in clause
    )


def _definite(mentions: list[Mention]) -> bool:
    """Does a sentence come back to acts told before: 'the attacks happened in …'?"""
    return any(m.label == "event" and m.attrs["definite"] for m in mentions)


def _split(label: SentenceLabel, mentions: list[Mention], whens: dict[int, When]) -> list[list[Mention]]:
    """One list a clause where a sentence gives several dates that cannot be one, with an act each."""
    settled = [m for m in mentions if m.label == "date" and id(m) in whens]
    dated = [m for m in settled if not (m.attrs.get("reporting") or m.attrs.get("aside"))]
    if len(dated) < 2:
        return [mentions]
    apart: list[Mention] = []
    for m in dated:
        if all(not overlap(whens[id(m)], whens[id(x)], slack=2) for x in apart):
            apart.append(m)
    events = [m for m in mentions if m.label == "event"]
    if len(apart) < 2 or len(events) < 2:
        return [mentions]
    apart.sort(key=lambda m: m.start)
    cuts = _cuts(apart, sorted({m.start for m in events}), label.joints)
    parts: list[list[Mention]] = [[] for _ in apart]
    for m in mentions:
        parts[bisect_right(cuts, m.start)].append(m)
    if all(any(m.label == "event" for m in p) for p in parts):
        return parts
    return [mentions]


def _cuts(dates: list[Mention], acts: list[int], joints: Sequence[tuple[int, int]]) -> list[int]:
    """Where the clause of each date but the first begins, given where acts and clauses do.

    A day has its act before it or behind it: 'taken on Monday …, freed on Friday', 'on Monday … shot, and on Friday'.
    """
    cuts: list[int] = []
    for n in range(1, len(dates)):
        here, there = dates[n - 1], dates[n]
        since = cuts[-1] if cuts else 0
        until = dates[n + 1].start if n + 1 < len(dates) else acts[-1] + 1
        told = any(since <= a < here.start for a in acts)
        between = [a for a in acts if here.end <= a < there.start]
        follows = any(there.end <= a < until for a in acts)
        if not between or not (told or (not follows and len(between) > 1)):
            cuts.append(there.start)
            continue
        first = here.end if told else between[0] + 1
        begins = [(sure, at) for at, sure in joints if first <= at <= between[-1]]
        cuts.append(max(begins)[1] if begins else between[-1])
    return cuts


def _distance(a: Mention, b: Mention) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def overlap(a: When, b: When, slack: int = 1) -> bool:
    """Do two intervals meet, up to some days?"""
    return day_number(a.start) - slack <= day_number(b.end) and day_number(b.start) - slack <= day_number(a.end)


def _inside(inner: When, outer: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _date(frame: Frame, whens: dict[int, When]) -> None:
    dates = [m for m in frame.of("date") if id(m) in whens and not m.attrs.get("aside")]
    if not dates:
        return
    events = frame.of("event")
    firm = [m for m in dates if not m.attrs.get("reporting")]
    pool = firm or dates

    def cost(m: Mention) -> tuple[bool, int]:
        return days(whens[id(m)]) > 40, min((_distance(m, e) for e in events), default=0)

    best = min(pool, key=cost) if len(pool) > 1 else pool[0]
    if days(whens[id(best)]) > 2:  # "last month, on 17 February"
        finer = [m for m in pool if days(whens[id(m)]) <= 2 and _inside(whens[id(m)], whens[id(best)])]
        best = min(finer, key=lambda m: _distance(m, best), default=best)
    frame.when, frame.when_mention, frame.weak_date = whens[id(best)], best, not firm


_SPECIFIC = {"place": 0, "admin2": 1, "admin1": 2, "region": 4, "country": 3}
_FAR = 60
"""Characters between a place and an act beyond which more make no difference."""

_APART = {"of": 60, "border": 30, "distance": 45, "near": 30, "toward": 60, "between": 30, "from": 20}
"""How much less a place is the act's own by its relation."""


def of_act(m: Mention) -> bool:
    """Can a place mention be where the act happened, rather than a speaker's, an origin, a hospital's?"""
    g: GroundedPlace = m.attrs["place"]
    return bool(g.mention.kind != "demonym" and m.attrs.get("standing", "act") == "act")


def _place(frame: Frame) -> None:
    places = [m for m in frame.of("place") if of_act(m)]
    if not places:
        return
    best: tuple[float, Mention] | None = None
    around = {m.attrs["place"].mention.container for m in places}
    partly = any(m.attrs["scale"] == "part" for m in places)
    events = frame.of("event")
    for m in places:
        g: GroundedPlace = m.attrs["place"]
        said = g.mention
        away = _FAR
        for e in events:
            away = min(away, _distance(m, e))
        cost = 40.0 * _SPECIFIC.get(said.kind, 5) + away
        if said.relation != "of" or not said.firm:
            cost += _APART.get(said.relation, 0)
        if said.text in around and not partly:
            cost += 40  # "Pikit, Cotabato"
        if m.attrs["scale"] in ("part", "title"):
            cost += 70
        if g.match == "none" and said.kind == "place":
            cost += 10 if said.firm else 25
        if best is None or cost < best[0]:
            best = (cost, m)
    if best is not None:
        frame.place_mention, frame.place = best[1], best[1].attrs["place"]


def _point_back(frames: list[Frame]) -> None:
    """Give the frames without a place of their own the one that they point back to: 'there', 'in that region'."""
    last: Mention | None = None
    region: Mention | None = None
    acted = False
    for frame in frames:
        places = frame.of("place")
        if not places and not frame.label.cues:
            continue  # nothing to give and nothing to point back with
        for m in places:
            if m.attrs["place"].mention.kind == "admin1" and of_act(m):
                region = m
        wide = frame.place is None or frame.place.mention.kind in ("country", "region")
        if wide and "same place" in frame.label.cues and last is not None:
            frame.place_mention, frame.place, frame.pointed = last, last.attrs["place"], True
        elif wide and "same region" in frame.label.cues and (region is not None or last is not None):
            wider = region if region is not None else _region_of(last)
            if wider is not None:
                frame.place_mention, frame.place, frame.pointed = wider, wider.attrs["place"], True
        elif frame.place_mention is not None and not wide:
            told = frame.label.kind in EVOKING
            if told or (not acted and frame.of("event")):
                last, acted = frame.place_mention, acted or told
                held = frame.place_mention.attrs["place"]
                if region is not None and held.admin1_code not in (None, region.attrs["place"].admin1_code):
                    region = None


def _region_of(m: Mention | None) -> Mention | None:
    """The first-level unit that a place lies in, as if the text had named it."""
    g: GroundedPlace | None = m.attrs["place"] if m is not None else None
    unit = unit_of(g.admin1_code) if g is not None and g.admin1_code else None
    if m is None or g is None or unit is None:
        return None
    region = replace(
        g,
        mention=replace(g.mention, kind="admin1"),
        name=unit.name,
        admin1=unit.name,
        admin2=None,
        lat=unit.lat,
        lon=unit.lon,
        coordinates_of="admin1",
        gazetteer_id=f"geonames:{unit.geonames}",
    )
    return replace(m, attrs={**m.attrs, "place": region})
