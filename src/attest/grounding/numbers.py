"""Quantities: every count of people or things in a text, with its hedge, read by the codebook's table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from attest.grounding.numbers_context import bounds, is_not_count
from attest.grounding.numbers_lexicon import OPENING, Lexicon, lexicon
from attest.grounding.numbers_words import Number, Tokens, read_number, walk

_MOST_HEDGES = 3
_DASHES = frozenset("-–—‑‐")


@dataclass(slots=True, unsafe_hash=True)
class Quantity:
    """One count as the text states it.

    `start`/`end` are code point offsets and take in the hedge ("at least 11", "une vingtaine") but not the "of"
    behind it; `core_start` is where the number itself begins. `low`/`high` follow the codebook (None = open).
    `hedge` is the hedge's words as the tables write them. `kind` is "count", "vague" (dozens, several) or "article"
    (a, un: weak evidence of one). `other` marks "two others", "another 12", "12 more". `rule` names what read it.
    """

    start: int
    end: int
    text: str
    core_start: int
    low: int | None
    high: int | None
    hedge: str | None
    kind: str
    other: bool
    rule: str


class _Hedge(NamedTuple):
    first: int
    kind: str | None
    words: str | None
    other: bool


def find_quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of `text` in order, none overlapping another.

    `language` is "en" or "fr" (anything else reads as English). Never fails; takes time linear in the text.
    Dates, times, ages, measures, money, scores, names with numbers and codes are left out.
    """
    return _Finder(text, language).run()


