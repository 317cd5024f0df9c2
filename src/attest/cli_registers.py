"""attest gazetteer and attest actors: the places and organisations that are known."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from attest.cli_output import console, output, say
from attest.model import InputError

_ERRORS_SHOWN = 20


def gazetteer_add(args: argparse.Namespace) -> int:
    """Keep a list of the user's own places; rows that cannot be used are said on standard error."""
    from attest.grounding.gazetteer_user import add_list

    added = add_list(args.file, name=args.name, country=args.country)
    for line in added.errors[:_ERRORS_SHOWN]:
        say(line)
    if len(added.errors) > _ERRORS_SHOWN:
        say(f"and {len(added.errors) - _ERRORS_SHOWN} more rows that cannot be used")
    with output(None, machine=False) as out:
        left = f", {added.skipped} rows of other kinds left out" if added.skipped else ""
        out.write(f"{added.name}: {_count(added.places, 'place')} added{left}\n")
    return 1 if added.errors else 0


def gazetteer_remove(args: argparse.Namespace) -> int:
    """Forget a list of the user's own places."""
    from attest.grounding.gazetteer_user import list_lists, remove_list

    if not remove_list(args.name):
        names = ", ".join(item.name for item in list_lists())
        raise InputError(f"there is no list {args.name!r}; there are {names or 'none'}")
    with output(None, machine=False) as out:
        out.write(f"{args.name}: removed\n")
    return 0


def gazetteer_list(args: argparse.Namespace) -> int:
    """The lists that have been added."""
    from attest.grounding.gazetteer_user import data_folder, list_lists

    rows: list[dict[str, Any]] = [
        {"name": item.name, "places": item.places, "countries": list(item.countries), "source": item.source}
        for item in list_lists()
    ]
    with output(None, machine=args.json) as out:
        if args.json:
            _lines(rows, out)
        elif rows:
            _table(
                ("list", "places", "countries", "made from"),
                ((r["name"], r["places"], " ".join(r["countries"]), r["source"]) for r in rows),
                out,
            )
        else:
            out.write(f"No lists of your own in {data_folder()}; the bundled gazetteer is always there.\n")
    return 0


def gazetteer_find(args: argparse.Namespace) -> int:
    """The places of a name, the likeliest first; status 1 where there is none."""
    from attest.grounding.countries import country_of_name
    from attest.grounding.gazetteer import load_gazetteer

    country = country_of_name(args.country) if args.country else None
    if args.country and country is None:
        raise InputError(f"country {args.country!r} is not known: write an ISO code such as MLI or a name such as Mali")
    rows: list[dict[str, Any]] = [
        {
            "name": place.name,
            "admin2": place.admin2,
            "admin1": place.admin1,
            "admin1_code": place.admin1_code,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "kind": place.feature,
            "match": place.match,
            "id": place.id,
        }
        for place in load_gazetteer().find(args.name, country=country, limit=args.limit)
    ]
    with output(None, machine=args.json) as out:
        if args.json:
            _lines(rows, out)
        elif rows:
            _table(("place", "where", "at", "match", "id"), (_place_row(row) for row in rows), out)
    return _found(rows, f"no place {args.name!r} is known" + (f" in {country}" if country else ""))


def _place_row(row: Mapping[str, Any]) -> tuple[object, ...]:
    from attest.render.phrases import coordinates_phrase, label, place_phrase

    around = {key: row[key] for key in ("admin2", "admin1", "country")}
    where = place_phrase(around | {"name": None})
    return row["name"], where, coordinates_phrase({**row, "match": None}), label("match", row["match"]), row["id"]


def actors_find(args: argparse.Namespace) -> int:
    """The organisations of a name, the likeliest first; status 1 where there is none."""
    from attest.grounding.actors import load_register

    rows: list[dict[str, Any]] = [
        {
            "name": actor.name,
            "kind": actor.kind,
            "countries": list(actor.countries),
            "active": list(actor.active),
            "parent": actor.parent,
            "aliases": list(actor.aliases),
            "id": actor.id,
        }
        for actor in load_register().find(args.name, args.limit)
    ]
    with output(None, machine=args.json) as out:
        if args.json:
            _lines(rows, out)
        elif rows:
            _table(("organisation", "kind", "countries", "active", "id"), (_actor_row(row) for row in rows), out)
    return _found(rows, f"no organisation {args.name!r} is known")


def _actor_row(row: Mapping[str, Any]) -> tuple[object, ...]:
    first, last = row["active"]
    active = f"{first or ''}–{last or ''}" if first or last else ""
    return row["name"], row["kind"].replace("_", " "), " ".join(row["countries"]), active, row["id"]


def _found(rows: list[Any], missing: str) -> int:
    if not rows:
        say(missing)
    return 0 if rows else 1


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _lines(rows: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _table(names: Iterable[str], rows: Iterable[Iterable[object]], out: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from attest.render.phrases import safe

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else safe(cell)) for cell in row))
    console(out).print(table)
