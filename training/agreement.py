"""Agreement of two annotators: the corpus against a second annotation of some reports, made without seeing the first.

    python -m training.agreement [--corpus FOLDER] [SECOND]

SECOND (training/second) holds reports with the ids and words of the corpus; those whose words have changed since are
left out and counted. Marks agree where tag and place do, exactly or by overlap; incidents are paired so that most of
their fields agree, and each field is compared over the pairs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

from training.reports import CORPUS, SPAN_TAGS, Annotated, CorpusError, read

SECOND = Path(__file__).parent / "second"
FIELDS = ("type", "role", "status", "start", "country", "killed", "injured")
_MOST = 6
"""Incidents of a report up to which all pairings are tried."""


def compare(first: Sequence[Annotated], second: Sequence[Annotated]) -> str:
    """The table of agreement over reports of the same words, in the same order."""
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    near: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    pairs = one = two = 0
    for a, b in zip(first, second, strict=True):
        for tag in SPAN_TAGS:
            x = [(s.source, s.start, s.end) for s in a.spans if s.tag == tag]
            y = [(s.source, s.start, s.end) for s in b.spans if s.tag == tag]
            ours[tag] += len(x)
            theirs[tag] += len(y)
            exact[tag] += 2 * len(set(x) & set(y))
            near[tag] += sum(_meets(s, y) for s in x) + sum(_meets(s, x) for s in y)
        one += len(a.incidents)
        two += len(b.incidents)
        for i, j in _paired(a.incidents, b.incidents):
            pairs += 1
            fields.update(f for f in FIELDS if i.get(f) == j.get(f))
    lines = [f"{len(first)} reports", "mark   first second  exact  overlap"]
    for tag in SPAN_TAGS:
        both = max(1, ours[tag] + theirs[tag])
        lines.append(
            f"{tag}    {ours[tag]:6} {theirs[tag]:6} {100 * exact[tag] / both:6.1f} {100 * near[tag] / both:8.1f}"
        )
    both = max(1, ours.total() + theirs.total())
    lines.append(
        f"all    {ours.total():6} {theirs.total():6} {100 * exact.total() / both:6.1f} {100 * near.total() / both:8.1f}"
    )
    lines.append(f"incidents: {one} and {two}, F1 {200 * pairs / max(1, one + two):.1f}; of {pairs} pairs agree on")
    lines.append(", ".join(f"{f} {100 * fields[f] / max(1, pairs):.1f}" for f in FIELDS))
    return "\n".join(lines)


def _meets(span: tuple[str, int, int], others: Sequence[tuple[str, int, int]]) -> bool:
    return any(span[0] == s and span[1] < end and start < span[2] for s, start, end in others)


def _paired(
    first: Sequence[dict[str, str]], second: Sequence[dict[str, str]]
) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Incidents one to one, so that as many fields as can agree; in order where there are very many."""
    short, long = sorted((first, second), key=len)
    if not short:
        return []
    orders = permutations(range(len(long)), len(short)) if len(long) <= _MOST else iter([tuple(range(len(short)))])
    best = max(orders, key=lambda order: sum(_alike(short[n], long[m]) for n, m in enumerate(order)))
    return [(short[n], long[m]) for n, m in enumerate(best) if _alike(short[n], long[m]) >= 2]


def _alike(a: dict[str, str], b: dict[str, str]) -> int:
    return sum(a.get(f) == b.get(f) for f in FIELDS if f not in ("role", "status"))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Agreement of two annotators.")
    parser.add_argument("second", type=Path, nargs="?", default=SECOND)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    args = parser.parse_args()
    try:
        known = {r.id: r for r in read(args.corpus)}
        second = list(read(args.second))
    except CorpusError as error:
        print(f"agreement: {error}", file=sys.stderr)
        return 2
    same = [r for r in second if r.id in known and (known[r.id].title, known[r.id].text) == (r.title, r.text)]
    print(compare([known[r.id] for r in same], same))
    if len(same) < len(second):
        print(f"{len(second) - len(same)} left out: their words have changed since the second annotation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
