"""The promise to other programs: public names, their signatures and the shape of what they return."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path

import pytest

import gazetteer
import normalize
from gazetteer import errors as gazetteer_errors
from gazetteer.cli.arguments import COMMANDS
from normalize import errors as normalize_errors

ROOT = Path(__file__).parents[2]
NORMALIZE = {
    "Comparison", "Derivation", "Evidence", "Reading", "Residue", "Transliteration", "TransliterationSystem", "Variant",
    "attribute", "clean", "compare", "find_systems", "fold", "readings", "readings_many", "scripts_of", "transliterate",
    "variants",
}  # fmt: skip
GAZETTEER = {
    "BuildReport", "Candidate", "Change", "Entity", "Gazetteer", "Mention", "Name", "Resolution", "build", "diff",
}  # fmt: skip


def test_the_public_names() -> None:
    assert set(normalize.__all__) == NORMALIZE
    assert set(gazetteer.__all__) == GAZETTEER
    for module in (normalize, gazetteer):
        assert len(module.__all__) == len(set(module.__all__))
        assert sorted(module.__all__) == list(module.__all__)
        assert all(getattr(module, name) is not None for name in module.__all__)
    with pytest.raises(AttributeError):
        _ = normalize.no_such_name  # type: ignore[attr-defined]  # the point of the test


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        ("clean", "text"),
        ("scripts_of", "text"),
        ("fold", "text, *, language=None"),
        ("find_systems", "*, authority=None, language=None, script=None"),
        ("transliterate", "text, system, *, reverse=False, strict=False"),
        ("readings", "text, *, language=None"),
        ("readings_many", "texts, *, language=None"),
        ("variants", "text, *, language=None, limit=50"),
        ("attribute", "name, spelling"),
        ("compare", "a, b, *, kind=None"),
    ],
)
def test_signatures_of_normalize(function: str, parameters: str) -> None:
    assert written(getattr(normalize, function)) == parameters


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("open", "path=None"),
        (
            "resolve",
            "self, name, *, kind=None, country=None, language=None, near=None, within=None, limit=5",
        ),
        ("resolve_many", "self, names, **hints"),
        ("get", "self, entity_id"),
    ],
)
def test_signatures_of_a_gazetteer(method: str, parameters: str) -> None:
    assert written(getattr(gazetteer.Gazetteer, method)) == parameters
    assert written(gazetteer.build).startswith("sources, path")


def written(function: object) -> str:
    """A signature without its types."""
    signature = inspect.signature(function)  # type: ignore[arg-type]  # what is not callable raises
    bare = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()]
    plain = signature.replace(parameters=bare, return_annotation=inspect.Signature.empty)
    return str(plain)[1:-1]


@pytest.mark.parametrize(
    ("shape", "fields"),
    [
        (normalize.Transliteration, "text system residue needs_reading"),
        (normalize.Reading, "text system language"),
        (normalize.Variant, "text systems"),
        (normalize.Comparison, "score same evidence"),
        (gazetteer.Resolution, "query decision id candidates"),
        (gazetteer.Candidate, "id name matched kind country score evidence"),
        (gazetteer.Mention, "start end text resolution"),
    ],
)
def test_shapes_keep_their_fields(shape: type, fields: str) -> None:
    assert set(fields.split()) <= {field.name for field in dataclasses.fields(shape)}


def test_the_manifest_says_what_it_promises() -> None:
    with gazetteer.Gazetteer.open() as opened:
        assert {"entities", "names", "sources", "fingerprint"} <= set(opened.manifest)


def test_the_commands() -> None:
    promised = "lookup compare show annotate match transliterate variants systems build check diff export serve"
    assert set(COMMANDS) == set(promised.split())


@pytest.mark.parametrize("module", [normalize_errors, gazetteer_errors])
def test_every_error_is_a_built_in_and_is_drawn_in_the_tree(module: object) -> None:
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    (root,) = [kind for kind in kinds if kind.__base__ is Exception]
    for kind in kinds:
        assert issubclass(kind, root)
        assert kind.__name__ in (inspect.getdoc(module) or "")
        assert kind is root or issubclass(kind, LookupError | ValueError | OSError)


@pytest.mark.parametrize("page", ["python", "errors"])
def test_the_reference_names_every_public_name(page: str) -> None:
    text = (ROOT / "docs" / "reference" / f"{page}.md").read_text(encoding="utf-8")
    if page == "python":
        names = NORMALIZE | GAZETTEER
    else:
        names = {name for module in (normalize_errors, gazetteer_errors) for name in vars(module) if name[0].isupper()}
    assert {name for name in names if not re.search(rf"\b{name}\b", text)} == set()


def test_the_reference_names_every_command() -> None:
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert {command for command in COMMANDS if f"gazetteer {command}" not in text} == set()
