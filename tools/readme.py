"""Bring what the README shows up to date from the program itself: the picture, the card as text, the accuracy table.

    python tools/readme.py [--accuracy] [--check]

The picture (docs/card.svg) and the card are what `attest demo` shows of one example report. `--accuracy` scores the
gold sets that are at hand and fills the table; without it the table stays as it is. `--check` writes nothing and ends
with status 1 where something is out of date.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import attest
from attest.model import Coding, Report
from attest.render.card import cards

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "card.svg"
EXAMPLE = ROOT / "examples" / "03-indelimane-53-soldiers.json"
WIDTH = 92

# dark grey on white: a picture that can be read on any page and in print
THEME = TerminalTheme(
    (255, 255, 255),
    (40, 40, 40),
    [
        (40, 40, 40),
        (180, 40, 30),
        (40, 110, 50),
        (150, 100, 0),
        (40, 70, 160),
        (130, 50, 140),
        (0, 110, 120),
        (90, 90, 90),
    ],
)


def coding() -> Coding:
    """The example's coding, with its first incident alone: the README has room for one."""
    found = attest.code(Report.from_dict(json.loads(EXAMPLE.read_text("utf-8"))))
    return Coding(found.report, found.accounts[:1], found.nothing_because)


def picture() -> str:
    """The card as SVG, with the reader's own fonts: nothing is loaded from elsewhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(cards(coding()))
    svg = console.export_svg(title=f"attest code {EXAMPLE.name}", theme=THEME, unique_id="card")
    svg = re.sub(r"\s*@font-face \{[^}]*\}|\s*<!--.*?-->", "", svg)
    lines = (line.rstrip() for line in svg.replace("Fira Code", "ui-monospace, Menlo, Consolas").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def card() -> str:
    """The card as it is printed where there is no colour."""
    out = io.StringIO()
    Console(file=out, width=80, color_system=None).print(cards(coding()))
    return "```text\n" + "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n```"


def accuracy() -> str:
    """The table of the scorer's measures over the gold sets at hand."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from accuracy import SETS, coded
    from attest.evaluation import load_gold, score

    columns: dict[str, list[str]] = {}
    for name, folder in SETS.items():
        if not folder.is_dir():
            continue
        gold = load_gold(folder)
        result = score(gold, coded(gold))
        languages = result["language"]
        clean = result["negatives"] - result["negatives_with_false_incidents"]
        columns[f"{name} ({len(gold)} reports)"] = [
            f"{result['slot'][2]:.1f}",
            *(f"{languages[code][2]:.1f}" if code in languages else "–" for code in ("en", "fr")),
            f"{result['incident'][2]:.1f}",
            f"{result['figures'][2]:.1f}",
            f"{result['speakers'][2]:.1f}",
            f"{result['grounded']:.0f} %",
            f"{clean} of {result['negatives']}",
        ]
    rows = (
        "all values (slot F1)",
        "all values, English",
        "all values, French",
        "incidents found (F1)",
        "figures of tolls (F1)",
        "who said each figure (F1)",
        "values whose quote is in the report",
        "reports without an incident left empty",
    )
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(column[n] for column in columns.values()) + " |" for n, row in enumerate(rows)]
    return "\n".join(lines)


def filled(text: str, name: str, inside: str) -> str:
    """The text with what stands between the marks of this name replaced."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, _, rest = text.partition(start)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"README.md has no place {start.strip()} … {end}")
    return f"{before}{start}{inside}\n{end}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accuracy", action="store_true", help="score the gold sets and fill the table")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where something is out of date")
    args = parser.parse_args()
    old = README.read_text("utf-8")
    new = filled(old, "card", card())
    if args.accuracy:
        new = filled(new, "accuracy", accuracy())
    made = {README: new, PICTURE: picture()}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'out of date, run make readme' if args.check else 'written'}")
        if not args.check:
            path.write_text(made[path], "utf-8")
    return int(args.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
