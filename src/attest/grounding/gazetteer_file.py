"""The file format of a gazetteer: places and an index of their names, read in place through a memory map.

A file is a magic word, the length of a JSON header, the header, and four sections whose offsets the header gives:
records (32 bytes a place, sorted by country), buckets (offsets into the keys by CRC-32 of a folded name), keys (each
folded
name with the places that bear it) and strings (names, administrative units). A fifth section lists, for each country,
the
skeletons of its names for inexact look-ups. Nothing in it depends on the machine or the library that wrote it.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from attest.grounding.gazetteer_names import fold, skeleton

_MAGIC: Final = b"ATTESTGZ"
_RECORD: Final = struct.Struct("<iiIIIIIBBBB")
_U32: Final = struct.Struct("<I")
_BUCKET: Final = struct.Struct("<II")  # where it begins, and the next one
_KEYS_A_BUCKET: Final = 4
_MOST_PLACES_A_KEY: Final = 255
_LONGEST: Final = 250
VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to be written. `id` counts within its source; `admin1` is (code or "", name); others are spellings."""

    source: str
    id: int
    name: str
    country: str
    lat: float
    lon: float
    feature: str
    population: int = 0
    admin1: tuple[str, str] = ("", "")
    admin2: str = ""
    others: tuple[str, ...] = ()


class Record(NamedTuple):
    """One place as read back."""

    number: int
    source: str
    id: int
    name: str
    country: str
    lat: float
    lon: float
    feature: str
    population: int
    admin1_code: str | None
    admin1: str | None
    admin2: str | None


def write_gazetteer(
    path: Path, entries: Iterable[Entry], *, about: dict[str, Any], inexact: frozenset[str] | None = None
) -> int:
    """Write the file for these places, in the same bytes for the same places in any order; return its size.

    `about` is kept in the header (licence, sources); `inexact` are the countries whose names can be looked up inexactly
    (None = all). Two places of one source and id are kept once.
    """
    rows = sorted({(e.source, e.id): e for e in entries}.values(), key=lambda e: (e.country, e.name, e.source, e.id))
    sources, countries, features = (sorted({getattr(e, key) for e in rows}) for key in ("source", "country", "feature"))
    strings, offsets = bytearray(b"\0"), {"": 0}

    def text(value: str) -> int:
        if value not in offsets:
            raw = value.encode()[:_LONGEST].decode(errors="ignore").encode()
            offsets[value] = len(strings)
            strings.extend(bytes((len(raw),)) + raw)
        return offsets[value]

    records = bytearray()
    keys: dict[str, dict[int, int]] = {}
    skeletons: dict[str, dict[str, list[int]]] = {}
    for number, e in enumerate(rows):
        records += _RECORD.pack(
            round(e.lat * 1e5),
            round(e.lon * 1e5),
            min(e.population, 2**32 - 1),
            e.id,
            text(e.name),
            text("\t".join(e.admin1) if any(e.admin1) else ""),
            text(e.admin2),
            countries.index(e.country),
            features.index(e.feature),
            sources.index(e.source),
            0,
        )
        spellings = {fold(e.name): 0}
        for other in e.others:
            spellings.setdefault(fold(other), 1)
        bones = skeletons.setdefault(e.country, {})
        for key, variant in spellings.items():
            if 0 < len(key.encode()) <= _LONGEST:
                keys.setdefault(key, {})[number] = variant
                if inexact is None or e.country in inexact:
                    places = bones.setdefault(skeleton(key), [])
                    if number not in places:
                        places.append(number)
    buckets, blob = _index(keys, rows)
    bones_blob = bytearray()
    ranges: dict[str, tuple[int, int]] = {}
    for country in countries:
        lines = "".join(
            f"{bone}\t{','.join(map(str, places))}\n" for bone, places in sorted(skeletons[country].items())
        )
        ranges[country] = (len(bones_blob), len(lines.encode()))
        bones_blob += lines.encode()
    sections = {"records": records, "buckets": buckets, "keys": blob, "strings": strings, "skeletons": bones_blob}
    header: dict[str, Any] = {
        "version": VERSION,
        "about": about,
        "places": len(rows),
        "sources": sources,
        "countries": countries,
        "features": features,
        "skeleton_ranges": ranges,
        "sections": {},
    }
    start = 0
    for name, section in sections.items():
        header["sections"][name] = (start, len(section))
        start += len(section)
    head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    whole = _MAGIC + _U32.pack(len(head)) + head + b"".join(bytes(section) for section in sections.values())
    path.write_bytes(whole)
    return len(whole)


