"""Shapes: what a line of a page looks like on its own — a date, a byline, a caption, the page's own words, a tweet."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+(?:\.[a-z](?![a-z]))?")
_URL: Final = re.compile(r"(?:(?:https?://|www\.|pic\.twitter\.com/|bit\.ly/|t\.co/)\S+[\s,;]*)+$")
_BULLET: Final = re.compile(r"[-–—*•·▪■●◦‣➤►\s]+")
_COUNTED: Final = re.compile(
    r"\d{1,5} (?:comments?|commentaires?|shares?|partages?|views|vues|min(?:ute)?s? (?:read|de lecture))$"
    r"|comment(?:aire)?s? ?\(\d+\)$"
)
_TWEETED: Final = re.compile(r"\(@\w{1,30}\)")
_HASHTAG: Final = re.compile(r"#\s?[^\W\d_]")
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]\.?$")
_CREDIT_LABEL: Final = re.compile(
    r"(?:image|photo|picture|photograph|crédits?|credits?|©)(?: ?: ?|: | by )[^.!?]{2,60}$|© ?[^.!?]{2,60}$"
)
_PIECES: Final = re.compile(r"[/|,;·–—]|\s-\s|\bvia\b")
_DAY_LAST: Final = re.compile(
    r"(?:\b([^\W\d_]{3,9})\.? \d{1,2}(?:st|nd|rd|th)?,? |\b\d{1,2}(?:er)? ([^\W\d_]{3,9})\.? )(?:19|20)\d\d\.?$"
)
_YEAR_LAST: Final = re.compile(r"\b(?:19|20)\d\d$")
_MARK: Final = re.compile(r"[—–_:/|.-](?:(?<![.-])|[\s-])")
"""What every separator has, quickly found."""
# what stands in front finds at once the many places where none can begin
_SEPARATOR: Final = re.compile(
    r"(?=\s*[—–_:/|.-])"
    r"(?:\s*[—–]\s*|\s+-{1,2}\s+|\s*--\s*|\s+_\s+|\s?:\s+|\s*//?\s+|\s+\|\s+|\.\s+)"
)
_BRACKETED: Final = re.compile(r"\(([^()\n]{2,60})\)(\s*(?:[—–:]|-{1,2})(?=\s))?\s*")
_PLACE_AGENCY: Final = re.compile(r"[A-ZÀ-Ý][^()\n]{2,50}\(([^()\n]{2,30})\) (?=[A-ZÀ-Ý«“\"])")
_PLACE_SPLIT: Final = re.compile(r"[,()/|]|\s[-–]\s")
_CONNECTORS: Final = frozenset(
    ("de", "du", "des", "la", "le", "les", "of", "and", "et", "the", "al", "el", "en", "d", "l")
)
_NAME_PARTS: Final = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ben",
        "al",
        "el",
        "and",
        "et",
        "with",
        "avec",
        "for",
        "in",
        "à",
    )
)
BULLETS: Final = "-–—*•·▪■●◦‣➤►"
"""What list items begin with."""

HEAD: Final = 400
"""How much of a line is looked at: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of pages (source: data/boilerplate.toml)."""

    blocks: frozenset[str]
    whole: frozenset[str]
    block_labels: re.Pattern[str]
    starts: re.Pattern[str]
    labels: re.Pattern[str]
    dates: re.Pattern[str]
    anywhere: tuple[str, ...]
    caption_labels: re.Pattern[str]
    captions: re.Pattern[str]
    caption_any: tuple[str, ...]
    words: tuple[str, ...]  # of each phrase that may stand anywhere one
    credits: frozenset[str]
    agencies: frozenset[str]
    not_places: frozenset[str]
    months: frozenset[str]
    date_words: frozenset[str]


@cache
def phrases() -> Phrases:
    """The phrases, loaded on first use."""
    table = tomllib.loads(files("attest.coding").joinpath("data/boilerplate.toml").read_text("utf-8"))

    def either(name: str) -> str:
        return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(table[name], key=len, reverse=True)) + ")"

    return Phrases(
        block_labels=re.compile(either("blocks") + r"\s*[:|»→]"),
        starts=re.compile(either("starts") + r"(?!\w)"),
        labels=re.compile(either("labels") + " ?:"),
        dates=re.compile(either("dates") + r"(?: ?: ?| )(?=.{0,40}\d)"),
        captions=re.compile(either("captions") + r"(?!\w)"),
        caption_labels=re.compile(r"[(\[]?" + either("caption_labels") + r"(?:\s*[:./(|)\]]|\s+[–—-]|$)"),
        anywhere=tuple(table["anywhere"]),
        caption_any=tuple(table["caption_any"]),
        words=(*_common_words(table["anywhere"]), *_common_words(table["caption_any"])),
        **{
            name: frozenset(table[name])
            for name in ("blocks", "whole", "credits", "agencies", "not_places", "months", "date_words")
        },
    )


def _common_words(known: Sequence[str]) -> tuple[str, ...]:
    """Few words, of which every phrase has one: of its longer words the one that most phrases share, else its first."""
    words = [re.findall(r"[^\W_]{4,}", phrase) or phrase.split()[:1] for phrase in known]
    shared = Counter(word for some in words for word in some)
    return tuple(dict.fromkeys(max(some, key=lambda w: (shared[w], len(w))) for some in words))


def _has_any(low: str, words: Sequence[str], known: Sequence[str]) -> bool:
    return any(map(low.__contains__, words)) and any(map(low.__contains__, known))


def page_words(text: str) -> tuple[str, ...]:
    """The words of a page's phrases that a text has at all: a line with none of them has none of the phrases."""
    return tuple(filter(text.lower().__contains__, phrases().words))


