"""Who did it, on what basis and on whose word; claims and denials of responsibility.

The order of the tests follows MUC's decision tree for the confidence in a perpetrator: what
the group says of itself, then what somebody says of it, then what is hedged, then plain statement.
"""

from __future__ import annotations

from dataclasses import dataclass

from attest.coding.grammar.analysis import Entry, Group, Sentence
from attest.coding.grammar.groups import joined
from attest.coding.grammar.outcomes import Outcome
from attest.coding.grammar.speech import Attribution
from attest.grounding.countries import nationality_of

ATTACK_REACH = 10
_AGAINST = frozenset(["on", "against", "contre", "sur", "upon", "at", "targeting", "visant", "in", "near", "dans"])
_SUSPECT_AFTER = frozenset(
    (
        "suspected of",
        "suspected to be",
        "believed to be",
        "thought to be",
        "thought to belong",
        "soupçonnés d'",
        "soupçonné d'",
        "présumés",
        "présumé",
    )
)


@dataclass(slots=True, eq=False)
class Attacker:
    """A side that the sentence names as having done it."""

    group: Group | None
    text: str
    start: int
    end: int
    basis: str  # claimed | attributed | suspected | stated
    by: str | None
    via: str | None
    rule: str
    side: str | None = None
    country: str | None = None  # for 'Russian drone attack'


@dataclass(slots=True, eq=False)
class Claim:
    """A claim or a denial of responsibility."""

    kind: str  # claim | denial
    group: Group
    via: str | None
    start: int
    end: int
    rule: str


def find_attackers(s: Sentence, outcomes: list[Outcome], said: list[Attribution]) -> tuple[list[Attacker], list[Claim]]:
    """The attackers and the claims of a sentence."""
    found: list[Attacker] = []
    claims: list[Claim] = []
    _claims(s, found, claims)
    _blamed(s, found)
    _clash(s, found)
    _agents(s, found)
    _subjects(s, outcomes, found)
    _modifiers(s, found)
    for a in found:
        if a.group is not None and a.basis == "stated" and (a.group.hedged or _suspected_near(s, a.group)):
            a.basis = "suspected"
    seen: set[int] = set()
    unique = []
    for a in found:
        if a.start not in seen:
            seen.add(a.start)
            unique.append(a)
    return unique, claims


def _attacker(
    g: Group, basis: str, rule: str, *, by: str | None = None, via: str | None = None, side: str | None = None
) -> Attacker:
    return Attacker(g, g.text, g.start, g.end, basis, by, via, rule, side)


def _can_attack(g: Group) -> bool:
    return g.role == "attacker" or g.actor is not None or g.category in ("militant",)


def _last_group(s: Sentence, i: int, reach: int = 12) -> Group | None:
    """The nearest group that ends at or before token i."""
    for g in reversed(s.groups):
        if g.last <= i:
            return g if i - g.last <= reach else None
    return None


def _next_group(s: Sentence, i: int, reach: int = 4) -> Group | None:
    for g in s.groups:
        if g.first >= i:
            return g if g.first - i <= reach else None
        if g.first < i <= g.last:
            return g
    return None


def _list_from(s: Sentence, g: Group) -> list[Group]:
    out, order = [g], s.groups
    at = order.index(g)
    while at + 1 < len(order) and joined(s, order[at], order[at + 1]):
        at += 1
        out.append(order[at])
    return out


def _negated(s: Sentence, e: Entry) -> bool:
    window = range(max(0, e.first - 9), e.first)
    return (
        any(s.is_(i, "negation") for i in window)
        or any(s.lower(i) in ("not", "yet", "pas", "encore") for i in range(e.first, min(e.last + 3, len(s.tokens))))
        or any(
            s.lower(i) in ("no", "aucun", "aucune", "any", "anyone")
            for i in range(e.last + 1, min(e.last + 8, len(s.tokens)))
            if s.is_(e.first - 1, "negation") or s.is_(e.first - 2, "negation")
        )
    )


def _via_near(s: Sentence) -> str | None:
    media = [e for e in s.entries if e.table == "media"]
    return s.slice(media[0].first, media[0].last) if media else None


def _claims(s: Sentence, found: list[Attacker], claims: list[Claim]) -> None:
    for e in s.entries:
        if e.table != "reporting" or e.fields["kind"] not in ("claim", "deny"):
            continue
        if e.fields["kind"] == "claim" and not _about_attack(s, e):
            continue
        if e.fields["kind"] == "deny" and not _about_responsibility(s, e):
            continue
        if e.fields["kind"] == "claim" and _negated(s, e):
            continue
        by_at = next((i for i in range(e.last + 1, min(e.last + 5, len(s.tokens))) if s.is_(i, "by")), None)
        passive = by_at is not None and not any(s.punct(i) for i in range(e.last + 1, by_at))
        g = _next_group(s, by_at + 1) if passive and by_at is not None else None
        if g is None:
            g = _claimant_left(s, e)
        if g is None and not passive:
            nxt = _next_group(s, e.last + 1, reach=8)
            if nxt is not None and nxt.actor is not None and s.lower(nxt.first - 1) in ("of", "by", "de", "du", "par"):
                g = nxt
        if g is None:
            continue
        via = _via_near(s)
        if e.fields["kind"] == "deny":
            claims.append(
                Claim("denial", g, via, s.tokens[e.first].start, s.tokens[e.last].end, "denial of responsibility")
            )
            continue
        claims.append(Claim("claim", g, via, s.tokens[e.first].start, s.tokens[e.last].end, "claim of responsibility"))
        found.append(_attacker(g, "claimed", "claims it itself", by=g.text, via=via))


