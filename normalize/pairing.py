"""Which word of one name is which word of the other: the best pairs, what is left over, and how alike each is."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.lexicon import lexicon
from normalize.organization_names import INFLECTED
from normalize.outlines import rough_forms
from normalize.parts import Part, Word
from normalize.person_names import are_one_given_name, are_other_given_names, family_gender
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
    space_cost,
    stem_similarity,
    within_orthography,
    within_root,
    within_writing,
)
from normalize.sounds import is_glide, is_vocalic

_CONCEPTS: Final = ("body", "legal", "generic", "area")
"""Roles of words that stand for a concept: two of them are alike or not by what they stand for."""

_OF_DESCENT: Final = "iIY"
"""Sounds that make a family name of a given name, or another of a family name."""

_HARD: Final = "c"
_SOFT: Final = "j"
"""Sounds of two letters that both may be the one of English j, and are mostly others."""

_OF_BODIES: Final = ("body", "compound", "compound acronym")


@final
@mypyc_attr(acyclic=True)
class Pair:
    """Two spans of words taken for one another, with a similarity in 0..1; ``joined`` where word bounds differ."""

    def __init__(
        self, first: tuple[Part, ...], second: tuple[Part, ...], similarity: float, joined: bool = False
    ) -> None:
        self.first: Final = first
        self.second: Final = second
        self.similarity: Final = similarity
        self.joined: Final = joined


@final
@mypyc_attr(acyclic=True)
class Pairing:
    """The pairs of two names, the words without a partner, and whether the order of words agrees.

    ``turned`` says that it agrees where the names are begun elsewhere: family names first, all in their order.
    """

    def __init__(
        self,
        pairs: tuple[Pair, ...],
        alone: tuple[Part, ...],
        other_alone: tuple[Part, ...],
        ordered: bool,
        turned: bool = True,
    ) -> None:
        self.pairs: Final = pairs
        self.alone: Final = alone
        self.other_alone: Final = other_alone
        self.ordered: Final = ordered
        self.turned: Final = turned


def part_similarity(first: Part, second: Part, floor: float, *, given: bool = False) -> float:
    """Return how alike two words are, in 0..1; below ``floor`` is 0. Words for one concept are the same word.

    So are, where ``given`` says that they may be given names, two spellings of one.
    """
    if first.fold == second.fold:
        return 1.0
    if first.role == second.role and first.role in _CONCEPTS:
        if first.value != second.value:
            return kin_similarity() if are_kin(first.value, second.value) else 0.0
        alike = sound_similarity(first.sound, second.sound, abjad=first.abjad + 2 * second.abjad, floor=floor)
        return max(alike, concept_similarity())
    if first.role == "initial" or second.role == "initial":
        if "honour" in (first.role, second.role):
            return 0.0
        return _initial_similarity(first, second, floor)
    if given:
        if are_one_given_name(first.fold, second.fold):
            return given_similarity()
        if _is_of_the_house(first.sound, second.sound):
            return 0.0
    if not first.sound or not second.sound or not _may_be_alike(first, second):
        return 0.0
    return _by_sound(first, second, floor)


def _by_sound(first: Part, second: Part, floor: float) -> float:
    """Return how alike two words are by their sounds, with endings and orthographies seen to."""
    abjad = first.abjad + 2 * second.abjad
    similarity = sound_similarity(first.sound, second.sound, abjad=abjad, floor=floor)
    if similarity and are_other_given_names(first.fold, second.fold):
        return 0.0
    if "demonym" in (first.role, second.role):
        derived = derived_similarity(first.sound, second.sound, nationality=True, floor=floor)
        return max(similarity, derived)
    if similarity < 1 and _may_have_case(first) and _may_have_case(second):
        derived = derived_similarity(first.sound, second.sound, nationality=False, floor=floor)
        similarity = max(similarity, derived, stem_similarity(first.sound, second.sound))
    if first.stem or second.stem:
        one, two = first.stem or first.sound, second.stem or second.sound
        by_stem = sound_similarity(one, two, abjad=abjad, floor=floor)
        fathers = first.role == second.role == "patronymic" and first.stem and second.stem
        similarity = by_stem if fathers else max(similarity, by_stem)
    if first.abjad and second.abjad:
        return within_root(first.sound, second.sound, similarity) if similarity else similarity
    if similarity and not first.text.isascii() and not second.text.isascii():
        orthography = orthography_of(first.text)
        if orthography and orthography == orthography_of(second.text):
            return within_orthography(min(similarity, letter_similarity(first.fold, second.fold)))
    if 0 < similarity < 1 and not abjad and SCRIPT_OF[first.fold[0]] == SCRIPT_OF[second.fold[0]]:
        return within_writing(first.sound, second.sound, similarity)
    return similarity


def are_kin(first: str, second: str) -> bool:
    """Return whether one of two concepts is said for the other in names of organizations: European, of the EU."""
    kin = lexicon().kin
    return kin.get(first) == second or kin.get(second) == first


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


def pair_parts(first: tuple[Part, ...], second: tuple[Part, ...], floor: float, *, given: bool = False) -> Pairing:
    """Return the best pairing of two lists of words, most alike first; leftovers of both are tried joined."""
    if len(first) == 1 and len(second) == 1:
        similarity = part_similarity(first[0], second[0], floor)
        if similarity:
            return Pairing((Pair(first, second, similarity),), (), (), True)
        return Pairing((), first, second, True)
    scored = []
    for at, one in enumerate(first):
        role = one.role if one.role in _CONCEPTS else ""
        for other, two in enumerate(second):
            if role and role == two.role and one.value != two.value and not are_kin(one.value, two.value):
                continue
            similarity = part_similarity(one, two, floor, given=given)
            if similarity:
                scored.append((-similarity, abs(at - other), at, other))
    scored.sort()
    taken: dict[int, int] = {}
    used: set[int] = set()
    pairs = []
    for negative, _, at, other in scored:
        if at not in taken and other not in used:
            taken[at] = other
            used.add(other)
            pairs.append(Pair((first[at],), (second[other],), -negative))
    alone = tuple([one for at, one in enumerate(first) if at not in taken])
    other_alone = tuple([two for other, two in enumerate(second) if other not in used])
    order = [taken[at] for at in sorted(taken)]
    ordered = order == sorted(order)
    named = [(first[at].fold, taken[at]) for at in sorted(taken) if first[at].role == "name"]
    turned = ordered or len({name for name, _ in named}) < len(named) or _is_turned([other for _, other in named])
    if (alone and other_alone and len(alone) + len(other_alone) > 2) or (not pairs and len(first) != len(second)):
        whole = _join(alone, other_alone, floor)
        if whole is not None:
            return Pairing((*pairs, whole), (), (), ordered, turned)
    if len(alone) + len(other_alone) == 1 and len(pairs) > 1:
        joined = _joined_to_neighbour(first, second, pairs, (*alone, *other_alone)[0], floor)
        if joined is not None:
            return Pairing(tuple(joined), (), (), ordered, turned)
    return Pairing(tuple(pairs), alone, other_alone, ordered, turned)


def _is_turned(order: list[int]) -> bool:
    """Return whether names are in their order but for the one that they are begun with."""
    return sum([one > two for one, two in zip(order, [*order[1:], *order[:1]], strict=True)]) <= 1


def _joined_to_neighbour(
    first: tuple[Part, ...], second: tuple[Part, ...], pairs: list[Pair], left: Part, floor: float
) -> list[Pair] | None:
    """Join the one word left over to one beside it, where they are the partner's one word: Inter-governmental."""
    ours = any([part is left for part in first])
    words = first if ours else second
    at = next(at for at, part in enumerate(words) if part is left)
    for index, pair in enumerate(pairs):
        mine, other = (pair.first, pair.second) if ours else (pair.second, pair.first)
        if pair.similarity < 1 and any([mine[0] is word for word in words[max(0, at - 1) : at + 2]]):
            before = any([mine[0] is word for word in words[:at]])
            whole = _join((mine[0], left) if before else (left, mine[0]), other, floor)
            if whole is not None and whole.similarity > pair.similarity:
                swapped = whole if ours else Pair(whole.second, whole.first, whole.similarity, joined=True)
                return [*pairs[:index], swapped, *pairs[index + 1 :]]
    return None


