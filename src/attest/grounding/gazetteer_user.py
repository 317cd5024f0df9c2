"""The user's own lists of places: reading GeoNames dumps, OCHA COD-AB tables and plain CSV, and keeping them."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from attest.grounding.countries import alpha3_of, country_of_name
from attest.grounding.gazetteer_file import Entry, GazetteerFile, write_gazetteer
from attest.grounding.gazetteer_names import fold
from attest.grounding.gazetteer_units import Unit, units_of_country
from attest.model.errors import InputError

_GEONAMES_CELLS: Final = 19
_KEPT: Final = frozenset("PALST")
_MOST_ERRORS: Final = 1000
_SUFFIX: Final = ".gazetteer"
_NAME: Final = re.compile(r"[^\w-]+")
_COLUMNS: Final = {
    "name": ("name", "nom", "place", "toponym", "asciiname"),
    "country": (
        "country",
        "pays",
        "iso3",
        "iso",
        "iso_a3",
        "country_code",
        "adm0_pcode",
        "adm0_en",
        "adm0_fr",
        "admin0name_en",
    ),
    "admin1": ("admin1", "region", "adm1_en", "adm1_fr", "adm1", "admin1name_en", "admin1name_fr", "state", "province"),
    "admin2": ("admin2", "adm2_en", "adm2_fr", "adm2", "admin2name_en", "admin2name_fr", "district"),
    "admin3": ("admin3", "adm3_en", "adm3_fr", "adm3", "admin3name_en", "admin3name_fr"),
    "lat": ("lat", "latitude", "y", "center_lat", "point_y"),
    "lon": ("lon", "lng", "long", "longitude", "x", "center_lon", "point_x"),
    "aliases": ("aliases", "alias", "alternatenames", "alternate_names", "other_names", "variants"),
    "pcode": ("pcode", "adm3_pcode", "adm2_pcode", "adm1_pcode", "admin2pcode", "admin3pcode"),
    "population": ("population", "pop"),
}


@dataclass(frozen=True)
class AddReport:
    """What became of a list: its name, how many places were read, and one line for each row that was left out."""

    name: str
    path: Path
    places: int
    errors: tuple[str, ...] = ()
    skipped: int = 0


@dataclass(frozen=True)
class UserList:
    """A list that has been added.

    Its name, file, number of places and countries (alpha-3), and what it was made from.
    """

    name: str
    path: Path
    places: int
    countries: tuple[str, ...]
    source: str


@dataclass
class _Reading:
    name: str
    entries: list[Entry] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    skipped: int = 0


def data_folder() -> Path:
    """Where the user's lists lie: $ATTEST_DATA, else the XDG data directory's attest folder."""
    chosen = os.environ.get("ATTEST_DATA")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "attest"


def _lists_folder() -> Path:
    return data_folder() / "gazetteers"


def list_files() -> list[Path]:
    """The files of the user's lists, in order of their names."""
    folder = _lists_folder()
    return sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []


def list_lists() -> list[UserList]:
    """The lists that have been added. Raises InputError for a file that cannot be read."""
    lists = []
    for path in list_files():
        try:
            file = GazetteerFile(path)
        except ValueError as error:
            raise InputError(str(error)) from error
        lists.append(UserList(path.stem, path, file.places, tuple(file.countries), str(file.about.get("source", ""))))
    return lists


def add_list(path: str | Path, *, name: str | None = None, country: str | None = None) -> AddReport:
    """Read a list of places and keep it beside the bundled gazetteer, in the place of an older list of the same name.

    The file is a GeoNames country dump (.txt, .zip), an OCHA COD-AB table or any CSV or TSV with the columns name,
    country,
    lat, lon and perhaps admin1, admin2, aliases (separated by ; or ,), population. `name` is what the list is called
    (else the
    file's name); `country` (a name or ISO code) serves where the file has no such column. Rows that cannot be used
    are left
    out, each with one line that says where and how to mend it. Raises InputError where nothing can be read.
    """
    source = Path(path)
    home = _country(country) if country else None
    if country and home is None:
        raise InputError(f"country {country!r} is not known: write an ISO code such as MLI or a name such as Mali")
    label = _NAME.sub("-", name or source.stem).strip("-").lower() or "list"
    reading = _Reading(label)
    text = _text_of(source)
    first = text.partition("\n")[0]
    if first.count("\t") == _GEONAMES_CELLS - 1 and first.split("\t")[0].isdigit():
        _read_geonames(text, source.name, reading)
    else:
        _read_table(text, source.name, home, reading)
    if not reading.entries:
        hint = reading.errors[0] if reading.errors else "it has no rows"
        raise InputError(f"{source}: no place could be read: {hint}")
    folder = _lists_folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{label}{_SUFFIX}"
    # a list that is being replaced stays whole until the new one is
    part = folder / f"{label}.part"
    write_gazetteer(part, reading.entries, about={"source": source.name})
    part.replace(target)
    _forget()
    return AddReport(label, target, len(reading.entries), tuple(reading.errors[:_MOST_ERRORS]), reading.skipped)


def remove_list(name: str) -> bool:
    """Take a list away; whether there was one of this name."""
    path = _lists_folder() / f"{_NAME.sub('-', name).lower()}{_SUFFIX}"
    if not path.exists():
        return False
    path.unlink()
    _forget()
    return True


def _forget() -> None:
    from attest.grounding.gazetteer import load_gazetteer

    load_gazetteer.cache_clear()


