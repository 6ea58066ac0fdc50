"""The words of a running text with their code-point offsets, normal forms, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from normalize.tokens import fold_word

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTERS = rf"[[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}]--[{_UNSPACED}]]"
_WORD = regex.compile(
    rf"(?V1)[{_UNSPACED}]\p{{M}}*|\p{{L}}(?:\.\p{{L}}){{1,7}}\b\.?|{_LETTERS}+(?:['’‘ʼʻʹ`´]{_LETTERS}+)*"
)
_IS_UNSPACED = regex.compile(f"[{_UNSPACED}]")
_MKHEDRULI = regex.compile(r"[\u10d0-\u10ff]")
_POSSESSIVE = regex.compile(r"['’][sS]$")
_HARD = regex.compile(r"[.;:!?|]")
_PARAGRAPH = regex.compile(r"\n\s*\n")
_PLAIN = regex.compile(r"[\s\-\u2010-\u2015*_]*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, its normal form, and whether a name may run over what stands before it.

    ``parted`` is true where a sentence, list item or paragraph ends before the word; ``beside`` where only spaces,
    hyphens or mark-up do. ``ending`` is the s of a possessive behind it, in normal form. ``unspaced`` is true of a
    letter of a script whose words are written together: names are looked for among its letters.
    """

    text: str
    fold: str
    start: int
    end: int
    parted: bool
    beside: bool
    ending: str = ""
    unspaced: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word begins like a name: a capital, or a letter of a script that writes none (Georgian)."""
        first = self.text[0]
        if _MKHEDRULI.match(first):
            return True
        return first.isupper() or first.istitle() or (first.isalpha() and not first.islower())


def split_text(text: str) -> list[Word]:
    """Return the words of a text; a possessive 's stays outside."""
    words: list[Word] = []
    last = 0
    for found in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", found.group())
        folded = fold_word(written)
        if not folded:
            continue
        between = text[last : found.start()]
        start = found.start()
        last = start + len(written)
        ends = _HARD.search(between) is not None
        parted = ends or (_PARAGRAPH.search(between) is not None and not written[0].islower())
        beside = _PLAIN.fullmatch(between) is not None
        ending = fold_word(found.group()).removeprefix(folded) if written != found.group() else ""
        unspaced = _IS_UNSPACED.match(written) is not None
        words.append(Word(written, folded, start, last, parted, beside, ending, unspaced))
    return words
