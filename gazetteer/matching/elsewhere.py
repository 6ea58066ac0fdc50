"""Words asked for beside a name that an organization is known by, which stand in other names of it."""

from __future__ import annotations

from gazetteer.index.interface import NameIndex
from gazetteer.matching.bearers import bearers
from gazetteer.matching.scripts import first_script, is_in_script
from normalize.lexicon import lexicon
from normalize.likeness import Likeness, leftovers
from normalize.parsing import ParsedName, parse_name
from normalize.parts import Part
from normalize.policies import Policy
from normalize.word_likeness import part_similarity


def elsewhere_features(
    index: NameIndex,
    entity: int,
    asked: ParsedName,
    stored: ParsedName,
    likeness: Likeness,
    policy: Policy,
    needed: float,
    most: int,
) -> list[tuple[str, float]]:
    """Return how much of what a stored name lacks stands in other names of its entity, where that is all of it.

    "UNESCO culture organization", "Warsaw Pact Organization": the whole of one name, and words of others in the script
    asked for. Words that weigh little (International), or say what sort of body it is ("SOCAR company"), may stand
    nowhere. It is not looked for where the names would have to lack more than they do, ``needed``, for it to matter.
    ``most`` is as in :func:`bearers`: a word that stands in more names (International) is not found elsewhere.
    """
    lacking = [("elsewhere", value) for name, value in likeness.features if name == "missing"]
    more = _more(asked, stored, likeness) if lacking and lacking[0][1] >= needed else ()
    if not more:
        return []
    script = first_script(asked.cleaned)
    for word in more:
        if _tells(word, policy) and not _stands_in(index, entity, script, word, policy.in_order_floor, most):
            return []
    return lacking


def _tells(word: Part, policy: Policy) -> bool:
    usual = policy.parts["body"]
    return policy.concepts.get(word.value, usual) >= usual and word.value not in lexicon().sorts


def _more(asked: ParsedName, stored: ParsedName, likeness: Likeness) -> tuple[Part, ...]:
    """Return the words of a name asked for that has all those of a stored one, and more."""
    pairing = likeness.pairing
    if pairing is None or not pairing.pairs:
        return ()
    more, lacking = leftovers(asked, stored, pairing)
    return () if lacking else more


def _stands_in(index: NameIndex, entity: int, script: str, word: Part, floor: float, most: int) -> bool:
    """Return whether a word, or one like it, stands in some name of an organization in a script."""
    for name in bearers(index, word, most).get(entity, ()):
        if is_in_script(index, name, script):
            words = parse_name(index.name_text(name), "organization").words
            if any([part_similarity(word, part, floor) for part in words]):
                return True
    return False
