"""One plain sentence for an incident, made of its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attest.coding.closing.totals import Total
from attest.grounding.dates import When
from attest.model.vocabulary import label

_STATUS = {"attempted": "attempted ", "threatened": "threatened ", "denied": "denied "}


def summarise(
    type_: str,
    status: str,
    when: When | None,
    where: Mapping[str, Any] | None,
    perpetrators: Sequence[Mapping[str, Any]],
    victims: Sequence[Mapping[str, Any]],
    totals: Mapping[str, Total],
) -> str:
    """The sentence: when, where, what, by whom (and on what basis), with what toll."""
    parts = []
    if when is not None:
        parts.append(_day(when))
    place = ", ".join(
        str(x) for x in ((where or {}).get("name"), (where or {}).get("admin1"), (where or {}).get("country")) if x
    )
    if place:
        parts.append(f"in {place}" if parts else f"In {place}")
    what = _STATUS.get(status, "") + label("type", type_).lower()
    who = ""
    if perpetrators:
        p = perpetrators[0]
        name = p.get("actor") or p.get("name")
        who = {
            "claimed": f", claimed by {name}",
            "attributed": f", attributed to {name}",
            "suspected": f", {name} suspected",
        }.get(p["basis"], f" by {name}")
    text = (", ".join(parts) + ": " if parts else "") + what + who
    if victims:
        text += f" on {victims[0]['text']}"
    tolls = [f"{_range(t)} {m}" for m, t in totals.items() if t.low is not None or t.high is not None]
    if tolls:
        text += " (" + ", ".join(tolls) + ")"
    return text[0].upper() + text[1:] + "."


def _range(t: Total) -> str:
    if t.low is not None and t.high is None:
        return f"at least {t.low}"
    if t.low is None:
        return f"up to {t.high}"
    return str(t.low) if t.low == t.high else f"{t.low}–{t.high}"


def _day(when: When) -> str:
    a = date.fromisoformat(when.start)
    if when.start == when.end:
        return f"On {a.day} {a:%B %Y}"
    b = date.fromisoformat(when.end)
    if (b - a).days <= 10:
        return f"On {a.day} {a:%B} to {b.day} {b:%B %Y}" if a.month != b.month else f"On {a.day}–{b.day} {b:%B %Y}"
    if (b - a).days <= 31:
        return f"In {a:%B %Y}"
    return f"In {a.year}"
