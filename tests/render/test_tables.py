import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_sample import ACCOUNT, CODING, REPORT

from attest.model import Account, Coding, Report, Statement
from attest.render.tables import COLUMNS, CsvWriter, GeoJsonWriter, cell, row


def as_csv(*codings):
    out = io.StringIO(newline="")
    writer = CsvWriter(out)
    for coding in codings:
        writer.write(coding)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def test_one_row_an_incident_with_the_documented_columns():
    rows = as_csv(CODING, Coding(REPORT, (), "nothing"))
    assert len(rows) == 2
    assert list(rows[0]) == list(COLUMNS) == list(row(REPORT, ACCOUNT))
    first = rows[0]
    assert first["place"] == "I-n-Délimane" and first["latitude"] == "15.87"
    assert first["perpetrators"] == "Islamic State; gunmen"
    assert first["perpetrator_basis"] == "claimed; stated"
    assert first["perpetrator_by"] == "The Islamic State group; "
    assert (first["killed_low"], first["killed_high"], first["killed_best"]) == ("54", "", "54")
    assert first["victim_categories"] == "military; civilian"
    assert rows[1]["date_start"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", "-1 dead"])
def test_formulas_are_defused(text):
    assert cell(text) == "'" + text
    rows = as_csv(Coding(Report("x", "t", title=text), (Account("a", (Statement("summary", text),)),)))
    assert rows[0]["title"] == "'" + text == rows[0]["summary"]


@pytest.mark.parametrize(
    ("value", "shown"), [(-3.5, "-3.5"), ("-3.5", "-3.5"), ("+3", "+3"), (None, ""), (0, "0"), ("a=b", "a=b")]
)
def test_numbers_and_plain_words_stay(value, shown):
    assert cell(value) == shown


@given(st.text(max_size=30))
def test_no_cell_starts_like_a_formula_unless_it_is_a_number(text):
    made = cell(text)
    if made.lstrip() and made.lstrip()[0] in "=+-@":
        float(made)
    report = Report("x", "t", title=text)
    out = io.StringIO(newline="")
    CsvWriter(out).write(Coding(report, (ACCOUNT,)))
    back = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert len(back) == 2


def test_geojson():
    out = io.StringIO()
    writer = GeoJsonWriter(out)
    writer.write(CODING)
    writer.close()
    made = json.loads(out.getvalue())
    assert made["type"] == "FeatureCollection" and set(made) == {"type", "features"}
    located, lost = made["features"]
    assert located["geometry"] == {"type": "Point", "coordinates": [1.55, 15.87]}
    assert lost["geometry"] is None and lost["type"] == "Feature"
    assert all(not isinstance(value, (list, dict)) for value in located["properties"].values())
    empty = io.StringIO()
    GeoJsonWriter(empty).close()
    assert json.loads(empty.getvalue())["features"] == []
