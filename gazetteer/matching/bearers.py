"""Which organizations have a word in their names, and in which."""

from __future__ import annotations

from typing import Final

from gazetteer.index.interface import NameIndex, remember
from normalize.keys import apart_keys, word_keys
from normalize.parts import Part

MOST_WORDS: Final = 300
"""Words of an index whose bearers are remembered."""


def bearers(index: NameIndex, word: Part, most: int) -> dict[int, list[int]]:
    """Return the organizations with names under the keys of a word, each with those names, some twice.

    A key with more than ``most`` names is left out.
    """
    keys = tuple([key for key in (*word_keys(word), *apart_keys(word)) if index.posting_count(key) <= most])
    together = "\n".join(keys)
    known = index.bearers.get(together)
    if known is None:
        found = index.gather(keys)
        known = {entity: names for entity, names in found.items() if index.entity_kind(entity) == "organization"}
        known = remember(index.bearers, together, known, MOST_WORDS)
    return known
