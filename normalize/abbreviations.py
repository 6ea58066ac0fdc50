"""Acronyms: whether two are one, and which words of another name one inside a name stands for ("OSCE PC")."""

from __future__ import annotations

from normalize.organization_names import initials_of, is_acronym
from normalize.pairing import Pair, Pairing
from normalize.parts import Part
from normalize.policies import Policy
from normalize.scripts import SCRIPT_OF
from normalize.similarity import short_similarity


def acronyms_differ(pairing: Pairing, policy: Policy) -> bool:
    """Return whether two acronyms are other ones, not one respelled: letters of another sound, or one letter more.

    What is spelled out, not spoken, is another acronym by any other letter of its script.
    """
    pair = pairing.pairs[0]
    one, two = pair.first[0], pair.second[0]
    if one.fold == two.fold:
        return False
    if pair.similarity < policy.acronym_floor or one.abjad != two.abjad:
        return pair.similarity < policy.acronym_floor
    shortest, longest = sorted((len(one.fold), len(two.fold)))
    spelled = shortest <= policy.spelled_acronym
    in_one_script = SCRIPT_OF[one.fold[0]] == SCRIPT_OF[two.fold[0]]
    return [shortest < longest, in_one_script, spelled].count(True) > 1


def spell_out(pairing: Pairing) -> Pairing:
    """Return a pairing in which acronyms left over are paired with the words left over that they stand for."""
    pairs, alone, other_alone = list(pairing.pairs), pairing.alone, pairing.other_alone
    if not any([part.text.isupper() for part in alone]) and not any([part.text.isupper() for part in other_alone]):
        return pairing
    for part in pairing.alone:
        span = _spelled(part, other_alone)
        if span:
            pairs.append(Pair((part,), span, short_similarity()))
            alone, other_alone = _without(alone, (part,)), _without(other_alone, span)
    for part in pairing.other_alone:
        span = _spelled(part, alone)
        if span:
            pairs.append(Pair(span, (part,), short_similarity()))
            alone, other_alone = _without(alone, span), _without(other_alone, (part,))
    return Pairing(tuple(pairs), alone, other_alone, pairing.ordered, pairing.turned)


def _spelled(part: Part, words: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the words side by side whose first letters an acronym is made of; none where there are none."""
    if part.role != "name" or not is_acronym(part):
        return ()
    for start in range(len(words)):
        letters = ""
        for end in range(start, len(words)):
            letters += initials_of(words[end])
            if letters == part.fold:
                return words[start : end + 1]
    return ()


def _without(words: tuple[Part, ...], left_out: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple([word for word in words if not any([word is out for out in left_out])])
