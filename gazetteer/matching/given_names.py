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
    borne = _borne(index, entity) if numbers else frozenset[int]()
    if not borne:
        return False
    groups = {known.together.get(one, -1) for one in borne} - {-1}
    if any([number in borne or known.together.get(number, -2) in groups for number in numbers.values()]):
        return False
    pairs = likeness.pairing.pairs if likeness.pairing is not None else ()
    exact = {part.fold for pair in pairs if pair.similarity == 1 for part in (*pair.first, *pair.second)}
    return not exact.issuperset(numbers)


def _borne(index: NameIndex, entity: int) -> frozenset[int]:
    """The numbers of the given names among the words of a person's names."""
    found = index.given_names.get(entity)
    if found is None:
        given = name_lists().given
        words = {word for name in index.names_of(entity) for word in fold(index.name_text(name)).split()}
        numbers = [given.get(word) for word in words]
        found = frozenset([number for number in numbers if number is not None])
        found = remember(index.given_names, entity, found)
    return found
