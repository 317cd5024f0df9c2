"""A plain English sentence or two for an incident, made of its values, as conflict observatories write their notes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attest.coding.closing.closing import Closing
from attest.coding.closing.totals import Total
from attest.coding.closing.wording import attacked, attacker, count, counted, listed, suspected, tables, the_name
from attest.grounding.countries import name_of
from attest.grounding.dates import When

Item = Mapping[str, Any]

_TRIED = {
    "attempted": ("{who} attempted {noun}", "there was an attempt at {noun}"),
    "threatened": ("{who} threatened {noun}", "{noun} was threatened"),
    "denied": ("{noun} by {who} was reported, and denied", "{noun} was reported, and denied"),
}
_MONTHS = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DONE = (("killed", "killed"), ("injured", "injured"), ("abducted", "abducted"), ("missing", "missing"))


def summarise(
    c: Closing,
    type_: str,
    status: str,
    when: When | None,
    where: Item | None,
    perpetrators: Sequence[Item],
    victims: Sequence[Item],
    totals: Mapping[str, Total],
) -> str:
    """When and where, who did what to whom, with what toll; then who claims it, is blamed or denies it."""
    french = (c.report.language or "").startswith("fr")
    who, named = _sides(perpetrators, type_, french)
    tolls = {measure: t for measure, t in totals.items() if t.low is not None or t.high is not None}
    words = tables()["type"].get(type_) or tables()["type"]["other"]
    if words.get("counts") == "killed" and "killed" in tolls and tolls["killed"].high == 0:
        words = tables()["type"]["armed_attack"]  # nobody was killed after all
    if status in _TRIED:
        by, alone = _TRIED[status]
        act = (by if who else alone).format(who=who, noun=words["noun"])
    else:
        act = _act(words, c, who, victims, tolls, french)
    lead = ", ".join(part for part in (_day(when) if when else "", _place(where)) if part)
    rest = _tolls(tolls, french)
    first = (f"{lead}, " if lead else "") + act + (f"; {rest}" if rest else "")
    return " ".join(_sentence(part) for part in (first, *named, *_denials(c)))


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + ("" if words.endswith(".") else ".")


def _sides(perpetrators: Sequence[Item], type_: str, french: bool) -> tuple[str, list[str]]:
    """Who is said as fact to have done it, and a sentence for each other group that is named."""
    stated: list[str] = []
    named: list[str] = []
    for p in perpetrators:
        if not p.get("actor_id") and p["basis"] != "claimed":
            words = attacker(str(p.get("name") or ""), french)
            if words and not stated:
                stated.append(suspected(words) if p["basis"] == "suspected" else words)
            continue
        name = the_name(str(p.get("actor") or p.get("name")))
        if p["basis"] == "claimed":
            named.append(f"{name} claimed responsibility")
        elif p["basis"] == "attributed":
            by = " ".join(str(p.get("by") or "").split())
            known = by and not french and len(by) <= 60 and str(p["actor"]) not in by
            named.append(f"{by} blamed {name}" if known else f"it was blamed on {name}")
        elif p["basis"] == "suspected":
            named.append(f"suspicion fell on {name}")
        else:
            stated.insert(0, name)
    if type_ == "armed_clash" and len(stated) > 1:
        return " and ".join(stated[:2]), named
    return (stated[0] if stated else ""), named


def _act(words: Item, c: Closing, who: str, victims: Sequence[Item], tolls: dict[str, Total], french: bool) -> str:
    """The clause of the act; a toll that it tells is taken out of `tolls`."""
    measure = words.get("counts")
    what = ""
    several = True
    if measure in tolls and (tolls[measure].low or 0) > 0:
        total = tolls.pop(measure)
        what, several = counted(total, french), not _one(total)
    elif measure:
        what = attacked(c, victims, french, things=False)
        several = not what.startswith(("a ", "an ", "the ")) or what.endswith("s")
    else:
        armed = bool(words.get("armed"))
        things = not (armed or words.get("people"))
        what = attacked(c, victims, french, things=things, people=not words.get("things"), armed=armed)
        killed = tolls.get("killed")
        if words.get("kills") and killed is not None and killed.low and not attacked(c, [], french, things=things):
            # who was attacked is who was killed
            what = counted(tolls.pop("killed"), french)
            return f"{who} killed {what}" if who else f"{what} {_be(killed)} killed in {words['noun']}"
    if " and " in who and "both" in words:
        return str(words["both"]).format(who=who)
    form = "by" if who and what else "by_alone" if who else "to" if what else "alone"
    act = str(words[form]).format(who=who, what=what)
    return act if several or form != "to" else act.replace(f"{what} were", f"{what} was", 1)


def _be(total: Total) -> str:
    return "was" if _one(total) else "were"


def _one(total: Total) -> bool:
    return total.low == total.high == 1


def _tolls(tolls: Mapping[str, Total], french: bool) -> str:
    """ "53 soldiers and 1 civilian were killed and 10 people injured"."""
    parts: list[str] = []
    for measure, verb in _DONE:
        total = tolls.get(measure)
        if total is None:
            continue
        if total.low == total.high == 0:
            # a zero says something only where no other figure does
            if measure == "killed":
                parts.append("nobody was killed" if not parts else "nobody killed")
            continue
        who = counted(total, french) if not parts else count(total).removesuffix(" of")
        parts.append(f"{who} {_be(total)} {verb}" if not parts or parts[-1].startswith("nobody") else f"{who} {verb}")
    return listed(parts) if parts else ""


def _denials(c: Closing) -> list[str]:
    names = [s.value["actor"] for s in c.statements if s.field == "claims" and s.value["kind"] == "denial"]
    return [f"{the_name(str(name))} denied it" for name in dict.fromkeys(names)]


def _place(where: Item | None) -> str:
    """Where: "in Indelimane (Ménaka, Mali)"."""
    if not where:
        return ""
    code = where.get("country")
    country = name_of(str(code)) if code else None
    around = [str(x) for x in (where.get("admin1"), country) if x and x != where.get("name")]
    if country and around == [country] and not where.get("name") and code in tables()["names"]["the_countries"]:
        around = [f"the {country}"]
    if where.get("name"):
        near = "near" if where.get("coordinates_of") == "near" else "in"
        return f"{near} {where['name']}" + (f" ({', '.join(around)})" if around else "")
    return f"in {', '.join(around)}" if around else ""


def _day(when: When) -> str:
    a, b = date.fromisoformat(when.start), date.fromisoformat(when.end)
    if a == b:
        return f"On {a.day} {_MONTHS[a.month]} {a.year}"
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
        return f"In {a.year}"
    if a.day == 1 and (a.year, a.month) == (b.year, b.month) and b.day == monthrange(b.year, b.month)[1]:
        return f"In {_MONTHS[a.month]} {a.year}"
    if (a.year, a.month) == (b.year, b.month):
        return (
            f"On {a.day}–{b.day} {_MONTHS[b.month]} {b.year}"
            if (b - a).days == 1
            else f"Between {a.day} and {b.day} {_MONTHS[b.month]} {b.year}"
        )
    first = f"{a.day} {_MONTHS[a.month]}" + (f" {a.year}" if a.year != b.year else "")
    return f"Between {first} and {b.day} {_MONTHS[b.month]} {b.year}"
