"""Single date units at a given word: "Friday, November 1st, 2019", "12-13 October", "9 août dernier", "late March"."""

from __future__ import annotations

from typing import NamedTuple

from attest.grounding.dates_lexicon import Lexicon, Words
from attest.grounding.dates_types import Spec

DASHES = frozenset("-–—−")
_SLASHES = frozenset("-/.")
_MOST_DAYS = 5
_CENTURY = 2000  # of a year written with two digits


class Hit(NamedTuple):
    """What was read up to token `last` (exclusive); `also` are further dates of one list, as (first, last, spec)."""

    last: int
    spec: Spec
    kind: str
    part_of_day: str | None = None
    also: tuple[tuple[int, int, Spec], ...] = ()


class Reader:
    """Reads units of one text; every method looks at a bounded number of words."""

    def __init__(self, words: Words, lex: Lexicon) -> None:
        self.words = words
        self.low = words.low
        self.lex = lex

    # words --------------------------------------------------------------------------------------

    def weekday(self, i: int) -> int:
        """The weekday named in full at token `i`, or -1."""
        return self.lex.weekdays.get(self.low[i], -1)

    def month(self, i: int) -> tuple[int, int]:
        """The month at token `i` beside a day number and the token behind it; (0, i) where there is none."""
        word = self.low[i]
        if word in self.lex.months:
            return self.lex.months[word], i + 1
        if word in self.lex.months_short and (self.lex.french or self.words.capital(i)):
            dot = self.low[i + 1] == "." and self.words.glued(i + 1)
            return self.lex.months_short[word], i + 2 if dot else i + 1
        return 0, i

    def year(self, i: int) -> int:
        """The year written with four digits at token `i`, or 0."""
        value = self.words.number(i)
        if len(self.low[i]) != 4 or not 1800 <= value <= 2199:
            return 0
        after = self.low[i + 1]
        if self.words.glued(i + 1) and (after[:1].isalpha() or after in ("%", "°")):
            return 0
        if self.words.glued(i + 1) and after in (",", ".", ":", "/") and self.words.glued(i + 2):
            return 0 if self.low[i + 2].isdecimal() else value
        return value

    def day_number(self, i: int) -> tuple[int, int]:
        """The day of a month at token `i` ("1", "1st", "1er") and the token behind it; (0, i) where there is none."""
        value = self.words.number(i)
        if not 1 <= value <= 31 or len(self.low[i]) > 2:
            return 0, i
        if self.words.glued(i) and self.low[i - 1] in ("$", "€", "£", ".", ":", "+"):
            return 0, i
        at = i + 1
        if self.words.glued(at):
            after = self.low[at]
            if self.lex.is_in("suffixes", after):
                return value, at + 1
            if after[:1].isalpha() and after not in self.lex.months and after not in self.lex.months_short:
                return 0, i
            if after in (".", ",", ":") and self.words.glued(at + 1) and self.low[at + 1].isdecimal():
                return 0, i
        return value, at

    def skip(self, i: int, name: str) -> int:
        """The token behind `i` if it is in a word list (with the apostrophe of "d'août"), else `i`."""
        if not self.lex.is_in(name, self.low[i]):
            return i
        return i + 2 if self.low[i + 1] == "'" and self.words.glued(i + 1) else i + 1

    def skip_back(self, i: int) -> int:
        """The token before `i`, an article left out."""
        return i - 2 if self.lex.is_in("the", self.low[i - 1]) else i - 1

    # years behind a day or month ----------------------------------------------------------------

    def with_year(self, i: int, spec: Spec, *, comma: bool = True) -> tuple[int, Spec]:
        """Read the year that follows at token `i`: ", 2019", "of 2019", "last year", "dernier"."""
        at = i
        if comma and self.low[at] == ",":
            at += 1
        if year := self.year(at):
            return at + 1, spec._replace(year=year)
        of = self.skip(i, "of")
        if of > i and (year := self.year(of)):
            return of + 1, spec._replace(year=year)
        if self.lex.french:
            word = self.low[i]
            if self.lex.is_in("last_after", word):
                return i + 1, spec._replace(mode="last")
            if self.lex.is_in("next_after", word):
                return i + 1, spec._replace(mode="next")
        elif self.low[i] == "last" and self.low[i + 1] not in ("year", "week", "month", "night"):
            return (i + 1, spec._replace(mode="last")) if self.low[i + 1] not in self.lex.units else (i, spec)
        found = self.words.walk(of, self.lex.phrases)
        if found is not None:
            told = found[1].spec
            if told.unit == "year" and told.op == "offset" and not told.part:
                return found[0], spec._replace(year_shift=told.shift, year_base=told.base)
        return i, spec

    # days ---------------------------------------------------------------------------------------

    def day(self, i: int) -> Hit | None:
        """Read a day of the calendar: numbers, day and month, month and day; with its weekday and year."""
        words = self.words
        weekday, at = self.weekday(i), i
        if weekday >= 0:
            at = i + 1
        elif self.low[i] in self.lex.weekdays_short and words.capital(i):
            weekday = self.lex.weekdays_short[self.low[i]]
            at = i + 2 if self.low[i + 1] == "." else i + 1
        if weekday < 0:
            return self._digits(i) or self._day_month(i) or self._month_day(i) or self._of_month(i)
        bracket = self.low[at] == "("
        if bracket or self.low[at] == ",":
            at += 1
        at = self.skip(at, "the")
        if self.low[at] not in self.lex.days_from and not self.low[at].isdecimal():
            return None
        hit = self._day_month(at) or self._month_day(at) or self._digits(at) or self._of_month(at)
        if hit is not None and hit.spec.op == "range":
            return None if weekday != self.weekday(i) else hit
        if hit is not None:
            last = hit.last
            if bracket and self.low[last] != ")":
                return None
            return hit._replace(last=last + bracket, spec=hit.spec._replace(weekday=weekday))
        number, last = self.day_number(at)
        if number and weekday == self.weekday(i) and not bracket and self.low[at - 1] != ",":
            suffixed = last > at + 1
            if (self.lex.french or suffixed) and not self.counts(last):
                return Hit(last, Spec("monthday", weekday=weekday, day=number), "month_day")
        return None

    def _digits(self, i: int) -> Hit | None:
        """2019-11-01, 01/11/2019, 1.11.2019 (by day first in French and with dots, else only where it is plain)."""
        words = self.words
        sign = self.low[i + 1]
        if sign not in _SLASHES or self.low[i + 3] != sign or not all(words.glued(i + k) for k in range(1, 5)):
            return None
        a, b, c = words.number(i), words.number(i + 2), words.number(i + 4)
        if min(a, b, c) < 0 or len(self.low[i + 2]) > 2:
            return None
        if words.glued(i) and self.low[i - 1] in ("/", "-", ".", "_", "="):
            return None
        after = self.low[i + 5]
        if words.glued(i + 5) and (after in ("/", "-", "_") or (after[:1].isalpha() and after != "t")):
            return None
        if len(self.low[i]) == 4 and len(self.low[i + 4]) == 2:
            year, month, day = a, b, c
        elif len(self.low[i + 4]) == 4 and len(self.low[i]) <= 2:
            year = c
            if self.lex.french or sign == "." or a > 12 or a == b:
                day, month = a, b
            elif b > 12:
                month, day = a, b
            else:
                return None
        elif len(self.low[i + 4]) == len(self.low[i + 2]) == 2 >= len(self.low[i]):  # 13.05.24
            year, day, month = _CENTURY + c, a, b
            if not (self.lex.french or sign == "." or a > 12):
                return None
        else:
            return None
        if not (1800 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
            return None
        return Hit(i + 5, Spec("day", year=year, month=month, day=day), "absolute")

    def _list(self, i: int, weekdays: bool = False) -> tuple[list[tuple[int, int, int]], str, int]:
        """Read "3", "3-5", "3 to 5", "3, 4 and 5" at token `i`: (day, first, last) each, the link, the token behind."""
        days: list[tuple[int, int, int]] = []
        link, at = "", i
        while len(days) < _MOST_DAYS:
            start = at
            if weekdays and days:
                start = self.skip(start, "the")
                start += self.weekday(start) >= 0
            number, last = self.day_number(start)
            if not number or (days and number <= days[-1][0]):
                break
            days.append((number, at, last))
            at, sign = last, self.low[last]
            if sign in DASHES or self.lex.is_in("to", sign):
                link = "to"
            elif self.lex.is_in("and", sign):
                link = link or "and"
            elif sign != ",":
                break
            at = last + 1
        return days, link, days[-1][2] if days else i

    def _day_month(self, i: int) -> Hit | None:
        """ "1 November 2019", "1er novembre", "3 and 4 March", "the third of May"."""
        ordinal = self.lex.ordinals.get(self.low[i], 0)
        if ordinal and not (self.lex.french or self.low[i + 1] == "of"):
            return None
        days, link, at = ([(ordinal, i, i + 1)], "", i + 1) if ordinal else self._list(i, weekdays=True)
        while days:
            month_at = self.skip(at, "of")
            month, last = self.month(month_at)
            if month and self.low[at] == "-":
                month = 0
            if not month and self.low[at] == "-" and len(days) == 1:  # 1-Nov-2019
                month, last = self.month(at + 1)
            if month:
                return self._dates(days, link, month, last, i)
            if len(days) == 1 or link != "to":
                return None
            days, at = days[:1], days[0][2]
        return None

    def _dates(self, days: list[tuple[int, int, int]], link: str, month: int, last: int, first: int) -> Hit | None:
        short = self.low[last - 1] in self.lex.months_short
        end, base = self.with_year(last, Spec("day", month=month))
        dash = self.low[last] == "-" and self.words.glued(last) and self.words.glued(last + 1)
        if dash and (year := self.year(last + 1)):
            end, base = last + 2, base._replace(year=year)
        if short and self.lex.french and self.low[last - 1] != "." and base.year is None:
            return None  # "4 sept": the number seven
        kind = "month_day" if base.year is None else "absolute"
        specs = [base._replace(day=day) for day, _, _ in days]
        if not _valid(specs[-1]):
            return None
        if len(specs) == 1:
            return Hit(end, specs[0], kind)
        if self.lex.is_in("between", self.low[self.skip_back(first)]):
            link = "to"
        numbers = [day for day, _, _ in days]
        if link == "to" or numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return Hit(end, Spec("range", parts=(specs[0], specs[-1])), "range")
        ends = [d[2] for d in days[:-1]] + [end]
        also = tuple((d[1], e, s) for d, e, s in zip(days[1:], ends[1:], specs[1:], strict=True))
        return Hit(days[0][2], specs[0], kind, also=also)

    def _of_month(self, i: int) -> Hit | None:
        """ "le 12 courant", "le 5 de ce mois", "the fifth of this month", "the 17th of last month"."""
        ordinal = self.lex.ordinals.get(self.low[i], 0)
        day, at = (ordinal, i + 1) if ordinal else self.day_number(i)
        if not day or not (ordinal or self.lex.french or at > i + 1):
            return None
        if self.lex.is_in("current_month", self.low[at]):
            return Hit(at + 1, Spec("monthday", day=day), "month_day")
        of = self.skip(at, "of")
        if of == at:
            return None
        found = self.words.walk(of, self.lex.phrases)
        told = found[1].spec if found is not None else None
        if found is not None and told is not None:
            if told.op != "offset" or told.unit != "month" or told.part or told.base != "published":
                return None
            return Hit(found[0], Spec("monthday", day=day, shift=told.shift), "month_day")
        of = self.skip(of, "the")
        if self.lex.units.get(self.low[of]) == "month" and (self.lex.french or of > at + 1):
            return Hit(of + 1, Spec("monthday", day=day), "month_day")
        return None

    def _month_day(self, i: int) -> Hit | None:
        """ "November 1st, 2019", "October 12-13", "October 12 and 13"."""
        if self.lex.french:
            return None
        month, at = self.month(i)
        if not month:
            return None
        if not self.words.capital(i) and self.low[i] in self.lex.ambiguous:
            return None
        the = at + 1 if self.low[at] == "the" else at
        if the > at and self.low[the] in self.lex.ordinals and self.low[i] != "may":
            number, last = self.lex.ordinals[self.low[the]], the + 1
        else:
            number, last = self.day_number(the)
        if not number or (self.words.glued(the) and self.low[the - 1] != "."):
            return None
        plain = last == the + 1
        if plain and self.lex.is_in("in", self.low[i - 1]) and self.counts(last):
            return None  # "in November 15 people": the number counts
        spec = Spec("day", month=month, day=number)
        sign, other, end = self.low[last], 0, last
        if sign in DASHES or sign in ("to", "and"):
            other, end = self.day_number(last + 1)
            if sign == "and" and (self.counts(end) or self.month(end)[0]):
                other = 0
        if other > number and not (self.words.glued(end) and self.low[end] == "-"):
            end, second = self.with_year(end, spec._replace(day=other))
            if not _valid(second):
                return None
            first = second._replace(day=number)
            if sign == "and" and other > number + 1:
                return Hit(last, first, _kind(first), also=((last + 1, end, second),))
            return Hit(end, Spec("range", parts=(first, second)), "range")
        end, spec = self.with_year(last, spec)
        return Hit(end, spec, _kind(spec)) if _valid(spec) else None

    def counts(self, i: int) -> bool:
        """Say whether a number before token `i` counts what follows: a lower-case word that is no function word."""
        word = self.low[i]
        return word.isalpha() and not self.words.capital(i) and not self.lex.is_in("count_follows_not", word)

    # months -------------------------------------------------------------------------------------

    def bare_month(self, i: int, *, cued: bool = False) -> Hit | None:
        """A month with no day: "late March 2012", "the September attacks", "fin janvier dernier"."""
        at, part = i, ""
        found = self.words.walk(i, self.lex.parts)
        if found is not None:
            at, part, cued = found[0], found[1], True
            at = self.skip(at, "of")
            if self.low[at] == "the" and self.low[at + 1] == "month":
                at = self.skip(at + 2, "of")
        word = self.low[at]
        month, last = self.month(at)
        if not month:
            year = self.year(at) if found else 0
            return Hit(at + 1, Spec("year", year=year, part=part), "year") if year and part else None
        if self.day_number(at - 1)[0] and self.low[at - 2] != "." and at == i:
            return None  # "31 February" is no day
        short = word in self.lex.months_short and word not in self.lex.months
        if not short and word in self.lex.months and not self.lex.french:
            dull = self.words.raw(at).islower() and word in self.lex.ambiguous
            if dull:
                return None
        end, spec = self.with_year(last, Spec("month", month=month, part=part), comma=not self.lex.french)
        dated = end > last
        before = self.low[at - 1]
        if before == "'":
            before = self.low[at - 2]
        if not (dated or cued or not (short or word in self.lex.ambiguous) or self._month_cue(at, before, last, short)):
            return None
        if self.lex.french and self.words.capital(at) and not dated and not found and before not in ("en", "depuis"):
            return None  # the planet, or a name
        if not (self.lex.french or dated or cued) and before in ("of", "this", "through") and self.words.capital(last):
            return None  # "of April Jones"
        if not dated and before == "last" and not found:
            spec = spec._replace(mode="last")
        elif not dated and before == "next" and not found:
            spec = spec._replace(mode="next")
        return Hit(end, spec, "month")

    def _month_cue(self, at: int, before: str, last: int, short: bool) -> bool:
        if self.lex.is_in("month_cue", before):
            if self.lex.french and before in ("a", "et", "de", "d", "entre", "ce") and self.words.capital(at):
                return False
            return not short or self.low[last - 1] == "."
        after = self.low[last]
        return not self.lex.french and self.lex.is_in("event_nouns", after) and not short


def _kind(spec: Spec) -> str:
    return "month_day" if spec.year is None else "absolute"


def _valid(spec: Spec) -> bool:
    """Say whether some year has that day."""
    longest = 30 if spec.month in (4, 6, 9, 11) else 29 if spec.month == 2 else 31
    return (spec.day or 1) <= longest
