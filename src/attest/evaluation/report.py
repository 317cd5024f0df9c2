"""Scores for people: plain aligned lines, the headline last."""

from __future__ import annotations

import textwrap

from attest.evaluation.compare import Json


def _line(name: str, values: tuple[float, ...], after: str = "") -> str:
    precision, recall, f1 = values[:3]
    return f"{name:24s} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}{after}"


def table(result: Json) -> str:
    """The result of `score` as lines of plain text of at most 80 characters."""
    lines = [_line(slot, values, f"   n={values[3]}") for slot, values in result["slots"].items()]
    lines.append("")
    lines.append(_line("figures of tolls", result["figures"]))
    lines.append(_line("speakers of figures", result["speakers"]))
    lines.append(_line("incidents", result["incident"], f"   main recall {result['main_recall']:.1f}"))
    lines.extend(_line(f"language {language}", values) for language, values in result["language"].items())
    lines.append(
        f"basis {result['basis']:.1f}   role {result['role_accuracy']:.1f}   "
        f"grounded {result['grounded']:.1f} of {result['values']} values"
    )
    lines.append(
        f"{result['negatives_with_false_incidents']} of {result['negatives']} reports without an incident "
        f"were given one ({result['false_incidents_in_negatives']} in all)"
    )
    lines.append("")
    lines.append(_line("SLOT F1", result["slot"], f"   {result['reports']} reports"))
    if "intervals" in result:
        bounds = [f"{name} {low:.1f}-{high:.1f}" for name, (low, high) in result["intervals"].items()]
        lines += ["", "19 of 20 draws of as many of these reports give"]
        lines += textwrap.wrap(", ".join(bounds), 80)
    return "\n".join(lines)
