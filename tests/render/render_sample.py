"""An account with something in every field, for the tests of what people see."""

from attest.model import Account, Coding, Explanation, Mark, Origin, Quote, Report, Statement

TEXT = (
    "BAMAKO — At least 53 soldiers and a civilian were killed on Friday when gunmen stormed an army post at Indelimane "
    "in Mali's Menaka region, the government spokesman wrote on Twitter. The Islamic State group claimed the attack "
    "through its Amaq agency. An army officer said 54 died. Ten survivors were found. The attackers used mortars."
)
REPORT = Report(
    id="mali",
    text=TEXT,
    title="More than 50 soldiers killed",
    published="2019-11-02",
    publisher="The Daily",
    url="https://news.example/mali",
    language="en",
)
ORIGIN = Origin("grammar", "attest", "0.1", "outcome:passive")


def q(words, source="text"):
    start = REPORT.source_text(source).index(words)
    return (Quote.of(REPORT, start, start + len(words), source),)


def s(field, value, words=None, **more):
    return Statement(field, value, q(words) if words else (), origin=ORIGIN, **more)


STATEMENTS = (
    s("summary", "On 1 November 2019 gunmen killed 54 people at an army post at Indelimane, Mali."),
    s("role", "main"),
    s("status", "occurred"),
    s("type", "armed_attack"),
    s(
        "when",
        {"start": "2019-11-01", "end": "2019-11-01", "edtf": "2019-11-01", "part_of_day": "night"},
        "on Friday",
        raw="on Friday",
        inferred="the Friday before the publication on 2019-11-02",
        confidence=0.9,
    ),
    s(
        "where",
        {
            "name": "I-n-Délimane",
            "country": "MLI",
            "admin1": "Ménaka",
            "admin1_code": "ML-9",
            "admin2": None,
            "lat": 15.87,
            "lon": 1.55,
            "coordinates_of": "place",
            "match": "variant",
            "gazetteer_id": "2456111",
        },
        "Indelimane",
        raw="Indelimane",
    ),
    s(
        "perpetrators",
        {"actor": "Islamic State", "actor_id": "234", "side": "a", "basis": "claimed"},
        "The Islamic State group claimed the attack",
        raw="The Islamic State group",
        said_by="The Islamic State group",
        via="its Amaq agency",
    ),
    s("perpetrators", {"actor": None, "side": "a", "basis": "stated"}, "gunmen", raw="gunmen"),
    s("victims", {"category": "military", "nationality": "MLI"}, "53 soldiers", raw="soldiers"),
    s("victims", {"category": "civilian", "nationality": None}, "a civilian", raw="a civilian"),
    s("targets", {"category": "military_base"}, "an army post", raw="an army post"),
    s(
        "tolls",
        {
            "measure": "killed",
            "low": 53,
            "high": None,
            "of": "soldiers",
            "category": "military",
            "side": "b",
            "sayer_kind": "government",
            "provisional": True,
        },
        "At least 53 soldiers",
        said_by="the government spokesman",
        via="Twitter",
    ),
    s(
        "tolls",
        {"measure": "killed", "low": 54, "high": 54, "category": "unknown", "sayer_kind": "military"},
        "54 died",
        said_by="An army officer",
    ),
    s("tolls", {"measure": "survived", "low": 10, "high": 10}, "Ten survivors"),
    s("totals.killed", {"low": 54, "high": None, "best": 54}),
    s("weapons", {"kind": "artillery"}, "mortars", raw="mortars"),
    s(
        "claims",
        {"kind": "claim", "actor": "Islamic State"},
        "The Islamic State group claimed the attack",
        said_by="The Islamic State group",
        via="its Amaq agency",
    ),
    s(
        "discrepancies",
        {"field": "tolls", "kind": "within_report", "detail": "killed: 53 + 1 by one, 54 by another"},
        "54 died",
    ),
    s("confidence", 0.82),
    s("coder", {"name": "attest", "version": "0.1"}),
    s("evidence", "", "At least 53 soldiers and a civilian were killed on Friday"),
)
ACCOUNT = Account(Account.make_id(REPORT, 11, 40), STATEMENTS)
SMALL = Account(
    Account.make_id(REPORT, 0, 3),
    (s("role", "background"), s("status", "attempted"), s("type", "ied_or_mine"), s("part_of", ACCOUNT.id)),
)
CODING = Coding(REPORT, (ACCOUNT, SMALL))
EXPLANATION = Explanation(
    CODING,
    (
        Mark(
            *[(m := q("At least 53 soldiers")[0]).start, m.end],
            "text",
            "toll",
            "killed ≥ 53",
            "outcome:passive",
            ACCOUNT.id,
        ),
        Mark(m.start + 9, m.end, "text", "victim", "military", "group:head", ACCOUNT.id),
        Mark((d := q("on Friday")[0]).start, d.end, "text", "date", "2019-11-01", "weekday", ACCOUNT.id),
        Mark(0, 6, "text", "dateline", "Bamako", "dateline", None),
        Mark(0, 12, "title", "toll", "> 50", "title", ACCOUNT.id),
    ),
)
