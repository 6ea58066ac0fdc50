"""How alike two words of names are: by what they stand for, by their sounds, and by what their role adds to that."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from normalize.lexicon import SERVANT, lexicon
from normalize.name_lists import are_one_given_name, are_other_names, are_said_together, given_form, is_given_name
from normalize.organization_names import INFLECTED
from normalize.outlines import rough_forms
from normalize.parts import Part
from normalize.person_names import family_gender
from normalize.scripts import SCRIPT_OF
from normalize.similarity import (
    concept_similarity,
    derived_similarity,
    frames_meet,
    given_similarity,
    has_one_spelling,
    initial_floor,
    kin_similarity,
    letter_similarity,
    orthography_of,
    sound_similarity,
    stem_similarity,
    within_orthography,
    within_root,
    within_writing,
)
from normalize.sounds import is_glide, is_vocalic, sound_of

CONCEPTS: Final = ("body", "legal", "generic", "area", "saint")
"""Roles of words that stand for a concept: two of them are alike or not by what they stand for."""

BOTH_ABJADS: Final = 3
"""Says of two words that both are written without short vowels."""

_OF_DESCENT: Final = "iIYV"
"""Sounds that make a family name of a given name, or another of a family name."""

_HARD: Final = "c"
_SOFT: Final = "j"
"""Sounds of two letters that both may be the one of English j, and are mostly others."""


def part_similarity(first: Part, second: Part, floor: float, *, given: bool = False) -> float:
    """Return how alike two words are, in 0..1; below ``floor`` is 0. Words for one concept are the same word.

    So are, where ``given`` says that they may be given names, two spellings of one.
    """
    if first.fold == second.fold:
        return 1.0
    if first.role == second.role and first.role in CONCEPTS:
        if first.value != second.value:
            return kin_similarity() if are_kin(first.value, second.value) else 0.0
        alike = sound_similarity(first.sound, second.sound, abjad=first.abjad + 2 * second.abjad, floor=floor)
        return max(alike, concept_similarity())
    if first.role == "initial" or second.role == "initial":
        if "honour" in (first.role, second.role):
            return 0.0
        return _initial_similarity(first, second, floor)
    if given:
        if first.value == SERVANT == second.value:
            return given_similarity()
        if are_one_given_name(first.fold, second.fold):
            return given_similarity()
        if _is_of_the_house(first.sound, second.sound):
            return 0.0
    if not first.sound or not second.sound or not _may_be_alike(first, second):
        return 0.0
    return _by_sound(first, second, floor)


def _by_sound(first: Part, second: Part, floor: float) -> float:
    """Return how alike two words are by their sounds, with endings and orthographies seen to.

    Where both are in one of the scripts without short vowels, an article that only one has is left out of a word that
    is the same without it, and of no other: Basra and Bosra.
    """
    abjad = first.abjad + 2 * second.abjad
    similarity = sound_similarity(first.sound, second.sound, abjad=abjad, floor=floor)
    if similarity and are_other_names(first.fold, second.fold):
        return 0.0
    if first.role == second.role == "patronymic":
        by_fathers = _by_fathers(first, second)
        if by_fathers is not None:
            return by_fathers
    if "demonym" in (first.role, second.role):
        derived = derived_similarity(first.sound, second.sound, nationality=True, floor=floor)
        return max(similarity, derived)
    if similarity < 1 and _may_have_case(first) and _may_have_case(second):
        derived = derived_similarity(first.sound, second.sound, nationality=False, floor=floor)
        similarity = max(similarity, derived, stem_similarity(first.sound, second.sound))
    if first.stem or second.stem:
        one, two = first.stem or first.sound, second.stem or second.sound
        by_stem = sound_similarity(one, two, abjad=abjad, floor=floor)
        if abjad == BOTH_ABJADS and by_stem < 1 and (not first.stem or not second.stem):
            by_stem = 0.0
        fathers = first.role == second.role == "patronymic" and first.stem and second.stem
        similarity = by_stem if fathers else max(similarity, by_stem)
    if first.abjad and second.abjad:
        return within_root(first.sound, second.sound, similarity) if similarity else similarity
    if similarity and not first.text.isascii() and not second.text.isascii():
        orthography = orthography_of(first.text)
        if orthography and orthography == orthography_of(second.text):
            return within_orthography(min(similarity, letter_similarity(first.fold, second.fold)))
    one_script = not abjad and SCRIPT_OF[first.fold[0]] == SCRIPT_OF[second.fold[0]]
    if 0 < similarity < 1 and one_script and not are_said_together(first.fold, second.fold):
        return within_writing(first.sound, second.sound, similarity)
    return similarity


def _by_fathers(first: Part, second: Part) -> float | None:
    """Return how alike two patronymics are by the given names they are made of; None where those are not known."""
    fathers = _fathers(second.fold, second.stem)
    pairs = [(one, two) for one in _fathers(first.fold, first.stem) for two in fathers]
    if any([are_one_given_name(one, two) for one, two in pairs]):
        return given_similarity()
    return 0.0 if pairs and all([are_other_names(one, two) for one, two in pairs]) else None


@lru_cache(maxsize=4096)
def _fathers(folded: str, stem: str) -> list[str]:
    """Return the given names that a patronymic may be made of, in normal form, by the sounds of its stem."""
    if not stem:
        return [folded] if is_given_name(folded) else []
    found = []
    for length in range(len(folded) - 1, 1, -1):
        sound = sound_of(folded[:length]).text
        form = given_form(folded[:length])
        if sound.startswith(stem) and len(sound) <= len(stem) + 1 and is_given_name(form):
            found.append(form)
    return found


def are_kin(first: str, second: str) -> bool:
    """Return whether one of two concepts is said for the other in names of organizations: European, of the EU."""
    kin = lexicon().kin
    return kin.get(first) == second or kin.get(second) == first


def are_known_apart(first: Part, second: Part) -> bool:
    """Return whether two words of names of people, in one script, are known to be different names however alike."""
    if SCRIPT_OF[first.fold[0]] != SCRIPT_OF[second.fold[0]]:
        return False
    return are_other_names(first.fold, second.fold) or _is_of_the_house(first.sound, second.sound)


def _is_of_the_house(first: str, second: str) -> bool:
    """Return whether one of two sounds is the other with the i of descent after a consonant: Abbas, Abbasi."""
    short, long = (first, second) if len(first) < len(second) else (second, first)
    if len(long) != len(short) + 1 or not long.startswith(short):
        return False
    return long[-1] in _OF_DESCENT and not is_vocalic(short[-1:])


def _may_have_case(part: Part) -> bool:
    return part.value == INFLECTED or part.role == "area"


def _may_be_alike(first: Part, second: Part) -> bool:
    """A cheap test before the alignment: the frames are near, or an ending stands in the way."""
    if first.stem or second.stem or "demonym" in (first.role, second.role):
        return True
    return frames_meet(first.frame, second.frame) or _are_read_alike(first.sound, second.sound)


def _are_read_alike(first: str, second: str) -> bool:
    """Return whether Latin c and j stand for one another in two words, which their frames do not show: Cicimli."""
    if _HARD in first and _SOFT in second:
        first, second = second, first
    elif not (_SOFT in first and _HARD in second):
        return False
    return not set(rough_forms(first)).isdisjoint(rough_forms(second))


def _initial_similarity(first: Part, second: Part, floor: float) -> float:
    """An initial is like a word that begins with its letter, or with a consonant like its own."""
    if not first.sound or not second.sound:
        return 0.0
    if first.role != "initial":
        first, second = second, first
    if first.fold[0] == second.fold[0] and len(first.sound) == 1:
        return 1.0
    script = SCRIPT_OF[first.fold[0]]
    same_script = script == SCRIPT_OF[second.fold[0]]
    vocalic = len(first.sound) == 1 and (is_vocalic(first.sound) or is_vocalic(second.sound[0]))
    if same_script and (vocalic or has_one_spelling(script)):
        return 0.0
    if len(first.sound) == 1 and is_glide(first.sound) != is_glide(second.sound[0]):
        return 0.0
    starts = {second.sound[:length] for length in range(1, len(first.sound) + 1)}
    least = max(floor, initial_floor()) if same_script else floor
    return float(any([sound_similarity(first.sound, start, floor=least) for start in starts]))


def genders_differ(first: Part, second: Part) -> bool:
    """Return whether two words are the masculine and the feminine form of one family name."""
    gender = family_gender(first.sound)
    return bool(gender) and family_gender(second.sound) not in ("", gender)
