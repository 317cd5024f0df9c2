"""MUC-4 as a public yardstick.

muc4.py score GOLD PRED      micro F1 over incident type and five roles, best one-to-one mapping of templates

GOLD and PRED are lists (or lines) of {"docid", "templates"} in the five-role form; see benchmarks/muc/metric.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.muc.metric import score, table  # noqa: E402


class InputFileError(ValueError):
    """A file that is not what the command needs; the message says what and where."""


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Templates by document. Raises InputFileError where the file is none of the two forms."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}") from error
    try:
        records = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(line) for line in text.splitlines() if line.strip()]
        )
        return {r["docid"]: list(r["templates"]) for r in records}
    except (ValueError, KeyError, TypeError) as error:
        raise InputFileError(f'{path}: not a list or lines of {{"docid", "templates"}} ({error})') from error


def main() -> int:
    """Score."""
    parser = argparse.ArgumentParser(description="MUC-4 as a public yardstick.")
    commands = parser.add_subparsers(dest="command", required=True)
    scoring = commands.add_parser("score", help="score predicted templates against the gold")
    scoring.add_argument("gold", type=Path)
    scoring.add_argument("pred", type=Path)
    args = parser.parse_args()
    try:
        gold, pred = read(args.gold), read(args.pred)
        if strange := sorted(pred.keys() - gold.keys()):
            raise InputFileError(f"{args.pred}: {len(strange)} documents that the gold lacks, the first {strange[0]}")
        print(table(score(gold, pred)))
    except (InputFileError, ValueError) as error:
        print(f"muc4: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
