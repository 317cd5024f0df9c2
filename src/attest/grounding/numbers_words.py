"""From tokens to the bare number: digits, number words, "two dozen", "des centaines", "3 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from attest.grounding.numbers_lexicon import HYPHENS, Lexicon, Tree

# the first case is the commonest of the second, plain words, and much quicker to match
_TOKEN = re.compile(
    r"([a-zA-Z]++(?!['\u0080-\U0010ffff])"
    r"|[^\W\d_]+(?:'(?=[^\W\d_]))?"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])|[0-9]+(?:[.,:/][0-9]+)*"
    r"|\n\s*\n|\S)"
)
_DIGITS = frozenset("0123456789")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'\s][0-9]{3})+\Z")
_DECIMAL = re.compile(r"[0-9]{1,6}[.,][0-9]{1,3}\Z")
_BEYOND = 32  # more than any rule looks ahead or back
_MOST_DIGITS = 9  # longer runs are identifiers, never tolls


@dataclass(slots=True)
class Tokens:
    """A text cut into words, numbers, signs and paragraph breaks, with their offsets.

    The lists go on beyond the `count` tokens, so that whoever looks a few tokens beyond either end of the text finds
    an empty word there that touches nothing.
    """

    text: str
    start: list[int]
    end: list[int]
    low: list[str]
    digits: list[bool]
    count: int

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Tokenise `text`; every token lies in it as written, only `low` is folded for look-ups."""
        plain = text.isascii()  # small letters then stand where capitals stood
        # gaps and tokens by turns: quicker than an object for each match
        pieces = _TOKEN.split(text.lower() if plain else text.replace("’", "'"))
        at = list(accumulate(map(len, pieces)))
        low = pieces[1::2] if plain else list(map(str.lower, pieces[1::2]))
        digits = [word[0] in _DIGITS for word in low]
        beyond = _BEYOND
        start, end = at[:-1:2] + [0] * beyond, at[1::2] + [-1] * beyond
        return cls(text, start, end, low + [""] * beyond, digits + [False] * beyond, len(low))

    def raw(self, i: int) -> str:
        """Return token `i` as written, or "" outside the text."""
        return self.text[self.start[i] : self.end[i]] if 0 <= i < self.count else ""

    def joined(self, i: int) -> bool:
        """Say whether token `i` touches token `i + 1`."""
        return self.end[i] == self.start[i + 1]

    def hyphen(self, i: int) -> bool:
        """Say whether token `i` is a hyphen that joins its neighbours."""
        return self.low[i] in HYPHENS and self.joined(i - 1) and self.joined(i)


@dataclass(slots=True, eq=False)
class Number:
    """A number found at tokens `first` to `last` (exclusive), before hedges are read."""

    first: int
    last: int
    low: int
    high: int | None
    rule: str
    scale: int = 1
    kind: str = "count"
    lead: int = -1  # the token where "between" stands, if the number is such a range


def walk(tokens: Tokens, i: int, tree: Tree, step: int = 1, floor: int = 0) -> tuple[int, str, str] | None:
    """Follow the longest phrase of `tree` from token `i`; return (tokens used, value, phrase) or None."""
    low, found, used = tokens.low, None, 0
    node = tree.get(low[i]) if i >= floor else None
    while node is not None:
        used += 1
        i += step
        if "" in node:
            found = (used, *node[""])
        node = node.get(low[i]) if low[i] and i >= floor else None
    return found


def digits_value(raw: str, *, french: bool) -> int | None:
    """Return the whole number written by the digits `raw`, None for decimals, clock times, dates, codes."""
    if raw.isdecimal():
        # "01 civil" is how communiqués write; longer ones are codes
        code = (raw[0] == "0" and len(raw) > 2) or len(raw) > _MOST_DIGITS
        return None if code else int(raw)
    if raw[0] != "0" and _GROUPED.match(raw) and (french or "." not in raw):
        plain = "".join(c for c in raw if c.isdecimal())
        return int(plain) if len(plain) <= _MOST_DIGITS + 3 else None
    return None


