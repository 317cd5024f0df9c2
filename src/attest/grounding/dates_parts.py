"""Parts of the day: "Friday night", "dans la nuit de lundi à mardi", "at 10:45 pm on Friday", "overnight"."""

from __future__ import annotations

from attest.grounding.dates_lexicon import Lexicon, Words
from attest.grounding.dates_read import DASHES, Hit
from attest.grounding.dates_types import NOTHING, Spec
from attest.grounding.dates_units import Units


class Parts(Units):
    """Reads dates together with the part of the day before or behind them; keeps the parts that were read."""

    def __init__(self, words: Words, lex: Lexicon) -> None:
        super().__init__(words, lex)
        self.parts: dict[int, Hit | None] = {}

    def with_part(self, i: int) -> Hit | None:
        """A unit and the part of the day behind it: "Friday night", "vendredi vers midi", "Saturday, at 3pm"."""
        hit = self.unit(i)
        if hit is None or hit.part_of_day is not None:
            return hit
        if hit.also or hit.kind not in ("absolute", "month_day", "weekday", "relative") or hit.spec.op == "nothing":
            return hit
        at = hit.last
        found = self.words.walk(at, self.lex.day_words)
        if found is not None:
            return self._night_into(hit, found[0], found[1])
        comma = self.low[at] == ","
        part = self.part(at + comma)
        if part is None:
            return hit
        return self._night_into(hit, part.last, part.part_of_day)

    def _night_into(self, hit: Hit, last: int, part: str | None) -> Hit:
        """Join "Friday night into Saturday"."""
        if part in ("night", "evening") and self.low[last] in ("to", "into"):
            at = last + 1
            if self.low[at] == "early":
                at += 1
            other = self.day(at) or self.week_day(at)
            if other is not None and other.kind in ("absolute", "month_day", "weekday"):
                found = self.words.walk(other.last, self.lex.day_words)
                end = found[0] if found else other.last
                return Hit(end, Spec("range", parts=(hit.spec, other.spec)), "overnight", "night")
        return hit._replace(last=last, part_of_day=part)

    def prefixed(self, i: int) -> Hit | None:
        """The part of the day first: "late on Sunday", "the evening of 10 December", "dans la nuit de lundi"."""
        words, lex, word = self.words, self.lex, self.low[i]
        at, part, nightly = i, "", False
        if lex.is_in("overnight", word):
            return self._overnight(i)
        if lex.is_in("earlier_prefix", word):
            at = i + 1
        elif word in ("early", "late") and not lex.french:
            at, part = i + 1, "morning" if word == "early" else "evening"
        else:
            clock = self.part(i)
            if clock is None and word not in lex.day_words:
                return None
            found = words.walk(i, lex.day_words)
            if clock is None and found is None:
                return None
            if clock is not None and (found is None or clock.last >= found[0]):
                at, part = clock.last, clock.part_of_day or ""
            elif found is not None:
                at, part = found
                if not lex.is_in("of", self.low[at]) and self.low[at] not in (
                    "on",
                    "to",
                    "from",
                    "between",
                    "ce",
                    "d",
                ):
                    return None
            nightly = "nuit" in words.low[i:at]
            if part in ("night", "evening") and (night := self._nights(at, word)) is not None:
                return night
        if self.low[at] == ",":
            at += 1
        for _ in range(2):
            at = self.skip(at, "prefix_link")
        hit = self.unit(at)
        if hit is None or hit.also or hit.kind not in ("absolute", "month_day", "weekday", "relative"):
            return None
        if hit.part_of_day is not None:
            return hit if not part else hit._replace(part_of_day=part)
        more = self.with_part(at) if not part or word in ("early", "late") else None
        if more is not None and more.last > hit.last:
            return more
        if lex.french and part == "night" and nightly:
            return Hit(hit.last, Spec("overnight", parts=(hit.spec,)), "overnight", "night")
        return self._night_into(hit, hit.last, part or None)

    def _nights(self, at: int, word: str) -> Hit | None:
        """ "of Thursday to Friday", "du 3 au 4 mars", "de lundi à mardi" behind "night"."""
        for _ in range(2):
            at = self.skip(at, "prefix_link")
        if self.low[at] == "between":
            at += 1
        return self._pair(at)

    def _pair(self, at: int) -> Hit | None:
        """Two days as one night."""
        first = self.day(at) or self.week_day(at)
        if first is None:
            return self._loose_pair(at)
        if first.kind == "range":
            return first._replace(kind="overnight", part_of_day="night")
        link = first.last
        word = self.low[link]
        if not (word in DASHES or self.lex.is_in("to", word) or self.lex.is_in("and", word)):
            return None
        after = self.skip(link + 1, "the")
        after += self.low[after] == "early"
        second = self.day(after) or self.week_day(after)
        if second is None or second.kind not in ("weekday", "month_day", "absolute"):
            return None
        return Hit(second.last, Spec("range", parts=(first.spec, second.spec)), "overnight", "night")

    def _loose_pair(self, at: int) -> Hit | None:
        """ "lundi 3 au mardi 4 mars": the first day takes its month from the second."""
        at += self.weekday(at) >= 0
        number, last = self.day_number(at)
        if not number or not (self.lex.is_in("to", self.low[last]) or self.low[last] in DASHES):
            return None
        second = self.day(last + 1)
        if second is None or second.spec.op != "day":
            return None
        month = second.spec.month or 1
        if number > (second.spec.day or 1):
            return None
        first = second.spec._replace(day=number, weekday=None, month=month)
        return Hit(second.last, Spec("range", parts=(first, second.spec)), "overnight", "night")

    def _overnight(self, i: int) -> Hit | None:
        at, mode = i + 1, ""
        while self.low[at] in ("on", "from", "between", "of", "into", "to", ",") and at < i + 4:
            mode = "into" if self.low[at] in ("into", "to") else mode
            at += 1
        if self.low[at - 1] == ",":
            at -= 1
        pair = self._pair(at)
        if pair is not None:
            return pair
        day = self.day(at) or self.week_day(at)
        if day is not None and day.kind in ("weekday", "month_day", "absolute"):
            return Hit(day.last, Spec("overnight", parts=(day.spec,), mode=mode), "overnight", "night")
        before = self.low[i - 1]
        if before in ("a", "an", "the") or self.low[i + 1] in ("curfew", "bag", "train", "bus", "stay"):
            return Hit(i + 1, NOTHING, "part_of_day", "night")
        return Hit(i + 1, Spec("offset", unit="overnight"), "overnight", "night")

    def part(self, i: int) -> Hit | None:
        """A part of the day alone: a phrase or a clock time."""
        if i not in self.parts:
            word = self.low[i]
            self.parts[i] = self._part(i) if word in self.lex.parts_from or word.isdecimal() else None
        return self.parts[i]

    def _part(self, i: int) -> Hit | None:
        at = i
        while at < i + 2 and self.lex.is_in("clock_skip", self.low[at]):
            at += 1
        found = self.words.walk(i, self.lex.day_phrases) or (at > i and self.words.walk(at, self.lex.day_phrases))
        if found:
            return Hit(found[0], NOTHING, "part_of_day", found[1])
        return self._clock(i)

    def _clock(self, i: int) -> Hit | None:
        words, lex = self.words, self.lex
        at = i
        cue = lex.is_in("clock_before", self.low[i])
        if cue:
            at += 1
            while at < i + 4 and (
                lex.is_in("clock_skip", self.low[at]) or (lex.french and self.low[at] in ("de", "les"))
            ):
                at += 1
        hour, minutes = words.number(at), 0
        if not 0 <= hour <= 2400 or (words.glued(at) and self.low[at - 1] not in ("(", "'")):
            return None
        last, sure = at + 1, False
        sign = self.low[last]
        if (
            sign in (":", ".", "h")
            and words.glued(last)
            and len(self.low[last + 1]) == 2
            and words.number(last + 1) in range(60)
        ):
            minutes, last, sure = words.number(last + 1), last + 2, sign != "."
            cue = cue or sign == "h"
        elif lex.french and sign in ("h", "heure", "heures"):
            last, sure = last + 1, cue or sign == "h"
            if words.number(last) in range(60) and len(self.low[last]) == 2 and sign == "h":
                last += 1
            if self.low[last] in ("mn", "min"):
                last += 1
        elif len(self.low[at]) == 4 and hour % 100 < 60 and self.low[last] in ("gmt", "utc", "hours", "hrs", "local"):
            hour, sure = hour // 100, True
        half = self.low[last]
        if half in ("am", "pm") or (half in ("a", "p") and self.low[last + 1] == "." and self.low[last + 2] == "m"):
            last = last + 1 if half in ("am", "pm") else last + 3
            if self.low[last] == "." and last > at + 2 and self.low[last + 1][:1].islower() and words.glued(last):
                last += 1
            if not 1 <= hour <= 12:
                return None
            hour, sure = hour % 12 + (12 if half[0] == "p" else 0), True
            cue = True
        if not sure or not cue or not 0 <= hour <= 24 or minutes < 0:
            return None
        for _ in range(2):
            last += lex.is_in("clock_glue", self.low[last])
        if self.low[last] == "(" and words.number(last + 1) >= 0:
            close = next((k for k in range(last + 2, last + 6) if self.low[k] == ")"), 0)
            last = close + 1 if close else last
        return Hit(last, NOTHING, "part_of_day", _part_of_hour(hour % 24))


def _part_of_hour(hour: int) -> str:
    for limit, part in ((4, "night"), (6, "dawn"), (12, "morning"), (13, "noon"), (18, "afternoon"), (22, "evening")):
        if hour < limit:
            return part
    return "night"
