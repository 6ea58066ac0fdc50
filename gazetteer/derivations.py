"""By which romanization systems the spelling asked for comes from the name that answers it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from gazetteer.resolution import Resolution
from normalize.vocabulary import Evidence, Reasons


def with_derivation(resolution: Resolution) -> Resolution:
    """Let the evidence of a match end with the systems by which its spelling comes from the name, if some are found.

    They are looked for when the evidence is looked at, which takes a millisecond or more.
    """
    if resolution.decision == "match":
        best = resolution.candidates[0]
        if isinstance(best.evidence, Reasons):
            best.evidence.end_with(partial(_derive, (best.name, best.matched), resolution.query))
    return resolution


def _derive(names: Sequence[str], spelling: str) -> tuple[Evidence, ...]:
    from normalize.attribution import evidence_of_derivation

    return evidence_of_derivation((name, spelling) for name in dict.fromkeys(names))
