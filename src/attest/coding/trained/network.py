"""The shipped network: an encoder (ONNX, int8) and its heads, run on the processor with onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np

from attest.coding.trained.pieces import LENGTH, STRIDE, Array, Pieces, join, spans_of

FILES: Final = ("encoder.onnx", "heads.npz", "tokenizer.json")
SHIPPED: Final = Path(str(resources.files("attest.coding.trained").joinpath("data")))
BATCH: Final = 8
"""Windows that the encoder reads at once."""


class NetworkError(RuntimeError):
    """The network cannot be had; the message says why and what to do."""


class Network:
    """An encoder with the heads of one task, the shipped one's by default; `heads` names another's file."""

    def __init__(self, folder: Path = SHIPPED, *, heads: Path | None = None, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._open, self._close = (int(self._tokenizer.token_to_id(sign) or 0) for sign in ("[CLS]", "[SEP]"))
        with np.load(heads or folder / "heads.npz") as file:
            self._heads: dict[str, Array] = dict(file)

    def read(self, text: str) -> Pieces:
        """What the network says of a text, piece by piece; time is linear in its length."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids = np.array(encoded.ids, dtype=np.int64)
        offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
        windows = spans_of(len(ids), LENGTH - 2, STRIDE)
        rows: list[list[Array]] = []
        whole: list[Array] = []
        for i in range(0, len(windows), BATCH):
            some = windows[i : i + BATCH]
            hidden = self.encode([ids[a:b] for a, b in some])
            for k, (a, b) in enumerate(some):
                of_pieces, of_window = apply(self._heads, hidden[k, : b - a + 2])
                rows.append([part[1 : b - a + 1] for part in of_pieces])
                whole.append(of_window)
        return join([offsets[a:b] for a, b in windows], rows, whole)

    def encode(self, windows: Sequence[Array]) -> Array:
        """The encoder's vectors of some windows (windows, pieces, width), each opened and closed, padded behind."""
        most = max(len(w) for w in windows) + 2
        ids = np.zeros((len(windows), most), dtype=np.int64)
        mask = np.zeros_like(ids)
        for n, w in enumerate(windows):
            ids[n, 0], ids[n, 1 : len(w) + 1], ids[n, len(w) + 1] = self._open, w, self._close
            mask[n, : len(w) + 2] = 1
        hidden: Array = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return hidden


def apply(heads: dict[str, Array], hidden: Array) -> tuple[list[Array], Array]:
    """Roles, types, statuses and links of the pieces of a window (pieces, width), and the types of the whole."""
    roles = hidden @ heads["roles"].T + heads["roles_bias"]
    types = hidden @ heads["types"].T + heads["types_bias"]
    statuses = hidden @ heads["statuses"].T + heads["statuses_bias"]
    links = hidden @ heads["links"].T + heads["links_bias"]
    weights = _softmax(hidden @ heads["attend"].T + heads["attend_bias"], axis=0)
    pooled = weights.T @ hidden
    whole = (pooled * heads["whole"]).sum(-1) + heads["whole_bias"]
    return [_softmax(roles.reshape(len(hidden), -1, 3)), _sigmoid(types), _softmax(statuses), links], _sigmoid(whole)


def _softmax(x: Array, axis: int = -1) -> Array:
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    out: Array = e / e.sum(axis=axis, keepdims=True)
    return out


def _sigmoid(x: Array) -> Array:
    out: Array = 1.0 / (1.0 + np.exp(-np.clip(x, -30, 30)))
    return out


def verify(folder: Path) -> None:
    """Raises NetworkError where a file of the network is missing or not the one that its SHA-256 names."""
    try:
        known = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        for name in FILES:
            if f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" not in known:
                raise NetworkError(f"{folder / name} is not the file that was shipped: install Attest again")
    except OSError as error:
        raise NetworkError(f"the trained network is incomplete ({error}): install Attest again") from error


@cache
def load() -> Network:
    """The shipped network, loaded once.

    Raises NetworkError where it or what it runs on is missing.
    """
    verify(SHIPPED)
    try:
        return Network()
    except ImportError as error:
        raise NetworkError(f"{error.name} is not installed: pip install attest, or --coder grammar") from error
