"""Train the tagger's network on MUC-4's DEV and say how it does on TST1 and TST2 after each epoch.

    python -m training.train --muc FOLDER [--out FOLDER] [--epochs N] [--seed N]

Needs the extra `train` (torch, transformers, the encoder). The corpus's own heads are not trained yet.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from benchmarks.muc import records
from benchmarks.muc.metric import score, table
from benchmarks.muc.templates import Limits, templates
from training import muc
from training.decode import Pieces, join, spans
from training.encoder import encoder_folder
from training.examples import Example, Scheme
from training.model import TaggerModel, loss
from training.windows import IGNORED, Window, cut


def batches(windows: Sequence[Window], size: int, order: random.Random) -> Iterator[list[Window]]:
    """Windows in batches of about one length, in random order."""
    by_length = sorted(windows, key=lambda w: (len(w.ids) // 16, order.random()))
    groups = [list(by_length[i : i + size]) for i in range(0, len(by_length), size)]
    order.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Window]) -> tuple[torch.Tensor, ...]:
    """ids, mask, roles, types, whole of a batch, padded to its longest window."""
    most = max(len(w.ids) for w in group)
    ids = torch.zeros(len(group), most, dtype=torch.long)
    mask = torch.zeros(len(group), most, dtype=torch.bool)
    roles = torch.full((len(group), most, group[0].roles.shape[1]), IGNORED)
    types = torch.full((len(group), most, group[0].types.shape[1]), IGNORED)
    for n, w in enumerate(group):
        size = len(w.ids)
        ids[n, :size] = torch.from_numpy(w.ids)
        mask[n, :size] = True
        roles[n, :size] = torch.from_numpy(w.roles)
        types[n, :size] = torch.from_numpy(w.types)
    return ids, mask, roles, types, torch.from_numpy(np.stack([w.whole for w in group]))


@torch.no_grad()
def predict(model: TaggerModel, scheme: Scheme, windows: Sequence[Window], count: int, size: int = 16) -> list[Pieces]:
    """Probabilities for each of `count` examples."""
    model.eval()
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
    roles: dict[int, np.ndarray] = {}
    types: dict[int, np.ndarray] = {}
    whole: dict[int, np.ndarray] = {}
    for i in range(0, len(order), size):
        some = order[i : i + size]
        ids, mask, *_ = tensors([windows[n] for n in some])
        r, t, w = model(scheme.name, ids, mask)
        for k, n in enumerate(some):
            roles[n] = r[k].softmax(-1).numpy()
            types[n] = t[k].sigmoid().numpy()
            whole[n] = w[k].sigmoid().numpy()
    of: list[list[int]] = [[] for _ in range(count)]
    for n, window in enumerate(windows):
        of[window.example].append(n)
    return [
        join([windows[n] for n in some], [roles[n] for n in some], [types[n] for n in some], [whole[n] for n in some])
        for some in of
    ]


def train(
    model: TaggerModel,
    tasks: dict[str, list[Window]],
    *,
    epochs: int,
    rate: float,
    size: int,
    seed: int,
    after: Callable[[int], None] | None = None,
) -> None:
    """Train on all tasks at once, batches of one task each."""
    order = random.Random(seed)
    heads = [p for n, p in model.named_parameters() if n.startswith("heads")]
    body = [p for n, p in model.named_parameters() if not n.startswith("heads")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}], weight_decay=0.01)
    steps = epochs * sum(-(-len(w) // size) for w in tasks.values())
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1.0, n / (0.08 * steps)) * max(0.0, 1 - n / steps)
    )
    done, begin = 0, time.time()
    for epoch in range(epochs):
        model.train()
        todo = [(name, g) for name, windows in tasks.items() for g in batches(windows, size, order)]
        order.shuffle(todo)
        running = 0.0
        for name, group in todo:
            ids, mask, roles, types, whole = tensors(group)
            value = loss(model(name, ids, mask), roles, types, whole)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            running += value.item()
            done += 1
            if done % 50 == 0:
                print(
                    f"epoch {epoch} step {done}/{steps} loss {running / 50:.3f} {time.time() - begin:.0f} s", flush=True
                )
                running = 0.0
        if after is not None:
            after(epoch)


def main() -> int:
    """Train on MUC-4 alone and print what the five-role metric says."""
    parser = argparse.ArgumentParser(description="Train the tagger.")
    parser.add_argument("--muc", type=Path, required=True, help="folder with the MUC-3/4 files")
    parser.add_argument("--out", type=Path, default=Path("build/tagger"))
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--negatives", type=int, default=300, help="reports without a template to learn from")
    parser.add_argument("--threshold", type=float, default=0.6, help="least confidence of a span")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(2)
    folder = encoder_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = [muc.example(r) for r in records.read(args.muc / "gtt-train-dev1300.json")]
    rest = [e for e in examples if not e.types]
    random.Random(args.seed).shuffle(rest)
    examples = [e for e in examples if e.types] + rest[: args.negatives]
    keys = records.read(args.muc / "gtt-dev-tst1-tst2.json")
    test: list[Example] = [muc.example(r) for r in keys]
    windows = cut(examples, muc.SCHEME, tokenizer)
    test_windows = cut(test, muc.SCHEME, tokenizer)
    model = TaggerModel(folder, {"muc": muc.SCHEME})
    args.out.mkdir(parents=True, exist_ok=True)
    print(f"{len(examples)} reports, {len(windows)} windows", flush=True)

    def after(epoch: int) -> None:
        torch.save(model.state_dict(), args.out / "model.pt")
        found = predict(model, muc.SCHEME, test_windows, len(test))
        predicted = {
            r["docid"]: templates(e.text, spans(p, muc.SCHEME, args.threshold), p.whole, muc.TYPES, Limits())
            for r, e, p in zip(keys, test, found, strict=True)
        }
        gold = {r["docid"]: r["templates"] for r in keys}
        print(f"after epoch {epoch + 1}, TST1 and TST2:\n{table(score(gold, predicted))}", flush=True)

    train(model, {"muc": windows}, epochs=args.epochs, rate=args.rate, size=args.batch, seed=args.seed, after=after)
    (args.out / "args.json").write_text(json.dumps(vars(args), default=str))
    return 0


if __name__ == "__main__":
    sys.exit(main())
