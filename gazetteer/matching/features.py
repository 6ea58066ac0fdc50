"""What speaks for and against a candidate beside its name: country, area, distance, kind of place, prominence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final

from gazetteer.index.interface import NameIndex
from gazetteer.matching.policy import ResolvePolicy
from gazetteer.matching.query import Query
from gazetteer.matching.sorts import is_state, lies_in
from normalize.folding import fold
from normalize.lexicon import Meaning, lexicon
from normalize.likeness import SORT, Likeness, generics_agree, leftovers
from normalize.pairing import Pair
from normalize.parsing import ParsedName, kind_shown
from normalize.parts import Part, meanings_of
from normalize.word_likeness import are_kin

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the Earth (IUGG)."""

MOST_COMMON_CONCEPTS: Final = 2
"""Names that share more concepts than this are hardly those of two organizations."""

FEWEST_SHORTENED: Final = 3
"""A name of so many words is told by them where a longer one has them all."""

LONGEST_BRIEF: Final = 4
"""An acronym of no more letters is spelled out, not spoken: by other letters it is another one."""

_INITIALS: Final = re.compile(r"(?:([^\W\d_])\.\s*){1,3}[^\W\d_][^\s.,]+|[^\W\d_][^\s.,]+\s+(?:([^\W\d_])\.\s*){1,3}")
"""Initials and one word beside them, as a person is called by the family name."""

_DOTS: Final = str.maketrans({"\u0131": "i", "\u0307": ""})
"""For ``str.translate``: the dotless i, and the dot above that casefolding leaves of a dotted capital."""

_WORTH_LITTLE: Final = ("weak", "machine", "code", "exonym")
"""Kinds of names that count less, each by a weight of its name."""

RESPELLED: Final = ("respelled", "acronym_respelled", "code_respelled")
"""Features of names that have other letters than the one asked for."""

Features = list[tuple[str, float]]


def context_features(index: NameIndex, entity: int, query: Query, area: int | None, policy: ResolvePolicy) -> Features:
    """Return the features of an entity under the hints of a query; ``area`` is the number of ``within``'s entity."""
    features: Features = []
    if query.country is not None:
        country = index.entity_country(entity)
        if country is not None and country != query.country:
            features.append(("country", 1.0))
    if query.within is not None:
        features.append(("within", float(area is None or not lies_in(index, entity, area))))
    if query.near is not None:
        features.append(("distance", _remoteness(index, entity, query.near, policy)))
    features.append(("prominence", prominence(index, entity, policy)))
    return features


def name_features(
    index: NameIndex, name: int, query: Query, *, by_form: bool = False, by_system: bool = False
) -> Features:
    """Return the features of the stored name that matched: of the query's normal form, spelled by a system, or neither.

    Who is neither has another normal form.
    """
    kind = index.name_kind(name)
    features = [(kind, 1.0)] if kind in _WORTH_LITTLE else []
    if kind == "acronym":
        features += _acronym_features(index.name_text(name), query.name, other=not by_form and not by_system)
    elif kind == "code" and not by_form:
        features.append(("code_respelled", 1.0))
    elif kind == "code" and query.name.isupper() and is_state(index, index.name_entity(name)):
        features.append(("acronym_fits", 1.0))
    elif not by_form and not by_system:
        features.append(("respelled", 1.0))
    if by_form:
        if kind == "variant":
            features.append(("variant", 1.0))
        if not query.name.isascii() and not _same_letters(index.name_text(name), query.name):
            features.append(("marks", 1.0))
    return features


def _acronym_features(text: str, asked: str, *, other: bool) -> Features:
    """Whether a stored acronym is asked for as one; ``other`` where the two differ in their normal form."""
    features = []
    if len(asked) == len(text):
        features.append(("acronym_fits" if asked.isupper() else "acronym_case", 1.0))
    folded = fold(text)
    if other and folded.replace(" ", "") != fold(asked).replace(" ", ""):
        brief = len(text) <= LONGEST_BRIEF and " " not in text and folded not in fold(asked).split()
        features.append(("acronym_respelled" if brief else "respelled", 1.0))
    return features


def _same_letters(text: str, asked: str) -> bool:
    """Whether two names of one normal form have the same marks; among capitals an i has lost its dot, or got one."""
    if asked.isupper():
        return _letters(text).translate(_DOTS) == _letters(asked).translate(_DOTS)
    return _letters(text) == _letters(asked)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Return a name's letters with their marks, small: what two names of one normal form may still differ in."""
    small = unicodedata.normalize("NFC", text).casefold()
    return "".join([letter for letter in small if letter.isalnum() or unicodedata.combining(letter)])


def concept_features(likeness: Likeness, telling: Container[str]) -> Features:
    """Return whether the names have nothing in common but a word or two for the same concepts in two languages.

    ``telling`` are the concepts that name one organization by themselves.
    """
    pairs = likeness.pairing.pairs if likeness.pairing is not None else ()
    if not 0 < len(pairs) <= MOST_COMMON_CONCEPTS:
        return []
    parts = [(pair.first[0], pair.second[0]) for pair in pairs]
    if any([one.role == two.role and are_kin(one.value, two.value) for one, two in parts]):
        return [("concepts_only", 1.0)]
    if any([one.role != "body" or one.fold == two.fold or one.value in telling for one, two in parts]):
        return []
    return [("concepts_only", 1.0)]


def body_features(asked: ParsedName, stored: ParsedName, likeness: Likeness) -> Features:
    """Return whether a person's name has a word for a body beside it: a foundation, or a street, is not its patron."""
    pairing = likeness.pairing
    if pairing is None:
        return []
    more, _ = leftovers(asked, stored, pairing)
    return [("of_a_body", 1.0)] if any([_is_for_body(part) for part in more]) else []


