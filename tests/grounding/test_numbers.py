"""Number grounding: hedges, words, digits, and the many numbers that count nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest.grounding.numbers import Quantity, find_quantities

# fmt: off
EN_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FR_SMALL = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
            "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
# fmt: on


def lines(block: str) -> list[list[str]]:
    """Split a table written one case a line, cells parted by |."""
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]


def bound(cell: str) -> int | None:
    return None if cell == "null" else int(cell)


def english(n: int, *, hyphen: str = "-", link: str = " and ") -> str:
    if n < 20:
        return EN_SMALL[n]
    if n < 100:
        return EN_TENS[n // 10] + (hyphen + EN_SMALL[n % 10] if n % 10 else "")
    if n < 1000:
        rest = link + english(n % 100, hyphen=hyphen) if n % 100 else ""
        return EN_SMALL[n // 100] + " hundred" + rest
    rest = n % 1000
    tail = "" if not rest else (link if rest < 100 else " ") + english(rest, hyphen=hyphen, link=link)
    return english(n // 1000) + " thousand" + tail


def french(n: int, *, plural: bool = True) -> str:
    if n < 20:
        return FR_SMALL[n]
    if n < 70:
        unit = n % 10
        return FR_TENS[n // 10] + ("" if not unit else " et un" if unit == 1 else "-" + FR_SMALL[unit])
    if n < 80:
        return "soixante et onze" if n == 71 else "soixante-" + FR_SMALL[n - 60]
    if n < 100:
        return ("quatre-vingts" if plural else "quatre-vingt") if n == 80 else "quatre-vingt-" + FR_SMALL[n - 80]
    if n < 1000:
        head = "cent" if n < 200 else FR_SMALL[n // 100] + (" cents" if n % 100 == 0 and plural else " cent")
        return head + (" " + french(n % 100) if n % 100 else "")
    head = "mille" if n < 2000 else french(n // 1000, plural=False) + " mille"
    return head + (" " + french(n % 1000) if n % 1000 else "")


def only(text: str, language: str = "en") -> Quantity:
    found = [q for q in find_quantities(text, language) if q.kind != "article"]
    assert len(found) == 1, found
    return found[0]


@given(st.integers(0, 9999), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_english_words_read_back(n: int, hyphen: str, link: str) -> None:
    text = f"Later {english(n, hyphen=hyphen, link=link)} soldiers fell."
    q = only(text)
    assert (q.low, q.high) == (n, n)
    assert q.text == english(n, hyphen=hyphen, link=link)


@given(st.integers(0, 9999).filter(lambda n: n != 1))
def test_french_words_read_back(n: int) -> None:
    q = only(f"Ce jour-là {french(n)} soldats sont tombés.", "fr")
    assert (q.low, q.high, q.text) == (n, n, french(n))


@given(st.integers(0, 9999), st.sampled_from(["{}", "{:,}"]), st.sampled_from(["en", "fr"]))
def test_digits_read_back(n: int, form: str, language: str) -> None:
    for written in {form.format(n), form.format(n).replace(",", " "), form.format(n).replace(",", "\u202f")}:
        noun = "people" if language == "en" else "personnes"
        q = only(f"... {written} {noun}.", language)
        assert (q.low, q.high, q.text) == (n, n, written)


HEDGES = lines("""
en | at least {} | 11 | null
en | no fewer than {} | 11 | null
en | a minimum of {} | 11 | null
en | not less than {} | 11 | null
en | more than {} | 12 | null
en | over {} | 12 | null
en | upwards of {} | 12 | null
en | above {} | 12 | null
en | up to {} | null | 11
en | as many as {} | null | 11
en | no more than {} | null | 11
en | about {} | 11 | 11
en | around {} | 11 | 11
en | some {} | 11 | 11
en | roughly {} | 11 | 11
en | approximately {} | 11 | 11
en | an estimated {} | 11 | 11
en | nearly {} | 10 | 11
en | close to {} | 10 | 11
en | almost {} | 10 | 11
en | fewer than {} | null | 10
en | less than {} | null | 10
en | at least some {} | 11 | null
en | {} or more | 11 | null
en | between {} and 15 | 11 | 15
en | {} to 15 | 11 | 15
en | {} or 15 | 11 | 15
fr | au moins {} | 11 | null
fr | pas moins de {} | 11 | null
fr | au minimum {} | 11 | null
fr | plus de {} | 12 | null
fr | bien plus de {} | 12 | null
fr | jusqu’à {} | null | 11
fr | pas plus de {} | null | 11
fr | environ {} | 11 | 11
fr | quelque {} | 11 | 11
fr | près de {} | 10 | 11
fr | presque {} | 10 | 11
fr | moins de {} | null | 10
fr | {} ou plus | 11 | null
fr | entre {} et 15 | 11 | 15
fr | {} à 15 | 11 | 15
fr | {} ou 15 | 11 | 15
""")


@pytest.mark.parametrize(("language", "hedge", "low", "high"), HEDGES)
@pytest.mark.parametrize("digits", [True, False])
def test_hedge_table(language: str, hedge: str, low: str, high: str, digits: bool) -> None:
    words = {"en": "eleven", "fr": "onze"}[language]
    written = hedge.format("11" if digits else words)
    noun = {"en": "soldiers", "fr": "soldats"}[language]
    for text in (f"It left {written} {noun} dead.", f"{written[0].upper()}{written[1:]} {noun} fell."):
        q = only(text, language)
        assert (q.low, q.high) == (bound(low), bound(high))
        assert q.text.lower() == written.lower()


@given(st.integers(1, 5000))
def test_hedges_apply_the_codebook(n: int) -> None:
    people = f"{n:,} people were killed"
    assert [(q.low, q.high) for q in find_quantities(f"nearly {people}", "en")] == [(-(-9 * n // 10), n)]
    assert [(q.low, q.high) for q in find_quantities(f"more than {people}", "en")] == [(n + 1, None)]
    assert [(q.low, q.high) for q in find_quantities(f"up to {people}", "en")] == [(None, n)]
    assert [(q.low, q.high) for q in find_quantities(f"at least {people}", "en")] == [(n, None)]


COLLECTIVES = lines("""
en | a dozen men | 12 | 12
en | two dozen men | 24 | 24
en | half a dozen men | 6 | 6
en | dozens of men | 24 | null
en | tens of men | 20 | null
en | scores of men | 40 | null
en | hundreds of men | 200 | null
en | thousands of men | 2000 | null
en | tens of thousands of men | 20000 | null
en | several men | 3 | null
en | a few men | 3 | null
en | more than a dozen men | 13 | null
en | a couple of men | 2 | 2
en | a hundred men | 100 | 100
en | 3 million men | 3000000 | 3000000
en | 1.5 million men | 1500000 | 1500000
en | at least two or three men | 2 | null
en | two to three hundred men | 200 | 300
en | 10-15 men | 10 | 15
en | nearly two dozen men | 22 | 24
en | several dozen men | 24 | null
fr | une dizaine d'hommes | 10 | 10
fr | une vingtaine d’hommes | 20 | 20
fr | une centaine d'hommes | 100 | 100
fr | une demi-douzaine d'hommes | 6 | 6
fr | des dizaines d'hommes | 20 | null
fr | des centaines d'hommes | 200 | null
fr | plus d'une vingtaine d'hommes | 21 | null
fr | au moins une quinzaine d'hommes | 15 | null
fr | plusieurs hommes | 3 | null
fr | quelques hommes | 3 | null
fr | plusieurs dizaines d'hommes | 20 | null
fr | dizaines de milliers d'hommes | 20000 | null
fr | 3 millions d'hommes | 3000000 | 3000000
fr | un millier d'hommes | 1000 | 1000
fr | 01 civil | 1 | 1
fr | un seul civil | 1 | 1
fr | un des assaillants | 1 | 1
fr | l'une des victimes | 1 | 1
fr | plus de mille hommes | 1001 | null
fr | dépassé la soixantaine | 61 | null
en | from 40 to 50 men | 40 | 50
en | over thirty (30) men | 31 | null
en | fifteen (15) men | 15 | 15
en | a score of men | 20 | 20
en | tens were killed | 20 | null
""")


@pytest.mark.parametrize(("language", "text", "low", "high"), COLLECTIVES)
def test_collectives(language: str, text: str, low: str, high: str) -> None:
    q = only(text, language)
    assert (q.low, q.high) == (bound(low), bound(high))
    assert not q.text.endswith((" of", " de", " d'"))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "two others"), ("en", "another 12 men"), ("en", "12 more were hurt"), ("en", "an additional five men"),
     ("en", "dozens of others"), ("en", "at least another 12"), ("fr", "deux autres"), ("fr", "50 autres blessés"),
     ("fr", "une vingtaine d'autres")],
)  # fmt: skip
def test_others(language: str, text: str) -> None:
    assert only(text, language).other


def test_more_than_is_no_other() -> None:
    assert not only("12 more than before").other


def test_articles_are_weak() -> None:
    for language, text in (
        ("en", "a soldier"),
        ("en", "another soldier"),
        ("fr", "un soldat"),
        ("fr", "un autre soldat"),
    ):
        (q,) = find_quantities(text, language)
        assert (q.kind, q.low, q.high) == ("article", 1, 1)
        assert q.other == ("other" in text or "autre" in text)
    (q,) = find_quantities("au moins un mort", "fr")
    assert (q.kind, q.low, q.high) == ("count", 1, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "no one was killed"), ("en", "no casualties"), ("en", "nobody was hurt"), ("en", "zero deaths"),
     ("fr", "aucune victime"), ("fr", "aucun blessé"), ("fr", "personne n'a été tué")],
)  # fmt: skip
def test_none(language: str, text: str) -> None:
    q = only(text, language)
    assert (q.low, q.high, q.kind) == (0, 0, "count")


@pytest.mark.parametrize(
    "text", ["one soldier", "one of the attackers", "it said that one civilian died", "In May. One of them"]
)
def test_one_counts(text: str) -> None:
    assert only(text).low == 1


NOTHING = lines("""
en | between 3 and 5 March | between 20 and 25 km | 12, 13 and 14 June
fr | la nuit du 4 au 5 | du jeudi 12 au vendredi 13 mars | 12 h 30 | 200 F CFA | entre le 3 et le 5 mars
en | test scores | a score of 2-1 | Channel 4 | an S-300
fr | la quarantaine | le 12 à Gao | Sept. 2019 | 12 sept. 2019
en | On 1 November | November 1st, 2019 | Nov. 12 and 13 | in 2012 | the 2015 attacks | 11 December 2019 rebels came
en | at 3pm | at 11:30 | around 8 am local time | aged 34 | a 34-year-old | Ali Sow, 34, was | Ali Sow (34) was
en | aged 3, 6 and 14 | 45% | 12.5 per cent | $3 million | 40 euros | 30 km | 15 kilometres | a 15-km stretch
en | dozens of kilometres | 15 years | two days | for 20 minutes | the past two weeks | two more days
en | the 14th regiment | No. 3 | Route 4 | G5 Sahel | an AK-47 | F-16 | M23 | T-72 | Operation 27 | Unit 8200
en | 7 Division | won 2-1 | lost 1-3 | call +234 803 555 1234 | version 2.3 | [3] | 14.5 degrees | 36°12 N
en | 12/22/2024 | 2019-11-04 | 2007-08 | 24/7 | one day | the one that came | one by one | two-thirds
en | a three-man patrol | #12 | 0700 GMT | page 12 | several times | a few hours | C-160 | no longer | one another
en | the 1990s | mid-2019 | between 2012 and 2014
fr | le 1er novembre | le 12 mars 2020 | en 2012 | 34 ans | âgé de 34 | Awa Sow, 34, a | à 19h00 | deux heures
fr | 15 jours | 7ème | 30 km | une dizaine de kilomètres | quelques jours | plusieurs fois | 12,5 % | 40 euros
fr | vendredi 12 à Bamako | le deux septembre | un véhicule neuf | quelques-uns | n° 3 | Route 4 | dès 00 heures
fr | les deux tiers
""")


@pytest.mark.parametrize(("language", "text"), [(row[0], text) for row in NOTHING for text in row[1:]])
def test_counts_nothing(language: str, text: str) -> None:
    assert [q for q in find_quantities(text, language) if q.kind != "article"] == []


def test_changes_are_not_ranges() -> None:
    assert [(q.low, q.high) for q in find_quantities("rose from 10 to 15 dead", "en")] == [(10, 10), (15, 15)]
    assert [(q.low, q.high) for q in find_quantities("est passé de 10 à 15 morts", "fr")] == [(10, 10), (15, 15)]
    assert only("has gone up to 17 dead").low == 17


def test_date_then_count() -> None:
    assert [q.text for q in find_quantities("On November 1, 53 people died", "en")] == ["53"]
    assert [q.text for q in find_quantities("On 1 November 12 soldiers died", "en")] == ["12"]
    assert [q.text for q in find_quantities("In November 12 soldiers died", "en")] == ["12"]


def test_core_starts_after_the_hedge() -> None:
    q = only("It left at least some 40 dead")
    assert q.text == "at least some 40"
    assert q.core_start == q.start + len("at least some ")
    assert q.hedge == "at least"
    assert only("plus d’une vingtaine de morts", "fr").hedge == "plus de"


WORDS = (
    "at least more than up to between and 10 15 1,200 12.5 dozens of thousands hundred million a an one two twenty "
    "- – , . : / ( ) [ ] d' l' au moins plus de une vingtaine quatre-vingt cent mille et un neuf aucun personne n' "
    "autres others another no several few half dozen November 1 2019 km % $ aged old or from some"
)
PIECES = st.sampled_from(WORDS.split())
NOISE = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=40).flatmap(
    lambda parts: st.sampled_from(["", " ", "\n"]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=300)
@given(NOISE, st.sampled_from(["en", "fr", "xx"]))
def test_any_text_is_safe_and_exact(text: str, language: str) -> None:
    last = 0
    for q in find_quantities(text, language):
        assert last <= q.start <= q.core_start < q.end <= len(text)
        assert text[q.start : q.end] == q.text
        assert q.low is None or q.high is None or 0 <= q.low <= q.high
        assert q.kind in ("count", "vague", "article")
        last = q.end


@pytest.mark.parametrize(
    "piece",
    [
        "at least ",
        "one hundred and ",
        "1 200 ",
        "1-",
        "9",
        "a ",
        "half a ",
        "12, ",
        "\n ",
        "d'",
        "quatre-vingt-",
        "aged 3, ",
        "or more ",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_time_is_linear(piece: str, language: str) -> None:
    text = piece * 20_000
    begin = time.process_time()
    find_quantities(text, language)
    assert time.process_time() - begin < 3
