"""By which systems one spelling was made from another: the shortest chains that lead there, else letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from normalize.chains import chains, starting_languages
from normalize.cleaning import clean
from normalize.folding import fold
from normalize.habits import LETTERS, languages_with_habits, may_write, without_generic
from normalize.routes import limits
from normalize.vocabulary import Derivation, Evidence

LIMIT = 12

CHAINS = 40
"""The likeliest chain is looked for among so many, cheapest first: a look-up's answer waits for it."""


def attribute(name: str, spelling: str) -> list[Derivation]:
    """The chains of systems that lead from ``name`` to ``spelling``: letter by letter first, then the shorter.

    A chain is ``exact`` where its last step gives the spelling itself; otherwise it gives the same normal form
    (:func:`normalize.fold`). A spelling that no chain gives, but the habits that :func:`normalize.variants` spells by
    letter by letter, has ``letters`` for its system. A name's own spelling has none. Raises nothing.
    """
    source, target = clean(name), clean(spelling)
    if not source or not target or source == target:
        return []
    folded = fold(target)
    found = [
        Derivation(name, spelling, made.systems, made.text == target)
        for made in chains(source)
        if made.text == target or fold(made.text) == folded
    ]
    if not found and folded != fold(source) and _is_free_spelling(source, target):
        return [Derivation(name, spelling, (LETTERS,), False)]
    ways = {derivation.systems: derivation for derivation in found}
    return sorted(ways.values(), key=lambda one: (not one.exact, len(one.systems)))[:LIMIT]


def _is_free_spelling(source: str, target: str) -> bool:
    tags = starting_languages(source, None)
    return len(source) <= limits()["longest_name"] and any(
        may_write(name, target, tag)
        for tag in languages_with_habits()
        if tag in tags
        for name in (source, without_generic(source, tag))
    )


def likeliest_derivation(name: str, spelling: str, *, language: str | None = None) -> Derivation | None:
    """The likeliest chain of systems from ``name`` to ``spelling`` or its normal form; None where none is at hand.

    Unlike :func:`attribute` it ends at the first chain found and tries few, so that an answer can carry it;
    ``language`` (BCP 47) is that of ``name``. A spelling of the same normal form as the name has none. Raises nothing.
    """
    source, target = clean(name), clean(spelling)
    folded = fold(target)
    if not folded or folded == fold(source):
        return None
    for made in islice(chains(source, language=language), CHAINS):
        if made.text == target or fold(made.text) == folded:
            return Derivation(name, spelling, made.systems, made.text == target)
    return None


def evidence_of_derivation(pairs: Iterable[tuple[str, str]]) -> tuple[Evidence, ...]:
    """Say by which systems the second of a pair of names is made from the first, of the first pair for which it is.

    Returns one piece of evidence, or none where no chain is at hand for any pair.
    """
    for name, spelling in pairs:
        found = likeliest_derivation(name, spelling)
        if found is not None:
            detail = f"{name} is written {spelling} by {', then '.join(found.systems)}"
            return (Evidence("derivation", 1.0, 0.0, detail),)
    return ()
