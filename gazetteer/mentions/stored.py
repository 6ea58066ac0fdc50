"""Which spans of a text have the normal form of a stored name, asked of the index: nothing is made of it beforehand."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from gazetteer.mentions.words import Word
from normalize.keys import form_keys, loose_keys
from normalize.parts import MAX_WORDS, is_plain, words_of


def stored_spans(index: NameIndex, words: list[Word]) -> list[tuple[int, int]]:
    """Return the spans of words (first, past last) whose normal form is that of a stored name; they may overlap.

    A span has a word with a capital in it and does not run over the end of a sentence.
    """
    possible: dict[str, bool] = {}
    for word in words:
        if word.fold not in possible:
            possible[word.fold] = _may_stand_in_a_name(index, word)
    spans: list[tuple[int, int]] = []
    known: dict[str, bool] = {}
    for start in range(len(words)):
        form = ""
        capital = False
        for end in range(start, min(start + MAX_WORDS, len(words))):
            word = words[end]
            if not possible[word.fold] or (end > start and word.parted):
                break
            form = f"{form}{words[end - 1].ending} {word.fold}" if form else word.fold
            capital = capital or word.capital
            if not capital:
                continue
            if form not in known:
                known[form] = any([len(index.postings(key)) > 0 for key in form_keys(form)])
            if known[form]:
                spans.append((start, end + 1))
    return spans


def _may_stand_in_a_name(index: NameIndex, word: Word) -> bool:
    """Return whether some stored name has the word; one that may be more than a name stands in no key of its own."""
    found = words_of(word.text)
    if len(found) != 1 or not is_plain(found[0]):
        return True
    keys = (*loose_keys(word.text), *form_keys(word.fold))
    return any([len(index.postings(key)) > 0 for key in keys if key[0] in "wf"])
