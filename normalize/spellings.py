"""The variants of a name: what chains of systems and the habits of its language make of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from normalize.chains import chains, starting_languages
from normalize.cleaning import clean
from normalize.errors import check_language
from normalize.folding import fold
from normalize.habits import LETTERS, languages_with_habits, spell_freely, without_generic
from normalize.mixed import CHAINED
from normalize.routes import IDENTITY, limits
from normalize.vocabulary import NormalForm, Variant


def variants(text: str, *, language: str | None = None, limit: int = 50) -> list[Variant]:
    """Distinct spellings that the name ``text`` takes, likeliest first, at most ``limit``.

    First the name itself (system ``identity``), then what every system of its language makes of it, directly or
    through another language's writing (Azerbaijani to Russian to Latin: ``"one > other"``), then the freer spellings
    that the language's ``spellings.toml`` allows (``letters``).
    ``language`` is BCP 47; without it the languages whose letters the text has. Raises nothing for any ``str``.
    """
    check_language(language)
    text = clean(text)
    if not text or limit < 1:
        return []
    made: dict[str, list[str]] = {text: [IDENTITY]}
    for spelling in chains(text, language=language):
        made.setdefault(spelling.text, []).append(CHAINED.join(spelling.systems))
    found = [Variant(spelled, tuple(systems)) for spelled, systems in islice(made.items(), limit)]
    if len(found) < limit:
        known = {fold(one.text) for one in found}
        free = _free_variants(text, starting_languages(text, language), known, limit)
        found.extend(islice(free, limit - len(found)))
    return found


def _free_variants(text: str, tags: list[str], known: set[NormalForm], limit: int) -> Iterator[Variant]:
    """Spellings of the languages' habits whose normal form is new, at most ``limit``."""
    if len(text) > limits()["longest_name"]:
        return
    beam = min(limit * limits()["beam"], limits()["widest_beam"])
    for tag in languages_with_habits():
        if tag not in tags:
            continue
        bare = without_generic(text, tag)
        whole = spell_freely(text, tag, beam=beam if not bare else limits()["beam"])
        for spelled in chain(spell_freely(bare, tag, beam=beam) if bare else (), whole):
            folded = fold(spelled)
            if folded and folded not in known:
                known.add(folded)
                yield Variant(spelled, (LETTERS,))
