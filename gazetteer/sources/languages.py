"""Codes of languages as dumps write them, each turned into the shortest BCP 47 tag."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from gazetteer.packaged import read_toml

_SHAPE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,6}")


@lru_cache(maxsize=4096)
def language_tag(code: str) -> str | None:
    """Return the BCP 47 tag of a code: ``az`` of ``aze``, ``zh-Hant`` of ``zho_hant``, ``lzh`` of ``zh-classical``.

    ISO 639-1, 639-2 (either form) and 639-3 are read, with subtags of script, region and variant after ``-`` or
    ``_``, and the codes of Wikimedia that are no tags. None where the code is of another form (``link``, ``wkdt``)
    or says that the language is not known (``und``, ``mul``).
    """
    code = code.strip().lower().replace("_", "-")
    code = _table()["tags"].get(code, code)
    primary, *subtags = code.split("-")
    if primary in _table()["none"]["codes"] or _SHAPE.fullmatch(code.lower()) is None:
        return None
    return "-".join((_shorten(primary), *map(_write, subtags)))


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_toml("languages.toml")


def _shorten(primary: str) -> str:
    """Return the two-letter code of a language where it has one."""
    if len(primary) == 2:
        return primary
    import pycountry

    for key in ("alpha_3", "bibliographic"):
        language = pycountry.languages.get(**{key: primary})
        if language is not None:
            return str(getattr(language, "alpha_2", language.alpha_3))
    return primary


def _write(subtag: str) -> str:
    """Write a subtag in the case of RFC 5646: scripts in title case, regions in capitals."""
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 and subtag.isalpha() else subtag.lower()
