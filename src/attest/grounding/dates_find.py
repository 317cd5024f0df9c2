"""Date expressions of a text: single dates with their part of day, ranges, offsets, periods and durations."""

from __future__ import annotations

from dataclasses import replace

from attest.grounding.dates_lexicon import Lexicon, Words, lexicon
from attest.grounding.dates_parts import Parts
from attest.grounding.dates_read import DASHES, Hit
from attest.grounding.dates_types import NOTHING, DateMention, Spec

_REACH = 5  # most words from the beginning of an expression to the first that tells it is a date
_FAR = 9  # the same where French counts: "il y a un peu moins de vingt-cinq jours"
_COUNTING = frozenset(("il", "voici", "voila"))
_DATED = frozenset(("absolute", "month_day", "weekday", "relative", "month", "range"))


def find_dates(text: str, language: str) -> list[DateMention]:
    """Return the date expressions of `text` in order, none overlapping another; the longest reading wins.

    `language` is "en" or "fr" (anything else reads as English). Never fails; takes time linear in the text.
    """
    return _Finder(Words.of(text), lexicon("fr" if language == "fr" else "en")).run()


class _Finder(Parts):
    def __init__(self, words: Words, lex: Lexicon) -> None:
        super().__init__(words, lex)
        self.found: list[DateMention] = []

    def run(self) -> list[DateMention]:
        low, triggers, core, after_number = self.low, self.lex.triggers, self.lex.core, self.lex.after_number
        i = 0
        # far from words that say something of dates, and from the end, nothing needs a closer look
        telling = [at for at, word in enumerate(low) if word in core or word.isdecimal()]
        for near in (*telling, self.words.count):
            i = max(i, near - _FAR)
            while i <= near:
                word = low[i]
                if near - i > _REACH and word not in _COUNTING:
                    i += 1
                elif word in triggers or (word.isdecimal() and (len(word) == 4 or low[i + 1] in after_number)):
                    i = max(i + 1, self._at(i, word))
                else:
                    i += 1
        return self._settle(self.found)

    def _at(self, i: int, word: str) -> int:
        lex = self.lex
        if word in lex.words["every"]:
            return i + 2 if self.low[i + 1] in lex.weekdays else i + 1
        duration = self._duration(i) if word in lex.durations_from else None
        if duration is not None:
            self._add(i, duration)
            return duration.last
        best = self._best(i, word)
        if best is None:
            return i + 1
        if self.lex.is_in("until", self.low[i - 1]) or (
            self.low[i - 1] in ("a", "au", "en") and self.lex.is_in("until", self.low[i - 2 - (self.low[i - 2] == "'")])
        ):
            best = best._replace(kind="duration", spec=NOTHING, also=())
        self._add(i, best)
        return _reach(best)

    def _add(self, i: int, hit: Hit) -> None:
        if hit.last <= i:
            return
        pieces = [(i, hit.last, hit.spec), *hit.also]
        for first, last, spec in pieces:
            start, end = self.words.start[first], self.words.end[last - 1]
            mention = DateMention(start, end, self.words.text[start:end], hit.kind, hit.part_of_day, spec)
            self.found.append(mention)

    def _best(self, i: int, word: str) -> Hit | None:
        """The longest of the readings that `word` may begin, the first of those of one length."""
        lex, unit, part = self.lex, self.unit(i), self.part(i)
        best = self.with_part(i) if unit is not None else None
        if part is not None or word in lex.prefixes_from:
            best = _longer(best, self.prefixed(i))
        if unit is not None or word in lex.ranges_from:
            best = _longer(best, self._range(i))
        if word in lex.counts_from or word.isdecimal() or lex.units.get(self.low[i + 1]) == "hour":
            best = _longer(best, self._counted(i))
        return _longer(best, part)

    def _settle(self, found: list[DateMention]) -> list[DateMention]:
        """Leave a bare "overnight" to the date beside it in the sentence: it then says only the part of the day."""
        text = self.words.text
        for n, m in enumerate(found):
            if m.kind != "overnight" or m.spec.op != "offset" or self.lex.french:
                continue
            near = [found[k] for k in (n - 1, n + 1) if 0 <= k < len(found) and found[k].kind in _DATED]
            gaps = [text[min(m.end, x.end) : max(m.start, x.start)] for x in near]
            if any(len(gap) < 200 and not any(sign in gap for sign in (". ", ".\n", "\n\n")) for gap in gaps):
                found[n] = replace(m, kind="part_of_day", spec=NOTHING)
        return found

    def _range(self, i: int) -> Hit | None:
        """ "between Friday and Sunday", "from 31 January to 5 February", "September 30 and October 1", "2006-2012"."""
        words, lex = self.words, self.lex
        cue = lex.is_in("between", self.low[i]) or lex.is_in("from", self.low[i])
        at = self.skip(i, "from") if lex.is_in("from", self.low[i]) else i + cue
        at = self.skip(at, "the")
        first = self.bare_month(at, cued=True) if cue else None
        first = self.unit(at) or first
        if first is None and cue and (year := self.year(at)):
            first = Hit(at + 1, Spec("year", year=year), "year")
        if (
            first is None
            or first.also
            or first.kind in ("range", "duration", "part_of_day")
            or first.spec.op == "nothing"
        ):
            return first if cue and first is not None and first.kind == "range" else None
        link = first.last
        found = words.walk(link, lex.day_words)
        link = found[0] if found is not None else link
        word = self.low[link]
        if not (word in DASHES or lex.is_in("to", word) or lex.is_in("and", word)) or (word == "a" and not lex.french):
            return None
        after = self.skip(link + 1, "on") if not lex.french or self.low[link + 1] != "le" else link + 2
        after = self.skip(after, "the")
        second = self.bare_month(after, cued=True) if first.kind == "month" else self.unit(after)
        if second is None and first.kind == "year" and (year := self.year(after)):
            second = Hit(after + 1, Spec("year", year=year), "year")
        if second is None or second.also or not _pairs(first, second):
            return None
        end = words.walk(second.last, lex.day_words)
        last = end[0] if end is not None else second.last
        if (
            lex.is_in("and", word)
            and not (cue and lex.is_in("between", self.low[i]))
            and not _adjacent(first.spec, second.spec)
        ):
            return None
        left, right = first.spec, second.spec
        if left.op == right.op == "day" and left.year is None and right.year is not None and left.month is not None:
            later = (left.month, left.day or 1) > (right.month or 1, right.day or 1)
            left = left._replace(year=right.year - later)
        if left.op == right.op == "month" and left.year is None and right.year is not None:
            left = left._replace(year=right.year - ((left.month or 1) > (right.month or 1)))
        kind = "duration" if left.op == "year" or _long(left, right) else "range"
        return Hit(last, Spec("range", parts=(left, right)), kind)

    def _counted(self, i: int) -> Hit | None:
        """ "two days ago", "a month earlier", "il y a trois jours", "deux jours plus tard", "the past 24 hours"."""
        low, lex = self.low, self.lex
        at, ago, less = i, False, False
        if lex.french and low[i] == "il" and low[i + 1] == "y" and low[i + 2] == "a":
            at, ago = i + 3, True
        elif lex.french and low[i] in ("voici", "voila"):
            at, ago = i + 1, True
        elif low[i] in ("the", "these", "ces", "les") or lex.is_in("last_before", low[i]):
            return self._past(i)
        if ago:
            at += low[at] == "un" and low[at + 1] == "peu"
            while at < i + 9 and lex.is_in("ago_between", low[at]):
                less = less or lex.is_in("less", low[at])
                at += 1
        count, unit_at = self._count(at)
        unit = lex.units.get(low[unit_at], "")
        if unit == "hour" and not ago and (day := self._same_day(count, unit_at)) is not None:
            return day
        if not count or not unit:
            return None
        less = less or (lex.is_in("less", low[i - 2]) and lex.is_in("than", low[i - 1]))
        vague = "few" if count < 0 else "less" if less else ""
        last = unit_at + 1
        if unit == "fortnight":
            unit, count = "week", 2 * count
        if unit == "decade":
            unit, count = "year", 10 * count
        if unit == "hour":
            if abs(count) not in (24, 36, 48, 72):
                return None
            unit, count = "day", round(count / 24)
        spec = Spec("offset", unit=unit, shift=-max(count, 1), mode="count", vague=vague)
        if ago:
            return Hit(last, spec, "relative")
        if lex.french and low[last] == "plus":
            last += 1
        word = low[last]
        if lex.is_in("ago", word):
            return Hit(last + 1, spec, "relative")
        if (
            lex.is_in("after", word)
            and any(lex.is_in("came", low[i - k]) for k in (1, 2, 3))
            and not self.may_end(last + 1)
        ):
            return Hit(last + 1, spec._replace(base="text"), "relative")
        sign = -1 if lex.is_in("earlier", word) else 1 if lex.is_in("later", word) else 0
        if not sign or (lex.is_in("needs_end", word) and not self.may_end(last + 1)):
            return None
        if lex.french and word in ("tot", "tard") and low[last - 1] != "plus":
            return None
        return Hit(last + 1, spec._replace(base="text", shift=sign * max(count, 1)), "relative")

    def _same_day(self, count: int, unit_at: int) -> Hit | None:
        """ "hours before the blast", "two hours later", "quelques heures plus tôt": the day told of just before."""
        lex = self.lex
        last = unit_at + 1
        if self.low[last] == "," or count >= 24:
            return None
        last += lex.french and self.low[last] == "plus"
        if not (lex.is_in("earlier", self.low[last]) or lex.is_in("later", self.low[last])):
            return None
        return Hit(last + 1, Spec("offset", unit="day", shift=0, base="text", mode="count"), "anaphoric")

    def _is_count(self, i: int) -> bool:
        word = self.low[i]
        return word in self.lex.numbers or self.lex.is_in("vague", word) or self.words.number(i) > 0

    def _count(self, i: int) -> tuple[int, int]:
        """The number at token `i` (-1 where vague, 0 where none) and the token behind it."""
        word = self.low[i]
        if word in self.lex.words["vague"]:
            return -1, i + 1
        if word.isdecimal():
            value = self.words.number(i)
            return (max(value, 0), i + 1) if value <= 999 else (0, i)
        if word in ("a", "the") and self.low[i + 1] in ("few", "couple", "fortnight"):
            if self.low[i + 1] == "few":
                return -1, i + 2
            if self.low[i + 1] == "couple":
                return 2, i + 3 if self.low[i + 2] == "of" else i + 2
        if word == "une" and self.low[i + 1].endswith("aine") and self.low[i + 1] in self.lex.numbers:
            return self.lex.numbers[self.low[i + 1]], self.skip(i + 2, "of")
        value, at = self.lex.numbers.get(word, 0), i + 1
        if value and word in ("dix", "vingt", "trente", "twenty", "thirty") and self.low[at] == "-":
            value, at = value + self.lex.numbers.get(self.low[at + 1], 0), at + 2
        return value, at

    def _past(self, i: int) -> Hit | None:
        """ "the last 24 hours", "ces dernières 24 heures": a period; longer ones are durations."""
        lex = self.lex
        at = i + 1 if self.low[i] in ("the", "these", "ces", "les") else i
        before = at
        recent = lex.words["recent"]
        count, after = self._count(at) if lex.french else (0, at)
        if count and after > at and self.low[after] in recent:
            at = after + 1
        elif self.low[at] in recent:
            at += 1
            count, number = self._count(at)
            at = number if count else at
            count = count or 1
        else:
            return None
        unit = lex.units.get(self.low[at], "")
        if not unit or at == before:
            return None
        days = count * {"hour": 1 / 24, "day": 1}.get(unit, 99)
        if 0.5 <= days <= 3:
            return Hit(at + 1, Spec("offset", unit="hours", shift=-round(days)), "period")
        if (
            unit in ("week", "month", "year")
            and self.low[at] in ("week", "month", "year", "semaine", "annee")
            and not lex.french
        ):
            return Hit(at + 1, NOTHING, "duration") if self.low[at - 1] == "past" else None
        return Hit(at + 1, NOTHING, "duration")

    def _duration(self, i: int) -> Hit | None:
        """ "since January", "for two years", "in recent weeks": never the date of an event."""
        words, lex, word = self.words, self.lex, self.low[i]
        if lex.is_in("since", word):
            at = i + 1
            for _ in range(2):
                at = self.skip(at, "the")
            at = self.skip(at, "on") if lex.french else self.skip(at, "last_before")
            if lex.french and self.low[at] == "a":
                at += 1
            hit = self.phrase(i + 1) or self.prefixed(at) or self.with_part(at) or self.bare_month(at, cued=True)
            if hit is None and (self.year(at) or self.year(at + 1)):
                hit = Hit(at + 1 if self.year(at) else at + 2, NOTHING, "duration")
            if hit is None and lex.french:
                count, unit_at = self._count(at)
                if count and self.low[unit_at] in lex.units:
                    hit = Hit(unit_at + 1, NOTHING, "duration")
            if hit is not None and hit.last > i + 1:
                last = hit.last + (words.glued(hit.last) and self.low[hit.last] == "s")
                return Hit(last, NOTHING, "duration")
            return None
        found = words.walk(i, lex.durations)
        if found is not None:
            last = found[0] + (self.low[found[0]] in lex.units)
            return Hit(last, NOTHING, "duration") if last > found[0] or self.low[last - 1] in lex.units else None
        if lex.is_in("for", word) or word in ("in", "dans"):
            at = i + 1
            for _ in range(4):
                if self._is_count(at) and self.low[at + 1] != "past":
                    break
                if not lex.is_in("duration_between", self.low[at]):
                    return None
                at += 1
            count, unit_at = self._count(at)
            if count and lex.units.get(self.low[unit_at], "hour") != "hour" and self.low[unit_at] != "night":
                after = self.low[unit_at + 1]
                if lex.is_in("ago", after) or (word == "in" and self.low[unit_at + 1] in lex.words["later"]):
                    return None
                if self._past(i + 1) is not None and (self._past(i + 1) or Hit(0, NOTHING, "")).kind == "period":
                    return None
                return Hit(unit_at + 1, NOTHING, "duration")
        return None


