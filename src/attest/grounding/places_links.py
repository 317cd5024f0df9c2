"""Linking the places of a text: what lies in what, and names that share their words of place."""

from __future__ import annotations

import re
from dataclasses import replace
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
    """Link each mention with the wider ones stated right behind it ("X, in the Y region of Z")."""
    done: list[PlaceMention] = []
    for n, mention in enumerate(found):
        within: list[int] = []
        at, level = max(mention.end, mention.phrase_end), _RANK[mention.kind]
        for m in range(n + 1, min(n + 5, len(found))):
            other = found[m]
            gap = _plain(text[at : other.start]) if other.start - at <= 80 and other.start >= at else None
            if other.kind == "demonym" or gap is None or not _contains(gap):
                break
            wider = (
                _RANK[other.kind] > level
                or (other.kind == "place" and _OF.search(gap) is not None)
                or (level == 0 and other.kind == "place" and gap == ", ")
            )
            if not wider:
                break
            within.append(m)
            at, level = max(other.end, other.phrase_end), max(level, _RANK[other.kind])
        if n:
            mention = _together(text, found[n - 1], done[-1].relation, mention)
        if n + 1 < len(found) and _road(text, mention, found[n + 1]):
            mention = replace(mention, relation="between")
        done.append(
            replace(mention, within=tuple(within), container=found[within[0]].text if within else None)
            if within
            else mention
        )
    return done


def _contains(gap: str) -> bool:
    """Whether nothing but words such as "in the eastern region of" stands between two names."""
    found = _WORD.findall(gap)
    return (
        gap[:1] in (" ", "\n", ",", "(")
        and len(found) <= _MOST_WORDS
        and shared("containing").issuperset(found)
        and _APART.fullmatch(_WORD.sub("", gap)) is not None
    )


def _road(text: str, left: PlaceMention, right: PlaceMention) -> bool:
    """Whether two places make "X-Y", a stretch of road between them."""
    return left.kind == right.kind == "place" and text[left.end : right.start].strip() in ("-", "‐", "‑", "–")


def _together(text: str, left: PlaceMention, relation: str, right: PlaceMention) -> PlaceMention:
    """The second of "between X and Y", "near X and Y" and "X-Y" with the relation of the first."""
    gap = text[left.end : right.start] if right.start >= left.end else "?"
    shares = (
        relation in ("between", "near", "toward")
        and gap in (" and ", " et ", " or ", " ou ")
        and right.relation in ("of", "at")
    )
    if right.kind != "demonym" and (shares or (_road(text, left, right) and relation == "between")):
        return replace(right, relation=relation)  # type: ignore[arg-type]
    return right


def _plain(gap: str) -> str:
    """The words between two names without accents, of the same shape."""
    return gap.lower().translate(_PLAIN)