def read_number(tokens: Tokens, i: int, lex: Lexicon, *, floor: int, french: bool) -> Number | None:
    """Read the longest number that starts at token `i`, or None; `floor` is the first token it may use."""
    word = tokens.low[i]
    if word in lex.vague and (vague := walk(tokens, i, lex.vague)) is not None:
        return _vague(tokens, i, lex, vague)
    if word in lex.plurals:
        return _plural(tokens, i, lex, floor)
    if word in lex.small and tokens.low[i + 1] not in lex.numerals:
        return Number(i, i + 1, lex.small[word], lex.small[word], "words")
    if tokens.digits[i] or word in lex.small or word in lex.scales or word in lex.groups:
        number = _compose(tokens, i, lex, french=french)
        if number is None:
            return None
        number = _multiply(tokens, number, lex)
        if word in lex.scales or word in lex.groups:
            return _determined(tokens, number, lex, floor)
        return number
    return None


def _vague(tokens: Tokens, i: int, lex: Lexicon, found: tuple[int, str, str]) -> Number:
    used, low, phrase = found
    last = i + used
    noun = tokens.low[last]
    for plural, (least, unit) in lex.plurals.items():
        # "several dozen(s)", "a few hundred(s)": no less than the bare plural says
        if noun == plural or unit in (lex.groups.get(noun), lex.scales.get(noun)):
            end, least, _ = _chain(tokens, last + 1, lex, least, unit)
            return Number(i, end, least, None, f"{phrase} {plural}", kind="vague")
    return Number(i, last, int(low), None, phrase, kind="vague")


def _chain(tokens: Tokens, last: int, lex: Lexicon, low: int, unit: int) -> tuple[int, int, int]:
    # "tens of thousands", "centaines de milliers"
    if lex.is_in("of", tokens.low[last]) and tokens.low[last + 1] in lex.plurals:
        factor = lex.plurals[tokens.low[last + 1]][1]
        return last + 2, low * factor, unit * factor
    return last, low, unit


def _plural(tokens: Tokens, i: int, lex: Lexicon, floor: int) -> Number | None:
    low, unit = lex.plurals[tokens.low[i]]
    if lex.is_in("needs_sense", tokens.low[i]) and not lex.is_in("sense", tokens.low[i + 1]):
        return None  # "test scores"
    last, low, unit = _chain(tokens, i + 1, lex, low, unit)
    first = i - 1 if i - 1 >= floor and lex.is_in("plural_determiners", tokens.low[i - 1]) else i
    return Number(first, last, low, None, tokens.low[i], kind="vague")


def _compose(tokens: Tokens, i: int, lex: Lexicon, *, french: bool) -> Number | None:
    if tokens.digits[i]:
        raw = tokens.raw(i)
        value = digits_value(raw, french=french)
        if value is None:
            factor = lex.scales.get(tokens.low[i + 1]) or lex.plurals.get(tokens.low[i + 1], (0, 0))[1]
            if factor >= 1000 and _DECIMAL.match(raw):
                exact = round(float(raw.replace(",", ".")) * factor)
                return Number(i, i + 2, exact, exact, "digits", scale=factor)
            return None
        factor = lex.scales.get(tokens.low[i + 1], 1)
        last = i + 1 + (factor > 1)
        return Number(i, last, value * factor, value * factor, "digits", scale=factor)
    return _spelled(tokens, i, lex, french=french)


