import random

from training.augment import Names, load_names, renamed
from training.reports import parse

XML = """<report id="en-x-001" language="en" published="2024-03-11" manner="flash">
<incident id="A" role="main" status="occurred" type="ambush" start="2024-03-09" country="NER" place="Banibangou"/>
<title>Ambush near <loc i="A">Banibangou</loc></title>
<text>
<per i="A" name="Boko Haram" basis="stated">Boko Haram</per> <trg i="A">fell upon</trg> <vic i="A" cat="military">a
convoy near <loc i="A">Banibangou</loc></vic>. A witness said <per i="A" name="Boko Haram" basis="stated">Boko
Haram</per> left <loc i="A">Banibangou</loc> at dusk; Banibangouers slept.
</text>
</report>"""
NAMES = Names({"place": ("Xu",), "adm1": ("Y",), "group": ("A Front Of Some Length",)})


def test_names_change_in_text_and_marks_alike() -> None:
    before = parse(XML)
    after = renamed(before, NAMES, random.Random(0), share=1.0)
    assert after.title == "Ambush near Xu"
    assert "Banibangouers" in after.text
    assert "near Xu" in after.text
    words = [(s.tag, after.words_of(s)) for s in after.spans]
    assert words.count(("loc", "Xu")) == 3
    assert ("per", "A Front Of Some Length") in words
    assert ("trg", "fell upon") in words
    assert ("vic", "a\nconvoy near Xu") in words


def test_nothing_changes_where_nothing_is_drawn() -> None:
    before = parse(XML)
    assert renamed(before, NAMES, random.Random(0), share=0.0) is before


def test_names_come_from_gazetteer_and_register() -> None:
    names = load_names(most=50)
    assert len(names.of["place"]) > 40
    assert len(names.of["adm1"]) > 1000
    assert any("Front" in name for name in names.of["group"])
