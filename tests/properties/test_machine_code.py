"""Machine code written in C against the Python beside it: the same answers, and the same errors for what is damaged."""

from __future__ import annotations

import gc
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import GazetteerDamaged
from gazetteer.index import views
from gazetteer.index.interface import NameIndex, Ranking
from gazetteer.index.layout import FILE_NAME, HASH_BITS, LISTED_AS, count_leading_bits, hash_text, number_bits
from gazetteer.index.reading import Index
from gazetteer.index.writing import IndexWriter
from gazetteer.model import NAME_KINDS, Entity, Name
from normalize import folding, gathering, outlines, similarity, sounds
from normalize.scripts import script_numbers
from normalize.vocabulary import Reading
from tests.properties.texts import seed_texts, texts

native = pytest.importorskip("normalize.native", reason="nothing was compiled")
reader = pytest.importorskip("gazetteer.index.native", reason="nothing was compiled")

heard = st.text(st.sampled_from(sorted(sounds.sound_symbols() | set("0123456789?"))), max_size=12)
anywhere = heard | st.text(max_size=6) | st.text("aH", min_size=90, max_size=100)
SCRIPTS = sorted(path.stem for path in (sounds.DATA / "sounds").glob("[A-Z]*.toml"))
WORDS = ("Ayrım", "AYRIM", "(Ayrım)", "-Ayrım,", "'upper'", '"Upper"', "a.b.", ";:", "Юхары-Айрум", "村", "e\u0301")
GAPS = (" ", "  ", "-", " - ", ", ", " ,", "\u00a0")
KEYS = [f"{family}:{word}" for family in "frswtk" for word in ("one", "two", "three", "Ä", "four", "five")]


@given(text=texts)
def test_a_text_folds_as_python_folds_it(text: str) -> None:
    at_once = folding._fold_at_once(text)
    visible = folding.remove_invisible(text)
    assert at_once in (None, folding._repair(folding._close_up(visible.translate(folding._table(None)))))


def test_names_of_the_seeds_are_mostly_folded_at_once() -> None:
    assert all(folding._fold_at_once(name) is not None for name in ("Kəlbəcər", "Кельбаджар", "Kalbajar", "كلبجر"))


@given(word=texts | seed_texts, script=st.sampled_from(SCRIPTS))
def test_a_word_sounds_as_python_hears_it(word: str, script: str) -> None:
    table = sounds._script_sounds(script)
    assert table is not None
    assert table.ear is not None
    for lowered in (word.casefold(), *word.casefold().split()):
        assert table.ear.hear(lowered) in (None, sounds._hear(lowered, table))


@given(word=anywhere)
def test_sounds_have_the_outlines_that_python_makes(word: str) -> None:
    assert outlines.rough_forms(word) == outlines._rough_forms(word)
    assert outlines.skeletons(word) == outlines._skeletons(word)
    assert outlines.frame(word) == word.translate(outlines._frames())


@given(first=anywhere, second=anywhere, abjad=st.booleans(), limit=st.integers(0, 3000))
def test_sounds_are_aligned_as_python_aligns_them(first: str, second: str, abjad: bool, limit: int) -> None:
    cost, true = (align(first, second, abjad, limit) for align in (similarity.alignment_cost, similarity._cost_by_rows))
    assert cost == true or min(cost, true) > limit


@given(
    made=st.lists(
        st.sampled_from(["", "a", "b", "é", "e\u0301", "ḩ", "h\u0327", "a\nb", "\n", "中", "\U00010400"]) | texts
    ),
    most=st.integers(0, 30),
)
def test_readings_are_gathered_as_python_gathers_them(made: list[str], most: int) -> None:
    pytest.importorskip("normalize.making", reason="nothing was compiled")
    systems = [(str(number), "x") for number in range(len(made))]
    gathered = gathering.unpack(gathering.gather(made, systems, most))
    assert gathered == gathering._unpack(gathering._gather(made, systems, most))
    assert gathered == gathering._unpack(gathering.gather(made, systems, most))
    assert not any(map(gc.is_tracked, gathered))


