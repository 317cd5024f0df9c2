"""The tables of the actor register, read into actors and the names they are found by."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from attest.grounding.actors_text import key_of

# the curated table first: where a name is shared, the earlier line is the likelier
_TABLES: Final = ("actors.tsv", "actors_ucdp.tsv")
_MARKED: Final = re.compile(r"([^~?@^=:]*)([~?@^=]*)(?::(en|fr))?")
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ‘`")


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation that fights, polices or governs.

    `id` is stable; `kind` is one of KINDS; `countries` are the alpha-3 codes where it acts, its own first; `parent` is
    the id of the organisation it belongs to; `active` the first and last year, None where open or unknown; `aliases`
    are its other names.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...]
    parent: str | None
    active: tuple[int | None, int | None]
    aliases: tuple[str, ...]


KINDS: Final = frozenset(
    (
        *("armed_group", "state_force", "police", "government", "militia", "gang", "cartel", "paramilitary"),
        *("peacekeepers", "intergovernmental", "pmc", "political", "communal"),
    )
)

# how a name must be written: in any case, with its first capital, with all of them, in capitals,
# in capitals, in capitals or as a capitalised word, or letter by letter
ANY_CASE, CAPITAL, CAPITALS, UPPER, ACRONYM, MIXED = range(6)


class Alias(NamedTuple):
    """One name of one actor and what it takes to be believed; `rank` orders the actors that share it."""

    text: str
    actor: Actor
    case: int
    ambiguous: bool
    local: bool
    hidden: bool
    language: str | None
    rank: int


def _rows() -> Iterator[list[str]]:
    folder = resources.files("attest.grounding").joinpath("data")
    for name in _TABLES:
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "id\t")):
                row = line.split("\t")
                row += [""] * (8 - len(row))
                yield row[:8]


@cache
def rules() -> dict[str, Any]:
    """Return the tables of context words and branches."""
    source = resources.files("attest.grounding").joinpath("data", "actors_rules.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _case(name: str, marks: str) -> int:
    if "~" in marks:
        return ANY_CASE
    if len(name) <= 9 and name.isupper() and " " not in name:
        return ACRONYM if "=" not in marks and sum(map(str.isalpha, name)) > 3 else UPPER
    if len(name) <= 4 and " " not in name and not name.islower() and name[1:] != name[1:].lower():
        return MIXED  # "LeT", "TdA"
    return CAPITALS if "=" in marks else CAPITAL


def _keys(name: str) -> tuple[str, ...]:
    """The folded forms of a name: "Jama'at" is also written "Jamaat"."""
    key = key_of(name)
    if "'" in name or "’" in name or "ʼ" in name:
        plain = key_of(name.translate(_APOSTROPHES))
        return (key,) if plain == key else (key, plain)
    return (key,)


def load_tables() -> tuple[dict[str, Actor], dict[str, list[Alias]]]:
    """Return all actors by id, and their names by folded words."""
    rows: dict[str, tuple[int, list[str], list[tuple[str, str, str | None]]]] = {}
    for rank, row in enumerate(_rows()):
        slug, name, kind, listed = row[0], row[1], row[2], row[7]
        marked = [_MARKED.fullmatch(item.strip()) for item in listed.split(";")] if listed else []
        aliases = [(m[1].strip(), m[2], m[3]) for m in marked if m is not None and m[1].strip()]
        if slug in rows:
            # the second table gives further names to actors of the first
            rows[slug][2].extend(aliases)
            continue
        if not any(text == name for text, _, _ in aliases):
            aliases.insert(0, (name, "^" if kind == "communal" else "", None))
        rows[slug] = rank, row, aliases
    actors: dict[str, Actor] = {}
    names: dict[str, list[Alias]] = {}
    for slug, (rank, row, aliases) in rows.items():
        _, name, kind, countries, parent, first, last, _ = row
        actor = actors[slug] = Actor(
            slug,
            name,
            kind,
            tuple(countries.split()),
            parent or None,
            (int(first) if first else None, int(last) if last else None),
            tuple(dict.fromkeys(text for text, _, _ in aliases if text != name)),
        )
        for text, marks, language in aliases:
            alias = Alias(text, actor, _case(text, marks), "?" in marks, "@" in marks, "^" in marks, language, rank)
            for key in _keys(text):
                if key:
                    _add(names.setdefault(key, []), alias)
    return actors, names


def _add(known: list[Alias], alias: Alias) -> None:
    """Add an alias to those of its key; of one actor's spellings the one with the fewest capitals asks the least."""
    for n, other in enumerate(known):
        if other.actor is alias.actor and other.language == alias.language:
            fewer = sum(map(str.isupper, alias.text)) < sum(map(str.isupper, other.text))
            if (fewer or alias.case == ANY_CASE) and not alias.hidden:
                known[n] = alias
            return
    known.append(alias)


def renamed(actor: Actor, name: str, aliases: tuple[str, ...]) -> Actor:
    """Return `actor` under another canonical name."""
    return replace(actor, name=name, aliases=tuple(dict.fromkeys((*actor.aliases, *aliases))))
