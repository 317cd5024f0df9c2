"""Quotations: the stretches of a paragraph that are set in quotation marks and long enough to be speech."""

from __future__ import annotations

import re
from typing import Final

MIN_WORDS: Final = 4
"""Fewer words in quotation marks are a term, not speech."""

_MARK: Final = re.compile("[\"“”„«»‘’']")
_CLOSES: Final = {"“": "”", "„": "”", "«": "»", '"': '"', "‘": "’", "'": "'"}


def find_quotations(text: str, start: int, end: int, goes_on: bool = False) -> list[tuple[int, int]]:
    """The spans inside the outermost quotation marks of text[start:end], the marks left out.

    An opening mark that nothing closes counts only where `goes_on` says that the next paragraph opens one again.
    """
    found: list[tuple[int, int]] = []
    mark = ""
    begin = last = start
    for match in _MARK.finditer(text, start, end):
        at, sign = match.start(), match[0]
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if not mark:
            if sign in _CLOSES and _may_open(sign, before, after):
                mark, begin, last = sign, at + 1, -1
            continue
        if sign != _CLOSES[mark] and not (mark == "„" and sign == "“"):
            continue
        if sign in "’'":
            # an apostrophe stands between letters, and after the s of a plural
            if after.isalnum() or before.isspace():
                continue
            if before == "s" and after == " ":
                last = at
                continue
        elif sign == '"' and before.isspace() and not after.isspace() and after.isalnum():
            # another opening mark: the one before was never closed
            begin = at + 1
            continue
        _add(text, begin, at, found)
        mark = ""
    if mark:
        if last > begin:
            _add(text, begin, last, found)
        elif goes_on and mark not in "‘'":
            _add(text, begin, end, found)
    return found


def opens_quotation(text: str, start: int) -> bool:
    """Whether a paragraph begins with an opening quotation mark."""
    return text[start : start + 1] in tuple('"“«‘„')


def _may_open(sign: str, before: str, after: str) -> bool:
    if sign in "“„«":
        return True
    outside = before.isspace() or before in "([—–-:,/\"“«‘'"
    return outside and not after.isspace() and (sign == '"' or after.isalpha() or after in '[(“"')


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    # counting words of a slice of this length decides it for any longer stretch
    if start < end and len(text[start : min(end, start + 400)].split()) >= MIN_WORDS:
        found.append((start, end))
