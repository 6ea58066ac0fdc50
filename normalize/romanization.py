"""Latin readings of a text in any writing, by every system that covers its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from normalize.errors import check_language, not_text
from normalize.gathering import Packed, make_reading, unpack
from normalize.reading import is_plain, read
from normalize.routes import IDENTITY, limits
from normalize.vocabulary import Reading


def readings(text: str, *, language: str | None = None) -> list[Reading]:
    """Distinct Latin readings of ``text``, likeliest first, at most two dozen.

    Every system to Latin script whose alphabet covers every letter reads it: those of ``language`` (BCP 47) first,
    then the likelier languages of the script, in each the current systems before the superseded. Latin text reads
    as itself (system ``identity``); text of several scripts is read run by run. Chinese characters are read by
    pypinyin and SudachiPy where these are installed (systems ``pypinyin``, ``sudachipy > …``), else as Japanese one by
    one (``characters``); other letters that no system covers by Unidecode (``unidecode``). Raises nothing.
    """
    if not isinstance(text, str):
        raise not_text(text)
    if language is None and is_plain(text):
        return [make_reading(text, IDENTITY, "")] if text else []
    check_language(language)
    return unpack(_remembering()(text, language))


def readings_many(texts: Iterable[str], *, language: str | None = None) -> Iterator[list[Reading]]:
    """Yield for each text what :func:`readings` gives for it, as the texts come."""
    return (readings(text, language=language) for text in texts)


@cache
def _remembering() -> Callable[[str, str | None], Packed]:
    """Reading, with the latest texts remembered: lists of names repeat themselves."""
    return lru_cache(maxsize=limits()["remembered"])(read)
