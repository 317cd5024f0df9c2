"""The outside world to reports: plain text, JSON and HTML files, standard input; keeps no state, uses no network."""

from attest.sources.inputs import read
from attest.sources.problem import SourceError

__all__ = ["SourceError", "read"]
