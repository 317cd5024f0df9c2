"""The words of violence, of people and of reporting that the grammar knows, and the tokens they are matched on.

The words lie in `data/lexicon/TABLE.tsv`, one surface form a row, lower case (media as written), apostrophes as '.
They were collected for this project; no list of others was taken over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "persons": ("term", "lang", "number", "category", "demographic", "role"),
        "outcomes": ("term", "lang", "measure", "grammar"),
        "acts": ("term", "lang", "pos", "act", "strength"),
        "weapons": ("term", "lang", "kind"),
        "speakers": ("term", "lang", "sayer_kind"),
        "reporting": ("term", "lang", "kind"),
        "media": ("term", "lang", "kind"),
        "cancel": ("term", "lang", "kind", "scope", "weight"),
        "targets": ("term", "lang", "category", "victim_category"),
        "bodies": ("term", "lang", "category"),
    }
)
"""The tables and their columns, in file order."""

INNER: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "targets": frozenset(("persons", "speakers", "acts", "outcomes", "reporting", "weapons")),
        "speakers": frozenset(("persons",)),
        "outcomes": frozenset(("reporting",)),
        "cancel": frozenset(("acts",)),
    }
)
"""Whose entries give way inside a longer entry of which table: no police as people in 'police station' (a target) or
'police source' (a speaker), no claim in 'claimed the lives of', no attack in 'heart attack'."""

Row: TypeAlias = Mapping[str, str]
Key: TypeAlias = tuple[str, ...]
Case: TypeAlias = tuple[str, ...] | None
# a term of a table: how it is written, where that matters, and its rows
Leaf: TypeAlias = tuple[str, Case, tuple[Row, ...]]
# what ends with a word, and what follows the word in longer terms; plain tuples, which are the quickest to unpack
Node: TypeAlias = "tuple[list[Leaf], dict[str, Node]]"


class Token(NamedTuple):
    """A token: offsets into the text it was cut from, the text as written, and its form for look-ups.

    `lower` is lower case, composed (NFC), with ' for every apostrophe; 'l’' gives "l'", the '-t-il' of
    'affirme-t-il' gives "il".
    """

    start: int
    end: int
    text: str
    lower: str


@dataclass(slots=True, eq=False)
class Entry:
    """A row of a table found in tokens `first` to `last`, both included; `fields` are the row's columns by name.

    What person words before it tell of its people, and where they begin, is for the grammar to add.
    """

    first: int
    last: int
    table: str
    fields: Row
    inherited: Row | None = None
    modifier_first: int | None = None


_LETTER = r"[^\W_]"
_MARK = r"\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670"
_RUN = rf"{_LETTER}+(?:[{_MARK}]+{_LETTER}*)*"
_TOKEN = re.compile(
    # a link, a tag, an abbreviation with full stops
    r"((?:https?://|www\.|pic\.twitter\.)[^\s<>\"»”]+"
    rf"|[#@](?={_LETTER})[\w{_MARK}]+"
    r"|(?:[^\W\d_]\.){2,}"
    # a word: every turn of a loop opens with another character than those before it, so it is linear
    rf"|{_RUN}(?:(?:[-‐‑'’ʼ‘]|(?<=\d)[.,:\u00a0\u202f](?=\d)){_RUN})*"
    # a sign
    r"|[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff])"
)
_WHOLE = re.compile(r"https?://|www\.|pic\.twitter\.|[#@]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‐": "-", "‑": "-"})
_ELIDED = frozenset(("l", "d", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "n", "m", "t", "s", "c", "j"))
_ALWAYS = frozenset(("l", "d"))  # the others elide before a vowel only: "N'Djamena", "M'Bera" are names
_VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûüœæ")
_ENDINGS = frozenset(("s", "re", "ve", "ll", "d", "m"))
_ASKING = re.compile(r"(?:-t)?-(il|elle|ils|elles)$|-t-(on)$")
WORD = 40
"""Characters of a word with its signs, at most, for what it is cut into to be remembered."""
_SAID_ONE = frozenset(("dit-on", "apprend-on", "sait-on", "disait-on", "apprenait-on"))


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut text[start:end] into tokens with offsets into the text; any text is safe, in linear time.

    Words keep inner hyphens ('al-Shabaab', 'car-bomb') and give up elided and attached ones: "l'" + 'attaque',
    'government' + "'s", 'did' + "n't", 'affirme' + '-t-il'. '1,200', '10:30', 'U.N.', '#Ménaka', '@handle' and a
    link are one token each, other signs one token a character; white and invisible characters are left out.
    """
    out: list[Token] = []
    make, add, known, cut = tuple.__new__, out.append, _known_piece, _cut_piece
    at = start
    # no token has a space in it; the common word is a token as it is, others come again and again with the same signs
    for piece in text[start:end].split(" "):
        size = len(piece)
        if piece.isalpha() and piece.isascii():
            add(make(Token, (at, at + size, piece, piece if piece.islower() else piece.lower())))
        else:
            for begin, stop, raw, low in known(piece) if size <= WORD else cut(piece):
                add(make(Token, (at + begin, at + stop, raw, low)))
        at += size + 1
    return out


