"""From what a model marks in a report to MUC-4 templates in the five-role form: the conventions of that task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from attest.coding.trained.pieces import Found, Pieces
from attest.coding.trained.pieces import spans as find_spans
from benchmarks.muc.metric import MOST_TEMPLATES, ROLES


@dataclass(frozen=True, slots=True)
class Limits:
    """From what chance on is believed that a report tells of a type, that a span is one, and belongs to a type."""

    whole: float = 0.5
    span: float = 0.6
    type: float = 0.4


def templates(text: str, pieces: Pieces, types: Sequence[str], limits: Limits) -> list[dict[str, Any]]:
    """One template for each type of incident that the report is believed to tell of, with its fillers.

    `pieces` are the network's, its roles in the order of ROLES and its types in that of `types`.
    """
    spans = [(f, pieces.types[f.first : f.behind].mean(axis=0)) for f in find_spans(pieces, limits.span)]
    told = [k for k, chance in enumerate(pieces.whole) if chance >= limits.whole]
    told = sorted(told, key=lambda k: -pieces.whole[k])[:MOST_TEMPLATES]
    out = []
    for k in told:
        template: dict[str, Any] = {"incident_type": types[k], **{role: [] for role in ROLES}}
        for n, role in enumerate(ROLES):
            own = [f for f, kinds in spans if f.role == n and _belongs(kinds, k, told, limits)]
            template[role] = [[mention] for mention in _distinct(text, own)]
        out.append(template)
    return out


def _belongs(kinds: np.ndarray, k: int, told: Sequence[int], limits: Limits) -> bool:
    """Does a span with these chances of types belong to type `k`, of those told? It belongs to one at least."""
    if len(told) == 1:
        return True
    best = max(told, key=lambda n: kinds[n])
    return bool(k == best or kinds[k] >= limits.type)


def _distinct(text: str, spans: Sequence[Found]) -> list[str]:
    """The mentions, the surest form of each once: one whose words are all among another's is the same."""
    out: list[tuple[str, float]] = []
    for span in sorted(spans, key=lambda s: -s.confidence):
        words = " ".join(text[span.start : span.end].split())
        if not any(_same(words, other) for other, _ in out):
            out.append((words, span.confidence))
    return [words for words, _ in out]


def _same(one: str, other: str) -> bool:
    a, b = one.split(), other.split()
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return short == long or set(short) <= set(long)
