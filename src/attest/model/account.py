"""Accounts: what one report says of one incident, as statements; the rest is a projection of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from attest.model.shape import (
    CODER_KEYS,
    FROM_STATEMENT,
    KEYS,
    MEASURED,
    OWES_QUOTE,
    REPEATED,
    SINGLE,
    TOTAL_KEYS,
    ordered,
)
from attest.model.statement import Statement
from attest.model.text import Quote, Report, Source

Item = dict[str, Any]
"""One value of a field with keys of its own, in the contract's shape."""


@dataclass(frozen=True)
class Account:
    """What one report says of one incident.

    Where a single field has several statements a person's wins, then the surest, then the first.
    A machine's value of a field that owes a quote is not shown without one.
    """

    id: str
    statements: tuple[Statement, ...] = ()

    @staticmethod
    def make_id(report: Report, start: int, end: int, source: Source = "text") -> str:
        """The id of the account that this span of the report evokes: the same however many others there are."""
        return hashlib.sha256(f"{report.version}:{source}:{start}:{end}".encode()).hexdigest()[:16]

    @cached_property
    def _by_field(self) -> dict[str, list[Statement]]:
        fields: dict[str, list[Statement]] = {}
        for statement in self.statements:
            machine = statement.origin is not None and statement.origin.kind != "person"
            if machine and not statement.quotes and statement.field in OWES_QUOTE:
                continue
            fields.setdefault(statement.field, []).append(statement)
        return fields

    def all(self, field: str) -> tuple[Statement, ...]:
        """The statements of a field that may be shown, in order."""
        return tuple(self._by_field.get(field, ()))

    def one(self, field: str) -> Statement | None:
        """The statement that a single field shows."""
        found = self._by_field.get(field)
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return max(found, key=lambda s: (s.origin is not None and s.origin.kind == "person", s.confidence))

    def value(self, field: str) -> Any:
        """The value of a single field, as stated, or None."""
        statement = self.one(field)
        return statement.value if statement else None

    def _item(self, field: str) -> Item | None:
        statement = self.one(field)
        return project(statement) if statement else None

    def _items(self, field: str) -> list[Item]:
        return [project(statement) for statement in self._by_field.get(field, ())]

    @property
    def summary(self) -> str | None:
        """One plain sentence."""
        return self._word("summary")

    @property
    def role(self) -> str | None:
        """main, secondary or background."""
        return self._word("role")

    @property
    def status(self) -> str | None:
        """occurred, attempted, threatened or denied."""
        return self._word("status")

    @property
    def type(self) -> str | None:
        """One of the vocabulary's types."""
        return self._word("type")

    @property
    def part_of(self) -> str | None:
        """The id of the account of the umbrella incident."""
        return self._word("part_of")

    def _word(self, field: str) -> str | None:
        value = self.value(field)
        return None if value is None else str(value)

    @property
    def when(self) -> Item | None:
        """The interval in which it happened."""
        return self._item("when")

    @property
    def where(self) -> Item | None:
        """The place of the act."""
        return self._item("where")

    @property
    def also_where(self) -> list[Item]:
        """Further places of the same incident."""
        return self._items("also_where")

    @property
    def perpetrators(self) -> list[Item]:
        """Who did it, and on whose word."""
        return self._items("perpetrators")

    @property
    def victims(self) -> list[Item]:
        """Those attacked."""
        return self._items("victims")

    @property
    def targets(self) -> list[Item]:
        """What was attacked."""
        return self._items("targets")

    @property
    def tolls(self) -> list[Item]:
        """Every figure the report gives."""
        return self._items("tolls")

    @property
    def totals(self) -> dict[str, Item]:
        """What a reader would record, a measure: low, high and best, all None where the report does not say."""
        return {measure: ordered(self.value(f"totals.{measure}") or {}, TOTAL_KEYS) for measure in MEASURED}

    @property
    def weapons(self) -> list[Item]:
        """With what."""
        return self._items("weapons")

    @property
    def claims(self) -> list[Item]:
        """Claims and denials of responsibility."""
        return self._items("claims")

    @property
    def discrepancies(self) -> list[Item]:
        """What cannot all be true."""
        return self._items("discrepancies")

    @property
    def confidence(self) -> float | None:
        """0 to 1: how sure the coder is of the account as a whole."""
        value = self.value("confidence")
        return None if value is None else float(value)

    @property
    def coder(self) -> Item | None:
        """Name and version of what coded it."""
        value = self.value("coder")
        return ordered(value, CODER_KEYS) if value else None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The one or two passages that best support the incident."""
        return tuple(quote for statement in self._by_field.get("evidence", ()) for quote in statement.quotes)

    def to_dict(self, statements: bool = False) -> dict[str, Any]:
        """The contract's nested record, unknown values null; with `statements`, they too, each with its id."""
        record: dict[str, Any] = {"id": self.id}
        for field in ("summary", "role", "status", "type"):
            record[field] = self._word(field)
        if (part_of := self.part_of) is not None:
            record["part_of"] = part_of
        record["when"] = self.when or project(Statement("when", {}))
        record["where"] = self.where or project(Statement("where", {}))
        if also_where := self.also_where:
            record["also_where"] = also_where
        for field in ("perpetrators", "victims", "targets", "tolls"):
            record[field] = self._items(field)
        record["totals"] = self.totals
        for field in ("weapons", "claims", "discrepancies"):
            record[field] = self._items(field)
        record["confidence"] = self.confidence
        record["coder"] = self.coder
        record["quotes"] = [quote.to_dict() for quote in self.quotes]
        if statements:
            record["statements"] = [statement.to_dict(self.id) for statement in self.statements]
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Account:
        """The account of a nested record; from its statements where it has them."""
        if record.get("statements") is not None:
            return cls(record["id"], tuple(Statement.from_dict(item) for item in record["statements"]))
        made: list[Statement] = []
        for field in SINGLE:
            value = record.get(field)
            if _says_something(value):
                made.append(_statement(field, value))
        for measure, total in (record.get("totals") or {}).items():
            if _says_something(total):
                made.append(Statement(f"totals.{measure}", total))
        for field in REPEATED:
            made.extend(_statement(field, item) for item in record.get(field) or ())
        made.extend(
            Statement(field, record[field]) for field in ("confidence", "coder") if record.get(field) is not None
        )
        quotes = tuple(Quote.from_dict(quote) for quote in record.get("quotes") or ())
        if quotes:
            made.append(Statement("evidence", quotes[0].text, quotes))
        return cls(record["id"], tuple(made))

    def problems(self, report: Report | None = None) -> list[str]:
        """What breaks the rules of the house, a line each: quotes that are not in the report, values without one."""
        found = [f"no {field}" for field in ("role", "status", "type") if self.value(field) is None]
        for statement in self.statements:
            where = f"{statement.field} {statement.value!r:.80}"
            person = statement.origin is not None and statement.origin.kind == "person"
            if not statement.quotes and statement.field in OWES_QUOTE and not person:
                found.append(f"{where}: no quote")
            if statement.field in KEYS:
                known = {key for key, _ in KEYS[statement.field]}
                extra = set(statement.value) - known if isinstance(statement.value, Mapping) else {"not an object"}
                found.extend(f"{where}: {key} is no key of the contract" for key in sorted(extra))
            if report is not None:
                found.extend(
                    f"{where}: quote {q.text!r:.60} is not there" for q in statement.quotes if not q.check(report)
                )
        return found


