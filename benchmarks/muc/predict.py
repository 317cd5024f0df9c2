"""Templates of reports, by the shipped encoder with this task's own heads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attest.coding.trained.network import Network
from benchmarks.muc.templates import Limits, templates

HEADS = Path(__file__).parent / "heads.npz"
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
"""The types of incidents, in the order of the heads."""


def predict(
    reports: Iterable[Mapping[str, Any]], network: Network | None = None, limits: Limits | None = None
) -> list[dict[str, Any]]:
    """Templates of each report ({"docid", "doctext"}), in the order given.

    Raises OSError where the heads are missing.
    """
    network = network or Network(heads=HEADS)
    out = []
    for report in reports:
        text = report["doctext"].lower()
        filled = templates(text, network.read(text), TYPES, limits or Limits())
        out.append({"docid": report["docid"], "templates": filled})
    return out
