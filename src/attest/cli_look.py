"""attest explain, evaluate and schema: why, how good, and the contract."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from attest.cli_code import reports
from attest.cli_output import console, output, progress
from attest.model import InputError, Report


def explain(args: argparse.Namespace) -> int:
    """The marked text of a report, on the terminal or as a page."""
    from attest.coding.coder import explain_report
    from attest.coding.coders import tagger

    coder = tagger(args.coder)
    failures: list[None] = []
    found = list(reports(args, [args.file], lambda: failures.append(None)))
    if args.id is not None:
        chosen = [report for report in found if report.id == args.id]
        if not chosen:
            names = ", ".join(report.id for report in found[:5])
            raise InputError(f"{args.file} holds no report {args.id!r}; it holds {names or 'none'}")
        found = chosen
    if not found:
        if failures:
            return 2
        raise InputError(f"{args.file} holds no report")
    if args.html is None:
        with output(None, machine=False) as out:
            screen = console(out)
            for report in found:
                from attest.render.marked import terminal

                screen.print(terminal(explain_report(report, coder)))
        return 1 if failures else 0
    if len(found) > 1:
        raise InputError(
            f"{args.file} holds {len(found)} reports and a page shows one: choose it with --id, say {found[0].id}"
        )
    from attest.render.page import page

    with output(args.html, machine=True) as out:
        out.write(page(explain_report(found[0], coder)))
    return 1 if failures else 0


def evaluate(args: argparse.Namespace) -> int:
    """Scores, on predictions from a file or made now."""
    from attest.evaluation import load_gold, load_predictions, score, table

    gold = load_gold(Path(args.gold))
    if args.predictions is not None:
        try:
            predictions = load_predictions(Path(args.predictions), gold)
        except UnicodeDecodeError as error:
            raise InputError(f"{args.predictions} is not UTF-8 text: {error.reason}") from error
    else:
        predictions = _predict(gold, args.coder)
    details: list[dict[str, Any]] = []
    result = score(gold, predictions, details, draws=args.draws)
    with output(None, machine=args.json) as out:
        if args.json:
            if args.details:
                result["details"] = details
            out.write(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
            return 0
        if args.details:
            out.writelines(_detail(entry) + "\n" for entry in details)
            out.write("\n")
        out.write(table(result) + "\n")
    return 0


def _predict(gold: dict[str, dict[str, Any]], coder: str) -> dict[str, dict[str, Any]]:
    """The contract's lines of the gold's texts; the coder sees nothing else of the gold."""
    from attest.coding.coder import code_report
    from attest.coding.coders import tagger

    chosen = tagger(coder)
    seen = ("id", "text", "title", "published", "publisher", "url", "language", "hints")
    made = {}
    with progress("coding", len(gold), show=sys.stderr.isatty()) as step:
        for name, doc in gold.items():
            report = Report.from_dict({key: doc[key] for key in seen if key in doc})
            made[name] = code_report(report, chosen).to_dict()
            step()
    return made


def _detail(entry: dict[str, Any]) -> str:
    parts = [f"{entry['id']}: {len(entry['aligned'])} of {entry['gold']} found"]
    if entry["missed"]:
        parts.append("missed " + ", ".join(entry["missed"]))
    if entry["spurious"]:
        parts.append("invented " + ", ".join(str(kind) for kind in entry["spurious"]))
    return "; ".join(parts)


def schema(args: argparse.Namespace) -> int:
    """The JSON Schema of the contract."""
    from attest.model.schema import schema as contract

    with output(None, machine=True) as out:
        out.write(json.dumps(contract(), indent=1, ensure_ascii=False) + "\n")
    return 0
