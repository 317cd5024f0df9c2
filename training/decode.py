"""From logits over windows to spans with confidences over a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.examples import Scheme
from training.windows import BEGIN, INSIDE, Window


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the model marks: offsets, role, confidence (0 to 1), and the chance that it belongs to each type."""

    start: int
    end: int
    role: str
    confidence: float
    types: np.ndarray


@dataclass(slots=True)
class Pieces:
    """The pieces of one text: probabilities of `roles` (n, roles, 3), `types` (n, types), `whole` (types) and

    `statuses` (n, statuses); `links` (n, width), vectors whose products say which spans go together.
    """

    offsets: np.ndarray
    roles: np.ndarray
    types: np.ndarray
    whole: np.ndarray
    statuses: np.ndarray
    links: np.ndarray


def join(windows: Sequence[Window], rows: Sequence[Sequence[np.ndarray]], whole: Sequence[np.ndarray]) -> Pieces:
    """One row a piece of the text; where windows overlap, the one counts most that has the piece nearest its middle.

    `rows` are, for each window, its roles, types, statuses and links, a row a piece.
    """
    starts = np.concatenate([w.offsets[1:-1] for w in windows])
    weight = np.concatenate([_inner(len(w.ids) - 2) for w in windows])
    offsets, which = np.unique(starts, axis=0, return_inverse=True)
    which = which.reshape(-1)
    total = np.zeros(len(offsets))
    np.add.at(total, which, weight)
    means = []
    for kind in range(len(rows[0])):
        part = np.concatenate([r[kind][1 : len(w.ids) - 1] for r, w in zip(rows, windows, strict=True)])
        shape = (-1, *[1] * (part.ndim - 1))
        summed = np.zeros((len(offsets), *part.shape[1:]))
        np.add.at(summed, which, part * weight.reshape(shape))
        means.append(summed / total.reshape(shape))
    roles, types, statuses, links = means
    return Pieces(offsets, roles, types, np.max(np.stack(whole), axis=0), statuses, links)


def _inner(count: int) -> np.ndarray:
    ramp = np.minimum(np.arange(count), np.arange(count)[::-1]) + 1.0
    return np.minimum(ramp, 64.0)


def spans(pieces: Pieces, scheme: Scheme, threshold: float = 0.5) -> list[Found]:
    """The marked spans, by role: a run of pieces whose chance of being outside is below 1 - threshold."""
    out: list[Found] = []
    for r, role in enumerate(scheme.roles):
        begin, within = pieces.roles[:, r, BEGIN], pieces.roles[:, r, INSIDE]
        marked = begin + within >= threshold
        at = 0
        while at < len(marked):
            if not marked[at]:
                at += 1
                continue
            stop = at + 1
            while stop < len(marked) and marked[stop] and begin[stop] <= within[stop]:
                stop += 1
            sure = float((begin[at:stop] + within[at:stop]).mean())
            types = pieces.types[at:stop].mean(axis=0)
            out.append(Found(int(pieces.offsets[at, 0]), int(pieces.offsets[stop - 1, 1]), role, sure, types))
            at = stop
    return sorted(out, key=lambda f: (f.start, f.end, f.role))