def _text_of(path: Path) -> str:
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [
                    n
                    for n in archive.namelist()
                    if n.lower().endswith((".txt", ".csv", ".tsv")) and "readme" not in n.lower()
                ]
                if not names:
                    raise InputError(
                        f"{path}: the archive holds no .txt, .csv or .tsv file: unpack it and name the table"
                    )
                raw = archive.read(max(names, key=lambda n: archive.getinfo(n).file_size))
        else:
            raw = path.read_bytes()
    except zipfile.BadZipFile as error:
        raise InputError(f"{path} is not a zip archive: {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8 text") from error


def _read_geonames(text: str, file: str, reading: _Reading) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != _GEONAMES_CELLS:
            reading.errors.append(
                f"{file}:{number}: {len(cells)} columns instead of {_GEONAMES_CELLS}: not a row of a GeoNames dump"
            )
            continue
        if cells[6] not in _KEPT and cells[7] != "WLL":
            reading.skipped += 1
            continue
        country = alpha3_of(cells[8])
        at = _coordinates(cells[4], cells[5], f"{file}:{number}", reading)
        if country is None or at is None or not fold(cells[1]):
            if country is None:
                reading.errors.append(
                    f"{file}:{number}: country code {cells[8]!r} is not known: write an ISO 3166-1 code"
                )
            continue
        feature = cells[7] or cells[6]
        unit = next((unit for unit in units_of_country(country) if unit.geonames_code == cells[10]), None)
        reading.entries.append(
            Entry(
                source=reading.name,
                id=int(cells[0]) if cells[0].isdigit() and int(cells[0]) < 2**32 else number,
                name=cells[1],
                country=country,
                lat=at[0],
                lon=at[1],
                feature="ADM2" if feature == "ADM1" else feature,
                population=int(cells[14]) if cells[14].isdigit() else 0,
                admin1=(unit.code or "", unit.name) if unit else ("", ""),
                others=tuple(other for other in cells[3].split(",") if other and fold(other)),
            )
        )


def _read_table(text: str, file: str, home: str | None, reading: _Reading) -> None:
    head = text.partition("\n")[0]
    delimiter = max("\t;,", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        header = [cell.strip().lower() for cell in next(rows)]
    except (StopIteration, csv.Error) as error:
        raise InputError(
            f"{file} is empty: write a first line with the columns name,country,admin1,lat,lon,aliases"
        ) from error
    at = {key: next((header.index(name) for name in names if name in header), None) for key, names in _COLUMNS.items()}
    levels = [key for key in ("name", "admin3", "admin2", "admin1") if at[key] is not None]
    if not levels or (at["country"] is None and home is None):
        missing = "name" if not levels else "country"
        raise InputError(
            f"{file}:1: no column {missing!r} among {', '.join(header[:12])}: "
            "name the columns name,country,admin1,lat,lon,aliases"
        )
    for row in _rows(rows, file, reading):
        line, cells = row
        value = {key: cells[n].strip() if n is not None and n < len(cells) else "" for key, n in at.items()}
        if not any(value.values()):
            continue
        entry = _entry(value, levels, f"{file}:{line}", line, home, reading)
        if entry is not None:
            reading.entries.append(entry)


def _rows(rows: Iterable[list[str]], file: str, reading: _Reading) -> Iterator[tuple[int, list[str]]]:
    reader = iter(rows)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reading.errors.append(
                f"{file}:{getattr(rows, 'line_num', 0)}: {error}: check the quotation marks of this row"
            )
            continue
        yield getattr(rows, "line_num", 0), cells


def _entry(
    value: dict[str, str], levels: list[str], where: str, line: int, home: str | None, reading: _Reading
) -> Entry | None:
    level = next((key for key in levels if value[key]), None)
    if level is None or not fold(value[level]):
        reading.errors.append(f"{where}: no name: fill the column name or leave the row out")
        return None
    country = _country(value["country"]) if value["country"] else home
    if country is None:
        reading.errors.append(
            f"{where}: country {value['country']!r} is not known: write an ISO code such as MLI or a name such as Mali"
        )
        return None
    at = _coordinates(value["lat"], value["lon"], where, reading)
    if at is None:
        return None
    unit = _unit(country, value["admin1"]) if value["admin1"] else None
    admin1 = (unit.code or "", unit.name) if unit else ("", value["admin1"])
    return Entry(
        source=reading.name,
        id=line,
        name=value[level],
        country=country,
        lat=at[0],
        lon=at[1],
        feature="PPL" if level == "name" else "ADM2",
        population=int(value["population"]) if value["population"].isdigit() and len(value["population"]) < 10 else 0,
        admin1=admin1,
        admin2=value["admin2"] if level in ("name", "admin3") else "",
        others=tuple(part.strip() for part in re.split("[;,|]", value["aliases"]) if fold(part)),
    )


def _country(value: str) -> str | None:
    # P-codes of OCHA start with the alpha-2 or alpha-3 code
    return alpha3_of(value) or country_of_name(value)


def _unit(country: str, name: str) -> Unit | None:
    key = fold(name)
    for unit in units_of_country(country):
        if name.upper() == (unit.code or "") or key in {fold(other) for other in (unit.name, *unit.names)}:
            return unit
    return None


def _coordinates(lat: str, lon: str, where: str, reading: _Reading) -> tuple[float, float] | None:
    try:
        y, x = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        reading.errors.append(
            f"{where}: coordinates {lat!r}, {lon!r} are no numbers: write decimal degrees such as 15.87, 1.55"
        )
        return None
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        reading.errors.append(
            f"{where}: coordinates {lat}, {lon} lie off the globe: latitude first, in decimal degrees"
        )
        return None
    return y, x
