"""Groups that no person noun heads: organisations, the army and the police, one person called by nationality."""

from __future__ import annotations

from attest.coding.grammar import bodies
from attest.coding.grammar.analysis import Group, Sentence
from attest.coding.grammar.lists import starts
from attest.grounding.countries import nationality_of


def organisations(s: Sentence, used: set[int]) -> list[Group]:
    """Named organisations that stand alone: 'al-Shabaab', 'the Malian army'."""
    out = []
    for a in s.actors:
        first, last = s.token_span(a.start, a.end)
        if any(i in used for i in range(first, last + 1)):
            continue
        kind = a.actor.kind
        role = "attacker" if kind in ("armed_group", "gang", "cartel", "militia", "paramilitary", "pmc") else "either"
        category = bodies.of_actor(a.actor)
        out.append(
            s.group(
                first,
                last,
                category=category,
                role=role,
                plural=True,
                actor=a,
                definite=True,
            )
        )
    return out


def forces(s: Sentence, used: set[int]) -> list[Group]:
    """Forces of a state that stand as people without a nationality: 'the army shelled', 'une frappe de l'armée'."""
    out = []
    for e in s.of_table("speakers"):
        if e.fields["sayer_kind"] not in ("military", "police") or s.lower(e.last) not in s.classes["forces"]:
            continue
        if any(i in used for i in range(e.first, e.last + 1)):
            continue
        first = e.first - 1 if s.is_(e.first - 1, "definite") else e.first
        used.update(range(first, e.last + 1))
        out.append(
            s.group(
                first,
                e.last,
                head=s.slice(e.first, e.last).lower(),
                category=e.fields["sayer_kind"],
                plural=True,
                definite=True,
            )
        )
    return out


def nationals(s: Sentence, used: set[int]) -> list[Group]:
    """One person called by nationality alone: 'a Palestinian drove', 'un Tunisien de 21 ans'."""
    out = []
    for article in s.of_class("singular"):
        i = article + 1
        if i in used or article in used or not s.raw(i)[:1].isupper():
            continue
        country = nationality_of(s.raw(i))
        if country is None or starts(s, i + 1, "weapons"):
            continue  # 'a Russian missile slammed into'
        nxt = i + 1
        ends = nxt >= len(s.tokens) or s.punct(nxt) or s.is_(nxt, "be", "have", "relative", "preposition", "adverb")
        behind = s.by_first.get(nxt, ())
        acts = any(e.table in ("acts", "outcomes") and e.fields.get("pos") != "noun" for e in behind)
        if not (ends or acts or s.lower(nxt).endswith("ed")):
            continue
        out.append(
            s.group(
                article,
                i,
                head="national" if s.language == "en" else "ressortissant",
                category="civilian",
                plural=False,
                nationality=country,
            )
        )
    return out
