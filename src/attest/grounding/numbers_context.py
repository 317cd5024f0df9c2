"""What surrounds a number: hedges, "others", and the signs that it counts nothing (dates, ages, units, names)."""

from __future__ import annotations

from attest.grounding.numbers_lexicon import HOURS, NAME_SIGNS, Lexicon
from attest.grounding.numbers_words import Number, Tokens, walk

_YEARS = range(1800, 2100)
_GLUE_BEFORE = frozenset("_/=#@&°\\")
_GLUE_AFTER = frozenset("_/=@%‰°²\\")
_LAST_AGE = 115
_DATE_LINKS = frozenset(["and", "et", "-", "–", "to", "au", "of", "or", "ou", ",", "le", "the", "/"])


def bounds(kind: str, low: int | None, high: int | None) -> tuple[int | None, int | None]:
    """Apply a hedge to (low, high) by the codebook's table."""
    if kind == "at_least":
        return low, None
    if kind == "more_than":
        return (low if low is None or high is None else low + 1), None
    if kind == "up_to":
        return None, high
    if kind == "fewer_than":
        return None, (high - 1 if high else high)
    if kind == "nearly" and low is not None and high is not None:
        return (9 * low + 9) // 10, high
    return low, high


def is_not_count(tokens: Tokens, number: Number, lex: Lexicon, *, hedge: str | None, hedge_first: int) -> bool:
    """Say whether the number is a date, time, age, measure, name or code instead of a count of things."""
    first, last, low = number.first, number.last, tokens.low
    word, before, after, digits = low[first], low[first - 1], low[last], tokens.digits[first]
    glued = tokens.joined(first - 1) or tokens.joined(last - 1)
    if (
        not (digits or glued or before in lex.doubt_before or after in lex.doubt_after or word in lex.doubted)
        and after[:1].isalpha()
        and (hedge_first == first or low[hedge_first - 1] not in lex.doubt_before)
    ):
        return False  # a number in words among words that say nothing: nearly all articles
    if (glued and _glued(tokens, first, last)) or _measure(tokens, last, lex):
        return True
    if (before in lex.names_before or after in lex.words["designators_after"]) and _named(tokens, first, last, lex):
        return True
    if _aged(tokens, number, hedge_first, lex) or _is_month(tokens, first, lex):
        return True
    if word == "la" and hedge is None and after not in lex.words["of"]:
        return True  # "la quarantaine" is an age, or the quarantine
    if digits and word[0] == "0" and len(word) > 1 and not after[:1].isalpha():
        return True
    if number.high is not None and number.high <= 31 and _dated(tokens, number, lex):
        return True
    if digits and last == first + 1 and (_year(tokens, number, lex, hedge) or _listed(tokens, first)):
        return True
    return after in lex.words["fractions"]


def _glued(tokens: Tokens, first: int, last: int) -> bool:
    if tokens.joined(first - 1):
        before = tokens.low[first - 1]
        if before in _GLUE_BEFORE or (before[-1:].isalpha() and before[-1:] != "'") or before[-1:].isdecimal():
            return True
        if before in "-‐‑–.:,'~+" and tokens.joined(first - 2) and tokens.low[first - 2][-1:].isalnum():
            # AK-47, F-16, v.12, file:12; "10-15" has been read as a range before
            return before != "," or tokens.digits[first - 2]
        if before == "+" or (before == "[" and tokens.low[last] == "]"):
            return True
    if tokens.joined(last - 1):
        after = tokens.low[last]
        if after in _GLUE_AFTER or after[-1:].isalnum():
            return True
        if after in "-‐‑–'" and after and tokens.joined(last) and tokens.low[last + 1][-1:].isalnum():
            return True
    return False


def _measure(tokens: Tokens, last: int, lex: Lexicon) -> bool:
    low, units, adjectives = tokens.low, lex.units, lex.words["unit_adjectives"]
    at = last + (low[last] in lex.words["of"])
    for _ in range(3):
        word = low[at]
        if word in units or (word in lex.unit_phrases and walk(tokens, at, lex.unit_phrases)):
            return True
        if word not in adjectives:
            return False
        at += 1
    return low[at] in units


def _named(tokens: Tokens, first: int, last: int, lex: Lexicon) -> bool:
    if lex.is_in("designators_after", tokens.low[last]) and tokens.raw(last)[:1].isupper():
        return True
    before = tokens.low[first - 1]
    if before in NAME_SIGNS and tokens.joined(first - 2):
        before = tokens.low[first - 2]
        return before in ("no", "nos", "n", "nr", "vol", "p", "pp", "art", "tel", "tél")
    if lex.is_in("money_before", before):
        return True
    if before in HOURS and tokens.low[first - 2][-1:].isdecimal():
        return True  # "12 h 30"
    if not lex.is_in("designators", before):
        return False
    if before == "no" and not tokens.digits[first]:
        return False
    if lex.is_in("designators_capital", before):
        return tokens.raw(first - 1)[:1].isupper() and (tokens.digits[first] or tokens.raw(first)[:1].isupper())
    return True


