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
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, Final

from attest.evaluation.align import (
    filled_values,
    gold_figures,
    gold_slots,
    gold_spoken,
    good_quote,
    match_actors,
    pred_figures,
    pred_slots,
    pred_spoken,
    required_pairs,
    right,
    same_speaker,
    size,
)
from attest.evaluation.compare import Json, fold
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


def f1(c: float, g: float, p: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    pr, rc = (c / p if p else 0.0), (c / g if g else 0.0)
    return 100 * pr, 100 * rc, (200 * pr * rc / (pr + rc) if pr + rc else 0.0)


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


def score(gold: dict[str, Json], predictions: dict[str, Json], details: list[Json] | None = None) -> Json:
    """All measures; `details`, if given, takes what was aligned, missed and invented, report by report."""
    slot_c: defaultdict[str, float] = defaultdict(float)  # with halves
    slot_g: Counter[str] = Counter()
    slot_p: Counter[str] = Counter()
    det: dict[str, Counter[str]] = {"all": Counter(), "main": Counter()}
    fig: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    basis: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    by_lang: dict[str, list[float]] = defaultdict(lambda: [0.0, 0, 0])
    role_ok = matched_n = values_n = values_ok = neg_docs = neg_bad = neg_fp = 0
    for key, doc in gold.items():
        text, title, lang = doc["text"], doc.get("title") or "", doc.get("language") or "en"
        preds = predictions[key]["accounts"]
        owed, pairs, spurious = required_pairs(doc["incidents"], preds, text)
        bucket = by_lang[lang]
        for p in preds:
            for v in filled_values(p):
                values_n += 1
                values_ok += any(good_quote(q, text, title) for q in v.get("quotes") or [])
        if not owed:
            neg_docs += 1
            neg_fp += len(spurious)
            neg_bad += bool(spurious)
        det["all"].update(c=len(pairs), g=len(owed), p=len(pairs) + len(spurious))
        det["main"].update(c=sum(owed[i]["role"] == "main" for i, _ in pairs), g=sum(x["role"] == "main" for x in owed))

        def add(slot: str, c: float, g: int, p: int, bucket: list[float] = bucket) -> None:
            slot_c[slot] += c
            slot_g[slot] += g
            slot_p[slot] += p
            for n, x in enumerate((c, g, p)):
                bucket[n] += x

        for i, j in pairs:
            g, p = owed[i], preds[j]
            gs, ps = gold_slots(g), pred_slots(p)
            matched_n += 1
            role_ok += g["role"] == p.get("role")
            for slot in gs.keys() | ps.keys():
                if slot in gs and slot in ps:
                    add(slot, *right(slot, g, p, gs[slot], ps[slot]))
                elif slot in gs:
                    n = right(slot, g, p, gs[slot], [])[1] if slot == "perpetrator" else size(slot, gs[slot])
                    add(slot, 0, n, 0)
                else:
                    add(slot, 0, 0, size(slot, ps[slot]))
            for x, y in match_actors(g.get("perpetrators") or [], p.get("perpetrators") or []):
                said = {
                    ("stated" if z.get("by") and z.get("basis") in ("stated", "attributed") else z.get("basis"))
                    for z in (x, y)
                }
                basis[x.get("basis")][0] += len(said) == 1
                basis[x.get("basis")][1] += 1
            a, b = gold_figures(g), pred_figures(p)
            fig.update(c=len(a & b), g=len(a), p=len(b))
            left = pred_spoken(p)
            for k in gold_spoken(g):
                hit = next(
                    (t for t in left if t["low"] == k["low"] and same_speaker(k["said_by"], t["said_by"], lang)), None
                )
                if hit:
                    left.remove(hit)
                    spoken["c"] += 1
            spoken.update(
                g=len(gold_spoken(g)),
                p=len(
                    {
                        (t["low"], fold(t["said_by"]), t.get("category"), t.get("of") or t.get("who"))
                        for t in pred_spoken(p)
                    }
                ),
            )
        for i, g in enumerate(owed):
            if i not in {i for i, _ in pairs}:
                for slot, v in gold_slots(g).items():
                    add(slot, 0, size(slot, v), 0)
                fig["g"] += len(gold_figures(g))
                spoken["g"] += len(gold_spoken(g))
        for j in spurious:
            for slot, v in pred_slots(preds[j]).items():
                add(slot, 0, 0, size(slot, v))
            fig["p"] += len(pred_figures(preds[j]))
            spoken["p"] += len(pred_spoken(preds[j]))
        if details is not None:
            details.append(
                {
                    "id": key,
                    "gold": len(owed),
                    "predicted": len(preds),
                    "aligned": [(owed[i]["key"], preds[j].get("type")) for i, j in pairs],
                    "missed": [owed[i]["key"] for i in range(len(owed)) if i not in {i for i, _ in pairs}],
                    "spurious": [preds[j].get("type") for j in spurious],
                }
            )
    classes = [100 * ok / n for ok, n in basis.values() if n]
    return {
        "version": VERSION,
        "slot": f1(sum(slot_c.values()), sum(slot_g.values()), sum(slot_p.values())),
        "incident": f1(det["all"]["c"], det["all"]["g"], det["all"]["p"]),
        "main_recall": 100 * det["main"]["c"] / max(1, det["main"]["g"]),
        "figures": f1(fig["c"], fig["g"], fig["p"]),
        "speakers": f1(spoken["c"], spoken["g"], spoken["p"]),
        "basis": sum(classes) / len(classes) if classes else 0.0,
        "role_accuracy": 100 * role_ok / max(1, matched_n),
        "grounded": 100 * values_ok / values_n if values_n else 0.0,
        "values": values_n,
        "negatives": neg_docs,
        "negatives_with_false_incidents": neg_bad,
        "false_incidents_in_negatives": neg_fp,
        "reports": len(gold),
        "slots": {s: (*f1(slot_c[s], slot_g[s], slot_p[s]), slot_g[s]) for s in sorted(slot_g | slot_p)},
        "language": {k: f1(*v) for k, v in by_lang.items() if v[1]},
    }
