"""The official 24-slot scoring of MUC-4, on templates small enough to count by hand."""

from __future__ import annotations

import itertools
import json
import random
from datetime import date
from pathlib import Path

import pytest

from benchmarks import muc4
from benchmarks.muc.keys import Count, Fill, Place, Span, Spot, Template, parse_fill, parse_template, read, slots
from benchmarks.muc.pairing import best_pairs
from benchmarks.muc.slots import CONFIDENCE, Counts, score, score_document

TYPE, DATE, PLACE = "INCIDENT: TYPE", "INCIDENT: DATE", "INCIDENT: LOCATION"
TOOL, TOOL_TYPE = "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE"
PERSON, GROUP = "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"
THING, THINGS, EFFECT = "PHYS TGT: ID", "PHYS TGT: NUMBER", "PHYS TGT: EFFECT OF INCIDENT"
NAME, ROLE, HUMAN, HARM = "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: EFFECT OF INCIDENT"

Raw = dict[str, list[str]]

FULL: Raw = {
    "MESSAGE: ID": ["OWN-0001"],
    "MESSAGE: TEMPLATE": ["1"],
    DATE: ["(03 FEB 91) / (- 04 FEB 91)"],
    PLACE: ["CHILE: VALDIVIA (CITY) - OSORNO (TOWN)"],
    TYPE: ["BOMBING"],
    TOOL: ['"PARCEL BOMB" / "PARCEL"', '? "FUSE"'],
    TOOL_TYPE: ['BOMB / EXPLOSIVE: "PARCEL BOMB" / "PARCEL"'],
    GROUP: ['"\\"RED DAWN\\" COLUMN"'],
    CONFIDENCE: ['POSSIBLE: "\\"RED DAWN\\" COLUMN"'],
    THING: ['"POST OFFICE"', '"KIOSKS"'],
    THINGS: ['1: "POST OFFICE"', 'PLURAL / 3-: "KIOSKS"'],
    NAME: ['"ROSA LEMUS"'],
    ROLE: ['"CLERK" / "POSTAL CLERK": "ROSA LEMUS"', '"TWO PORTERS"'],
    HUMAN: ['CIVILIAN: "ROSA LEMUS"', 'CIVILIAN: "TWO PORTERS"'],
    HARM: ['DEATH: "ROSA LEMUS"', '? INJURY: "TWO PORTERS"'],
}


def template(fills: Raw, *, optional: bool = False) -> Template:
    number = "1 (OPTIONAL)" if optional else "1"
    found, strange = parse_template({"MESSAGE: TEMPLATE": [number], TYPE: ["ATTACK"], **fills})
    assert found is not None
    assert not strange
    return found


def of(slot: str, key: list[str], given: list[str], **others: list[str]) -> Counts:
    """The counts of one slot; `others` fill NAME and ROLE of the key, so that cross references have a target."""
    shared = {{"name": NAME, "role": ROLE, "thing": THING}[k]: v for k, v in others.items()}
    pair = []
    for fills in (key, given):
        found, _ = parse_template({TYPE: ["ATTACK"], **shared, slot: fills})
        assert found is not None
        pair.append(found)
    return score_document(pair[:1], pair[1:]).slot(slot)


def counts(correct: int = 0, partial: int = 0, incorrect: int = 0, spurious: int = 0, missing: int = 0) -> Counts:
    return Counts(correct, partial, incorrect, spurious, missing)


def test_gold_against_itself_is_a_hundred() -> None:
    gold = [template(FULL), template({**FULL, PLACE: ["PERU"]}, optional=True)]
    found = score_document(gold, gold)
    # date, location, type; two tools and their one type; group, confidence; two things, two numbers; a name, two roles,
    # two kinds of people, two harms; no other slot
    assert found.all_templates == counts(correct=2 * 19)
    assert (found.all_templates.recall, found.all_templates.precision, found.all_templates.f1) == (100, 100, 100)
    assert found.templates == counts(correct=2)


