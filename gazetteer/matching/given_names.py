"""Whether the given name asked for is known to be another than those that a person is known by, however alike."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex, remember
from normalize.folding import fold
from normalize.likeness import Likeness
from normalize.name_lists import name_lists
from normalize.parsing import ParsedName


def is_other_given_name(index: NameIndex, entity: int, asked: ParsedName, likeness: Likeness) -> bool:
    """Return whether a given name asked for is not quite the one matched, and the person is known by others alone.

    Another given name beside one that the person is known by may be a family name, or a title.
    """
    known = name_lists()
    numbers = {part.fold: known.given.get(part.fold, -1) for part in asked.words if part.role == "name"}
    numbers = {form: number for form, number in numbers.items() if number >= 0}
    pairs = likeness.pairing.pairs if likeness.pairing is not None else ()
    exact = {part.fold for pair in pairs if pair.similarity == 1 for part in (*pair.first, *pair.second)}
    if exact.issuperset(numbers):
        return False
    wanted = frozenset(numbers.values())
    groups = {known.together.get(number, -1) for number in wanted} - {-1}
    borne = _given_names(index, entity)
    if not borne.isdisjoint(wanted) or any([known.together.get(number, -2) in groups for number in borne]):
        return False
    return bool(borne)


def _given_names(index: NameIndex, entity: int) -> frozenset[int]:
    """Return the numbers of the given names that the names of a person have."""
    found = index.given.get(entity)
    if found is not None:
        return found
    given = name_lists().given
    words = [word for name in index.names_of(entity) for word in fold(index.name_text(name)).split()]
    return remember(index.given, entity, frozenset([given[word] for word in words if word in given]))
