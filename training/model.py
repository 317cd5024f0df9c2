"""The tagger's network: one encoder, and for each task heads over its pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.examples import Scheme
from training.windows import IGNORED

LINK_WIDTH = 64


@dataclass(slots=True)
class Logits:
    """What the heads of a task say of a batch of windows.

    `roles` (batch, pieces, roles, 3), `types` (batch, pieces, types), `whole` (batch, types), `statuses` (batch,
    pieces, statuses), `links` (batch, pieces, LINK_WIDTH): vectors whose products say which spans go together.
    """

    roles: Tensor
    types: Tensor
    whole: Tensor
    statuses: Tensor
    links: Tensor


@dataclass(slots=True)
class Targets:
    """The labels of a batch, in the shapes of the logits; `groups` by window as in `training.windows`."""

    roles: Tensor
    types: Tensor
    whole: Tensor
    statuses: Tensor
    groups: Sequence[Sequence[tuple[int, int, frozenset[str]]]]


class Heads(nn.Module):
    """The heads of one task over the encoder's pieces (batch, pieces, width)."""

    def __init__(self, width: int, scheme: Scheme) -> None:
        super().__init__()
        self.scheme = scheme
        self.drop = nn.Dropout(0.1)
        self.roles = nn.Linear(width, 3 * len(scheme.roles))
        self.types = nn.Linear(width, len(scheme.types))
        self.attend = nn.Linear(width, len(scheme.types))
        self.whole = nn.Parameter(torch.randn(len(scheme.types), width) * 0.02)
        self.whole_bias = nn.Parameter(torch.full((len(scheme.types),), -1.0))
        self.statuses = nn.Linear(width, max(1, len(scheme.statuses)))
        self.links = nn.Linear(width, LINK_WIDTH)
        self.link_bias = nn.Parameter(torch.zeros(1))

    def forward(self, pieces: Tensor, mask: Tensor) -> Logits:
        """The logits of a batch."""
        pieces = self.drop(pieces)
        roles = self.roles(pieces).unflatten(-1, (len(self.scheme.roles), 3))
        weights = self.attend(pieces).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        pooled = torch.einsum("bpt,bpw->btw", weights, pieces)
        whole = (pooled * self.whole).sum(-1) + self.whole_bias
        return Logits(roles, self.types(pieces), whole, self.statuses(pieces), self.links(pieces))


class TaggerModel(nn.Module):
    """The encoder and the heads of each task."""

    def __init__(self, encoder: Path, schemes: Mapping[str, Scheme]) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="sdpa")
        width = int(self.encoder.config.hidden_size)
        self.heads = nn.ModuleDict({name: Heads(width, scheme) for name, scheme in schemes.items()})
        # the words of a few hundred reports teach nothing of the other words: the table stays as it came
        self.encoder.embeddings.requires_grad_(False)

    def forward(self, task: str, ids: Tensor, mask: Tensor) -> Logits:
        """The logits of a task's heads for a batch of windows (batch, pieces)."""
        pieces = self.encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        found: Logits = self.heads[task](pieces, mask)
        return found


def loss(logits: Logits, targets: Targets, bias: Tensor, positive: float = 2.0) -> Tensor:
    """Cross entropy of roles (B and I weigh `positive` times O) and statuses, binary of types and links."""
    weight = torch.tensor([1.0, positive, positive])
    roles = nn.functional.cross_entropy(
        logits.roles.flatten(0, 2), targets.roles.flatten(), weight, ignore_index=IGNORED
    )
    known = targets.types != IGNORED
    binary = nn.functional.binary_cross_entropy_with_logits
    types = binary(logits.types[known], targets.types[known].float()) if bool(known.any()) else roles * 0
    whole = binary(logits.whole, targets.whole)
    statuses = roles * 0
    if bool((targets.statuses != IGNORED).any()):
        statuses = nn.functional.cross_entropy(
            logits.statuses.flatten(0, 1), targets.statuses.flatten(), ignore_index=IGNORED
        )
    return 10 * roles + types + whole + statuses + link_loss(logits.links, targets.groups, bias)


def link_loss(links: Tensor, groups: Sequence[Sequence[tuple[int, int, frozenset[str]]]], bias: Tensor) -> Tensor:
    """Binary cross entropy over pairs of spans: do they share an incident? Both answers weigh the same."""
    told: list[Tensor] = []
    together: list[Tensor] = []
    for n, spans in enumerate(groups):
        if len(spans) < 2 or len({i for *_, of in spans for i in of}) < 2:
            continue  # one incident alone: every pair is one
        means = torch.stack([links[n, a:b].mean(0) for a, b, _ in spans])
        rows, columns = torch.triu_indices(len(spans), len(spans), 1)
        told.append((means @ means.T)[rows, columns] / LINK_WIDTH**0.5 + bias)
        same = [not spans[i][2].isdisjoint(spans[j][2]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]
        together.append(torch.tensor(same, dtype=torch.float))
    if not told:
        return links.sum() * 0
    scores, truth = torch.cat(told), torch.cat(together)
    share = truth.mean().clamp(0.05, 0.95)
    weight = torch.where(truth > 0, 0.5 / share, 0.5 / (1 - share))
    return nn.functional.binary_cross_entropy_with_logits(scores, truth, weight)
