from dataclasses import replace

from training.agreement import compare
from training.reports import Span, parse

XML = """<report id="en-x-001" language="en" published="2024-03-11" manner="flash">
<incident id="A" role="main" status="occurred" type="ambush" start="2024-03-09" country="NER" killed="3"/>
<incident id="B" role="background" status="occurred" type="shooting" start="2024-02" country="NER" killed="1"/>
<title>Ambush near <loc i="A">Abala</loc></title>
<text><num i="A" of="killed" n="3">Three men</num> died; <num i="B" of="killed" n="1">a man</num> in February.</text>
</report>"""


def test_a_report_agrees_with_itself() -> None:
    report = parse(XML)
    said = compare([report], [report])
    assert "all         3      3  100.0    100.0" in said
    assert "incidents: 2 and 2, F1 100.0; of 2 pairs" in said
    assert "type 100.0" in said


def test_what_differs_is_counted() -> None:
    first = parse(XML)
    a, b = first.incidents
    spans = [s for s in first.spans if s.tag != "loc"]
    moved = [Span(s.source, s.start, s.end - 1, s.tag, s.attrs) for s in spans]
    second = replace(first, spans=tuple(moved), incidents=({**b, "id": "A"}, {**a, "id": "B", "type": "shooting"}))
    said = compare([first], [second])
    assert "loc         1      0    0.0      0.0" in said
    assert "num         2      2    0.0    100.0" in said
    assert "of 2 pairs agree on\ntype 50.0, role 100.0" in said
