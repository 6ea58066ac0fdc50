"""The word lists of every language keep the promises of their format and tell contrary words apart."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from itertools import chain
from pathlib import Path

import pycountry
import pytest

DATA = Path(__file__).parents[2] / "normalize" / "data"
FILES = sorted((DATA / "languages").glob("*/words.toml"))
CONCEPTS = tomllib.loads((DATA / "concepts.toml").read_text(encoding="utf-8"))
REQUIRED = {"generic", "contrast", "numbers", "titles", "connectors", "organizations"}
OPTIONAL = {"patronymics", "generations", "adjectives", "saints", "demonyms", "prefixes", "compounds", "areas"}
WORD_LISTS = {
    **dict.fromkeys(("titles", "connectors", "saints", "demonyms", "prefixes"), "words"),
    "adjectives": "suffixes",
}
AREA_CODE = re.compile(r"[A-Z]{2}([A-Z2-9]{3})?")
FEATURE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,4}")
SCRIPTS = {
    "ar": ["ARABIC"], "az": ["LATIN", "CYRILLIC", "ARABIC"], "be": ["CYRILLIC"], "de": ["LATIN"], "el": ["GREEK"],
    "en": ["LATIN"],
    "es": ["LATIN"], "fa": ["ARABIC"], "fr": ["LATIN"], "he": ["HEBREW"], "hy": ["ARMENIAN"], "hyw": ["ARMENIAN"],
    "it": ["LATIN"], "ka": ["GEORGIAN"], "kk": ["CYRILLIC"], "pl": ["LATIN"], "ru": ["CYRILLIC"], "tr": ["LATIN"],
    "uk": ["CYRILLIC"], "zh": ["CJK"],
}  # fmt: skip

Section = dict[str, list[str]]


def header(path: Path) -> dict[str, str]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in table.items() if isinstance(value, str)}


def read(path: Path) -> dict[str, Section]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: section for name, section in table.items() if isinstance(section, dict) and name != "families"}


def families(path: Path) -> dict[str, str]:
    section: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("families", {})
    return section


def language(path: Path) -> str:
    return path.parent.name


def forms(path: Path) -> list[str]:
    listed = chain.from_iterable(chain.from_iterable(section.values()) for section in read(path).values())
    endings = families(path)
    return [*listed, *endings, *endings.values()]


def concepts_by_form(table: Section) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for concept, words in table.items():
        for word in words:
            found[word.casefold()].add(concept)
    return found


def test_the_languages_of_the_documents_have_words() -> None:
    needed = {"az", "ru", "en", "hy", "hyw", "ka", "tr", "fa", "ar", "uk", "fr", "de", "el"}
    assert needed <= set(map(language, FILES))


@pytest.mark.parametrize("path", FILES, ids=language)
def test_file_says_what_it_is(path: Path) -> None:
    about = header(path)
    assert about["language"] == language(path)
    assert about["source"]
    assert about["licence"]
    assert REQUIRED <= set(read(path)) <= REQUIRED | OPTIONAL


@pytest.mark.parametrize("path", FILES, ids=language)
def test_forms_are_clean_text(path: Path) -> None:
    for form in forms(path):
        assert form == form.strip() != ""
        assert form == unicodedata.normalize("NFC", form)
        assert not re.search(r"[\u00ad\u200b\u200e\u200f\ufeff]|\s{2}", form), form


@pytest.mark.parametrize("path", FILES, ids=language)
def test_forms_are_written_in_the_letters_of_the_language(path: Path) -> None:
    allowed = SCRIPTS[language(path)]
    foreign = {"ARMENIAN", "ARABIC", "CJK", "CYRILLIC", "GEORGIAN", "GREEK", "HEBREW", "LATIN"} - set(allowed)
    for form in forms(path):
        scripts = {unicodedata.name(c).split()[0] for c in form if c.isalpha()} & foreign
        assert not scripts, (form, scripts)


@pytest.mark.parametrize("path", FILES, ids=language)
def test_every_concept_is_known(path: Path) -> None:
    words = read(path)
    for name in ("generic", "contrast", "organizations"):
        assert set(words[name]) <= set(CONCEPTS[name])
    assert set(words.get("generations", {})) <= {"senior", "junior"}
    for concepts in words.get("compounds", {}):
        assert all(concept in CONCEPTS["organizations"] or AREA_CODE.fullmatch(concept) for concept in concepts.split())
    assert all(number.isdecimal() for number in words["numbers"])
    assert set(words.get("patronymics", {})) <= {"son", "daughter", "father"}
    for name, key in WORD_LISTS.items():
        assert set(words.get(name, {key: []})) - {"servants"} == {key}


@pytest.mark.parametrize("path", FILES, ids=language)
def test_no_list_is_empty_or_repeats_a_form(path: Path) -> None:
    for section in read(path).values():
        for listed in section.values():
            assert listed
            assert len(listed) == len(set(listed))


@pytest.mark.parametrize("path", FILES, ids=language)
@pytest.mark.parametrize("name", ["generic", "contrast", "numbers", "patronymics", "generations", "compounds", "areas"])
def test_a_form_means_one_thing(path: Path, name: str) -> None:
    """A letter with a full stop may stand for two: it is told by whether it comes before the name or after it."""
    found = concepts_by_form(read(path).get(name, {}))
    twofold = {form: concepts for form, concepts in found.items() if len(concepts) > 1}
    assert {form for form in twofold if name != "generic" or not re.fullmatch(r"\w\.", form)} == set()


@pytest.mark.parametrize("path", FILES, ids=language)
def test_an_organization_word_means_one_thing_in_its_group(path: Path) -> None:
    for form, concepts in concepts_by_form(read(path)["organizations"]).items():
        groups = [CONCEPTS["organizations"][concept]["group"] for concept in concepts]
        assert len(groups) == len(set(groups)), (form, concepts)


@pytest.mark.parametrize("path", FILES, ids=language)
def test_contrasts_and_numbers_do_not_share_words(path: Path) -> None:
    words = read(path)
    assert not set(concepts_by_form(words["contrast"])) & set(concepts_by_form(words["numbers"]))


@pytest.mark.parametrize("path", FILES, ids=language)
def test_a_family_ending_changes_with_gender(path: Path) -> None:
    for masculine, feminine in families(path).items():
        assert masculine.startswith("-")
        assert feminine.startswith("-")
        assert masculine != feminine


@pytest.mark.parametrize("path", FILES, ids=language)
def test_the_contrasts_that_decide_are_there(path: Path) -> None:
    words = read(path)
    decisive = {"upper", "middle", "lower", "big", "small", "north", "south", "east", "west", "new", "old"}
    assert decisive <= set(words["contrast"])
    assert {str(number) for number in range(1, 21)} <= set(words["numbers"])
    assert {"village", "city", "district", "region", "republic", "river", "lake", "mountain"} <= set(words["generic"])
    assert {"ministry", "committee", "council", "commission", "united_nations"} <= set(words["organizations"])


@pytest.mark.parametrize("path", FILES, ids=language)
def test_areas_are_states_and_seats(path: Path) -> None:
    states = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    for code in read(path).get("areas", {}):
        assert AREA_CODE.fullmatch(code)
        assert code[:2] in states


def test_a_generic_concept_has_feature_codes() -> None:
    for concept, entry in CONCEPTS["generic"].items():
        assert entry["meaning"]
        assert entry["features"], concept
        assert all(FEATURE_CODE.fullmatch(code) for code in entry["features"]), concept
        assert len(entry["features"]) == len(set(entry["features"])), concept


def test_an_axis_has_at_least_two_values() -> None:
    axes: dict[str, set[str]] = defaultdict(set)
    for concept, entry in CONCEPTS["contrast"].items():
        axes[entry["axis"]].add(concept)
    assert all(len(values) > 1 for values in axes.values())


def test_legal_forms_belong_to_families() -> None:
    for concept, entry in CONCEPTS["organizations"].items():
        assert entry["group"] in {"body", "quality", "field", "legal form"}
        assert ("family" in entry) == (entry["group"] == "legal form"), concept


@pytest.mark.parametrize("name", ["generic", "contrast", "organizations"])
def test_every_concept_has_words_somewhere(name: str) -> None:
    used = set(chain.from_iterable(read(path)[name] for path in FILES))
    if name == "organizations":
        compounds = chain.from_iterable(read(path).get("compounds", {}) for path in FILES)
        used |= {part for concepts in compounds for part in concepts.split() if part.islower()}
    assert set(CONCEPTS[name]) == used
