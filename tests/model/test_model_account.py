"""Statements and their projection, there and back; and the schema that describes it."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest.model import Account, Coding, Explanation, Mark, Origin, Quote, Report, Statement
from attest.model.schema import schema
from attest.model.shape import FIELDS, KEYS, MEASURED, OWES_QUOTE
from attest.model.vocabulary import words

REPORT = Report("r", "Gunmen killed five people in Dori on Friday, police said. " * 4, title="Five killed")
VALIDATOR = jsonschema.Draft202012Validator(schema())

QUOTES = st.builds(
    lambda start, length, source: Quote.of(REPORT, start, start + length, source),
    st.integers(0, 5),
    st.integers(3, 60),
    st.sampled_from(["text", "title"]),
)
SOME = st.lists(QUOTES, min_size=1, max_size=2).map(tuple)
WORDS = st.none() | st.text(min_size=1, max_size=12)
FIGURES = st.none() | st.integers(0, 500)
DAYS = st.dates().map(str)
ORIGINS = st.none() | st.builds(
    Origin,
    st.sampled_from(["tagger", "grammar", "language_model", "person"]),
    st.text(min_size=1, max_size=5),
    st.text(max_size=5),
    WORDS,
)


def word(set_, null=True):
    return st.sampled_from([*words(set_), None] if null else words(set_))


VALUES = {
    "when": {"start": DAYS, "end": DAYS, "edtf": WORDS, "part_of_day": WORDS, "inferred": WORDS},
    "where": {
        "name": WORDS,
        "country": st.sampled_from([None, "MLI", "BFA"]),
        "admin1": WORDS,
        "lat": st.none() | st.floats(-90, 90),
        "lon": st.none() | st.floats(-180, 180),
        "coordinates_of": word("coordinates_of"),
        "match": word("match"),
        "gazetteer_id": WORDS,
    },
    "perpetrators": {"name": WORDS, "actor": WORDS, "inferred_branch": WORDS, "basis": word("basis"), "by": WORDS},
    "victims": {"text": WORDS, "category": word("category"), "nationality": st.sampled_from([None, "MLI"])},
    "targets": {"text": WORDS, "category": WORDS, "actor": WORDS},
    "tolls": {
        "measure": word("measure", null=False),
        "low": FIGURES,
        "high": FIGURES,
        "of": WORDS,
        "category": word("category"),
        "demographic": word("demographic"),
        "side": word("side"),
        "scope": WORDS,
        "sayer_kind": word("sayer"),
        "provisional": st.booleans(),
    },
    "weapons": {"text": WORDS, "kind": word("means")},
    "claims": {"kind": word("claim", null=False), "actor": WORDS},
    "discrepancies": {"field": st.text(max_size=5), "kind": st.text(max_size=5), "detail": WORDS},
}
VALUES["also_where"] = VALUES["where"]


def statement(field):
    plain = {
        "summary": WORDS.filter(bool),
        "part_of": st.text(min_size=1, max_size=8),
        "confidence": st.floats(0, 1),
        "coder": st.fixed_dictionaries({"name": st.text(min_size=1, max_size=5), "version": WORDS}),
        "evidence": st.just(""),
        "role": word("role", null=False),
        "status": word("status", null=False),
        "type": word("type", null=False),
    }
    if field in VALUES:
        value = st.fixed_dictionaries({}, optional=VALUES[field])
        if field in ("tolls", "claims", "discrepancies"):
            value = st.fixed_dictionaries(VALUES[field])
    elif field.startswith("totals."):
        value = st.fixed_dictionaries({"low": FIGURES, "high": FIGURES, "best": FIGURES})
    else:
        value = plain[field]
    return st.builds(
        Statement,
        st.just(field),
        value,
        SOME,
        raw=WORDS,
        said_by=WORDS,
        via=WORDS,
        inferred=WORDS,
        origin=ORIGINS,
        confidence=st.floats(0, 1),
    )


NEEDED = st.tuples(statement("role"), statement("status"), statement("type"))
ACCOUNTS = st.builds(
    lambda needed, more: Account("a1", (*needed, *more)),
    NEEDED,
    st.lists(st.sampled_from(sorted(FIELDS)).flatmap(statement), max_size=8),
)


@given(ACCOUNTS)
@settings(max_examples=150)
def test_accounts_go_round_and_fit_the_schema(account):
    nested = account.to_dict()
    assert Account.from_dict(json.loads(json.dumps(nested))).to_dict() == nested
    full = json.loads(json.dumps(account.to_dict(statements=True)))
    assert Account.from_dict(full) == account
    assert Account.from_dict(full).to_dict(statements=True) == full
    for statements in (False, True):
        VALIDATOR.validate(Coding(REPORT, (account,), None).to_dict(statements))
    assert list(nested) == [key for key in schema()["$defs"]["account"]["properties"] if key in nested]
    assert account.problems(REPORT) == []


def test_an_empty_account_has_the_whole_shape():
    nested = Account("a1").to_dict()
    assert nested["where"]["country"] is None and nested["when"]["quotes"] == []
    assert nested["totals"] == {m: {"low": None, "high": None, "best": None} for m in MEASURED}
    assert Account.from_dict(nested) == Account("a1")
    assert Account("a1").problems() == ["no role", "no status", "no type"]


def test_codings_go_round():
    coding = Coding(REPORT, (Account("a1", (Statement("role", "main"),)),))
    again = Coding.from_dict(coding.to_dict(statements=True), REPORT.text)
    assert again.to_dict(statements=True) == coding.to_dict(statements=True)
    nothing = Coding(REPORT, (), "a court case")
    VALIDATOR.validate(nothing.to_dict())
    assert Coding.from_dict(nothing.to_dict()).nothing_because == "a court case"


def test_the_sayer_and_the_words_come_from_the_statement():
    quote = (Quote.of(REPORT, 0, 19),)
    account = Account(
        "a1",
        (
            Statement("tolls", {"measure": "killed", "low": 5, "high": 5}, quote, said_by="police", via="radio"),
            Statement("perpetrators", {"basis": "stated"}, quote, raw="Gunmen", said_by="police"),
        ),
    )
    assert account.tolls[0]["said_by"] == "police" and account.tolls[0]["via"] == "radio"
    assert account.tolls[0]["provisional"] is False
    assert account.perpetrators[0]["name"] == "Gunmen" and account.perpetrators[0]["by"] == "police"
    assert list(account.perpetrators[0]) == [key for key, always in KEYS["perpetrators"] if always]


def test_a_machine_must_quote_and_a_person_wins():
    machine, person = Origin("grammar", "attest"), Origin("person", "ana")
    quote = (Quote.of(REPORT, 0, 19),)
    ungrounded = Statement("victims", {"text": "people"}, origin=machine)
    assert Account("a", (ungrounded,)).victims == []
    assert Account("a", (ungrounded,)).problems() != []
    assert Account("a", (Statement("victims", {"text": "people"}, origin=person),)).victims
    statements = (
        Statement("type", "shooting", quote, origin=machine, confidence=0.99),
        Statement("type", "ambush", origin=person, confidence=0.1),
    )
    assert Account("a", statements).type == "ambush"
    surest = tuple(Statement("type", t, confidence=c) for t, c in (("shooting", 0.4), ("ambush", 0.9), ("other", 0.9)))
    assert Account("a", surest).type == "ambush"


def test_problems_name_strange_keys_and_false_quotes():
    account = Account(
        "a",
        (
            Statement("role", "main"),
            Statement("status", "occurred"),
            Statement("type", "other"),
            Statement("weapons", {"text": "bomb", "colour": "red"}, (Quote("bomb", 0, 4),)),
        ),
    )
    assert [p for p in account.problems(REPORT) if "colour" in p] and [
        p for p in account.problems(REPORT) if "not there" in p
    ]


def test_ids_are_stable_and_tell_statements_apart():
    quote = (Quote.of(REPORT, 0, 19),)
    base = Statement("weapons", {"text": "a", "kind": "bomb"}, quote, said_by="x")
    same = Statement("weapons", {"kind": "bomb", "text": "a"}, quote, said_by="x", confidence=0.2)
    assert base.id("a") == same.id("a") != base.id("b")
    assert base.id("a") != Statement("weapons", {"text": "a", "kind": "bomb"}, quote, said_by="y").id("a")
    assert Account.make_id(REPORT, 0, 6) != Account.make_id(REPORT, 0, 6, "title")


def test_there_are_no_other_fields():
    with pytest.raises(ValueError, match="no field 'colour'"):
        Statement("colour", "red")


def test_marks_go_round():
    for source in ("text", "title"):
        mark = Mark(0, 4, source, "toll", "5", "rule", "a1")
        assert Mark.from_dict(mark.to_dict()) == mark
    assert Explanation(Coding(REPORT)).marks == ()


def test_the_schema_knows_the_same_words_and_keys_as_the_model():
    loaded = schema()
    jsonschema.Draft202012Validator.check_schema(loaded)
    account = loaded["$defs"]["account"]["properties"]
    for field in ("role", "status", "type"):
        assert account[field]["enum"] == list(words(field))
    for field, keys in KEYS.items():
        shape = account[field]["items"] if field not in ("when", "where", "also_where") else account[field]
        if "$ref" in json.dumps(shape) and field.endswith("where"):
            shape = loaded["$defs"]["place"]
        assert list(shape["properties"]) == [key for key, _ in keys], field
        assert shape["required"] == [key for key, always in keys if always], field
    tolls = account["tolls"]["items"]["properties"]
    assert tolls["measure"]["enum"] == list(words("measure"))
    for key, set_ in (("category", "category"), ("side", "side"), ("sayer_kind", "sayer")):
        assert tolls[key]["enum"] == [*words(set_), None]
    assert account["perpetrators"]["items"]["properties"]["basis"]["enum"] == [*words("basis"), None]
    assert OWES_QUOTE <= FIELDS