def _aged(tokens: Tokens, number: Number, hedge_first: int, lex: Lexicon) -> bool:
    low, ages, first, last = tokens.low, lex.age_before, number.first, number.last
    if low[hedge_first - 1] in ages and walk(tokens, hedge_first - 1, ages, -1):
        return True
    if low[first - 1] in ages and walk(tokens, first - 1, ages, -1):
        return True
    if not low[last][:1].isalpha() or low[last] in lex.words["function_words"]:
        # "aged 3, 6, 14 and 15"
        at = first - 1
        while first - at < 10 and at > 0 and (tokens.digits[at] or low[at] in (",", "and", "et", "to", "à")):
            at -= 1
        if at < first - 1 and walk(tokens, at, ages, -1):
            return True
    if not tokens.digits[first] or not 0 < number.low <= _LAST_AGE or number.high != number.low:
        return False
    opening, closing = low[first - 1], low[last]
    # "Awa Diallo, 34, was" and "Awa Diallo (34)": digits set off after a name
    if (opening, closing) == ("(", ")") or (opening == "," and closing in (",", ")")):
        name = tokens.raw(first - 2)
        return name[:1].isupper() and name[1:2].islower() and not tokens.digits[first - 2]
    return False


def _is_month(tokens: Tokens, i: int, lex: Lexicon) -> bool:
    word = tokens.low[i]
    if word == "sept" and "sept" not in lex.months:  # in French seven, unless written "12 sept. 2019"
        return tokens.low[i + 1] == "." and len(tokens.low[i + 2]) == 4 and tokens.digits[i + 2]
    return word in lex.months and (not lex.months_capital or tokens.raw(i)[:1].isupper())


def _dated(tokens: Tokens, number: Number, lex: Lexicon) -> bool:
    first, last = number.first, number.last
    if not tokens.digits[first]:
        return tokens.low[first - 1] == "le" and _is_month(tokens, last, lex)
    at = last
    # "1 November", "the 1st and 2 of November", "12-13 mars"
    for _ in range(8):
        word = tokens.low[at]
        if _is_month(tokens, at, lex):
            return True
        if word == "" or not (
            tokens.digits[at] or word in _DATE_LINKS or lex.is_in("weekdays", word) or _suffix(tokens, at)
        ):
            break
        if word == "," and not tokens.digits[at - 1]:
            break
        at += 1
    before = first - 1
    if tokens.low[before] == "." and _is_month(tokens, before - 1, lex):
        before -= 1
    after = tokens.low[last]
    followed = after[:1].isalpha() and after[:1] == tokens.raw(last)[:1] and not lex.is_in("function_words", after)
    if _is_month(tokens, before, lex) and lex.months_capital:
        if tokens.low[before - 1][-1:].isdecimal() or tokens.low[before - 1] == "st":
            return False  # the month has its day already: "On 1 November 12 soldiers"
        return not (followed and lex.is_in("month_free_prepositions", tokens.low[before - 1]))
    if lex.is_in("weekdays", tokens.low[before]) and tokens.digits[first]:
        return not followed
    if before >= 0 and tokens.low[before] == "le" and not followed:
        return True  # "le 12 à Gao"
    if (tokens.low[before], after) == ("du", "au") or (tokens.low[before] == "au" and tokens.low[before - 2] == "du"):
        return True  # "la nuit du 12 au 13"
    # the second of a pair: "November 12 and 13"
    if tokens.low[before] in ("and", "to", "-", "–") and tokens.digits[first] and not followed:
        back = before - 1
        month = back - 2 if tokens.low[back - 1] == "." else back - 1
        return back > 0 and tokens.digits[back] and _is_month(tokens, month, lex) and lex.months_capital
    return False


def _suffix(tokens: Tokens, i: int) -> bool:
    # the "th" of "14th", the "er" of "1er"
    return tokens.low[i] in ("st", "nd", "rd", "th", "er") and tokens.joined(i - 1) and tokens.digits[i - 1]


def _year(tokens: Tokens, number: Number, lex: Lexicon, hedge: str | None) -> bool:
    if number.low not in _YEARS or len(tokens.low[number.first]) != 4:
        return False
    before = tokens.low[number.first - 1]
    if _is_month(tokens, number.first - 1, lex) or (before == "," and tokens.low[number.first - 2][-1:].isdecimal()):
        return True
    if lex.is_in("people", tokens.low[number.last]):
        return lex.is_in("year_before", before) and hedge is None
    return hedge in (None, "about", "up_to")


def _listed(tokens: Tokens, first: int) -> bool:
    """Say whether three or more bare digit runs stand in a row: a telephone number, a table, a code."""
    count = len(tokens.raw(first).split())
    for step in (-1, 1):
        at = first + step
        while count < 3 and 0 <= at < tokens.count:
            if tokens.digits[at]:
                count += len(tokens.raw(at).split())
            elif tokens.low[at] not in "-–.":
                break
            at += step
    return count >= 3
