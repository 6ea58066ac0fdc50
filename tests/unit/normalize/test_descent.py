"""Whose child a man is by his name: which words tell it, and where they do not."""

from __future__ import annotations

import pytest

from normalize.descent import father_against_name, father_for_name, fathers_exchanged, is_child
from normalize.pairing import Pairing, pair_parts
from normalize.parsing import ParsedName, parse_name
from normalize.policies import policy_for

CHILDREN = [
    ("Uday Saddam Hussein", "Saddam Hussein"),
    ("Uday Saddam al-Tikriti", "Saddam al-Tikriti"),
    ("Uday Saddam al-Tikriti", "Saddam Tikriti"),
    ("Uday Saddam Tikriti", "Saddam al-Tikriti"),
    ("عدي صدام التكريتي", "صدام التكريتي"),
    ("Heydar Ilham Aliyev", "Ilham Aliyev"),
    ("Qusay Saddam Ali", "Saddam Ali"),
]
NO_CHILDREN = [
    ("Uday Saddam Hussein", "Hussein Saddam", "in another order"),
    ("Uday Saddam Hussein", "Saddam Hussein Kamal", "each has a word more"),
    ("Uday Ali Saddam Hussein", "Saddam Hussein", "two names more"),
    ("Hussain Uday Ali", "Husein Ali", "the name more does not come first"),
    ("Muhammad Hosni Mubarak", "Hosni Mubarak", "a name before the one that he is called by"),
    ("Zeid Ra'ad Zeid al-Hussein", "Ra'ad Zeid al-Hussein", "a name that stands in both"),
    ("Blorg Saddam Hussein", "Saddam Hussein", "no given name"),
    ("Uday Blorg Hussein", "Blorg Hussein", "not of a given name"),
    ("Uday Saddam Tikriti", "Saddam Tikriti", "a family's name that nothing tells"),
    ("Uday bin Saddam Hussein", "Saddam Hussein", "the father is told by a word"),
]


def pair(one: str, two: str) -> tuple[ParsedName, ParsedName, Pairing]:
    first, second = parse_name(one, "person"), parse_name(two, "person")
    return first, second, pair_parts(first.words, second.words, policy_for("person").floor, given=True)


@pytest.mark.parametrize(("child", "father"), CHILDREN)
def test_a_given_name_before_the_fathers_makes_a_child(child: str, father: str) -> None:
    assert is_child(*pair(child, father))
    assert is_child(*pair(father, child))


@pytest.mark.parametrize(("one", "two", "why"), NO_CHILDREN)
def test_but_not_everywhere(one: str, two: str, why: str) -> None:
    assert not is_child(*pair(one, two)), why
    assert not is_child(*pair(two, one)), why


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Uday bin Saddam Hussein", "Saddam Hussein", True),
        ("Ivan Petrovich Sidorov", "Petr Sidorov", True),
        ("Ivan Petrovich Sidorov", "Ivan Petr", True),
        ("Ali bin Hussein al-Tikriti", "Ali Hussein", False),
        ("Muhammad Ali bin Hussein", "Ali bin Hussein", False),
        ("Ali bin Hussein", "Ali Hussein", False),
    ],
)
def test_a_fathers_name_is_not_his_sons(one: str, two: str, told: bool) -> None:
    """So long as the son has a name of his own that the other has not, and not only the family's."""
    assert father_for_name(*pair(one, two)) == told
    assert father_for_name(*pair(two, one)) == told


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("Ali ibn al-Hussein", "al-Hussein ibn Ali", True),
        ("Ivan Petrovich Sidorov", "Petr Ivanovich Sidorov", True),
        ("Mohammed bin Salman Al Saud", "Salman bin Mohammed", True),
        ("Ali ibn Hussein", "Ali Hussein", False),
        ("Ali Hussein", "Hussein Ali", False),
    ],
)
def test_fathers_are_exchanged_where_both_are_told(one: str, two: str, told: bool) -> None:
    assert fathers_exchanged(pair(one, two)[2]) == told
    assert fathers_exchanged(pair(two, one)[2]) == told


def test_a_patronymic_and_a_name_in_its_place_are_two_names() -> None:
    patronymic, name = parse_name("Əli Vəli oğlu", "person").words[1:], parse_name("Əli Məmmədov", "person").words[1:]
    assert father_against_name(patronymic, name)
    assert not father_against_name(name, patronymic)
    assert not father_against_name(patronymic, patronymic)
    assert not father_against_name(patronymic, ())
    assert not father_against_name((*patronymic, *name), name)
