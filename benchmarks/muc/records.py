"""The records of MUC-4 in the five-role form: a JSON list, or one record a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class InputFileError(ValueError):
    """A file that is not what the command needs; the message says what and where."""


def read(path: Path, needs: str = "templates") -> list[dict[str, Any]]:
    """Records with "docid" and what else is needed: "templates", or "doctext" of texts to be read.

    Raises InputFileError where they are not.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}") from error
    kinds: dict[str, Any] = {"templates": list, "doctext": str}
    try:
        records = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(line) for line in text.splitlines() if line.strip()]
        )
        return [{**r, "docid": r["docid"], needs: kinds[needs](r[needs])} for r in records]
    except (ValueError, KeyError, TypeError) as error:
        raise InputFileError(f'{path}: not a list or lines of {{"docid", "{needs}"}} ({error})') from error
