"""Pinned inputs, hand-kept tables, what CLDR writes for a place, and the rules that tell a name's language."""

from __future__ import annotations

import json
import pickle
import re
import tomllib
from pathlib import Path
from subprocess import getoutput

import pytest

from gazetteer.countries import country_codes
from gazetteer.errors import BadSource
from gazetteer.ids import find_cross_fault
from gazetteer.sources.registry import find_source
from gazetteer.sources.tidying import tidy_text
from normalize.systems.catalogue import get_system
from worldwide import inputs
from worldwide.languages import Setting, infer_main, infer_tag
from worldwide.locales import LocalName, read_local_names, split_city, split_territory
from worldwide.source import capitals_by_zone, citations, is_held_out
from worldwide.tables import DATA, read_pairs, read_rules, read_tagged

ROOT = Path(__file__).parents[3]
NOWHERE = Setting(None, "", "", 0)


def test_the_build_asks_for_the_versions_that_the_manifest_knows() -> None:
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert sorted(line for line in required if "==" in line) == [*inputs.requirements()]
    works = "".join(citation.title for citation in citations().values()) + (ROOT / "NOTICE").read_text(encoding="utf-8")
    for package, version in (line.split("==") for line in inputs.requirements()):
        assert re.search(rf"{package} {re.escape(version)}", works, re.IGNORECASE)


def test_another_file_than_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = tmp_path / "pytest.toml"
    known.write_text('[pytest]\nversion = "0"\n[pytest.files]\nit = ["pytest/__init__.py", "00"]\n', encoding="utf-8")
    monkeypatch.setattr(inputs, "MANIFEST", known)
    with pytest.raises(BadSource, match=r"pytest .* is installed, not 0; pip install pytest==0"):
        inputs.find_inputs()
    known.write_text(known.read_text().replace('"0"', f'"{pytest.__version__}"'), encoding="utf-8")
    with pytest.raises(BadSource, match=r"pytest/__init__\.py of pytest .* is not the file .* SHA-256 is [0-9a-f]{64}"):
        inputs.find_inputs()
    known.write_text('[no-such]\nversion = "1"\n[no-such.files]\nit = ["a", "00"]\n', encoding="utf-8")
    with pytest.raises(BadSource, match=r"no-such is not installed; pip install no-such==1"):
        inputs.find_inputs()


def test_the_digest_of_several_files_knows_their_names(tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("a.dat", "b.dat"))
    for path in paths:
        path.write_bytes(path.name.encode())
    one = inputs.digest_input(paths)
    moved = paths[1].rename(tmp_path / "c.dat")
    assert inputs.digest_input((paths[0], moved)) != one


def test_the_world_takes_no_path() -> None:
    with pytest.raises(BadSource, match="the world takes no path; nearest: worldwide:held-out"):
        find_source("worldwide:somewhere")


@pytest.mark.parametrize("name", ["capitals.tsv", "zones.tsv", "disputed.tsv"])
def test_tables_hold_geonames_ids_and_no_key_twice(name: str) -> None:
    rows = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert len({row[0] for row in rows}) == len(rows)
    keys = [row[0 if name == "disputed.tsv" else 1] for row in rows]
    assert [key for key in keys if find_cross_fault(f"geonames:{key}")] == []
    assert len(set(keys)) == len(keys)


def test_names_of_provinces_are_tidy_and_each_once_a_language() -> None:
    rows = [(key, language) for key, names in read_tagged("provinces.tsv").items() for language, _ in names]
    assert len(set(rows)) == len(rows)
    shape = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
    assert [row for row in rows if find_cross_fault(f"geonames:{row[0]}") or not shape.fullmatch(row[1])] == []
    texts = [text for names in read_tagged("provinces.tsv").values() for _, text in names]
    assert [text for text in texts if tidy_text(text) != text] == []


def test_units_that_are_one_with_their_city_are_so_by_a_seed() -> None:
    towns = {}
    for path in (ROOT / "seeds" / "places").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if (row.get("feature") or "").startswith("PPL"):
                towns.update({code: row["id"] for code in row.get("same_as", ()) if code.startswith("iso3166-2:")})
    assert {f"iso3166-2:{code}" for code in read_pairs("one_with_city.tsv")} == towns.keys()


def test_a_capital_is_of_a_country_and_none_is_disputed() -> None:
    capitals = read_pairs("capitals.tsv")
    assert capitals.keys() <= country_codes()
    assert not set(capitals.values()) & read_pairs("disputed.tsv").keys()
    assert {"EH", "IL", "PS"}.isdisjoint(capitals)
    assert len(capitals_by_zone()) > 140


def test_about_a_tenth_is_held_out() -> None:
    pairs = [(zone, language) for zone in read_pairs("zones.tsv") for language in ("en", "ru", "ar", "zh-Hant")]
    assert 0.07 < sum(is_held_out(*pair) for pair in pairs) / len(pairs) < 0.13


def test_rules_name_systems_and_scripts_that_there_are() -> None:
    rules = read_rules("inference.toml")
    for country, rule in rules["sound"].items():
        assert country in country_codes()
        assert [get_system(system).id for system in rule["systems"]] == rule["systems"]
    assert set(rules["main"]["elsewhere"]) <= set(rules["main"]["languages"]) <= country_codes()
    assert read_rules("regions.toml")["features"].keys() <= country_codes()


