"""Word pieces in overlapping windows, and from what the network says of them to spans over the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

BEGIN, INSIDE = 1, 2
"""The second and third of a role's three chances; the first is that of standing outside."""

LENGTH, STRIDE = 256, 192
"""Pieces of a window, with the two that open and close it; pieces from one window to the next."""


@dataclass(slots=True)
class Pieces:
    """The pieces of a text with what the network says of each.

    `offsets` (n, 2) into the text; chances of `roles` (n, roles, 3), `types` (n, types), `statuses` (n, statuses);
    `whole` (types), of the report; `links` (n, width), vectors whose products say which spans go together.
    """

    offsets: Array
    roles: Array
    types: Array
    statuses: Array
    links: Array
    whole: Array

    def rows(self, start: int, end: int) -> slice:
        """The pieces that lie in [start, end), or reach into it."""
        return rows_between(self.offsets, start, end)


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the network marks: offsets, number of its role, confidence (0 to 1), its pieces."""

    start: int
    end: int
    role: int
    confidence: float
    first: int
    behind: int


def rows_between(offsets: Array, start: int, end: int) -> slice:
    """The pieces (n, 2), in order, that lie in [start, end), or reach into it."""
    first = int(np.searchsorted(offsets[:, 1], start, "right"))
    return slice(first, max(first, int(np.searchsorted(offsets[:, 0], end, "left"))))


def spans_of(count: int, length: int, stride: int) -> list[tuple[int, int]]:
    """Beginnings and ends of windows over so many pieces; at least one, the last flush with the end."""
    if count <= length:
        return [(0, count)]
    return [*((s, s + length) for s in range(0, count - length, stride)), (count - length, count)]


def join(offsets: Sequence[Array], rows: Sequence[Sequence[Array]], whole: Sequence[Array]) -> Pieces:
    """One row a piece of the text; where windows overlap, the one counts most that has the piece nearest its middle.

    `offsets` and `rows` (roles, types, statuses, links) of each window, a row a piece; `whole` of each window.
    """
    top = np.max(np.stack(whole), axis=0)
    if len(offsets) == 1:
        roles, types, statuses, links = rows[0]
        return Pieces(offsets[0], roles, types, statuses, links, top)
    weight = np.concatenate([_inner(len(o)) for o in offsets])
    places, which = np.unique(np.concatenate(offsets), axis=0, return_inverse=True)
    which = which.reshape(-1)
    total = np.bincount(which, weight, len(places))
    means = []
    for kind in range(len(rows[0])):
        part = np.concatenate([r[kind] for r in rows])
        shape = (-1, *[1] * (part.ndim - 1))
        summed = np.zeros((len(places), *part.shape[1:]))
        np.add.at(summed, which, part * weight.reshape(shape))
        means.append(summed / total.reshape(shape))
    roles, types, statuses, links = means
    return Pieces(places, roles, types, statuses, links, top)


def _inner(count: int) -> Array:
    ramp = np.minimum(np.arange(count), np.arange(count)[::-1]) + 1.0
    return np.minimum(ramp, 64.0)


def spans(pieces: Pieces, threshold: float = 0.5) -> list[Found]:
    """The marked spans in text order: runs of pieces whose chance of standing outside is below 1 - threshold."""
    out: list[Found] = []
    sure = pieces.roles[:, :, BEGIN] + pieces.roles[:, :, INSIDE]
    opens = pieces.roles[:, :, BEGIN] > pieces.roles[:, :, INSIDE]
    marked = sure >= threshold
    for role in np.nonzero(marked.any(axis=0))[0].tolist():
        at = 0
        here, new = marked[:, role], opens[:, role]
        while at < len(here):
            if not here[at]:
                at += 1
                continue
            stop = at + 1
            while stop < len(here) and here[stop] and not new[stop]:
                stop += 1
            start, end = int(pieces.offsets[at, 0]), int(pieces.offsets[stop - 1, 1])
            out.append(Found(start, end, role, float(sure[at:stop, role].mean()), at, stop))
            at = stop
    return sorted(out, key=lambda f: (f.start, f.end, f.role))
