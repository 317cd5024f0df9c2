"""Scores accounts against a gold set of annotated reports (scorer version 2).

Gold is a folder of one JSON file a report: {"id", "text", "title", "language", "incidents": [...]}. Predictions hold
one line of the contract a report; a missing, double, unknown or malformed line is an error.

Alignment. An account is paired with at most one gold incident of its report, best pair first, when they agree on a
date, on a place or on the number killed and their weighted agreement (date 3, place 3, killed 2, type group 1.5, best
quote 2.5; an account that does not say loses the weight) reaches 0.45. Optional incidents absorb leftovers and cost
nothing.

Slot F1 (the headline) is micro-averaged over type, status, date, country, place, adm1, perpetrators, victim
categories, killed, injured, abducted totals and claimant: a right fill counts for precision and recall, a wrong one
costs both, a fill where gold has none costs precision, and every slot of a missed or invented incident counts. Half
points: type of the right group; a date interval that contains or lies in gold's within a month (a quarter within a
year); a total whose low is right and high is not.

Figures F1 is over the distinct (measure, low, category) of all killed and injured figures of all incidents, civilian
and unknown being one category. Speaker F1 is over the killed figures that name who said them. Basis is the mean over
gold's four classes. Grounded is the share of filled values that carry a quote of at most 400 characters found where
it says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from attest.evaluation.compare import Json
from attest.evaluation.tally import Tally, intervals, summary, tally
from attest.model.errors import InputError

VERSION: Final = 2


class RowError(InputError):
    """A prediction line that does not have the contract's shape."""


def check_row(row: Any) -> Json:
    """The row, or RowError with what is wrong."""
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("report"), dict)
        or "id" not in row["report"]
        or not isinstance(row.get("accounts"), list)
    ):
        raise RowError('not {"report": {"id": …}, "accounts": […]}')
    for a in row["accounts"]:
        if not isinstance(a, dict):
            raise RowError("an account is not an object")
        w = a.get("where") or {}
        for k in ("lat", "lon"):
            if w.get(k) is not None and not isinstance(w[k], (int, float)):
                raise RowError(f"where.{k} is not a number")
        for t in list((a.get("totals") or {}).values()) + list(a.get("tolls") or []):
            for k in ("low", "high"):
                if t and t.get(k) is not None and (not isinstance(t[k], int) or isinstance(t[k], bool)):
                    raise RowError(f"a toll's {k} is not a whole number")
    return row


def load_gold(folder: Path) -> dict[str, Json]:
    """The gold reports of a folder by id; files without "incidents" are passed over. Raises InputError."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder: give one with a JSON file a gold report")
    out: dict[str, Json] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            doc = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise InputError(f"{path}: not JSON ({error})") from error
        if isinstance(doc, dict) and "incidents" in doc:
            if not isinstance(doc.get("id"), str) or not isinstance(doc.get("text"), str):
                raise InputError(f'{path}: a gold report needs "id" and "text"')
            out[doc["id"]] = doc
    if not out:
        raise InputError(f'{folder} holds no gold report: a JSON file with "id", "text" and "incidents" each')
    return out


def load_predictions(path: Path, gold: dict[str, Json]) -> dict[str, Json]:
    """The lines of a file by report; RowError where they do not fit the gold."""
    out: dict[str, Json] = {}
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = check_row(json.loads(line))
        except (RowError, json.JSONDecodeError) as e:
            raise RowError(f"{path.name} line {n}: {e}") from e
        key = row["report"]["id"]
        if key in out:
            raise RowError(f"{path.name} line {n}: a second line for report {key}")
        if key not in gold:
            raise RowError(f"{path.name} line {n}: no gold report {key}")
        out[key] = row
    missing = gold.keys() - out.keys()
    if missing:
        raise RowError(f"{len(missing)} gold reports without a line, {sorted(missing)[0]} first")
    return out


def score(
    gold: dict[str, Json], predictions: dict[str, Json], details: list[Json] | None = None, draws: int = 0
) -> Json:
    """All measures; `details`, if given, takes what was aligned, missed and invented, report by report.

    With `draws`, "intervals" holds what nineteen of twenty sets of as many reports, drawn from these with repetition so
    often, would give for the main measures: how far each figure may be chance.
    """
    counts: list[Tally] = []
    for key, doc in gold.items():
        count, detail = tally(doc, predictions[key]["accounts"])
        counts.append(count)
        if details is not None:
            details.append({"id": key, **detail})
    result = {"version": VERSION, **summary(counts)}
    return {**result, "intervals": intervals(counts, draws)} if draws else result
