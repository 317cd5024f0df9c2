"""Accounts as rows of a table (CSV) and as points on a map (GeoJSON)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, TextIO

from attest.model import Account, Coding, Report
from attest.render.phrases import place_phrase

COLUMNS: Final[Mapping[str, str]] = {
    "account_id": "id of the account",
    "report_id": "id of the report",
    "report_version": "SHA-256 of the report's title and text",
    "publisher": "who published the report",
    "published": "when it was published",
    "url": "where",
    "title": "its title",
    "role": "main, secondary or background",
    "status": "occurred, attempted, threatened or denied",
    "type": "type of the incident",
    "part_of": "id of the account of the umbrella incident",
    "date_start": "first day of the interval",
    "date_end": "last day of the interval",
    "date_edtf": "the date in EDTF",
    "date_inferred": "how the date was worked out",
    "place": "most specific named place",
    "admin2": "district",
    "admin1": "region",
    "admin1_code": "ISO 3166-2 code of the region",
    "country": "ISO 3166-1 alpha-3 code",
    "latitude": "WGS 84",
    "longitude": "WGS 84",
    "coordinates_of": "what the coordinates stand for: place, near, admin2, admin1 or country",
    "also_places": "further places, separated by ; as all lists here",
    "perpetrators": "canonical names, else as written",
    "perpetrator_basis": "claimed, attributed, suspected or stated, a perpetrator each",
    "perpetrator_by": "who says so, a perpetrator each",
    "victims": "as written",
    "victim_categories": "each category once",
    "targets": "as written",
    "weapons": "as written",
    "killed_low": "total killed, at least",
    "killed_high": "total killed, at most; empty = open or unknown",
    "killed_best": "total killed, best figure",
    "injured_low": "total injured, at least",
    "injured_high": "total injured, at most",
    "injured_best": "total injured, best figure",
    "abducted_low": "total abducted, at least",
    "abducted_high": "total abducted, at most",
    "abducted_best": "total abducted, best figure",
    "missing_low": "total missing, at least",
    "missing_high": "total missing, at most",
    "missing_best": "total missing, best figure",
    "claimed_by": "who claims it",
    "denied_by": "who denies having done it",
    "discrepancies": "what cannot all be true",
    "confidence": "0 to 1",
    "summary": "one plain sentence",
    "quote": "the passage that best supports the incident",
}
"""The columns of the CSV, in order, and what each holds."""

# a spreadsheet takes such a cell for a formula; a tab or line end before it does not help
_FORMULA: Final = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?\Z")


def cell(value: object) -> str:
    """A value for a cell: a text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if value is None:
        return ""
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # a lone CR would end the row, and is not quoted
    if isinstance(value, str) and _FORMULA.match(text) and not _NUMBER.match(text):
        return "'" + text
    return text


def row(report: Report, account: Account) -> dict[str, Any]:
    """One incident as the values of COLUMNS, in that order; lists are joined by "; "."""
    when, where = account.when or {}, account.where or {}
    made: dict[str, Any] = {
        "account_id": account.id,
        "report_id": report.id,
        "report_version": report.version,
        "publisher": report.publisher,
        "published": report.published,
        "url": report.url,
        "title": report.title,
        "role": account.role,
        "status": account.status,
        "type": account.type,
        "part_of": account.part_of,
        "date_start": when.get("start"),
        "date_end": when.get("end"),
        "date_edtf": when.get("edtf"),
        "date_inferred": when.get("inferred"),
        "place": where.get("name"),
        "admin2": where.get("admin2"),
        "admin1": where.get("admin1"),
        "admin1_code": where.get("admin1_code"),
        "country": where.get("country"),
        "latitude": where.get("lat"),
        "longitude": where.get("lon"),
        "coordinates_of": where.get("coordinates_of"),
        "also_places": _join(place_phrase(item) for item in account.also_where),
        "perpetrators": _join(item.get("actor") or item.get("name") for item in account.perpetrators),
        "perpetrator_basis": _join(item.get("basis") or "?" for item in account.perpetrators),
        "perpetrator_by": _each(item.get("by") for item in account.perpetrators),
        "victims": _join(item.get("text") for item in account.victims),
        "victim_categories": _join(dict.fromkeys(item.get("category") for item in account.victims)),
        "targets": _join(item.get("text") for item in account.targets),
        "weapons": _join(item.get("text") for item in account.weapons),
    }
    for measure, total in account.totals.items():
        made.update({f"{measure}_{end}": total[end] for end in ("low", "high", "best")})
    claims = account.claims
    made["claimed_by"] = _join(c.get("actor") or c.get("by") for c in claims if c.get("kind") == "claim")
    made["denied_by"] = _join(c.get("actor") or c.get("by") for c in claims if c.get("kind") == "denial")
    made["discrepancies"] = _join(item.get("detail") or item.get("kind") for item in account.discrepancies)
    made["confidence"] = account.confidence
    made["summary"] = account.summary
    made["quote"] = account.quotes[0].text if account.quotes else None
    return made


def _join(values: Iterable[Any]) -> str | None:
    return "; ".join(str(value) for value in values if value) or None


def _each(values: Iterable[Any]) -> str | None:
    """As many parts as there are values, empty where there is none; None where all are empty."""
    parts = [str(value) if value else "" for value in values]
    return "; ".join(parts) if any(parts) else None


class CsvWriter:
    """Writes codings to an open text file (opened with newline="") as CSV, a row an incident, the header first."""

    def __init__(self, out: TextIO) -> None:
        self._writer = csv.writer(out, lineterminator="\n")
        self._writer.writerow(COLUMNS)

    def write(self, coding: Coding) -> None:
        """The rows of one report."""
        for account in coding.accounts:
            self._writer.writerow([cell(value) for value in row(coding.report, account).values()])


def feature(report: Report, account: Account) -> dict[str, Any]:
    """One incident as a GeoJSON feature (RFC 7946): null geometry where it has no coordinates."""
    properties = row(report, account)
    lat, lon = properties.pop("latitude"), properties.pop("longitude")
    located = lat is not None and lon is not None
    return {
        "type": "Feature",
        "id": account.id,
        "geometry": {"type": "Point", "coordinates": [lon, lat]} if located else None,
        "properties": properties,
    }


class GeoJsonWriter:
    """Writes codings as one FeatureCollection, a feature a line; `close` ends it."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._first = True
        out.write('{"type": "FeatureCollection", "features": [')

    def write(self, coding: Coding) -> None:
        """The features of one report."""
        for account in coding.accounts:
            self._out.write("\n" if self._first else ",\n")
            self._first = False
            self._out.write(json.dumps(feature(coding.report, account), ensure_ascii=False))

    def close(self) -> None:
        """The end of the collection."""
        self._out.write("\n]}\n")
