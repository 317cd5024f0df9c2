"""Dates of every sort at a given word: of the calendar, of the week, feasts, fixed phrases, months, seasons, years."""

from __future__ import annotations

from attest.grounding.dates_lexicon import Lexicon, Words
from attest.grounding.dates_read import DASHES, Hit, Reader
from attest.grounding.dates_types import Spec


class Units(Reader):
    """Reads any single date; what was read at a token is kept for the next who asks."""

    def __init__(self, words: Words, lex: Lexicon) -> None:
        super().__init__(words, lex)
        self.units: dict[int, Hit | None] = {}

    def unit(self, i: int) -> Hit | None:
        """One date: of the calendar, of the week, a fixed phrase, a month, a year, a season."""
        if i not in self.units:
            word = self.low[i]
            self.units[i] = self._any_unit(i, word) if word in self.lex.units_from or word.isdecimal() else None
        return self.units[i]

    def _any_unit(self, i: int, word: str) -> Hit | None:
        """The longest of the readings that `word` may begin, the first of those of one length."""
        lex, digits = self.lex, word.isdecimal()
        best = self._feast(i) if word in lex.feasts else None
        if digits or word in lex.days_from:
            best = _longer(best, self.day(i))
        if word in lex.weekdays or word in lex.befores:
            best = _longer(best, self.week_day(i))
        if word in lex.phrases:
            best = _longer(best, self.phrase(i))
        if word in lex.seasons or word in lex.befores:
            best = _longer(best, self._season(i))
        if word in lex.months or word in lex.months_short or word in lex.parts:
            best = _longer(best, self.bare_month(i))
        if best is None and digits:
            best = self._year(i)
        if best is not None and best.spec.op == "day" and best.spec.year is None and not best.also:
            return self._placed(i, best)
        return best

    def _placed(self, i: int, hit: Hit) -> Hit:
        """A day without a year that is still to come ("due on 31 October") or known by its day ("the 9/11 attacks")."""
        if self.is_planned(i):
            return hit._replace(spec=hit.spec._replace(mode="next"))
        famous = self.lex.famous.get(f"{hit.spec.month:02d}-{hit.spec.day:02d}", 0)
        around = (
            self.low[hit.last],
            self.low[hit.last + 1],
            self.low[i - 2],
            self.low[i - 1],
        )
        if famous and any(self.lex.is_in("event_nouns", word) for word in around):
            return hit._replace(spec=hit.spec._replace(name=str(famous)))
        return hit

    def _feast(self, i: int) -> Hit | None:
        found = self.words.walk(i, self.lex.feasts)
        if found is None or self.lex.is_in("not_feast_after", self.low[found[0]]):
            return None
        last, spec = self.with_year(found[0], found[1])
        return Hit(last, spec, "absolute" if spec.year else "month_day")

    def week_day(self, i: int) -> Hit | None:
        """ "last Friday", "Friday last week", "vendredi dernier", "the following Monday"."""
        words, lex = self.words, self.lex
        at, mode = i, ""
        word = self.low[i]
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
            past = lex.is_in("last_before", self.low[at])
            at += past
        weekday = self.weekday(at)
        if weekday < 0:
            return None
        if lex.is_in("named_weekday", self.low[at - 1]) and words.capital(at - 1) and words.capital(at):
            return None
        if at > i and not mode:  # "this Sunday, 8 December"
            hit = self.day(at)
            if hit is not None:
                return hit
        last, unit, shift = at + 1, "", 0
        after = self.low[last]
        if lex.french and lex.is_in("last_after", after):
            last, mode = last + 1, "last"
        elif lex.french and lex.is_in("next_after", after):
            last, mode = last + 1, "next"
        elif lex.french and after in ("precedent", "suivant"):
            last, mode = last + 1, "previous" if after == "precedent" else "following"
        elif not mode:
            of = self.skip(last, "of")
            found = words.walk(of, lex.phrases)
            if found is not None and found[1].spec.unit == "week" and found[1].spec.mode in ("", "todate"):
                told = found[1].spec
                if told.base == "published" and not told.part:
                    last, unit, shift = found[0], "week", told.shift
        if not lex.french and mode == unit == "" and self.low[i - 1] == "the" and after in ("before", "after"):
            if self.may_end(last + 1):
                last, mode = last + 1, "previous" if after == "before" else "following"
        elif mode == "" and self.is_planned(i):
            mode = "next"
        kind = "anaphoric" if mode in ("previous", "following") else "weekday"
        return Hit(last, Spec("weekday", weekday=weekday, mode=mode, unit=unit, shift=shift), kind)

    def is_planned(self, i: int) -> bool:
        """Say whether "due on", "scheduled for" or "prévu le" stands before token `i`."""
        return any(self.lex.is_in("future_before", self.low[i - k]) for k in (1, 2))

    def phrase(self, i: int) -> Hit | None:
        """Read a fixed phrase: "today", "last week", "la veille"."""
        found = self.words.walk(i, self.lex.phrases)
        if found is None:
            return None
        last, phrase = found
        if phrase.end and not self.may_end(last, loose=True):
            return None
        word = self.low[i]
        if word == "weekend" and last == i + 1 and self.lex.is_in("weekend_not_before", self.low[i - 1]):
            return None
        spec: Spec = phrase.spec
        if spec.unit == "weekend" and (of := self.skip(last, "of")) > last and (day := self.day(of)):
            return day  # "the weekend of 7 December"
        kind = "anaphoric" if spec.base == "text" else "relative" if spec.unit == "day" else "period"
        kind = "overnight" if spec.unit == "overnight" else kind
        return Hit(last, spec, "duration" if spec.op == "nothing" else kind, phrase.part_of_day)

    def may_end(self, i: int, *, loose: bool = False) -> bool:
        """Say whether "the day before", "la veille" ends at token `i`: nothing follows that it could belong to."""
        word = self.low[i]
        if not word[:1].isalnum():
            return True
        if loose and self.lex.french:
            return not self.lex.is_in("of", word)
        return self.lex.is_in("count_follows_not", word) and not self.lex.is_in("belongs", word)

    def _season(self, i: int) -> Hit | None:
        words, lex = self.words, self.lex
        at, mode = i, ""
        if lex.is_in("last_before", self.low[i]) or (lex.is_in("this_before", self.low[i]) and not lex.french):
            mode, at = ("last" if self.low[i] == "last" else ""), i + 1
        code = lex.seasons.get(self.low[at], 0)
        if not code or (words.capital(at - 1) and words.capital(at) and at > 0 and at == i):
            return None
        last, spec = self.with_year(at + 1, Spec("season", shift=code, mode=mode), comma=False)
        if at == i and last == at + 1:
            return None
        return Hit(last, spec, "period")

    def _year(self, i: int) -> Hit | None:
        """ "in 2012", "the 2016 attack", "(2012)": four digits alone say little."""
        words, lex = self.words, self.lex
        year = self.year(i)
        if not year or not 1900 <= year <= 2099:
            return None
        before, after = self.low[i - 1], self.low[i + 1]
        if after in DASHES and words.glued(i + 1) and words.glued(i + 2):
            return None
        if words.glued(i) and before not in ("(", "-", "/", "["):
            return None
        if lex.is_in("year_article", before):
            return Hit(i + 1, Spec("year", year=year), "year") if after.isalpha() and year % 100 else None
        if before == "(" and after == ")":
            return Hit(i + 1, Spec("year", year=year), "year")
        if not lex.is_in("year_cue", before) or lex.is_in("year_not_before", self.low[i - 2]):
            return None
        if year % 100 == 0 and self.counts(i + 1) and after.endswith("s"):
            return None  # "in 2000 homes"
        if before in ("a", "et", "and", "to", "entre") and not (1900 <= self.year(i - 2) < year):
            return None
        kind = "duration" if before in ("before", "after", "until", "avant", "apres") else "year"
        return Hit(i + 1, Spec("year", year=year), kind)


def _longer(best: Hit | None, hit: Hit | None) -> Hit | None:
    return hit if best is None or (hit is not None and hit.last > best.last) else best