def _longer(best: Hit | None, hit: Hit | None) -> Hit | None:
    return hit if best is None or (hit is not None and _reach(hit) > _reach(best)) else best


def _reach(hit: Hit) -> int:
    return hit.also[-1][1] if hit.also else hit.last


def _pairs(first: Hit, second: Hit) -> bool:
    """Say whether two units can be the ends of one span."""
    if second.kind in ("duration", "part_of_day", "range") or second.spec.op == "nothing":
        return False
    days = ("day", "weekday", "feast", "monthday")
    if first.spec.op in days and second.spec.op in days:
        return True
    if first.kind == "relative" and second.kind == "relative":
        return first.spec.shift < second.spec.shift
    return first.spec.op == second.spec.op and first.spec.op in ("month", "year")


def _adjacent(a: Spec, b: Spec) -> bool:
    """Say whether "a and b" are two days running, so that one act may span them."""
    if a.op == b.op == "weekday":
        return ((b.weekday or 0) - (a.weekday or 0)) % 7 == 1 and not (a.mode or a.unit)
    if a.op == b.op == "day":
        last = {2: (28, 29), 4: (30,), 6: (30,), 9: (30,), 11: (30,)}.get(a.month or 0, (31,))
        months = ((b.month or 1) - (a.month or 1)) % 12
        return (months == 0 and (b.day or 0) == (a.day or 0) + 1) or (months == 1 and b.day == 1 and a.day in last)
    return a.op == b.op == "offset" and a.unit == b.unit == "day" and b.shift == a.shift + 1 and a.base == b.base


def _long(a: Spec, b: Spec) -> bool:
    """Say whether months span so long that they are no date of an act."""
    if a.op != "month" or b.op != "month":
        return False
    years = (b.year or 0) - (a.year or 0) if a.year and b.year else 0
    months = years * 12 + (b.month or 1) - (a.month or 1)
    return (months if years else months % 12) > 2
