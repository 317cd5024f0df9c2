"""The actor register: names looked up, found in texts, told apart, and left alone where they mean something else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest.grounding.actors import KINDS, Actor, Register, load_register
from attest.grounding.actors_text import key_of
from attest.grounding.countries import countries, country_of_name

HERE = Path(__file__).parent
GED = HERE.parents[2] / "shared/data/ucdp/ged_combined.csv"
SINCE_2020 = [
    line.split("\t")
    for line in (HERE / "actors_since_2020.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith(("#", "actor\t"))
]
GED_COUNTRIES = {
    "DR Congo (Zaire)": "COD",
    "Yemen (North Yemen)": "YEM",
    "Myanmar (Burma)": "MMR",
    "Russia (Soviet Union)": "RUS",
    "Bosnia-Herzegovina": "BIH",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def ids(register: Register, text: str, language: str = "en", **known: object) -> list[str]:
    return [mention.actor.id for mention in register.scan(text, language, **known)]  # type: ignore[arg-type]


def test_the_register_is_sound(register: Register) -> None:
    known = countries()
    for slug, actor in register.actors.items():
        assert actor.id == slug
        assert actor.name.strip() == actor.name != ""
        assert actor.kind in KINDS
        assert all(code in known for code in actor.countries), slug
        assert actor.parent is None or actor.parent in register.actors, slug
        first, last = actor.active
        assert first is None or last is None or first <= last, slug
        assert actor.name not in actor.aliases


def test_branches_name_actors_and_countries(register: Register) -> None:
    for parent, lines in register._branches.items():
        assert parent in register.actors
        for actor, codes, _, _ in lines:
            assert actor in register.actors
            assert all(code in countries() for code in codes)


def test_most_groups_active_since_2020_resolve(register: Register) -> None:
    asked = wrong = 0
    misses = []
    for slug, kind, country, names in SINCE_2020:
        for name in names.split(";"):
            asked += 1
            found = register.resolve(name, country=country or None, year=2022)
            if found is None or found.id != slug or found.kind != kind:
                wrong += 1
                misses.append((name, found.id if found else None))
    assert len(SINCE_2020) >= 100
    assert wrong / asked <= 0.02, misses


def test_most_groups_active_since_2020_are_found_in_text(register: Register) -> None:
    asked = wrong = 0
    misses = []
    for slug, _, country, names in SINCE_2020:
        for name in names.split(";"):
            asked += 1
            french = any(char in name for char in "éèïç") or " de " in name or name.startswith(("les ", "gang d"))
            languages = ("fr", "en") if french else ("en", "fr")
            found = {
                actor
                for language in languages
                for actor in ids(register, f"Yesterday {name} attacked a post.", language, countries=[country])
            }
            if slug not in found:
                wrong += 1
                misses.append(name)
    assert wrong / asked <= 0.1, misses


def test_ucdp_sides_resolve_to_their_own_entries(register: Register) -> None:
    if not GED.exists():
        pytest.skip(f"no UCDP events at {GED}: the coverage of their sides is not measured")
    sides: dict[str, tuple[str | None, int]] = {}
    with GED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= 2015:
                code = GED_COUNTRIES.get(row["country"]) or country_of_name(row["country"])
                for side in ("side_a", "side_b"):
                    sides.setdefault(row[side], (code, int(row["year"])))
    sides.pop("Civilians", None)
    missed = []
    for name, (country, year) in sides.items():
        found = register.resolve(name, country=country, year=year)
        own = {key_of(n) for n in (found.name, *found.aliases)} if found else set()
        if found is None or found.id.startswith("state:") or key_of(name) not in own:
            missed.append(name)
    assert len(sides) > 200
    assert len(missed) / len(sides) <= 0.05, missed


@pytest.mark.parametrize(
    ("name", "country", "slug"),
    [
        ("ELN", "COL", "eln"),
        ("ELN", "BOL", "eln-bolivia"),
        ("al-Shabaab", "SOM", "al-shabaab"),
        ("al-Shabaab", "KEN", "al-shabaab"),
        ("al-Shabaab", "MOZ", "is-mozambique"),
        ("FDS", "SYR", "sdf-syria"),
        ("FDS", "NER", "fds-ner"),
        ("FDS", "BFA", "fds-bfa"),
        ("PLA", "CHN", "state:CHN:military"),
        ("PLA", "IND", "pla-manipur"),
        ("SNA", "SYR", "sna-syria"),
        ("SNA", "SOM", "state:SOM:military"),
        ("ADF", "COD", "adf"),
        ("ADF", "CMR", "ambazonia"),
        ("VDP", "BFA", "vdp"),
        ("NRF", "AFG", "nrf"),
        ("UPC", "CAF", "upc-car"),
        ("UPC", "COD", "upc-ituri"),
        ("SLA", "SDN", "slm-a"),
        ("SRF", "SDN", "srf-sudan"),
        ("Ansar al-Sharia", "YEM", "aqap"),
        ("Ansar al-Sharia", "LBY", "ansar-al-sharia-libya"),
        ("BRA", "PAK", "bra"),
        ("BRA", "PNG", "bougainville"),
    ],
)
def test_homonyms_are_told_apart_by_country(register: Register, name: str, country: str, slug: str) -> None:
    found = register.resolve(name, country=country)
    assert found is not None
    assert found.id == slug


@pytest.mark.parametrize(
    ("name", "country", "slug"),
    [
        ("suspected Boko Haram militants", None, "boko-haram"),
        ("alleged members of the Gulf Clan", None, "clan-del-golfo"),
        ("IS-linked fighters", None, "islamic-state"),
        ("Islamic State in the Greater Sahara (ISGS)", None, "isgs"),
        ("des combattants présumés du groupe État islamique", None, "islamic-state"),
        ("the Viv Ansanm gangs", None, "viv-ansanm"),
        ("the army", "MLI", "state:MLI:military"),
        ("soldiers", "BFA", "state:BFA:military"),
        ("police", "KEN", "state:KEN:police"),
        ("security forces", "NGA", "state:NGA:security"),
        ("the Congolese army (FARDC)", None, "state:COD:military"),
        ("Military Forces of NER", None, "state:NER:military"),
        ("Military Forces of Chad", None, "state:TCD:military"),
        ("Police Forces of Ghana", None, "state:GHA:police"),
        ("Government of Mali", None, "ucdp:72"),
        ("le gouvernement éthiopien", None, "ucdp:97"),
    ],
)
def test_names_as_written_resolve(register: Register, name: str, country: str | None, slug: str) -> None:
    found = register.resolve(name, country=country)
    assert found is not None
    assert found.id == slug


@pytest.mark.parametrize(
    "name", ["gunmen", "unidentified armed men", "militants", "", "  ", "the", "()", "(", "des hommes armés"]
)
def test_names_of_nobody_do_not_resolve(register: Register, name: str) -> None:
    assert register.resolve(name) is None
    assert register.resolve(name, country="NGA") is None


@pytest.mark.parametrize(
    ("parent", "country", "year", "slug"),
    [
        ("islamic-state", "MLI", 2019, "isgs"),
        ("islamic-state", "NGA", 2018, "iswap"),
        ("islamic-state", "COD", 2021, "iscap"),
        ("islamic-state", "MOZ", 2021, "is-mozambique"),
        ("islamic-state", "AFG", 2021, "iskp"),
        ("islamic-state", "PHL", 2019, "is-east-asia"),
        ("islamic-state", "IRQ", 2021, None),
        ("islamic-state", None, 2021, None),
        ("islamic-state", "NGA", 2010, None),
        ("al-qaeda", "MLI", 2020, "jnim"),
        ("al-qaeda", "MLI", 2012, "aqim"),
        ("al-qaeda", "YEM", 2015, "aqap"),
        ("al-shabaab", "SOM", 2020, None),
        ("jnim", "MLI", 2020, None),
        ("taliban", "PAK", 2022, "ttp"),
    ],
)
def test_branches(register: Register, parent: str, country: str | None, year: int, slug: str | None) -> None:
    found = register.branch(register.actors[parent], country=country, year=year)
    assert (found.id if found else None) == slug


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Malian army soldiers were killed.", [("Malian army soldiers", "state:MLI:military")]),
        ("en", "Kenya's police", [("Kenya's police", "state:KEN:police")]),
        ("en", "troops from Chad", [("troops from Chad", "state:TCD:military")]),
        ("en", "U.S. military planes", [("U.S. military planes", "state:USA:military")]),
        ("en", "US troops", [("US troops", "state:USA:military")]),
        ("en", "Israeli air force jets struck", [("Israeli air force jets", "state:ISR:military")]),
        ("en", "the Armed Forces of the Philippines", [("Armed Forces of the Philippines", "state:PHL:military")]),
        ("en", "Syrian regime forces", [("Syrian regime forces", "state:SYR:military")]),
        ("fr", "l'armée malienne", [("armée malienne", "state:MLI:military")]),
        ("fr", "les forces armées burkinabè", [("forces armées burkinabè", "state:BFA:military")]),
        ("fr", "des soldats tchadiens", [("soldats tchadiens", "state:TCD:military")]),
        ("fr", "la police kényane", [("police kényane", "state:KEN:police")]),
        ("fr", "l’armée du Niger", [("armée du Niger", "state:NER:military")]),
        ("fr", "les gendarmes sénégalais", [("gendarmes sénégalais", "state:SEN:gendarmerie")]),
        ("fr", "le gouvernement éthiopien", [("gouvernement éthiopien", "ucdp:97")]),
    ],
)
def test_state_forces(register: Register, language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(m.text, m.actor.id) for m in register.scan(text, language)] == wanted


def test_kinds_of_state_forces(register: Register) -> None:
    kinds = {"army": "state_force", "police": "police", "government": "government", "gendarmerie": "state_force"}
    for noun, kind in kinds.items():
        found = register.resolve(f"Togolese {noun}")
        assert found is not None
        assert (found.kind, found.countries) == (kind, ("TGO",))
    for country in ("RUS", "UKR", "ISR", "USA"):
        found = register.resolve("the army", country=country)
        assert found is not None
        assert not found.name.startswith("Military Forces of")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "WHAT IS KNOWN ABOUT THE ATTACK ON THE TOWN"),
        ("en", "THE LEADER IS DEAD, ATTACKERS SAY"),
        ("en", "The town is calm; this is what we know as of May."),
        ("en", "They drove down the M23 motorway near Gatwick in England."),
        ("en", "The convoy's ETA at the camp was 5 pm."),
        ("en", "He lives in Fano, Italy."),
        ("en", "An evening of Wagner at the opera in Vienna."),
        ("en", "Fishing in the Sea of Azov is banned in Ukraine."),
        ("en", "Ansar Ahmed, a shopkeeper, said the road was open."),
        ("en", "LA police arrested a man."),
        ("en", "The Pride parade supports the cause; the base is near."),
        ("en", "AS the sun rose, AA batteries ran out and the PDF would not open."),
        ("en", "The PLOT thickened; Hamasa and Talibanism are no names."),
        ("en", "They want to build an Islamic State."),
        ("en", "They dream of an Islamic state."),
        ("en", "Reporters Without Borders (RSF) said so in Sudan. RSF called for an inquiry."),
        ("fr", "Reporters sans frontières (RSF) a dénoncé l'attaque au Soudan."),
        ("fr", "Il est parti en mai avec la base et la fierté de l'état islamique."),
        ("en", "France forces Mali to talk."),
        ("en", "Mali, soldiers and others."),
        ("en", "the Mexican state of Guerrero"),
        ("en", "LET US GO, SAY PILGRIMS IN KASHMIR, INDIA"),
        ("en", "MIT researchers and OAS diplomats met MPs and the AU."),
        ("en", "Fama and fortune; a fact is a fact. Fact: the mend was model."),
    ],
)
def test_false_friends(register: Register, language: str, text: str) -> None:
    assert [(m.text, m.actor.id) for m in register.scan(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text", "slug", "certain"),
    [
        ("en", "IS militants attacked the village.", "islamic-state", False),
        ("en", "The Islamic State (IS) fled.", "islamic-state", True),
        ("fr", "L'EI a revendiqué l'attaque.", "islamic-state", False),
        ("en", "The RSF shelled El Fasher in Sudan.", "rsf", False),
        ("en", "MS-13 members were held.", "ms-13", True),
        ("en", "M23 took Goma in DR Congo.", "m23", False),
        ("en", "Fano attacked Bahir Dar in Ethiopia.", "fano", False),
        ("en", "ELN IN COLOMBIA BLOWS UP PIPELINE", "eln", False),
        ("en", "FMLN GUERRILLAS ATTACK", "fmln", True),
        ("fr", "les shebab au Kenya", "al-shabaab", False),
        ("fr", "les Casques bleus de la Minusma", "minusma", True),
        ("en", "Hamas said so", "hamas", True),
        ("en", "taliban fighters", "taliban", True),
    ],
)
def test_names_in_context(register: Register, language: str, text: str, slug: str, certain: bool) -> None:
    mentions = register.scan(text, language)
    assert (slug, certain) in [(m.actor.id, m.certain) for m in mentions]


def test_known_countries_tell_homonyms_apart(register: Register) -> None:
    text = "Al-Shabaab fighters burnt the village."
    assert ids(register, text, countries=["MOZ"]) == ["is-mozambique"]
    assert ids(register, text, countries=["SOM"]) == ["al-shabaab"]
    assert ids(register, text) == ["al-shabaab"]


def test_the_full_name_vouches_for_the_acronym(register: Register) -> None:
    text = "The Arakan Army took the town. An AA spokesman said so."
    assert ids(register, text) == ["arakan-army", "arakan-army"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("jnim", "jnim"),
        ("Boko Haram", "boko-haram"),
        ("macina", "katiba-macina"),
        ("jnimm", "jnim"),
        ("malian army", "state:MLI:military"),
    ],
)
def test_find_ranks(register: Register, text: str, first: str) -> None:
    found = register.find(text, 3)
    assert found[0].id == first
    assert len(found) <= 3


def test_find_of_nothing(register: Register) -> None:
    assert register.find("", 5) == []
    assert register.find("…", 5) == []
    assert register.find("jnim", 0) == []


NAMES = st.sampled_from(
    [
        "Boko Haram",
        "IS",
        "l'armée",
        "malienne",
        "Malian",
        "army",
        "U.S.",
        "forces",
        "of",
        "EI",
        "al-",
        "Shabaab",
        "M23",
        "(",
        ")",
        "É\u0301tat",
        "islamique",
        "\u0130S",
        "ﬁ",
        "'",
        "’s",
        "\n",
        "\x00",
        "𝔘N",
        "police",
        "de",
        "la",
        "RDC",
        ", ",
        "-",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(NAMES, max_size=30).map(" ".join), st.lists(NAMES, max_size=30).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(
    text=TEXTS, language=st.sampled_from(["en", "fr", "xx", ""]), codes=st.lists(st.sampled_from(["MLI", "MOZ", "COL"]))
)
def test_any_text_is_safe_and_offsets_are_exact(text: str, language: str, codes: list[str]) -> None:
    last = 0
    for mention in load_register().scan(text, language, countries=codes, year=2020):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert isinstance(mention.actor, Actor)
        # never inside a word
        assert not (mention.start and text[mention.start - 1].isalnum() and mention.text[0].isalnum())
        assert not (mention.end < len(text) and text[mention.end].isalnum() and mention.text[-1].isalnum())
        last = mention.end


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_any_name_is_safe(text: str) -> None:
    register = load_register()
    found = register.resolve(text, country="MLI", year=2020)
    assert found is None or isinstance(found, Actor)
    register.find(text[:20], 3)


def test_scanning_twice_gives_the_same(register: Register) -> None:
    text = "Boko Haram and the Nigerian army fought; ISWAP claimed it. Troops from Chad came."
    assert register.scan(text, "en") == register.scan(text, "en")