def _cut_piece(piece: str) -> tuple[tuple[int, int, str, str], ...]:
    """The tokens of a text without spaces: begin, end, as written, form for look-ups."""
    out: list[tuple[int, int, str, str]] = []
    for found in _TOKEN.finditer(piece):
        raw = found.group()
        first, last = found.span()
        low = raw.lower() if raw.isascii() else unicodedata.normalize("NFC", raw.lower().translate(_APOSTROPHES))
        if ("'" in low or "-" in low) and last - first > 2 and _WHOLE.match(raw) is None:
            out.extend((first + begin, first + stop, raw[begin:stop], word) for begin, stop, word in _split(raw, low))
        else:
            out.append((first, last, raw, low))
    return tuple(out)


_known_piece = lru_cache(maxsize=8192)(_cut_piece)


def _split(raw: str, low: str) -> tuple[tuple[int, int, str], ...]:
    """The parts of a word with apostrophes or hyphens: where they lie in it and their form for look-ups."""
    whole = len(raw)
    if len(low) != whole:  # a letter whose lower case has another length: leave the word whole
        return ((0, whole, low),)
    out: list[tuple[int, int, str]] = []
    begin, end = 0, whole
    at = low.find("'")
    # ʼ counts as a letter too, so a word may end with an apostrophe: there is nothing then that it is elided before
    while 0 < at < len(low) - 1 and low[:at] in _ELIDED and (low[:at] in _ALWAYS or low[at + 1] in _VOWELS):
        if at + 2 == len(low) and low[at + 1] in ("s", "d", "m"):  # "l's": a letter with an English ending
            break
        out.append((begin, begin + at + 1, low[: at + 1]))
        begin, low = begin + at + 1, low[at + 1 :]
        at = low.find("'")
    tail: str | None = None
    at = low.rfind("'")
    if at > 0:
        if low[at + 1 :] in _ENDINGS:
            tail = low[at:]
        elif low[at + 1 :] == "t" and at > 1 and low[at - 1] == "n":
            at -= 1
            tail = low[at:]
    if tail is None and "-" in low and raw[begin].islower():
        m = _ASKING.search(low)
        if m is not None and m.start() > 0:
            at, tail = m.start(), m.group(1) or m.group(2)
        elif low in _SAID_ONE:
            at, tail = len(low) - 3, "on"
    if tail is not None:
        low, end = low[:at], begin + at
    out.append((begin, end, low))
    if tail is not None:
        out.append((end, whole, tail))
    return tuple(out)


class Lexicon:
    """The tables of one language, ready to be matched on tokens."""

    def __init__(self, language: str, rows: Iterable[tuple[str, Row]]) -> None:
        self.language = language
        self._root: dict[str, Node] = {}
        grouped: dict[tuple[str, Key, Case], list[Row]] = {}
        variants: list[tuple[str, Key, Row]] = []
        for table, row in rows:
            key, case = _key(table, row["term"])
            grouped.setdefault((table, key, case), []).append(row)
            if case is None:
                variants.extend((table, other, row) for other in _variants(key))
        # a variant gives way to a row that has its form as written
        own = set(grouped)
        for table, key, row in variants:
            if (table, key, None) not in own:
                grouped.setdefault((table, key, None), []).append(row)
        for (table, key, case), found in grouped.items():
            longer = self._root
            for part in key:
                if part not in longer:
                    longer[part] = ([], {})
                leaves, longer = longer[part]
            leaves.append((table, case, tuple(found)))

    def match(self, tokens_lower: Sequence[str], i: int, table: str | None = None) -> Entry | None:
        """The longest entry (of one table, if named) that starts at token `i`, or None; looks at lower case alone."""
        best: Entry | None = None
        longer = self._root
        for j in range(i, len(tokens_lower)):
            node = longer.get(tokens_lower[j])
            if node is None:
                break
            leaves, longer = node
            for name, _, rows in leaves:
                if table is None or name == table:
                    best = Entry(i, j, name, rows[0])
                    break
        return best

    def annotate(self, tokens: Sequence[Token]) -> list[Entry]:
        """All entries in the tokens, by first token: in each table the longest from the left, not overlapping.

        A term with several rows in a table ('killed' as active, participle, count noun) gives an entry for each.
        """
        words = [t.lower for t in tokens]
        words.append("")  # follows nothing
        done: dict[str, int] = {}  # of a table: behind its last entry that could keep others out
        out: list[Entry] = []
        add = out.append
        covered: list[tuple[int, int, frozenset[str]]] = []
        for i, node in enumerate(map(self._root.get, words)):
            if node is None:
                continue
            leaves, longer = node
            if words[i + 1] in longer:
                ends = _ends(node, words, i)
            elif leaves:
                ends = [(i, leaves)]
            else:
                continue
            for last, leaves in ends:
                for table, case, rows in leaves:
                    if (done and done.get(table, 0) > i) or (case is not None and not _cased(tokens, i, case)):
                        continue
                    if last > i:
                        done[table] = last + 1
                        if table in INNER:
                            covered.append((i, last, INNER[table]))
                    elif case is not None:  # one name in several spellings
                        done[table] = last + 1
                    for row in rows:
                        add(Entry(i, last, table, row))
        return _outside(out, covered) if covered else out


