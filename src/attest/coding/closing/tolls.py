"""The figures of an incident, each with who said it; totals; weapons and targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from attest.coding.closing.closing import Closing, head_word
from attest.coding.closing.totals import Total, total
from attest.coding.tagging import Mention

MAX_TARGETS = 5

_SAID = frozenset(("killed", "injured", "abducted", "freed", "missing", "displaced", "arrested", "survived"))
_SIDES = {"military": "b", "police": "b", "militant": "a", "civilian": "civilian"}


def inherit(figures: Iterable[Mention]) -> list[Mention]:
    """'12 soldiers were killed and eight wounded': the eight are soldiers too; so are all where only soldiers fell."""
    figures = list(figures)
    if all(m.attrs["category"] != "unknown" for m in figures):
        return figures
    kinds = {m.attrs["category"] for m in figures if m.attrs["head"] is not None and not m.attrs["attacker"]}
    only = next(iter(kinds)) if len(kinds) == 1 and not kinds & {"unknown", "civilian"} else None
    out: list[Mention] = []
    for m in figures:
        if m.attrs["category"] == "unknown" and m.attrs["head"] is None:
            before = next(
                (
                    x
                    for x in reversed(out)
                    if x.sentence == m.sentence and x.attrs["category"] not in ("unknown", "militant")
                ),
                None,
            )
            if before is not None and m.attrs["voice"] != "toll":
                m = replace(m, attrs={**m.attrs, "category": before.attrs["category"]})
            elif only is not None and before is None:
                m = replace(m, attrs={**m.attrs, "category": only})
        out.append(m)
    return out


def tolls(c: Closing) -> int:
    """Say every distinct figure; returns how many there are."""
    seen: set[tuple[Any, ...]] = set()
    count = 0
    for m in c.figures:
        a = m.attrs
        if a["measure"] not in _SAID:
            continue
        if a["high"] == 0 and a["head"] is None:
            continue  # 'no casualties' is for the totals
        key = (a["measure"], a["low"], a["high"], a["category"], (a["said_by"] or "").lower())
        if key in seen:
            continue
        seen.add(key)
        value = {
            "measure": a["measure"],
            "low": a["low"],
            "high": a["high"],
            "of": a["of"],
            "category": a["category"],
            "demographic": a["demographic"],
            "side": _SIDES.get(a["category"], "unknown"),
            "scope": "part of a larger figure" if a["part"] else None,
            "said_by": a["said_by"],
            "sayer_kind": a["kind"],
            "via": a["via"],
            "provisional": bool(a.get("provisional")),
        }
        c.say(
            "tolls",
            value,
            c.quote(m, a["quote_start"], a["quote_end"]),
            rule=m.rule,
            raw=m.text,
            said_by=a["said_by"],
            via=a["via"],
            confidence=0.7,
        )
        count += 1
    return count


def totals(c: Closing, type_: str, status: str) -> dict[str, Total]:
    """Say the totals of each measure (codebook, "Tolls")."""
    everybody = type_ in (
        "armed_clash",
        "air_or_drone_strike",
        "shelling_or_missile",
        "territorial_gain",
    ) or not any(m.attrs["role"] == "attacker" or m.attrs["actor"] is not None for m in c.of("perpetrator"))
    out: dict[str, Total] = {}
    for measure in ("killed", "injured", "abducted", "missing"):
        t = total(measure, c.by_measure.get(measure, ()), c.nobody, everybody=everybody)
        if t is None and measure == "abducted" and type_ in ("abduction", "hostage_taking"):
            freed = c.by_measure.get("freed", ())  # those who came free had been taken
            t = total("freed", freed, c.nobody, everybody=everybody)
        if t is None:
            if status == "attempted" and measure in ("killed", "injured"):
                f = c.draft.frames[0]
                quotes = [*c.passage_quote(f, f.mentions[0])]
                c.say(f"totals.{measure}", {"low": 0, "high": 0, "best": 0}, quotes, rule="the act failed")
            continue
        out[measure] = t
        if measure == "injured" and t.high == 0 and "killed" not in out and t.rule.startswith("nobody"):
            c.say("totals.killed", {"low": 0, "high": 0, "best": 0}, c.quote(t.parts[0]), rule="nobody was even hurt")
        quotes = [q for m in t.parts for q in c.quote(m, m.attrs["quote_start"], m.attrs["quote_end"])]
        c.say(f"totals.{measure}", {"low": t.low, "high": t.high, "best": t.best}, quotes[:3], rule=t.rule)
    return out


def targets(c: Closing) -> None:
    """Say what things were attacked, each once."""
    seen: set[str] = set()
    for m in c.of("target"):
        key = m.text.lower()
        if not m.attrs["hit"] or key in seen or len(seen) >= MAX_TARGETS:
            continue
        seen.add(key)
        c.say(
            "targets",
            {"text": m.text, "category": m.attrs["category"]},
            c.quote(m),
            rule=m.rule,
            raw=m.text,
            confidence=0.5,
        )


def weapons(c: Closing) -> None:
    """Say what weapons were used, each once."""
    seen: set[str] = set()
    for m in c.of("weapon"):
        key = head_word(m.text)
        if key in seen or len(seen) >= 6:
            continue
        seen.add(key)
        c.say("weapons", {"text": m.text, "kind": m.attrs["kind"]}, c.quote(m), rule=m.rule, raw=m.text)