def _claimant_left(s: Sentence, e: Entry) -> Group | None:
    for g in reversed(s.groups):
        if g.last < e.first and e.first - g.last <= 14:
            if g.actor is not None and g.actor.actor.kind not in ("state_force", "police", "government"):
                return g
            if g.role == "attacker" and g.category == "militant":
                return g
    return None


def _about_attack(s: Sentence, e: Entry) -> bool:
    """'claim' is about responsibility, not 'claimed the lives of' or 'the minister claimed that'."""
    words = s.slice(e.first, e.last).lower()
    if "respons" in words or "revendi" in words or "behind" in words or "carried" in words or "credit" in words:
        return True
    window = [s.lower(i) for i in range(e.last + 1, min(e.last + 9, len(s.tokens)))]
    return any(
        w
        in (
            "responsibility",
            "attack",
            "attacks",
            "attentat",
            "attaque",
            "bombing",
            "blast",
            "ambush",
            "raid",
            "strike",
            "killing",
        )
        for w in window
    ) or (s.lower(e.last + 1) == "by" or s.lower(e.last + 1) == "of")


def _about_responsibility(s: Sentence, e: Entry) -> bool:
    words = [s.lower(i) for i in range(e.first, min(e.last + 9, len(s.tokens)))]
    return any(
        w
        in (
            "responsibility",
            "involvement",
            "involved",
            "part",
            "role",
            "responsible",
            "carrying",
            "attack",
            "killing",
            "behind",
            "implication",
            "responsabilité",
            "impliqué",
            "attaque",
        )
        for w in words
    )


def _blamed(s: Sentence, found: list[Attacker]) -> None:
    for e in s.entries:
        if e.table != "reporting" or e.fields["kind"] not in ("blame", "suspect"):
            continue
        basis = "attributed" if e.fields["kind"] == "blame" else "suspected"
        right = _next_group(s, e.last + 1, reach=5)
        blamer = None
        passive = s.is_(e.first - 1, "be") or s.is_(e.first - 2, "be")
        words = s.slice(e.first, e.last).lower()
        takes_object = not passive or words.endswith(
            (" on", " to", " à", " au", " aux", "upon", " by", " d'", " of", " be")
        )
        if takes_object and right is not None and (_can_attack(right) or right.role != "victim"):
            left = _last_group(s, e.first - 1)
            blamer = left.text if left is not None and not passive and left.role != "attacker" else None
            for g in _list_from(s, right):
                if g.role == "victim" and g.actor is None:
                    continue
                found.append(_attacker(g, basis, f"{e.fields['kind']} verb", by=blamer))
        elif passive:
            left = _last_group(s, e.first - 1, reach=4)
            if left is not None and _can_attack(left):
                found.append(_attacker(left, basis, f"passive {e.fields['kind']} verb"))


def _clash(s: Sentence, found: list[Attacker]) -> None:
    clashes = [e for e in s.entries if e.table == "acts" and e.fields["act"] == "clash"]
    for e in clashes:
        between = next(
            (i for i in range(e.last + 1, min(e.last + 7, len(s.tokens))) if s.lower(i) in ("between", "entre")), None
        )
        if between is not None:
            g = _next_group(s, between + 1)
            sides = _list_from(s, g) if g is not None else []
            if len(sides) < 2 and g is not None:
                at = s.groups.index(g)
                if at + 1 < len(s.groups) and s.groups[at + 1].first - g.last <= 8:
                    sides = [g, s.groups[at + 1]]
            for n, g in enumerate(sides[:3]):
                found.append(_attacker(g, "stated", "side of a clash", side="a" if n == 0 else "b"))
            return
        with_at = next(
            (
                i
                for i in range(e.last + 1, min(e.last + 5, len(s.tokens)))
                if s.lower(i) in ("with", "avec", "against", "contre", "à")
            ),
            None,
        )
        if with_at is not None:
            right = _next_group(s, with_at + 1)
            left = _last_group(s, e.first - 1)
            if (
                right is not None
                and left is not None
                and (_can_attack(right) or right.category in ("military", "police"))
            ):
                found.append(_attacker(left, "stated", "side of a clash", side="a"))
                found.append(_attacker(right, "stated", "side of a clash", side="b"))
                return


