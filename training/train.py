"""Train the tagger's network on the corpus, and on MUC-4's DEV beside it.

    python -m training.train [--muc FOLDER] [--out FOLDER] [--epochs N] [--seed N] [--hold-out N]

Needs the extra `train` (torch, transformers, the encoder). A checkpoint is written every few minutes; the same command
goes on from it. `--hold-out N` keeps every N-th report of the corpus back and says how those are read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from benchmarks.muc import records
from training import incidents, muc
from training.augment import load_names, renamed
from training.batches import batches, inputs, predict, targets
from training.encoder import encoder_folder
from training.examples import Example
from training.measure import report
from training.model import TaggerModel, loss
from training.reports import Annotated, read
from training.windows import Window, cut

SCHEMES = {incidents.SCHEME.name: incidents.SCHEME, muc.SCHEME.name: muc.SCHEME}
SAVE_EVERY = 300.0
"""Seconds between checkpoints."""


@dataclass(slots=True)
class Material:
    """What is learned from: the corpus (its names change from epoch to epoch) and MUC-4's reports."""

    corpus: Sequence[Annotated]
    muc: Sequence[Example]
    tokenizer: Tokenizer
    every: int  # MUC's reports are seen once in so many epochs

    def windows(self, epoch: int, seed: int) -> dict[str, list[Window]]:
        """The windows of an epoch, by task; the same for the same seed."""
        order = random.Random(f"{seed} {epoch}")
        names = load_names()
        reports = [renamed(r, names, order) if order.random() < 0.6 else r for r in self.corpus]
        out = {incidents.SCHEME.name: self._cut([incidents.example(r) for r in reports], incidents.SCHEME.name)}
        if self.muc:
            out[muc.SCHEME.name] = self._cut(self.muc[epoch % self.every :: self.every], muc.SCHEME.name)
        return out

    def _cut(self, examples: Sequence[Example], name: str) -> list[Window]:
        return cut(examples, SCHEMES[name], self.tokenizer)


def open_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's tokenizer, without its cuts and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(
    model: TaggerModel, material: Material, *, epochs: int, rate: float, size: int, seed: int, checkpoint: Path
) -> None:
    """Train, or go on training from the checkpoint; batches hold one task each."""
    heads = [p for n, p in model.named_parameters() if n.startswith("heads")]
    body = [p for n, p in model.named_parameters() if not n.startswith("heads") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.01)
    each = sum(-(-len(w) // size) for w in material.windows(0, seed).values())
    steps = epochs * each  # names change the lengths a little: about so many
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / (0.08 * steps)) * max(0.02, 1 - n / steps)
    )
    first, skip, done = 0, 0, 0
    if checkpoint.exists():
        saved: dict[str, Any] = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        torch.set_rng_state(saved["chance"])
        first, skip, done = saved["epoch"], saved["step"], saved["done"]
        print(f"going on at epoch {first + 1}, step {skip}", flush=True)
    begin = last = time.time()
    since = done
    for epoch in range(first, epochs):
        model.train()
        order = random.Random(f"{seed} {epoch} order")
        todo = [(name, g) for name, found in material.windows(epoch, seed).items() for g in batches(found, size, order)]
        order.shuffle(todo)
        running = 0.0
        for step, (name, group) in enumerate(todo):
            if step < skip:
                continue
            value = loss(model(name, *inputs(group)), targets(group), model.heads[name].link_bias)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            running += value.item()
            done += 1
            if done % 25 == 0:
                pace = (time.time() - begin) / (done - since)
                print(
                    f"epoch {epoch + 1}/{epochs}, step {done} of about {steps}, loss {running / 25:.3f}, "
                    f"{(steps - done) * pace / 60:.0f} min left",
                    flush=True,
                )
                running = 0.0
            if time.time() - last > SAVE_EVERY:
                _save(checkpoint, model, optimiser, schedule, epoch, step + 1, done)
                last = time.time()
        skip = 0
        _save(checkpoint, model, optimiser, schedule, epoch + 1, 0, done)


def _save(path: Path, model: TaggerModel, optimiser: Any, schedule: Any, epoch: int, step: int, done: int) -> None:
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": schedule.state_dict(),
        "chance": torch.get_rng_state(),
        "epoch": epoch,
        "step": step,
        "done": done,
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)


def main() -> int:
    """Train; with reports held out, say how they are read."""
    parser = argparse.ArgumentParser(description="Train the tagger.")
    parser.add_argument("--muc", type=Path, help="folder with the MUC-3/4 files")
    parser.add_argument("--out", type=Path, default=Path("build/tagger"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--every", type=int, default=2, help="MUC's reports are seen once in so many epochs")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--negatives", type=int, default=300, help="MUC reports without a template to learn from")
    parser.add_argument("--hold-out", type=int, default=0, help="keep every N-th report of the corpus back")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    folder = encoder_folder()
    tokenizer = open_tokenizer(folder)
    corpus = list(read())
    held = corpus[:: args.hold_out] if args.hold_out else []
    kept = {r.id for r in held}
    beside: list[Example] = []
    if args.muc:
        examples = [muc.example(r) for r in records.read(args.muc / "gtt-train-dev1300.json")]
        rest = [e for e in examples if not e.types]
        random.Random(args.seed).shuffle(rest)
        beside = [e for e in examples if e.types] + rest[: args.negatives]
        random.Random(args.seed).shuffle(beside)
    material = Material([r for r in corpus if r.id not in kept], beside, tokenizer, args.every)
    model = TaggerModel(folder, SCHEMES)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "args.json").write_text(json.dumps(vars(args), default=str))
    print(f"{len(material.corpus)} reports of the corpus, {len(beside)} of MUC-4", flush=True)
    train(
        model,
        material,
        epochs=args.epochs,
        rate=args.rate,
        size=args.batch,
        seed=args.seed,
        checkpoint=args.out / "checkpoint.pt",
    )
    torch.save(model.state_dict(), args.out / "model.pt")
    if held:
        examples = [incidents.example(r) for r in held]
        windows = cut(examples, incidents.SCHEME, tokenizer)
        print(report(incidents.SCHEME, examples, predict(model, incidents.SCHEME, windows, len(examples))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
