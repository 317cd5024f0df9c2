"""From drafts to accounts: the incident's place and date, its sides, its figures and totals, each with its quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from attest import __version__
from attest.coding.assembly import Assembled, Draft, Frame, days
from attest.coding.discrepancies import find_discrepancies
from attest.coding.summary import summarise
from attest.coding.tagging import Mention
from attest.coding.totals import Total, total
from attest.grounding.actors import Actor, load_register
from attest.grounding.dates import When
from attest.grounding.places import GroundedPlace
from attest.model import Account, Origin, Quote, Report, Statement
from attest.model.vocabulary import explain_type

CODER = "grammar"

_ACT = {
    "drone": "airstrike",
    "missile": "shelling",
    "grenade": "grenade_throw",
    "raid": "attack",
    "generic_violence": "attack",
    "operation": "attack",
}
_ACT_MEANS = {
    "drone": "drone",
    "missile": "missile",
    "grenade": "grenade",
    "airstrike": "aircraft",
    "suicide": "suicide_vest",
}
_MEANS = {"rocket": "missile", "mortar": "artillery", "chemical": "bomb"}
_FOLD_ARTICLES = frozenset(
    ["the", "a", "an", "le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "its", "their"]
)
MAX_VICTIMS = 6
MAX_PERPETRATORS = 4


@dataclass(slots=True)
class Closed:
    """One draft with the account made of it."""

    draft: Draft
    account: Account


def close(report: Report, assembled: Assembled, coder: str = CODER) -> list[Closed]:
    """The accounts of a report's drafts, in order."""
    home = _home(assembled)
    return [Closed(d, _Closer(report, d, home, coder).account()) for d in assembled.drafts]


def _home(assembled: Assembled) -> str | None:
    """The country that the report names most."""
    seen: Counter[str] = Counter()
    for d in assembled.drafts:
        for m in d.of("place", context=True):
            g: GroundedPlace = m.attrs["place"]
            if g.country:
                seen[g.country] += 1 if g.mention.kind == "demonym" else 2
    return seen.most_common(1)[0][0] if seen else None