def _ends(node: Node | None, words: list[str], i: int) -> list[tuple[int, list[Leaf]]]:
    """The terms that begin with the i-th word, whose node is given, by their last word, the longest first."""
    ends: list[tuple[int, list[Leaf]]] = []
    while node is not None:
        leaves, longer = node
        if leaves:
            ends.append((i, leaves))
        i += 1
        node = longer.get(words[i])
    ends.reverse()
    return ends


def _outside(entries: list[Entry], covered: list[tuple[int, int, frozenset[str]]]) -> list[Entry]:
    """The entries, less those that lie in a longer one of a table that theirs gives way to."""
    out: list[Entry] = []
    for e in entries:
        for a, b, inner in covered:
            if a <= e.first and e.last <= b and e.last - e.first < b - a and e.table in inner:
                break
        else:
            out.append(e)
    return out


def _cased(tokens: Sequence[Token], i: int, case: tuple[str, ...]) -> bool:
    """Is the term written as a name: capitals where the table has them, short acronyms in capitals throughout?"""
    for k, form in enumerate(case):
        text = tokens[i + k].text
        if form[:1].isupper() and not text[:1].isupper():
            return False
        if len(form) <= 4 and len(form) > 1 and form.isupper() and not text.isupper():
            return False
    return True


def _key(table: str, term: str) -> tuple[Key, Case]:
    """The tokens a term is found by and, for media, how they are written."""
    if table != "media" and term.isalpha():
        return (term,), None
    if table != "media" and term.replace(" ", "").isalpha():
        return tuple(term.split(" ")), None
    # an elided word ends a term as it ends before a vowel: "mort d'" of "la mort d'un soldat"
    cut = tokenize(term + "a")[:-1] if term.endswith("'") else tokenize(term)
    return tuple(t.lower for t in cut), tuple(t.text for t in cut) if table == "media" else None


def _variants(key: Key) -> Iterable[Key]:
    """Other ways to write a term: hyphen for space, space for hyphen, a capital without its accent ('Etat')."""
    first = key[0]
    if len(key) == 2 and first[-1].isalpha() and key[1][0].isalpha():
        yield (f"{first}-{key[1]}",)
    elif len(key) == 1 and "-" in first:
        yield tuple(part for part in first.split("-") if part)
    if first[0] in "éèêî":
        yield (unicodedata.normalize("NFD", first[0])[0] + first[1:], *key[1:])


def read_table(table: str, languages: frozenset[str] | None = None) -> list[Row]:
    """The rows of one table of the shipped lexicon, of some languages (default: all).

    Raises ValueError, naming file and line, where a row has not as many columns as the table.
    """
    columns = TABLES[table]
    path = resources.files("attest.coding").joinpath("data", "lexicon", f"{table}.tsv")
    out: list[Row] = []
    header = False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != len(columns) or (not header and tuple(cells) != columns):
            raise ValueError(f"lexicon/{table}.tsv, line {number}: expected the columns {', '.join(columns)}")
        if header and (languages is None or cells[1] in languages):
            out.append(dict(zip(columns, cells, strict=True)))
        header = True
    return out


@lru_cache(maxsize=2)
def _load(language: str) -> Lexicon:
    wanted = frozenset((language, "any"))
    return Lexicon(language, ((table, row) for table in TABLES for row in read_table(table, wanted)))


def load(language: str) -> Lexicon:
    """The lexicon of a language ("en" or "fr"; anything else reads as English), loaded once."""
    return _load("fr" if language == "fr" else "en")