def test_optional_template_that_is_missing_costs_nothing() -> None:
    must, may = template({DATE: ["03 FEB 91"]}), template({TYPE: ["ARSON"], DATE: ["05 FEB 91"]}, optional=True)
    found = score_document([must, may], [must])
    assert found.all_templates == counts(correct=2)
    assert found.templates == counts(correct=1)
    assert score_document([must, may], [must, may]).all_templates == counts(correct=4)


def test_optional_fill_that_is_missing_costs_nothing() -> None:
    key = ['"TRUCK"', '? "CRANE"']
    assert of(THING, key, ['"TRUCK"']) == counts(correct=1)
    assert of(THING, key, ['"TRUCK"', '"CRANE"']) == counts(correct=2)
    # what is given beside it is spurious, and not a wrong answer to what need not be answered
    assert of(THING, key, ['"TRUCK"', '"MILL"']) == counts(correct=1, spurious=1)


def test_alternatives_of_the_key_will_all_do_and_of_the_given_the_first_is_meant() -> None:
    assert of(TYPE, ["ARSON / BOMBING"], ["BOMBING"]) == counts(correct=1)
    assert of(GROUP, ['"RED DAWN" / "RD"'], ['"RD"']) == counts(correct=1)
    assert of(GROUP, ['"RED DAWN"'], ['"WHITE HAND" / "RED DAWN"']) == counts(incorrect=1)


def test_cross_reference_counts_with_the_value() -> None:
    people = {"name": ['"ROSA LEMUS"', '"PEDRO LEMUS"']}
    key = ['DEATH: "ROSA LEMUS"']
    assert of(HARM, key, ['DEATH: "LEMUS"'], **people) == counts(correct=1)
    # a family name in common makes no proper name the same
    assert of(HARM, key, ['DEATH: "PEDRO LEMUS"'], **people) == counts(partial=1)
    assert of(HARM, key, ['INJURY: "ROSA LEMUS"'], **people) == counts(incorrect=1)
    assert of(HARM, key, ['DEATH: "A BISHOP"'], **people) == counts(incorrect=1)


def test_cross_reference_on_one_side_only_is_partial() -> None:
    assert of(HARM, ['DEATH: "ROSA LEMUS"'], ['DEATH: "-"'], name=['"ROSA LEMUS"']) == counts(partial=1)
    assert of(TOOL_TYPE, ['GUN: "-"'], ['GUN: "RIFLES"']) == counts(partial=1)
    assert of(TOOL_TYPE, ['GUN: "-"'], ["GUN: -"]) == counts(correct=1)


def test_each_fill_goes_to_the_reference_that_it_fits() -> None:
    key = ['DESTROYED: "MILL"', 'SOME DAMAGE: "WAREHOUSE"']
    given = ['SOME DAMAGE: "WAREHOUSE"', 'DESTROYED: "MILL"', 'NO DAMAGE: "SILO"']
    assert of(EFFECT, key, given) == counts(correct=2, spurious=1)


@pytest.mark.parametrize(
    ("key", "given", "worth"),
    [
        ("03 FEB 91", "03 FEB 91", counts(correct=1)),
        ("03 FEB 91", "04 FEB 91", counts(incorrect=1)),
        ("01 FEB 91 - 05 FEB 91", "03 FEB 91", counts(partial=1)),
        ("01 FEB 91 - 05 FEB 91", "05 FEB 91 - 09 FEB 91", counts(partial=1)),
        ("01 FEB 91 - 05 FEB 91", "06 FEB 91 - 09 FEB 91", counts(incorrect=1)),
        ("- 05 FEB 91", "- 05 FEB 91", counts(correct=1)),
        ("- 05 FEB 91", "05 FEB 91", counts(partial=1)),
        ("- 05 FEB 91", "06 FEB 91", counts(incorrect=1)),
        ("(- 05 FEB 91) / (04 FEB 91)", "04 FEB 91", counts(correct=1)),
        ("03 FEB 91", "-", counts(missing=1)),
        ("-", "03 FEB 91", counts(spurious=1)),
    ],
)
def test_dates(key: str, given: str, worth: Counts) -> None:
    assert of(DATE, [key], [given]) == worth


