"""Accounts against gold: how good the coder is."""

from attest.evaluation.report import table
from attest.evaluation.scorer import RowError, load_gold, load_predictions, score

__all__ = ["RowError", "load_gold", "load_predictions", "score", "table"]
