"""Spans of days: months, parts of months and years, seasons, weekends, Easter."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from attest.grounding.dates_types import Spec

# days after Easter Sunday
FEASTS = {
    -7: "Palm Sunday",
    -3: "Maundy Thursday",
    -2: "Good Friday",
    -1: "Holy Saturday",
    0: "Easter Sunday",
    1: "Easter Monday",
    39: "Ascension Day",
    49: "Whit Sunday",
    50: "Whit Monday",
}


@dataclass(frozen=True)
class Span:
    """Days from `start` to `end` and how we know; `edtf` where the two days do not give it."""

    start: date
    end: date
    precision: str
    why: str
    edtf: str = ""


def back(day: date, weekday: int) -> date:
    """The latest such weekday not after `day`."""
    return day - timedelta((day.weekday() - weekday) % 7)


def last_day(last: date, month: int, day: int) -> date:
    """The latest such day of the year not after `last` (29 February: of the latest leap year)."""
    for year in range(last.year, last.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= last:
            return found
    raise ValueError("no such day")


def next_day(last: date, month: int, day: int) -> date:
    """The first such day of the year after `last`."""
    for year in range(last.year, last.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > last:
            return found
    raise ValueError("no such day")


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of_month(year: int, month: int, part: str, why: str) -> Span:
    """The first ten days, the next ten, or the rest of a month."""
    first, last = month_days(year, month)
    start, end = {"early": (1, 10), "mid": (11, 20)}.get(part, (21, last.day))
    a, b = first.replace(day=start), first.replace(day=end)
    return Span(a, b, "part_of_month", why, f"{a}/{b}~")


def part_of_year(year: int, part: str, why: str) -> Span:
    """The first, middle or last four months of a year."""
    start, end = {"early": (1, 4), "mid": (5, 8)}.get(part, (9, 12))
    a, b = date(year, start, 1), month_days(year, end)[1]
    return Span(a, b, "part_of_year", why, f"{a.isoformat()[:7]}/{b.isoformat()[:7]}~")


def season_days(year: int, code: int) -> tuple[date, date]:
    """The first and last day of a season in the northern half of the world."""
    if code == 24:  # the winter of a year begins in its December
        return date(year, 12, 1), month_days(year + 1, 2)[1]
    month = 3 * (code - 20)
    return date(year, month, 1), month_days(year, month + 2)[1]


def weekend(spec: Spec, day: date, label: str, *, clamp: bool) -> Span:
    """The Saturday and Sunday `spec.shift` weekends from `day`; with `clamp` not beyond it."""
    saturday = day - timedelta((day.weekday() - 5) % 7)
    shift = spec.shift
    if clamp and shift < 0 and day.weekday() < 5:
        shift += 1  # from Monday to Friday "last weekend" is the one just past
    saturday += timedelta(7 * shift)
    sunday = saturday + timedelta(1)
    if clamp and shift == 0:
        sunday = min(sunday, day)
    why = f"the weekend {'of or before' if shift <= 0 else 'after'} {label}"
    return Span(saturday, sunday, "days" if saturday < sunday else "day", why)


def which(shift: int, unit: str) -> str:
    """Words for a week, month or year counted from another."""
    if shift == 0:
        return f"the {unit} of"
    return f"the {unit} before that of" if shift == -1 else f"{abs(shift)} {unit}s {'before' if shift < 0 else 'after'}"


def counted(shift: int, unit: str, label: str) -> str:
    """Words for a number of days, weeks, months or years from a date."""
    if shift == 0:
        return f"the {unit} of {label}"
    return f"{abs(shift)} {unit}{'s' if abs(shift) > 1 else ''} {'before' if shift < 0 else 'after'} {label}"


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous computus)."""
    golden, century = year % 19, year // 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * rest) // 451
    month, day = divmod(epact + rest - 7 * late + 114, 31)
    return date(year, month, day + 1)
