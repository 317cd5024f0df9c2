"""The coder: a report in, its accounts out."""

from __future__ import annotations

from dataclasses import replace

from attest.coding import coders
from attest.coding.assembly import assemble
from attest.coding.closing import Closed, close
from attest.coding.language import UNKNOWN, detect
from attest.coding.reading import read_passages
from attest.coding.tagging import SentenceLabel, Tagger, Tagging
from attest.grounding.dates import parse_published
from attest.model import Account, Coding, Explanation, Mark, Passage, Report

LANGUAGES = ("en", "fr")
"""The languages that are coded."""


def code_report(report: Report, tagger: Tagger | None = None) -> Coding:
    """The accounts of a report, in order; with `nothing_because` where there is none.

    Raises InputError where the publication date makes no sense.
    """
    return _run(report, tagger)[0]


def explain_report(report: Report, tagger: Tagger | None = None) -> Explanation:
    """The coding together with everything that was marked on the way to it."""
    coding, passages, tagging, closed = _run(report, tagger)
    return Explanation(coding, _marks(passages, tagging, closed))


def _run(report: Report, tagger: Tagger | None) -> tuple[Coding, list[Passage], Tagging, list[Closed]]:
    language = _language(report)
    if report.language is None:
        report = replace(report, language=language)
    if not report.text.strip() and not (report.title or "").strip():
        return Coding(report, (), "the text is empty"), [], Tagging(), []
    if language not in LANGUAGES:
        which = "unknown" if language == UNKNOWN else language
        return Coding(report, (), f"the language is {which}; English and French are coded"), [], Tagging(), []
    passages = read_passages(report)
    tagging = (tagger or coders.tagger()).tag(report, passages, language)
    assembled = assemble(tagging, parse_published(report.published))
    closed = close(report, assembled)
    accounts = _distinct([c.account for c in closed])
    return Coding(report, accounts, assembled.nothing_because if not accounts else None), passages, tagging, closed


def _language(report: Report) -> str:
    """The language that the report says it is in ("en" for "EN-us", "eng"), else what its words tell."""
    said = (report.language or UNKNOWN).strip().lower()
    if said in ("", UNKNOWN):
        return detect(report.text, report.title)
    return said[:2] if said[:2] in LANGUAGES else said


def _distinct(accounts: list[Account]) -> tuple[Account, ...]:
    """Two accounts of one sentence would share an id; the later one gets a counter."""
    seen: dict[str, int] = {}
    out = []
    for a in accounts:
        n = seen.get(a.id, 0)
        seen[a.id] = n + 1
        out.append(a if n == 0 else Account(f"{a.id}-{n + 1}", a.statements))
    return tuple(out)


def _marks(passages: list[Passage], tagging: Tagging, closed: list[Closed]) -> tuple[Mark, ...]:
    owner = {id(m): c.account.id for c in closed for f in c.draft.frames for m in f.mentions}
    marks = [
        Mark(p.start, p.end, p.source, f"passage:{p.kind}", p.kind, "reading") for p in passages if p.kind != "body"
    ]
    marks += [_sentence_mark(label) for label in tagging.sentences]
    marks += [
        Mark(m.start, m.end, m.source, m.label, _note(m.label, m.attrs), m.rule, owner.get(id(m)))
        for m in tagging.mentions
    ]
    marks.sort(key=lambda m: (m.source != "title", m.start, -m.end, m.label))
    return tuple(marks)


def _sentence_mark(label: SentenceLabel) -> Mark:
    p, cues = label.passage, ", ".join(sorted(label.cues))
    return Mark(p.start, p.end, p.source, "sentence", f"{label.kind} ({cues})" if cues else label.kind, label.rule)


def _note(label: str, attrs: object) -> str:
    a = dict(attrs)  # type: ignore[call-overload]
    if label == "figure":
        high = "…" if a["high"] is None else a["high"]
        return f"{a['measure']} {a['low']}–{high}, {a['category']}" + (f", {a['said_by']}" if a["said_by"] else "")
    if label == "perpetrator":
        return f"{a['basis']}" + (f" by {a['by']}" if a["by"] else "") + (f": {a['actor'].name}" if a["actor"] else "")
    if label == "place":
        g = a["place"]
        return ", ".join(str(x) for x in (g.name, g.admin1, g.country, g.match) if x)
    if label == "event":
        return str(a["act"])
    if label == "date":
        return str(a["mention"].kind)
    return ", ".join(f"{k} {v}" for k, v in sorted(a.items()) if isinstance(v, str))
