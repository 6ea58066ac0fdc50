"""Words of a name, with their places in it and the marks that tell an abbreviation from a word."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from normalize.folding import fold_cleaned

_WORD = regex.compile(
    r"\p{L}(?:\.\p{L}){1,7}\b\.?|[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['’‘ʼʻʹ`´][\p{L}\p{M}]+)*['’ʼʹ]?\.?"
)
_ENDS = regex.compile(r"^[lLdD]['’](?=(?:[aeiouyhAEIOUYH]|[^\x00-\x7f])\p{L})|(?<=\p{L})['’]s$")
_SINGLE_WORD = regex.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, its normal form, its code-point span, and whether a full stop ends it."""

    text: str
    fold: str
    start: int
    end: int
    dotted: bool


def split_words(text: str) -> list[str]:
    """Return the words of a cleaned text as written; hyphens part words, apostrophes and dots of acronyms
    do not; an English possessive ending and an elided French article are left out."""
    if _SINGLE_WORD.fullmatch(text):
        return text.split()
    words: list[str] = _WORD.findall(text)
    if "'" in text or "\u2019" in text:
        return [_ENDS.sub("", word) for word in words]
    return words


def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of a cleaned text; words that fold to nothing are left out."""
    tokens = []
    for found in _WORD.finditer(text):
        written = found.group()
        folded = fold_word(written)
        if folded:
            tokens.append(Token(written, folded, found.start(), found.end(), written.endswith(".")))
    return tuple(tokens)


def fold_word(word: str) -> str:
    """Return the normal form of one word of a cleaned text, closed up."""
    return fold_cleaned(word).replace(" ", "")
