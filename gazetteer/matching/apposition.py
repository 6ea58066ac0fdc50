"""A name with another beside it, after a comma or dash or in brackets: where it lies, or what else it is called."""

from __future__ import annotations

import re
from typing import Final

from normalize.lexicon import lexicon
from normalize.organization_names import MAX_ACRONYM, is_acronym
from normalize.parts import MAX_LENGTH, Part, Word, assign_roles, words_of

_OPENING, _CLOSING = "([", ")]"
_COMMAS: Final = ",\u060c\u3001"
_DASH: Final = re.compile(r"\s[-\u2010-\u2015]\s|\s?/\s?")

FEWEST_WITH_OFFICE: Final = 4
"""An office with its area and the name after it are at least so many words."""

_HOLDS: Final = ("connector", "area", "area acronym", "demonym", "body", "compound", "compound acronym")
"""Roles of words that say where or of what somebody holds an office."""

_OF_OFFICE: Final = ("title", *_HOLDS, "generic", "number")
"""Roles of the words that an office is told by."""

AREA: Final = "ADM"
SETTLEMENT: Final = "PPL"
"""Beginnings of the feature codes of areas with a government and of settlements."""

TERMS: Final = 2
"""Generic terms that a settlement and its area have, each its own."""

SEAT: Final = 5
"""Letters of the code of a seat of organizations (UN/LOCODE); a state has two."""


def turn_round(name: str) -> str | None:
    """Return "Office of the High Commissioner" for "High Commissioner, Office of the"; None where no comma stands."""
    for comma in _COMMAS[1:]:
        name = name.replace(comma, _COMMAS[0])
    head, comma, rest = name.partition(_COMMAS[0])
    return f"{rest.strip()} {head.strip()}" if comma and _COMMAS[0] not in rest and len(name) <= MAX_LENGTH else None


def split_apposition(name: str) -> list[tuple[str, str]]:
    """Return the ways to take a name for a name and a second one beside it, likeliest first; mostly none."""
    if len(name) > MAX_LENGTH:
        return []
    bracketed = _bracketed(name)
    if bracketed:
        return [bracketed, *[(head, bracketed[1]) for head, _ in split_apposition(bracketed[0])]]
    for comma in _COMMAS[1:]:
        name = name.replace(comma, _COMMAS[0])
    name = _DASH.sub(_COMMAS[0], name)
    pieces = [piece.strip() for piece in name.split(_COMMAS[0]) if piece.strip()]
    if len(pieces) == 2:
        turned = _has_term(words_of(pieces[0]), AREA) and not _has_term(words_of(pieces[1]), AREA)
        return [(pieces[0], pieces[1])] + [(pieces[1], pieces[0])] * turned
    if len(pieces) == 3:
        ways = [(pieces[0], pieces[2]), (pieces[0], pieces[1])]
        return ways[::-1] if _has_term(words_of(pieces[1]), AREA) else ways
    words = words_of(name)
    if len(words) == 2 and all([is_acronym(word.part) for word in words]):
        return [(words[0].text, words[1].text)]
    inner = _within_area(words)
    return inner or _after_office(words) or _after_generic_term(words) or _beside_seat(words) or _in_a_place(words)


