"""From a text to its mentions: stored names by letters, runs of capitals by sound, generic terms beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gazetteer.index.interface import NameIndex
from gazetteer.matching.query import Query
from gazetteer.matching.sorts import is_state
from gazetteer.matching.whole import area_of
from gazetteer.mentions.doubts import is_common, is_cut_out
from gazetteer.mentions.finder import Finder, Span, has_role, mention_policy
from gazetteer.mentions.stored import is_stored
from gazetteer.mentions.words import Word
from gazetteer.resolution import Mention, Resolution
from normalize.cases import MIN_STEM, nominatives
from normalize.outlines import rough_forms
from normalize.parsing import parse_name
from normalize.parts import words_of
from normalize.sounds import sound_of
from normalize.tokens import fold_word

LONGEST_INFLECTED = 4
"""Words of a stored name whose last word may stand in a case."""


def find_mentions(index: NameIndex, text: str, hints: Query) -> list[Mention]:
    """Return the mentions of a text in order, without overlap; the offsets are code points of the text as given.

    Raises BadQuery where the names are to lie within what is no entity, whether or not there is a name.
    """
    area_of(index, hints)
    finder = Finder(index, text, hints)
    taken: list[tuple[Span, Resolution]] = []
    covered = bytearray(len(finder.words))
    for span, resolution in (*_by_letters(finder), *_by_case(finder), *_by_sound(finder)):
        if any(covered[span[0] : span[1]]):
            continue
        span, resolution = _with_generic_terms(finder, span, resolution, covered)
        covered[span[0] : span[1]] = b"\1" * (span[1] - span[0])
        taken.append((span, resolution))
    taken.sort()
    return [
        Mention(finder.words[span[0]].start, finder.words[span[1] - 1].end, finder.written(span), resolution)
        for span, resolution in taken
    ]


def _by_letters(finder: Finder) -> Iterator[tuple[Span, Resolution]]:
    """Yield the longest stored names first, where they are written as names are."""
    spans = sorted(finder.stored, key=lambda span: (span[0] - span[1], span[0]))
    for span in spans:
        if not any(word.capital for word in finder.words[span[0] : span[1]]):
            continue
        if span[1] - span[0] == 1 and has_role(finder.words[span[0]], "demonym"):
            continue
        if is_cut_out(finder, span):
            continue
        resolution = finder.resolve(span)
        if resolution.decision == "none" or _is_word_for_acronym(finder, span, resolution):
            continue
        if span[1] - span[0] > 1 or not is_common(finder, finder.words[span[0]], resolution):
            yield span, resolution


def _by_case(finder: Finder) -> Iterator[tuple[Span, Resolution]]:
    """Yield stored names of places whose last word stands in a case: "Bakıda", "в Лачине"."""
    for at, word in enumerate(finder.words):
        if not word.capital or word.unspaced or len(word.fold) <= MIN_STEM:
            continue
        for stem in nominatives(word.text):
            for start in range(max(0, at - LONGEST_INFLECTED + 1), at + 1):
                if any(not other.beside for other in finder.words[start + 1 : at + 1]):
                    continue
                name = f"{finder.name((start, at))} {stem}" if start < at else stem
                resolution = _stored_place(finder, name) if finder.words[start].capital else None
                if resolution is None or (start == at and _is_rather_itself(finder, word, stem, resolution)):
                    continue
                yield (start, at + 1), resolution


def _is_rather_itself(finder: Finder, word: Word, stem: str, resolution: Resolution) -> bool:
    """Whether a word is no case of a place's name: of an obscure one where the word as it stands names somebody."""
    if is_common(finder, word, resolution) or is_common(
        finder, replace(word, text=stem, fold=fold_word(stem)), resolution
    ):
        return True
    whole = finder.resolve_name(word.text)
    return whole.decision != "none" and whole.candidates[0].kind != "place"


def _stored_place(finder: Finder, name: str) -> Resolution | None:
    """Resolve a name that is stored by these letters and means one place, or is shared by several."""
    if not is_stored(finder.index, name):
        return None
    resolution = finder.resolve_name(name)
    best = resolution.candidates[0] if resolution.candidates else None
    return resolution if best is not None and best.kind == "place" and resolution.decision != "none" else None


