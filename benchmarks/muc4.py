"""MUC-4 as a public yardstick.

muc4.py predict IN --out OUT   templates of reports
muc4.py score GOLD PRED        micro F1 over incident type and five roles, best one-to-one mapping of templates
muc4.py slots GOLD PRED        the official scoring of all 24 slots

IN is a list (or lines) of {"docid", "doctext"}, in any case; predicting needs the shipped encoder, whose heads for this
task lie in benchmarks/muc/heads.npz, trained on DEV and our own corpus (training/MODEL_CARD.md). For `score` GOLD and
PRED are lists (or lines) of {"docid", "templates"} in the five-role form, as is OUT; see benchmarks/muc/metric.py. For
`slots` they are lists (or lines) of {"id", "templates"}, a template being {slot: [fills]} as in the official keys; see
benchmarks/muc/keys.py and benchmarks/muc/slots.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.muc import keys, metric, records, slots  # noqa: E402
from benchmarks.muc.predict import predict  # noqa: E402


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Templates by document, five-role form. Raises InputFileError."""
    return {r["docid"]: r["templates"] for r in records.read(path)}


def read_keys(path: Path) -> dict[str, list[keys.Template]]:
    """Templates by document, all slots; says what is strange in them. Raises InputFileError."""
    templates, strange = keys.read(path)
    by_reason: dict[str, list[keys.Strange]] = defaultdict(list)
    for odd in strange:
        by_reason[odd.why].append(odd)
    for why, those in by_reason.items():
        print(f"muc4: {path}: {len(those)} × {why}, the first {those[0].where}: {those[0].fill}", file=sys.stderr)
    return templates


def main(argv: Sequence[str] | None = None) -> int:
    """Predict or score."""
    parser = argparse.ArgumentParser(description="MUC-4 as a public yardstick.")
    commands = parser.add_subparsers(dest="command", required=True)
    predicting = commands.add_parser("predict", help="fill templates of reports, five roles")
    predicting.add_argument("reports", type=Path, metavar="IN")
    predicting.add_argument("--out", type=Path, required=True)
    for name, text in (
        ("score", "score predicted templates against the gold, five roles"),
        ("slots", "score predicted templates against the official keys, all slots"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("gold", type=Path)
        command.add_argument("pred", type=Path)
    args = parser.parse_args(argv)
    try:
        if args.command == "predict":
            filled = predict(records.read(args.reports, needs="doctext"))
            args.out.write_text(json.dumps(filled, ensure_ascii=False, indent=1), encoding="utf-8")
            print(f"{len(filled)} reports, {sum(len(r['templates']) for r in filled)} templates: {args.out}")
        elif args.command == "score":
            print(metric.table(metric.score(*_both(args, read))))
        else:
            print(slots.table(slots.score(*_both(args, read_keys))))
    except (ValueError, OSError) as error:
        print(f"muc4: {error}", file=sys.stderr)
        return 2
    return 0


def _both(
    args: argparse.Namespace, reader: Callable[[Path], Mapping[str, list[Any]]]
) -> tuple[Mapping[str, list[Any]], Mapping[str, list[Any]]]:
    """Gold and predicted templates. Raises InputFileError, also for documents that the gold lacks."""
    gold, pred = reader(args.gold), reader(args.pred)
    if strange := sorted(pred.keys() - gold.keys()):
        raise records.InputFileError(
            f"{args.pred}: {len(strange)} documents that the gold lacks, the first {strange[0]}"
        )
    return gold, pred


if __name__ == "__main__":
    sys.exit(main())
