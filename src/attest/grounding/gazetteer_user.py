"""The user's own lists of places."""

from __future__ import annotations

from pathlib import Path


def list_files() -> list[Path]:
    """The files of the user's lists."""
    return []
