"""What one report counts for in each measure, and from the counts of many to figures and how sure they are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

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

Tally = dict[tuple[str, ...], float]
"""Counts by measure and part: ("figures", "c") is right, "g" in gold, "p" predicted."""

MAIN = ("slot", "incident", "figures", "speakers", "main_recall", "basis")
"""The measures that get an interval, with the slot F1 of each language."""


def f1(c: float, g: float, p: float) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    pr, rc = (c / p if p else 0.0), (c / g if g else 0.0)
    return 100 * pr, 100 * rc, (200 * pr * rc / (pr + rc) if pr + rc else 0.0)


def tally(doc: Json, accounts: list[Json]) -> tuple[Tally, Json]:
    """What a report's accounts count for against its gold, and what was aligned, missed and invented."""
    text, title, lang = doc["text"], doc.get("title") or "", doc.get("language") or "en"
    owed, pairs, spurious = required_pairs(doc["incidents"], accounts, text)
    out: defaultdict[tuple[str, ...], float] = defaultdict(float)

    def count(*measure: str, c: float = 0, g: float = 0, p: float = 0) -> None:
        for part, n in (("c", c), ("g", g), ("p", p)):
            out[(*measure, part)] += n

    def slot(name: str, c: float, g: float, p: float) -> None:
        count("slots", name, c=c, g=g, p=p)
        count("slot", c=c, g=g, p=p)
        count("language", lang, c=c, g=g, p=p)

    for a in accounts:
        for v in filled_values(a):
            count("grounded", c=any(good_quote(q, text, title) for q in v.get("quotes") or []), g=1)
    if not owed:
        out["negatives", "n"] += 1
        out["negatives", "false"] += len(spurious)
        out["negatives", "bad"] += bool(spurious)
    count("incident", c=len(pairs), g=len(owed), p=len(pairs) + len(spurious))
    count("main_recall", c=sum(owed[i]["role"] == "main" for i, _ in pairs), g=sum(x["role"] == "main" for x in owed))
    for i, j in pairs:
        _aligned(owed[i], accounts[j], lang, slot, count)
    found = {i for i, _ in pairs}
    for i, g in enumerate(owed):
        if i not in found:
            for name, v in gold_slots(g).items():
                slot(name, 0, size(name, v), 0)
            count("figures", g=len(gold_figures(g)))
            count("speakers", g=len(gold_spoken(g)))
    for j in spurious:
        for name, v in pred_slots(accounts[j]).items():
            slot(name, 0, 0, size(name, v))
        count("figures", p=len(pred_figures(accounts[j])))
        count("speakers", p=len(pred_spoken(accounts[j])))
    return dict(out), {
        "gold": len(owed),
        "predicted": len(accounts),
        "aligned": [(owed[i]["key"], accounts[j].get("type")) for i, j in pairs],
        "missed": [g["key"] for i, g in enumerate(owed) if i not in found],
        "spurious": [accounts[j].get("type") for j in spurious],
    }


def _aligned(g: Json, p: Json, lang: str, slot: Any, count: Any) -> None:
    """Count a gold incident and the account that is paired with it."""
    gs, ps = gold_slots(g), pred_slots(p)
    count("role", c=g["role"] == p.get("role"), g=1)
    for name in gs.keys() | ps.keys():
        if name in gs and name in ps:
            slot(name, *right(name, g, p, gs[name], ps[name]))
        elif name in gs:
            n = right(name, g, p, gs[name], [])[1] if name == "perpetrator" else size(name, gs[name])
            slot(name, 0, n, 0)
        else:
            slot(name, 0, 0, size(name, ps[name]))
    for x, y in match_actors(g.get("perpetrators") or [], p.get("perpetrators") or []):
        said = {
            ("stated" if z.get("by") and z.get("basis") in ("stated", "attributed") else z.get("basis")) for z in (x, y)
        }
        count("basis", str(x.get("basis")), c=len(said) == 1, g=1)
    a, b = gold_figures(g), pred_figures(p)
    count("figures", c=len(a & b), g=len(a), p=len(b))
    left, spoken = pred_spoken(p), gold_spoken(g)
    for k in spoken:
        hit = next((t for t in left if t["low"] == k["low"] and same_speaker(k["said_by"], t["said_by"], lang)), None)
        if hit:
            left.remove(hit)
            count("speakers", c=1)
    told = {(t["low"], fold(t["said_by"]), t.get("category"), t.get("of") or t.get("who")) for t in pred_spoken(p)}
    count("speakers", g=len(spoken), p=len(told))


def summary(counts: Sequence[Tally]) -> Json:
    """All measures over some reports."""
    total = _sum(counts)

    def parts(*measure: str) -> tuple[float, float, float]:
        return total[(*measure, "c")], total[(*measure, "g")], total[(*measure, "p")]

    slots = sorted({key[1] for key in total if key[0] == "slots"})
    languages = list(dict.fromkeys(key[1] for count in counts for key in count if key[0] == "language"))
    classes = [
        100 * total["basis", name, "c"] / total["basis", name, "g"]
        for name in dict.fromkeys(key[1] for key in total if key[0] == "basis")
        if total["basis", name, "g"]
    ]
    grounded, values, _ = parts("grounded")
    right_roles, roles, _ = parts("role")
    main, mains, _ = parts("main_recall")
    return {
        "slot": f1(*parts("slot")),
        "incident": f1(*parts("incident")),
        "main_recall": 100 * main / max(1, mains),
        "figures": f1(*parts("figures")),
        "speakers": f1(*parts("speakers")),
        "basis": sum(classes) / len(classes) if classes else 0.0,
        "role_accuracy": 100 * right_roles / max(1, roles),
        "grounded": 100 * grounded / values if values else 0.0,
        "values": int(values),
        "negatives": int(total["negatives", "n"]),
        "negatives_with_false_incidents": int(total["negatives", "bad"]),
        "false_incidents_in_negatives": int(total["negatives", "false"]),
        "reports": len(counts),
        "slots": {name: (*f1(*parts("slots", name)), int(total["slots", name, "g"])) for name in slots},
        "language": {name: f1(*parts("language", name)) for name in languages if total["language", name, "g"]},
    }


def intervals(counts: Sequence[Tally], draws: int, seed: int = 0) -> Json:
    """For each main measure the bounds that 95 % of draws of as many reports, with repetition, lie between."""
    drawn: defaultdict[str, list[float]] = defaultdict(list)
    slim = [
        {k: n for k, n in count.items() if k[0] not in ("slots", "grounded", "role", "negatives")} for count in counts
    ]
    order = random.Random(seed)
    for _ in range(draws):
        result = summary(order.choices(slim, k=len(slim)))
        for name in MAIN:
            value = result[name]
            drawn[name].append(value[2] if isinstance(value, tuple) else value)
        for name, values in result["language"].items():
            drawn[f"language {name}"].append(values[2])
    out = {}
    for name, values in drawn.items():
        values.sort()
        out[name] = (values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))])
    return out


def _sum(counts: Iterable[Tally]) -> defaultdict[tuple[str, ...], float]:
    total: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for count in counts:
        for key, n in count.items():
            total[key] += n
    return total