@pytest.mark.parametrize(
    ("key", "given", "worth"),
    [
        ("CHILE: LOS RIOS (REGION): VALDIVIA (CITY)", "CHILE: LOS RIOS (REGION): VALDIVIA (CITY)", counts(correct=1)),
        ("CHILE: LOS RIOS (REGION): VALDIVIA (CITY)", "CHILE: LOS RIOS (REGION)", counts(partial=1)),
        ("CHILE: VALDIVIA (CITY)", "CHILE: OSORNO (CITY)", counts(partial=1)),
        ("CHILE: VALDIVIA (CITY)", "CHILE", counts(partial=1)),
        ("CHILE: VALDIVIA (CITY)", "PERU: VALDIVIA (CITY)", counts(incorrect=1)),
        ("CHILE: VALDIVIA (CITY)", "CHILE: VALDIVIA (TOWN)", counts(correct=1)),
        ("CHILE: VALDIVIA (CITY)", "CHILE: VALDIVIA (PROVINCE)", counts(partial=1)),
        ("CHILE: VALDIVIA (CITY / PROVINCE)", "CHILE: VALDIVIA (PROVINCE)", counts(correct=1)),
        ("CHILE: A (CITY) - B (PORT)", "CHILE: B (PORT) - A (CITY)", counts(correct=1)),
        ("CHILE / PERU", "PERU", counts(correct=1)),
        ("(CHILE: VALDIVIA (CITY)) / (CHILE)", "CHILE", counts(correct=1)),
    ],
)
def test_location_levels(key: str, given: str, worth: Counts) -> None:
    assert of(PLACE, [key], [given]) == worth


def test_terms_above_and_below_in_a_list_are_partial_and_beside_are_wrong() -> None:
    assert of(TOOL_TYPE, ['MINE: "-"'], ['EXPLOSIVE: "-"']) == counts(partial=1)
    assert of(TOOL_TYPE, ['EXPLOSIVE: "-"'], ['MINE: "-"']) == counts(partial=1)
    assert of(TOOL_TYPE, ['MINE: "-"'], ['DYNAMITE: "-"']) == counts(incorrect=1)
    accused = ['SUSPECTED OR ACCUSED BY AUTHORITIES: "-"'], ['SUSPECTED OR ACCUSED: "-"']
    assert of(CONFIDENCE, *accused) == counts(partial=1)
    assert of("INCIDENT: STAGE OF EXECUTION", ["ATTEMPTED"], ["THREATENED"]) == counts(incorrect=1)


def test_numbers_are_right_or_wrong() -> None:
    total = "HUM TGT: TOTAL NUMBER"
    assert of(total, ["1,200"], ["1200"]) == counts(correct=1)
    assert of(total, ["30 / ~30"], ["~ 30"]) == counts(correct=1)
    assert of(total, ["30"], ["~30"]) == counts(incorrect=1)
    assert of(total, ["6-"], ["6-8"]) == counts(incorrect=1)
    assert of(total, ["6 -"], ["6-"]) == counts(correct=1)


@pytest.mark.parametrize(
    ("slot", "key", "given", "worth"),
    [
        (THING, "PARISH CHURCH", "CHURCH", counts(correct=1)),
        (THING, "PARISH CHURCHYARD", "CHURCH", counts(incorrect=1)),
        (PERSON, "GROUP OF HOODED MEN", "THREE MEN", counts(correct=1)),
        (ROLE, "RETIRED TEACHER", "A VILLAGE TEACHER", counts(correct=1)),
        (ROLE, "MAYOR OF OSORNO", "FORMER MAYOR", counts(correct=1)),
        (ROLE, "DAUGHTER OF THE MAYOR", "MAYOR OF OSORNO", counts(partial=1)),
        (ROLE, "TWO PORTERS", "TWO NURSES", counts(incorrect=1)),
        (TOOL, "LETTER BOMBS", "PARCEL BOMB", counts(correct=1)),
        (NAME, "ROSA LEMUS", "LEMUS", counts(correct=1)),
        (NAME, "ROSA LEMUS", "PEDRO LEMUS", counts(partial=1)),
        (GROUP, "WORKERS' FRONT", "PEASANT FRONT", counts(partial=1)),
        (GROUP, "M-9", "M-9 MOVEMENT", counts(correct=1)),
        (GROUP, "M-9", "M-8", counts(incorrect=1)),
    ],
)
def test_strings(slot: str, key: str, given: str, worth: Counts) -> None:
    assert of(slot, [f'"{key}"'], [f'"{given}"']) == worth


