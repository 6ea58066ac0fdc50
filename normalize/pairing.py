"""Which word of one name is which word of the other: the best pairs, what is left over, and how alike each is."""

from __future__ import annotations

from typing import Final, final

from mypy_extensions import mypyc_attr

from normalize.lexicon import SERVANT, lexicon
from normalize.name_lists import are_one_given_name
from normalize.parts import Part, Word
from normalize.similarity import frames_meet, given_similarity, other_part_cost, sound_similarity, space_cost
from normalize.word_likeness import CONCEPTS, are_kin, part_similarity

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


def pair_parts(first: tuple[Part, ...], second: tuple[Part, ...], floor: float, *, given: bool = False) -> Pairing:
    """Return the best pairing of two lists of words, most alike first; leftovers of both are tried joined."""
    if len(first) == 1 and len(second) == 1:
        similarity = part_similarity(first[0], second[0], floor, given=given)
        if similarity:
            return Pairing((Pair(first, second, similarity),), (), (), True)
        return Pairing((), first, second, True)
    scored = []
    for at, one in enumerate(first):
        role = one.role if one.role in CONCEPTS else ""
        for other, two in enumerate(second):
            if role and role == two.role and one.value != two.value and not are_kin(one.value, two.value):
                continue
            similarity = part_similarity(one, two, floor, given=given)
            if similarity:
                rank = -similarity
                if given and one.role != two.role and _is_second_choice(one, two):
                    rank += other_part_cost()
                scored.append((rank, abs(at - other), at, other, similarity))
    scored.sort()
    taken: dict[int, int] = {}
    used: set[int] = set()
    pairs = []
    for _, _, at, other, similarity in scored:
        if at not in taken and other not in used:
            taken[at] = other
            used.add(other)
            pairs.append(Pair((first[at],), (second[other],), similarity))
    alone = tuple([one for at, one in enumerate(first) if at not in taken])
    other_alone = tuple([two for other, two in enumerate(second) if other not in used])
    order = [taken[at] for at in sorted(taken)]
    ordered = order == sorted(order)
    named = [(first[at].fold, taken[at]) for at in sorted(taken) if first[at].role == "name"]
    turned = ordered or len({name for name, _ in named}) < len(named) or _is_turned([other for _, other in named])
    if (alone and other_alone and len(alone) + len(other_alone) > 2) or (not pairs and len(first) != len(second)):
        whole = _join(alone, other_alone, floor, given=given)
        if whole is not None:
            return Pairing((*pairs, whole), (), (), ordered, turned)
    if len(alone) + len(other_alone) == 1 and len(pairs) > 1:
        joined = _joined_to_neighbour(first, second, pairs, (*alone, *other_alone)[0], floor, given=given)
        if joined is not None:
            return Pairing(tuple(joined), (), (), ordered, turned)
    return Pairing(tuple(pairs), alone, other_alone, ordered, turned)


def _is_second_choice(one: Part, two: Part) -> bool:
    """Return whether only one of two words is a patronymic or an initial: each has a likelier partner."""
    return any([role in (one.role, two.role) for role in ("patronymic", "initial")])


def _is_turned(order: list[int]) -> bool:
    """Return whether names are in their order but for the one that they are begun with."""
    return sum([one > two for one, two in zip(order, [*order[1:], *order[:1]], strict=True)]) <= 1


def _joined_to_neighbour(
    first: tuple[Part, ...], second: tuple[Part, ...], pairs: list[Pair], left: Part, floor: float, *, given: bool
) -> list[Pair] | None:
    """Join the one word left over to one beside it, where they are the partner's one word: Inter-governmental."""
    ours = any([part is left for part in first])
    words = first if ours else second
    at = next(at for at, part in enumerate(words) if part is left)
    for index, pair in enumerate(pairs):
        mine, other = (pair.first, pair.second) if ours else (pair.second, pair.first)
        if pair.similarity < 1 and any([mine[0] is word for word in words[max(0, at - 1) : at + 2]]):
            before = any([mine[0] is word for word in words[:at]])
            whole = _join((mine[0], left) if before else (left, mine[0]), other, floor, given=given)
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


def _as_given_names(first: tuple[Part, ...], second: tuple[Part, ...]) -> float:
    """Return how alike one word and two are as given names in one and apart: Mohammadjavad; 0 if they are not."""
    whole, halves = (first, second) if len(first) == 1 else (second, first)
    if len(whole) != 1 or len(halves) != 2:
        return 0.0
    written, one, two = whole[0].fold, halves[0].fold, halves[1].fold
    if written == one + two:
        return 1.0
    if are_one_given_name(written, one + two):
        return given_similarity()
    if halves[0].value == SERVANT and any([are_one_given_name(written, form + two) for form in lexicon().servants]):
        return given_similarity()
    for at in range(2, len(written) - 1):
        if are_one_given_name(written[:at], one) and are_one_given_name(written[at:], two):
            return given_similarity()
    return 0.0


def _join(first: tuple[Part, ...], second: tuple[Part, ...], floor: float, *, given: bool = False) -> Pair | None:
    """Take the leftovers for one word written with other bounds, in the order they stand or reversed.

    Not reversed where both are as many: what ends one word would begin another. Where ``given`` says that they may be
    given names, one word that is two of them is the two.
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
    if given and best < 1:
        best = max(best, _as_given_names(first, second))
    if not best:
        return None
    longest = max(1, max(sum([len(part.sound) for part in first]), len(two)))
    best -= space_cost() * abs(len(first) - len(second)) / (100 * longest)
    return Pair(first, second, best, joined=True) if best > floor else None