@pytest.mark.parametrize(
    ("text", "country", "main", "language", "rule"),
    [
        ("თბილისი", "GE", "Tbilisi", "ka", "script"),
        ("ერევანი", "AM", "Yerevan", "ka", "script"),
        ("서울", "KR", "Seoul", "ko", "script"),
        ("モスクワ", "RU", "Moscow", "ja", "script"),
        ("さいたま市", "JP", "Saitama", "ja", "script"),
        ("তেজপুৰ", "IN", "Tezpur", "as", "letters"),
        ("ঢাকা", "BD", "Dhaka", "bn", "script"),
        ("אשדוד", "IL", "Ashdod", "he", "script"),
        ("אשדוד", "US", "Ashdod", None, None),
        ("ཐིམ་ཕུ", "BT", "Thimphu", "dz", "script"),
        ("القاهرة", "EG", "Cairo", "ar", "letters"),
        ("کراچی", "PK", "Karachi", None, None),
        ("لاڑکانہ", "PK", "Larkana", "ur", "letters"),
        ("Київ", "UA", "Kyiv", "uk", "letters"),
        ("Магілёў", "BY", "Mahilyow", "be", "letters"),
        ("Зверево", "RU", "Zverevo", "ru", "sound"),
        ("Зверава", "RU", "Zverevo", None, None),
        ("Скадовськ", "UA", "Skadovs'k", "uk", "sound"),
        ("Скадовск", "UA", "Skadovs'k", None, None),
        ("广州", "CN", "Guangzhou", "zh", "letters"),
        ("大阪市", "JP", "Osaka", "ja", "letters"),
        ("东京", "JP", "Tokyo", "zh", "letters"),
        ("倫敦", "GB", "London", "zh", "letters"),
        ("平壤", "KP", "Pyongyang", None, None),
        ("मुंबई", "IN", "Mumbai", None, None),
        ("Baki", "AZ", "Baku", None, None),
    ],
)
def test_the_language_is_told_where_it_shows_and_left_open_where_not(
    text: str, country: str, main: str, language: str | None, rule: str | None
) -> None:
    tag = infer_tag(text, Setting(country, "", main, 0))
    assert (tag.language, tag.rule) == (language, rule)


@pytest.mark.parametrize(
    ("main", "country", "province", "population", "language"),
    [
        ("Winsen", "DE", "06", 30_000, "de"),
        ("Turin", "IT", "12", 847_287, None),
        ("Girona", "ES", "56", 40_000, None),
        ("Ronda", "ES", "51", 36_000, "es"),
        ("New York City", "US", "NY", 8_804_190, "en"),
        ("Zverevo", "RU", "61", 20_000, None),
        ("Lausanne", "CH", "VD", 40_000, None),
    ],
)
def test_a_main_name_is_of_the_one_language_of_its_country(
    main: str, country: str, province: str, population: int, language: str | None
) -> None:
    assert infer_main(main, Setting(country, province, main, population)).language == language


def test_names_without_letters_have_no_script() -> None:
    assert infer_tag("٣", NOWHERE).language is None


@pytest.mark.parametrize(
    ("code", "text", "language", "names"),
    [
        ("MM", "Myanmar (Burma)", "en", ["Myanmar", "Burma"]),
        ("CG", "Congo (Republic)", "en", ["Congo (Republic)"]),
        ("AZ", "Zerebaidyäan, Azerbaidyäan,", "xx", ["Zerebaidyäan, Azerbaidyäan"]),
        ("AZ", "Emetab Azerbaijan", "kln", ["Emetab Azerbaijan", "Azerbaijan"]),
        ("AZ", "an Asarbaiseáin", "ga", ["an Asarbaiseáin", "Asarbaiseáin"]),
        ("AZ", " ", "en", []),
    ],
)
def test_territories_without_articles_and_both_of_two_names(
    code: str, text: str, language: str, names: list[str]
) -> None:
    assert [*split_territory(code, text, language)] == names


@pytest.mark.parametrize(
    ("zone", "text", "names"),
    [
        ("Africa/Cairo", "Caire, el", ["el Caire"]),
        ("America/North_Dakota/Beulah", "Beulah, Noord-Dakota", ["Beulah"]),
        ("Africa/Tripoli", "Tripoli (Libye)", ["Tripoli"]),
        ("Europe/London", "Dùn Èideann/Lunnainn", ["Lunnainn"]),
        ("Australia/Adelaide", "<exemplarCity>అడెలైడ్</exemplarCity>", ["అడెలైడ్"]),
        ("America/Fort_Nelson", "𞤊𞤮𞤪𞤼;", ["𞤊𞤮𞤪𞤼"]),
        ("Europe/Kiev", None, []),
    ],
)
def test_cities_of_zones_without_notes(zone: str, text: str | None, names: list[str]) -> None:
    assert [*split_city(zone, text, "xx")] == names


class _Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return getoutput, ("echo sprung >&2",)


def test_locales_are_read_and_nothing_in_them_is_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = {
        "plural_form": _Trap(),
        "territories": {"AZ": "Азәрбајҹан"},
        "time_zones": {"Asia/Baku": {"city": "Бакы"}, "Etc/UTC": {"long": {"standard": "…"}}},
    }
    for name in ("az_Cyrl.dat", "root.dat"):
        (tmp_path / name).write_bytes(pickle.dumps(data))
    territories, towns = read_local_names(sorted(tmp_path.glob("*.dat")))
    assert territories == {"AZ": [LocalName("Азәрбајҹан", "az-Cyrl")]}
    assert towns["Asia/Baku"] == [LocalName("Бакы", "az-Cyrl")]
    assert capfd.readouterr() == ("", "")
