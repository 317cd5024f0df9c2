"""The evaluation gate: no figure reached on annotated reports may drop (benchmarks/floors.json)."""

import json
import sys
from pathlib import Path

import pytest

from attest.coding.coders import CODERS
from attest.evaluation import load_gold, score

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from accuracy import FLOORS, SETS, coded, figures  # noqa: E402


@pytest.mark.parametrize("coder", CODERS)
@pytest.mark.parametrize("name", sorted(SETS))
def test_no_figure_drops(name: str, coder: str) -> None:
    if not SETS[name].is_dir():
        pytest.skip(f"{name}: {SETS[name]} is not at hand on this machine")
    gold = load_gold(SETS[name])
    held = figures(score(gold, coded(gold, coder)))
    floors = json.loads(FLOORS.read_text("utf-8"))[coder][name]
    assert floors, "a gate without floors holds nothing"
    dropped = {key: (held[key], floor) for key, floor in floors.items() if held[key] < floor}
    assert not dropped
