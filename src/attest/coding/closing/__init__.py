"""Closing: from drafts, in words, to accounts, grounded and quoted."""

from attest.coding.closing.close import CODER, Closed, close

__all__ = ["CODER", "Closed", "close"]