def _is_word_for_acronym(finder: Finder, span: Span, resolution: Resolution) -> bool:
    """A word that only has the letters of an acronym is not the acronym."""
    matched = resolution.candidates[0].matched
    return matched.isupper() and not finder.written(span).isupper()


def _by_sound(finder: Finder) -> Iterator[tuple[Span, Resolution]]:
    """Yield spans inside runs of capitalized words that surely match a stored name by sound, longest first."""
    policy = mention_policy()
    spans = sorted(_runs(finder.words, policy.longest_fuzzy), key=lambda span: (span[0] - span[1], span[0]))
    for span in spans:
        length = span[1] - span[0]
        word = finder.words[span[0]]
        if has_role(word, "connector"):
            continue
        if length == 1 and (len(word.fold) < policy.single_letters or has_role(word, "demonym")):
            continue
        if is_cut_out(finder, span):
            continue
        resolution = finder.resolve(span)
        least = policy.single_score if length == 1 else policy.score
        if resolution.decision != "match" or resolution.candidates[0].score < least or _is_plain(finder.written(span)):
            continue
        if any(row.feature in _LEFT_OVER for row in resolution.candidates[0].evidence):
            continue
        if length == 1 and is_common(finder, word, resolution):
            continue
        if length > 1 or not _goes_on(finder.words[span[0]].text, resolution.candidates[0].matched):
            yield span, resolution


_LEFT_OVER = ("missing", "conflict", "single")
"""Evidence that words of the span or of the name have no partner."""


def _is_plain(name: str) -> bool:
    """Words for bodies and offices alone, known by sound, name nobody: Minister for Foreign Affairs."""
    words = words_of(name)
    named = [part for part in parse_name(name, "organization").words if part.role in ("name", "area")]
    titles = [word.part for word in words if word.may_be("title")]
    return all(part in titles for part in named)


def _goes_on(word: str, name: str) -> bool:
    """A word that goes on after the name is derived from it: Armenian is not a way to write Armenia."""
    heard, stored = rough_forms(sound_of(word).text), rough_forms(sound_of(name).text)
    return any(len(one) > len(two) > 0 and one.startswith(two) for one in heard for two in stored)


def _runs(words: list[Word], longest: int) -> Iterator[Span]:
    for start, word in enumerate(words):
        if not word.capital or word.unspaced:
            continue
        for end in range(start + 1, min(len(words), start + longest) + 1):
            last = words[end - 1]
            if end > start + 1 and not last.beside:
                break
            if last.capital:
                yield start, end
            elif not has_role(last, "connector"):
                break


def _with_generic_terms(
    finder: Finder, span: Span, resolution: Resolution, covered: bytearray
) -> tuple[Span, Resolution]:
    """Read a place together with the generic term beside it: "Kalbajar district" is not the town of Kalbajar."""
    best = resolution.candidates[0]
    if best.kind != "place":
        return span, resolution
    start, end = span
    words = finder.words
    wider: list[tuple[Span, Span]] = []
    if end < len(words) and words[end].beside and not covered[end] and has_role(words[end], "generic"):
        wider.append(((start, end + 1), (start, end + 1)))
    if start and words[start].beside and not covered[start - 1] and has_role(words[start - 1], "generic"):
        wider.append(((start - 1, end), (start - 1, end)))
    elif (
        start > 1
        and words[start].beside
        and words[start - 1].beside
        and has_role(words[start - 1], "connector")
        and has_role(words[start - 2], "generic")
    ):
        wider.append(((start - 2, end), span))
    for asked, shown in wider:
        wide = finder.resolve(asked)
        fits = any(row.feature == "feature_fits" for row in wide.candidates[0].evidence) if wide.candidates else False
        if wide.decision == "match" and fits and not _is_country(finder.index, wide):
            return shown, wide
    return span, resolution


def _is_country(index: NameIndex, resolution: Resolution) -> bool:
    number = index.entity_number(resolution.id or "")
    return number is not None and is_state(index, number)
