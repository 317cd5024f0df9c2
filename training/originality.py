"""No sentence of the corpus may be another's: runs of words shared with other reports, ours and those of others."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.reports import Annotated, CorpusError, parse

ROOT = Path(__file__).resolve().parent.parent
RUN = 8
"""So many words in a row are never shared by chance."""
OTHERS = (
    ROOT / "tests" / "gold",
    ROOT / "tests" / "held_out",
    ROOT / "examples",
    # texts of others, outside the repository; they may be absent
    ROOT.parent / "shared" / "news-dev",
    ROOT.parent / "shared" / "seed",
)


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of RUN words of a text, without case, signs and the numbers' values."""
    found = [("0" if w.isdigit() else w) for w in re.findall(r"\w+", text.casefold())]
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


class Originality:
    """The runs of all texts that a report of the corpus may not share, and who has them."""

    def __init__(self, corpus: Sequence[Path]) -> None:
        self._owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for path in corpus:
            try:
                report = parse(path.read_text("utf-8"))
            except (CorpusError, UnicodeDecodeError):
                continue  # the checker says what is wrong with it
            self._add(path.stem, report.title, report.text)
        for folder in OTHERS:
            for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
                if path.suffix == ".json":
                    other = json.loads(path.read_text("utf-8"))
                    self._add(f"{folder.name}/{path.name}", other.get("title") or "", other.get("text") or "")
                elif path.suffix == ".txt":
                    self._add(f"{folder.name}/{path.name}", "", path.read_text("utf-8"))

    def _add(self, name: str, title: str, text: str) -> None:
        for run in runs(title) | runs(text):
            self._owners[run].add(name)

    def problems(self, path: Path, report: Annotated) -> Iterator[str]:
        """The first run that the report shares with each other text."""
        told: set[str] = set()
        for run in sorted(runs(report.title) | runs(report.text)):
            for other in sorted(self._owners.get(run, set()) - {path.stem} - told):
                told.add(other)
                yield f"shares “{' '.join(run)}” with {other}: say it in other words"
