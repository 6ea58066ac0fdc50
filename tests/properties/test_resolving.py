"""Laws of the gazetteer that comes with the package: its own names, texts of any kind, and offsets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, build
from gazetteer.errors import GazetteerError
from normalize import attribute, clean, compare, fold, readings, scripts_of, transliterate, variants
from normalize.systems import find_systems
from tests.properties.texts import LETTERS, ODD, TRAVELLED, SeedName, sampled, seats, seed_names, spellings, texts

ONE_SEED_NAME_IN = 10
UNSPELLED = ("acronym", "code", "machine", "weak")
"""Kinds of name that no system is applied to."""


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    folder = tmp_path_factory.mktemp("seeds")
    build(["seeds"], folder)
    with Gazetteer.open(folder) as opened:
        yield opened


def homonyms() -> dict[str, set[str]]:
    """The IDs of the entities that have a name of this normal form."""
    ids: dict[str, set[str]] = defaultdict(set)
    for name in seed_names():
        ids[fold(name.text)].add(name.id)
    return ids


def is_answered(gazetteer: Gazetteer, spelled: str, name: SeedName, allowed: set[str]) -> bool:
    """Whether a spelling leads to the entity or a homonym, or to several of them among which it is.

    A settlement may stand for the area around it, where the area was a candidate too: that default is documented.
    """
    answer = gazetteer.resolve(spelled, kind=name.kind, limit=10)
    if answer.decision == "match":
        rival = name.id in {candidate.id for candidate in answer.candidates}
        return answer.id in allowed or (rival and answer.id in seats().get(name.id, ()))
    return answer.decision == "ambiguous" and name.id in {candidate.id for candidate in answer.candidates}


GROUPS = (*TRAVELLED, "other")
MOST_LOST = {"az": 1}
"""Of a hundred spellings by systems, how many may lead elsewhere where the law, 0, is not kept. It may only fall."""

NOT_KEPT = pytest.mark.xfail(strict=False, reason="the district of Qobustan is missing beside the two settlements")
CASES = [pytest.param(group, marks=NOT_KEPT) if group in MOST_LOST else group for group in GROUPS]


def group_of(name: SeedName) -> str:
    """The language of a name where its names travel, else ``other``."""
    language = name.language.partition("-")[0]
    return language if language in TRAVELLED else "other"


@pytest.fixture(scope="module")
def answered(gazetteer: Gazetteer) -> dict[str, tuple[int, list[tuple[str, str, str, str]]]]:
    """For each language how many spellings of seed names were asked, and those that led elsewhere."""
    same = homonyms()
    asked: dict[str, int] = dict.fromkeys(GROUPS, 0)
    lost: dict[str, list[tuple[str, str, str, str]]] = {group: [] for group in GROUPS}
    for name in sampled(seed_names(), ONE_SEED_NAME_IN):
        made = {} if name.name_kind in UNSPELLED else spellings(name.text, name.language, name.script)
        for spelled, system in made.items():
            asked[group_of(name)] += 1
            if not is_answered(gazetteer, spelled, name, same[fold(name.text)] | same[fold(spelled)]):
                lost[group_of(name)].append((name.id, name.text, system, spelled))
    return {group: (asked[group], lost[group]) for group in GROUPS}


def test_seed_names_resolve_to_their_own(gazetteer: Gazetteer) -> None:
    same = homonyms()
    names = [name for name in sampled(seed_names(), 4) if name.name_kind not in UNSPELLED]
    lost = [name for name in names if not is_answered(gazetteer, name.text, name, same[fold(name.text)])]
    assert lost == []


@pytest.mark.parametrize("language", MOST_LOST)
def test_spellings_of_seed_names_resolve_as_often_as_they_did(
    answered: dict[str, tuple[int, list[tuple[str, str, str, str]]]], language: str
) -> None:
    asked, lost = answered[language]
    assert 100 * len(lost) <= MOST_LOST[language] * asked, lost


@pytest.mark.parametrize("language", CASES)
def test_spellings_of_seed_names_resolve_to_their_own(
    answered: dict[str, tuple[int, list[tuple[str, str, str, str]]]], language: str
) -> None:
    assert answered[language][1] == []


@settings(max_examples=150)
@given(text=texts)
@example(text="x" * 100_000)
@example(text="İ" * 20_000 + "\U0001f3d4 " * 20_000)
@example(text="\ud800Yuxarı \udfffAyrım")
def test_resolving_any_text_answers(gazetteer: Gazetteer, text: str) -> None:
    answer = gazetteer.resolve(text)
    assert answer.query == text
    assert (answer.id is not None) == (answer.decision == "match")
    assert all(0 <= candidate.score <= 1 for candidate in answer.candidates)
    assert len({candidate.id for candidate in answer.candidates}) == len(answer.candidates) <= 5
    if answer.id is not None:
        assert gazetteer.get(answer.id).id == answer.candidates[0].id


hints = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["place", "person", "organization", "Place", "", 3]),
        "country": st.sampled_from(["AZ", "az", "XK", "QQ", "Azerbaijan", ""]) | st.text(max_size=3),
        "language": st.sampled_from(["az", "zh-Hant", "no language", ""]) | st.text(max_size=3),
        "near": st.tuples(st.floats(), st.floats()) | st.sampled_from([(40, 46), (91, 0), (), "40,46"]),
        "within": st.sampled_from(["al:1006", "iso3166-1:AZ", "nowhere:1", ""]) | st.text(max_size=5),
        "limit": st.integers(-2, 1002) | st.booleans(),
    },
)


@settings(max_examples=150)
@given(text=texts, given_hints=hints)
def test_any_hint_is_used_or_refused_in_a_sentence(
    gazetteer: Gazetteer, text: str, given_hints: dict[str, object]
) -> None:
    refused: GazetteerError | None = None
    try:
        answer = gazetteer.resolve(text, **given_hints)  # type: ignore[arg-type]  # wrong ones are what is tested
    except GazetteerError as error:
        refused = error
    if refused is None:
        assert answer.query == text
    else:
        assert isinstance(refused, ValueError)
        assert str(refused)


pieces = st.sampled_from(
    ["Yuxarı Ayrım", "Кельбаджар", "ԵՐԵՎԱՆ", "თბილისი", "Laçın rayonu", "Ceyhun Bayramov", "UN", "Bakı's", "İstanbul"]
)
documents = st.lists(pieces | st.text(st.sampled_from(LETTERS + ODD + " .,\n-'"), max_size=6), max_size=12).map("".join)


@settings(max_examples=150)
@given(text=documents | texts)
@example(text="İ\U0001f3d4 Yuxarı Ayrım, \U00010400 KƏLBƏCƏR\u200b rayonu; İİ Laçın")
@example(text="e\u0301\u0300 Kǝlbǝcǝr " * 50)
def test_mentions_slice_the_text_exactly_and_do_not_overlap(gazetteer: Gazetteer, text: str) -> None:
    last = 0
    for mention in gazetteer.annotate(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.resolution.decision in ("match", "ambiguous")
        last = mention.end


def test_mentions_are_found_behind_letters_that_grow_when_folded(gazetteer: Gazetteer) -> None:
    before = "İ\U0001f3d4ﬃ\u00ad e\u0301 " * 3
    (mention,) = gazetteer.annotate(f"{before}Yuxarı Ayrım.")
    assert (mention.start, mention.end) == (len(before), len(before) + len("Yuxarı Ayrım"))


@settings(max_examples=150)
@given(text=texts, other=texts)
def test_no_text_is_too_strange_for_normalize(text: str, other: str) -> None:
    clean(text)
    scripts_of(text)
    fold(text)
    fold(text, language="de")
    readings(text)
    variants(text, limit=5)
    attribute(text, other)
    compare(text, other)


@settings(max_examples=60)
@given(text=texts, system=st.sampled_from(find_systems()))
def test_no_text_is_too_strange_for_a_system(text: str, system: object) -> None:
    made = transliterate(text, system)  # type: ignore[arg-type]  # hypothesis forgets the type of what it draws
    cleaned = re.sub(r"\S+", lambda word: clean(word.group()), text)
    for letter in made.residue:
        assert cleaned[letter.offset : letter.offset + len(letter.text)] == letter.text


@settings(max_examples=60)
@given(
    names=st.lists(st.sampled_from(sampled(seed_names(), 40)), min_size=1, max_size=2),
    joint=st.sampled_from([" ", ", ", " and ", " (", " in "]),
)
def test_the_number_of_candidates_asked_for_decides_nothing(
    gazetteer: Gazetteer, names: list[SeedName], joint: str
) -> None:
    text = joint.join(name.text for name in names)
    most = gazetteer.resolve(text, limit=20)
    for limit in (1, 2, 5):
        answer = gazetteer.resolve(text, limit=limit)
        assert (answer.decision, answer.id) == (most.decision, most.id)
        assert [entry.id for entry in answer.candidates] == [entry.id for entry in most.candidates[:limit]]
