"""Sentences: a stretch of text to the spans of its sentences, with exact offsets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final, TypeAlias

Span: TypeAlias = tuple[int, int]

MAX_SENTENCE: Final = 3000
"""The most characters of one sentence; what is longer (it is no prose) is cut between words."""

# both begin with one set of signs: an expression that does is searched for several times as fast
_BREAK: Final = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
_BULLET: Final = re.compile(r"(?:[-–—*•·▪■●◦‣➤►>]+|\(?\d{1,2}[.)]|[a-z]\))[ \t\xa0]+\S")
# the run of stops with the quotation marks, brackets and note numbers that close after it; French sets a space before »
_STOP: Final = re.compile(
    "(?P<stop>[.!?…。！？؟۔।](?:(?<=[.!?…])[.!?…]+)?)"
    "(?P<close>(?:[\"'”’»›)\\]]|[ \xa0\u202f]»)*(?:\\[\\d{1,3}\\]){0,5})"
)
_STOPS: Final = ".!?…:;。！？؟۔।"
_CLOSING: Final = "\"'”’»›)] \xa0\u202f\n"
_COMPLETE: Final = re.compile("[.!?…:;。！？؟۔।][\"'”’»›)\\] \xa0\u202f]*$")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_OPENING: Final = "\"'“‘«‹([—–-•*¿¡„ \t\xa0\u202f\r\n\u2009"
_PREFIXED_NAME: Final = re.compile(r"[a-z]{1,4}['’-][A-ZÀ-Ý]")
_FAR: Final = 40


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The words of one language that decide about stops and line ends (source: data/abbreviations.toml)."""

    titles: frozenset[str]
    numbered: frozenset[str]
    weak: frozenset[str]
    times: frozenset[str]
    after_time: frozenset[str]
    starters: frozenset[str]
    dangling: frozenset[str]


@cache
def abbreviations(language: str) -> Abbreviations:
    """The words of a language; English where there is no list."""
    table = tomllib.loads(files("attest.coding").joinpath("data/abbreviations.toml").read_text("utf-8"))
    lists = {name: frozenset(words) for name, words in table.get(language, table["en"]).items()}
    lists["titles"] |= frozenset(word for word in table["en"]["titles"] if len(word) > 1)
    return Abbreviations(**lists)


def split_sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """The sentences of text[start:end], in order, without the white space around them.

    They do not overlap and leave out nothing but white space. A blank line always ends a sentence; a single line break
    does unless the line is visibly wrapped. Takes time linear in the length.
    """
    return [span for unit in split_units(text, start, end, language) for span in unit_sentences(text, *unit, language)]


def split_units(text: str, start: int, end: int, language: str) -> list[Span]:
    """The lines of text[start:end], wrapped ones joined: paragraphs, headlines, captions, list items."""
    start, end = max(0, start), min(end, len(text))
    lines = _lines(text, start, end)
    width = _wrap_width(text, lines)
    words = abbreviations(language)
    units: list[Span] = []
    previous = -2  # the line number of the line before
    for number, (a, b) in lines:
        if units and number == previous + 1 and _continues(text, units[-1], (a, b), width, words):
            units[-1] = (units[-1][0], b)
        else:
            units.append((a, b))
        previous = number
    return units


