"""The keys under which the names of an entity will be found: the same function that a look-up asks."""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.index.layout import LISTED_AS, hash_text
from gazetteer.model import Entity, Name
from normalize.keys import name_keys, system_keys
from normalize.vocabulary import Key

_NOT_SPELLED = ("acronym", "code", "machine")
"""Kinds of names that no system is applied to."""


def hash_keys(entity: Entity) -> Iterator[tuple[int, int]]:
    """Yield the hash of every key of every name, with the name's place in the entity (from 0)."""
    known: dict[tuple[str, str | None], tuple[int, ...]] = {}
    for place, name in enumerate(entity.names):
        spelling = (name.text, name.language)
        if spelling not in known:
            keys = {*name_keys(name.text, kind=entity.kind, language=name.language), *_as_systems_write(name)}
            known[spelling] = tuple([hash_text(key) for key in keys if LISTED_AS.get(key[0], "") + key[1:] not in keys])
        for digest in known[spelling]:
            yield digest, place


def _as_systems_write(name: Name) -> tuple[Key, ...]:
    if name.language is None or name.kind in _NOT_SPELLED:
        return ()
    return system_keys(name.text, name.language)
