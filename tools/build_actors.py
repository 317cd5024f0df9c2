"""Build src/attest/grounding/data/actors_ucdp.tsv from the UCDP actor list and the Phoenix dictionary.

    python tools/build_actors.py ACTORS_SEED.jsonl UCDP_ACTOR.csv GED.csv

Takes identifiers, names and countries; leaves out what the curated table (data/actors.tsv) already holds, by its `ucdp`
column, and marks names by how much context they need before a text is believed to mean them (see docs of the loader).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from attest.grounding.actors_text import key_of
from attest.grounding.countries import countries, country_of_name

DATA = Path(__file__).parents[1] / "src/attest/grounding/data"
OVERRIDES = {
    "DR Congo (Zaire)": "COD",
    "Yemen (North Yemen)": "YEM",
    "South Yemen": "YEM",
    "Myanmar (Burma)": "MMR",
    "Russia (Soviet Union)": "RUS",
    "Soviet Union": "RUS",
    "Serbia (Yugoslavia)": "SRB",
    "Yugoslavia": "SRB",
    "Cambodia (Kampuchea)": "KHM",
    "Vietnam (North Vietnam)": "VNM",
    "South Vietnam": "VNM",
    "Zimbabwe (Rhodesia)": "ZWE",
    "Madagascar (Malagasy)": "MDG",
    "Bosnia-Herzegovina": "BIH",
    "Kingdom of eSwatini (Swaziland)": "SWZ",
    "Hyderabad": "IND",
    "Macedonia, FYR": "MKD",
    "North Macedonia": "MKD",
    "Macedonia": "MKD",
    "Czechoslovakia": "CZE",
    "Czech Republic": "CZE",
    "German Democratic Republic": "DEU",
    "Ivory Coast": "CIV",
    "Congo": "COG",
    "Swaziland": "SWZ",
}
HEADER = """# Armed actors, second table: names and identifiers from UCDP Actor Dataset 22.1 and names in
# the UCDP Georeferenced Event Dataset (Uppsala Conflict Data Program, CC BY 4.0) and from the Phoenix
# actor dictionary of openeventdata/petrarch2 (MIT, Copyright (c) 2014 Open Event Data Alliance).
# Built by tools/build_actors.py; do not edit: correct in actors.tsv, where the marks of names are explained.
id	name	kind	countries	parent	from	to	aliases
"""

ORG = re.compile(
    r"\b(front|army|armies|movement|brigades?|party|group|liberation|organi[sz]ation|command|commandos?|revolutionary|committee|cells?"
    r"|union|league|forces?|jihad|council|guards?|squads?|fighters|faction|alliance|resistance|battalions?|column|cartel|falcons"
    r"|tigers|militia|partisans|nuclei|nucleus|coalition|federation|volunteers|ejercito|frente|movimiento)\b",
    re.IGNORECASE,
)


def code_of(name: str) -> str | None:
    name = name.strip()
    return OVERRIDES.get(name) or country_of_name(re.sub(r"\s*\(.*", "", name)) or country_of_name(name)


def codes_of(names: list[str]) -> list[str]:
    return list(dict.fromkeys(code for name in names if (code := code_of(name))))


def clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name.replace("’", "'").replace("“", '"').replace("”", '"')).strip(" .")
    return name.replace(";", ",").replace("\t", " ")


def mark(name: str, kind: str) -> str:
    """How much context a name of the base lists needs."""
    if kind in ("communal", "political") or ":" in name or "," in name:
        return "^"
    words = key_of(name).removeprefix("the ").split()
    if name.isupper() and " " not in name:
        return "@" if len(name) >= 4 else "@?"
    if len(words) == 1:
        return "@?"
    return "@" if len(words) < 4 else ""


def kind_of(row: dict[str, str]) -> str:
    name = row["NameData"].lower()
    if row["Org"] == "4" or name.startswith("government of"):
        return "government"
    if "supporters of" in name:
        return "political"
    if "cartel" in name or "cártel" in name:
        return "cartel"
    if "gang" in name or row["Location"] in ("Brazil", "El Salvador", "Haiti", "Jamaica", "Ecuador"):
        return "gang"
    return "communal" if row["Org"] == "3" else "armed_group"


def main() -> None:
    seed_path, actor_path, ged_path = map(Path, sys.argv[1:4])
    curated: dict[str, list[tuple[str, set[str]]]] = {}
    for line in (DATA / "actors.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "id\t")):
            row = line.split("\t")
            for name in (row[1], *row[7].split(";")):
                key = key_of(re.sub(r"[~?@^=]+(:\w\w)?$", "", name.strip()))
                curated.setdefault(key, []).append((row[0], set(row[3].split())))
    out: list[str] = []
    keys: dict[str, set[str]] = {}
    with actor_path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            kind = kind_of(row)
            name = clean(row["NameData"])
            found = codes_of(row["Location"].split(","))
            extra: list[str] = []
            if kind == "government":
                own = code_of(name.removeprefix("Government of "))
                found = [own] if own else found[:1]
                if own:
                    plain = f"Government of {countries()[own].name}"
                    extra = [plain] if plain != name else []
            names = [name, *extra]
            for column in (
                "NameOrig",
                "NameOrigFull",
                "NameOrigFullEng",
            ):
                names += [
                    clean(x) for x in (row.get(column) or "").split(";") if x.strip().lower() not in ("", "n/a", "na")
                ]
            names = [n for n in dict.fromkeys(names) if len(n) > 1 and n.lower() not in ("n/a", "..")]
            if kind == "government":
                aliases = [n + "^" for n in names if n.startswith("Government")]
            else:
                aliases = [clean(re.sub(r"[~?@^=:]", " ", n)) + mark(n, kind) for n in names]
            slug = f"ucdp:{row['ActorId']}"
            english = clean(row["NameOrigFullEng"].split(";")[0])
            if (
                kind not in ("government", "communal")
                and name.isupper()
                and english.lower() not in ("", "n/a")
                and "," not in english
            ):
                name = english
            # an actor of the first table under another label: its own name first, then its full names
            same = None
            for n in names if kind not in ("government", "communal") else ():
                candidates = [i for i, where in curated.get(key_of(n), ()) if where & set(found)]
                same = same or next((i for i in candidates if not i.startswith("state:")), None)
            if same is not None:
                print(f"{slug} {names[0]} = {same}", file=sys.stderr)
                slug, aliases = same, [a.rstrip("~?@^=") + "^" for a in aliases]
            out.append(
                "\t".join(
                    [
                        slug,
                        re.sub(r"[~?@^=:]", " ", name),
                        kind,
                        " ".join(found),
                        "",
                        "",
                        "",
                        "; ".join(dict.fromkeys(aliases)),
                    ]
                )
            )
            for n in names:
                keys.setdefault(key_of(n), set()).update(found)
    known = {*keys, *curated}
    coalition: dict[str, set[str]] = {}
    with ged_path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for side in ("side_a", "side_b"):
                name = clean(row[side])
                if name != "Civilians" and key_of(name) not in known and int(row["year"]) >= 2010:
                    code = code_of(row["country"])
                    coalition.setdefault(name, set()).update([code] if code else [])
    for name, found in sorted(coalition.items()):
        slug = "ged:" + key_of(name).replace(" ", "-")[:80]
        kind = "communal" if name.endswith("clan") else "armed_group"
        marks = mark(name, kind)
        out.append(
            "\t".join(
                [
                    slug,
                    re.sub(r"[~?@^=:]", " ", name),
                    kind,
                    " ".join(sorted(found)),
                    "",
                    "",
                    "",
                    re.sub(r"[~?@^=:]", " ", name) + marks,
                ]
            )
        )
        known.add(key_of(name))
    for line in seed_path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        code = row.get("code", "")
        names = [clean(re.sub(r"\s*\(.*?\)", "", n)) for n in (row["name"], *row["aliases"])]
        names = [
            n for n in dict.fromkeys(names) if ORG.search(n) and key_of(n) not in known and len(n) > 6 and ":" not in n
        ]
        if not row["id"].startswith("phx:") or not names or code[:3] not in countries() or "REB" not in code:
            continue
        first, *rest = names
        out.append(
            "\t".join(
                [
                    row["id"].split("(")[0].strip("_"),
                    first,
                    "armed_group",
                    code[:3],
                    "",
                    "",
                    "",
                    "; ".join(n + "@" for n in (first, *rest)),
                ]
            )
        )
        known.update(map(key_of, names))
    (DATA / "actors_ucdp.tsv").write_text(HEADER + "\n".join(out) + "\n", encoding="utf-8")
    print(len(out), "actors")


if __name__ == "__main__":
    main()
