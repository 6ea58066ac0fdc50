"""Blocking keys: the short strings where the spellings of one name meet, at build and at query the same."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

from normalize.folding import fold
from normalize.parts import Part
from normalize.person_names import parts_of_person
from normalize.place_names import parts_of_place
from normalize.sounds import rough_forms, skeletons
from normalize.organization_names import parts_of_organization
from normalize.vocabulary import EntityKind, Key

MAX_COMBINED = 8
"""At most so many combinations of ambiguous words become keys of a whole name."""

MIN_SKELETON = 2
"""A skeleton of fewer consonants meets too many words to be a key of its own."""


@lru_cache(maxsize=65536)
def name_keys(text: str, *, kind: EntityKind | None = None, language: str | None = None) -> tuple[Key, ...]:
    """Return the blocking keys of a name, most telling first, without repeats.

    ``f:`` normal form of the whole name; ``r:`` rough form of its specific words in any order; ``s:`` their
    skeletons; ``w:`` and ``t:`` rough form and skeleton of each specific word alone. ``kind`` None makes the keys
    of every kind, as a query without a kind needs. The same function keys names at build and at query.
    """
    keys: dict[str, None] = {}
    folded = fold(text)
    if folded:
        keys["f:" + folded] = None
    for parts in _parts_by_kind(text, kind):
        _add_keys(keys, [part for part in parts if part.role in ("name", "patronymic", "body")])
    return tuple(map(Key, keys))


def _parts_by_kind(text: str, kind: EntityKind | None) -> list[list[Part]]:
    if kind == "place":
        return [parts_of_place(text)]
    if kind == "person":
        return [parts_of_person(text)]
    if kind == "organization":
        return [parts_of_organization(text)]
    return [parts_of_place(text), parts_of_person(text), parts_of_organization(text)]


def _add_keys(keys: dict[str, None], parts: list[Part]) -> None:
    rough = [_rough(part) for part in parts]
    bones = [_bones(part) for part in parts]
    for combination in islice(product(*rough), MAX_COMBINED):
        keys["r:" + " ".join(sorted(combination))] = None
        keys["r:" + "".join(combination)] = None
    for combination in islice(product(*bones), MAX_COMBINED):
        keys["s:" + " ".join(sorted(filter(None, combination)))] = None
    for part, forms, frames in zip(parts, rough, bones, strict=True):
        for form in forms:
            keys["w:" + form] = None
        if part.role == "body":
            continue
        for frame in frames:
            if len(frame) >= MIN_SKELETON:
                keys["t:" + frame] = None
        if part.stem:
            keys.update(dict.fromkeys("w:" + form for form in rough_forms(part.stem)))
            keys.update(dict.fromkeys("t:" + frame for frame in skeletons(part.stem) if len(frame) >= MIN_SKELETON))


def _rough(part: Part) -> tuple[str, ...]:
    """A word for a concept has the concept for a key, so that it meets the words of other languages for it."""
    if part.role == "body":
        return ("=" + part.value,)
    return rough_forms(part.sound) if part.sound else (part.fold,)


def _bones(part: Part) -> tuple[str, ...]:
    if part.role == "body":
        return ("=" + part.value,)
    return skeletons(part.sound) if part.sound else (part.fold,)
