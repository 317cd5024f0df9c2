"""The corpus as examples: roles of spans, types and status of incidents and sentences, which spans go together."""

from __future__ import annotations

from attest.coding.reading import read_passages
from attest.coding.trained.scheme import HAPPENED, JOINT, NOTHING, PAST, ROLES, STATUSES, UNDONE, types
from attest.model import Report
from training.examples import Example, Labelled, Scheme, Sentence
from training.reports import Annotated, Span

ROLE = {
    "trg": "event",
    "vic": "victim",
    "tgt": "target",
    "per": "perpetrator",
    "loc": "place",
    "dat": "date",
    "wpn": "weapon",
    "spk": "speaker",
    "med": "medium",
    "clm": "claim",
}
"""Role of a mark; a counted group (num) has one for each measure that it is counted under."""

SCHEME = Scheme("incidents", ROLES, types(), STATUSES)


def example(report: Annotated) -> Example:
    """One report of the corpus; offsets are into title, JOINT and text."""
    shift = len(report.title) + len(JOINT) if report.title else 0
    text = report.title + JOINT + report.text if report.title else report.text
    incidents = {i["id"]: i for i in report.incidents}
    kinds = {name: _kinds(i) for name, i in incidents.items()}
    spans: list[Labelled] = []
    for span in report.spans:
        start = span.start + (shift if span.source == "text" else 0)
        end = start + span.end - span.start
        told = {kind for name in span.incidents for kind in kinds[name]}
        if span.tag == "per":
            told.add(span.attrs["basis"])
        of = tuple(sorted(told)), frozenset(span.incidents)
        spans += [Labelled(start, end, role, *of) for role in _roles(span)]
    whole = Report(report.id, report.text, report.title or None, report.published, language=report.language)
    passages = read_passages(whole)
    sentences = []
    for p in passages:
        if p.kind == "quotation":
            continue
        start = p.start + (shift if p.source == "text" else 0)
        acts = [s for s in report.spans if s.tag in ("trg", "num") and s.source == p.source]
        here = {name for s in acts if p.start <= s.start < p.end for name in s.incidents}
        sentences.append(Sentence(start, start + p.end - p.start, _status([incidents[name] for name in here])))
    whole_types = tuple(sorted({kind for found in kinds.values() for kind in found}))
    return Example(report.id, SCHEME.name, text, tuple(spans), whole_types, tuple(sentences))


def _roles(span: Span) -> tuple[str, ...]:
    if span.tag != "num":
        return (ROLE[span.tag],)
    if span.attrs.get("side") == "attacker":
        return ("attackers",)
    return tuple(span.attrs["of"].split())


def _kinds(incident: dict[str, str]) -> set[str]:
    out = {incident["type"]}
    if incident["role"] == "background":
        out.add("background")
    if incident["status"] != "occurred":
        out.add(incident["status"])
    return out


def _status(incidents: list[dict[str, str]]) -> str:
    """The status of a sentence that tells of some incidents: what happened outweighs what did not, news the past."""
    if not incidents:
        return NOTHING
    done = [i for i in incidents if i["status"] in ("occurred", "attempted")]
    if not done:
        return UNDONE
    return PAST if all(i["role"] == "background" for i in done) else HAPPENED
