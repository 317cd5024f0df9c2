"""What could not be read, as a value: one input that fails must not cost the others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from attest.model.text import Report


@dataclass(frozen=True, slots=True)
class SourceError:
    """One input that is no report; `message` is one line that names it, says what is wrong and how to mend it."""

    message: str

    @classmethod
    def at(cls, where: str | Path, what: str) -> SourceError:
        """The error `what` of the input `where`: a path, or a path and a line."""
        return cls(f"{printable(str(where))}: {printable(what)}")


Found: TypeAlias = tuple[Report, bool, str] | SourceError
"""A report, whether it brought an id of its own, and where it was found; or why there is none."""


def printable(text: str) -> str:
    """The text on one line, without characters that a terminal would obey or could not show."""
    line = " ".join(text.split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)
