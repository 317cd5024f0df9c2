"""Score the coder on annotated reports: our own gold, and the development set where it is at hand.

    accuracy.py [FOLDER…] [--coder joined|grammar] [--details OUT.json] [--floors]

The gold's `incidents` are dropped before coding. `--floors` compares with benchmarks/floors.json and
ends with status 1 where a figure has dropped; tests/test_accuracy.py does the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import attest
from attest.coding.coders import CODERS, DEFAULT
from attest.evaluation import load_gold, score, table
from attest.model import Report

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "floors.json"
SETS = {
    "own": ROOT / "tests" / "gold",
    "held-out": ROOT / "tests" / "held_out",
    "news-dev": ROOT.parent / "shared" / "news-dev",
}


def coded(gold: dict[str, Any], coder: str = DEFAULT) -> dict[str, Any]:
    """The contract's lines of the reports of a gold set, coded without their annotations."""
    out = {}
    for name, doc in gold.items():
        report = Report.from_dict({k: v for k, v in doc.items() if k != "incidents"})
        out[name] = json.loads(json.dumps(attest.code(report, coder=coder).to_dict(), ensure_ascii=False))
    return out


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that the gate holds."""
    held = {
        "slot": result["slot"][2],
        "incident": result["incident"][2],
        "figures": result["figures"][2],
        "speakers": result["speakers"][2],
        "grounded": result["grounded"],
        "clean_negatives": float(result["negatives"] - result["negatives_with_false_incidents"]),
    }
    return held | {f"slot_{lang}": v[2] for lang, v in result["language"].items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--details", type=Path)
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--coder", choices=CODERS, default=DEFAULT)
    args = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    dropped = False
    for name, folder in {p.name: p for p in args.folders}.items() if args.folders else SETS.items():
        if not folder.is_dir():
            print(f"{name}: not at hand\n")
            continue
        gold = load_gold(folder)
        details: list[Any] = []
        result = score(gold, coded(gold, args.coder), details, draws=1000)
        print(f"== {name}, {args.coder}: {len(gold)} reports\n{table(result)}\n")
        if args.details:
            args.details.write_text(json.dumps(details, indent=1, ensure_ascii=False), "utf-8")
        if args.floors:
            for key, floor in floors[args.coder].get(name, {}).items():
                if figures(result)[key] < floor:
                    print(f"{name}: {key} dropped to {figures(result)[key]:.1f}, the floor is {floor}")
                    dropped = True
    return int(dropped)


if __name__ == "__main__":
    sys.exit(main())
