"""From checked values to the JSON of an answer; nothing here knows of HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gazetteer.rendering import (
    Shape,
    comparison_shape,
    entity_shape,
    mention_shape,
    resolution_shape,
    system_shape,
    transliteration_shape,
    variant_shape,
)
from gazetteer.service.limits import Limits, check_length
from gazetteer.service.problems import Problem, problem_of
from gazetteer.service.queries import (
    HINTS,
    Query,
    batch_item,
    check_known,
    flag,
    hints_of,
    kind_of,
    number,
    optional,
    query_of,
    required,
    url_parameters,
)

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from gazetteer.api import Gazetteer
    from gazetteer.resolution import Resolution
    from gazetteer.service.counters import Counters


def _answer(gazetteer: Gazetteer, query: Query, counters: Counters) -> Resolution:
    resolution = gazetteer.resolve(query.name, limit=query.limit, **query.hints)
    counters.decisions[resolution.decision] += 1
    return resolution


def resolve(gazetteer: Gazetteer, values: Mapping[str, object], limits: Limits, counters: Counters) -> Shape:
    """The resolution of one name."""
    return resolution_shape(_answer(gazetteer, query_of(values, limits), counters))


def resolve_batch(gazetteer: Gazetteer, batch: object, limits: Limits, counters: Counters) -> list[Shape]:
    """An answer to every query, in order; a query that cannot be asked answers ``{"query": …, "error": problem}``."""
    if not isinstance(batch, list):
        raise Problem(400, "the body is a JSON list of queries: names, or objects with a name")
    if len(batch) > limits.batch:
        raise Problem(413, f"the batch has {len(batch):,} queries; {limits.batch:,} are allowed", limit=limits.batch)
    answers = []
    for item in batch:
        try:
            answers.append(resolution_shape(_answer(gazetteer, batch_item(item, limits), counters), derived=False))
        except Exception as error:
            answers.append({"query": item, "error": problem_of(error).shape()})
    return answers


def plain_text(body: bytes, parameters: QueryParams) -> Shape:
    """What a body of text/plain asks: the text, with hints in the URL."""
    hints: Shape = dict(url_parameters(parameters, HINTS))
    try:
        return {"text": body.decode("utf-8"), **hints}
    except UnicodeDecodeError:
        raise Problem(400, "the body is not UTF-8") from None


def annotate(gazetteer: Gazetteer, values: object, limits: Limits) -> list[Shape]:
    """The names in a text, in its order; offsets are code points of the text as sent."""
    if not isinstance(values, dict):
        raise Problem(400, 'the body is an object with a text: {"text": "…"}')
    for key in values:
        check_known(key, ("text", *HINTS))
    text = required(values, "text", limits.text)
    return [mention_shape(mention) for mention in gazetteer.annotate(text, **hints_of(values))]


def entity(gazetteer: Gazetteer, entity_id: str) -> Shape:
    """An entity by its own ID, one merged into it, or one that others gave it."""
    return entity_shape(gazetteer.get(check_length("id", entity_id, 200)))


def transliterate(values: Mapping[str, object], limits: Limits) -> Shape:
    """A text by a system."""
    import normalize

    text = required(values, "text", limits.name)
    system_id = required(values, "system", 200)
    result = normalize.transliterate(text, system_id, reverse=flag(values, "reverse"), strict=flag(values, "strict"))
    return transliteration_shape(text, result)


def variants(values: Mapping[str, object], limits: Limits) -> list[Shape]:
    """The spellings a name can take, likeliest first."""
    import normalize

    name = required(values, "name", limits.name)
    limit = number(values, "limit", 50, limits.variants)
    found = normalize.variants(name, language=optional(values, "language"), limit=limit)
    return [variant_shape(variant) for variant in found]


def compare(values: Mapping[str, object], limits: Limits) -> Shape:
    """How alike two names are, and why."""
    import normalize

    a, b = required(values, "a", limits.name), required(values, "b", limits.name)
    return comparison_shape(a, b, normalize.compare(a, b, kind=kind_of(values)))


def systems(values: Mapping[str, object]) -> list[Shape]:
    """The transliteration systems of an authority, a language or a script."""
    import normalize

    found = normalize.find_systems(
        authority=optional(values, "authority"),
        language=optional(values, "language"),
        script=optional(values, "script"),
    )
    return [system_shape(system) for system in found]


def system(system_id: str) -> Shape:
    """One transliteration system with its samples."""
    from normalize.systems import get_system

    return system_shape(get_system(check_length("id", system_id, 200)), samples=True)
