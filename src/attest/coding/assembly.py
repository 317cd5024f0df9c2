"""From mentions to drafts: which sentences tell of the same incident, which of another.

A sentence that evokes an act makes one frame, or several where it names several dates with an
act each. Frames are joined to drafts in text order; what a frame says of date, place, figures and
act speaks for or against each draft so far. A frame no draft wants starts a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attest.coding.drafts import MAX_FRAMES, Draft, Signs, same_incident, set_in, sets_scene
from attest.coding.frames import EVOKING, Frame, day_number, find_frames, resolve_dates
from attest.coding.grammar.events import ARMED_ACT
from attest.coding.tagging import Tagging
from attest.coding.umbrella import spread_umbrella
from attest.grounding.dates import Anchor, When

GATE = 1.5
"""Least violence of a report that is coded at all (see grammar.topic)."""

SHORT, SHORT_GATE = 3, 1.0
"""The same for a text of so many sentences: it has no room to say it twice."""

JOIN = 0.0
"""Least score at which a frame joins a draft."""

HEAD = -2.0
"""Least score at which a headline is a draft's."""

KEEP = -1.0
"""Least score at which a sentence that is no incident by itself adds to one."""

OLD = 14
"""Days by which an incident of the past is before those that are news."""

REACH = 40
"""A frame is weighed against the first draft and the last so many: no report goes further back than that."""


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
    frames, ordered = find_frames(tagging, whens)
    sections = _sections(tagging)
    drafts: list[Draft] = []
    last: Draft | None = None
    scene: Frame | None = None
    told: Frame | None = None
    heads = [f for f in frames if f.label.passage.kind == "headline" or not _starts(f)]
    if len(heads) == len(frames):
        heads = []
    leading = set(heads)
    for frame in ordered:
        if frame in leading:
            continue
        section = sections.get(frame.label.index, 0)
        if frame.label.kind in EVOKING:
            if scene is not None and sections.get(scene.label.index, 0) == section and set_in(frame, scene):
                last = None
            joined, scene = _join(drafts, frame, last, section), None
            if told is None or told.label is not frame.label or not _pivots(frame):
                last = joined  # what a sentence only sets in time by another act is not what the next goes on with
            told = frame
        elif sets_scene(frame, last, section):
            scene = frame
        elif last is not None and len(last.context) < MAX_FRAMES and (last.section == section):
            last.context.append(frame)
    newest = _newest(drafts)
    for frame in heads:
        _give(drafts, frame, HEAD, newest)
    held = [d for d in drafts if _holds(d, drafts)]
    kept = {id(d) for d in held}
    for frame in [f for d in drafts if id(d) not in kept for f in d.frames]:
        if held:
            _give(held, frame, KEEP, newest)
    drafts = held
    if not drafts:
        return Assembled([], whens, "no sentence tells of one act at some place or time, or of what came of it")
    spread = spread_umbrella(drafts)
    _roles(drafts)
    if spread:
        for d in drafts:
            d.role = "main" if d in spread else d.role
    return Assembled(drafts, whens)


# ------------------------------------------------------------------ is this report about violence at all
def _gate(tagging: Tagging) -> str | None:
    if not tagging.sentences:
        return "the text is empty"
    other = sum(w * (0.25 if k == "generic" else 1.0) for k, w in tagging.unrelated.items())
    if tagging.violent < (GATE if len(tagging.sentences) > SHORT else SHORT_GATE):
        return "no act of armed or political violence is told"
    if other >= tagging.violent:
        worst = max(tagging.unrelated, key=lambda k: tagging.unrelated[k])
        return f"the words of violence belong to another matter: {worst}"
    return None


# ------------------------------------------------------------------ joining
def _sections(tagging: Tagging) -> dict[int, int]:
    """The sections of a bulletin, by sentence: a heading that names a place opens one."""
    placed = {m.sentence for m in tagging.mentions if m.label == "place"}
    out: dict[int, int] = {}
    section = 0
    for label in tagging.sentences:
        section += label.passage.kind == "heading" and label.index in placed
        out[label.index] = section
    return out