def _within_area(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """Tell a settlement and the area that it lies in, each with its generic term, a small word between or none.

    "Kəlbəcər rayonunun Yuxarı Ayrım kəndi", "село Юхары-Айрум Кельбаджарского района", "village of X in Y district".
    """
    if sum([word.may_be("generic") for word in words]) < TERMS:
        return []
    ways: list[tuple[tuple[Word, ...], tuple[Word, ...]]] = []
    for at in range(1, len(words) - 1):
        before, after = words[:at], words[at:]
        if words[at].may_be("connector"):
            ways += [(before, part) for part in _areas_of(after[1:])]
        elif _has_term(words[at - 1 : at], AREA):
            ways.append((after, before))
        elif _has_term(words[-1:], AREA) and at == len(words) - 2:
            ways.append((before, after))
    found = [way for way in ways if _has_term(way[0], SETTLEMENT) and _has_term(way[1], AREA)]
    return [(_text(place), _text(area)) for place, area in found]


def _areas_of(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Return some words, and before that what stands before a small word: "Kalbajar district of Azerbaijan"."""
    small = [at for at, word in enumerate(words) if at and word.may_be("connector")]
    return [*[words[:at] for at in small[:1]], words]


def _has_term(words: tuple[Word, ...], sort: str) -> bool:
    """Whether a word is a generic term for places of a sort, by the beginning of their feature code."""
    features = lexicon().features
    values = [meaning.value for word in words for meaning in word.literal if meaning.role == "generic"]
    return any([features[value][0].startswith(sort) for value in values if value in features])


def _text(words: tuple[Word, ...]) -> str:
    return " ".join([word.text for word in words])


def _bracketed(name: str) -> tuple[str, str] | None:
    """A name with one bracket, not at its beginning, with letters in it."""
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        head, _, rest = name.partition(opening)
        inner, found, after = rest.partition(closing)
        if found and closing not in after and words_of(head) and words_of(inner):
            return f"{head.strip()} {after.strip()}".strip(), inner.strip()
    return None


def _after_office(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """ "President of Azerbaijan Ilham Aliyev": an office with where it is, of words that are known, and a name."""
    if len(words) < FEWEST_WITH_OFFICE:
        return []
    parts = assign_roles(words, _OF_OFFICE)
    at = next((at for at, part in enumerate(parts) if not _is_known(part)), 0)
    roles = {part.role for part in parts[:at]}
    if at < 2 or parts[at - 1].role == "connector" or len(parts) - at < 2:
        return []
    if "title" not in roles or roles.isdisjoint(_HOLDS):
        return []
    office, name = (" ".join([part.text for part in some]) for some in (parts[:at], parts[at:]))
    return [(name, office)]


def _after_generic_term(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """ "Lachin district of Azerbaijan": a name with its generic term, a connector, and the area."""
    for at in range(2, len(words) - 1):
        if words[at].may_be("connector") and words[at - 1].may_be("generic"):
            head, rest = _text(words[:at]), _text(words[at + 1 :])
            return [] if is_office(rest) else [(head, rest)]
    return []


def _beside_seat(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """ "Cour internationale de justice de La Haye": three words or more, or an acronym, with the seat at an end."""
    parts = assign_roles(words, ("area", "body", "connector"))
    said = [part for part in parts if part.role != "connector"]
    told = len(said) > 2 or any(map(is_acronym, said))
    for end, inner in ((0, -1), (-1, 0)) if told else ():
        seat = said[end]
        if seat.role == "area" and len(seat.value) == SEAT and said[inner].role != "area":
            at = next(at for at, part in enumerate(parts) if part is seat)
            kept = parts[at + 1 :] if end == 0 else parts[:at]
            return [(" ".join([part.text for part in _without_connectors(kept)]), seat.text)]
    return []


def _in_a_place(words: tuple[Word, ...]) -> list[tuple[str, str]]:
    """ "ASEAN Secretariat in Jakarta": the name of a body, a connector, and the last word, which may be its seat."""
    at = len(words) - 2
    if at < 1 or not words[at].may_be("connector") or words[-1].may_be("body") or words[-1].text.islower():
        return []
    if not any([word.may_be("body") for word in words[:at]]):
        return []
    return [(_text(words[:at]), words[-1].text)]


def is_seat(name: str) -> bool:
    """Return whether a name is one of a seat of organizations and of nothing else."""
    parts = assign_roles(words_of(name), ("area", "connector"))
    areas = [part for part in parts if part.role == "area"]
    return len(areas) == 1 and len(areas[0].value) == SEAT and not any([part.role == "name" for part in parts])


def _without_connectors(parts: list[Part]) -> list[Part]:
    """Leave out the small words at the ends."""
    while parts and parts[-1].role == "connector":
        parts = parts[:-1]
    while parts and parts[0].role == "connector":
        parts = parts[1:]
    return parts


def is_short(name: str) -> bool:
    """Return whether a name is written like an acronym."""
    return name.isupper() and len(name) <= MAX_ACRONYM


def is_office(name: str) -> bool:
    """Return whether all words are small ones or known words, a title among them: what somebody is, not a name."""
    parts = assign_roles(words_of(name), _OF_OFFICE)
    return all(map(_is_known, parts)) and any([part.role in ("title", "body") for part in parts])


def _is_known(part: Part) -> bool:
    return part.role != "name" or part.text[:1].islower()