class _Finder:
    def __init__(self, text: str, language: str) -> None:
        self.french = language == "fr"
        self.lex: Lexicon = lexicon("fr" if self.french else "en")
        self.tokens = Tokens.of(text)
        self.found: list[Quantity] = []
        self.core: tuple[int, int | None] = (-1, None)  # the last quantity's number, before its hedge
        self.floor = 0  # the first token not yet used by a quantity

    def run(self) -> list[Quantity]:
        heads, tokens, done = self.lex.heads, self.tokens, 0
        marks = zip(tokens.low, tokens.digits, strict=True)
        for i in [at for at, (word, digits) in enumerate(marks) if digits or word in heads]:
            if i >= done:
                done = self._at(i)
        return self.found

    def _at(self, i: int) -> int:
        """Try to read a quantity at token `i`; return the token to go on from."""
        tokens, lex = self.tokens, self.lex
        word = tokens.low[i]
        if word in lex.words["none"] or word == "personne":
            return self._none(i)
        if word in lex.words["other_alone"]:
            return self._another(i)
        number = read_number(tokens, i, lex, floor=self.floor, french=self.french)
        if number is None:
            return self._article(i) if word in lex.articles else i + 1
        if word in lex.articles and number.last == i + 1 and number.low == 1:
            return self._article(i)
        if number.low == 0 and number.rule != "digits" and word not in lex.small:
            return i + 1
        if number.low == 1 and word in lex.words["one"] and number.last == i + 1 and self._is_pronoun(i):
            return i + 1
        if word in lex.words["ambiguous"] and lex.is_in("ambiguous_before", tokens.low[i - 1]):
            after = tokens.low[number.last]
            if not after[:1].isalpha() or lex.is_in("function_words", after):
                return i + 1
        number = self._range(number)
        if number is None:
            return i + 1
        return self._emit(number)

    # ranges -------------------------------------------------------------------------------------

    def _range(self, number: Number) -> Number | None:
        """Join "10 to 15", "10-15", "two or three", "between 10 and 15"; None for a score like 2-1."""
        tokens, lex, at = self.tokens, self.lex, number.last
        link = tokens.low[at]
        dash = link in _DASHES
        before = tokens.low[number.first - 1]
        between = link in lex.words["between_and"] and lex.is_in("between", before)
        if not (dash or between or link in lex.words["range"]) or number.high is None or at + 1 >= tokens.count:
            return number
        if not (tokens.digits[at + 1] or tokens.low[at + 1] in lex.starters):
            return number
        other = read_number(tokens, at + 1, lex, floor=at + 1, french=self.french)
        if other is None or other.high is None or other.kind != "count":
            return number
        low = (
            number.low * other.scale
            if number.scale == 1 < other.scale and number.low * other.scale < other.low
            else number.low
        )
        fits = 0 < low < other.low
        if dash and not between:
            if not (tokens.joined(at - 1) and tokens.joined(at)):
                return number
            if not fits or self._is_score(number, other):
                return None if tokens.digits[number.first] else number
        elif not between and (not fits or other.low > 10 * low or self._is_change(before, number.first)):
            return number
        if not fits or (
            len(tokens.low[number.first]) == len(tokens.low[at + 1]) == 4 and 1800 < low < other.low < 2100
        ):
            return number
        lead = number.first - 1 if between else -1
        return replace(number, lead=lead, last=other.last, low=low, high=other.low, rule="range", scale=1)

    def _is_score(self, number: Number, other: Number) -> bool:
        after = self.tokens.raw(other.last)
        if (number.low, other.low) == (9, 11) or not after[:1].isalpha():
            back = range(number.first - 1, max(-1, number.first - 4), -1)
            hedged = walk(self.tokens, number.first - 1, self.lex.hedges, -1) is not None
            return not hedged or any(self.lex.is_in("score_before", self.tokens.low[k]) for k in back)
        if self.lex.is_in("score_after", after.lower()):
            return True
        back = range(number.first - 1, max(-1, number.first - 5), -1)
        return any(self.lex.is_in("score_before", self.tokens.low[k]) for k in back)

    def _is_change(self, before: str, first: int) -> bool:
        """Say whether "from 10 to 15" tells how a toll moved instead of how far it reaches."""
        back = range(first - 1, max(-1, first - 6), -1)
        return self.lex.is_in("change_before", before) and any(
            self.lex.is_in("change_verbs", self.tokens.low[k]) for k in back
        )

    # one, none, another -------------------------------------------------------------------------

    def _is_pronoun(self, i: int) -> bool:
        before, after = self.tokens.low[i - 1], self.tokens.low[i + 1]
        if self.lex.is_in("one_not_after", after):
            return True
        if self.lex.is_in("one_alone_before", before) and (
            not after[:1].isalpha() or (after != "of" and self.lex.is_in("function_words", after))
        ):
            return True
        return self.lex.is_in("one_not_before", before)

    def _none(self, i: int) -> int:
        tokens = self.tokens
        word, after = tokens.low[i], tokens.low[i + 1]
        end = i + 1
        if word == "personne":
            if not self.french or after not in ("n'", "ne") or tokens.low[i - 1] in ("la", "une", "cette", "chaque"):
                return end
        elif word in ("no", "aucun", "aucune", "nul", "nulle"):
            if not after[:1].isalpha() or self.lex.is_in("none_not_after", after):
                return end
            if word == "no" and after == "one":
                end = i + 2
        self._add(i, i, i + 1, 0, 0, None, "count", False, "none")
        return end

    def _another(self, i: int) -> int:
        tokens, after = self.tokens, self.tokens.low[i + 1]
        if tokens.low[i - 1] == "one" and self.floor < i:
            return i + 1
        if after == "one":
            if is_not_count(tokens, Number(i, i + 2, 1, 1, "another"), self.lex, hedge=None, hedge_first=i):
                return i + 2
            hedge = self._hedges(i)
            low, high = bounds(hedge.kind or "", 1, 1)
            self._add(hedge.first, i, i + 2, low, high, hedge.words, "count", True, "another")
            return i + 2
        if i + 1 >= tokens.count or tokens.digits[i + 1]:
            return i + 1
        if after in self.lex.starters and after not in self.lex.articles:
            return i + 1  # "another two": the number takes "another" in
        return self._single(i, i + 1, other=True, rule="another")

    def _article(self, i: int) -> int:
        tokens, lex = self.tokens, self.lex
        before, after = tokens.low[i - 1], tokens.low[i + 1]
        if after in OPENING:
            after = tokens.low[i + 2]
        if self.french and (after == "des" or before == "l'" or self._is_partitive(i + 1)):
            return self._emit(Number(i, i + 1, 1, 1, "one of"))
        if not after[:1].isalpha() or tokens.digits[i + 1]:
            return i + 1
        if after in lex.words["article_not_after"] or before in lex.words["article_not_before"]:
            return i + 1
        if self.french and after in ("seul", "seule"):
            return self._emit(Number(i, i + 2, 1, 1, "un seul"))
        if self.french and after == "autre":
            return self._single(i, i + 2, other=True, rule="un autre")
        if not self.french and (after in lex.starters or after in lex.words["other_before"]):
            return i + 1
        if tokens.joined(i):
            return i + 1
        return self._single(i, i + 1, other=False, rule="article")

    def _is_partitive(self, i: int) -> bool:
        # "un de ses soldats", "un d'entre eux"
        return self.tokens.low[i] in ("de", "d'") and self.lex.is_in("partitive", self.tokens.low[i + 1])

    def _single(self, first: int, last: int, *, other: bool, rule: str) -> int:
        number = Number(first, last, 1, 1, rule, kind="article")
        if is_not_count(self.tokens, number, self.lex, hedge=None, hedge_first=first):
            return last
        hedge = self._hedges(first)
        if hedge.kind is not None and self.lex.is_in("article_hedges", hedge.kind):
            low, high = bounds(hedge.kind, 1, 1)
            self._add(hedge.first, first, last, low, high, hedge.words, "count", other, rule)
        else:
            self._add(first, first, last, 1, 1, None, "article", other, rule)
        return last

    # hedges -------------------------------------------------------------------------------------

    def _hedges(self, first: int) -> _Hedge:
        """Read leftwards from token `first`: "at least some", "up to another"; the telling hedge wins over "some"."""
        tokens, lex = self.tokens, self.lex
        if tokens.low[first - 1] not in lex.hedging:
            return _Hedge(first, None, None, False)
        at, kind, words, other, taken = first, None, None, False, first
        skipped = 0
        for _ in range(_MOST_HEDGES + 3):
            if at - 1 < self.floor:
                break
            if (found := walk(tokens, at - 1, lex.hedges, -1, self.floor)) is not None:
                used, name, phrase = found
                if phrase == "up to" and lex.is_in("change_verbs", tokens.low[at - used - 1]):
                    break  # "has gone up to 17": where the toll stands, not its ceiling
                at -= used
                taken, skipped = at, 0
                if kind in (None, "about"):
                    kind, words = name, _tidy(phrase)
            elif lex.is_in("other_before", tokens.low[at - 1]):
                at -= 1
                taken, other, skipped = at, True, 0
            elif skipped < 2 and (lex.is_in("fillers", tokens.low[at - 1]) or tokens.low[at - 1] in OPENING):
                at -= 1
                skipped += 1
            else:
                break
        return _Hedge(taken, kind, words, other)

    def _emit(self, number: Number) -> int:
        tokens, lex = self.tokens, self.lex
        hedge = self._hedges(number.first if number.lead < 0 else number.lead)
        if is_not_count(tokens, number, lex, hedge=hedge.kind, hedge_first=hedge.first):
            return number.last
        if tokens.low[number.first - 1] == "(" and self._repeats(number):
            return number.last
        low: int | None
        high: int | None
        low, high = number.low, number.high
        end, words, kind = number.last, hedge.words, hedge.kind
        if kind is not None:
            low, high = bounds(kind, low, high)
        if kind in (None, "about") and not lex.after.keys().isdisjoint(tokens.low[end : end + 3]):
            for skip in (0, 1, 2):
                at = number.last + skip
                if skip and not tokens.low[at - 1][:1].isalpha():
                    break
                after = walk(tokens, at, lex.after) if tokens.low[at] in lex.after else None
                if after is None:
                    continue
                following = at + after[0]
                if not self._starts_number(following) or after[2].startswith(("or", "ou", "+", "plus")):
                    low, high = bounds(after[1], number.low, number.high)
                    words = after[2]
                    end = following if skip == 0 else end
                break
        at = end + (tokens.low[end] in lex.words["of"])  # "dozens of others"
        other = hedge.other or (
            tokens.low[at] in lex.words["other_after"] and not lex.is_in("other_after_not", tokens.low[at + 1])
        )
        self._add(hedge.first, number.first, end, low, high, words, number.kind, other, number.rule)
        self.core = (number.low, number.high)
        return end

    def _repeats(self, number: Number) -> bool:
        """Say whether "(15)" only writes out again the number before it: "fifteen (15) soldiers"."""
        return (
            self.tokens.low[number.last] == ")"
            and self.floor == number.first - 1
            and self.core == (number.low, number.high)
        )

    def _starts_number(self, i: int) -> bool:
        return any(
            self.tokens.digits[k] or self.tokens.low[k] in self.lex.starters
            for k in ((i, i + 1) if self.tokens.low[i][:1].isalpha() else (i,))
        )

    def _add(
        self,
        first: int,
        core: int,
        last: int,
        low: int | None,
        high: int | None,
        hedge: str | None,
        kind: str,
        other: bool,
        rule: str,
    ) -> None:
        tokens = self.tokens
        start, end = tokens.start[first], tokens.end[last - 1]
        text = tokens.text[start:end]
        self.found.append(Quantity(start, end, text, tokens.start[core], low, high, hedge, kind, other, rule))
        self.floor = last


def _tidy(phrase: str) -> str:
    """Give a hedge's words one form: "plus d'" is "plus de"."""
    return phrase[:-2] + "de" if phrase.endswith(" d'") else phrase.replace("' ", "'")
