"""Whether a patronymic or middle initial asked for contradicts the ones that an entity is known by."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from normalize.parsing import ParsedName, parse_name
from normalize.parts import Part
from normalize.word_likeness import part_similarity


def fathers_differ(index: NameIndex, entity: int, asked: ParsedName, floor: float) -> bool:
    """Return whether the entity has patronymics and none is like the one asked for, whichever name matched."""
    wanted = _father(asked)
    if wanted is None:
        return False
    names = (parse_name(index.name_text(name), "person") for name in index.names_of(entity))
    words = [part for name in names for part in name.words]
    known = any(part.role == "patronymic" for part in words)
    if wanted.role == "patronymic":
        words = [part for part in words if part.role == "patronymic"]
    return known and not any(part_similarity(wanted, part, floor) for part in words)


def _father(asked: ParsedName) -> Part | None:
    """The patronymic asked for, or the second of two initials before a family name."""
    for part in asked.words:
        if part.role == "patronymic":
            return part
    initials = [part for part in asked.words if part.role == "initial"]
    return initials[1] if len(initials) > 1 else None
