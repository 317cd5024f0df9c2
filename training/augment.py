"""Other names in the same report: so that a model learns the words around a name and not the name.

Only what the corpus marks is changed, each name to one other of its kind throughout the report: towns to places of the
gazetteer, first-level units to others, named groups to others of the actor register. Numbers and days stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from attest.grounding.actors_load import load_tables
from attest.grounding.gazetteer import BUNDLED
from attest.grounding.gazetteer_file import GazetteerFile
from attest.grounding.gazetteer_units import units_of_country
from training.reports import Annotated, Source, Span

_NAME = re.compile(r"[^\W\d_][\w'’ -]{2,}")

_ARMED = ("armed_group", "militia", "gang", "cartel", "paramilitary", "communal")


@dataclass(frozen=True, slots=True)
class Names:
    """Names to choose from, by what they name: `place`, `adm1`, `group`."""

    of: Mapping[str, tuple[str, ...]]

    def another(self, kind: str, order: random.Random) -> str:
        """A name of the kind, by chance."""
        return order.choice(self.of[kind])


def renamed(report: Annotated, names: Names, order: random.Random, share: float = 0.7) -> Annotated:
    """The report with about `share` of its marked names changed, text and marks alike."""
    swap: dict[str, str] = {}
    for span in report.spans:
        written = report.words_of(span)
        kind = _kind(span)
        if kind and written not in swap and written[:1].isupper() and _NAME.fullmatch(written):
            swap[written] = names.another(kind, order) if order.random() < share else written
    swap = {old: new for old, new in swap.items() if old != new}
    if not swap:
        return report
    # the longest first: 'Banki' is not to change in 'Banki Road'
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(swap, key=len, reverse=True))) + r")(?!\w)")
    title, move_title = _rewrite(report.title, pattern, swap)
    text, move_text = _rewrite(report.text, pattern, swap)
    moves: dict[Source, Callable[[int], int]] = {"title": move_title, "text": move_text}
    spans = tuple(
        Span(s.source, moves[s.source](s.start), moves[s.source](s.end), s.tag, s.attrs) for s in report.spans
    )
    return replace(report, title=title, text=text, spans=spans)


def _kind(span: Span) -> str | None:
    if span.tag == "loc":
        return {"place": "place", "adm1": "adm1"}.get(span.attrs.get("as", "place"))
    if span.tag == "per" and span.attrs["name"][:1].isupper():
        return "group"
    return None


def _rewrite(text: str, pattern: re.Pattern[str], swap: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """The text with names exchanged, and where an offset of the old text lies in the new one."""
    pieces: list[str] = []
    cuts: list[tuple[int, int, int]] = []  # start and end in the old text, shift behind it
    at = shift = 0
    for m in pattern.finditer(text):
        new = swap[m.group()]
        pieces += [text[at : m.start()], new]
        shift += len(new) - len(m.group())
        cuts.append((m.start(), m.end(), shift))
        at = m.end()
    pieces.append(text[at:])

    def move(offset: int) -> int:
        before = 0
        for start, end, after in cuts:
            if offset <= start:
                break
            if offset < end:  # inside a name that was exchanged: its end
                return end + after
            before = after
        return offset + before

    return "".join(pieces), move


def load_names(most: int = 20_000, seed: int = 0) -> Names:
    """Names of the bundled gazetteer (a sample), of first-level units and of the actor register."""
    places = GazetteerFile(BUNDLED)
    order = random.Random(seed)
    some = order.sample(range(places.places), min(most, places.places))
    units = {u.name for code in places.countries for u in units_of_country(code)}
    groups = {a.name for a in load_tables()[0].values() if a.kind in _ARMED}
    towns = sorted({places.record(n).name for n in some})
    return Names({"place": tuple(towns), "adm1": tuple(sorted(units)), "group": tuple(sorted(groups))})
