"""Drafts: the frames that tell of one incident, and how well another frame agrees with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import asin, cos, pi, sqrt

from attest.coding.frames import Frame, days, overlap
from attest.coding.tagging import Mention
from attest.grounding.dates import When
from attest.grounding.places import GroundedPlace

MAX_FRAMES = 150
MAX_MENTIONS = 300
"""So many sentences, and mentions of a kind, are kept of one incident: with REACH, time is linear in the text."""
FEW = 10
"""Fewer dead of two towns may be as many by chance."""
APART_KM = 12.0
NEXT_KM = 4.0
"""Towns so far from each other are two; so near where the second act is told as a new one."""
DEFINITE = ("the ", "these ", "those ", "les ", "ces ", "le ", "la ", "l'", "l’", "cette ", "ce ")
"""How mentions of people told of before begin."""

W = {
    "base": 0.6,
    "last": 0.8,
    "first": 0.3,
    "definite": 0.6,
    "figure": 1.5,
    "other_figure": 1.0,
    "act": 0.4,
    "other_act": 1.0,
    "another": 2.0,
    "apart": 2.5,
    "opener": 1.2,
    "earlier": 0.8,
    "duration": 1.0,
    "indefinite": 0.4,
    "same_day": 1.2,
    "next_day": 1.0,
    "other_day": 4.0,
    "old": 2.0,
    "place": 1.2,
    "near": 0.0,
    "other_place": 1.6,
    "other_region": 1.4,
    "section": 1.5,
    "points_back": 0.8,
    "day_and_place": 1.0,
    "toll_elsewhere": 0.6,
    "own_place": 1.6,
    "other_side": 0.4,
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
    section: int = 0  # of its latest frame
    when: When | None = None  # the firmest date so far: the first one of few days, else the first
    acts: set[str] = field(default_factory=set)  # the groups of acts that the words evoke
    figures: set[tuple[str, int | None]] = field(default_factory=set)  # measure and number
    sides: set[str] = field(default_factory=set)  # those said to have done it, by actor or head word
    places: dict[tuple[str | None, ...], GroundedPlace] = field(default_factory=dict)

    def add(self, signs: Signs) -> None:
        """Take a frame in."""
        if len(self.frames) >= MAX_FRAMES:
            return
        frame = signs.frame
        self.frames.append(frame)
        firm = frame.when is not None and not frame.weak_date
        if firm and (self.when is None or days(self.when) > 2 >= days(frame.when)):
            self.when = frame.when
        self.acts |= signs.acts
        self.sides |= signs.sides
        self.figures |= signs.figures | signs.parts
        if (p := frame.place) is not None:
            self.places.setdefault((p.mention.kind, p.name, p.country, p.admin1_code, str(p.lat), str(p.lon)), p)

    def towns(self) -> list[GroundedPlace]:
        """The settlements that its frames name as where the act happened."""
        return [p for p in self.places.values() if p.mention.kind == "place"]

    def of(self, label: str, *, context: bool = False) -> list[Mention]:
        """The mentions with a label over all frames, up to a number that no report reaches."""
        found: list[Mention] = []
        for f in self.frames:
            found += f.of(label)
        if context:
            for f in self.context:
                found += f.of(label)
        return found[:MAX_MENTIONS] if len(found) > MAX_MENTIONS else found


@dataclass(slots=True)
class Signs:
    """What a frame itself says on which incident it tells of, read off once: it is weighed against many drafts."""

    frame: Frame
    acts: set[str]  # the groups of acts that its words evoke
    sides: set[str]  # those that it says did it, by actor or head word
    figures: set[tuple[str, int | None]]  # measure and number
    parts: set[tuple[str, int | None]]  # those of parts of larger figures
    act: bool  # it tells of an act, not only of what came of one
    definite: bool  # … of one told of before: 'the attack'
    definite_first: bool  # the first act is one
    indefinite: bool  # … of one not told of before: 'an attack'
    told_new: bool
    new_town: bool  # it tells of an incident in a town by itself
    points_back: bool

    @classmethod
    def of(cls, f: Frame) -> Signs:
        """The signs of a frame."""
        cues = f.label.cues
        events = f.of("event")
        acts = [m for m in events if m.attrs["pos"] != "outcome"]
        definite = "set off" not in cues and any(m.attrs["definite"] for m in acts)
        indefinite = not definite and any(m.attrs["indefinite"] for m in acts)
        figures: set[tuple[str, int | None]] = set()
        parts: set[tuple[str, int | None]] = set()
        for m in f.of("figure"):
            if not m.attrs["single"]:
                (parts if m.attrs["part"] else figures).add((m.attrs["measure"], m.attrs["low"]))
        told_new = indefinite or not _NEW.isdisjoint(cues)
        back = _points_back(f)
        return cls(
            f,
            {ACT_GROUPS[m.attrs["act"]] for m in events if m.attrs["act"] in ACT_GROUPS},
            _sides(f),
            figures,
            parts,
            bool(acts),
            definite,
            "set off" not in cues and bool(acts) and bool(acts[0].attrs["definite"]),
            indefinite,
            told_new,
            (told_new or not (definite or back)) and _stands_alone(f),
            back,
        )


_NEW = frozenset(("another", "ordinal", "fronted", "onward"))
"""Cues of an act that is told as a new one."""


def _sides(f: Frame) -> set[str]:
    return {
        m.attrs["actor"].name if m.attrs["actor"] is not None else str(m.attrs["head"])
        for m in f.of("perpetrator")
        if m.attrs["actor"] is not None or m.attrs["head"]
    }


def _points_back(f: Frame) -> bool:
    """Are the people of a frame those told of before: 'the attackers', 'les assaillants', 'the victims'?"""
    return any(
        m.text.lower().startswith(DEFINITE) and m.attrs.get("actor") is None and len(m.text.split()) <= 2
        for m in (*f.of("perpetrator"), *f.of("victim"))
    )


def _stands_alone(f: Frame) -> bool:
    """Does a sentence give a settlement and, of its own, figures, or a target with an act: enough for an incident?"""
    if f.place is None or f.place.mention.kind != "place" or f.pointed or f.label.passage.kind == "headline":
        return False
    if f.place_mention is None or f.place_mention.attrs["scale"] == "part" or "other side" in f.label.cues:
        return False
    if "ordinal" in f.label.cues or any(_harm(m) and not m.attrs["part"] for m in f.of("figure")):
        return True
    acts = [m for m in f.of("event") if m.attrs["pos"] != "outcome" and not m.attrs["unreal"]]
    if any(m.attrs["definite"] for m in acts) or not (f.of("target") or f.of("perpetrator") or f.of("weapon")):
        return False
    return bool(acts) and ("fronted" in f.label.cues or any(m.attrs.get("strong") for m in acts))


def _harm(m: Mention) -> bool:
    return m.attrs["measure"] in ("killed", "injured", "abducted", "missing") and m.attrs["low"] != 0


def _one_town(a: GroundedPlace, b: GroundedPlace | None, told_new: bool) -> bool:
    """May two places be one town, or one of them a place in the other? Less so where an act is told as new."""
    km = _km(a, b) if b is not None else None
    return b is None or a.name == b.name or (km is not None and km < (NEXT_KM if told_new else APART_KM))


def sets_scene(f: Frame, last: Draft | None, section: int) -> bool:
    """Does a sentence without an act set the scene of the next: a day, and a place, that are not those told of last?"""
    if f.when is None or f.weak_date or days(f.when) > 2 or f.label.passage.kind != "body":
        return False
    if "earlier" in f.label.cues:
        return False
    if last is None or last.section != section:
        return True
    if last.when is not None and not overlap(last.when, f.when, slack=0):
        return f.place is not None or bool(f.of("weapon") or f.of("perpetrator"))
    if "opener" in f.label.cues:
        return f.place is not None
    return f.place is not None and f.place.mention.kind == "place" and _places_agree(last, f) < 0


def set_in(f: Frame, scene: Frame) -> bool:
    """Give a frame that has no day and place of its own those of the scene before it; True where it had none."""
    if (f.when is not None and not f.weak_date) or f.place is not None:
        return False
    f.hold([*scene.mentions, *f.mentions])
    f.when, f.when_mention, f.weak_date = scene.when, scene.when_mention, False
    f.place, f.place_mention = scene.place, scene.place_mention
    f.label = replace(f.label, cues=f.label.cues | (scene.label.cues & {"opener", "apart", "another"}))
    return True


def same_incident(d: Draft, s: Signs, is_last: bool, is_first: bool, section: int) -> float:
    """How much speaks for the frame with these signs telling of the draft's incident."""
    f = s.frame
    cues = f.label.cues
    fresh = "another" in cues
    mine, theirs = d.figures, s.figures
    score = W["base"] + W["last"] * is_last + W["first"] * is_first
    if s.definite and not fresh:
        score += W["definite"]
    towns = d.towns() if s.new_town else []
    apart = s.new_town and not any(_one_town(p, f.place, s.told_new) for p in towns)
    place = _places_agree(d, f)
    if f.pointed:
        place = min(place, 0.0)  # that it points back to the place does not make it the same act
    if apart and towns:
        place = min(place, -W["other_place"])
    if place < 0 and f.when is None and not (s.act or f.of("weapon") or f.of("perpetrator")):
        place *= W["toll_elsewhere"]
    on_day = _dates_agree(d, f, s.act)
    score += on_day + place
    if apart and towns:
        score -= W["own_place"]
        if f.when is not None and not f.weak_date and d.when is not None and overlap(d.when, f.when, slack=0):
            score -= W["same_day"]
    if place < 0 and d.when is not None and f.when is not None and not overlap(d.when, f.when, slack=0):
        score -= W["day_and_place"]
    shared = mine & theirs if mine and theirs else ()
    chance = (apart or on_day == -W["other_day"]) and all((low or 0) < FEW for _, low in shared)
    if shared and not chance:
        score += W["figure"]
    elif mine and theirs and (s.indefinite or fresh):
        score -= W["other_figure"]
    if section != d.section:
        score -= W["section"]
    if d.sides and s.sides and d.sides.isdisjoint(s.sides):
        score -= W["other_side"]
    if d.acts and s.acts:
        score += -W["other_act"] if d.acts.isdisjoint(s.acts) else W["act"]
    if fresh:
        score -= W["another"]
    if cues and not s.definite_first:
        score -= W["apart"] * ("apart" in cues or "set off" in cues) + W["opener"] * (
            "opener" in cues and (s.act or not f.of("event"))
        )
    if is_last and s.points_back:
        score += W["points_back"]
    if "earlier" in cues and not s.definite and (theirs or f.when is not None):
        score -= W["earlier"]
    if "duration" in cues and f.when is None:
        score -= W["duration"]
    if s.indefinite and not is_first and theirs:
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
            return 0.0 if "opener" in f.label.cues else W["same_day"]
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
    mine = list(d.places.values())
    if f.place.mention.kind == "place":
        mine = [p for p in mine if p.mention.kind == "place"] or mine
    score = -9.0
    for p in mine:
        if p.country is None and len(mine) > 1:
            continue  # a sea or a region of several countries
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
