"""Date grounding: what is found in words, what it resolves to, and what must be left alone."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attest.grounding.dates import DateMention, When, find_dates, parse_published, resolve
from attest.grounding.dates_lexicon import lexicon
from attest.model.errors import InputError

MONDAY = "2019-11-04"

# text | the mention | kind | part of day | EDTF against publication on Monday 4 November 2019
ENGLISH = """
Gunmen struck on Friday, officials said | Friday | weekday | - | 2019-11-01
Soldiers died on Monday, officials said | Monday | weekday | - | 2019-11-04
The raid last Friday | last Friday | weekday | - | 2019-11-01
The raid last Monday | last Monday | weekday | - | 2019-10-28
It happened on Friday night | Friday night | weekday | night | 2019-11-01
It happened early Monday | early Monday | weekday | morning | 2019-11-04
It happened late on Sunday | late on Sunday | weekday | evening | 2019-11-03
He fell on Friday around noon | Friday around noon | weekday | noon | 2019-11-01
Shots rang out at 10:45 pm on Friday | at 10:45 pm on Friday | weekday | night | 2019-11-01
A van came at about 22:00 BST on Saturday | at about 22:00 BST on Saturday | weekday | night | 2019-11-02
They came before dawn on Sunday | before dawn on Sunday | weekday | dawn | 2019-11-03
Friday's attack left two dead | Friday | weekday | - | 2019-11-01
The raid on Tuesday of last week | Tuesday of last week | weekday | - | 2019-10-29
Talks are due on Friday | Friday | weekday | - | 2019-11-08
They vote next Friday | next Friday | weekday | - | 2019-11-08
overnight Friday to Saturday | overnight Friday to Saturday | overnight | night | 2019-11-01/2019-11-02
on the night of Thursday to Friday | night of Thursday to Friday | overnight | night | 2019-10-31/2019-11-01
Friday night into Saturday | Friday night into Saturday | overnight | night | 2019-11-01/2019-11-02
from late Saturday to early Sunday | late Saturday to early Sunday | overnight | night | 2019-11-02/2019-11-03
overnight into Sunday | overnight into Sunday | overnight | night | 2019-11-02/2019-11-03
Drones hit the port overnight | overnight | overnight | night | 2019-11-03/2019-11-04
on Friday, November 1, at a camp | Friday, November 1 | month_day | - | 2019-11-01
on Saturday (2 November) | Saturday (2 November) | month_day | - | 2019-11-02
on Sunday, 3 Nov | Sunday, 3 Nov | month_day | - | 2019-11-03
It went off today | today | relative | - | 2019-11-04
He spoke this morning | this morning | relative | morning | 2019-11-04
They attacked last night | last night | relative | night | 2019-11-03
It fell yesterday | yesterday | relative | - | 2019-11-03
It fell the day before yesterday | the day before yesterday | relative | - | 2019-11-02
Two days ago a mine | Two days ago | relative | - | 2019-11-02
Two days earlier, a mine | Two days earlier | relative | - | 2019-11-02
A week ago a mine | A week ago | relative | - | 2019-10-28~
A month earlier, a mine | A month earlier | relative | - | 2019-10
It came a month after two raids | a month after | relative | - | 2019-10
a few days ago | a few days ago | relative | - | 2019-10-28/2019-11-03~
less than two weeks ago | two weeks ago | relative | - | 2019-10-21/2019-11-03~
In the past 24 hours | the past 24 hours | period | - | 2019-11-03/2019-11-04
It struck last week | last week | period | - | 2019-10-28/2019-11-03
Fighting over the weekend | over the weekend | period | - | 2019-11-02/2019-11-03
Fighting at the weekend | at the weekend | period | - | 2019-11-02/2019-11-03
earlier this month | earlier this month | period | - | 2019-11-01/2019-11-04
It struck last month | last month | period | - | 2019-10
earlier this year | earlier this year | period | - | 2019-01-01/2019-11-04
It struck last year | last year | period | - | 2018
in the summer of 2014 | summer of 2014 | period | - | 2014-22
in mid-January | mid-January | month | - | 2019-01-11/2019-01-20~
in late February | late February | month | - | 2019-02-21/2019-02-28~
in late November | late November | month | - | 2018-11-21/2018-11-30~
in early March | early March | month | - | 2019-03-01/2019-03-10~
the September attacks | September | month | - | 2019-09
In December, a camp | December | month | - | 2018-12
in May last year | May last year | month | - | 2018-05
in November of 2018 | November of 2018 | month | - | 2018-11
in March 2012 | March 2012 | month | - | 2012-03
in 2012 | 2012 | year | - | 2012
the 2015 attack | 2015 | year | - | 2015
on September 30 | September 30 | month_day | - | 2019-09-30
the September 30 attack | September 30 | month_day | - | 2019-09-30
On December 25, 13 people died | December 25 | month_day | - | 2018-12-25
on the evening of 10 October | evening of 10 October | month_day | evening | 2019-10-10
on the first of May | first of May | month_day | - | 2019-05-01
on Christmas Day | Christmas Day | month_day | - | 2018-12-25
on Easter Sunday | Easter Sunday | month_day | - | 2019-04-21
30 September 2019 | 30 September 2019 | absolute | - | 2019-09-30
Sept. 4, 2007 | Sept. 4, 2007 | absolute | - | 2007-09-04
November 1st, 2019 | November 1st, 2019 | absolute | - | 2019-11-01
2019-11-01 08:05 | 2019-11-01 | absolute | - | 2019-11-01
22/11/2018 | 22/11/2018 | absolute | - | 2018-11-22
11/22/2018 5:09:59 AM | 11/22/2018 | absolute | - | 2018-11-22
October 12-13 | October 12-13 | range | - | 2019-10-12/2019-10-13
between 3 and 5 March | between 3 and 5 March | range | - | 2019-03-03/2019-03-05
from 6 to 7 October | from 6 to 7 October | range | - | 2019-10-06/2019-10-07
September 30 and October 1 | September 30 and October 1 | range | - | 2019-09-30/2019-10-01
30 December to 2 January 2018 | 30 December to 2 January 2018 | range | - | 2017-12-30/2018-01-02
Wednesday and Thursday last week | Wednesday and Thursday last week | range | - | 2019-10-30/2019-10-31
between Friday and Sunday | between Friday and Sunday | range | - | 2019-11-01/2019-11-03
between March and April 2012 | between March and April 2012 | range | - | 2012-03/2012-04
It began at 3pm | at 3pm | part_of_day | afternoon | -
It began around 11:30 | around 11:30 | part_of_day | morning | -
At dawn they came | At dawn | part_of_day | dawn | -
since January | since January | duration | - | -
since 2012 | since 2012 | duration | - | -
since the start of the year | since the start of the year | duration | - | -
since Friday night | since Friday night | duration | - | -
for 15 years | for 15 years | duration | - | -
in recent years | in recent years | duration | - | -
in two days | in two days | duration | - | -
from 2006 to 2012 | from 2006 to 2012 | duration | - | -
"""

FRENCH = """
Des hommes ont attaqué vendredi | vendredi | weekday | - | 2019-11-01
Le camp attaqué vendredi dernier | vendredi dernier | weekday | - | 2019-11-01
samedi après-midi | samedi après-midi | weekday | afternoon | 2019-11-02
vendredi vers midi | vendredi vers midi | weekday | noon | 2019-11-01
dans la matinée de vendredi | dans la matinée de vendredi | weekday | morning | 2019-11-01
lundi de la semaine dernière | lundi de la semaine dernière | weekday | - | 2019-10-28
dans la nuit de samedi à dimanche | dans la nuit de samedi à dimanche | overnight | night | 2019-11-02/2019-11-03
dans la nuit du 3 au 4 mars | dans la nuit du 3 au 4 mars | overnight | night | 2019-03-03/2019-03-04
nuit du lundi 4 au mardi 5 mars | nuit du lundi 4 au mardi 5 mars | overnight | night | 2019-03-04/2019-03-05
cette nuit | cette nuit | overnight | night | 2019-11-03/2019-11-04
ce dimanche 3 novembre | ce dimanche 3 novembre | month_day | - | 2019-11-03
vendredi 1er novembre | vendredi 1er novembre | month_day | - | 2019-11-01
Le 4 août dernier, une unité | 4 août dernier | month_day | - | 2019-08-04
dans la soirée du 5 mai | dans la soirée du 5 mai | month_day | evening | 2019-05-05
le 1er novembre 2018 | 1er novembre 2018 | absolute | - | 2018-11-01
01/11/2018 | 01/11/2018 | absolute | - | 2018-11-01
le 4 sept. 2007 | 4 sept. 2007 | absolute | - | 2007-09-04
aujourd’hui | aujourd’hui | relative | - | 2019-11-04
ce matin | ce matin | relative | morning | 2019-11-04
hier soir | hier soir | relative | evening | 2019-11-03
avant-hier | avant-hier | relative | - | 2019-11-02
il y a deux jours | il y a deux jours | relative | - | 2019-11-02
trois jours plus tôt | trois jours plus tôt | relative | - | 2019-11-01
La veille, des hommes | La veille | anaphoric | - | 2019-11-03
ces dernières 24 heures | ces dernières 24 heures | period | - | 2019-11-03/2019-11-04
il y a un an | il y a un an | relative | - | 2018
il y a un peu plus d'un mois | il y a un peu plus d'un mois | relative | - | 2019-10
il y a une dizaine de jours | il y a une dizaine de jours | relative | - | 2019-10-25
le week-end dernier | week-end dernier | period | - | 2019-11-02/2019-11-03
ce week-end | ce week-end | period | - | 2019-11-02/2019-11-03
la semaine dernière | la semaine dernière | period | - | 2019-10-28/2019-11-03
le mois dernier | le mois dernier | period | - | 2019-10
début janvier | début janvier | month | - | 2019-01-01/2019-01-10~
à la mi-janvier | mi-janvier | month | - | 2019-01-11/2019-01-20~
fin janvier dernier | fin janvier dernier | month | - | 2019-01-21/2019-01-31~
en mars | mars | month | - | 2019-03
en 2012 | 2012 | year | - | 2012
du 3 au 5 mars | du 3 au 5 mars | range | - | 2019-03-03/2019-03-05
entre le 3 et le 5 mars | entre le 3 et le 5 mars | range | - | 2019-03-03/2019-03-05
de vendredi à dimanche | de vendredi à dimanche | range | - | 2019-11-01/2019-11-03
depuis 2012 | depuis 2012 | duration | - | -
depuis fin janvier dernier | depuis fin janvier dernier | duration | - | -
pendant deux jours | pendant deux jours | duration | - | -
ces dernières années | ces dernières années | duration | - | -
vers 5 heures du matin | vers 5 heures | part_of_day | dawn | -
"""

# nothing here is a date
NOTHING = [
    ("en", "She may go, Theresa May said, and they march on."),
    ("en", "In the sun he was second; they wed and sat."),
    ("en", "Black Friday and Bloody Sunday; Sheffield Wednesday won 2-1."),
    ("en", "Flintlock 2007, the 1st Battalion and the Group of 77."),
    ("en", "It spread to 2000 homes; in 2000 homes there was no power."),
    ("en", "A man aged 30, born in 1975, paid 1,200 dollars."),
    ("en", "Resolution 2085 was read out. The 1990s were worse. 2019/20 and 2019-20."),
    ("en", "He lives on the 14th floor of 31 February Street."),
    ("en", "They meet every Friday and on Sundays."),
    ("en", "They fired for three hours the day before the vote."),
    ("en", "April Jones and June Carter spoke."),
    ("en", "01/02/2019 can be read two ways."),
    ("fr", "Les sept hommes, le 4 sept hommes, la planète Mars."),
    ("fr", "Ils se réunissent chaque vendredi et tous les lundis."),
    ("fr", "La veille de l'attaque, deux jours après l'attaque."),
    ("fr", "Il y a des combats."),
]


def rows(block: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]


def check(language: str, row: list[str]) -> None:
    text, words, kind, part, edtf = row
    found = find_dates(text, language)
    assert [m.text for m in found] == [words]
    (mention,) = found
    assert (mention.kind, mention.part_of_day or "-") == (kind, part)
    when = resolve(mention, parse_published(MONDAY))
    assert (when.edtf if when else "-") == edtf


@pytest.mark.parametrize("row", rows(ENGLISH), ids=lambda row: row[0])
def test_english(row: list[str]) -> None:
    check("en", row)


@pytest.mark.parametrize("row", rows(FRENCH), ids=lambda row: row[0])
def test_french(row: list[str]) -> None:
    check("fr", row)


@pytest.mark.parametrize(("language", "text"), NOTHING, ids=lambda value: value[:40])
def test_false_friends(language: str, text: str) -> None:
    assert [m.text for m in find_dates(text, language)] == []


def when_of(text: str, published: str | None, language: str = "en", context: When | None = None) -> When | None:
    (mention,) = find_dates(text, language)
    return resolve(mention, parse_published(published), context=context)


def settled(text: str) -> When:
    when = when_of(text, None)
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("on Friday", "2019-11-01", "2019-11-01"),
        ("last Friday", "2019-11-01", "2019-10-25"),
        ("over the weekend", "2019-11-03", "2019-11-02/2019-11-03"),
        ("over the weekend", "2019-11-02", "2019-11-02"),
        ("last weekend", "2019-11-03", "2019-10-26/2019-10-27"),
        ("on Sunday, December 8", "2024-12-06", "2024-12-08"),  # the weekday tells that it is still to come
        ("on Tuesday, 9 August", "2022-08-10", "2022-08-09"),
        ("on Sunday, December 8", "2022-08-10", "2019-12-08"),  # the weekday tells the year
        ("on Sunday, 4 November", "2019-11-05", "2019-11-04"),  # a slip
        ("on September 30", "2021-11", "2021-09-30"),
        ("Sunday 14th", "2021-11", "2021-11-14"),
        ("last month", "2021-11", "2021-10"),
        ("on Monday", "2021-11", "2021-11"),  # some Monday of that month
        ("today", "2021-11", "2021-11"),
        ("last week", "2021-11", None),
        ("on Monday", None, None),
        ("yesterday", None, None),
        ("on November 1", None, None),
        ("on Friday, November 1", None, None),
        ("on November 1, 2019", None, "2019-11-01"),
        ("in 2012", None, "2012"),
        ("the September 11 attacks", "2019-11-04", "2001-09-11"),
        ("on September 11", "2019-11-04", "2019-09-11"),
    ],
)
def test_publication(text: str, published: str | None, edtf: str | None) -> None:
    when = when_of(text, published)
    assert (when and when.edtf) == edtf


@pytest.mark.parametrize(
    ("text", "language", "context", "published", "edtf"),
    [
        ("two days earlier", "en", "1 November 2019", MONDAY, "2019-10-30"),
        ("the same day", "en", "1 November 2019", MONDAY, "2019-11-01"),
        ("the following day", "en", "1 November 2019", MONDAY, "2019-11-02"),
        ("that night", "en", "1 November 2019", MONDAY, "2019-11-01"),
        ("the previous day", "en", "1 November 2019", MONDAY, "2019-10-31"),
        ("that year", "en", "1 May 2015", MONDAY, "2015"),
        ("in October that year", "en", "1 May 2015", MONDAY, "2015-10"),
        ("a month earlier", "en", "1 November 2019", MONDAY, "2019-10"),
        ("deux jours plus tard", "fr", "1 November 2019", MONDAY, "2019-11-03"),
        ("le lendemain", "fr", "1 November 2019", MONDAY, "2019-11-02"),
        ("ce jour-là", "fr", "1 November 2019", MONDAY, "2019-11-01"),
        ("two weeks later", "en", "1 November 2019", MONDAY, None),  # it had not happened yet
        ("the same day", "en", "in 2012", MONDAY, None),
        ("on Monday", "en", "14 November 2021", None, "2021-11-15"),
        ("last Friday", "en", "14 November 2021", "2021-11", "2021-11-12"),
        ("on January 10", "en", "13 January 2020", None, "2020-01-10"),
        ("on December 28", "en", "13 January 2020", None, "2019-12-28"),
    ],
)
def test_context(text: str, language: str, context: str, published: str | None, edtf: str | None) -> None:
    when = when_of(text, published, language, settled(context))
    assert (when and when.edtf) == edtf
    if when is not None:
        assert "a date in the text" in when.inferred


def test_inferred_says_how() -> None:
    assert settled("1 November 2019").inferred == "as written"
    when = when_of("on Friday", MONDAY)
    assert when is not None and when.inferred == "Friday before publication on 2019-11-04"
    when = when_of("two days earlier", MONDAY)
    assert when is not None and when.inferred == "2 days before publication on 2019-11-04"
    when = when_of("Tuesday, 1 November 2019", None)
    assert when is not None and when.inferred == "as written; that day was a Friday"


def test_two_dates_of_a_list() -> None:
    found = find_dates("On 3 and 9 March they struck.", "en")
    assert [m.text for m in found] == ["3", "9 March"]
    whens = [resolve(m, parse_published(MONDAY)) for m in found]
    assert [w and w.edtf for w in whens] == ["2019-03-03", "2019-03-09"]


def test_number_after_a_month_counts() -> None:
    assert [m.text for m in find_dates("In November 15 people died.", "en")] == ["November"]
    assert [m.text for m in find_dates("On March 3 and 15 people died.", "en")] == ["March 3"]


def test_headline_ends_at_its_line() -> None:
    found = find_dates("Attack in May\n12 dead\n\nKidal, 02 Nov 2019\nFriday's raid", "en")
    assert [m.text for m in found] == ["May", "02 Nov 2019", "Friday"]
    wrapped = "The town was taken by armed men who had come on Friday, November\n1, 2019, and left it burning."
    assert [m.text for m in find_dates(wrapped, "en")] == ["Friday, November\n1, 2019"]


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2019-11-01", "2019-11-01", "2019-11-01", "day"),
        ("2021-11", "2021-11-01", "2021-11-30", "month"),
        ("2020", "2020-01-01", "2020-12-31", "year"),
        ("2019-11-04T23:30:00+02:00", "2019-11-04", "2019-11-04", "day"),
        (" 2019-11-04 08:05 ", "2019-11-04", "2019-11-04", "day"),
    ],
)
def test_published(value: str, start: str, end: str, precision: str) -> None:
    anchor = parse_published(value)
    assert anchor is not None
    assert (anchor.start.isoformat(), anchor.end.isoformat(), anchor.precision) == (start, end, precision)


@pytest.mark.parametrize("value", ["2019-13-01", "2019-02-30", "0001-01-01", "9999-01-01", "yesterday", "20191101"])
def test_absurd_publication(value: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as error:
        parse_published(value)
    assert isinstance(error.value, InputError)
    assert "\n" not in str(error.value)


def test_no_publication() -> None:
    assert parse_published(None) is None
    assert parse_published("  ") is None


# properties -----------------------------------------------------------------------------------------

PIECES = [row[0] for row in rows(ENGLISH) + rows(FRENCH)] + [text for _, text in NOTHING]
SIGNS = [
    ".",
    ",",
    " ",
    "\n",
    "\n\n",
    "(",
    ")",
    "-",
    "’",
    "31",
    "2019",
    "1er",
    "May",
    "mars",
    "the",
    "le",
    "\u0301",
    "٣",
    "İ",
]
TEXTS = st.lists(st.sampled_from(PIECES + SIGNS) | st.text(max_size=8), max_size=12).map(" ".join)
DAYS = st.dates(date(1801, 1, 1), date(2190, 12, 31)).map(date.isoformat)


def sound(text: str, found: list[DateMention]) -> None:
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(TEXTS, st.sampled_from(["en", "fr", "de"]), DAYS | st.none(), DAYS)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, language: str, published: str | None, other: str) -> None:
    found = find_dates(text, language)
    sound(text, found)
    assert found == find_dates(text, language)
    anchor, context = parse_published(published), When(other, other, other, "day", None, "as written")
    for mention in found:
        for around in (None, context):
            when = resolve(mention, anchor, context=around)
            assert when == resolve(mention, anchor, context=around)
            if when is not None:
                assert date.fromisoformat(when.start) <= date.fromisoformat(when.end)
                assert when.inferred
                assert mention.kind not in ("duration", "part_of_day")


def vocabulary(language: str) -> list[str]:
    lex = lexicon(language)
    return (
        sorted(lex.triggers | lex.core | frozenset().union(*lex.words.values()))
        + list(".,-()':/")
        + ["1", "30", "2019"]
    )


@given(st.data(), st.sampled_from(["en", "fr"]), st.sampled_from([" ", ""]))
@settings(max_examples=500, deadline=None)
def test_any_order_of_date_words(data: st.DataObject, language: str, gap: str) -> None:
    words = data.draw(st.lists(st.sampled_from(vocabulary(language)), max_size=10))
    text = gap.join(words)
    found = find_dates(text, language)
    sound(text, found)
    for published in (MONDAY, "2020-02-29", None):
        for mention in found:
            when = resolve(mention, parse_published(published))
            assert when is None or when.start <= when.end


PAST = ["on Friday", "last Friday", "yesterday", "last night", "two days ago", "last week", "last month", "last year"]
PAST += ["on September 30", "in late November", "in March", "over the weekend", "earlier this week", "today"]
PAST += ["earlier this month", "earlier this year", "a few days ago", "overnight", "early this year", "last summer"]


@given(st.sampled_from(PAST), DAYS)
def test_never_after_publication(text: str, published: str) -> None:
    when = when_of(text, published)
    if when is not None:
        assert when.start <= published


@given(st.dates(date(1801, 1, 1), date(2190, 12, 31)))
def test_written_days_come_back(day: date) -> None:
    for text in (f"on {day.day} {day:%B} {day.year}", f"on {day:%B} {day.day}, {day.year}", f"on {day.isoformat()}"):
        when = when_of(text, None)
        assert when is not None and when.start == when.end == when.edtf == day.isoformat()


def test_hostile_texts_take_linear_time() -> None:
    for piece in ("1, 2, ", "the night of ", "between 1 and ", "Friday to ", "il y a ", "1-", "(", "in the ", "mars "):
        text = piece * (60_000 // len(piece))
        start = time.process_time()
        sound(text, find_dates(text, "fr" if piece in ("il y a ", "mars ") else "en"))
        assert time.process_time() - start < 5
