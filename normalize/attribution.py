"""By which systems one spelling was made from another: the shortest chains that lead there."""

from __future__ import annotations

from normalize.chains import chains
from normalize.cleaning import clean
from normalize.folding import fold
from normalize.vocabulary import Derivation

LIMIT = 12


def attribute(name: str, spelling: str) -> list[Derivation]:
    """The chains of systems that lead from ``name`` to ``spelling``: letter by letter first, then the shorter.

    A chain is ``exact`` where its last step gives the spelling itself; otherwise it gives the same normal form
    (:func:`normalize.fold`). A name's own spelling, and one that no chain gives, have none. Raises nothing.
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
    ways = {derivation.systems: derivation for derivation in found}
    return sorted(ways.values(), key=lambda one: (not one.exact, len(one.systems)))[:LIMIT]