_ALNUM = re.compile(r"[^\W_]")


def fold(line: str) -> str:
    """Lower case, plain apostrophes, single spaces, no bullet in front: for looking phrases up, not for offsets."""
    line = " ".join(line[:HEAD].replace("’", "'").lower().split())
    if line[:1] in BULLETS:
        line = _BULLET.sub("", line, count=1)
    return line


def opens_block(low: str) -> bool:
    """Whether a folded line opens a list of headlines of other reports."""
    return len(low) < 40 and low.rstrip(" :.>»…-→▶") in phrases().blocks


def is_boilerplate(low: str, complete: bool, words: Sequence[str]) -> bool:
    """Whether a folded line or sentence is the page's and not the report's; `words` are its text's `page_words`."""
    known = phrases()
    if low.strip(" :.>»…-–—→|/()[]*") in known.whole or _URL.match(low) or _COUNTED.match(low):
        return True
    if known.starts.match(low) or not _ALNUM.search(low):
        return True
    if len(low) < 200 and known.block_labels.match(low):
        return True
    if len(low) < 250 and _has_any(low, words, known.anywhere):
        return True
    return len(low) < 160 and not complete and known.labels.match(low) is not None


def is_caption(line: str, low: str, complete: bool, words: Sequence[str]) -> bool:
    """Whether a line describes a picture, by its own words or by the credit at its end; `words` as above."""
    known = phrases()
    if known.captions.match(low) or (len(low) < HEAD and known.caption_labels.match(low)):
        return True
    if len(low) >= HEAD:
        return False
    if _has_any(low, words, known.caption_any):
        return True
    if bracket := _BRACKET.search(low[-100:]):
        pieces = _pieces(bracket[1])
        return (len(pieces) > 1 and pieces[-1] in known.credits) or pieces[-1].endswith((" photo", " image", " file"))
    if not complete and _CREDIT_LABEL.search(low[-80:]):
        return True
    if complete or "/" not in line[-60:]:
        return False
    # "Jane Doe/AFP" and "AFP/Jane Doe"
    before = low[-60:].rpartition("/")[0].split()
    return _pieces(low[-60:])[-1] in known.credits or (bool(before) and before[-1] in known.credits)


