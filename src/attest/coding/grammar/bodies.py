"""Whose people they are: categories by the organisation, office or force that people belong to."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from attest.coding.grammar.analysis import Entry, Sentence
from attest.grounding.actors import Actor

REACH = 8  # tokens behind 'members of' in which the body is named

_OF_ACTORS = {
    "state_force": "military",
    "police": "police",
    "peacekeepers": "peacekeeper",
    "government": "government_official",
    "political": "government_official",
    "intergovernmental": "aid_worker",
    "ngo": "aid_worker",
    "communal": "civilian",
}
_OF_SPEAKERS = {
    "military": "military",
    "police": "police",
    "government": "government_official",
    "hospital": "health_worker",
    "ngo": "aid_worker",
    "media": "journalist",
    "armed_group": "militant",
}
_STAFF = frozenset(("aid_worker", "health_worker", "journalist", "peacekeeper"))
"""Bodies all of whose staff are of their category: drivers and guards of an aid organisation are aid workers."""


@cache
def _state_side() -> frozenset[str]:
    table = tomllib.loads(files("attest.coding").joinpath("data/forces.toml").read_text("utf-8"))
    return frozenset(table["fight_for_the_state"])


def of_actor(actor: Actor) -> str:
    """The category of an organisation's people; militias that fight for a state are military."""
    if actor.id in _state_side():
        return "military"
    return _OF_ACTORS.get(actor.kind, "militant")


def of_what(s: Sentence, last: int) -> tuple[str, int] | None:
    """'members of the regional parliament', 'un élément du comité de vigilance': category and last token.

    The name of a known actor stays a group of its own.
    """
    if not s.is_(last + 1, "of", "belonging"):
        return None
    for i in range(last + 2, min(last + REACH, len(s.tokens))):
        if s.punct(i) or s.is_(i, "be", "have", "relative") or (i > last + 2 and s.is_(i, "conjunction")):
            return None
        if any(e.table in ("outcomes", "reporting") for e in s.by_first.get(i, [])):
            return None  # 'a man with a knife killed three people'
        found = at(s, i)
        if found is not None:
            named = any(s.token_at(a.start) == i for a in s.actors)
            return (found[0], last) if named else found
    return None


def at(s: Sentence, i: int) -> tuple[str, int] | None:
    """The body that is named from token i on: its category and last token."""
    entries = s.by_first.get(i, [])
    for e in entries:
        if e.table == "bodies":
            return e.fields["category"], e.last
    for a in s.actors:
        if s.token_at(a.start) == i:
            return of_actor(a.actor), s.token_span(a.start, a.end)[1]
    for e in entries:
        if e.table == "speakers" and e.fields["sayer_kind"] in _OF_SPEAKERS:
            return _OF_SPEAKERS[e.fields["sayer_kind"]], e.last
        if e.table == "persons" and e.fields["category"] != "unknown":
            return e.fields["category"], e.last
    return None


def before(s: Sentence, first: int, head_first: int) -> str | None:
    """'CRPF constable', 'Watch Corps operative', 'NGO driver': the category of the body named before a head."""
    for i in range(first, head_first):
        for e in s.by_first.get(i, []):
            if e.table == "bodies" and e.last < head_first:
                return e.fields["category"]
            if e.table == "speakers" and e.last < head_first and e.fields["sayer_kind"] in _OF_SPEAKERS:
                return _OF_SPEAKERS[e.fields["sayer_kind"]]
        for a in s.actors:
            if s.token_at(a.start) == i and a.end <= s.tokens[head_first].start:
                return of_actor(a.actor)
    return None


def category(s: Sentence, e: Entry, own: str, first: int, last: int) -> tuple[str, int]:
    """The category of a group with head `e`, and where it ends, by the body that its people are said to belong to.

    `own` is what the head says itself; members, staff and guards are what their body is, others stay what they are.
    """
    loose = own == "unknown"
    staff = s.lower(e.last) in s.classes["staff"]
    head_first = e.modifier_first or e.first
    if loose or staff or own in ("police", "military"):
        front = before(s, first, head_first)
        if front is not None and _fits(own, front, loose, staff):
            return front, last
    if loose or staff:
        behind = of_what(s, last)
        if behind is not None and (loose or behind[0] in _STAFF):
            return behind
    return own, last


def _fits(own: str, body: str, loose: bool, staff: bool) -> bool:
    if loose:
        return True
    if staff and own == "civilian":
        return body in _STAFF
    return body in ("military", "peacekeeper", "militant") and own in ("police", "military")
