"""A coding: one report and what was read out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attest.model.account import Account
from attest.model.text import Report


@dataclass(frozen=True)
class Coding:
    """One report and the accounts read out of it; where there are none, why."""

    report: Report
    accounts: tuple[Account, ...] = ()
    nothing_because: str | None = None

    def to_dict(self, statements: bool = False) -> dict[str, Any]:
        """One line of the contract."""
        report = self.report
        head: dict[str, Any] = {
            "id": report.id,
            "version": report.version,
            "title": report.title,
            "publisher": report.publisher,
            "url": report.url,
            "published": report.published,
            "language": report.language,
        }
        if self.nothing_because is not None:
            head["nothing_because"] = self.nothing_because
        return {"report": head, "accounts": [account.to_dict(statements) for account in self.accounts]}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], text: str = "") -> Coding:
        """The coding of one line of the contract; the line does not hold the report's text, so give it if at hand."""
        head = record["report"]
        report = Report(
            id=head["id"],
            text=text,
            title=head.get("title"),
            published=head.get("published"),
            publisher=head.get("publisher"),
            url=head.get("url"),
            language=head.get("language"),
        )
        accounts = tuple(Account.from_dict(account) for account in record["accounts"])
        return cls(report, accounts, head.get("nothing_because"))
