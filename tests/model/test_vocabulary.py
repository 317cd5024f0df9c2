import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.model.vocabulary import crosswalk, derive_type, explain_type, label, table, type_rules, words

DESIGN_TYPES = [
    "armed_clash",
    "armed_attack",
    "ambush",
    "suicide_bombing",
    "ied_or_mine",
    "bombing_other",
    "air_or_drone_strike",
    "shelling_or_missile",
    "grenade",
    "massacre_or_execution",
    "assassination",
    "abduction",
    "hostage_taking",
    "arson_or_destruction",
    "looting",
    "sexual_violence",
    "mob_violence",
    "protest_repression",
    "vehicle_ramming",
    "stabbing",
    "shooting",
    "territorial_gain",
    "other",
]

PLOVER = {"ASSAULT", "COERCE"}
ACLED_EVENTS = {
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Riots",
    "Protests",
    "Strategic developments",
}


def test_the_sets_hold_the_words_of_the_design():
    assert list(words("type")) == DESIGN_TYPES
    assert set(words("category")) == {
        "military",
        "police",
        "peacekeeper",
        "government_official",
        "militant",
        "civilian",
        "aid_worker",
        "health_worker",
        "journalist",
        "religious",
        "unknown",
    }
    assert words("basis") == ("claimed", "attributed", "suspected", "stated")
    assert words("measure") == (
        "killed",
        "injured",
        "abducted",
        "freed",
        "missing",
        "displaced",
        "arrested",
        "survived",
    )


@pytest.mark.parametrize("type_", DESIGN_TYPES)
def test_every_type_is_mapped(type_):
    row = crosswalk(type_)
    assert row.acled_event in ACLED_EVENTS and row.acled_sub_event and row.acled_disorder
    assert row.plover_category in PLOVER and row.cameo.isdigit()
    assert row.hxl == "#event+type" and row.label
    assert set(row.ucdp_violence.split("|")) <= {"1", "2", "3", ""}
    assert row.muc4 in ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "")


def test_every_type_can_be_derived_and_rules_use_known_words():
    assert {rule.type for rule in type_rules()} | {"other"} == set(DESIGN_TYPES)
    for rule in type_rules():
        for pair in rule.any | rule.with_ | rule.without:
            set_, word = pair.split(":")
            assert word in table()[set_], pair


@pytest.mark.parametrize(
    ("acts", "means", "outcomes", "type_"),
    [
        ({"attack"}, {"firearm"}, {"killed"}, "armed_attack"),
        ({"attack", "suicide", "shooting"}, {"suicide_vest", "firearm"}, {"killed"}, "suicide_bombing"),
        ({"explosion"}, {"ied"}, {"killed"}, "ied_or_mine"),
        ({"explosion"}, {"car_bomb"}, {"killed"}, "bombing_other"),
        ({"attack"}, {"bomb"}, set(), "bombing_other"),
        ({"abduction", "execution"}, set(), {"killed", "abducted"}, "massacre_or_execution"),
        ({"ramming", "stabbing"}, {"vehicle", "knife"}, {"killed"}, "vehicle_ramming"),
        ({"attack"}, {"vehicle", "firearm"}, {"killed"}, "armed_attack"),
        ({"clash"}, {"artillery"}, {"killed"}, "armed_clash"),
        ({"attack", "clash"}, {"firearm"}, {"killed"}, "armed_attack"),
        ({"ambush"}, {"ied", "firearm"}, {"killed"}, "ambush"),
        ({"assassination", "shooting"}, {"firearm"}, {"killed"}, "assassination"),
        ({"attack"}, {"drone"}, set(), "air_or_drone_strike"),
        ({"shelling"}, set(), {"killed"}, "shelling_or_missile"),
        ({"attack"}, {"artillery", "firearm"}, {"killed"}, "armed_attack"),
        ({"grenade_throw"}, set(), {"injured"}, "grenade"),
        ({"attack", "abduction"}, {"firearm"}, {"abducted"}, "abduction"),
        ({"hostage"}, set(), set(), "hostage_taking"),
        ({"arson"}, {"fire"}, {"destroyed"}, "arson_or_destruction"),
        ({"attack", "arson"}, {"firearm"}, {"killed"}, "armed_attack"),
        ({"looting"}, set(), set(), "looting"),
        ({"mob", "arson"}, set(), {"killed"}, "mob_violence"),
        ({"protest_repression", "shooting"}, {"firearm"}, {"killed"}, "protest_repression"),
        ({"attack"}, {"knife"}, {"injured"}, "stabbing"),
        ({"shooting"}, {"firearm"}, {"killed"}, "shooting"),
        ({"capture"}, set(), set(), "territorial_gain"),
        ({"sexual"}, set(), set(), "sexual_violence"),
        (set(), set(), {"killed"}, "other"),
        ({"dancing"}, set(), set(), "other"),
    ],
)
def test_types_follow_the_codebook(acts, means, outcomes, type_):
    assert derive_type(acts, means, outcomes) == type_
    assert explain_type(acts, means, outcomes)[1]


@given(
    st.sets(st.sampled_from(words("act"))),
    st.sets(st.sampled_from(words("means"))),
    st.sets(st.sampled_from(words("outcome"))),
)
def test_any_mixture_has_a_type(acts, means, outcomes):
    assert derive_type(acts, means, outcomes) in DESIGN_TYPES


def test_labels_fall_back_to_the_word():
    assert label("type", "ied_or_mine") == "planted bomb or mine"
    assert label("type", "new_thing") == "new thing"
    assert label("type", None) == ""