def test_what_is_left_over_in_a_slot_is_incorrect_then_missing_or_spurious() -> None:
    found = of(THING, ['"MILL"', '"BRIDGE"', '"TOWER"'], ['"MILL"', '"SCHOOL"'])
    assert found == counts(correct=1, incorrect=1, missing=1)
    assert (found.possible, found.actual) == (3, 2)
    assert found.recall == pytest.approx(100 / 3)
    assert found.precision == 50
    assert found.f1 == pytest.approx(40)


def test_an_attack_may_stand_for_a_bombing_but_an_arson_may_not() -> None:
    key = template({TYPE: ["BOMBING"], DATE: ["03 FEB 91"]})
    near = score_document([key], [template({TYPE: ["ATTACK"], DATE: ["03 FEB 91"]})])
    assert near.all_templates == counts(correct=1, partial=1)
    assert near.all_templates.f1 == 75
    far = score_document([key], [template({TYPE: ["ARSON"], DATE: ["03 FEB 91"]})])
    assert far.templates == counts(spurious=1, missing=1)
    assert far.all_templates == counts(spurious=2, missing=2)


def test_spurious_template_counts_everywhere_but_in_matched_missing() -> None:
    one = template({DATE: ["03 FEB 91"]})
    found = score_document([one], [template({DATE: ["09 FEB 91"], PLACE: ["PERU"]}), one])
    assert found.templates == counts(correct=1, spurious=1)
    assert found.matched_missing == counts(correct=2)
    assert found.matched_spurious == counts(correct=2, spurious=3)
    assert found.all_templates == counts(correct=2, spurious=3)
    assert found.all_templates.precision == 40


def test_document_that_was_not_given_is_missing() -> None:
    one = template({DATE: ["03 FEB 91"], THING: ['? "MILL"']})
    found = score({"a": [one], "b": [one], "c": []}, {"a": [one]})
    assert found.templates == counts(correct=1, missing=1)
    # the optional fill of the missing template is not asked for
    assert found.matched_missing == counts(correct=3, missing=2)
    assert found.matched_spurious == counts(correct=3)
    assert found.all_templates.recall == 60
    assert found.all_templates.precision == 100


def test_the_pairing_with_the_most_points_wins() -> None:
    first = template({DATE: ["03 FEB 91"], THING: ['"MILL"']})
    second = template({DATE: ["09 FEB 91"], THING: ['"BRIDGE"']})
    assert score_document([first, second], [second, first]).all_templates == counts(correct=6)


def test_of_pairings_as_good_the_one_with_what_is_asked_for_wins() -> None:
    fills = {DATE: ["03 FEB 91"]}
    found = score_document([template(fills, optional=True), template(fills)], [template(fills)])
    assert found.all_templates == counts(correct=2)


def test_slot_that_does_not_apply_is_not_scored() -> None:
    key = template({TYPE: ["KIDNAPPING"], THING: ["*"], NAME: ['"ROSA LEMUS"']})
    given = template({TYPE: ["KIDNAPPING"], THING: ['"CAR"'], NAME: ['"ROSA LEMUS"']})
    assert score_document([key], [given]).all_templates == counts(correct=2)


