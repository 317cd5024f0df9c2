"""The user's own lists of places."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from attest.grounding.gazetteer import load_gazetteer
from attest.grounding.gazetteer_user import add_list, list_lists, remove_list
from attest.model.errors import InputError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ATTEST_DATA", str(tmp_path / "data"))
    load_gazetteer.cache_clear()
    yield tmp_path
    load_gazetteer.cache_clear()


def write(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_csv(folder: Path) -> None:
    path = write(
        folder,
        "name,country,admin1,lat,lon,aliases\n"
        "Quzvelin,Mali,Ménaka,15.5,2.5,Kuzvelin;Qouzvelin Haut\n"
        "Nowheretown,Nowhere,,1,2,\n"
        "Offworld,MLI,,95,2,\n"
        ",MLI,,1,2,\n"
        "Wordy,MLI,,north,2,\n",
    )
    report = add_list(path)
    assert (report.name, report.places, len(report.errors)) == ("mine", 1, 4)
    assert [error.split(": ")[0] for error in report.errors] == [f"mine.csv:{line}" for line in (3, 4, 5, 6)]
    assert "ISO code" in report.errors[0] and "latitude first" in report.errors[1]
    best = load_gazetteer().find("Qouzvelin Haut")[0]
    assert (best.name, best.country, best.admin1_code, best.id) == ("Quzvelin", "MLI", "ML-9", "mine:2")
    assert [(item.name, item.places, item.countries) for item in list_lists()] == [("mine", 1, ("MLI",))]
    assert remove_list("mine") and not remove_list("mine") and list_lists() == []
    assert load_gazetteer().find("Quzvelin") == []


def test_geonames_dump(folder: Path) -> None:
    row = (
        "99\tQuzvelin\tQuzvelin\tKuzvelin\t15.5\t2.5\tP\tPPL\tML\t\t12070577\t\t\t\t1200\t\t\tAfrica/Bamako\t2020-01-01"
    )
    stream = row.replace("99", "98").replace("\tP\tPPL\t", "\tH\tSTM\t")
    path = folder / "ML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about this file")
        archive.writestr("ML.txt", row + "\n" + stream + "\nbad row\n")
    report = add_list(path, name="Mali places")
    assert (report.name, report.places, report.skipped, len(report.errors)) == ("mali-places", 1, 1, 1)
    best = load_gazetteer().find("Kuzvelin")[0]
    assert (best.id, best.population, best.admin1_code) == ("mali-places:99", 1200, "ML-9")


def test_common_operational_dataset(folder: Path) -> None:
    path = write(
        folder,
        "ADM0_EN,ADM1_EN,ADM2_EN,ADM2_PCODE,center_lat,center_lon\nMali,Gao,Quzvelin Cercle,ML0702,16.0,0.5\n",
    )
    assert add_list(path).places == 1
    best = load_gazetteer().find("Quzvelin Cercle")[0]
    assert (best.feature, best.admin1_code) == ("ADM2", "ML-7")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty|no column"),
        ("a,b\n1,2\n", "no column 'name'"),
        ("name,lat,lon\nX,1,2\n", "no column 'country'"),
        ("name,country,lat,lon\nX,MLI,a,b\n", "no place could be read"),
    ],
)
def test_nothing_to_read(folder: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        add_list(write(folder, text))
    assert list_lists() == []


def test_country_from_outside(folder: Path) -> None:
    path = write(folder, "name;lat;lon\nQuzvelin;15,5;2,5\n")
    assert add_list(path, country="Mali").places == 1
    with pytest.raises(InputError, match="not known"):
        add_list(path, country="Atlantis")


def test_files_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        add_list(folder / "missing.csv")
    bad = folder / "bad.zip"
    bad.write_bytes(b"no zip")
    with pytest.raises(InputError, match="not a zip"):
        add_list(bad)
    latin = folder / "latin.csv"
    latin.write_bytes("name,country,lat,lon\nMénaka,MLI,1,2\n".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        add_list(latin)


def test_adding_again_replaces(folder: Path) -> None:
    add_list(write(folder, "name,country,lat,lon\nQuzvelin,MLI,1,2\nQuzvelon,MLI,1,2\n"))
    add_list(write(folder, "name,country,lat,lon\nQuzvelin,MLI,3,4\n"))
    assert [item.places for item in list_lists()] == [1]
    assert load_gazetteer().find("Quzvelin")[0].lat == 3
