"""The records of MUC-4 in the five-role form: a JSON list, or one record a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class InputFileError(ValueError):
    """A file that is not what the command needs; the message says what and where."""


def read(path: Path) -> list[dict[str, Any]]:
    """Records with "docid" and "templates", and "doctext" in a corpus. Raises InputFileError where they are not."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}") from error
    try:
        records = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(line) for line in text.splitlines() if line.strip()]
        )
        return [{**r, "docid": r["docid"], "templates": list(r["templates"])} for r in records]
    except (ValueError, KeyError, TypeError) as error:
        raise InputFileError(f'{path}: not a list or lines of {{"docid", "templates"}} ({error})') from error
