"""The words of the design as frozen, typed values."""

from attest.model.account import Account
from attest.model.coding import Coding
from attest.model.errors import AttestError, InputError
from attest.model.marks import Explanation, Mark
from attest.model.statement import Origin, Statement
from attest.model.text import QUOTE_MAX, Hint, Passage, Quote, Report

__all__ = [
    "QUOTE_MAX",
    "Account",
    "AttestError",
    "Coding",
    "Explanation",
    "Hint",
    "InputError",
    "Mark",
    "Origin",
    "Passage",
    "Quote",
    "Report",
    "Statement",
]