def pair_in_order(first: tuple[Word, ...], second: tuple[Word, ...], floor: float) -> Pairing | None:
    """Pair all words one by one in the order they stand, whatever their roles; None where any two are unlike."""
    if len(first) != len(second):
        return None
    pairs = []
    for word, other in zip(first, second, strict=True):
        one, two = word.part, other.part
        similarity = part_similarity(one, two, floor)
        if not similarity or (one.fold != two.fold and _are_other_bodies(word, other)):
            return None
        pairs.append(Pair((one,), (two,), similarity))
    return Pairing(tuple(pairs), (), (), True)


def _are_other_bodies(one: Word, two: Word) -> bool:
    """Return whether two words are known to stand for bodies, and for none that both may be."""
    bodies = {meaning.value for meaning in one.literal if meaning.role in _OF_BODIES}
    others = {meaning.value for meaning in two.literal if meaning.role in _OF_BODIES}
    return bool(bodies) and bool(others) and bodies.isdisjoint(others)


def pair_closed_up(first: tuple[Word, ...], second: tuple[Word, ...], floor: float) -> Pairing | None:
    """Pair two names as one word each, where one is written as one word and the other is not ("Yenikənd")."""
    if (len(first) == 1) == (len(second) == 1):
        return None
    whole = _join(tuple([word.part for word in first]), tuple([word.part for word in second]), floor)
    return None if whole is None else Pairing((whole,), (), (), True)


def _join(first: tuple[Part, ...], second: tuple[Part, ...], floor: float) -> Pair | None:
    """Take the leftovers for one word written with other bounds, in the order they stand or reversed.

    Not reversed where both are as many: what ends one word would begin another.
    """
    if not all([part.sound for part in (*first, *second)]):
        return None
    two = "".join([part.sound for part in second])
    frame = "".join([part.frame for part in second])
    best = 0.0
    for order in (first, first[::-1]) if len(first) != len(second) else (first,):
        if frames_meet("".join([part.frame for part in order]), frame):
            one = "".join([part.sound for part in order])
            abjad = any([part.abjad for part in first]) + 2 * any([part.abjad for part in second])
            best = max(best, sound_similarity(one, two, abjad=abjad, floor=floor))
    if not best:
        return None
    longest = max(1, max(sum([len(part.sound) for part in first]), len(two)))
    best -= space_cost() * abs(len(first) - len(second)) / (100 * longest)
    return Pair(first, second, best, joined=True) if best > floor else None
