"""By which romanization systems the spelling asked for comes from the name that answers it."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.resolution import Candidate, Resolution
from normalize.vocabulary import Evidence, Reasons


class DerivedReasons(Reasons):
    """Evidence that ends with the likeliest chain of systems from one of ``names`` to a spelling, if one is at hand.

    The chain is looked for when the evidence is looked at, which takes a millisecond or more; ``plain`` is the evidence
    without it, for answers by the thousand.
    """

    __slots__ = ("plain",)

    def __init__(self, plain: Sequence[Evidence], names: Sequence[str], spelling: str) -> None:
        self.plain = plain
        super().__init__(lambda: (*plain, *_derive(names, spelling)))


def with_derivation(resolution: Resolution) -> Resolution:
    """Return a resolution whose match tells by which systems its spelling comes from the name."""
    if resolution.decision != "match":
        return resolution
    best, *others = resolution.candidates
    evidence = DerivedReasons(best.evidence, (best.name, best.matched), resolution.query)
    derived = Candidate(best.id, best.name, best.matched, best.kind, best.country, best.score, evidence)
    return Resolution(resolution.query, resolution.decision, resolution.id, (derived, *others))


def _derive(names: Sequence[str], spelling: str) -> tuple[Evidence, ...]:
    from normalize.attribution import evidence_of_derivation

    return evidence_of_derivation((name, spelling) for name in dict.fromkeys(names))
