"""From a trained network to the files that are shipped: the encoder in int8, its heads, the tokenizer, their hashes.

    python -m training.export MODEL.pt [--out FOLDER] [--muc-heads FILE]

FOLDER (default: the package's) gets encoder.onnx, heads.npz, tokenizer.json and SHA256SUMS.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from attest.coding.trained.network import FILES
from training import incidents, muc
from training.encoder import encoder_folder
from training.model import TaggerModel
from training.train import SCHEMES

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "attest" / "coding" / "trained" / "data"


class Encoder(torch.nn.Module):
    """The encoder alone: ids and mask (windows, pieces) in, vectors (windows, pieces, width) out."""

    def __init__(self, model: TaggerModel) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The vectors of the last layer."""
        vectors: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return vectors


def export_encoder(model: TaggerModel, path: Path) -> None:
    """Write the encoder as ONNX with int8 weights."""
    ids = torch.randint(1000, 20000, (2, 32))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            Encoder(model).eval(),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "vectors")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)


def export_heads(heads: torch.nn.Module, path: Path) -> None:
    """Write the heads of one task as arrays."""
    state = {name: value.numpy().astype(np.float32) for name, value in heads.state_dict().items()}
    out = {name.removesuffix(".weight").replace(".bias", "_bias"): value for name, value in state.items()}
    np.savez(path, **out)


def main() -> int:
    """Export."""
    parser = argparse.ArgumentParser(description="Export the trained network.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--muc-heads", type=Path, help="also write the heads for MUC-4, there")
    args = parser.parse_args()
    folder = encoder_folder()
    model = TaggerModel(folder, SCHEMES)
    state = torch.load(args.model)
    model.load_state_dict(state.get("model", state))
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    export_encoder(model, args.out / "encoder.onnx")
    export_heads(model.heads[incidents.SCHEME.name], args.out / "heads.npz")
    if args.muc_heads:
        export_heads(model.heads[muc.SCHEME.name], args.muc_heads)
    shutil.copyfile(folder / "tokenizer.json", args.out / "tokenizer.json")
    sums = [f"{hashlib.sha256((args.out / name).read_bytes()).hexdigest()}  {name}" for name in FILES]
    (args.out / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    for name in FILES:
        print(f"{(args.out / name).stat().st_size / 1e6:6.2f} MB  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
