"""Dates: every date expression of a text, and the days it means against the day of publication.

`find_dates` reads expressions in words, `parse_published` the publication date, `resolve` puts the two together.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from attest.grounding.dates_find import find_dates
from attest.grounding.dates_resolve import resolve
from attest.grounding.dates_types import Anchor, DateMention, When
from attest.model.errors import InputError
from attest.model.text import EARLIEST, LATEST

__all__ = [
    "Anchor",
    "DateMention",
    "PublishedError",
    "When",
    "find_dates",
    "in_year",
    "open_date",
    "parse_published",
    "resolve",
]

_PUBLISHED = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ].*)?)?)?")


class PublishedError(InputError, ValueError):
    """A publication date that makes no sense; its text is one line."""


def parse_published(value: str | None) -> Anchor | None:
    """Read when a report was published: an ISO day, month, year or timestamp, or None.

    A timestamp stands for the day it writes, in its own zone. Raises PublishedError (a ValueError) for anything else
    and for years in which no report can have been published.
    """
    if value is None or not value.strip():
        return None
    found = _PUBLISHED.fullmatch(value.strip())
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            if year is None or not EARLIEST <= year <= LATEST:
                raise ValueError("year")
            start = date(year, month or 1, day or 1)
        except ValueError:
            pass
        else:
            if day is not None:
                return Anchor(start, start, "day")
            if month is not None:
                return Anchor(start, start.replace(day=monthrange(start.year, month)[1]), "month")
            return Anchor(start, date(start.year, 12, 31), "year")
    raise PublishedError(
        f"published {value[:60]!r} is not a date: write 2019-11-01, 2019-11 or 2019-11-01T09:30:00+00:00"
    )


def open_date(mention: DateMention) -> str | None:
    """A day or month without its year, in EDTF: "XXXX-09-30", "XXXX-09"; None for anything else."""
    spec = mention.spec
    if spec.op not in ("day", "month") or spec.month is None or spec.year is not None:
        return None
    return f"XXXX-{spec.month:02d}" + (f"-{spec.day:02d}" if spec.op == "day" and spec.day else "")


def in_year(mention: DateMention, year: int) -> DateMention:
    """The same day or month, in a year that the text gives apart from it; other expressions as they are."""
    spec = mention.spec
    if spec.op not in ("day", "month") or spec.year is not None or spec.year_shift is not None or spec.mode:
        return mention
    return replace(mention, spec=spec._replace(year=year))
