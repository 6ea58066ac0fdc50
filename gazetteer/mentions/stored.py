"""Which spans of a text have the normal form of a stored name, asked of the index: nothing is made of it beforehand."""

from __future__ import annotations

import regex

from gazetteer.index.interface import NameIndex
from gazetteer.mentions.words import Word
from normalize.keys import form_keys, loose_keys
from normalize.parts import MAX_WORDS, is_plain, words_of

MOST_LETTERS = 16
"""A name in a script without spaces has at most so many letters."""

FEWEST_THAI = 4
"""Letters and marks of a Thai name that is looked for inside a run of letters, at least."""

_KATAKANA = regex.compile(r"[\p{Katakana}\u30fc]")
_THAI = regex.compile(r"\p{Thai}")


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
        if words[start].unspaced:
            spans += _spans_of_letters(index, words, start, known)
            continue
        form = ""
        capital = False
        for end in range(start, min(start + MAX_WORDS, len(words))):
            word = words[end]
            if word.unspaced or not possible[word.fold] or (end > start and word.parted):
                break
            form = f"{form}{words[end - 1].ending} {word.fold}" if form else word.fold
            capital = capital or word.capital
            if not capital:
                continue
            if form not in known:
                known[form] = is_stored(index, form)
            if known[form]:
                spans.append((start, end + 1))
    return spans


def is_stored(index: NameIndex, text: str) -> bool:
    """Return whether some stored name has the normal form of a text."""
    return any([len(index.postings(key)) > 0 for key in form_keys(text)])


def _spans_of_letters(index: NameIndex, words: list[Word], start: int, known: dict[str, bool]) -> list[tuple[int, int]]:
    """Return the spans that begin at a letter of a script without spaces, two letters long or longer."""
    spans = []
    text = words[start].text
    for end in range(start + 1, min(start + MOST_LETTERS, len(words))):
        word = words[end]
        if not word.unspaced or word.start != words[end - 1].end:
            break
        text += word.text
        if text not in known:
            known[text] = is_stored(index, text)
        if known[text] and not _is_cut(words, start, end):
            spans.append((start, end + 1))
    return spans


def _is_cut(words: list[Word], first: int, last: int) -> bool:
    """Whether a span of katakana is part of a longer word in katakana; Thai needs more letters to be sure of."""
    if _THAI.match(words[first].text):
        return words[last].end - words[first].start < FEWEST_THAI
    before, after = words[max(0, first - 1)], words[min(len(words) - 1, last + 1)]
    begins = before is not words[first] and before.end == words[first].start and _KATAKANA.match(before.text)
    goes_on = after is not words[last] and after.start == words[last].end and _KATAKANA.match(after.text)
    return bool((begins and _KATAKANA.match(words[first].text)) or (goes_on and _KATAKANA.match(words[last].text)))


def _may_stand_in_a_name(index: NameIndex, word: Word) -> bool:
    """Return whether some stored name has the word; one that may be more than a name stands in no key of its own."""
    found = words_of(word.text)
    if len(found) != 1 or not is_plain(found[0]):
        return True
    keys = (*loose_keys(word.text), *form_keys(word.fold))
    return any([len(index.postings(key)) > 0 for key in keys if key[0] in "wf"])
