"""All stored names at once against a text: an Aho-Corasick automaton over normal forms."""

from __future__ import annotations

from itertools import chain
from weakref import WeakKeyDictionary

import daachorse

from gazetteer.index.interface import NameIndex
from gazetteer.index.layering import layers_of
from gazetteer.index.reading import Index
from gazetteer.mentions.words import Word, split_text

_BREAK = "|"

_automata: WeakKeyDictionary[object, daachorse.CharwiseDoubleArrayAhoCorasick] = WeakKeyDictionary()


def stored_spans(index: NameIndex, words: list[Word]) -> list[tuple[int, int]]:
    """Return the spans of words (first, past last) whose normal form is that of a stored name; they may overlap."""
    pieces: list[str] = [""]
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    offset = 1
    for at, word in enumerate(words):
        if word.parted:
            pieces.append(_BREAK)
            offset += len(_BREAK) + 1
        begins[offset - 1] = at
        pieces.append(word.fold)
        offset += len(word.fold) + 1
        ends[offset] = at + 1
    haystack = " ".join([*pieces, ""])
    found = chain.from_iterable(_automaton_of(layer).find_overlapping(haystack) for layer in layers_of(index))
    return sorted((begins[start], ends[end]) for start, end, _ in found)


def _automaton_of(index: Index) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    automaton = _automata.get(index.anchor)
    if automaton is None:
        forms = {
            " ".join([word.fold for word in split_text(index.name_text(name))]) for name in range(index.name_count)
        }
        patterns = [f" {form} " for form in sorted(forms) if form]
        automaton = _automata[index.anchor] = daachorse.CharwiseDoubleArrayAhoCorasick(patterns)
    return automaton
