"""The parts of a personal name, as its words are joined and as their places tell what they are."""

from __future__ import annotations

import pytest

from normalize import compare
from normalize.parsing import parse_name
from normalize.sounds import sound_of

PARTS = [
    ("Abdul Rahman Ghani", "Abdul | Rahman | Ghani", "a servant's name in two words stays in two"),
    ("Najib bin Abdul Razak", "Najib | Abdul | Razak:father", "the father's is the one behind"),
    ("Sultan bin Saif", "Sultan | Saif:father", "a title is the name of him whose father is told"),
    ("Khalifa bin Sultan Al Nahyan", "Khalifa | Sultan:father | Nahyan", "and of the father"),
    ("Ahmed bin Sheikh Mohammed", "Ahmed | Sheikh=honour | Mohammed:father", "but not before a given name"),
    ("Ahmed bin Emir Mohammed", "Ahmed | Emir=honour | Mohammed:father", "be it one itself elsewhere"),
    ("Ahmed bin Sultan Qasimi", "Ahmed | Sultan:father | Qasimi", "before a family's name it is the father's"),
    ("Ali bin Sheikh Qasimi", "Ali | Sheikh=honour | Qasimi:father", "what is no given name stays a title"),
    ("Ali ibn Amir", "Ali | Amir:father", "a father of that name at the end"),
    ("Ali bin Sultan bin Saif", "Ali | Sultan:father | Saif:father", "and before another"),
    ("Doctor bin Saif", "Doctor=honour | Saif:father", "a title that is no given name"),
    ("Ali Sultan bin Saif", "Ali | Sultan=honour | Saif:father", "a title after a name"),
    ("Vəli Əli oğlu", "Vəli | Əli=patronymic", "where the word for son follows the father's name"),
    ("Məmmədov Vəli Əli oğlu", "Məmmədov | Vəli | Əli=patronymic", "with the family's name first"),
    ("Məmmədov Kamran Vəli Əli oğlu", "Məmmədov | Kamran | Vəli=honour | Əli=patronymic", "a title after a name"),
    ("Ali ibn al-Hussein", "Ali | Hussein:father", "with its article"),
    ("Bin Laden Osama", "Laden | Osama", "nobody is named before the word for son"),
    ("Ali Hussein ibn Saif", "Ali | Hussein | Saif:father", "no patronymic before a word that the father follows"),
    ("Abu Ali Hassan", "Abu Ali | Hassan", "a prefix makes another name"),
    ("Abu bin Ali", "Abu | Ali:father", "a prefix alone is a name"),
    ("Levon Ter", "Levon | Ter", "at the end, too"),
    ("Chen De", "Chen | De", "a small word at the end is one"),
    ("Leyen, Ursula von der", "Leyen | Ursula", "but not behind a comma"),
    ("علی لاریجانی", "علی | لاریجانی", "a given name that is a small word in another language"),
    ("Jorge Luis Borges", "Jorge | Luis | Borges", "a given name that sounds like a word for daughter"),
]


def shown(text: str) -> str:
    """The words of a name, with the roles that are not ``name`` after =, and the value ``father`` after a colon."""
    words = []
    for part in parse_name(text, "person").words:
        role = "" if part.role == "name" else f"={part.role}"
        words.append(part.text + role + (":father" if part.value == "father" else ""))
    return " | ".join(words)


@pytest.mark.parametrize(("text", "parts", "why"), PARTS, ids=[text for text, _, _ in PARTS])
def test_words_are_what_their_places_tell(text: str, parts: str, why: str) -> None:
    assert shown(text) == parts, why


@pytest.mark.parametrize(
    ("apart", "other", "same"),
    [
        ("Abd al-Rahman", "Abdurrahman", True),
        ("Абд ар-Рахман", "Abdul Rahman", True),
        ("Abdul Rahman Ghani", "Ghani, Abd al-Rahman", True),
        ("Abdul Rahman Ghani", "Abdurrahim Ghani", False),
        ("Abdul Foo", "Abdul Rahman", False),
    ],
)
def test_a_servants_name_is_one_in_two_words_or_three(apart: str, other: str, same: bool) -> None:
    assert compare(apart, other, kind="person").same is same


def test_a_prefix_leaves_the_script_as_it_is_and_the_vowel_of_an_article_out() -> None:
    (servant,) = parse_name("عبد الرحمن", "person").words
    (father,) = parse_name("ابو الحسن", "person").words
    assert servant.abjad
    assert father.abjad
    assert father.sound == sound_of("ابو").text + sound_of("الحسن").text.removeprefix("a")