class _Closer:
    """Works out the statements of one draft."""

    def __init__(self, report: Report, draft: Draft, home: str | None, coder: str) -> None:
        self.report = report
        self.draft = draft
        self.home = home
        self.origin = coder
        self.statements: list[Statement] = []
        self.figures = _inherit(list(draft.of("figure")))

    def account(self) -> Account:
        d = self.draft
        type_, why = self._type()
        status = next(
            (f.label.kind for f in d.frames if f.label.kind in ("attempted", "threatened", "denied")), "occurred"
        )
        if status != "occurred" and any(f.label.kind == "happened" and f.of("figure") for f in d.frames):
            status = "occurred"
        where = self._where()
        when = self._when()
        perpetrators = self._perpetrators(type_, where)
        if type_ == "armed_clash" and not perpetrators:
            pass
        victims = self._victims(where, perpetrators, type_)
        self._targets()
        tolls = self._tolls()
        totals = self._totals(type_, status)
        self._weapons()
        self._claims()
        frames = list(d.frames)
        evidence = self._evidence(frames)
        start = evidence[0].start if evidence else 0
        source = evidence[0].source if evidence else "text"
        self._say("role", d.role, rule="order and dates of the incidents")
        self._say("status", status, rule="sentence labels")
        self._say("type", type_, rule=why)
        for item in find_discrepancies(self.report, d, self.figures, where, totals):
            self._say("discrepancies", item.value, item.quotes, rule=item.value["kind"])
        self._say("evidence", evidence[0].text if evidence else "", evidence, rule="the sentence that tells the act")
        self._say(
            "summary", summarise(type_, status, when, where, perpetrators, victims, totals), rule="made of the values"
        )
        confidence = self._confidence(when, where, tolls)
        self.statements.append(Statement("confidence", confidence))
        self.statements.append(Statement("coder", {"name": self.origin, "version": __version__}))
        return Account(
            Account.make_id(self.report, start, evidence[0].end if evidence else 0, source), tuple(self.statements)
        )

    # -------------------------------------------------------------- saying things
    def _say(
        self,
        field: str,
        value: Any,
        quotes: Sequence[Quote] = (),
        *,
        rule: str,
        raw: str | None = None,
        said_by: str | None = None,
        via: str | None = None,
        inferred: str | None = None,
        confidence: float = 0.7,
    ) -> None:
        origin = Origin("grammar", self.origin, __version__, rule)
        self.statements.append(Statement(field, value, tuple(quotes), raw, said_by, via, inferred, origin, confidence))

    def _quote(self, m: Mention, start: int | None = None, end: int | None = None) -> tuple[Quote, ...]:
        return (Quote.of(self.report, m.start if start is None else start, m.end if end is None else end, m.source),)

    def _passage_quote(self, f: Frame, m: Mention) -> tuple[Quote, ...]:
        """The sentence around a mention, or the mention's own words where the sentence is too long."""
        p = f.label.passage
        if p.end - p.start <= 400:
            return (Quote.of(self.report, p.start, p.end, p.source),)
        start = max(p.start, m.start - 180)
        text = self.report.source_text(p.source)
        while start > p.start and not text[start - 1].isspace():
            start -= 1
        return (Quote.of(self.report, start, min(p.end, start + 400), p.source),)

    def _frame_of(self, m: Mention) -> Frame:
        return next(f for f in [*self.draft.frames, *self.draft.context] if m in f.mentions)

    # -------------------------------------------------------------- type
    def _type(self) -> tuple[str, str]:
        acts: Counter[str] = Counter()
        early: set[str] = set()
        for n, f in enumerate(self.draft.frames):
            for m in f.of("event"):
                if m.attrs["pos"] == "outcome" or m.attrs["unreal"]:
                    continue
                acts[m.attrs["act"]] += 1
                if n < 3:
                    early.add(m.attrs["act"])
        kept = {a for a, n in acts.items() if a in early or n > 1}
        weapons = {_MEANS.get(m.attrs["kind"], m.attrs["kind"]) for f in self.draft.frames for m in f.of("weapon")}
        means = weapons | {_ACT_MEANS[a] for a in kept if a in _ACT_MEANS}
        outcomes = {m.attrs["act"].split(":")[1] for m in self.draft.of("event") if m.attrs["pos"] == "outcome"}
        words = {_ACT.get(a, a) for a in kept}
        if "abducted" in outcomes:
            words.add("abduction")
        if not words:
            words.add("attack")
        type_, why = explain_type(words, means, outcomes)
        if type_ == "other":
            type_, why = ("armed_attack", "violence of no more specific kind")
        return type_, why

    # -------------------------------------------------------------- when
    def _when(self) -> When | None:
        d = self.draft
        pool = [f for f in d.frames if f.when is not None and not f.weak_date]
        pool = pool or [f for f in d.context if f.when is not None and not f.weak_date and d.role == "main"]
        pool = pool or [f for f in d.frames if f.when is not None]
        if not pool:
            return None
        f = min(pool, key=lambda f: (days(f.when) > 2, pool.index(f)))
        when, m = f.when, f.when_mention
        assert when is not None and m is not None
        inferred = (
            when.inferred if not f.weak_date else f"no day of the act is given; reported on this day ({when.inferred})"
        )
        value = {"start": when.start, "end": when.end, "edtf": when.edtf, "raw": m.text, "inferred": inferred}
        if when.part_of_day:
            value["part_of_day"] = when.part_of_day
        self._say(
            "when",
            value,
            self._passage_quote(f, m),
            rule=m.rule,
            raw=m.text,
            inferred=inferred,
            confidence=0.5 if f.weak_date else 0.85,
        )
        return when

    # -------------------------------------------------------------- where
    def _where(self) -> dict[str, Any] | None:
        d = self.draft
        best: tuple[float, Frame, Mention] | None = None
        for n, f in enumerate(d.frames + (d.context if d.role == "main" else [])):
            if f.place is None or f.place_mention is None:
                continue
            g = f.place
            kind = {"place": 0.0, "admin2": 6.0, "admin1": 12.0, "country": 30.0, "region": 34.0}.get(
                g.mention.kind, 40.0
            )
            cost = kind + min(n, 8) + (8 if n >= len(d.frames) else 0) + (3 if g.match == "none" else 0)
            if best is None or cost < best[0]:
                best = (cost, f, f.place_mention)
        region = self._admin1()
        if best is None:
            country = region.country if region else self._country()
            if country is None:
                return None
            return self._place_value(None, None, country, region)
        _, f, m = best
        return self._place_value(f, m, m.attrs["place"].country or self._country(), region)

    def _place_value(
        self, f: Frame | None, m: Mention | None, country: str | None, region: GroundedPlace | None
    ) -> dict[str, Any] | None:
        g: GroundedPlace | None = m.attrs["place"] if m is not None else None
        named = g if g is not None and g.mention.kind in ("place", "admin2") else None
        if region is not None and (
            region.country != country
            or (
                g is not None
                and g is not region
                and g.admin1_code
                and g.admin1_code != region.admin1_code
                and named is not None
                and not named.stated_admin1
                and named.match != "none"
                and not self._near(m, region)
            )
        ):
            region = None
        source = named or region or g
        value: dict[str, Any] = {
            "name": named.name if named else None,
            "raw": g.mention.text if g else None,
            "country": country,
            "admin1": (region.admin1 if region else None) or (source.admin1 if source else None),
            "admin1_code": (region.admin1_code if region else None) or (source.admin1_code if source else None),
            "admin2": source.admin2 if source else None,
            "lat": source.lat if source else None,
            "lon": source.lon if source else None,
            "coordinates_of": source.coordinates_of if source else None,
            "match": source.match if source else "none",
            "gazetteer_id": source.gazetteer_id if source else None,
        }
        quotes = self._passage_quote(f, m) if f is not None and m is not None else self._country_quote(country)
        if not quotes:
            return None
        self._say(
            "where",
            value,
            quotes,
            rule=m.rule if m else "the country that the report names",
            raw=value["raw"],
            confidence=0.8 if named and named.match == "exact" else 0.55,
        )
        return value

    def _near(self, m: Mention | None, region: GroundedPlace) -> bool:
        return m is not None and 0 <= region.mention.start - m.end <= 40

    def _admin1(self) -> GroundedPlace | None:
        for f in self.draft.frames:
            for m in f.of("place"):
                g: GroundedPlace = m.attrs["place"]
                if g.mention.kind == "admin1" and g.mention.relation not in ("toward", "border"):
                    return g
        return None

    def _country(self) -> str | None:
        seen: Counter[str] = Counter()
        for f in self.draft.frames:
            for m in f.of("place"):
                g: GroundedPlace = m.attrs["place"]
                if g.country and g.mention.relation not in ("border", "toward"):
                    seen[g.country] += 1 if g.mention.kind == "demonym" else 3
        return seen.most_common(1)[0][0] if seen else self.home

    def _country_quote(self, country: str | None) -> tuple[Quote, ...]:
        for f in [*self.draft.frames, *self.draft.context]:
            for m in f.of("place"):
                if m.attrs["place"].country == country:
                    return self._quote(m)
        f = self.draft.frames[0]
        return (Quote.of(self.report, f.label.passage.start, f.label.passage.end, f.label.passage.source),)

    # -------------------------------------------------------------- who
    def _perpetrators(self, type_: str, where: dict[str, Any] | None) -> list[dict[str, Any]]:
        found: dict[str, tuple[Mention, dict[str, Any]]] = {}
        victims = {m.attrs["actor"].id for m in self.draft.of("victim") if m.attrs.get("actor") is not None}
        mentions = self.draft.of("perpetrator") or [
            m for m in self.draft.of("perpetrator", context=True) if m.attrs["role"] == "attacker"
        ]
        clash = type_ in ("armed_clash", "territorial_gain")
        for m in mentions:
            a = m.attrs
            actor: Actor | None = a["actor"]
            country = a["country"] or (where or {}).get("country")
            if actor is None and a["country"] and a["head"] is None:
                actor = load_register().resolve(
                    f"Military Forces of {a['country']}", country=a["country"]
                ) or load_register().resolve(m.text + " forces")
            if actor is not None and actor.id in victims and not clash and a["basis"] == "stated":
                continue
            if (
                actor is None
                and a["category"] in ("military", "police")
                and a["role"] != "attacker"
                and not clash
                and a["head"] is not None
                and any(x.attrs["category"] == a["category"] for x in self.draft.of("victim"))
            ):
                continue
            key = actor.id if actor is not None else ("generic" if a["role"] == "attacker" else m.text.lower())
            value = {
                "name": m.text,
                "actor": actor.name if actor else None,
                "actor_id": actor.id if actor else None,
                "side": a["side"] or "a",
                "basis": a["basis"],
                "by": a["by"],
                "via": a["via"],
            }
            if actor is not None:
                branch = load_register().branch(actor, country=country, year=self._year())
                if branch is not None and branch.id != actor.id:
                    value["inferred_branch"] = branch.name
            if key in found:
                old = found[key][1]
                if _RANK[value["basis"]] > _RANK[old["basis"]]:
                    found[key] = (m, value | ({"name": old["name"]} if key == "generic" else {}))
                elif old["by"] is None and value["by"] is not None and value["basis"] == old["basis"]:
                    old["by"], old["via"] = value["by"], value["via"]
                continue
            found[key] = (m, value)
        if any(k != "generic" for k in found) and "generic" in found and not clash:
            generic = found["generic"]
            named_claim = any(
                v["basis"] in ("claimed", "attributed", "suspected") for k, (_, v) in found.items() if k != "generic"
            )
            if not named_claim or generic[1]["basis"] == "suspected":
                found.pop("generic")
        out = []
        for m, value in list(found.values())[:MAX_PERPETRATORS]:
            self._say(
                "perpetrators",
                value,
                self._passage_quote(self._frame_of(m), m),
                rule=m.rule,
                raw=m.text,
                said_by=value["by"],
                via=value["via"],
                confidence=0.75 if value["actor"] else 0.6,
            )
            out.append(value)
        return out

    def _year(self) -> int | None:
        w = self.draft.when
        if w is not None:
            return int(w.start[:4])
        return int(self.report.published[:4]) if self.report.published and self.report.published[:4].isdigit() else None

    def _victims(
        self, where: dict[str, Any] | None, perpetrators: Sequence[dict[str, Any]], type_: str
    ) -> list[dict[str, Any]]:
        mentions = self.draft.of("victim")
        attackers = {p["actor_id"] for p in perpetrators if p["actor_id"]}
        known = [m for m in mentions if m.attrs["category"] not in ("unknown", "militant")]
        out: list[dict[str, Any]] = []
        seen: set[tuple[str, str]] = set()
        for m in mentions:
            a = m.attrs
            if a.get("actor") is not None and a["actor"].id in attackers:
                continue
            category = a["category"]
            if category == "unknown":
                if any(k.attrs["category"] != "civilian" for k in known):
                    continue
                category = "civilian"
            if category == "militant" and (
                known or not (type_ in ("armed_clash", "air_or_drone_strike") or not perpetrators)
            ):
                continue
            key = (category, _head(m.text))
            if key in seen or len(out) >= MAX_VICTIMS:
                continue
            seen.add(key)
            nationality = a["nationality"] or (
                (where or {}).get("country") if category in ("military", "police", "government_official") else None
            )
            value: dict[str, Any] = {"text": m.text, "category": category, "nationality": nationality}
            if a.get("actor") is not None:
                value |= {"actor": a["actor"].name, "actor_id": a["actor"].id}
            self._say("victims", value, self._quote(m), rule=m.rule, raw=m.text)
            out.append(value)
        if not out:
            for m in self.draft.of("target"):
                if m.attrs["victim_category"] not in ("-", "", None):
                    value = {"text": m.text, "category": m.attrs["victim_category"], "nationality": None}
                    self._say(
                        "victims", value, self._quote(m), rule="those who use the target", raw=m.text, confidence=0.5
                    )
                    out.append(value)
                    break
        return out

    def _targets(self) -> None:
        seen: set[str] = set()
        for m in self.draft.of("target"):
            key = m.text.lower()
            if key in seen or len(seen) >= 5:
                continue
            seen.add(key)
            self._say(
                "targets",
                {"text": m.text, "category": m.attrs["category"]},
                self._quote(m),
                rule=m.rule,
                raw=m.text,
                confidence=0.5,
            )

    # -------------------------------------------------------------- figures
    def _tolls(self) -> int:
        seen: set[tuple[Any, ...]] = set()
        count = 0
        for m in self.figures:
            a = m.attrs
            if a["measure"] not in (
                "killed",
                "injured",
                "abducted",
                "freed",
                "missing",
                "displaced",
                "arrested",
                "survived",
            ):
                continue
            key = (a["measure"], a["low"], a["high"], a["category"], (a["said_by"] or "").lower())
            if key in seen:
                continue
            seen.add(key)
            side = {"military": "b", "police": "b", "militant": "a", "civilian": "civilian"}.get(
                a["category"], "unknown"
            )
            value = {
                "measure": a["measure"],
                "low": a["low"],
                "high": a["high"],
                "of": a["of"],
                "category": a["category"],
                "demographic": a["demographic"],
                "side": side,
                "scope": "part of a larger figure" if a["part"] else None,
                "said_by": a["said_by"],
                "sayer_kind": a["kind"],
                "via": a["via"],
                "provisional": bool(a.get("provisional")),
            }
            self._say(
                "tolls",
                value,
                self._quote(m, a["quote_start"], a["quote_end"]),
                rule=m.rule,
                raw=m.text,
                said_by=a["said_by"],
                via=a["via"],
                confidence=0.7,
            )
            count += 1
        return count

    def _totals(self, type_: str, status: str) -> dict[str, Total]:
        everybody = type_ in (
            "armed_clash",
            "air_or_drone_strike",
            "shelling_or_missile",
            "territorial_gain",
        ) or not self.draft.of("perpetrator")
        out: dict[str, Total] = {}
        for measure in ("killed", "injured", "abducted", "missing"):
            t = total(measure, self.figures, everybody=everybody)
            if t is None:
                continue
            out[measure] = t
            quotes = [q for m in t.parts for q in self._quote(m, m.attrs["quote_start"], m.attrs["quote_end"])]
            self._say(f"totals.{measure}", {"low": t.low, "high": t.high, "best": t.best}, quotes[:3], rule=t.rule)
        return out

    # -------------------------------------------------------------- the rest
    def _weapons(self) -> None:
        seen: set[str] = set()
        for m in self.draft.of("weapon"):
            key = _head(m.text)
            if key in seen or len(seen) >= 6:
                continue
            seen.add(key)
            self._say("weapons", {"text": m.text, "kind": m.attrs["kind"]}, self._quote(m), rule=m.rule, raw=m.text)

    def _claims(self) -> None:
        seen: set[tuple[str, str]] = set()
        for m in self.draft.of("claim", context=True):
            actor: Actor | None = m.attrs["actor"]
            key = (m.attrs["kind"], actor.id if actor else m.attrs["by"].lower())
            if key in seen:
                continue
            seen.add(key)
            self._say(
                "claims",
                {
                    "kind": m.attrs["kind"],
                    "by": m.attrs["by"],
                    "actor": actor.name if actor else m.attrs["by"],
                    "via": m.attrs["via"],
                },
                self._passage_quote(self._frame_of(m), m),
                rule=m.rule,
                said_by=m.attrs["by"],
                via=m.attrs["via"],
                confidence=0.8,
            )

    def _evidence(self, frames: Sequence[Frame]) -> tuple[Quote, ...]:
        def value(f: Frame) -> tuple[float, int]:
            return (
                f.label.weight + (0.5 if f.label.passage.source == "text" else 0) - 0.15 * frames.index(f),
                -f.label.index,
            )

        best = max(frames, key=value)
        rest = [f for f in frames if f is not best and f.of("figure") and f.label.passage.source == "text"]
        out = []
        for f in [best, *rest[:1]]:
            p = f.label.passage
            events = f.of("event") or f.mentions
            if p.end - p.start <= 400 or not events:
                out.append(Quote.of(self.report, p.start, p.end, p.source))
            else:
                out.extend(self._passage_quote(f, events[0]))
        return tuple(out)

    def _confidence(self, when: When | None, where: dict[str, Any] | None, tolls: int) -> float:
        score = (
            0.35
            + 0.15 * (when is not None)
            + 0.15 * bool(where and (where["name"] or where["admin1"]))
            + 0.1 * (tolls > 0)
            + 0.05 * min(len(self.draft.frames), 4)
        )
        return round(min(score, 0.95), 2)


_RANK = {"claimed": 4, "suspected": 3, "attributed": 2, "stated": 1}


def _head(text: str) -> str:
    words = [w for w in text.lower().replace("’", "'").split() if w not in _FOLD_ARTICLES]
    return words[-1] if words else ""


def _inherit(figures: Iterable[Mention]) -> list[Mention]:
    """'12 soldiers were killed and eight others wounded': the others are soldiers too."""
    out: list[Mention] = []
    for m in figures:
        if m.attrs["other"] and m.attrs["category"] == "unknown" and m.attrs["head"] is None:
            before = next(
                (
                    x
                    for x in reversed(out)
                    if x.sentence == m.sentence and x.attrs["category"] not in ("unknown", "militant")
                ),
                None,
            )
            if before is not None:
                m = Mention(
                    m.start,
                    m.end,
                    m.source,
                    m.text,
                    m.label,
                    m.sentence,
                    m.rule,
                    {**m.attrs, "category": before.attrs["category"]},
                    m.confidence,
                )
        out.append(m)
    return out
