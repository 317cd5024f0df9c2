"""Bytes to text: the encoding found, what had to be guessed recorded; line ends stay as they are."""

from __future__ import annotations

import re
from typing import Final

from attest.model.errors import InputError
from attest.model.text import clean

_MAGIC: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_SAMPLE: Final = 65_536

REPLACED: Final = "characters that cannot be stored (U+0000 or half a surrogate pair) were replaced by U+FFFD"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and notes on what had to be guessed or replaced.

    A byte order mark decides, else UTF-8, else Windows-1252. Raises InputError where the bytes are no text.
    """
    text, notes = _decode(data)
    cleaned = clean(text)
    if cleaned != text:
        notes = [*notes, REPLACED]
    return cleaned, tuple(notes)


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """As `decode`, with the encoding that the head of an HTML page declares tried after UTF-8."""
    declared = _DECLARED.search(data[:2048])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                text = data.decode(declared[1].decode("ascii"))
            except (LookupError, UnicodeError, ValueError):
                return decode(data)
            return clean(text), (REPLACED,) if clean(text) != text else ()
    return decode(data)


def _decode(data: bytes) -> tuple[str, list[str]]:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {what}, not text: save the report as plain text, HTML or JSON")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding, "surrogatepass"), []
            except UnicodeDecodeError:
                return data.decode(encoding, "replace"), [f"broken {encoding.upper()}: U+FFFD stands for what is lost"]
    _check_binary(data[:_SAMPLE])
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        pass
    lossy = data.decode("utf-8", "replace")
    bad = lossy.count("\ufffd")
    good = sum(c > "\x7f" for c in lossy) - bad
    if good > bad:  # UTF-8 with a few broken bytes, not another encoding
        return lossy, [f"not quite UTF-8: U+FFFD stands for {bad} broken stretches"]
    try:
        return data.decode("cp1252"), ["not UTF-8: read as Windows-1252"]
    except UnicodeDecodeError:
        return data.decode("latin-1"), ["not UTF-8: read as Latin-1"]


def _check_binary(sample: bytes) -> None:
    nulls = sample.count(0)
    if nulls > 0.3 * len(sample) and nulls < 0.6 * len(sample) and len(sample) > 8:
        raise InputError("looks like UTF-16 without a byte order mark: save it as UTF-8")
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls > 3 and controls > 0.1 * len(sample):
        raise InputError("is binary, not text: give plain text, HTML or JSON")
