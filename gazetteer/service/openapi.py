"""The service described to programs, in OpenAPI 3.1."""

from __future__ import annotations

from gazetteer.rendering import Shape
from gazetteer.service.limits import Limits
from normalize.vocabulary import ENTITY_KINDS

_TEXT: Shape = {"type": "string"}
_OPTIONAL_TEXT: Shape = {"type": ["string", "null"]}
_NUMBER: Shape = {"type": "number"}
_PARAMETERS: dict[str, tuple[Shape, str]] = {
    "name": (_TEXT, "A name in any spelling"),
    "kind": ({"type": "string", "enum": list(ENTITY_KINDS)}, "What the name is of"),
    "country": ({"type": "string", "pattern": "^[A-Za-z]{2}$"}, "ISO 3166-1 alpha-2"),
    "language": (_TEXT, "BCP 47 tag of the language of the name"),
    "near": ({"type": "string", "examples": ["40.1,46.0"]}, "Latitude and longitude in degrees"),
    "within": (_TEXT, "ID of the entity it lies in or belongs to"),
    "limit": ({"type": "integer", "minimum": 1}, "How many answers at most"),
    "text": (_TEXT, "A text"),
    "system": (_TEXT, "ID or alias of a transliteration system"),
    "reverse": ({"type": "boolean"}, "From the result back to the text"),
    "strict": ({"type": "boolean"}, "Refuse a letter that the system does not cover"),
    "a": (_TEXT, "One name"),
    "b": (_TEXT, "The other name"),
    "authority": (_TEXT, "Code of an authority: bgnpcgn, un, iso"),
    "script": (_TEXT, "ISO 15924 code of either side"),
    "id": (_TEXT, "An own ID, a merged one, or another's such as geonames:586268"),
}


def _object(**properties: Shape) -> Shape:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def _reference(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas(limits: Limits) -> Shape:
    query: Shape = {
        "type": "object",
        "properties": {
            **{key: _PARAMETERS[key][0] for key in ("name", "kind", "country", "language", "within")},
            "near": {"type": ["string", "array"], "items": _NUMBER},
            "limit": {**_PARAMETERS["limit"][0], "maximum": limits.candidates},
        },
        "required": ["name"],
        "additionalProperties": False,
    }
    return {
        "Evidence": _object(feature=_TEXT, value=_NUMBER, weight=_NUMBER, detail=_TEXT),
        "Candidate": _object(
            id=_TEXT, name=_TEXT, matched=_TEXT, kind=_PARAMETERS["kind"][0], country=_OPTIONAL_TEXT,
            score={"type": "number", "minimum": 0, "maximum": 1}, evidence=_list(_reference("Evidence")),
        ),
        "Resolution": _object(
            query=_TEXT, decision={"enum": ["match", "ambiguous", "none"]}, id=_OPTIONAL_TEXT,
            candidates=_list(_reference("Candidate")),
        ),
        "Refusal": _object(query={}, error=_reference("Problem")),
        "Query": {"oneOf": [{"type": "string", "maxLength": limits.name}, query]},
        "Mention": _object(
            start={"type": "integer"}, end={"type": "integer"}, text=_TEXT, resolution=_reference("Resolution")
        ),
        "Comparison": _object(
            a=_TEXT, b=_TEXT, score=_NUMBER, same={"type": "boolean"}, evidence=_list(_reference("Evidence"))
        ),
        "Entity": _object(id=_TEXT, kind=_PARAMETERS["kind"][0], name=_TEXT, names=_list({"type": "object"})),
        "Transliteration": _object(
            source=_TEXT, text=_TEXT, system=_TEXT, residue=_list(_object(text=_TEXT, offset={"type": "integer"})),
            needs_reading={"type": "boolean"},
        ),
        "Variant": _object(text=_TEXT, systems=_list(_TEXT)),
        "System": _object(id=_TEXT, title=_TEXT, language=_TEXT, status=_TEXT),
        "Problem": _object(type=_TEXT, title=_TEXT, status={"type": "integer"}, detail=_TEXT),
    }  # fmt: skip


def _operation(
    summary: str,
    answer: Shape,
    parameters: tuple[str, ...] = (),
    *,
    needs: tuple[str, ...] = (),
    most: int | None = None,
) -> Shape:
    """Describe what one path answers; ``most`` is the highest ``limit`` that it takes."""
    problem = {"application/problem+json": {"schema": _reference("Problem")}}
    return {
        "summary": summary,
        "parameters": [
            {
                "name": name,
                "in": "path" if name == "id" else "query",
                "required": name in needs or name == "id",
                "description": _PARAMETERS[name][1],
                "schema": {**_PARAMETERS[name][0], **({"maximum": most} if name == "limit" else {})},
            }
            for name in parameters
        ],
        "responses": {
            "200": {"description": "The answer", "content": {"application/json": {"schema": answer}}},
            "default": {"description": "A refusal, in one sentence (RFC 9457)", "content": problem},
        },
    }


def _body(operation: Shape, schema: Shape, *, plain: bool = False) -> Shape:
    content: Shape = {"application/json": {"schema": schema}}
    if plain:
        content["text/plain"] = {"schema": _TEXT}
    return {**operation, "requestBody": {"required": True, "content": content}}


def _paths(limits: Limits) -> Shape:
    hints = ("kind", "country", "language", "near", "within")
    one_or_refusal: Shape = {"oneOf": [_reference("Resolution"), _reference("Refusal")]}
    batch = {**_list(_reference("Query")), "maxItems": limits.batch}
    text: Shape = {"type": "object", "properties": {"text": {**_TEXT, "maxLength": limits.text}}, "required": ["text"]}
    status = _object(status=_TEXT)
    return {
        "/resolve": {
            "get": _operation("Which entity a name means", _reference("Resolution"), ("name", *hints, "limit"),
                              needs=("name",), most=limits.candidates),
            "post": _body(_operation("A list of names, answered in order", _list(one_or_refusal)), batch),
        },
        "/annotate": {
            "post": _body(_operation("The names in a text", _list(_reference("Mention"))), text, plain=True),
        },
        "/entities/{id}": {"get": _operation("An entity with all its names", _reference("Entity"), ("id",))},
        "/transliterate": {
            "get": _operation("A text by a named system", _reference("Transliteration"),
                              ("text", "system", "reverse", "strict"), needs=("text", "system")),
        },
        "/variants": {
            "get": _operation("The spellings a name can take", _list(_reference("Variant")),
                              ("name", "language", "limit"), needs=("name",), most=limits.variants),
        },
        "/compare": {
            "get": _operation("Whether two spellings are one name", _reference("Comparison"), ("a", "b", "kind"),
                              needs=("a", "b")),
        },
        "/systems": {
            "get": _operation("Transliteration systems", _list(_reference("System")),
                              ("language", "authority", "script")),
        },
        "/systems/{id}": {"get": _operation("One system with its samples", _reference("System"), ("id",))},
        "/health": {"get": _operation("Whether the process answers", status)},
        "/ready": {"get": _operation("Whether it has a gazetteer, and its size", status)},
    }  # fmt: skip


def description(limits: Limits) -> Shape:
    """The OpenAPI document of a service with these limits."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "allonym",
            "version": "1",
            "description": "Which place, person or organization a name means, however it is spelt. "
            f"A body has at most {limits.body:,} bytes, a batch {limits.batch:,} queries, a text {limits.text:,} "
            f"characters, a name {limits.name:,}; an answer has at most {limits.candidates:,} candidates or "
            f"{limits.variants:,} variants. Offsets are code points.",
        },
        "paths": _paths(limits),
        "components": {"schemas": _schemas(limits)},
    }
