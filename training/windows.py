"""Texts cut into overlapping windows of word pieces, with labels for each piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from attest.coding.trained.pieces import BEGIN, INSIDE, LENGTH, STRIDE, rows_between, spans_of
from training.examples import Example, Scheme

OUTSIDE = 0
IGNORED = -100
"""The label of a piece that teaches nothing."""


@dataclass(slots=True)
class Window:
    """Pieces of one example.

    `ids` (n); `offsets` (n, 2) into the text; `roles` (n, roles) of O, B, I or IGNORED; `types` (n, types) of 0, 1 or
    IGNORED at the pieces of marked spans; `whole` (types) of the report; `statuses` (n) of the piece's sentence;
    `groups`: first piece, piece behind the last and incidents of each marked span.
    """

    example: int
    ids: np.ndarray
    offsets: np.ndarray
    roles: np.ndarray
    types: np.ndarray
    whole: np.ndarray
    statuses: np.ndarray
    groups: list[tuple[int, int, frozenset[str]]]


def cut(
    examples: Sequence[Example], scheme: Scheme, tokenizer: Tokenizer, length: int = LENGTH, stride: int = STRIDE
) -> list[Window]:
    """The windows of all examples; a window opens with [CLS] and closes with [SEP]."""
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    out: list[Window] = []
    for n, example in enumerate(examples):
        encoded = tokenizer.encode(example.text, add_special_tokens=False)
        ids = np.array(encoded.ids, dtype=np.int64)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        roles, types = labels(example, scheme, offsets)
        statuses = _statuses(example, scheme, offsets)
        groups = _groups(example, offsets)
        whole = np.array([float(t in example.types) for t in scheme.types], dtype=np.float32)
        for start, end in spans_of(len(ids), length - 2, stride):
            out.append(
                Window(
                    n,
                    np.concatenate([[cls], ids[start:end], [sep]]),
                    np.concatenate([[[0, 0]], offsets[start:end], [[0, 0]]]),
                    _framed(roles[start:end]),
                    _framed(types[start:end]),
                    whole,
                    _framed(statuses[start:end]),
                    [(a + 1 - start, b + 1 - start, of) for a, b, of in groups if start <= a and b <= end],
                )
            )
    return out


def labels(example: Example, scheme: Scheme, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Role labels (pieces, roles) and type labels (pieces, types) of a whole text."""
    roles = np.full((len(offsets), len(scheme.roles)), OUTSIDE, dtype=np.int64)
    types = np.full((len(offsets), len(scheme.types)), IGNORED, dtype=np.int64)
    for span in example.spans:
        inside = rows_between(offsets, span.start, span.end)
        if inside.start == inside.stop:
            continue
        role = scheme.roles.index(span.role)
        roles[inside, role] = INSIDE
        roles[inside.start, role] = BEGIN
        if span.types:
            told = np.array([int(t in span.types) for t in scheme.types])
            old = types[inside]
            types[inside] = np.where(old == IGNORED, told, np.maximum(old, told))
    return roles, types


def _statuses(example: Example, scheme: Scheme, offsets: np.ndarray) -> np.ndarray:
    """The status of the sentence that each piece stands in (pieces), IGNORED where there is none."""
    out = np.full(len(offsets), IGNORED, dtype=np.int64)
    for s in example.sentences:
        out[(offsets[:, 0] >= s.start) & (offsets[:, 1] <= s.end)] = scheme.statuses.index(s.status)
    return out


def _groups(example: Example, offsets: np.ndarray) -> list[tuple[int, int, frozenset[str]]]:
    """The pieces of each span whose incidents are told."""
    found = [(rows_between(offsets, s.start, s.end), s.incidents) for s in example.spans if s.incidents]
    return [(rows.start, rows.stop, of) for rows, of in found if rows.start < rows.stop]


def _framed(rows: np.ndarray) -> np.ndarray:
    edge = np.full((1, *rows.shape[1:]), IGNORED, dtype=rows.dtype)
    return np.concatenate([edge, rows, edge])
