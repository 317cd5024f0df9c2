"""Date expressions against the calendar: what day, month or year they mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from attest.grounding.dates_spans import (
    FEASTS,
    Span,
    back,
    counted,
    easter,
    last_day,
    month_days,
    next_day,
    part_of_month,
    part_of_year,
    season_days,
    weekend,
    which,
)
from attest.grounding.dates_types import Anchor, DateMention, Spec, When

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# fmt: off
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")
# fmt: on
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PARTS = {"early": "start", "mid": "middle", "late": "end"}
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def resolve(mention: DateMention, anchor: Anchor | None, *, context: When | None = None) -> When | None:
    """Set `mention` against the day of publication (`anchor`) or another date settled in the text (`context`).

    None where neither helps, and for durations and bare parts of a day. Never raises.
    """
    if mention.kind in ("duration", "part_of_day"):
        return None
    try:
        span = _Calendar(anchor, context).span(mention.spec)
    except (ValueError, OverflowError):  # no such day, or one outside the calendar
        return None
    if span is not None and anchor is not None and _tells(mention.spec) and span.start > anchor.end:
        return None  # what is told of happened before it was published
    if span is None or not _FIRST_YEAR <= span.start.year <= span.end.year <= _LAST_YEAR:
        return None
    start, end = span.start.isoformat(), span.end.isoformat()
    edtf = span.edtf or (start if start == end else f"{start}/{end}")
    return When(start, end, edtf, span.precision, mention.part_of_day, span.why)


def _tells(spec: Spec) -> bool:
    """Say whether an expression counts on from another date in the text ("two days later")."""
    return spec.base == "text" or spec.mode == "following"


class _Calendar:
    def __init__(self, anchor: Anchor | None, context: When | None) -> None:
        self.anchor = anchor
        self.context = context
        self.published = f"publication on {anchor.label}" if anchor and anchor.day else ""
        if anchor and not anchor.day:
            self.published = f"publication in {anchor.label}"

    def span(self, spec: Spec) -> Span | None:
        op = _OPS.get(spec.op)
        return op(self, spec) if op else None

    # days ---------------------------------------------------------------------------------------

    def _given_year(self, spec: Spec) -> tuple[int | None, str]:
        """The year that the text gives outright or against publication ("May last year")."""
        if spec.year is not None:
            return spec.year, "as written"
        if spec.year_shift is None:
            return None, ""
        if spec.year_base == "text":
            if self.context is None:
                return None, "unknown"
            return int(self.context.start[:4]) + spec.year_shift, f"year of {self.context.edtf}, a date in the text"
        if self.anchor is None:
            return None, "unknown"
        return self.anchor.end.year + spec.year_shift, f"year counted from {self.published}"

    def _day(self, spec: Spec) -> Span | None:
        month, day = spec.month or 1, spec.day or 1
        year, why = self._given_year(spec)
        if year is not None:
            found = date(year, month, day)
            if spec.weekday is not None and found.weekday() != spec.weekday:
                why = f"{why}; that day was a {_DAYS[found.weekday()]}"
            return Span(found, found, "day", why)
        written = f"{_MONTHS[month - 1]} {day}"
        if why or self.anchor is None:
            return None if why else self._near(spec, written)
        last = self.anchor.end
        if spec.name.isdecimal() and last >= (famous := date(int(spec.name), month, day)):
            return Span(famous, famous, "day", f"the {written} that is known by its day")
        if spec.mode == "next":
            found = next_day(last, month, day)
            return Span(found, found, "day", f"first {written} after {self.published}")
        found = last_day(last, month, day)
        if spec.mode == "last" and found == last:
            found = last_day(last - timedelta(1), month, day)
        if spec.weekday is None or found.weekday() == spec.weekday:
            return Span(found, found, "day", f"the last {written} up to {self.published}")
        coming = next_day(last, month, day)
        if coming.weekday() == spec.weekday and (coming - last).days <= 60:
            return Span(coming, coming, "day", f"{_DAYS[spec.weekday]} {written} after {self.published}")
        # close to publication a wrong weekday is a slip, not another year
        for ago in range(1, 4 if (last - found).days > 45 else 1):
            try:
                older = date(found.year - ago, month, day)
            except ValueError:
                continue
            if older.weekday() == spec.weekday:
                why = f"the last {written} before {self.published} that was a {_DAYS[spec.weekday]}"
                return Span(older, older, "day", why)
        why = f"the last {written} up to {self.published}; it was a {_DAYS[found.weekday()]}"
        return Span(found, found, "day", why)

    def _near(self, spec: Spec, written: str) -> Span | None:
        """A day or month without a year where only another date in the text tells the year."""
        if self.context is None or self.context.precision not in ("day", "days", "month", "part_of_month"):
            return None
        base = date.fromisoformat(self.context.start)
        near: Span | None = None
        for year in (base.year - 1, base.year, base.year + 1):
            if spec.op == "month":
                found = self._one_month(year, spec.month or 1, spec.part, "")
            else:
                try:
                    day = date(year, spec.month or 1, spec.day or 1)
                except ValueError:
                    continue
                if spec.weekday is not None and day.weekday() != spec.weekday:
                    continue
                found = Span(day, day, "day", "")
            if abs(found.start - base) <= timedelta(183) and (near is None or found.start < near.start):
                near = found
        return near and replace(near, why=f"the {written} nearest to {base.isoformat()}, a date in the text")

    def _weekday(self, spec: Spec) -> Span | None:
        weekday = spec.weekday or 0
        name = _DAYS[weekday]
        if spec.unit == "week":
            week = self._offset(spec._replace(op="offset", part="", mode="week"))
            if week is None:
                return None
            found = week.start + timedelta(weekday)
            return Span(found, found, "day", f"{name} of {week.why}")
        if spec.mode in ("previous", "following") and (base := self._text_day(start=spec.mode == "previous")):
            label = f"{base.isoformat()}, a date in the text"
            if spec.mode == "previous":
                found = back(base - timedelta(1), weekday)
                return Span(found, found, "day", f"{name} before {label}")
            found = base + timedelta((weekday - base.weekday() - 1) % 7 + 1)
            return Span(found, found, "day", f"{name} after {label}")
        if self.anchor is not None and (day := self.anchor.day) is not None:
            if spec.mode == "following":
                return None
            if spec.mode == "next":
                found = day + timedelta((weekday - day.weekday() - 1) % 7 + 1)
                return Span(found, found, "day", f"{name} after {self.published}")
            strict = spec.mode in ("last", "previous")
            found = back(day - timedelta(1) if strict else day, weekday)
            if found == day:
                return Span(found, found, "day", f"day of {self.published}, a {name}")
            return Span(found, found, "day", f"{name} before {self.published}")
        base = self._text_day(start=True)
        if base is None or spec.mode == "next":
            return self._some_day(f"some {name}") if spec.mode in ("", "last") else None
        if spec.mode == "last":
            found = back(base - timedelta(1), weekday)
            why = f"{name} before {base.isoformat()}, a date in the text"
        else:
            found = base + timedelta((weekday - base.weekday() + 3) % 7 - 3)
            why = f"{name} nearest to {base.isoformat()}, a date in the text"
        if self.anchor is not None and found > self.anchor.end:
            return None
        return Span(found, found, "day", why)

    def _some_day(self, what: str) -> Span | None:
        """The month of publication, where no more is known of it and a day shortly before it is meant."""
        if self.anchor is None or self.anchor.precision != "month":
            return None
        start, end = self.anchor.start, self.anchor.end
        return Span(start, end, "month", f"{what} of the month of {self.published}", start.isoformat()[:7])

    def _monthday(self, spec: Spec) -> Span | None:
        """A weekday with a day number: "Saturday 29"; a day of the month of publication: "the 12th instant"."""
        weekday, day = spec.weekday or 0, spec.day or 1
        if spec.weekday is None:
            return self._day_of_month(spec)
        base, label = (self.anchor.end, self.published) if self.anchor else (None, "")
        if base is None:
            base = self._text_day(start=False)
            if base is None:
                return None
            label = f"{base.isoformat()}, a date in the text"
            base += timedelta(7)
        year, month = base.year, base.month
        for _ in range(12):
            if day <= monthrange(year, month)[1]:
                found = date(year, month, day)
                if found <= base and found.weekday() == weekday:
                    return Span(found, found, "day", f"the last {_DAYS[weekday]} {day} up to {label}")
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return None

    def _day_of_month(self, spec: Spec) -> Span | None:
        """The last such day up to publication, or that of the month before the one of publication."""
        if self.anchor is None:
            return None
        last, day = self.anchor.end, spec.day or 1
        year, month = divmod(last.year * 12 + last.month - 1 + spec.shift, 12)
        found = date(year, month + 1, day)
        if found > last:
            year, month = divmod(year * 12 + month - 1, 12)
            found = date(year, month + 1, day)
        return Span(found, found, "day", f"day {day} of the month, counted from {self.published}")

    def _feast(self, spec: Spec) -> Span | None:
        year, why = self._given_year(spec)
        if year is None:
            if why or self.anchor is None:
                return None
            year = self.anchor.end.year
            if easter(year) + timedelta(spec.shift) > self.anchor.end:
                year -= 1
            why = f"the latest not after {self.published}"
        found = easter(year) + timedelta(spec.shift)
        return Span(found, found, "day", f"{FEASTS.get(spec.shift, 'the feast')} of {year}, {why}")

    # offsets ------------------------------------------------------------------------------------

    def _text_day(self, *, start: bool) -> date | None:
        """The day from which to count in the text; None where the text's date is no day."""
        if self.context is None or self.context.precision not in ("day", "days"):
            return None
        return date.fromisoformat(self.context.start if start else self.context.end)

    def _base(self, spec: Spec) -> tuple[date, date, str, str] | None:
        """What an offset counts from: its first and last day, its precision, its name."""
        if spec.base == "text" and self.context is not None:
            precision = self.context.precision
            fine = precision in ("day", "days") or (
                spec.unit in ("month", "year") and (precision != "year" or spec.unit == "year")
            )
            if fine:
                first, last = date.fromisoformat(self.context.start), date.fromisoformat(self.context.end)
                label = f"{self.context.edtf}, a date in the text"
                return first, last, "day" if precision == "days" else precision, label
        if self.anchor is None or (spec.base == "text" and spec.shift >= 0):
            return None
        return self.anchor.start, self.anchor.end, self.anchor.precision, self.published

    def _offset(self, spec: Spec) -> Span | None:
        base = self._base(spec)
        if base is None:
            return None
        first, last, precision, label = base
        if spec.unit == "year":
            return self._shift_year(spec, last, label)
        if spec.unit == "month":
            return None if precision not in ("day", "month", "part_of_month") else self._shift_month(spec, last, label)
        if precision != "day":
            near = spec.unit in ("day", "overnight", "hours", "weekend") and -7 < spec.shift <= 0
            return self._some_day("some day") if near and spec.base == "published" else None
        day = last if spec.shift > 0 else first
        if spec.unit == "week":
            return self._shift_week(spec, day, label)
        if spec.unit == "weekend":
            return weekend(spec, day, label, clamp=spec.base == "published")
        if spec.unit == "overnight":
            return Span(day - timedelta(1), day, "days", f"the night before {label}")
        if spec.unit == "hours":
            return Span(day - timedelta(max(1, -spec.shift)), day, "days", f"the days up to {label}")
        if spec.vague == "few":
            why = f"some days before {label}, taken as a week at most"
            start, end = day - timedelta(7), day - timedelta(1)
            return None if spec.shift > 0 else Span(start, end, "days", why, f"{start}/{end}~")
        found = day + timedelta(spec.shift)
        if spec.vague == "less":
            start, end = (found, day - timedelta(1)) if spec.shift < -1 else (found, found)
            return Span(start, end, "days" if start < end else "day", f"less than {-spec.shift} days before {label}")
        return Span(found, found, "day", counted(spec.shift, "day", label))

    def _shift_week(self, spec: Spec, day: date, label: str) -> Span | None:
        if spec.mode == "count":  # "two weeks ago"
            if spec.vague == "few":
                return None
            found = day + timedelta(7 * spec.shift)
            why = counted(spec.shift, "week", label)
            if spec.vague == "less" and spec.shift < 0:
                end = day - timedelta(1)
                return Span(found, end, "days", f"less than {why}", f"{found}/{end}~")
            if abs(spec.shift) == 1:
                return Span(found, found, "day", why, f"{found}~")
            start, end = found - timedelta(3), found + timedelta(3)
            return Span(start, end, "week", why, f"{start}~/{end}~")
        if spec.mode == "past":
            return Span(day - timedelta(7), day, "week", f"the week up to {label}")
        monday = day - timedelta(day.weekday()) + timedelta(7 * spec.shift)
        sunday = monday + timedelta(6)
        if spec.mode == "week":
            return Span(monday, sunday, "week", f"{which(spec.shift, 'week')} {label}")
        if spec.part:
            start, end = (monday, monday + timedelta(2)) if spec.part == "early" else (monday + timedelta(3), sunday)
            if spec.base == "published" and spec.shift == 0:
                if start > day:
                    return None
                end = min(end, day)
            why = f"{_PARTS[spec.part]} of {which(spec.shift, 'week')} {label}"
            return Span(start, end, "days", why, f"{start}/{end}~")
        if spec.mode == "todate":
            return Span(monday, day, "week" if monday < day else "day", f"the week of {label}, up to that day")
        return Span(monday, sunday, "week", f"{which(spec.shift, 'week')} {label}")

    def _shift_month(self, spec: Spec, last: date, label: str) -> Span | None:
        if spec.vague == "few":
            return None
        year, month = divmod(last.year * 12 + last.month - 1 + spec.shift, 12)
        first, end = month_days(year, month + 1)
        if spec.mode == "todate" and first <= last:
            return Span(first, last, "month", f"the month of {label}, up to then")
        if spec.vague == "less" and spec.shift < 0:
            return Span(first, last, "days", f"less than {counted(spec.shift, 'month', label)}", f"{first}/{last}~")
        if spec.part:
            span = part_of_month(year, month + 1, spec.part, "")
            if spec.shift == 0 and spec.base == "published":
                if span.start > last:
                    return None
                if span.end > last:
                    span = replace(span, end=last, edtf=f"{span.start}/{last}~")
            return replace(span, why=f"{_PARTS[spec.part]} of {which(spec.shift, 'month')} {label}")
        why = counted(spec.shift, "month", label) if spec.mode == "count" else f"{which(spec.shift, 'month')} {label}"
        return Span(first, end, "month", why, first.isoformat()[:7])

    def _shift_year(self, spec: Spec, last: date, label: str) -> Span | None:
        if spec.vague == "few":
            return None
        year = last.year + spec.shift
        if spec.mode == "todate":
            start, end = date(year, 1, 1), last
            return Span(start, end, "year", f"the year of {label}, up to then")
        if spec.part:
            span = part_of_year(year, spec.part, f"{_PARTS[spec.part]} of {which(spec.shift, 'year')} {label}")
            if spec.shift == 0 and span.end > last:
                return None if span.start > last else replace(span, end=last, edtf=f"{span.start}/{last}~")
            return span
        why = counted(spec.shift, "year", label) if spec.mode == "count" else f"{which(spec.shift, 'year')} {label}"
        return Span(date(year, 1, 1), date(year, 12, 31), "year", why, f"{year:04d}")

    # months, years, seasons ---------------------------------------------------------------------

    def _month(self, spec: Spec) -> Span | None:
        month = spec.month or 1
        year, why = self._given_year(spec)
        if year is None:
            if why or self.anchor is None:
                return None if why else self._near(spec, _MONTHS[month - 1])
            last, written = self.anchor.end, _MONTHS[month - 1]
            year = last.year
            span = self._one_month(year, month, spec.part, "")
            if spec.mode == "next":
                year += span.end <= last
                why = f"first {written} after {self.published}"
            else:
                limit = last if spec.mode != "last" else last.replace(day=1) - timedelta(1)
                year -= span.start > limit
                why = f"the last {written} up to {self.published}"
        return self._one_month(year, month, spec.part, why)

    def _one_month(self, year: int, month: int, part: str, why: str) -> Span:
        if part:
            return part_of_month(year, month, part, why)
        first, last = month_days(year, month)
        return Span(first, last, "month", why, first.isoformat()[:7])

    def _year(self, spec: Spec) -> Span | None:
        year = spec.year or 0
        if spec.part:
            return part_of_year(year, spec.part, "as written")
        return Span(date(year, 1, 1), date(year, 12, 31), "year", "as written", f"{year:04d}")

    def _season(self, spec: Spec) -> Span | None:
        code = spec.shift
        year, why = self._given_year(spec)
        if year is None:
            if why or self.anchor is None:
                return None
            year = self.anchor.end.year
            if season_days(year, code)[spec.mode == "last"] > self.anchor.end:
                year -= 1
            why = f"the last {_SEASONS[code]} up to {self.published}"
        start, end = season_days(year, code)
        return Span(start, end, "part_of_year", f"{why}, {_SEASONS[code]} of the northern half", f"{year:04d}-{code}")

    # ranges -------------------------------------------------------------------------------------

    def _range(self, spec: Spec) -> Span | None:
        first, second = spec.parts
        right = self.span(second)
        if right is None:
            return None
        left: Span | None
        if first.year is not None or first.op in ("offset", "year", "season", "feast"):
            left = self.span(first)
        elif first.op == "month" and right.precision == "month":
            anchor = Anchor(right.end, right.end, "day")
            left = _Calendar(anchor, None).span(first._replace(mode=""))
        else:
            anchor = Anchor(right.start, right.start, "day")
            left = _Calendar(anchor, None).span(first._replace(mode="", unit="", year_shift=None))
        if left is None or left.start > right.end:
            return None
        why = right.why
        if left.precision == right.precision == "month":
            edtf = left.edtf if left.edtf == right.edtf else f"{left.edtf}/{right.edtf}"
            return Span(left.start, right.end, "part_of_year", why, edtf)
        precision = "year" if "year" in (left.precision, right.precision) else "days"
        return Span(left.start, right.end, precision if left.start < right.end else "day", why)

    def _overnight(self, spec: Spec) -> Span | None:
        span = self.span(spec.parts[0])
        if span is None:
            return None
        if span.precision != "day":
            return span
        day = span.start
        today = self.anchor.day if self.anchor else None
        if spec.mode == "into" or (today is not None and day == today):
            return Span(day - timedelta(1), day, "days", f"night into that day; {span.why}")
        return Span(day, day + timedelta(1), "days", f"night from that day to the next; {span.why}")


_OPS: Final[Mapping[str, Callable[[_Calendar, Spec], Span | None]]] = {
    "day": _Calendar._day,
    "weekday": _Calendar._weekday,
    "monthday": _Calendar._monthday,
    "offset": _Calendar._offset,
    "month": _Calendar._month,
    "year": _Calendar._year,
    "season": _Calendar._season,
    "feast": _Calendar._feast,
    "range": _Calendar._range,
    "overnight": _Calendar._overnight,
}
"""What sets an expression of each kind against the calendar."""
