"""Whether a patronymic or middle initial asked for contradicts the ones that an entity is known by."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex, remember
from normalize.parsing import ParsedName, parse_name
from normalize.parts import Part
from normalize.word_likeness import part_similarity

FEWEST_SPACES: Final = 2
"""A name with a patronymic has a given and a family name beside it, or a word for son."""


def fathers_differ(index: NameIndex, entity: int, asked: ParsedName, floor: float) -> bool:
    """Return whether the entity has patronymics and none is like the one asked for, whichever name matched."""
    wanted = _father(asked)
    if wanted is None:
        return False
    words = _words_of_full_names(index, entity)
    fathers = [part for part in words if part.role == "patronymic"]
    alike = fathers if wanted.role == "patronymic" else words
    return bool(fathers) and not any([part_similarity(wanted, part, floor) for part in alike])


def _words_of_full_names(index: NameIndex, entity: int) -> tuple[Part, ...]:
    """Return the different words of the names of a person that are long enough for a patronymic."""
    found = index.full.get(entity)
    if found is not None:
        return found
    texts = [text for text in map(index.name_text, index.names_of(entity)) if text.count(" ") >= FEWEST_SPACES]
    words = dict.fromkeys([part for text in texts for part in parse_name(text, "person").words])
    return remember(index.full, entity, tuple(words))


def _father(asked: ParsedName) -> Part | None:
    """The patronymic asked for, or the second of two initials before a family name."""
    for part in asked.words:
        if part.role == "patronymic":
            return part
    initials = [part for part in asked.words if part.role == "initial"]
    return initials[1] if len(initials) > 1 else None
