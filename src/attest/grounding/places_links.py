"""Linking the places of a text: what lies in what, and names that share their words of place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from attest.grounding.places_types import PlaceMention

_CONTAINED: Final = re.compile(
    r"[\s,(]{1,3}(?:(?:situated|located|situee?|localite|village|town|city|ville|commune|capital|capitale|chef|lieu|provincial|regional|dans|in|of|en|au|aux|a|the|la|le|les|l|"
    r"de|du|d|des|region|province|departement|state|etat|northern|southern|eastern|western|central|northeastern|northwestern|"
    r"southeastern|southwestern|north|south|east|west|nord|sud|est|ouest|centre|cercle|district|restive|volatile|"
    r"area|municipality|s|county|governorate|extreme)[\s,'’\-]{1,3}){0,8}\Z"
)
_OF: Final = re.compile(r"\b(?:of|de|du|d|in)\b")
_RANK: Final = {"place": 0, "admin2": 1, "admin1": 2, "region": 3, "country": 4, "demonym": 9}
_PLAIN: Final = dict(zip("éèêàâîïôçùû", "eeeaaiiocuu", strict=True))


def link_mentions(text: str, found: list[PlaceMention]) -> list[PlaceMention]:
    """Link each mention with the wider ones stated right behind it ("X, in the Y region of Z")."""
    done: list[PlaceMention] = []
    for n, mention in enumerate(found):
        within: list[int] = []
        at, level = max(mention.end, mention.phrase_end), _RANK[mention.kind]
        for m in range(n + 1, min(n + 5, len(found))):
            other = found[m]
            gap = _plain(text[at : other.start]) if other.start - at <= 80 and other.start >= at else None
            if other.kind == "demonym" or gap is None or not _CONTAINED.match(gap):
                break
            wider = _RANK[other.kind] > level or (other.kind == "place" and _OF.search(gap) is not None) or (
                level == 0 and other.kind == "place" and gap == ", "
            )  # fmt: skip
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
    return "".join(_PLAIN.get(char, char) for char in gap.lower())
