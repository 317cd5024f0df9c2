from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.coding.trained.network import apply
from attest.coding.trained.pieces import Pieces, join, spans, spans_of


@given(st.integers(0, 3000), st.integers(2, 300), st.data())
def test_windows_cover_every_piece(count: int, length: int, data: st.DataObject) -> None:
    stride = data.draw(st.integers(1, length))
    windows = spans_of(count, length, stride)
    assert windows[0][0] == 0
    assert windows[-1][1] == count
    assert all(b - a <= length for a, b in windows)
    assert all(a <= before[1] for before, (a, _) in pairwise(windows))
    assert len(windows) <= 2 + count // stride


def one_role(sure: list[tuple[float, float]]) -> Pieces:
    """Pieces of five characters with chances of begin and inside of one role."""
    roles = np.array([[[1 - b - i, b, i]] for b, i in sure])
    n = len(sure)
    offsets = np.array([[5 * k, 5 * k + 5] for k in range(n)])
    return Pieces(offsets, roles, np.zeros((n, 1)), np.zeros((n, 1)), np.zeros((n, 1)), np.zeros(1))


def test_a_new_beginning_ends_the_span_before() -> None:
    found = spans(one_role([(0.9, 0.0), (0.1, 0.8), (0.7, 0.1), (0.0, 0.1), (0.2, 0.5)]))
    assert [(f.start, f.end) for f in found] == [(0, 10), (10, 15), (20, 25)]
    assert found[0].confidence == pytest.approx(0.9)


def test_joined_windows_weigh_the_middle_more() -> None:
    offsets = [np.array([[0, 1], [1, 2], [2, 3]]), np.array([[2, 3], [3, 4], [4, 5]])]
    rows = [[np.full((3, 1, 3), v), np.full((3, 1), v), np.full((3, 1), v), np.full((3, 2), v)] for v in (0.0, 1.0)]
    joined = join(offsets, rows, [np.array([0.2]), np.array([0.7])])
    assert joined.offsets[:, 0].tolist() == [0, 1, 2, 3, 4]
    assert joined.types[:, 0].tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert joined.whole.tolist() == [0.7]
    assert joined.rows(1, 3) == slice(1, 3)
    assert joined.rows(5, 9) == slice(5, 5)


def test_heads_give_chances() -> None:
    rng = np.random.default_rng(0)
    sizes = {"roles": 6, "types": 4, "statuses": 3, "links": 5, "attend": 4}
    heads = {name: rng.normal(size=(n, 8)) for name, n in sizes.items()}
    heads |= {f"{name}_bias": rng.normal(size=n) for name, n in sizes.items()}
    heads |= {"whole": rng.normal(size=(4, 8)), "whole_bias": rng.normal(size=4)}
    (roles, types, statuses, links), whole = apply(heads, rng.normal(size=(7, 8)))
    assert roles.shape == (7, 2, 3)
    assert np.allclose(roles.sum(-1), 1)
    assert np.allclose(statuses.sum(-1), 1)
    assert ((types > 0) & (types < 1)).all()
    assert links.shape == (7, 5)
    assert whole.shape == (4,)
