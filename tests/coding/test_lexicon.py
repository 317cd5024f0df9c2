"""The lexicons are well-formed, tokens have exact offsets, look-ups find the longest entry."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.coding import lexicon
from attest.coding.lexicon import TABLES, load, read_table, tokenize

CATEGORIES = frozenset(
    [
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
    ]
)
VALUES: dict[str, dict[str, frozenset[str]]] = {
    "persons": {
        "number": frozenset(("sg", "pl", "mass")),
        "category": CATEGORIES,
        "demographic": frozenset(("women", "children", "men", "elderly", "-")),
        "role": frozenset(("victim", "attacker", "either", "bystander")),
    },
    "outcomes": {
        "measure": frozenset(
            [
                "killed",
                "injured",
                "abducted",
                "freed",
                "missing",
                "displaced",
                "arrested",
                "survived",
                "destroyed",
                "casualties",
            ]
        ),
        "grammar": frozenset(
            ["active", "participle", "intransitive", "count_noun", "toll_noun", "leave", "possessive_loss"]
        ),
    },
    "acts": {
        "pos": frozenset(("noun", "verb", "participle")),
        "act": frozenset(
            [
                "attack",
                "clash",
                "ambush",
                "explosion",
                "suicide",
                "airstrike",
                "drone",
                "shelling",
                "missile",
                "grenade",
                "execution",
                "massacre",
                "assassination",
                "killing",
                "protest",
                "abduction",
                "hostage",
                "arson",
                "looting",
                "sexual",
                "mob",
                "protest_repression",
                "ramming",
                "stabbing",
                "shooting",
                "capture",
                "beating",
                "raid",
                "generic_violence",
                "operation",
            ]
        ),
        "strength": frozenset(("strong", "weak")),
    },
    "weapons": {
        "kind": frozenset(
            [
                "firearm",
                "ied",
                "mine",
                "bomb",
                "car_bomb",
                "suicide_vest",
                "grenade",
                "missile",
                "rocket",
                "artillery",
                "mortar",
                "drone",
                "aircraft",
                "knife",
                "machete",
                "vehicle",
                "fire",
                "chemical",
                "other",
            ]
        )
    },
    "speakers": {
        "sayer_kind": frozenset(
            [
                "government",
                "military",
                "police",
                "hospital",
                "witness",
                "armed_group",
                "un",
                "ngo",
                "media",
                "local_official",
                "unknown",
            ]
        )
    },
    "reporting": {"kind": frozenset(["say", "confirm", "claim", "deny", "blame", "suspect", "condemn", "announce"])},
    "media": {
        "kind": frozenset(
            ["news_agency", "newspaper", "broadcaster", "social", "messaging", "armed_group_media", "website"]
        )
    },
    "cancel": {
        "kind": frozenset(
            [
                "exercise",
                "politics",
                "statistics",
                "accident",
                "disaster",
                "disease",
                "sport",
                "metaphor",
                "court",
                "history",
                "plan",
                "fiction",
                "generic",
                "film",
                "animal",
            ]
        ),
        "scope": frozenset(("sentence", "report")),
        "weight": frozenset("123"),
    },
    "bodies": {"category": CATEGORIES},
    "targets": {
        "category": frozenset(
            [
                "military_base",
                "police_station",
                "checkpoint",
                "convoy",
                "vehicle",
                "market",
                "school",
                "hospital",
                "church",
                "mosque",
                "village",
                "camp",
                "government_building",
                "infrastructure",
                "home",
                "hotel",
                "bus",
                "train_station",
                "other",
            ]
        ),
        "victim_category": CATEGORIES | {"-"},
    },
}
MORE_KEYS = {"outcomes": "grammar", "acts": "pos"}


def tables_in(text: str, language: str = "en") -> set[tuple[str, str]]:
    tokens = tokenize(text)
    return {(e.table, text[tokens[e.first].start : tokens[e.last].end]) for e in load(language).annotate(tokens)}


@pytest.mark.parametrize("table", TABLES)
def test_table_is_well_formed(table: str) -> None:
    seen: set[tuple[str, ...]] = set()
    for row in read_table(table):
        term = row["term"]
        assert term == " ".join(term.split()) and term, term
        assert "_" not in term and "’" not in term, term
        assert table == "media" or term == term.lower(), term
        assert row["lang"] in (("any",) if table == "media" else ("en", "fr")), term
        for column, allowed in VALUES[table].items():
            assert row[column] in allowed, (term, column, row[column])
        key = (term, row["lang"], row.get(MORE_KEYS.get(table, ""), ""))
        assert key not in seen, key
        seen.add(key)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_found_by_its_own_words(table: str) -> None:
    for row in read_table(table):
        lex = load("fr" if row["lang"] == "fr" else "en")
        elided = row["term"].endswith("'")  # "mort d'", as in "la mort d'un soldat"
        words = [t.lower for t in tokenize(row["term"] + "a" * elided)]
        entry = lex.match(words, 0, table)
        assert entry is not None and entry.last == len(words) - 1 - elided, row["term"]


@pytest.mark.parametrize(
    "table", ["persons", "outcomes", "acts", "weapons", "speakers", "reporting", "cancel", "targets"]
)
def test_both_languages_are_served(table: str) -> None:
    languages = [row["lang"] for row in read_table(table)]
    assert min(languages.count("en"), languages.count("fr")) > 200


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the government's men didn't stop", ["the", "government", "'s", "men", "did", "n't", "stop"]),
        ("L’attaque d'Inata, qu'il", ["L’", "attaque", "d'", "Inata", ",", "qu'", "il"]),
        ("al-Shabaab's car-bomb", ["al-Shabaab", "'s", "car-bomb"]),
        ("N'Djamena, M'Bera, O'Neill, aujourd'hui", ["N'Djamena", ",", "M'Bera", ",", "O'Neill", ",", "aujourd'hui"]),
        ("1,200 à 10:30, 3.5%", ["1,200", "à", "10:30", ",", "3.5", "%"]),
        ("the U.N. and #Ménaka @FAMa_DIRPA.", ["the", "U.N.", "and", "#Ménaka", "@FAMa_DIRPA", "."]),
        ("affirme-t-il, dit-on, a-t-elle", ["affirme", "-t-il", ",", "dit", "-on", ",", "a", "-t-elle"]),
        ("see https://x.org/a?b=1 now", ["see", "https://x.org/a?b=1", "now"]),
        ("soldiers' (“dead”)", ["soldiers", "'", "(", "“", "dead", "”", ")"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == tokens


@pytest.mark.parametrize("text", ["quʼ", "dʼnʼ", "l'sʼ", "jusquʼ"])
def test_a_word_may_end_with_a_letter_apostrophe(text: str) -> None:
    assert "".join(t.text for t in tokenize(text)) == text


def test_lower_forms_fold_apostrophes_and_inverted_pronouns() -> None:
    assert [t.lower for t in tokenize("L’Armée, affirme-t-il")] == ["l'", "armée", ",", "affirme", "il"]
    assert tokenize("blessé")[0].lower == "blessé"


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("aàéNlsdt'’-‐.,:0159 #@\u0301\u202f\u00ad")), max_size=80
    )
)
def test_offsets_are_exact_and_nothing_visible_is_lost(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert token.start >= end and token.end > token.start
        assert text[token.start : token.end] == token.text
        assert not any(c.isalnum() for c in text[end : token.start])
        end = token.end
    assert not any(c.isalnum() for c in text[end:])


WORDS = [
    "soldiers",
    "killed",
    "the",
    "police",
    "station",
    "claimed",
    "lives",
    "of",
    "heart",
    "attack",
    "15",
    "tués",
    "ont",
]


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=30).map(" ".join),
    st.sampled_from(["en", "fr"]),
)
def test_annotating_any_text_is_safe(text: str, language: str) -> None:
    tokens = tokenize(text)
    last: dict[str, tuple[int, int]] = {}
    for e in load(language).annotate(tokens):
        assert 0 <= e.first <= e.last < len(tokens)
        before = last.get(e.table)
        assert before is None or before == (e.first, e.last) or before[1] < e.first
        last[e.table] = (e.first, e.last)


def test_longest_entry_wins_and_covers() -> None:
    assert ("outcomes", "claimed the lives of") in tables_in("The blast claimed the lives of 12 soldiers")
    assert ("reporting", "claimed") not in tables_in("The blast claimed the lives of 12 soldiers")
    found = tables_in("They attacked a police station")
    assert ("targets", "police station") in found and ("persons", "police") not in found
    assert ("acts", "attack") not in tables_in("He died of a heart attack")


def test_a_term_of_several_grammars_gives_an_entry_each() -> None:
    tokens = tokenize("15 killed")
    grammars = {e.fields["grammar"] for e in load("en").annotate(tokens) if e.table == "outcomes"}
    assert {"active", "participle", "count_noun"} <= grammars


def test_hyphens_spaces_and_bare_capitals() -> None:
    assert ("acts", "air-strikes") in tables_in("The air-strikes went on")
    assert ("weapons", "Car-bomb") in tables_in("Car-bomb in the market")
    assert ("speakers", "Elus") in tables_in("Elus et habitants ont parlé", "fr")


def test_media_are_names() -> None:
    assert ("media", "AP") in tables_in("a doctor told AP")
    assert not {t for t in tables_in("an ap of the times") if t[0] == "media"}


def test_unknown_languages_read_as_english() -> None:
    assert load("pt") is load("en")
    assert load("fr") is not load("en")


def test_a_row_too_short_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "TABLES", {"weapons": ("term", "lang", "kind", "colour")})
    with pytest.raises(ValueError, match=r"weapons.tsv, line 2"):
        read_table("weapons")


@pytest.mark.parametrize("piece", ["a'", "a-", "1.", "a.", "l'", "-t-il", "#", "http://", "\u0301", "don't", "a'l'"])
def test_long_runs_stay_linear(piece: str) -> None:
    text = piece * 20_000
    start = time.process_time()
    tokenize(text)
    assert time.process_time() - start < 2.0


def test_annotation_is_fast() -> None:
    words = [
        "soldiers",
        "killed",
        "in",
        "an",
        "attack",
        "on",
        "the",
        "army",
        "base",
        "near",
        "Gao",
        ",",
        "police",
        "said",
        "on",
    ]
    random.Random(1).shuffle(words)
    tokens = tokenize(" ".join(words * 20))
    lex = load("en")
    lex.annotate(tokens)
    start = time.process_time()
    for _ in range(20):
        lex.annotate(tokens)
    assert (time.process_time() - start) / 20 < 0.02
