"""Sentences: exact spans over abbreviations, quotations, wrapped lines and anything else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attest.coding.sentences import MAX_SENTENCE, ends_complete, split_sentences, split_units

ENGLISH = [
    "At 4 p.m. Lt. Col. Adama of Bn. No. 3 told the U.S. Army that Gen. J. Traore had died.| He was 40.",
    "He came at 4 p.m.| Residents fled on Sept. 4 and St. Mary's was hit.",
    "It hit Hassan St., near No. 3, e.g. the mill.| Mr. Diallo, Dr. Ba and Sgt. Keita left.",
    "Maj.-Gen. Abu and Brig.-Gen. Ali spoke.| About 3.5 km away, 1,200.5 fell.",
    "The U.N. said so.| The U.N. Security Council met in the U.S.| The men left.",
    '"We ran," he said.| "Then they came."| The men fled.',
    '"Stop!" he cried.| “Who are you?” she asked.| They died?!| Yes.',
    "He left ... and came back.| He said […] they ran…| The rest stayed.",
    "Five were killed.|The army said so.| See www.example.org/a.B or a.b@example.org now.",
    'He said "they came on foot".|Police ran.',
    "Police chief Insp. Gen. (Rtd.) Ali and Col. (ret.) Ba left.| They ran .|The rest stayed.",
    "GEN. BA WAS HURT AT 5 P.M.| THE REST FLED.",
    "It was Friday.[3]| al-Shabaab claimed it.",
    "1. Gunmen came.| 2. Others fled.",
    "The gunman lived on Main St.| The police came.",
    "the army fled.| the men stayed, approx. ten of them.",
    "A farmer (he was 40.) left.",
]
FRENCH = [
    "M. Keïta et Mme. Diallo, J.-P. Le Goff et le gén. Traoré sont partis.| Ils ont fui.",
    "Il a dit : « Nous partons. »| Le ministre est resté.",
    "« Quoi ? » dit-il.| « Partez ! »| Puis il est mort.",
    "Le 12 déc. 2019, à 3,5 km, av. J.-C. ou non.| L'armée a tiré.",
    "Cf. art. 3 et p. 12.| Des blessés, des morts, etc.| Les autres ont fui.",
]


def pieces(text: str, language: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text), language)]


@pytest.mark.parametrize("language,marked", [("en", t) for t in ENGLISH] + [("fr", t) for t in FRENCH])
def test_splits(language: str, marked: str) -> None:
    assert pieces(marked.replace("|", ""), language) == [p.strip() for p in marked.split("|")]


def test_blank_lines_end_and_wrapped_lines_do_not() -> None:
    wrapped = (
        "Gunmen killed twelve people in\nthe town of Dori on Friday and\nfled. Maj.\nGen. Ba said so\n\nAnother one"
    )
    assert pieces(wrapped, "en") == [
        "Gunmen killed twelve people in\nthe town of Dori on Friday and\nfled.",
        "Maj.\nGen. Ba said so",
        "Another one",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_short_lines_stand_alone(line_end: str) -> None:
    text = line_end.join(["Gunmen attack village", "- Twelve killed", "Soldiers in Dori", "The army came."])
    assert pieces(text, "en") == ["Gunmen attack village", "- Twelve killed", "Soldiers in Dori", "The army came."]


def test_a_stretch_of_a_text() -> None:
    text = "One here. Two here. Three here."
    assert [text[a:b] for a, b in split_sentences(text, 10, 19, "en")] == ["Two here."]
    assert split_sentences(text, 19, 19, "en") == []


@pytest.mark.parametrize(
    "text,complete", [("He left.", True), ("He left.”", True), ("« Oui. »", True), ("He left", False), ("So:", True)]
)
def test_complete(text: str, complete: bool) -> None:
    assert ends_complete(text, 0, len(text)) is complete


TEXTS = st.text(
    st.one_of(st.sampled_from(list(" .\n\r!?…\"“”«»()'[]1aAéM-:,")), st.characters()), max_size=200
) | st.lists(
    st.sampled_from(["Lt. ", "U.S. ", "The ", "fled. ", "p.m. ", "No. 3 ", "« ", " »", "\n", "\n\n", '"', "a"])
).map("".join)


@given(TEXTS, st.sampled_from(["en", "fr", "xx"]), st.integers(0, 50), st.integers(0, 50))
def test_spans_cover_the_text_in_order(text: str, language: str, skip: int, drop: int) -> None:
    start, end = min(skip, len(text)), max(0, len(text) - drop)
    for split in (split_sentences, split_units):
        spans = split(text, start, end, language)
        at = start
        for a, b in spans:
            assert start <= at <= a < b <= end
            assert not text[at:a].strip()
            assert not text[a].isspace() and not text[b - 1].isspace()
            at = b
        assert not text[at : max(end, start)].strip()


@pytest.mark.parametrize("piece", ["The men. ", "a", "word ", ". ", "Lt. ", '"', "the\n", "…"])
def test_long_input_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    spans = split_sentences(text, 0, len(text), "en")
    assert time.process_time() - begin < 2
    assert max(b - a for a, b in spans) <= MAX_SENTENCE
