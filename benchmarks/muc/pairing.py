"""The best one-to-one pairing of two lists."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column once at most, whose weights sum to the most; none of weight 0 or less.

    The Hungarian method, in the cube of the size; of pairings as good always the same one.
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    rows, columns = len(weights), len(weights[0])
    of_row, of_column = [0] * (rows + 1), [0] * (columns + 1)
    owner = [0] * (columns + 1)  # of each column, counted from 1, its row; column 0 is the row being placed
    for row in range(1, rows + 1):
        owner[0], column = row, 0
        slack = [_FAR] * (columns + 1)
        came_from, seen = [0] * (columns + 1), [False] * (columns + 1)
        while owner[column]:
            seen[column] = True
            here, step, following = owner[column], _FAR, 0
            for c in range(1, columns + 1):
                if seen[c]:
                    continue
                cost = -max(weights[here - 1][c - 1], 0) - of_row[here] - of_column[c]
                if cost < slack[c]:
                    slack[c], came_from[c] = cost, column
                if slack[c] < step:
                    step, following = slack[c], c
            for c in range(columns + 1):
                if seen[c]:
                    of_row[owner[c]] += step
                    of_column[c] -= step
                else:
                    slack[c] -= step
            column = following
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    pairs = ((owner[c] - 1, c - 1) for c in range(1, columns + 1) if owner[c])
    return sorted((r, c) for r, c in pairs if weights[r][c] > 0)


_FAR = 1 << 62
