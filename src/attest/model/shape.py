"""The shape of an account: its fields, and the keys of each in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SINGLE: Final = ("summary", "role", "status", "type", "part_of", "when", "where")
"""Fields with one value; the totals, confidence and coder are single too."""

MEASURED: Final = ("killed", "injured", "abducted", "missing")
"""The measures that have totals: fields totals.killed …"""

REPEATED: Final = ("also_where", "perpetrators", "victims", "targets", "tolls", "weapons", "claims", "discrepancies")
"""Fields with any number of values."""

FIELDS: Final = frozenset((*SINGLE, *(f"totals.{m}" for m in MEASURED), *REPEATED, "confidence", "coder", "evidence"))
"""Every field a statement may have; "evidence" is the best passages, shown as "quotes"."""

OWES_QUOTE: Final = frozenset(
    ("when", "where", "also_where", "perpetrators", "victims", "targets", "tolls", "weapons", "claims")
)
"""Fields whose values are never shown without a quote unless a person said so."""

_PLACE: Final = (
    "name raw country admin1 admin1_code admin2 lat lon coordinates_of match gazetteer_id quotes"  # all always there
)
KEYS: Final[Mapping[str, tuple[tuple[str, bool], ...]]] = {
    field: tuple((key.rstrip("?"), not key.endswith("?")) for key in keys.split())
    for field, keys in {
        "when": "start end edtf part_of_day? raw inferred quotes",
        "where": _PLACE,
        "also_where": _PLACE,
        "perpetrators": "name actor actor_id inferred_branch? side basis by via quotes",
        "victims": "text name? actor? actor_id? category nationality quotes",
        "targets": "text category actor? quotes",
        "tolls": "measure low high of category demographic? side scope? said_by sayer_kind via provisional quotes",
        "weapons": "text kind quotes",
        "claims": "kind by actor via quotes",
        "discrepancies": "field kind detail quotes",
    }.items()
}
"""Field -> (key, is it always there) in order; a key that is not always there is left out where it has no value."""

FROM_STATEMENT: Final[Mapping[str, Mapping[str, str]]] = {
    "when": {"raw": "raw", "inferred": "inferred"},
    "where": {"raw": "raw"},
    "also_where": {"raw": "raw"},
    "perpetrators": {"name": "raw", "by": "said_by", "via": "via"},
    "victims": {"text": "raw"},
    "targets": {"text": "raw"},
    "tolls": {"said_by": "said_by", "via": "via"},
    "weapons": {"text": "raw"},
    "claims": {"by": "said_by", "via": "via"},
    "discrepancies": {},
}
"""Field -> key -> the statement's attribute that fills it where the value does not have it."""

TOTAL_KEYS: Final = ("low", "high", "best")
CODER_KEYS: Final = ("name", "version")


def ordered(record: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Exactly these keys in this order, null where the record has none."""
    return {key: record.get(key) for key in keys}