def ends_complete(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] ends in a stop (or colon), closing quotation marks and brackets aside."""
    if start >= end or text[end - 1] in _STOPS:
        return start < end
    return text[end - 1] in _CLOSING and _COMPLETE.search(text, max(start, end - 12), end) is not None


def unit_sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """The sentences of one unit of `split_units`: line breaks in it count as spaces."""
    words = abbreviations(language)
    found: list[Span] = []
    begin = start
    for match in _STOP.finditer(text, start, end):
        if _is_boundary(text, begin, match, end, words):
            _add(text, begin, match.end(), found)
            begin = match.end()
    _add(text, begin, end, found)
    return found


def _lines(text: str, start: int, end: int) -> list[tuple[int, Span]]:
    """The non-blank lines without the white space around them, with their numbers."""
    lines: list[tuple[int, Span]] = []
    position, number = start, 0
    while position <= end:
        match = _BREAK.search(text, position, end)
        stop = match.start() if match else end
        if trimmed := _trim(text, position, stop):
            lines.append((number, trimmed))
        if match is None:
            break
        position = match.end()
        number += 1
    return lines


def _wrap_width(text: str, lines: list[tuple[int, Span]]) -> int:
    """The width at which the text is wrapped by hand, 0 where it is not.

    Wrapped text shows itself by lines that go on in lower case, and has no longer line than a page is wide.
    """
    longest = max((b - a for _, (a, b) in lines), default=0)
    if not 40 <= longest <= 120:
        return 0
    follows = [(one, two) for (n, one), (m, two) in pairwise(lines) if m == n + 1]
    wrapped = sum(text[two[0]].islower() and not ends_complete(text, *one) for one, two in follows)
    return longest if wrapped >= 2 and 4 * wrapped >= len(follows) else 0


def _continues(text: str, unit: Span, line: Span, width: int, words: Abbreviations) -> bool:
    """Whether a line goes on with the sentence of the line above it."""
    start, end = unit
    first = text[line[0]]
    if _BULLET.match(text, *line):
        return False
    # no wrapped line is longer than this, and looking further back would make long units slow
    near = max(start, end - 200)
    last_break = max(text.rfind("\n", near, end), text.rfind("\r", near, end), near - 1)
    fills = width and end - last_break + _word_length(text, *line) > width
    if ends_complete(text, start, end):
        # the sentence is over; the unit goes on only in wrapped text, as a paragraph of several sentences does
        return bool(fills) or _abbreviated(text, start, end, words)
    if first.islower() and not text.startswith(("http", "www.", "pic."), line[0]):
        return True
    tail = text[max(start, end - _FAR) : end]
    if tail[-1] in ",-–—(/&" and not tail.isupper():
        return True
    last = tail.replace("’", "'").rsplit(None, 1)[-1].rsplit("'", 1)[-1].lower()
    if last in words.dangling and not tail.isupper():
        return True
    return bool(fills)


def _abbreviated(text: str, start: int, end: int, words: Abbreviations) -> bool:
    return text[end - 1] == "." and _word_before(text, start, end - 1).lower() in words.titles


def _word_length(text: str, start: int, end: int) -> int:
    limit = min(end, start + _FAR)
    return next((i - start for i in range(start, limit) if text[i].isspace()), limit - start)


def _word_before(text: str, start: int, end: int) -> str:
    """The characters before a stop up to white space, without opening punctuation."""
    begin = end
    floor = max(start, end - _FAR)
    while begin > floor:
        sign = text[begin - 1]
        if sign.isspace() or sign in '(«“"‘[/—–…':
            break
        begin -= 1
    return text[begin:end].strip("'’")


def _is_boundary(text: str, start: int, match: re.Match[str], end: int, words: Abbreviations) -> bool:
    stop, close, after = match["stop"], match["close"], match.end()
    if after >= end or stop in "。！？؟۔।":
        return True
    following = after
    limit = min(end, after + _FAR)
    while following < limit and text[following] in _OPENING:
        following += 1
    if following >= end or text[following] in ".!?…":
        # an ellipsis of single stops, or only dashes and quotation marks are left: they stay with this sentence
        return False
    spaced = text[after].isspace()
    next_ = _LETTERS.match(text, following, min(end, following + _FAR))
    word = next_[0] if next_ else ""
    if not spaced:
        return _is_glued(text, start, match, word, words)
    upper = not text[following].islower() or _PREFIXED_NAME.match(word) is not None
    if stop != ".":
        # "What?" he said; « Quoi ? » dit-il; he said … nothing
        return upper and not (stop[0] in "…." and close[:1] in ("]", ")"))
    before = _word_before(text, start, match.start("stop"))
    low = before.lower()
    if not upper:
        # sloppy texts go on in lower case; an unknown abbreviation is short or has a quotation mark after it
        plain = low.isalpha() and len(low) >= 4 and low == before and text[following].isalpha()
        return plain and not close and low not in words.weak and low not in words.numbered and low not in words.titles
    if close and not (close == ")" and low in words.titles):  # "Col. (ret.) Ba" goes on
        return True
    opener = word.replace("’", "'").split("'", 1)[0].split("-", 1)[0]
    # "No." after an abbreviation is one itself
    starts = opener.lower() in words.starters and not text.startswith(".", following + len(word))
    if low in words.titles or ("-" in low and low.replace(".", "-").rsplit("-", 1)[-1] in words.titles):
        return False
    if low in words.numbered and text[following].isdigit():
        return False
    if low in words.times:
        if starts:
            return True
        if word.isupper() and len(word) > 1:
            return False
        return bool(word) and word.lower() not in words.after_time and _plain(word, text, following, words)
    if len(before) == 1 and before.isalpha():  # an initial; "So did I."
        return before == "I" or (starts and "le" not in words.starters)
    if "." in before[:-1] and len(before) <= 9 and before.replace(".", "").replace("-", "").isalpha():
        # U.S., J.-P., Ph.D.; but "sent.Then" is no abbreviation
        return (starts and "-" not in before) or max(map(len, before.replace("-", ".").split("."))) > 3
    if low in words.weak:
        return starts
    # the number of a list item at the start of a line
    return not (before.isdigit() and len(before) <= 2 and match.start() - len(before) <= start + 1)


def _plain(word: str, text: str, start: int, words: Abbreviations) -> bool:
    """Whether a word is no title with a stop after it."""
    return not text.startswith(".", start + len(word)) or word.lower() not in words.titles


def _is_glued(text: str, start: int, match: re.Match[str], word: str, words: Abbreviations) -> bool:
    """Whether a stop without a space after it ends a sentence all the same: "were killed.The army"."""
    at = match.start("stop")
    if len(word) < 2 or not word[0].isupper() or not text[match.end()].isupper() or len(match["stop"]) > 1:
        return False
    while at > start and text[at - 1] in '"”’» ':
        at -= 1
    if not (at - start >= 3 and text[at - 2 : at].isalpha() and text[at - 2 : at].islower()):
        return False
    token = _word_before(text, start, at)
    if (
        "www" in token
        or token.lower() in words.titles
        or text[match.end() + len(word) : match.end() + len(word) + 1] in "./@"
    ):
        return False
    return not any(mark in token for mark in "/@.#") and (len(word) == 2 or word[1].islower())


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    """Add a span without the white space around it, cut where it is too long."""
    trimmed = _trim(text, start, end)
    while trimmed and trimmed[1] - trimmed[0] > MAX_SENTENCE:
        begin, stop = trimmed
        cut = begin + MAX_SENTENCE
        near = next((i for i in range(cut, begin + MAX_SENTENCE // 2, -1) if text[i].isspace()), cut)
        if piece := _trim(text, begin, near):
            found.append(piece)
        trimmed = _trim(text, near, stop)
    if trimmed:
        found.append(trimmed)
