"""Letters that no system reads, one by one in Latin: by a table of ours, else by Unidecode."""

from __future__ import annotations

import unicodedata
from functools import cache

from normalize.tables import read_toml


def spell_letter(letter: str) -> str:
    """One letter in Latin letters, spaces and apostrophes; "" where neither the table nor Unidecode knows it."""
    letters = _letters()
    bare = unicodedata.normalize("NFD", letter)[0]
    for form in (letter, bare):
        if form.lower() in letters:
            written = letters[form.lower()]
            return written.capitalize() if form.isupper() else written
    try:
        from unidecode import unidecode
    except ImportError:
        return ""
    return "".join(sign for sign in unidecode(letter) if sign.isalnum() or sign in " '")


@cache
def _letters() -> dict[str, str]:
    return dict(read_toml("romanization.toml")["letters"])