def _starts(f: Frame) -> bool:
    """Can a sentence open an incident, or does it tell of the release, the flight or the arrest of people alone?"""
    acts = {m.attrs["act"] for m in f.of("event")}
    return not acts <= {"outcome:freed", "outcome:survived", "outcome:arrested", "outcome:displaced"}


def _pivots(f: Frame) -> bool:
    return any(kind == "pivot" for _, kind in f.label.breaks)


def _give(drafts: list[Draft], frame: Frame, least: float, newest: str | None) -> None:
    """Give a frame that starts no draft (a headline, a release, a rest) to the one that it agrees with best."""
    near = drafts[:REACH]
    signs = Signs.of(frame)
    best, n = max(
        (same_incident(d, signs, False, d is drafts[0], d.section) + 0.4 * (d is drafts[0]) - _old(d, newest), -n)
        for n, d in enumerate(near)
    )
    if best > least:
        drafts[-n].add(signs)
        drafts[-n].frames.sort(key=lambda f: f.label.index)


def _join(drafts: list[Draft], frame: Frame, last: Draft | None, section: int) -> Draft:
    near = drafts if len(drafts) <= REACH else [drafts[0], *drafts[-REACH:]]
    signs = Signs.of(frame)
    best, d = JOIN, None
    for known in near:
        score = same_incident(known, signs, known is last, known is drafts[0], section)
        if score > best:
            best, d = score, known
    if d is None:
        d = Draft()
        drafts.append(d)
    d.add(signs)
    d.section = section
    return d


# ------------------------------------------------------------------ closing the list
def _holds(d: Draft, drafts: Sequence[Draft]) -> bool:
    """Is the draft one act that the text states, rather than talk?"""
    told, acts = d.of("figure"), d.of("event")
    counted = [m for m in told if not m.attrs["single"]]
    figures = [m for m in counted if m.attrs["measure"] in ("killed", "injured", "abducted", "missing")]
    single = any(m.attrs["measure"] == "killed" and m.attrs["single"] for m in told)
    strong = any(m.attrs.get("strong") and not m.attrs["plural"] for m in acts)
    events = [m for m in acts if m.attrs["pos"] != "outcome"]
    placed = any(
        f.place is not None and f.place.mention.kind != "demonym" and (f.place.mention.kind == "place" or not f.pointed)
        for f in d.frames
    )
    dated = d.when is not None
    weight = sum(f.label.weight for f in d.frames)
    first = d is drafts[0] or any("headline" in f.label.cues for f in d.frames)
    if first:
        return bool(figures or strong or (events and (placed or dated)) or weight >= 2)
    if figures and (dated or placed or events):
        return True
    if (strong or events) and dated and (placed or d.of("perpetrator") or d.of("victim")):
        return True
    if placed and d.of("target") and any(f.label.rule == ARMED_ACT for f in d.frames):
        return True
    if single and placed and (strong or d.of("weapon")):
        return True
    return bool(strong and placed and d.of("perpetrator"))


def _newest(drafts: Sequence[Draft]) -> str | None:
    """The last day of the newest incident."""
    return max((w.end for d in drafts if (w := d.when) is not None), default=None)


def _old(d: Draft, newest: str | None) -> bool:
    """Is a draft's incident weeks before the newest one?"""
    if d.when is None or newest is None:
        return False
    return day_number(newest) - day_number(d.when.end) > OLD


def _roles(drafts: list[Draft]) -> None:
    """Main is what the headline tells of, else the first; in a bulletin of several sections all that is fresh."""
    newest = _newest(drafts)
    told = [d for d in drafts if any(f.label.passage.kind == "headline" for f in d.frames) and not _old(d, newest)]
    if not _old(drafts[0], newest) or not told:
        told = [drafts[0], *told]
    first = told[0]
    bulletin = len({d.section for d in drafts}) > 1
    start = day_number(first.when.start) if first.when is not None else None
    for d in drafts:
        earlier = any(f.label.cues & {"earlier", "history"} for f in d.frames)
        gap = start - day_number(d.when.end) if d.when is not None and start is not None else None
        if d is first:
            d.role = "main"
        elif (gap is None and (earlier or d.when is not None)) or (gap is not None and gap > (0 if earlier else 2)):
            d.role = "background"
        else:
            d.role = "main" if bulletin or d in told else "secondary"
