"""What date grounding passes round: a date in words, a publication date, a resolved date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Spec(NamedTuple):
    """What a date expression says, before it is set against a calendar.

    `op` is day, weekday, monthday (a weekday with a day number and no month), offset, month, year, season, feast,
    range, overnight or nothing. `base` says what an offset counts from: "published", or "text" (a date in the text
    if there is one). `year_shift` is the year against publication (-1: "last year"), `part` early, mid or late,
    `mode` last, next, following, previous or, for periods, todate; `vague` less, few or empty.
    """

    op: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    mode: str = ""
    unit: str = ""
    shift: int = 0
    base: str = "published"
    part: str = ""
    year_shift: int | None = None
    year_base: str = "published"
    vague: str = ""
    name: str = ""
    parts: tuple[Spec, ...] = ()


NOTHING = Spec("nothing")


@dataclass(frozen=True)
class DateMention:
    """One date expression in words, not yet resolved.

    `start`/`end` are code point offsets of `text`. `kind` is absolute, month_day, weekday, relative, month, year,
    period, part_of_day, overnight, range, anaphoric or duration ("since January": never the date of an event).
    `part_of_day` is morning, noon, afternoon, evening, night, dawn or None. `spec` is for `resolve` alone.
    """

    start: int
    end: int
    text: str
    kind: str
    part_of_day: str | None
    spec: Spec = field(default=NOTHING, repr=False)


@dataclass(frozen=True)
class When:
    """A resolved date: the whole interval from `start` to `end` (ISO days), and how it came about.

    `edtf` is in the Extended Date/Time Format, `precision` one of day, days, week, month, part_of_month, year,
    part_of_year; `inferred` is one short plain sentence.
    """

    start: str
    end: str
    edtf: str
    precision: str
    part_of_day: str | None
    inferred: str


@dataclass(frozen=True)
class Anchor:
    """When a report was published: a day, or all the days of a month or year (`precision` day, month, year)."""

    start: date
    end: date
    precision: str

    @property
    def day(self) -> date | None:
        """The day of publication, None where only month or year is known."""
        return self.start if self.precision == "day" else None

    @property
    def label(self) -> str:
        """The date as ISO writes it at its precision."""
        return self.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]
