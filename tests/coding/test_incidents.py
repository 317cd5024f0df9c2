"""Which incidents a short report tells, of what role, status, type and day (cases in incident_cases.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import attest
from attest.model import Report

CASES = tomllib.loads((Path(__file__).parent / "incident_cases.toml").read_text("utf-8"))["case"]


def told(account: attest.Account) -> str:
    row = account.to_dict()
    day = (row.get("when") or {}).get("start") or ""
    return f"{row['role']} {row['status']} {row['type']} {day}".strip()


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_incidents_of_a_report(case: dict[str, object]) -> None:
    fields = {"id": "x", "title": case["title"] or None, "text": case["text"], "published": case["published"]}
    assert [told(a) for a in attest.code(Report.from_dict(fields)).accounts] == case["incidents"]
