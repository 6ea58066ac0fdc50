"""Which known words somebody may have meant by one that is not among them."""

from __future__ import annotations

from collections.abc import Iterable

LIKE = 60
"""Words less alike than this, in hundredths, are not meant."""

LONGEST = 100
"""Code points of what was asked for that are looked at."""


def most_alike(word: object, known: Iterable[str], *, most: int = 1, least: int = LIKE) -> tuple[str, ...]:
    """Return up to ``most`` of the ``known`` words that are most like ``word``, most alike first; case does not count.

    ``least`` is how alike they are at least, in hundredths (letters in common of all); 1 finds some for any word
    that shares a letter.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    asked, words = str(word)[:LONGEST], sorted(known)
    found = extract(asked, words, scorer=ratio, processor=str.casefold, limit=most, score_cutoff=least)
    return tuple(name for name, _, _ in found)
