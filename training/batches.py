"""Batches of windows as tensors, and what the network says of whole texts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np
import torch

from attest.coding.trained.pieces import Pieces, join
from training.examples import Scheme
from training.model import TaggerModel, Targets
from training.windows import IGNORED, Window


def batches(windows: Sequence[Window], size: int, order: random.Random) -> Iterator[list[Window]]:
    """Windows in batches of about one length, in random order."""
    by_length = sorted(windows, key=lambda w: (len(w.ids) // 16, order.random()))
    groups = [list(by_length[i : i + size]) for i in range(0, len(by_length), size)]
    order.shuffle(groups)
    yield from groups


def inputs(group: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of a batch, padded to its longest window."""
    most = max(len(w.ids) for w in group)
    ids = torch.zeros(len(group), most, dtype=torch.long)
    mask = torch.zeros(len(group), most, dtype=torch.bool)
    for n, w in enumerate(group):
        ids[n, : len(w.ids)] = torch.from_numpy(w.ids)
        mask[n, : len(w.ids)] = True
    return ids, mask


def targets(group: Sequence[Window]) -> Targets:
    """The labels of a batch."""
    most = max(len(w.ids) for w in group)

    def padded(rows: Sequence[np.ndarray]) -> torch.Tensor:
        out = torch.full((len(rows), most, *rows[0].shape[1:]), IGNORED)
        for n, row in enumerate(rows):
            out[n, : len(row)] = torch.from_numpy(row)
        return out

    return Targets(
        padded([w.roles for w in group]),
        padded([w.types for w in group]),
        torch.from_numpy(np.stack([w.whole for w in group])),
        padded([w.statuses for w in group]),
        [w.groups for w in group],
    )


@torch.no_grad()
def predict(model: TaggerModel, scheme: Scheme, windows: Sequence[Window], count: int, size: int = 16) -> list[Pieces]:
    """What the network says of each of `count` examples."""
    model.eval()
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
    rows: dict[int, list[np.ndarray]] = {}
    whole: dict[int, np.ndarray] = {}
    for i in range(0, len(order), size):
        some = order[i : i + size]
        said = model(scheme.name, *inputs([windows[n] for n in some]))
        parts = (said.roles.softmax(-1), said.types.sigmoid(), said.statuses.softmax(-1), said.links)
        for k, n in enumerate(some):
            rows[n] = [part[k, 1 : len(windows[n].ids) - 1].numpy() for part in parts]
            whole[n] = said.whole[k].sigmoid().numpy()
    of: list[list[int]] = [[] for _ in range(count)]
    for n, window in enumerate(windows):
        of[window.example].append(n)
    return [
        join([windows[n].offsets[1:-1] for n in some], [rows[n] for n in some], [whole[n] for n in some]) for some in of
    ]
