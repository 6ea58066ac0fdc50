"""When a single word that some place bears is no mention of it: a word of the language, or part of a longer name."""

from __future__ import annotations

from gazetteer.matching.features import prominence
from gazetteer.matching.policy import resolve_policy
from gazetteer.mentions.finder import Finder, Span, has_role, mention_policy
from gazetteer.mentions.words import Word
from gazetteer.resolution import Resolution
from normalize.lexicon import lexicon


def is_common(finder: Finder, word: Word, resolution: Resolution) -> bool:
    """Whether a capital is all that makes a name of a word: some village bears the name of almost every word.

    So it is with words that the text writes small elsewhere, with words that the lexicon knows, and with those too
    short, unless the place is well known.
    """
    policy = mention_policy()
    if word.unspaced:
        return False
    number = finder.index.entity_number(resolution.id or resolution.candidates[0].id)
    if number is None or finder.index.entity_kind(number) != "place":
        return False
    known = _is_well_known(finder, number)
    if known and word.text.isupper():
        return False
    if word.fold in policy.common or word.text in policy.apart or len(word.fold) <= policy.single_short:
        return True
    return not known and (word.fold in finder.small or _is_known_word(word.fold))


def _is_known_word(form: str) -> bool:
    """Return whether the lexicon knows a word by itself, or as the first of a phrase (Human Rights)."""
    known = lexicon()
    return bool(known.meanings(form)) or form in known.phrase_lengths


def is_cut_out(finder: Finder, span: Span) -> bool:
    """Whether a single word stands beside an unknown one with a capital, and nothing parts them: Paris Hilton."""
    start, end = span
    words = finder.words
    if end - start > 1 or words[start].text.isupper() or not words[start].text[0].isupper():
        return False
    if start and has_role(words[start - 1], "connector"):
        return False
    after = words[end] if end < len(words) and words[end].beside else None
    before = words[start - 1] if start and words[start].beside else None
    if before is not None and (start == 1 or before.parted):
        before = None
    beside = [(at, word) for at, word in ((start - 1, before), (end, after)) if word is not None]
    return any(_is_strange(word) and not (_is_known(finder, at) and _is_known(finder, start)) for at, word in beside)


def _is_strange(word: Word) -> bool:
    """Whether a word begins with a capital and is none that the lexicon knows, nor one that stands beside names."""
    if not word.text[0].isupper() or word.text.isupper() or word.text in mention_policy().apart:
        return False
    return not lexicon().meanings(word.fold)


def _is_known(finder: Finder, at: int) -> bool:
    """Whether a word is part of a stored name of several words, or names by itself somebody or a well-known place."""
    if at in finder.in_longer:
        return True
    if at not in finder.in_stored:
        return False
    best = finder.resolve((at, at + 1)).candidates[:1]
    number = finder.index.entity_number(best[0].id) if best else None
    if number is None:
        return False
    return finder.index.entity_kind(number) != "place" or _is_well_known(finder, number)


def _is_well_known(finder: Finder, entity: int) -> bool:
    return prominence(finder.index, entity, resolve_policy()) >= mention_policy().well_known
