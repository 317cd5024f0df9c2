"""From mentions to drafts: which sentences tell of the same incident, which of another.

A sentence that evokes an act makes one frame, or several where it names several dates with an
act each. Frames are joined to drafts in text order; what a frame says of date, place, figures and
act speaks for or against each draft so far. A frame no draft wants starts a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from math import asin, cos, pi, sqrt

from attest.coding.frames import EVOKING, Frame, days, find_frames, overlap, resolve_dates
from attest.coding.tagging import Mention, Tagging
from attest.grounding.dates import Anchor, When
from attest.grounding.places import GroundedPlace

GATE = 1.5
"""Least violence of a report that is coded at all (see grammar.tagger)."""

JOIN = 0.0
"""Least score at which a frame joins a draft."""

REACH = 40
"""A frame is weighed against the first draft and the last so many: no report goes further back than that."""

MAX_FRAMES = 150
MAX_MENTIONS = 300
"""So many sentences, and mentions of a kind, are kept of one incident: with REACH, time is linear in the text."""
W = {
    "base": 0.6,
    "last": 0.8,
    "first": 0.3,
    "definite": 0.6,
    "figure": 1.5,
    "other_figure": 1.0,
    "act": 0.4,
    "other_act": 0.7,
    "another": 2.0,
    "apart": 2.5,
    "opener": 0.8,
    "earlier": 0.8,
    "duration": 1.0,
    "indefinite": 0.4,
    "same_day": 1.2,
    "next_day": 1.0,
    "other_day": 4.0,
    "old": 2.0,
    "place": 1.2,
    "near": 0.3,
    "other_place": 1.6,
    "other_region": 1.4,
}
"""What each sign weighs for or against a frame being of a draft's incident."""

ACT_GROUPS = {
    "airstrike": "strike",
    "drone": "strike",
    "shelling": "strike",
    "missile": "strike",
    "explosion": "bomb",
    "suicide": "bomb",
    "grenade": "bomb",
    "abduction": "abduction",
    "hostage": "abduction",
    "outcome:abducted": "abduction",
    "ramming": "ramming",
    "stabbing": "stabbing",
    "protest_repression": "unrest",
    "mob": "unrest",
    "clash": "clash",
    "capture": "clash",
}


@dataclass(slots=True, eq=False)
class Draft:
    """The frames that tell of one incident, and the sentences around them that add to it.

    Frames come in by `add`, which keeps up what the next frame is weighed against.
    """

    frames: list[Frame] = field(default_factory=list)
    context: list[Frame] = field(default_factory=list)
    role: str = "main"
    when: When | None = None  # the firmest date so far: the first one of few days, else the first
    acts: set[str] = field(default_factory=set)  # the groups of acts that the words evoke
    figures: set[tuple[str, int | None]] = field(default_factory=set)  # measure and number
    places: dict[tuple[str | None, ...], GroundedPlace] = field(default_factory=dict)

    def add(self, frame: Frame) -> None:
        """Take a frame in."""
        if len(self.frames) >= MAX_FRAMES:
            return
        self.frames.append(frame)
        firm = frame.when is not None and not frame.weak_date
        if firm and (self.when is None or days(self.when) > 2 >= days(frame.when)):
            self.when = frame.when
        self.acts |= acts_of(frame)
        self.figures |= {(m.attrs["measure"], m.attrs["low"]) for m in frame.of("figure")}
        if (p := frame.place) is not None:
            self.places.setdefault((p.mention.kind, p.name, p.country, p.admin1_code, str(p.lat), str(p.lon)), p)

    def of(self, label: str, *, context: bool = False) -> list[Mention]:
        """The mentions with a label over all frames, up to a number that no report reaches."""
        frames = [*self.frames, *self.context] if context else self.frames
        return list(islice((m for f in frames for m in f.mentions if m.label == label), MAX_MENTIONS))


def acts_of(frame: Frame) -> set[str]:
    """The groups of acts that a frame's words evoke."""
    return {ACT_GROUPS[m.attrs["act"]] for m in frame.of("event") if m.attrs["act"] in ACT_GROUPS}


@dataclass(slots=True)
class Assembled:
    """Drafts in order, the dates as resolved, and why there is none."""

    drafts: list[Draft]
    dates: dict[int, When]
    nothing_because: str | None = None


def assemble(tagging: Tagging, anchor: Anchor | None) -> Assembled:
    """The drafts of a report."""
    whens = resolve_dates(tagging, anchor)
    reason = _gate(tagging)
    if reason:
        return Assembled([], whens, reason)
    frames, around = find_frames(tagging, whens)
    drafts: list[Draft] = []
    last: Draft | None = None
    for frame in sorted([*frames, *around], key=lambda f: (f.label.index, f.start)):
        if frame.label.kind in EVOKING:
            last = _join(drafts, frame, last)
        elif last is not None and len(last.context) < MAX_FRAMES:
            last.context.append(frame)
    drafts = [d for d in drafts if _holds(d, drafts)]
    if not drafts:
        return Assembled([], whens, "no sentence tells of one act at some place or time, or of what came of it")
    _roles(drafts)
    return Assembled(drafts, whens)


# ------------------------------------------------------------------ is this report about violence at all
def _gate(tagging: Tagging) -> str | None:
    if not tagging.sentences:
        return "the text is empty"
    other = sum(w * (0.5 if k == "generic" else 1.0) for k, w in tagging.unrelated.items())
    if tagging.violent < GATE:
        return "no act of armed or political violence is told"
    if other >= tagging.violent:
        worst = max(tagging.unrelated, key=lambda k: tagging.unrelated[k])
        return f"the words of violence belong to another matter: {worst}"
    return None


