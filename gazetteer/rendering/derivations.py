"""By which romanization systems the spelling asked for comes from the name that answers it."""

from __future__ import annotations

from dataclasses import replace

from gazetteer.resolution import Resolution
from normalize.attribution import likeliest_derivation
from normalize.vocabulary import Evidence


def with_derivation(resolution: Resolution) -> Resolution:
    """Return a resolution whose match carries the chain of systems from its name to the spelling, if one is at hand.

    It costs some milliseconds, so answers by the thousand go without.
    """
    if resolution.decision != "match":
        return resolution
    best, *others = resolution.candidates
    for name in dict.fromkeys((best.name, best.matched)):
        found = likeliest_derivation(name, resolution.query)
        if found is not None:
            detail = f"{name} is written {resolution.query} by {', then '.join(found.systems)}"
            evidence = (*best.evidence, Evidence("derivation", 1.0, 0.0, detail))
            return replace(resolution, candidates=(replace(best, evidence=evidence), *others))
    return resolution