def is_credit(line: str, low: str, complete: bool, words: Sequence[str]) -> bool:
    """Whether a line only says whose the picture above it is; `words` as above."""
    if complete or len(low) > 90:
        return False
    pieces = _pieces(low.strip("()[]© "))
    if pieces[-1] in phrases().credits and len(pieces) < 5:
        return True
    return _has_any(low, words, phrases().caption_any) or bool(_CREDIT_LABEL.match(low))


def ends_in_day(line: str) -> bool:
    """Whether a line ends in a day with its year, as captions do."""
    found = _DAY_LAST.search(line[-40:])
    return found is not None and (found[1] or found[2]).lower() in phrases().months


def is_name(line: str) -> bool:
    """Whether a line is nothing but the name of a person."""
    words = line.split()
    return (
        2 <= len(words) <= 4
        and len(line) <= 45
        and all(_is_name_part(word) for word in words)
        and words[0][0].isupper()
    )


def is_sign_off(line: str) -> bool:
    """Whether a short last line may be initials, an agency or a desk: mostly names, no statement."""
    words = line.split()
    named = sum(word[0].isupper() or "/" in word for word in words)
    return len(words) <= 5 and 2 * named >= len(words)


def is_byline(line: str, low: str) -> bool:
    """Whether a line says who wrote the report: "By Jane Doe, 3 May 2020"."""
    if not low.startswith(("by ", "par ")) or len(low) > 120:
        return False
    words = _TOKEN.findall(line)[1:]
    known = phrases()
    rest = [w for w in words if not (w.isdigit() or w.lower() in known.months or w.lower() in known.date_words)]
    return 1 <= len(rest) <= 10 and words[0][0].isupper() and all(w[0].isupper() or w in _NAME_PARTS for w in rest)


def is_date(line: str, low: str) -> bool:
    """Whether a line says when the report was published, and nothing else."""
    if len(low) > 100:
        return False
    known = phrases()
    label = known.dates.match(low)
    if label and (":" in low[label.end() - 2 : label.end()] or _only_date(low[label.end() :], known)):
        return not low.endswith(".")
    bare = low[: low.index("(")] if "(" in low else low
    return _only_date(bare, known)


def is_tweet(line: str) -> bool:
    """Whether a line is a tweet or says whose the tweet above it is."""
    return len(line) < 700 and ("pic.twitter.com/" in line or signs_tweet(line) or len(_HASHTAG.findall(line)) >= 3)


def signs_tweet(line: str) -> bool:
    """Whether a line names the author and the day of a tweet."""
    return len(line) < 200 and _TWEETED.search(line) is not None and any(c.isdigit() for c in line[-6:])


def like_tweet(line: str) -> bool:
    """Whether a line may be the text of the tweet that the next line signs."""
    return "#" in line or "@" in line or line[:1] in "\"“«‘'" or "https://t.co/" in line


def dateline_end(text: str, start: int, end: int, first: bool, nested: bool = False) -> int | None:
    """Where the dateline that opens text[start:end] ends: "BAMAKO, Mali (AP) —"; None where there is none.

    `first`: it is the first paragraph, where less evidence is enough ("Geneva – The …"). `nested`: after an agency.
    """
    head = text[start : min(end, start + 110)]
    if bracketed := _BRACKETED.match(head):
        verdict = _judge(bracketed[1])
        if verdict and (bracketed[2] or first):
            return start + bracketed.end()
        return None
    for count, found in enumerate(_separators(head)):
        if count == 4 or found.start() == 0:
            break
        mark = found[0].strip()
        part = head[: found.start()]
        if part.count("(") != part.count(")"):
            continue
        verdict = _judge(part)
        following = head[found.end() : found.end() + 1]
        if verdict is None or (mark == "." and not (_ends_in_agency(part) or (first and _YEAR_LAST.search(part)))):
            continue
        upper = following.isupper() or following.isdigit()
        quoted = following in "\"“«‘'"
        if part.strip().lower() in phrases().agencies and not nested:
            # "AIB – Ouagadougou, 3 mai 2020."
            return dateline_end(text, start + found.end(), end, first, nested=True) or start + found.end()
        if verdict == "sure" or (verdict == "upper" and (mark != ":" or upper or quoted)):
            return start + found.end()
        if verdict == "title" and first and mark != "." and upper and not (mark == ":" and len(part.split()) > 2):
            return start + found.end()
    place = _PLACE_AGENCY.match(head) if "(" in head else None
    if place and place[1].lower() in phrases().agencies and _judge(place[0]) == "sure":
        return start + place.end()
    return None


