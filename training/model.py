"""The tagger's network: one encoder, and for each task heads for the roles of spans and the types of incidents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.examples import Scheme
from training.windows import IGNORED


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

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits: roles (batch, pieces, roles, 3), types (batch, pieces, types), whole window (batch, types)."""
        pieces = self.drop(pieces)
        roles = self.roles(pieces).unflatten(-1, (len(self.scheme.roles), 3))
        weights = self.attend(pieces).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        pooled = torch.einsum("bpt,bpw->btw", weights, pieces)
        whole = (pooled * self.whole).sum(-1) + self.whole_bias
        return roles, self.types(pieces), whole


class TaggerModel(nn.Module):
    """The encoder and the heads of each task."""

    def __init__(self, encoder: Path, schemes: Mapping[str, Scheme]) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        width = int(self.encoder.config.hidden_size)
        self.heads = nn.ModuleDict({name: Heads(width, scheme) for name, scheme in schemes.items()})

    def forward(self, task: str, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The logits of a task's heads for a batch of windows (batch, pieces)."""
        pieces = self.encoder(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        found: tuple[Tensor, Tensor, Tensor] = self.heads[task](pieces, mask)
        return found


def loss(
    logits: tuple[Tensor, Tensor, Tensor], roles: Tensor, types: Tensor, whole: Tensor, positive: float = 2.0
) -> Tensor:
    """Cross entropy of roles (B and I weigh `positive` times O), binary cross entropy of types, both where known."""
    role_logits, type_logits, whole_logits = logits
    weight = torch.tensor([1.0, positive, positive])
    role_loss = nn.functional.cross_entropy(role_logits.flatten(0, 2), roles.flatten(), weight, ignore_index=IGNORED)
    known = types != IGNORED
    type_loss = (
        nn.functional.binary_cross_entropy_with_logits(type_logits[known], types[known].float())
        if bool(known.any())
        else type_logits.sum() * 0
    )
    whole_loss = nn.functional.binary_cross_entropy_with_logits(whole_logits, whole)
    return 10 * role_loss + type_loss + whole_loss
