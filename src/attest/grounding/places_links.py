"""Linking the places of a text: what lies in what, and names that share their words of place."""

from __future__ import annotations

import re
from typing import Final

from attest.grounding.places_types import PlaceMention
from attest.grounding.places_words import shared

_WORD: Final = re.compile(r"[^\W\d_]+")
_APART: Final = re.compile(r"[\s,('’\-]*")
_MOST_WORDS: Final = 8
_OF: Final = re.compile(r"\b(?:of|de|du|d|in)\b")
_RANK: Final = {"place": 0, "admin2": 1, "admin1": 2, "region": 3, "country": 4, "demonym": 9}
_PLAIN: Final = str.maketrans("éèêàâîïôçùû", "eeeaaiiocuu")


def link_mentions(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """Link each mention with the wider ones stated right behind it ("X, in the Y region of Z"); return the list.

    The mentions must be nobody else's yet: what is found is written into them.
    """
    for n, mention in enumerate(found):
        within: list[int] = []
        at, level = max(mention.end, mention.phrase_end), _RANK[mention.kind]
        for m in range(n + 1, min(n + 5, len(found))):
            other = found[m]
            rank = _RANK[other.kind]
            if not 0 <= other.start - at <= 80 or other.kind == "demonym" or not (rank > level or rank == 0):
                break
            gap = _plain(text[at : other.start])
            if not _contains(gap) or not (rank > level or _OF.search(gap) is not None or (level == 0 and gap == ", ")):
                break
            within.append(m)
            at, level = max(other.end, other.phrase_end), max(level, rank)
        if n:
            _together(text, found[n - 1], mention)
        if n + 1 < len(found) and _road(text, mention, found[n + 1]):
            mention.relation = "between"
        if within:
            mention.within, mention.container = tuple(within), found[within[0]].text
    return found


def _contains(gap: str) -> bool:
    """Whether nothing but words such as "in the eastern region of" stands between two names."""
    if gap[:1] not in (" ", "\n", ",", "("):
        return False
    found = _WORD.findall(gap)
    return (
        len(found) <= _MOST_WORDS
        and shared("containing").issuperset(found)
        and _APART.fullmatch(_WORD.sub("", gap)) is not None
    )


def _road(text: str, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether two places make "X-Y", a stretch of road between them."""
    return left.kind == right.kind == "place" and text[left.end : right.start].strip() in ("-", "‐", "‑", "–")


def _together(text: str, left: PlaceMention, right: PlaceMention) -> None:
    """Give the second of "between X and Y", "near X and Y" and "X-Y" the relation of the first."""
    if left.relation not in ("between", "near", "toward") or right.kind == "demonym":
        return
    gap = text[left.end : right.start] if right.start >= left.end else "?"
    shares = gap in (" and ", " et ", " or ", " ou ") and right.relation in ("of", "at")
    if shares or (left.relation == "between" and _road(text, left, right)):
        right.relation = left.relation


def _plain(gap: str) -> str:
    """The words between two names without accents, of the same shape."""
    return gap.lower().translate(_PLAIN)
