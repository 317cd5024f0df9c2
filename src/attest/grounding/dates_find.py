"""Date expressions of a text: single dates with their part of day, ranges, offsets, periods and durations."""

from __future__ import annotations

from dataclasses import replace

from attest.grounding.dates_lexicon import BREAK, Lexicon, Words, lexicon
from attest.grounding.dates_read import Hit, Reader
from attest.grounding.dates_types import NOTHING, DateMention, Spec

_DASHES = frozenset("-–—−")
_SENTENCE_END = frozenset((".", "!", "?", BREAK))
_DATED = frozenset(("absolute", "month_day", "weekday", "relative", "month", "range"))


def find_dates(text: str, language: str) -> list[DateMention]:
    """Return the date expressions of `text` in order, none overlapping another; the longest reading wins.

    `language` is "en" or "fr" (anything else reads as English). Never fails; takes time linear in the text.
    """
    return _Finder(text, lexicon("fr" if language == "fr" else "en")).run()


class _Finder:
    def __init__(self, text: str, lex: Lexicon) -> None:
        self.lex = lex
        self.words = Words.of(text)
        self.read = Reader(self.words, lex)
        self.found: list[DateMention] = []
        self.floor = 0

    def run(self) -> list[DateMention]:
        low, triggers, i, count = self.words.low, self.lex.triggers, 0, len(self.words.low)
        while i < count:
            word = low[i]
            i = max(i + 1, self._at(i)) if word in triggers or word.isdecimal() else i + 1
        return self._settle(self.found)

    def _at(self, i: int) -> int:
        words, word = self.words, self.words.low[i]
        if self.lex.is_in("every", word):
            at = self.lex.french and words.word(i + 1) or words.word(i + 1)
            return i + 2 if at in self.lex.weekdays else i + 1
        duration = self._duration(i)
        if duration is not None:
            self._add(i, duration)
            return duration.last
        best = self._best(i)
        if best is None:
            return i + 1
        if self.lex.is_in("until", words.word(i - 1)) or (
            words.word(i - 1) in ("a", "au", "en") and self.lex.is_in("until", words.word(i - 2 - (words.word(i - 2) == "'")))
        ):
            best = replace(best, kind="duration", spec=NOTHING, also=())
        self._add(i, best)
        return max(best.last, *(last for _, last, _ in best.also)) if best.also else best.last

    def _add(self, i: int, hit: Hit) -> None:
        if hit.last <= i:
            return
        pieces = [(i, hit.last, hit.spec), *hit.also]
        for first, last, spec in pieces:
            start, end = self.words.start[first], self.words.end[last - 1]
            mention = DateMention(start, end, self.words.text[start:end], hit.kind, hit.part_of_day, spec)
            self.found.append(mention)

    def _best(self, i: int) -> Hit | None:
        hits = [
            hit
            for hit in (self._range(i), self._with_part(i), self._prefixed(i), self._counted(i), self._part(i))
            if hit is not None
        ]
        return max(hits, key=lambda hit: max([hit.last, *(last for _, last, _ in hit.also)]), default=None)

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

    # units --------------------------------------------------------------------------------------

    def _unit(self, i: int) -> Hit | None:
        """One date: of the calendar, of the week, a fixed phrase, a month, a year, a season."""
        hits = [
            hit
            for hit in (self._feast(i), self.read.day(i), self._weekday(i), self._phrase(i), self._season(i))
            if hit is not None
        ]
        month = self.read.bare_month(i)
        if month is not None:
            hits.append(month)
        if not hits and (year := self._year(i)) is not None:
            hits.append(year)
        return max(hits, key=lambda hit: hit.last, default=None)

    def _feast(self, i: int) -> Hit | None:
        found = self.words.walk(i, self.lex.feasts)
        if found is None or self.lex.is_in("not_feast_after", self.words.word(found[0])):
            return None
        last, spec = self.read.with_year(found[0], found[1])
        return Hit(last, spec, "absolute" if spec.year else "month_day")

    def _weekday(self, i: int) -> Hit | None:
        """ "last Friday", "Friday last week", "vendredi dernier", "the following Monday"."""
        words, lex = self.words, self.lex
        at, mode = i, ""
        word = words.word(i)
        if lex.is_in("last_before", word):
            at, mode = i + 1, "last" if word == "last" else ""
        elif lex.is_in("next_before", word):
            at, mode = i + 1, "next"
        elif lex.is_in("previous_before", word):
            at, mode = i + 1, "previous"
        elif lex.is_in("following_before", word):
            at, mode = i + 1, "following"
        elif lex.is_in("this_before", word):
            at = i + 1
            past = lex.is_in("last_before", words.word(at))
            at += past
        weekday = self.read.weekday(at)
        if weekday < 0:
            return None
        if lex.is_in("named_weekday", words.word(at - 1)) and words.capital(at - 1) and words.capital(at):
            return None
        if at > i and not mode:  # "this Sunday, 8 December"
            hit = self.read.day(at)
            if hit is not None:
                return hit
        last, unit, shift = at + 1, "", 0
        after = words.word(last)
        if lex.french and lex.is_in("last_after", after):
            last, mode = last + 1, "last"
        elif lex.french and lex.is_in("next_after", after):
            last, mode = last + 1, "next"
        elif lex.french and after in ("precedent", "suivant"):
            last, mode = last + 1, "previous" if after == "precedent" else "following"
        elif not mode:
            of = self.read.skip(last, "of")
            found = words.walk(of, lex.phrases)
            if found is not None and found[1].spec.unit == "week" and found[1].spec.mode in ("", "todate"):
                told = found[1].spec
                if told.base == "published" and not told.part:
                    last, unit, shift = found[0], "week", told.shift
        if mode == "" and self._is_planned(i):
            mode = "next"
        return Hit(last, Spec("weekday", weekday=weekday, mode=mode, unit=unit, shift=shift), "weekday")

    def _is_planned(self, i: int) -> bool:
        """Say whether "due on", "scheduled for" or "prévu le" stands before token `i`."""
        return any(self.lex.is_in("future_before", self.words.word(i - k)) for k in (1, 2))

    def _phrase(self, i: int) -> Hit | None:
        found = self.words.walk(i, self.lex.phrases)
        if found is None:
            return None
        last, phrase = found
        if phrase.end and not self._may_end(last):
            return None
        word = self.words.word(i)
        if word == "weekend" and last == i + 1 and self.words.word(i - 1) in ("every", "a", "each", "per"):
            return None
        spec: Spec = phrase.spec
        kind = "anaphoric" if spec.base == "text" else "relative" if spec.unit == "day" else "period"
        kind = "overnight" if spec.unit == "overnight" else kind
        return Hit(last, spec, "duration" if spec.op == "nothing" else kind, phrase.part_of_day)

    def _may_end(self, i: int) -> bool:
        """Say whether "the day before", "la veille" ends at token `i`: nothing follows that it could belong to."""
        word = self.words.word(i)
        if not word[:1].isalnum():
            return True
        if self.lex.french:
            return not self.lex.is_in("of", word)
        return self.lex.is_in("count_follows_not", word) and word not in ("the", "a", "an", "this", "his", "her", "its", "their", "that")

    def _season(self, i: int) -> Hit | None:
        words, lex = self.words, self.lex
        at, mode = i, ""
        if lex.is_in("last_before", words.word(i)) or (lex.is_in("this_before", words.word(i)) and not lex.french):
            mode, at = ("last" if words.word(i) == "last" else ""), i + 1
        code = lex.seasons.get(words.word(at), 0)
        if not code or (words.capital(at - 1) and words.capital(at) and at > 0 and at == i):
            return None
        last, spec = self.read.with_year(at + 1, Spec("season", shift=code, mode=mode), comma=False)
        if at == i and last == at + 1:
            return None
        return Hit(last, spec, "period")

    def _year(self, i: int) -> Hit | None:
        """ "in 2012", "the 2016 attack", "(2012)": four digits alone say little."""
        words, lex = self.words, self.lex
        year = self.read.year(i)
        if not year or not 1900 <= year <= 2099:
            return None
        before, after = words.word(i - 1), words.word(i + 1)
        if after in _DASHES and words.glued(i + 1) and words.glued(i + 2):
            return None
        if words.glued(i) and before not in ("(", "-", "/", "["):
            return None
        if lex.is_in("year_article", before):
            return Hit(i + 1, Spec("year", year=year), "year") if after.isalpha() and year % 100 else None
        if before == "(" and after == ")":
            return Hit(i + 1, Spec("year", year=year), "year")
        if not lex.is_in("year_cue", before) or lex.is_in("year_not_before", words.word(i - 2)):
            return None
        if year % 100 == 0 and self.read._counts(i + 1) and after.endswith("s"):
            return None  # "in 2000 homes"
        if before in ("a", "et", "and", "to", "entre") and not (1900 <= self.read.year(i - 2) < year):
            return None
        kind = "duration" if before in ("before", "after", "until", "avant", "apres") else "year"
        return Hit(i + 1, Spec("year", year=year), kind)

    # parts of the day ---------------------------------------------------------------------------

    def _with_part(self, i: int) -> Hit | None:
        """A unit and the part of the day behind it: "Friday night", "vendredi vers midi", "Saturday, at 3pm"."""
        hit = self._unit(i)
        if hit is None or hit.part_of_day is not None:
            return hit
        if hit.also or hit.kind not in ("absolute", "month_day", "weekday", "relative") or hit.spec.op == "nothing":
            return hit
        at = hit.last
        found = self.words.walk(at, self.lex.day_words)
        if found is not None:
            return self._night_into(hit, found[0], found[1])
        comma = self.words.word(at) == ","
        part = self._part(at + comma)
        if part is None:
            return hit
        return self._night_into(hit, part.last, part.part_of_day)

    def _night_into(self, hit: Hit, last: int, part: str | None) -> Hit:
        """Join "Friday night into Saturday"."""
        if part in ("night", "evening") and self.words.word(last) in ("to", "into"):
            at = last + 1
            if self.words.word(at) == "early":
                at += 1
            other = self.read.day(at) or self._weekday(at)
            if other is not None and other.kind in ("absolute", "month_day", "weekday"):
                found = self.words.walk(other.last, self.lex.day_words)
                end = found[0] if found else other.last
                return Hit(end, Spec("range", parts=(hit.spec, other.spec)), "overnight", "night")
        return replace(hit, last=last, part_of_day=part)

    def _prefixed(self, i: int) -> Hit | None:
        """The part of the day first: "late on Sunday", "the evening of 10 December", "dans la nuit de lundi à mardi"."""
        words, lex, word = self.words, self.lex, self.words.low[i]
        at, part = i, ""
        if lex.is_in("overnight", word):
            return self._overnight(i)
        if lex.is_in("earlier_prefix", word):
            at = i + 1
        elif word in ("early", "late") and not lex.french:
            at, part = i + 1, "morning" if word == "early" else "evening"
        else:
            found = words.walk(i, lex.day_words)
            clock = self._part(i)
            if found is None and clock is None:
                return None
            if clock is not None and (found is None or clock.last >= found[0]):
                at, part = clock.last, clock.part_of_day or ""
            elif found is not None:
                at, part = found
                if not lex.is_in("of", words.word(at)) and words.word(at) not in ("on", "to", "from", "between", "ce", "d"):
                    return None
            if part in ("night", "evening") and (night := self._nights(at, word)) is not None:
                return night
        if words.word(at) == ",":
            at += 1
        for _ in range(2):
            at = self.read.skip(at, "prefix_link")
        hit = self._unit(at)
        if hit is None or hit.also or hit.kind not in ("absolute", "month_day", "weekday", "relative"):
            return None
        if hit.part_of_day is not None:
            return hit if not part else replace(hit, part_of_day=part)
        more = self._with_part(at) if not part or word in ("early", "late") else None
        if more is not None and more.last > hit.last:
            return more
        if lex.french and part == "night":
            return Hit(hit.last, Spec("overnight", parts=(hit.spec,)), "overnight", "night")
        return replace(hit, part_of_day=part or None)

    def _nights(self, at: int, word: str) -> Hit | None:
        """ "of Thursday to Friday", "du 3 au 4 mars", "de lundi à mardi" behind "night"."""
        for _ in range(2):
            at = self.read.skip(at, "prefix_link")
        if self.words.word(at) == "between":
            at += 1
        return self._pair(at)

    def _pair(self, at: int) -> Hit | None:
        """Two days as one night."""
        first = self.read.day(at) or self._weekday(at)
        if first is None:
            return self._loose_pair(at)
        if first.kind == "range":
            return replace(first, kind="overnight", part_of_day="night")
        link = first.last
        word = self.words.word(link)
        if not (word in _DASHES or self.lex.is_in("to", word) or self.lex.is_in("and", word)):
            return None
        after = self.read.skip(link + 1, "the")
        after += self.words.word(after) == "early"
        second = self.read.day(after) or self._weekday(after)
        if second is None or second.kind not in ("weekday", "month_day", "absolute"):
            return None
        return Hit(second.last, Spec("range", parts=(first.spec, second.spec)), "overnight", "night")

    def _loose_pair(self, at: int) -> Hit | None:
        """ "lundi 3 au mardi 4 mars": the first day takes its month from the second."""
        read = self.read
        at += read.weekday(at) >= 0
        number, last = read.day_number(at)
        if not number or not (self.lex.is_in("to", self.words.word(last)) or self.words.word(last) in _DASHES):
            return None
        second = read.day(last + 1)
        if second is None or second.spec.op != "day":
            return None
        month = second.spec.month or 1
        if number > (second.spec.day or 1):
            return None
        first = replace(second.spec, day=number, weekday=None, month=month)
        return Hit(second.last, Spec("range", parts=(first, second.spec)), "overnight", "night")

    def _overnight(self, i: int) -> Hit | None:
        words, at, mode = self.words, i + 1, ""
        while words.word(at) in ("on", "from", "between", "of", "into", "to", ",") and at < i + 4:
            mode = "into" if words.word(at) in ("into", "to") else mode
            at += 1
        if words.word(at - 1) == ",":
            at -= 1
        pair = self._pair(at)
        if pair is not None:
            return pair
        day = self.read.day(at) or self._weekday(at)
        if day is not None and day.kind in ("weekday", "month_day", "absolute"):
            return Hit(day.last, Spec("overnight", parts=(day.spec,), mode=mode), "overnight", "night")
        before = words.word(i - 1)
        if before in ("a", "an", "the") or words.word(i + 1) in ("curfew", "bag", "train", "bus", "stay"):
            return Hit(i + 1, NOTHING, "part_of_day", "night")
        return Hit(i + 1, Spec("offset", unit="overnight"), "overnight", "night")

    def _part(self, i: int) -> Hit | None:
        """A part of the day alone: a phrase or a clock time."""
        found = self.words.walk(i, self.lex.day_phrases)
        if found is not None:
            return Hit(found[0], NOTHING, "part_of_day", found[1])
        return self._clock(i)

    def _clock(self, i: int) -> Hit | None:
        words, lex = self.words, self.lex
        at = i
        cue = lex.is_in("clock_before", words.word(i))
        if cue:
            at += 1
            while at < i + 4 and (lex.is_in("clock_skip", words.word(at)) or (lex.french and words.word(at) in ("de", "les"))):
                at += 1
        hour, minutes = words.number(at), 0
        if not 0 <= hour <= 2400 or (words.glued(at) and words.word(at - 1) not in ("(", "'")):
            return None
        last, sure = at + 1, False
        sign = words.word(last)
        if sign in (":", ".", "h") and words.glued(last) and len(words.word(last + 1)) == 2 and words.number(last + 1) in range(60):
            minutes, last, sure = words.number(last + 1), last + 2, sign != "."
        elif lex.french and sign in ("h", "heure", "heures"):
            last, sure = last + 1, cue or sign == "h"
            if words.number(last) in range(60) and len(words.word(last)) == 2 and sign == "h":
                last += 1
            if words.word(last) in ("mn", "min"):
                last += 1
        elif len(words.word(at)) == 4 and hour % 100 < 60 and words.word(last) in ("gmt", "utc", "hours", "hrs", "local"):
            hour, sure = hour // 100, True
        half = words.word(last)
        if half in ("am", "pm") or (half in ("a", "p") and words.word(last + 1) == "." and words.word(last + 2) == "m"):
            last = last + 1 if half in ("am", "pm") else last + 3
            if words.word(last) == "." and last > at + 2 and words.word(last + 1)[:1].islower() and words.glued(last):
                last += 1
            if not 1 <= hour <= 12:
                return None
            hour, sure = hour % 12 + (12 if half[0] == "p" else 0), True
            cue = True
        if not sure or not cue or not 0 <= hour <= 24 or minutes < 0:
            return None
        for _ in range(2):
            last += lex.is_in("clock_glue", words.word(last))
        if words.word(last) == "(" and words.number(last + 1) >= 0:
            close = next((k for k in range(last + 2, last + 6) if words.word(k) == ")"), 0)
            last = close + 1 if close else last
        return Hit(last, NOTHING, "part_of_day", _part_of_hour(hour % 24))

    # several ------------------------------------------------------------------------------------

    def _range(self, i: int) -> Hit | None:
        """ "between Friday and Sunday", "from 31 January to 5 February", "September 30 and October 1", "2006-2012"."""
        words, lex = self.words, self.lex
        cue = lex.is_in("between", words.word(i)) or lex.is_in("from", words.word(i))
        at = self.read.skip(i, "from") if lex.is_in("from", words.word(i)) else i + cue
        at = self.read.skip(at, "the")
        first = self.read.bare_month(at, cued=True) if cue else None
        first = self._unit(at) or first
        if first is None and cue and (year := self.read.year(at)):
            first = Hit(at + 1, Spec("year", year=year), "year")
        if first is None or first.also or first.kind in ("range", "duration", "part_of_day") or first.spec.op == "nothing":
            return first if cue and first is not None and first.kind == "range" else None
        link = first.last
        found = words.walk(link, lex.day_words)
        link = found[0] if found is not None else link
        word = words.word(link)
        if not (word in _DASHES or lex.is_in("to", word) or lex.is_in("and", word)) or (word == "a" and not lex.french):
            return None
        after = self.read.skip(link + 1, "on") if not lex.french or words.word(link + 1) != "le" else link + 2
        after = self.read.skip(after, "the")
        second = self.read.bare_month(after, cued=True) if first.kind == "month" else self._unit(after)
        if second is None and first.kind == "year" and (year := self.read.year(after)):
            second = Hit(after + 1, Spec("year", year=year), "year")
        if second is None or second.also or not _pairs(first, second):
            return None
        end = words.walk(second.last, lex.day_words)
        last = end[0] if end is not None else second.last
        if lex.is_in("and", word) and not (cue and lex.is_in("between", words.word(i))) and not _adjacent(first.spec, second.spec):
            return None
        left, right = first.spec, second.spec
        if left.op == right.op == "day" and left.year is None and right.year is not None and left.month is not None:
            later = (left.month, left.day or 1) > (right.month or 1, right.day or 1)
            left = replace(left, year=right.year - later)
        if left.op == right.op == "month" and left.year is None and right.year is not None:
            left = replace(left, year=right.year - ((left.month or 1) > (right.month or 1)))
        kind = "duration" if left.op == "year" or _long(left, right) else "range"
        return Hit(last, Spec("range", parts=(left, right)), kind)

    def _counted(self, i: int) -> Hit | None:
        """ "two days ago", "a month earlier", "il y a trois jours", "deux jours plus tard", "the past 24 hours"."""
        words, lex = self.words, self.lex
        at, ago = i, False
        if lex.french and words.word(i) == "il" and words.word(i + 1) == "y" and words.word(i + 2) == "a":
            at, ago = i + 3, True
        elif lex.french and words.word(i) in ("voici", "voila"):
            at, ago = i + 1, True
        elif words.word(i) in ("the", "these", "ces", "les") or lex.is_in("last_before", words.word(i)):
            return self._past(i)
        vague = "less" if lex.is_in("less", words.word(i - 2)) and lex.is_in("than", words.word(i - 1)) else ""
        if ago:
            while at < i + 6 and not self._is_count(at):
                vague = "less" if lex.is_in("less", words.word(at)) else vague
                at += 1
        count, unit_at = self._count(at)
        unit = lex.units.get(words.word(unit_at), "")
        if not count or not unit:
            return None
        vague = "few" if count < 0 else vague
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
        if lex.french and words.word(last) == "plus":
            last += 1
        word = words.word(last)
        if lex.is_in("ago", word):
            return Hit(last + 1, spec, "relative")
        if lex.is_in("after", word) and any(lex.is_in("came", words.word(i - k)) for k in (1, 2, 3)) and not self._may_end(last + 1):
            return Hit(last + 1, replace(spec, base="text"), "relative")
        sign = -1 if lex.is_in("earlier", word) else 1 if lex.is_in("later", word) else 0
        if not sign or (lex.is_in("needs_end", word) and not self._may_end(last + 1)):
            return None
        if lex.french and word in ("tot", "tard") and words.word(last - 1) != "plus":
            return None
        return Hit(last + 1, replace(spec, base="text", shift=sign * max(count, 1)), "relative")

    def _is_count(self, i: int) -> bool:
        word = self.words.word(i)
        return word in self.lex.numbers or self.lex.is_in("vague", word) or self.words.number(i) > 0

    def _count(self, i: int) -> tuple[int, int]:
        """The number at token `i` (-1 where vague, 0 where none) and the token behind it."""
        words, word = self.words, self.words.word(i)
        if self.lex.is_in("vague", word):
            return -1, i + 1
        if word in ("a", "the") and words.word(i + 1) in ("few", "couple", "fortnight"):
            if words.word(i + 1) == "few":
                return -1, i + 2
            if words.word(i + 1) == "couple":
                return 2, i + 3 if words.word(i + 2) == "of" else i + 2
        value = self.lex.numbers.get(word, 0) or max(words.number(i), 0)
        at = i + 1
        if value and word in ("dix", "vingt", "trente", "twenty", "thirty") and words.word(at) == "-":
            value, at = value + self.lex.numbers.get(words.word(at + 1), 0), at + 2
        return (value, at) if value <= 999 else (0, i)

    def _past(self, i: int) -> Hit | None:
        """ "the last 24 hours", "the past three days", "ces dernières 24 heures": a period; longer ones are durations."""
        words, lex = self.words, self.lex
        at = i + 1 if words.word(i) in ("the", "these", "ces", "les") else i
        before = at
        count, after = self._count(at)
        if lex.french and count and after > at and lex.is_in("recent", words.word(after)):
            at = after + 1
        elif lex.is_in("recent", words.word(at)):
            at += 1
            count, number = self._count(at)
            at = number if count else at
            count = count or 1
        else:
            return None
        unit = lex.units.get(words.word(at), "")
        if not unit or at == before:
            return None
        days = count * {"hour": 1 / 24, "day": 1}.get(unit, 99)
        if 0.5 <= days <= 3:
            return Hit(at + 1, Spec("offset", unit="hours", shift=-round(days)), "period")
        if unit in ("week", "month", "year") and words.word(at) in ("week", "month", "year", "semaine", "annee") and not lex.french:
            return Hit(at + 1, NOTHING, "duration") if words.word(at - 1) == "past" else None
        return Hit(at + 1, NOTHING, "duration")

    def _duration(self, i: int) -> Hit | None:
        """ "since January", "for two years", "in recent weeks": never the date of an event."""
        words, lex, word = self.words, self.lex, self.words.low[i]
        if lex.is_in("since", word):
            at = i + 1
            for _ in range(2):
                at = self.read.skip(at, "the")
            at = self.read.skip(at, "on") if lex.french else at
            if lex.french and words.word(at) == "a":
                at += 1
            hit = self._prefixed(at) or self._with_part(at) or self.read.bare_month(at, cued=True)
            if hit is None and (self.read.year(at) or self.read.year(at + 1)):
                hit = Hit(at + 1 if self.read.year(at) else at + 2, NOTHING, "duration")
            if hit is None and lex.french:
                count, unit_at = self._count(at)
                if count and words.word(unit_at) in lex.units:
                    hit = Hit(unit_at + 1, NOTHING, "duration")
            if hit is not None and hit.last > i + 1:
                last = hit.last + (words.glued(hit.last) and words.word(hit.last) == "s")
                return Hit(last, NOTHING, "duration")
            return None
        found = words.walk(i, lex.durations)
        if found is not None:
            last = found[0] + (words.word(found[0]) in lex.units)
            return Hit(last, NOTHING, "duration") if last > found[0] or words.word(last - 1) in lex.units else None
        if lex.is_in("for", word) or word in ("in", "dans"):
            at = i + 1
            for _ in range(4):
                if self._is_count(at) and words.word(at + 1) != "past":
                    break
                if words.word(at) not in ("the", "more", "than", "at", "least", "about", "nearly", "over", "almost", "some",
                                          "around", "last", "past", "only", "just", "pres", "plus", "de", "d", "'", "environ", "les", "moins"):
                    return None
                at += 1
            count, unit_at = self._count(at)
            if count and words.word(unit_at) in lex.units:
                after = words.word(unit_at + 1)
                if lex.is_in("ago", after) or (word == "in" and words.word(unit_at + 1) in lex.words["later"]):
                    return None
                if self._past(i + 1) is not None and (self._past(i + 1) or Hit(0, NOTHING, "")).kind == "period":
                    return None
                return Hit(unit_at + 1, NOTHING, "duration")
        return None


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
        return ((b.weekday or 0) - (a.weekday or 0)) % 7 == 1 and a.mode == b.mode == "" and not a.unit and not b.unit
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


def _part_of_hour(hour: int) -> str:
    for limit, part in ((4, "night"), (6, "dawn"), (12, "morning"), (13, "noon"), (18, "afternoon"), (22, "evening")):
        if hour < limit:
            return part
    return "night"
