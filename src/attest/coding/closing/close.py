"""From drafts to accounts: the incident's place and date, its sides, its figures and totals, each with its quote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from attest import __version__
from attest.coding.assembly import Assembled
from attest.coding.closing.closing import Closing
from attest.coding.closing.discrepancies import find_discrepancies
from attest.coding.closing.kind import incident_type, status
from attest.coding.closing.place import home_country, when, where
from attest.coding.closing.sides import claims, perpetrators
from attest.coding.closing.summary import summarise
from attest.coding.closing.tolls import inherit, targets, tolls, totals, weapons
from attest.coding.closing.victims import victims
from attest.coding.drafts import Draft
from attest.coding.frames import Frame
from attest.coding.tagging import Mention
from attest.grounding.dates import When
from attest.model import Account, Quote, Report, Statement

CODER = "grammar"

BESIDES = ("survived", "missing", "displaced", "arrested")


@dataclass(slots=True)
class Closed:
    """One draft with the account made of it."""

    draft: Draft
    account: Account


def close(report: Report, assembled: Assembled, coder: str = CODER) -> list[Closed]:
    """The accounts of a report's drafts, in order."""
    home = home_country(assembled)
    return [Closed(d, _account(Closing(report, d, home, coder, inherit(_figures(d))))) for d in assembled.drafts]


def _figures(d: Draft) -> list[Mention]:
    """The figures of a draft; of the sentences around it those of survivors and missing, who are nobody else's."""
    beside = [m for f in d.context for m in f.of("figure") if m.attrs["measure"] in BESIDES]
    return sorted([*d.of("figure"), *beside], key=lambda m: (m.sentence, m.start))


def _account(c: Closing) -> Account:
    type_, why = incident_type(c)
    how = status(c)
    place = where(c)
    day = when(c)
    sides = perpetrators(c, type_, place)
    attacked = victims(c, place, sides, type_, how)
    targets(c)
    count = tolls(c)
    sums = totals(c, type_, how)
    weapons(c)
    claims(c)
    evidence = _evidence(c, c.draft.frames)
    c.say("role", c.draft.role, rule="order and dates of the incidents")
    c.say("status", how, rule="sentence labels")
    c.say("type", type_, rule=why)
    for item in find_discrepancies(c, place, sums):
        c.say("discrepancies", item.value, item.quotes, rule=item.kind.replace("_", " "))
    c.say("evidence", evidence[0].text, evidence, rule="the sentence that tells the act")
    c.say("summary", summarise(c, type_, how, day, place, sides, attacked, sums), rule="made of the values")
    c.statements.append(Statement("confidence", _confidence(c, day, place, count)))
    c.statements.append(Statement("coder", {"name": c.coder, "version": __version__}))
    first = evidence[0]
    return Account(Account.make_id(c.report, first.start, first.end, first.source), tuple(c.statements))


def _evidence(c: Closing, frames: Sequence[Frame]) -> tuple[Quote, ...]:
    best, most = frames[0], (-inf, 0)
    for n, f in enumerate(frames):
        label = f.label
        value = (label.weight + (0.5 if label.passage.source == "text" else 0) - 0.15 * n, -label.index)
        if value > most:
            best, most = f, value
    rest = (f for f in frames if f.of("figure") and f.label.passage.source == "text")
    second = next((f for f in rest if f.label.index != best.label.index), None)
    out = []
    for f in (best, second) if second is not None else (best,):
        p = f.label.passage
        events = f.of("event") or f.mentions
        if p.end - p.start <= 400 or not events:
            out.append(c.stretch(p.start, p.end, p.source))
        else:
            out.extend(c.passage_quote(f, events[0]))
    return tuple(out)


def _confidence(c: Closing, when: When | None, where: dict[str, Any] | None, tolls: int) -> float:
    score = (
        0.35
        + 0.15 * (when is not None)
        + 0.15 * bool(where and (where["name"] or where["admin1"]))
        + 0.1 * (tolls > 0)
        + 0.05 * min(len(c.draft.frames), 4)
    )
    return round(min(score, 0.95), 2)
