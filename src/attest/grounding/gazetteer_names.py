"""Folding of names: what makes two spellings of one place name the same key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans(
    dict(
        pair.split("=")
        for pair in "ø=o đ=d ł=l ı=i ß=ss æ=ae œ=oe þ=th ð=d ħ=h ŋ=n ɗ=d ɓ=b ƙ=k ɛ=e ɔ=o ə=a ƴ=y ɲ=n".split()  # noqa: SIM905
    )
)
_WORDS: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile("['’‘ʼʻʿʾ`´′]")
_ARTICLES: Final = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "l", "le", "la", "les", "the"})
# letters that transcriptions of one sound take turns with, longest first
_SOUNDS: Final = re.compile("ou|oo|kh|gh|dh|th|tch|sh|ch|dj|ph|qu|ck|[wvycqzxjiuh]|ee|aa")
_SOUND: Final = dict(
    pair.split("=")
    for pair in (  # noqa: SIM905
        "ou=u oo=u w=u v=u u=u kh=k gh=g dh=d th=t tch=s sh=s ch=s dj=g j=g ph=f qu=k ck=k y=i i=i c=k q=k z=s x=ks h= "
        "ee=i aa=a"
    ).split()
)
_DOUBLE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents and apostrophes, its words separated by single spaces.

    "I-n-Délimane" gives "i n delimane", "Côte d’Ivoire" "cote divoire". The length may change.
    """
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    plain = _MARKS.sub("", plain.lower()).translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_WORDS.findall(plain))


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """What is left of a folded name when spaces, articles and habits of transcription are taken away.

    "i n delimane", "in delimane" and "indelimane" give one skeleton, as do "al hasakah" and "hassake".
    """
    words = folded.split()
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    plain = _SOUNDS.sub(lambda found: _SOUND[found.group()], "".join(words))
    plain = _DOUBLE.sub(r"\1", plain)
    return plain[:-1] if len(plain) > 4 and plain[-1] in "e" else plain