def test_values_are_typed() -> None:
    def fill(slot: str, text: str) -> Fill | None:
        found, why = parse_fill(slots()[slot], text)
        assert not why
        return found

    assert fill(DATE, "? - 3 FEB 91") == Fill((Span(None, date(1991, 2, 3)),), (), True)
    assert fill(DATE, "01 FEB 91 - 03 FEB 91") == Fill((Span(date(1991, 2, 1), date(1991, 2, 3)),))
    spots = (Spot("A", frozenset({"CITY"})), Spot("B", frozenset({"PORT", "CITY"})))
    assert fill(PLACE, "Chile: B (Port / City) - A (Town)") == Fill((Place("CHILE", (spots,)),))
    assert fill(THINGS, '~3 / 4- / -5: "A: B" / "C"') == Fill(
        (Count(3, 3, True), Count(4, None), Count(None, 5)), ("A: B", "C")
    )
    assert fill(ROLE, '? ("THE \\"BOSS\\"" / "1/2"): "-"') == Fill(('THE "BOSS"', "1/2"), (), True)
    assert fill(ROLE, "-") is None


def test_strange_fills_are_told_of_and_kept() -> None:
    found, strange = parse_template(
        {
            TYPE: ["BOMBING"],
            DATE: ["FEB 3"],
            PLACE: ["CHILE: VALDIVIA"],
            TOOL: ["MINES", "-"],
            TOOL_TYPE: ['TRAP: "MINES"'],
            THINGS: ['FEW: "CARTS"'],
            EFFECT: ['-: "CARTS"', "DESTROYED"],
            "HUM TGT: TOTAL NUMBER": ['4: "NUNS"'],
        }
    )
    assert found is not None
    assert found[DATE] == (Fill(("FEB 3",)),)
    assert found[PLACE] == (Fill((Place("CHILE", ((Spot("VALDIVIA", frozenset()),),)),)),)
    assert found[TOOL] == (Fill(("MINES",)),)
    assert found[TOOL_TYPE] == (Fill(("TRAP",), ("MINES",)),)
    assert found[THINGS] == (Fill(("FEW",), ("CARTS",)),)
    assert found[EFFECT] == (Fill(("DESTROYED",)),)
    assert found["HUM TGT: TOTAL NUMBER"] == (Fill((Count(4, 4),)),)
    assert sorted((s.where, s.why) for s in strange) == sorted(
        [
            (DATE, "not a date in one of the three forms"),
            (PLACE, "a place without its type"),
            (TOOL, "a string not in one pair of quotation marks"),
            (TOOL, "nothing, beside other fills"),
            (TOOL_TYPE, "not in the slot's list"),
            (THINGS, "not a number"),
            (THINGS, "about a string that no other slot has"),
            (EFFECT, "nothing, and yet a cross reference"),
            (EFFECT, "no cross reference"),
            ("HUM TGT: TOTAL NUMBER", "a cross reference where none belongs"),
        ]
    )


@pytest.mark.parametrize("text", ["31 NOV 90", "09 FEB 91 - 03 FEB 91", "- 03 FEB 91 - 09 FEB 91"])
def test_a_date_that_cannot_be_is_strange_and_agrees_with_itself_alone(text: str) -> None:
    assert parse_fill(slots()[DATE], text)[1]
    assert of(DATE, [text], [text]) == counts(correct=1)
    assert of(DATE, [text], ["03 FEB 91"]) == counts(incorrect=1)


def test_template_of_a_report_without_an_incident_is_none() -> None:
    assert parse_template({"MESSAGE: TEMPLATE": ["*"], TYPE: ["*"]}) == (None, [])


def test_best_pairs_are_the_best_of_all() -> None:
    dice = random.Random(4)
    for _ in range(200):
        rows, columns = dice.randint(0, 4), dice.randint(1, 4)
        weights = [[dice.choice((0, 0, 1, 2, 3, 7)) for _ in range(columns)] for _ in range(rows)]
        wide = [row + [0] * rows for row in weights]
        most = max(
            sum(wide[r][c] for r, c in enumerate(chosen))
            for chosen in itertools.permutations(range(columns + rows), rows)
        )
        pairs = best_pairs(weights)
        assert sum(weights[r][c] for r, c in pairs) == most
        assert all(weights[r][c] > 0 for r, c in pairs)
        assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)


def write(path: Path, **documents: list[Raw]) -> Path:
    path.write_text("\n".join(json.dumps({"id": k, "templates": v}) for k, v in documents.items()), "utf-8")
    return path


