"""The records of MUC-4, in the five-role form or with all slots: a JSON list, or one record a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class InputFileError(ValueError):
    """A file that is not what the command needs; the message says what and where."""


def read(path: Path, name: str = "docid", needs: str = "templates") -> list[dict[str, Any]]:
    """Records with `name` and what else is needed: "templates", or "doctext" of texts to be read.

    Raises InputFileError where they are not.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise InputFileError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputFileError(f"{path}: not UTF-8 ({error})") from error
    if text.lstrip().startswith("["):
        records = [(f"record {n}", r) for n, r in enumerate(_parsed(text, str(path)), 1)]
    else:
        lines = ((f"line {n}", line) for n, line in enumerate(text.split("\n"), 1) if line.strip())
        records = [(place, _parsed(line, f"{path}: {place}")) for place, line in lines]
    for place, r in records:
        kind, called = (list, "a list") if needs == "templates" else (str, "a string")
        if not (isinstance(r, dict) and isinstance(r.get(name), str) and isinstance(r.get(needs), kind)):
            raise InputFileError(f'{path}: {place}: not {{"{name}": a string, "{needs}": {called}}}')
    return [r for _, r in records]


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputFileError(f"{place}: not JSON ({error})") from error
