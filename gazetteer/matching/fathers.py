"""Whether a patronymic or middle initial asked for contradicts the ones that an entity is known by."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex, remember
from normalize.name_lists import is_given_name
from normalize.parsing import ParsedName, parse_name
from normalize.parts import Part
from normalize.scripts import SCRIPT_OF
from normalize.word_likeness import part_similarity

FEWEST_SPACES: Final = 2
"""A name with a patronymic has a given and a family name beside it, or a word for son."""


def fathers_differ(index: NameIndex, entity: int, asked: ParsedName, floor: float) -> bool:
    """Return whether the entity has patronymics and none is like the one asked for, whichever name matched.

    Nor may an initial before it be of no name in its script that the entity bears.
    """
    wanted = _father(asked)
    if wanted is None:
        return False
    words = _words_of_full_names(index, entity)
    fathers = [part for part in words if part.role == "patronymic"]
    if not fathers:
        return False
    alike = fathers if wanted.role == "patronymic" else words
    if not any([part_similarity(wanted, part, floor) for part in alike]):
        return True
    first = asked.words[0]
    if first.role != "initial":
        return False
    script = SCRIPT_OF[first.fold[0]]
    names = [part for part in words if SCRIPT_OF[part.fold[0]] == script]
    return bool(names) and not any([part_similarity(first, part, floor) for part in names])


def _words_of_full_names(index: NameIndex, entity: int) -> tuple[Part, ...]:
    """Return the different words of the names of a person that are long enough for a patronymic."""
    found = index.full.get(entity)
    if found is not None:
        return found
    texts = [text for text in map(index.name_text, index.names_of(entity)) if text.count(" ") >= FEWEST_SPACES]
    words = dict.fromkeys([part for text in texts for part in parse_name(text, "person").words])
    return remember(index.full, entity, tuple(words))


def _father(asked: ParsedName) -> Part | None:
    """The patronymic asked for, or the second of two initials before a family name, or one after a given name."""
    for part in asked.words:
        if part.role == "patronymic":
            return part
    initials = [part for part in asked.words if part.role == "initial"]
    if len(initials) > 1:
        return initials[1]
    if len(asked.words) > FEWEST_SPACES and asked.words[1].role == "initial" and is_given_name(asked.words[0].fold):
        return asked.words[1]
    return None
