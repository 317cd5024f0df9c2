"""MUC-4 as a public yardstick.

muc4.py predict IN --out OUT   templates of reports
muc4.py score GOLD PRED        micro F1 over incident type and five roles, best one-to-one mapping of templates

IN is a list (or lines) of {"docid", "doctext"}, in any case; OUT, GOLD and PRED are lists of {"docid", "templates"} in
the five-role form; see benchmarks/muc/metric.py. Predicting needs the shipped encoder; its heads for this task lie in
benchmarks/muc/heads.npz, trained on DEV alone (training/MODEL_CARD.md).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.muc import records  # noqa: E402
from benchmarks.muc.metric import score, table  # noqa: E402
from benchmarks.muc.predict import predict  # noqa: E402


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Templates by document. Raises InputFileError."""
    return {r["docid"]: r["templates"] for r in records.read(path)}


def main() -> int:
    """Predict or score."""
    parser = argparse.ArgumentParser(description="MUC-4 as a public yardstick.")
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="fill templates")
    predicting.add_argument("reports", type=Path, metavar="IN")
    predicting.add_argument("--out", type=Path, required=True)
    scoring = commands.add_parser("score", help="score predicted templates against the gold")
    scoring.add_argument("gold", type=Path)
    scoring.add_argument("pred", type=Path)
    args = parser.parse_args()
    try:
        if args.command == "predict":
            filled = predict(records.read(args.reports, "doctext"))
            args.out.write_text(json.dumps(filled, ensure_ascii=False, indent=1), encoding="utf-8")
            print(f"{len(filled)} reports, {sum(len(r['templates']) for r in filled)} templates: {args.out}")
            return 0
        gold, pred = read(args.gold), read(args.pred)
        if strange := sorted(pred.keys() - gold.keys()):
            raise records.InputFileError(
                f"{args.pred}: {len(strange)} documents that the gold lacks, the first {strange[0]}"
            )
        print(table(score(gold, pred)))
    except (ValueError, OSError) as error:
        print(f"muc4: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