@lru_cache(maxsize=4096)
def _is_for_body(part: Part) -> bool:
    """Whether a word stands for a body that others are not of, or for a place, and for no title."""
    if part.role != "name":
        return False
    roles = {meaning.role for meaning in meanings_of(part.text, part.fold) if not _is_of(meaning)}
    return not roles.isdisjoint(("body", "generic")) and "title" not in roles


def _is_of(meaning: Meaning) -> bool:
    """Whether a word says whose a body is, or what it is like, and names none."""
    known = lexicon()
    return meaning.role == "body" and (meaning.value in known.whose or meaning.value not in known.bodies)


def shortening_features(asked: ParsedName, stored: ParsedName, likeness: Likeness, policy: ResolvePolicy) -> Features:
    """Return how much a name asked for leaves out of a stored one that has all its words, three at least.

    Two are enough where one is a name and only words for concepts are left out. What says that it is a body is not.
    """
    pairing = likeness.pairing
    if pairing is None or len(pairing.pairs) < FEWEST_SHORTENED - any([_is_proper(pair) for pair in pairing.pairs]):
        return []
    left, other = leftovers(asked, stored, pairing)
    if left or not other or any([part.role == "area" for part in other]):
        return []
    if len(pairing.pairs) < FEWEST_SHORTENED and any([part.role == "name" for part in other]):
        return []
    if any([_is_head(part) for part in other]) and not any([_is_head(part) for part in asked.words]):
        return []
    most = policy.most_shortened
    return [("shortened", value) for name, value in likeness.features if name == "missing" and value <= most]


def _is_head(part: Part) -> bool:
    """Whether a word says what a body is: without it the name of a foundation is its patron's."""
    return part.role == "body" and part.value in lexicon().bodies


def _is_proper(pair: Pair) -> bool:
    """Whether two words, in one spelling, are a name and no word for a concept."""
    one, two = pair.first[0], pair.second[0]
    return one.role == two.role == "name" and one.fold == two.fold


def generic_features(
    index: NameIndex, entity: int, asked: ParsedName, stored: ParsedName, policy: ResolvePolicy
) -> Features:
    """Return whether the generic terms asked for fit the stored name or the entity's feature code, or are lacking."""
    if not asked.generics:
        return [("generic_lacking", 1.0)] if stored.generics else []
    feature = index.entity_feature(entity)
    if asked.generics & stored.generics:
        more = asked.generics - stored.generics
        strange = feature is not None and any([not _fit(concept, feature, policy) for concept in more])
        return [("feature", 1.0)] if strange else [("feature_fits", 1.0)]
    if feature is None:
        return []
    fits = [_fit(concept, feature, policy) for concept in asked.generics]
    fit = max(fits)
    if not fit or (not min(fits) and kind_shown(asked.cleaned) == "organization"):
        return [("feature", 1.0)]
    if stored.generics:
        fit *= policy.other_sort
    lacking = stored.generics and not generics_agree(asked.generics, stored.generics)
    return [("generic_lacking", 1.0)] if lacking else [("feature_fits", fit)]


def _fit(concept: str, feature: str, policy: ResolvePolicy) -> float:
    """1 where a feature code is of a sort that a generic term means first, less where it may be, or is of the past."""
    codes = lexicon().features.get(concept, ())
    if feature not in codes:
        return 0.0
    sort = feature[:SORT]
    if feature.endswith("H") and not codes[0].endswith("H"):
        return policy.other_sort
    return 1.0 if sort == codes[0][:SORT] or sort in lexicon().also.get(concept, ()) else policy.other_sort


def initial_features(name: str, asked: ParsedName, stored: ParsedName, features: Features) -> Features:
    """Return whether a name asked for is an initial or more and a family name, for all that a place is told by.

    One that may be a generic term cut short is one where the name matched has it, or the same letters beside it.
    """
    if "." not in name or asked.generics & stored.generics:
        return []
    initials = _count_initials(name)
    if initials == 1 and asked.generics and ("respelled", 1.0) not in features:
        return []
    return [("initial", 1.0)] if initials else []


@lru_cache(maxsize=4096)
def _count_initials(name: str) -> int:
    """Return how many initials stand before or after one word, 0 where anything else is written or they are small."""
    found = _INITIALS.fullmatch(name.strip())
    letter = (found[1] or found[2]) if found is not None else ""
    return name.count(".") if letter and letter == letter.title() else 0


def prominence(index: NameIndex, entity: int, policy: ResolvePolicy) -> float:
    """Return how well known an entity is, in 0..1, by its feature code and the digits of its population."""
    feature = index.entity_feature(entity) or ""
    by_feature = policy.feature_prominence.get(feature, 0.0)
    population = index.entity_population(entity) or 0
    by_population = math.log10(population + 1) / policy.population_digits
    more = policy.seat_prominence.get(feature, 0.0)
    return min(1.0, max(by_feature, by_population + more))


def _remoteness(index: NameIndex, entity: int, near: tuple[float, float], policy: ResolvePolicy) -> float:
    """0 within the near radius, 1 from the far radius on, by the logarithm of the distance between."""
    coordinates = index.entity_coordinates(entity)
    if coordinates is None:
        return policy.unknown_distance
    distance = great_circle_km(near, coordinates)
    if distance <= policy.near_km:
        return 0.0
    return min(1.0, math.log(distance / policy.near_km) / math.log(policy.far_km / policy.near_km))


def great_circle_km(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the distance of two points in kilometres (haversine formula)."""
    latitude, longitude = map(math.radians, one)
    other_latitude, other_longitude = map(math.radians, two)
    across = math.sin((other_latitude - latitude) / 2) ** 2
    along = math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(across + along)))