def test_what_was_never_packed_is_an_error() -> None:
    making = pytest.importorskip("normalize.making", reason="nothing was compiled")
    maker = making.Maker(Reading, ("text", "system", "language"), str)
    for packed in (
        (),
        ("a", "b"),
        ("a", "b", 1),
        (1, "b", "c"),
        ("a\nb", "c", "d"),
        [],
        ((1,), "b", "c"),
        ((), "b", "c"),
    ):
        with pytest.raises((TypeError, ValueError)):
            maker.unpack(packed)
    for gathered in ((["a"], [], 1), (["a"], [("b",)], 1), ([1], [("b", "c")], 1), ((), (), 1)):
        with pytest.raises(TypeError):
            maker.gather(*gathered)
    for names in (("text", "system"), ("text", "system", "__init__"), ("text", "system", "no")):
        with pytest.raises((TypeError, AttributeError)):
            making.Maker(Reading, names, str)
    with pytest.raises(TypeError):
        maker.make("a", "b", None)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of names with a few keys each, by chance."""
    folder = tmp_path_factory.mktemp("index")
    writer, chance = IndexWriter(folder), random.Random(7)
    words = ("Yuxarı", "Upper", "Ayrım", "Ayrim", "村", "a b")
    for number in range(300):
        names = tuple(
            Name(" ".join(chance.choices(words, k=chance.randint(1, 4)))) for _ in range(chance.randint(1, 3))
        )
        for name in writer.add_entity(Entity(f"x:{number:03}", "place", names)):
            chosen = chance.sample(KEYS, 3)
            for key in chosen:
                if key[0] not in LISTED_AS or LISTED_AS[key[0]] + key[1:] not in chosen:
                    writer.add_key(hash_text(key), name)
    writer.write(folder / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
    writer.close()
    with Index.open(folder) as opened:
        yield opened


@given(
    keys=st.lists(st.sampled_from([*KEYS, "f:none", "w:none", "w:\ud800", ""]), unique=True),
    most=st.integers(1, 400),
    ranked=st.integers(1, 300),
    keep=st.integers(1, 40),
    written=st.sampled_from(("Upper Ayrim", "Yuxarı", "a", "Юхары Айрум", "")),
)
def test_names_are_ranked_as_python_ranks_them(
    index: Index, keys: list[str], most: int, ranked: int, keep: int, written: str
) -> None:
    values = [1.0 + place / 8 for place in range(len(keys))]
    ranking = Ranking(most, ranked, keep, "wt", 4.0)
    asked = keys, values, ranking, written, script_numbers()
    assert index.rank(*asked) == NameIndex.rank(index, *asked)


@given(keys=st.lists(st.sampled_from([key for key in KEYS if key[0] not in LISTED_AS]), unique=True))
def test_entities_are_gathered_as_python_gathers_them(index: Index, keys: list[str]) -> None:
    assert index.gather(tuple(keys)) == NameIndex.gather(index, tuple(keys))


@given(keys=st.lists(st.sampled_from(KEYS), unique=True))
def test_entities_are_gathered_under_keys_that_list_names_elsewhere(index: Index, keys: list[str]) -> None:
    found, expected = index.gather(tuple(keys)), NameIndex.gather(index, tuple(keys))
    assert {entity: set(names) for entity, names in found.items()} == {
        entity: set(names) for entity, names in expected.items()
    }


@given(
    names=st.lists(st.integers(0, 250), min_size=1),
    written=texts
    | st.sampled_from(
        (
            "Upper Ayrim",
            "Yuxarı",
            "a",
            "村 a b",
            "a b c",
            "AYRIM, (Upper)",
            "- \ud800 村,",
            "b " * 40 + "a",
            "Ayrım " * 150,
        )
    ),
    most=st.integers(0, 4),
)
def test_names_are_near_as_python_finds_them(index: Index, names: list[int], written: str, most: int) -> None:
    near = index.nearest_names(names, written, script_numbers(), most)
    assert near == NameIndex.nearest_names(index, names, written, script_numbers(), most)


def odd_names() -> list[str]:
    """Names with spaces and punctuation in odd places, and some at the bounds of how many words and bytes are read."""
    names = [f"{one}{gap}{two}" for gap in GAPS for one, two in pairwise(WORDS)]
    names += [f" {names[0]}", f"{names[0]} ", f"  {names[0]}  ", " ", "", "tail", "Tail.", "other tail", "TAIL upper"]
    names += ["AZ", "az", "[az", "{az", "@az", "`az"]
    names += [" ".join([*(f"w{at}" for at in range(count - 1)), "tail"]) for count in (31, 32, 33)]
    names += [" ; ".join([*(f"w{at}" for at in range(count - 1)), "tail"]) for count in (31, 32, 33)]
    for size in (1023, 1024, 1025):
        names += ["x" * (size - len(" tail")) + " tail", "tail " + "ə" * (size // 2 - 3) + "x" * (size % 2 + 1)]
    return names


ODD_NAMES = odd_names()
odd = st.lists(st.sampled_from((*WORDS, "tail", "")), max_size=6).flatmap(
    lambda words: st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)).map(
        lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    )
)


@pytest.fixture(scope="module")
def odd_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the odd names, every one of them under every key."""
    folder = tmp_path_factory.mktemp("odd")
    writer = IndexWriter(folder)
    for number, text in enumerate(ODD_NAMES):
        for name in writer.add_entity(Entity(f"x:{number:03}", "place", (Name(text),))):
            writer.add_key(hash_text("w:odd"), name)
    writer.write(folder / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
    writer.close()
    with Index.open(folder) as opened:
        assert {opened.name_text(name) for name in range(len(ODD_NAMES))} == set(ODD_NAMES)
        yield opened


def assert_ordered_alike(index: Index, written: str, most: int) -> None:
    """Assert that machine code and Python order all names alike by how near they are to one."""
    names, sorts = list(range(len(ODD_NAMES))), script_numbers()
    near = index.nearest_names(names, written, sorts, most)
    assert near == NameIndex.nearest_names(index, names, written, sorts, most)
    ranking = Ranking(len(names), len(names), max(1, most), "", 4.0)
    ranked = index.rank(["w:odd"], [1.0], ranking, written, sorts)
    assert ranked == NameIndex.rank(index, ["w:odd"], [1.0], ranking, written, sorts)


def test_odd_names_are_near_one_another_as_python_finds_them(odd_index: Index) -> None:
    for written in ODD_NAMES:
        assert_ordered_alike(odd_index, written, len(ODD_NAMES))


@given(written=odd, most=st.integers(0, len(ODD_NAMES)))
def test_names_are_near_odd_ones_as_python_finds_them(odd_index: Index, written: str, most: int) -> None:
    assert_ordered_alike(odd_index, written, most)


@given(text=texts)
def test_a_hash_is_the_same(text: str) -> None:
    assert reader.hash_text(text) == hash_text(text)


columns = st.binary(max_size=64)


@given(bases=columns, bounds=columns, data=columns, number=st.integers(-3, 40), wide=st.booleans())
def test_strings_out_of_any_bytes_are_the_same_or_damaged(
    bases: bytes, bounds: bytes, data: bytes, number: int, wide: bool
) -> None:
    code = "I" if wide else "B"
    bases, bounds = (column[: len(column) // 4 * 4] for column in (bases, bounds))
    parts = memoryview(bases).cast(code), memoryview(bounds).cast(code), memoryview(data)
    made, true = reader.Strings("p", "s", *parts), views.StringsView("p", "s", *parts)
    if number >= 0:
        assert answer(lambda: made[number]) == answer(lambda: true[number])
    else:
        assert answer(lambda: made[number]) is GazetteerDamaged


@given(parts=st.tuples(*[columns] * 5), digest=st.integers(0, 2**HASH_BITS - 1), things=st.integers(1, 900))
def test_a_table_of_any_bytes_answers_the_same_or_is_damaged(
    parts: tuple[bytes, ...], digest: int, things: int
) -> None:
    hashes, tails, slots, lists, start = map(memoryview, parts)
    slots, lists, start = (part[: len(part) // 4 * 4].cast("I") for part in (slots, lists, start))
    shift, bits = HASH_BITS - count_leading_bits(len(start)), number_bits(things)
    made = reader.Table("p", "s", hashes, tails, slots, lists, start, shift, bits)
    true = views.TableView("p", "s", hashes, tails, slots, lists, start, things)
    near = (hashes[0] << shift - 16 | tails[0] << shift - 24) if hashes and tails else 0
    for asked in (digest, digest % 8, near):
        assert answer(lambda asked=asked: list(made.find(asked))) == answer(lambda asked=asked: list(true.find(asked)))
        assert answer(lambda asked=asked: made.count(asked)) == answer(lambda asked=asked: true.count(asked))


@given(blocks=columns, offsets=columns, name=st.integers(0, 80))
def test_owners_out_of_any_bytes_are_the_same_or_damaged(blocks: bytes, offsets: bytes, name: int) -> None:
    parts = memoryview(blocks), memoryview(offsets)
    made, true = reader.Owners("p", *parts), views.OwnersView("p", *parts)
    assert answer(lambda: made[name]) == answer(lambda: true[name])


def test_what_is_given_up_answers_no_more(tmp_path: Path) -> None:
    writer = IndexWriter(tmp_path)
    writer.add_entity(Entity("x:1", "place", (Name("Bakı"),)))
    writer.write(tmp_path / FILE_NAME, {"fingerprint": "f00d", "name_kinds": list(NAME_KINDS)})
    writer.close()
    index = Index.open(tmp_path)
    index.close()
    for ask in (lambda: index.name_text(0), lambda: index.name_entity(0), lambda: index.postings("f:x")):
        with pytest.raises(ValueError, match=r"closed|released"):
            ask()


def answer(ask: object) -> object:
    """What a reader answers, or that it says it is damaged."""
    try:
        return ask()  # type: ignore[operator]
    except GazetteerDamaged:
        return GazetteerDamaged