def _agents(s: Sentence, found: list[Attacker]) -> None:
    """'killed by gunmen', 'an attack by suspected Islamists', 'une attaque de djihadistes'."""
    for i in range(1, len(s.tokens)):
        by = s.is_(i, "by")
        of = s.is_(i, "of") or s.lower(i) in ("de", "d'", "des", "du", "from")
        if not by and not of:
            continue
        g = _next_group(s, i + 1, reach=2)
        if g is None:
            continue
        before = [e for e in s.entries if e.last < i and i - e.last <= (ATTACK_REACH if by else 1)]
        acts = [
            e
            for e in before
            if e.table == "acts"
            or (e.table == "outcomes" and e.fields["grammar"] in ("participle", "possessive_loss", "active"))
        ]
        if not acts:
            continue
        if of and not (
            (_can_attack(g) and g.role == "attacker")
            or (g.actor is not None and g.actor.actor.kind in ("armed_group", "gang", "cartel", "militia"))
        ):
            continue
        if of and not any(e.table == "acts" and e.fields["pos"] == "noun" for e in acts):
            continue
        if by and g.role == "victim" and g.actor is None and g.category not in ("police", "military"):
            continue
        if by and any(e.table == "reporting" and acts[-1].last < e.first < i for e in s.entries):
            continue
        agents = [h for h in _list_from(s, g) if h is g or _can_attack(h)]
        found += [_attacker(h, "stated", "agent of an act") for h in agents]


def _subjects(s: Sentence, outcomes: list[Outcome], found: list[Attacker]) -> None:
    """'Gunmen opened fire', 'militants killed 12 soldiers', 'the army shelled the village'."""
    verbs: list[tuple[int, int]] = [(o.first, o.last) for o in outcomes if o.voice == "active" and not o.unreal]
    acts = [e for e in s.of_table("acts") if e.fields["pos"] in ("verb", "participle")]
    verbs += [(e.first, e.last) for e in acts if not s.is_(e.first - 1, "be") and not s.is_(e.first - 2, "be")]
    for first, _last in sorted(verbs):
        k = first - 1
        while s.is_(k, "adverb", "have", "modal", "be", "relative", "negation", "pronoun") or s.raw(k) == ",":
            k -= 1
        for g in reversed(s.groups):
            if g.last > k:
                continue
            if k - g.last > ATTACK_REACH:
                break
            if s.lower(g.first - 1) in _AGAINST:
                continue
            if s.is_(g.first - 1, "by"):
                break
            if any(s.raw(i) in (";", ".") for i in range(g.last, first)):
                break
            if any(e.table == "reporting" and g.last < e.first < first for e in s.entries):
                break
            if (
                g.role == "attacker"
                or g.actor is not None
                or (k == g.last and g.role == "either" and g.head is not None)
            ):
                if g.role != "attacker" and k - g.last > 5:
                    break
                whole = [g]
                at = s.groups.index(g)
                while at and joined(s, s.groups[at - 1], s.groups[at]) and _can_attack(s.groups[at - 1]):
                    at -= 1
                    whole.insert(0, s.groups[at])
                found.extend(_attacker(h, "stated", "subject of an act") for h in whole)
            break


def _modifiers(s: Sentence, found: list[Attacker]) -> None:
    """'a jihadist attack', 'a Boko Haram raid', 'Russian missile strike', 'frappe israélienne'."""
    for e in s.entries:
        if e.table != "acts" or e.fields["pos"] != "noun":
            continue
        k = e.first - 1
        while k >= 0 and (
            any(w.table == "weapons" for w in s.ending_at(k))
            or s.lower(k) in ("deadly", "overnight", "air", "mass", "massive", "terror", "terrorist", "coordinated")
        ):
            k -= 1
        g = next((g for g in s.groups if g.last == k and (g.role == "attacker" or g.actor is not None)), None)
        if g is not None and s.language == "en":
            found.append(_attacker(g, "stated", "named before the act"))
            continue
        if e.fields["act"] in (
            "airstrike",
            "drone",
            "shelling",
            "missile",
            "raid",
            "operation",
            "clash",
            "attack",
            "explosion",
        ):
            around = (k, k - 1) if s.language == "en" else (e.last + 1, e.last + 2)
            for i in around:
                country = nationality_of(s.raw(i)) if 0 <= i < len(s.tokens) else None
                if country and e.fields["act"] in ("airstrike", "drone", "shelling", "missile"):
                    tok = s.tokens[i]
                    found.append(
                        Attacker(
                            None,
                            tok.text,
                            tok.start,
                            tok.end,
                            "stated",
                            None,
                            None,
                            "nation named before a strike",
                            country=country,
                        )
                    )
                    break


def _suspected_near(s: Sentence, g: Group) -> bool:
    after = " ".join(s.lower(i) for i in range(g.last + 1, min(g.last + 6, len(s.tokens))))
    return any(w in after for w in _SUSPECT_AFTER) and after.startswith(
        (
            "suspected",
            "believed",
            "thought",
            ", suspected",
            ", believed",
            ", thought",
            "soupçonn",
            "présum",
            "who are suspected",
            "who are believed",
        )
    )
