"""The dump of GeoNames: places joined with names from another file, what they lie in, and every kind of bad row."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from pathlib import Path

import pytest

from gazetteer.errors import BadSource
from gazetteer.model import Name
from gazetteer.sources import partitions
from tests.unit.gazetteer.dumps import FIXTURES, fixture, named, read

DUMP = FIXTURES / "geonames"
ROW = "9000004\tKəndabad\tKandabad\t\t40.11\t46.05\tP\tPPL\tAZ\t\t26\t01\t\t\t7246\t\t100\tAsia/Baku\t2026-01-01"
ALTERNATE = "1\t9000004\taz\tKəndabad\t1\t\t\t\t\t"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    folder = tmp_path / "dump"
    shutil.copytree(DUMP, folder)
    return folder


def read_rows(folder: Path, *rows: str | bytes, names: str = "") -> tuple[int, list[str]]:
    """How many places the rows make, and the sentences on the bad ones."""
    (folder / "AZ.txt").write_bytes(b"\n".join(row.encode() if isinstance(row, str) else row for row in rows) + b"\n")
    if names:
        (folder / "alternateNamesV2.txt").write_text(names, encoding="utf-8")
    entities, bad = read(f"geonames:{folder}")
    return len(entities), bad


def test_a_place_has_its_names_from_both_tables_with_language_kind_and_dates() -> None:
    place = fixture("geonames", "geonames")["geonames:9000004"]
    assert named(place) == [
        "Kəndabad preferred", "Kəndabad az preferred", "Кендабад ru variant", "Քենդաբադ hy variant",
        "Старый Кендабад ru former", "Kandabad variant", "KDB code", "AZKDB code", "The Village en colloquial",
        "肯達巴德 zh-Hant variant", "kandabad machine", "Kendabad variant", "Qəndabad variant", "Kandabadi variant",
    ]  # fmt: skip
    assert place.names[4] == Name("Старый Кендабад", "ru", None, "former", "1930", "1991", (), "geonames")
    assert (place.country, place.latitude, place.longitude) == ("AZ", 40.11, 46.05)
    assert (place.feature, place.population, place.same_as) == ("PPLA", 7246, ("wikidata:Q900000004",))


def test_a_place_lies_in_its_divisions_nearest_first() -> None:
    places = fixture("geonames", "geonames")
    district, province, country = "geonames:9000003", "geonames:9000002", "geonames:9000001"
    assert places["geonames:9000004"].within == (district, province, country)
    assert places[district].within == (province, country)
    assert places[province].within == (country,)
    assert places[country].within == ()
    assert places[country].same_as == ("iso3166-1:AZ",)
    assert places["geonames:9000006"].within == (province, country)
    assert places["geonames:9000007"].country is None


def test_a_division_that_only_its_table_lists_is_a_place_and_a_withdrawn_country_code_is_none() -> None:
    places = fixture("geonames", "geonames")
    listed = places["geonames:9000020"]
    assert (listed.feature, listed.country, listed.within) == ("ADM1", "AZ", ("geonames:9000001",))
    assert (places["geonames:9000008"].country, places["geonames:9000008"].feature) == (None, "PCLH")


def test_unknown_population_is_not_nought_and_old_rows_of_names_have_fewer_columns() -> None:
    place = fixture("geonames", "geonames")["geonames:9000005"]
    assert place.population is None
    assert named(place) == ["Güneyli preferred", "گونیلی fa variant", "Guneyli village en variant"]


def test_the_hierarchy_adds_what_codes_do_not_say(dump: Path) -> None:
    with (dump / "hierarchy.txt").open("a", encoding="utf-8") as file:
        file.write("9000002\t9000007\tADM\n9000003\t9000007\tcbsa\n")
    assert read(f"geonames:{dump}")[0]["geonames:9000007"].within == ("geonames:9000002",)


def test_the_hierarchy_names_the_country_where_no_table_does(dump: Path) -> None:
    (dump / "countryInfo.txt").unlink()
    rows = (dump / "allCountries.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (dump / "allCountries.txt").write_text("".join(rows[3:4]), encoding="utf-8")
    town = read(f"geonames:{dump}")[0]["geonames:9000004"]
    assert town.within == ("geonames:9000003", "geonames:9000002", "geonames:9000001")


def test_parts_on_disk_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fixture("geonames", "geonames")
    monkeypatch.setattr(partitions, "PART_BYTES", 300)
    monkeypatch.setattr(partitions, "PENDING_ROWS", 2)
    assert fixture("geonames", "geonames") == whole


def test_a_zip_is_read_without_its_readme_and_a_gz_too(dump: Path) -> None:
    whole = read(f"geonames:{dump}")
    with zipfile.ZipFile(dump / "allCountries.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "not a table")
        archive.write(dump / "allCountries.txt", "allCountries.txt")
    (dump / "alternateNamesV2.txt.gz").write_bytes(gzip.compress((dump / "alternateNamesV2.txt").read_bytes()))
    (dump / "allCountries.txt").unlink()
    (dump / "alternateNamesV2.txt").unlink()
    entities, bad = read(f"geonames:{dump}")
    assert ({**entities}, bad) == whole


def test_of_several_files_of_places_the_most_complete_are_read_and_each_place_once(dump: Path) -> None:
    rows = (dump / "allCountries.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    (dump / "allCountries.txt").unlink()
    (dump / "AZ.txt").write_text("".join(rows[:4]), encoding="utf-8")
    (dump / "cities500.txt").write_text("".join(rows[3:6]), encoding="utf-8")
    (dump / "cities15000.txt").write_text("not read\n", encoding="utf-8")
    entities, bad = read(f"geonames:{dump}")
    assert bad == []
    assert set(entities) == {f"geonames:{number}" for number in (*range(9000001, 9000007), 9000020)}


def test_a_single_file_is_read_by_itself() -> None:
    entities = fixture("geonames", "geonames/allCountries.txt")
    assert named(entities["geonames:9000005"]) == ["Güneyli preferred"]
    assert "geonames:9000020" not in entities


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("one\ttwo", "AZ.txt:2: the row has 2 columns, not 19"),
        (ROW + "\tmore", "AZ.txt:2: the row has 20 columns, not 19"),
        (ROW.replace("9000004", "x1"), "AZ.txt:2: 'x1' is not a number of GeoNames"),
        (ROW.replace("9000004", "0"), "AZ.txt:2: '0' is not a number of GeoNames"),
        (
            ROW.replace("\tAZ\t", "\tZZ\t"),
            "AZ.txt:2: country 'ZZ' is not an ISO 3166-1 alpha-2 code; nearest: AZ, BZ, CZ",
        ),
        (ROW.replace("40.11", "140.11"), "AZ.txt:2: latitude 140.11 is outside -90..90"),
        (ROW.replace("40.11", ""), "AZ.txt:2: latitude and longitude must be given together"),
        (ROW.replace("46.05", ""), "AZ.txt:2: latitude and longitude must be given together"),
        (ROW.replace("46.05", "east"), "AZ.txt:2: longitude 'east' is not a number"),
        (ROW.replace("46.05", "nan"), "AZ.txt:2: longitude nan is outside -180..180"),
        (ROW.replace("7246", "-1"), "AZ.txt:2: population '-1' is not possible"),
        (ROW.replace("PPL", "ppl"), "AZ.txt:2: 'ppl' is not a feature code"),
        (ROW.replace("Kəndabad\tKandabad", "\t"), "AZ.txt:2: the place has no name"),
        (ROW.encode().replace(b"Asia/Baku", b"\xff"), "AZ.txt:2: the line is not UTF-8 at byte 69"),
    ],
)
def test_a_bad_row_costs_one_place(tmp_path: Path, row: str | bytes, reason: str) -> None:
    good = ROW.replace("9000004", "9000005")
    assert read_rows(tmp_path, good, row) == (1, [reason])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1\t9000004\taz", "the row has 3 columns, not 10"),
        (ALTERNATE.replace("9000004", "x"), "'x' is not a number of GeoNames"),
    ],
)
def test_a_bad_alternate_name_costs_no_place(tmp_path: Path, row: str, reason: str) -> None:
    found = read_rows(tmp_path, ROW, names=f"{ALTERNATE}\n{row}\n")
    assert found == (1, [f"alternateNamesV2.txt:2: {reason}"])


def test_bad_rows_of_the_tables_of_divisions_are_said(dump: Path) -> None:
    for name, row in (("admin1CodesASCII", "AZ.28\tx"), ("hierarchy", "a\tb\tADM"), ("countryInfo", "AZ\tAZE")):
        with (dump / f"{name}.txt").open("a", encoding="utf-8") as file:
            file.write(row + "\n")
    assert read(f"geonames:{dump}")[1] == [
        "countryInfo.txt:4: the row has 2 columns, not 19",
        "admin1CodesASCII.txt:3: the row has 2 columns, not 4",
        "hierarchy.txt:6: 'a' is not a number of GeoNames",
    ]


def test_a_folder_without_places(tmp_path: Path) -> None:
    (tmp_path / "hierarchy.txt").write_text("", encoding="utf-8")
    with pytest.raises(BadSource, match="there is no file of places in it"):
        read(f"geonames:{tmp_path}")