# ------------------------------------------------------------------ joining
def _join(drafts: list[Draft], frame: Frame, last: Draft | None) -> Draft:
    near = range(max(1, len(drafts) - REACH), len(drafts))
    scored = [(_same(drafts[n], frame, drafts[n] is last, n == 0), -n) for n in (*range(min(1, len(drafts))), *near)]
    best, n = max(scored, default=(JOIN, 0))
    d = drafts[-n] if best > JOIN else Draft()
    if best <= JOIN:
        drafts.append(d)
    d.add(frame)
    return d


def _same(d: Draft, f: Frame, is_last: bool, is_first: bool) -> float:
    """How much speaks for the frame telling of the draft's incident."""
    cues = f.label.cues
    events = [m for m in f.of("event") if m.attrs["pos"] != "outcome"]
    definite = any(m.attrs["definite"] for m in events)
    indefinite = any(m.attrs["indefinite"] for m in events) and not definite
    fresh = "another" in cues
    mine = d.figures
    theirs = {(m.attrs["measure"], m.attrs["low"]) for m in f.of("figure") if not m.attrs["part"]}
    score = W["base"] + W["last"] * is_last + W["first"] * is_first
    if definite and not fresh:
        score += W["definite"]
    score += _dates_agree(d, f, bool(events)) + _places_agree(d, f)
    if mine & theirs:
        score += W["figure"]
    elif mine and theirs and (indefinite or fresh):
        score -= W["other_figure"]
    a, b = d.acts, acts_of(f)
    if a and b:
        score += W["act"] if a & b else -W["other_act"]
    if fresh:
        score -= W["another"]
    if "apart" in cues and not (events and events[0].attrs["definite"]):
        score -= W["apart"]
    if "opener" in cues and events:
        score -= W["opener"]
    if "earlier" in cues and not definite and (theirs or f.when is not None):
        score -= W["earlier"]
    if "duration" in cues and f.when is None:
        score -= W["duration"]
    if indefinite and not is_first and theirs:
        score -= W["indefinite"]
    return score


def _dates_agree(d: Draft, f: Frame, act: bool) -> float:
    """What the dates say: one day, neighbouring days, days apart, or nothing."""
    if f.when is None or f.weak_date:
        return 0.0
    when, long = d.when, days(f.when)
    if when is None:
        return -W["old"] if "earlier" in f.label.cues or long > 25 else 0.0
    if overlap(when, f.when, slack=0):
        if long <= 2 and days(when) <= 2:
            return W["same_day"]
        return -W["old"] if long > 300 and "earlier" in f.label.cues else 0.0
    if overlap(when, f.when):
        return -W["next_day"] if act else 0.0
    return -W["other_day"]


def _km(a: GroundedPlace, b: GroundedPlace) -> float | None:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return None
    p = pi / 180
    h = 0.5 - cos((b.lat - a.lat) * p) / 2 + cos(a.lat * p) * cos(b.lat * p) * (1 - cos((b.lon - a.lon) * p)) / 2
    return 12742 * asin(sqrt(max(0.0, h)))


def _places_agree(d: Draft, f: Frame) -> float:
    if f.place is None:
        return 0.0
    if not d.places:
        return 0.0
    score = -9.0
    for p in d.places.values():
        if p.country and f.place.country and p.country != f.place.country:
            one = -2.0
        elif p.mention.kind == f.place.mention.kind == "place":
            km = _km(p, f.place)
            one = (
                W["place"] if p.name == f.place.name else W["near"] if km is not None and km < 30 else -W["other_place"]
            )
        elif p.mention.kind == f.place.mention.kind == "admin1":
            one = 0.6 if p.name == f.place.name else -W["other_region"]
        elif p.admin1_code and f.place.admin1_code and p.admin1_code != f.place.admin1_code:
            one = -W["other_region"]
        else:
            one = 0.2
        score = max(score, one)
    return score


# ------------------------------------------------------------------ closing the list
def _holds(d: Draft, drafts: Sequence[Draft]) -> bool:
    """Is the draft one act that the text states, rather than talk?"""
    figures = [m for m in d.of("figure") if m.attrs["measure"] in ("killed", "injured", "abducted", "missing")]
    strong = any(m.attrs.get("strong") and not m.attrs["plural"] for m in d.of("event"))
    events = [m for m in d.of("event") if m.attrs["pos"] != "outcome"]
    placed = any(f.place is not None and f.place.mention.kind != "demonym" for f in d.frames)
    dated = d.when is not None
    weight = sum(f.label.weight for f in d.frames)
    first = d is drafts[0] or any("headline" in f.label.cues for f in d.frames)
    if first:
        return bool(figures or strong or (events and (placed or dated)) or weight >= 2)
    if figures and (dated or placed or events):
        return True
    if (strong or events) and dated and (placed or d.of("perpetrator") or d.of("victim")):
        return True
    return bool(strong and placed and d.of("perpetrator"))


def _roles(drafts: list[Draft]) -> None:
    main = drafts[0]
    main.role = "main"
    start = date.fromisoformat(main.when.start) if main.when is not None else None
    for d in drafts[1:]:
        earlier = any(f.label.cues & {"earlier", "history"} for f in d.frames)
        if d.when is not None and start is not None:
            gap = (start - date.fromisoformat(d.when.end)).days
            d.role = "background" if gap > 2 or (earlier and gap > 0) else "secondary"
        elif d.when is not None:
            d.role = "background"
        else:
            d.role = "background" if earlier else "secondary"