def test_command_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "gold", a=[FULL], b=[{TYPE: ["ARSON"], PLACE: ["PERU"]}])
    pred = write(tmp_path / "pred", a=[{**FULL, CONFIDENCE: ['REPORTED AS FACT: "RED DAWN"']}])
    assert muc4.main(["slots", str(gold), str(pred)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line]
    assert lines[0] == ["POS", "ACT", "COR", "PAR", "INC", "SPU", "MIS", "REC", "PRE", "F"]
    assert len(lines) == 1 + 1 + 23 + 3 + 1
    assert ["template-id", "2", "1", "1", "0", "0", "0", "1", "50.0", "100.0", "66.7"] in lines
    assert ["inc-loc", "2", "1", "1", "0", "0", "0", "1", "50.0", "100.0", "66.7"] in lines
    assert ["phys-tgt-nation", "0", "0", "0", "0", "0", "0", "0", "*", "*", "*"] in lines
    assert ["MATCHED/SPURIOUS", "19", "19", "18", "0", "1", "0", "0", "94.7", "94.7", "94.7"] in lines
    assert ["ALL", "TEMPLATES", "21", "19", "18", "0", "1", "0", "2", "85.7", "94.7", "90.0"] in lines
    assert lines[-1] == ["perp-org-conf:", "F", "0.0"]


def test_command_tells_of_strange_fills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write(tmp_path / "gold", a=[{TYPE: ["ARSON"], DATE: ["FEB 3"]}, {TYPE: ["ARSON"], DATE: ["FEB 4"]}])
    pred = write(tmp_path / "pred")
    assert muc4.main(["slots", str(gold), str(pred)]) == 0
    assert capsys.readouterr().err == (
        f"muc4: {gold}: 2 × not a date in one of the three forms, the first a, template 1, INCIDENT: DATE: FEB 3\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1: not JSON"),
        ("[{]", "not JSON"),
        ("[3]", "record 1: not"),
        (
            '{"id": "a", "templates": []}\n{"id": 5, "templates": []}',
            'line 2: not {"id": a string, "templates": a list}',
        ),
        ('[{"id": "a"}]', "record 1"),
        ('[{"id": "z", "templates": []}]', "1 documents that the gold lacks, the first z"),
        ('[{"id": "a", "templates": []}, {"id": "a", "templates": []}]', "document a stands there twice"),
        ('[{"id": "a", "templates": ["x"]}]', "a, template 1: not a mapping of slots to lists of fills"),
        ('[{"id": "a", "templates": [{"INCIDENT TYPE": []}]}]', "no slot is called 'INCIDENT TYPE'"),
        ('[{"id": "a", "templates": [{"INCIDENT: TYPE": "ARSON"}]}]', "INCIDENT: TYPE is not a list of strings"),
        ('[{"id": "a", "templates": [{"MESSAGE: TEMPLATE": ["one"]}]}]', "MESSAGE: TEMPLATE is neither a number"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    gold, pred = write(tmp_path / "gold", a=[]), tmp_path / "pred"
    pred.write_text(text, "utf-8")
    assert muc4.main(["slots", str(gold), str(pred)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"muc4: {pred}: ")
    assert said in err
    assert err.count("\n") == 1


def test_file_that_is_not_there_or_not_text_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = write(tmp_path / "gold", a=[])
    assert muc4.main(["slots", str(gold), str(tmp_path / "none")]) == 2
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert muc4.main(["slots", str(gold), str(tmp_path / "bytes")]) == 2
    none, other = capsys.readouterr().err.splitlines()
    assert "none: No such file" in none
    assert "bytes: not UTF-8" in other


def test_templates_are_read_by_document(tmp_path: Path) -> None:
    documents, strange = read(write(tmp_path / "gold", a=[FULL, {**FULL, "MESSAGE: TEMPLATE": ["2 (OPTIONAL)"]}], b=[]))
    assert [t.optional for t in documents["a"]] == [False, True]
    assert documents["b"] == []
    assert strange == []