def _index(keys: dict[str, dict[int, int]], rows: list[Entry]) -> tuple[bytearray, bytearray]:
    size = max(1, len(keys) // _KEYS_A_BUCKET)
    groups: list[list[str]] = [[] for _ in range(size)]
    for key in sorted(keys):
        groups[zlib.crc32(key.encode()) % size].append(key)
    buckets, blob = bytearray(), bytearray()
    for group in groups:
        buckets += _U32.pack(len(blob))
        for key in group:
            raw = key.encode()
            # the most populous first where a name is too common to list all
            places = sorted(keys[key].items(), key=lambda item: (item[1], -rows[item[0]].population, item[0]))
            places = sorted(places[:_MOST_PLACES_A_KEY])
            blob += bytes((len(raw),)) + raw + bytes((len(places),))
            for number, variant in places:
                blob += _U32.pack(number << 1 | variant)
    return buckets + _U32.pack(len(blob)), blob


class GazetteerFile:
    """A gazetteer file opened for reading.

    Raises ValueError where the file is not one, OSError where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise ValueError(f"{path} is empty: build or add the list again") from error
        data = self._map
        if data[: len(_MAGIC)] != _MAGIC:
            raise ValueError(f"{path} is not a gazetteer file: build or add the list again")
        start = len(_MAGIC) + 4
        (length,) = _U32.unpack_from(data, len(_MAGIC))
        header = json.loads(data[start : start + length])
        if header["version"] != VERSION:
            raise ValueError(f"{path} has format {header['version']}, this version reads {VERSION}: add the list again")
        base = start + length
        self.about: dict[str, Any] = header["about"]
        self.places: int = header["places"]
        self._sources: list[str] = header["sources"]
        self.countries: list[str] = header["countries"]
        self._features: list[str] = header["features"]
        self._ranges: dict[str, list[int]] = header["skeleton_ranges"]
        at = {name: base + offset for name, (offset, _) in header["sections"].items()}
        self._records, self._buckets, self._keys = at["records"], at["buckets"], at["keys"]
        self._strings, self._skeletons = at["strings"], at["skeletons"]
        self._size = header["sections"]["buckets"][1] // 4 - 1
        self._bones: dict[str, dict[str, tuple[int, ...]]] = {}

    def lookup(self, folded: str) -> list[tuple[int, bool]]:
        """The numbers of the places that bear this folded name, and whether it is an alternate name of theirs."""
        raw = folded.encode()
        start, end = _BUCKET.unpack_from(self._map, self._buckets + 4 * (zlib.crc32(raw) % self._size))
        bucket = self._map[self._keys + start : self._keys + end]
        if raw not in bucket:
            return []  # most words are no names: no need to walk the bucket
        here = 0
        while here < len(bucket):
            length = bucket[here]
            count = bucket[here + 1 + length]
            if bucket[here + 1 : here + 1 + length] == raw:
                numbers = struct.unpack_from(f"<{count}I", bucket, here + 2 + length)
                return [(number >> 1, bool(number & 1)) for number in numbers]
            here += 2 + length + 4 * count
        return []

    def record(self, number: int) -> Record:
        """The place of this number."""
        lat, lon, population, id_, name, admin1, admin2, country, feature, source, _ = _RECORD.unpack_from(
            self._map, self._records + _RECORD.size * number
        )
        code, _, unit = self._text(admin1).partition("\t")
        return Record(
            number,
            self._sources[source],
            id_,
            self._text(name),
            self.countries[country],
            lat / 1e5,
            lon / 1e5,
            self._features[feature],
            population,
            code or None,
            unit or None,
            self._text(admin2) or None,
        )

    def skeletons(self, country: str) -> dict[str, tuple[int, ...]]:
        """For each skeleton of a name in this country the numbers of its places; read on first use."""
        if country not in self._bones:
            start, length = self._ranges.get(country, (0, 0))
            raw = self._map[self._skeletons + start : self._skeletons + start + length].decode()
            pairs = (line.split("\t") for line in raw.splitlines())
            self._bones[country] = {bone: tuple(map(int, numbers.split(","))) for bone, numbers in pairs}
        return self._bones[country]

    def _text(self, offset: int) -> str:
        start = self._strings + offset
        return self._map[start + 1 : start + 1 + self._map[start]].decode()
