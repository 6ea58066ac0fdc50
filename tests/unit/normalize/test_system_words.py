"""Words that a system knows from a table: put in whole, between two passes of its rules."""

from __future__ import annotations

import dataclasses

import pytest

from normalize.errors import BadTable
from normalize.systems import get_system, transliterate
from normalize.systems.passes import split_passes
from normalize.systems.words import replacing_words

ARABIC = "press-ara-Arab-Latn-en"
VOWELS = "languages/ar/vowels.tsv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("محمد", "Muhammad"),
        ("مُحَمَّد", "Muhammad"),  # written with its vowels it needs no table
        ("محمد-علي", "Muhammad-Ali"),
        ("محمد، محمد", "Muhammad, Muhammad"),
    ],
)
def test_a_word_of_the_table_has_its_vowels(text: str, expected: str) -> None:
    assert transliterate(text, ARABIC).text == expected


def test_only_whole_words_are_put_in() -> None:
    replace = replacing_words(VOWELS)
    assert replace("حسن") != "حسن"
    assert replace("حسنين") == "حسنين"
    assert replace("حسن حسنين (حسن)").split()[1] == "حسنين"
    assert replace(" حسن  7 ").startswith(" ح")
    assert replace(" حسن  7 ").endswith("  7 ")


def test_a_pass_knows_the_variables_before_it() -> None:
    rules = "# $no = [x] ;\n$a = [b] ; $b = [$a] ; $c = [';'] ; b > c ;\n:: Words ;\n$b > d ; # ; e > f\n"
    rules += ":: Null ;\n'#' > $c ;"
    first, words, second, third = split_passes("x", rules, VOWELS)
    assert (first.rules, first.variables) == ("b > c ;", ())
    assert words.words == VOWELS
    assert (second.rules, second.variables) == ("$b > d ;", ("$a = [b] ;", "$b = [$a] ;"))
    assert (third.rules, third.variables) == ("'#' > $c ;", ("$c = [';'] ;",))


def test_rules_of_one_pass_or_under_a_filter_stay_as_they_are() -> None:
    for rules in ("b > c ;", ":: [bc] ;\nb > c ;\n:: Null ;\nc > d ;"):
        assert [one.rules for one in split_passes("x", rules, "")] == [rules]


@pytest.mark.parametrize(("mark", "words"), [("", VOWELS), (":: Words ;\n", ""), (":: Words ;\n:: Words ;\n", VOWELS)])
def test_a_table_without_its_line_or_a_line_without_table(mark: str, words: str) -> None:
    system = dataclasses.replace(get_system(ARABIC), id="x", words=words, rules=f"{mark}b > c ;")
    with pytest.raises(BadTable, match="Words"):
        transliterate("b", system)
