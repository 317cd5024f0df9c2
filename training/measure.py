"""How well spans, sentences, links and reports are found, against examples that the network has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from attest.coding.trained.pieces import Pieces, spans
from training.examples import Example, Scheme


def report(scheme: Scheme, examples: Sequence[Example], found: Sequence[Pieces], threshold: float = 0.5) -> str:
    """A table: precision, recall and F1 of spans by role (any overlap counts), types of acts, sentences, negatives."""
    hit: Counter[str] = Counter()
    said: Counter[str] = Counter()
    known: Counter[str] = Counter()
    typed = of_types = status = of_status = together = of_pairs = 0
    for example, pieces in zip(examples, found, strict=True):
        marked = spans(pieces, threshold)
        for n, role in enumerate(scheme.roles):
            gold = [(s.start, s.end) for s in example.spans if s.role == role]
            here = [(f.start, f.end) for f in marked if f.role == n]
            said[role] += len(here)
            known[role] += len(gold)
            hit[role] += sum(any(a < y and x < b for x, y in here) for a, b in gold)
            hit[role + " said"] += sum(any(a < y and x < b for x, y in gold) for a, b in here)
        for span in example.spans:
            rows = (pieces.offsets[:, 0] < span.end) & (pieces.offsets[:, 1] > span.start)
            kinds = [n for n, t in enumerate(scheme.types) if t in span.types]
            if span.role == scheme.roles[0] and kinds and rows.any():
                of_types += 1
                typed += int(np.argmax(pieces.types[rows].mean(0))) in kinds
        for s in example.sentences:
            rows = (pieces.offsets[:, 0] >= s.start) & (pieces.offsets[:, 1] <= s.end)
            if rows.any():
                of_status += 1
                status += scheme.statuses[int(np.argmax(pieces.statuses[rows].mean(0)))] == s.status
        told = {i for s in example.spans for i in s.incidents}
        if len(told) > 1:
            acts = [s for s in example.spans if s.incidents]
            vectors = [pieces.links[pieces.rows(s.start, s.end)].mean(0) for s in acts]
            for i in range(len(acts)):
                for j in range(i):
                    score = vectors[i] @ vectors[j] / vectors[i].size ** 0.5
                    same = not acts[i].incidents.isdisjoint(acts[j].incidents)
                    together += (score > 0) == same
                    of_pairs += 1
    lines = [f"{'role':12} {'gold':>5} {'P':>5} {'R':>5} {'F1':>5}"]
    for role in scheme.roles:
        p = hit[role + " said"] / max(1, said[role])
        r = hit[role] / max(1, known[role])
        lines.append(f"{role:12} {known[role]:5} {100 * p:5.1f} {100 * r:5.1f} {200 * p * r / max(1e-9, p + r):5.1f}")
    lines.append(
        f"type of acts {100 * typed / max(1, of_types):.1f}, sentences {100 * status / max(1, of_status):.1f}, "
        f"pairs {100 * together / max(1, of_pairs):.1f}"
    )
    told_of = [(bool(e.types), float(p.whole.max())) for e, p in zip(examples, found, strict=True)]
    for bar in (0.2, 0.35, 0.5):
        kept = sum(w >= bar for t, w in told_of if t)
        false = sum(w >= bar for t, w in told_of if not t)
        lines.append(
            f"reports with incidents kept at {bar}: {kept} of {sum(t for t, _ in told_of)}, "
            f"without: {false} of {sum(not t for t, _ in told_of)}"
        )
    return "\n".join(lines)