def project(statement: Statement) -> Item:
    """The value of a statement of a field with keys of its own, in the contract's shape."""
    value: Mapping[str, Any] = statement.value
    item: Item = {}
    for key, always, attribute in _PLANS[statement.field]:
        found = value.get(key)
        if found is None and attribute is not None:
            found = getattr(statement, attribute)
        if found is None and key == "provisional":
            found = False
        if always or found is not None:
            item[key] = found
    item["quotes"] = [quote.to_dict() for quote in statement.quotes]
    return item


_PLANS: Final = {
    field: tuple((key, always, FROM_STATEMENT[field].get(key)) for key, always in keys if key != "quotes")
    for field, keys in KEYS.items()
}
"""Field -> its keys but for the quotes, which are the last: is it always there, and what fills it."""


def _says_something(value: Any) -> bool:
    """Whether a projected value is more than the nulls that stand for a missing statement."""
    if isinstance(value, Mapping):
        return any(inner is not None and inner != [] for inner in value.values())
    return value is not None


def _statement(field: str, item: Any) -> Statement:
    """The statement that a projected value came from, as far as the projection tells."""
    if field not in KEYS:
        return Statement(field, item)
    value = {
        key: item.get(key) for key, always in KEYS[field] if key != "quotes" and (always or item.get(key) is not None)
    }
    quotes = tuple(Quote.from_dict(quote) for quote in item.get("quotes") or ())
    attributes = {attribute: item.get(key) for key, attribute in FROM_STATEMENT[field].items()}
    return Statement(field, value, quotes, **attributes)