def _spelled(tokens: Tokens, i: int, lex: Lexicon, *, french: bool) -> Number | None:
    total, group, room, ceiling, hundreds, scale = 0, 0, 100, 10**12, True, 1
    at, last = i, i
    while True:
        word = tokens.low[at]
        if word in lex.small:
            value = lex.small[word]
            next_word = at + 2 if tokens.hyphen(at + 1) else at + 1
            if french and value == 4 and tokens.low[next_word] in ("vingt", "vingts") and room == 100:
                value, at = 80, next_word
            # "soixante et onze" but not "dix et trois"; after "dix" only seven to nine
            if value >= room or (room == 10 and group % 100 == 10 and value < 7) or (value == 0 and at > i):
                break
            group, room, scale = group + value, lex.room.get(value, 1), 1
        elif word in lex.scales:
            value = lex.scales[word]
            if value == 100:
                if not hundreds or group >= 100 or (group == 0 and total and not french):
                    break
                group, room, hundreds, scale = (group or 1) * 100, 100, False, 100
            else:
                if value >= ceiling or (group == 0 and total):
                    break
                total, group, room, hundreds = total + (group or 1) * value, 0, 100, True
                ceiling = scale = value
        elif at == i and word in lex.groups:
            return Number(i, i + 1, lex.groups[word], lex.groups[word], word, scale=lex.groups[word])
        else:
            break
        last = at + 1
        at = _onward(tokens, last, lex, after_scale=scale > 1, room=room)
        if at < 0:
            break
    if last == i:
        return None
    value = total + group
    return Number(i, last, value, value, "words", scale=scale)


def _onward(tokens: Tokens, last: int, lex: Lexicon, *, after_scale: bool, room: int) -> int:
    """Return the token where the number may go on after `last`, -1 where it may not."""
    at = last
    if tokens.hyphen(at):
        at += 1
    link = tokens.low[at]
    if (after_scale and link in lex.words["and"] and tokens.low[at + 1] in lex.small) or (
        link in lex.words["and_after_tens"] and room > 1 and lex.small.get(tokens.low[at + 1]) in (1, 11)
    ):
        at += 2 if tokens.hyphen(at + 1) else 1
    elif at >= tokens.count or tokens.digits[at]:
        return -1
    return at


def _multiply(tokens: Tokens, number: Number, lex: Lexicon) -> Number:
    # "two dozen", "3 millions", "deux centaines de milliers", "a couple dozen"
    for _ in range(2):
        at = number.last + 1 if tokens.hyphen(number.last) else number.last
        if number.rule == "couple" and lex.is_in("of", tokens.low[at]):
            at += 1  # "a couple of hundred"
        word = tokens.low[at]
        factor = (
            lex.groups.get(word, 0)
            or (number.rule == "couple" and lex.scales.get(word, 0))
            or (lex.plurals[word][1] if word in lex.plurals else 0)
        )
        if word in ("couple", "pair", "score") or not factor or number.low == 0:
            break
        value = number.low * factor
        number = replace(number, last=at + 1, low=value, high=value, rule=f"{number.rule} {word}", scale=factor)
        if not (lex.is_in("of", tokens.low[at + 1]) and tokens.low[at + 2] in lex.plurals):
            break
        number = replace(number, last=at + 2)
    return number


def _determined(tokens: Tokens, number: Number, lex: Lexicon, floor: int) -> Number | None:
    """Take in what stands before a collective: "a dozen", "half a dozen", "une bonne vingtaine", "a hundred"."""
    first, value = number.first, number.low
    at = first - 1
    if at - 1 >= floor and tokens.hyphen(at):
        at -= 1
    if at >= floor and lex.is_in("collective_adjectives", tokens.low[at]):
        at -= 1
    if at >= floor and lex.is_in("half", tokens.low[at]) and value % 2 == 0:
        value, first, at = value // 2, at, at - 1
    if at >= floor and lex.is_in("determiners", tokens.low[at]):
        first = at
        if at - 1 >= floor and lex.is_in("half", tokens.low[at - 1]) and value % 2 == 0:
            value, first = value // 2, at - 1
    elif tokens.low[number.first] in ("couple", "pair", "score"):
        return None
    if lex.is_in("needs_of", tokens.low[number.first]) and (
        not lex.is_in("of", tokens.low[number.last]) or tokens.low[number.last + 1][:1].isdecimal()
    ):
        return None  # "a score of 2-1"
    rule = "half a " + number.rule if value != number.low else number.rule
    return replace(number, first=first, low=value, high=value, rule=rule)
