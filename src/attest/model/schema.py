"""The contract as a JSON Schema (draft 2020-12): data/accounts.schema.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def schema() -> dict[str, Any]:
    """The schema of one line of `attest code --json`, read anew at every call."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "accounts.schema.json").read_text("utf-8"))
    return loaded
