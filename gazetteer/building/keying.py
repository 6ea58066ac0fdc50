"""The keys under which the names of an entity will be found: the same function that a look-up asks."""

from __future__ import annotations

from array import array

from gazetteer.index.layout import LISTED_AS
from gazetteer.index.sorting import PART_SHIFT, PARTS
from gazetteer.index.views import hash_text
from normalize.keys import form_keys, name_keys, rough_keys, system_keys
from normalize.vocabulary import EntityKind, Key

Spelling = tuple[str, str | None, str]
"""What the keys of a name depend on: its text, its language and its kind."""

Chunk = tuple[int, list[tuple[EntityKind, list[Spelling]]]]
"""The number of a first name, and the kinds of some entities, each with the spellings of its names from there on."""

_NOT_SPELLED = ("code", "machine")
"""Kinds of names that no system is applied to."""

MIN_SPELLED = 3
"""An acronym of fewer letters, romanized, is soon another one."""

_AS_WRITTEN = ("code", "machine")
"""Kinds of names that have no keys of words and skeletons: they are given whole, or they are no words of a language."""


def hash_chunk(chunk: Chunk) -> list[tuple[bytes, bytes]]:
    """Return the hash of every key of every name with the name's number, as a sorter takes them: by part."""
    digests, numbers = [array("Q") for _ in range(PARTS)], [array("I") for _ in range(PARTS)]
    number, entities = chunk
    for kind, spellings in entities:
        known: dict[Spelling, list[int]] = {}
        for spelling in spellings:
            hashes = known.get(spelling)
            if hashes is None:
                hashes = known[spelling] = _hash_keys(kind, *spelling)
            for digest in hashes:
                part = digest >> PART_SHIFT
                digests[part].append(digest)
                numbers[part].append(number)
            number += 1
    return [(held.tobytes(), parallel.tobytes()) for held, parallel in zip(digests, numbers, strict=True)]


def _hash_keys(kind: EntityKind, text: str, language: str | None, name_kind: str) -> list[int]:
    if name_kind in _AS_WRITTEN:
        keys = {*form_keys(text, language=language), *rough_keys(text, kind=kind)}
    else:
        keys = {*name_keys(text, kind=kind, language=language), *_as_systems_write(text, language, name_kind)}
    return [hash_text(key) for key in keys if key[0] not in LISTED_AS or LISTED_AS[key[0]] + key[1:] not in keys]


def _as_systems_write(text: str, language: str | None, name_kind: str) -> tuple[Key, ...]:
    if language is None or name_kind in _NOT_SPELLED or (name_kind == "acronym" and len(text) < MIN_SPELLED):
        return ()
    return system_keys(text, language)