def _separators(head: str) -> Iterable[re.Match[str]]:
    mark = _MARK.search(head)
    # none begins before the white space in front of the first mark
    return _SEPARATOR.finditer(head, len(head[: mark.start()].rstrip())) if mark else ()


def is_dateline(line: str) -> bool:
    """Whether a whole line is a dateline: "Ouagadougou, le 12 décembre 2019"."""
    return len(line) < 90 and len(_PLACE_SPLIT.split(line.rstrip(")"))) > 1 and _judge(line.rstrip(" –—-:.")) == "sure"


_CREDIT = re.compile(r"\(\w[\w .&'’-]{1,40}\)\s*$")


def _judge(part: str) -> str | None:
    """Whether a stretch is a dateline: "sure" (place with agency or date), "upper", "title" (only a place), or None."""
    known = phrases()
    credit = _CREDIT.search(part)
    if credit and (_judge(part[: credit.start()]) == "sure"):
        return "sure"  # an agency we do not know, behind a place and a day
    pieces = [piece.strip() for piece in _PLACE_SPLIT.split(part) if piece.strip()]
    whole = part.strip().lower()
    if not 1 <= len(pieces) <= 6 or whole in known.not_places:
        return None
    sure = placed = False
    for piece in pieces:
        low = piece.lower().rstrip(".")
        if low in known.agencies or (_only_date(low, known) and any(c.isdigit() for c in low)):
            sure = True
        elif _is_place(piece) and low not in known.not_places:
            placed = True
        elif not (low in known.date_words or low in known.months or (len(low) == 4 and low.isdigit())):
            return None
    if known.caption_labels.match(whole) or known.labels.match(whole + ":") or known.block_labels.match(whole + ":"):
        return None
    if sure:
        # a bare date or agency opens sentences too: "November 3: …"
        return "sure" if placed or pieces[0].lower() in known.agencies else None
    if not placed or len(pieces) > 3:
        return None
    if pieces[0].isupper() and sum(c.isalpha() for c in pieces[0]) >= 3:
        return "upper"
    return "title" if len(part.split()) <= 3 else None


def _ends_in_agency(part: str) -> bool:
    return _PLACE_SPLIT.split(part.rstrip(") "))[-1].strip().lower() in phrases().agencies


def _is_place(piece: str) -> bool:
    words = piece.split()
    return (
        1 <= len(words) <= 4
        and words[0][0].isupper()
        and all(word[0].isupper() or word.lower() in _CONNECTORS for word in words)
        and not any(c.isdigit() for c in piece)
        and piece[-1:] not in '?!"”»'
    )


def _only_date(low: str, known: Phrases) -> bool:
    tokens = _TOKEN.findall(low)
    if not 1 <= len(tokens) <= 16:
        return False
    numbers = months = 0
    for token in tokens:
        if token.isdigit():
            numbers += 1
        elif token in known.months:
            months += 1
        elif token not in known.date_words:
            return False
    return (numbers > 0 and months > 0) or numbers >= 3


def _pieces(low: str) -> list[str]:
    return [piece.strip(" .()[]©:") for piece in _PIECES.split(low) if piece.strip(" .()[]©:")] or [""]


def _is_name_part(word: str) -> bool:
    return word in _NAME_PARTS or (word[0].isupper() and all(c.isalpha() or c in "-'’." for c in word))
