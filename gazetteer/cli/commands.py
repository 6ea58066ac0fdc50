"""The commands that ask a question: lookup, compare, show, annotate, transliterate, variants and systems."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from gazetteer import rendering
from gazetteer.cli.streams import (
    answer,
    answer_list,
    binary_input,
    input_lines,
    message,
    not_this_encoding,
    standard_output,
    text_over,
)
from normalize.suggesting import most_alike

if TYPE_CHECKING:
    from gazetteer.api import Gazetteer
    from gazetteer.resolution import Mention
    from normalize.vocabulary import EntityKind


def open_gazetteer(path: list[str] | None) -> Gazetteer:
    """The gazetteers at ``path`` as layers, or the embedded one; the errors are those of :meth:`Gazetteer.open`."""
    from gazetteer.api import Gazetteer

    return Gazetteer.open(path)


def lookup(settings: Namespace) -> int:
    """0 when every name is resolved, else 1."""
    output = standard_output(settings.form)
    gazetteer = open_gazetteer(settings.gazetteer)
    unresolved = 0
    # Who names names wants to know why; who pipes them in by the thousand wants the next answer.
    single = "-" not in settings.names or output.form == "table"
    for name in input_lines(settings.names):
        resolution = gazetteer.resolve(
            name,
            kind=settings.kind,
            country=settings.country,
            language=settings.language,
            near=settings.near,
            within=settings.within,
            limit=settings.limit,
        )
        unresolved += resolution.decision != "match"
        answer(output, rendering.resolution_shape(resolution, derived=single), rendering.print_resolution, resolution)
        # A program that talks to us line by line waits for each answer.
        output.stream.flush()
    return 1 if unresolved else 0


def compare(settings: Namespace) -> int:
    """0 when the two are the same name, else 1."""
    import normalize

    kind: EntityKind | None = settings.kind
    a, b = settings.a, settings.b
    comparison = normalize.compare(a, b, kind=kind)
    shape = rendering.comparison_shape(a, b, comparison)
    answer(standard_output(settings.form), shape, rendering.print_comparison, a, b, comparison)
    return 0 if comparison.same else 1


def show(settings: Namespace) -> int:
    """0, or 1 by UnknownEntity; an ID merged away shows what it was merged into, and a message says so."""
    output = standard_output(settings.form)
    gazetteer = open_gazetteer(settings.gazetteer)
    for entity_id in settings.ids:
        entity = gazetteer.get(entity_id)
        if entity_id in entity.merged and entity_id not in entity.same_as:
            message(f"{entity_id} was merged into {entity.id}")
        answer(output, rendering.entity_shape(entity), rendering.print_entity, entity)
    return 0


def annotate(settings: Namespace) -> int:
    """0 when the text was read, whatever is found in it."""
    output = standard_output(settings.form)
    with binary_input(settings.file) as binary, text_over(binary, settings.encoding) as file:
        try:
            text = file.read()
        except UnicodeDecodeError as error:
            raise not_this_encoding(settings.file, error) from None
    mentions: list[Mention] = open_gazetteer(settings.gazetteer).annotate(
        text,
        kind=settings.kind,
        country=settings.country,
        language=settings.language,
        near=settings.near,
        within=settings.within,
    )
    answer_list(output, map(rendering.mention_shape, mentions), rendering.print_mentions, mentions)
    return 0


def transliterate(settings: Namespace) -> int:
    """0 when done; what the system did not cover is in the JSON, and a message on a terminal."""
    import normalize

    output = standard_output(settings.form)
    for text in input_lines(settings.texts):
        result = normalize.transliterate(text, settings.system, reverse=settings.reverse, strict=settings.strict)
        answer(output, rendering.transliteration_shape(text, result), rendering.print_text, result.text)
        if output.form == "table" and result.residue:
            left = " ".join(dict.fromkeys(residue.text for residue in result.residue))
            message(f"{result.system} does not cover: {rendering.cell(left)}")
        if output.form == "table" and result.needs_reading:
            message(f"{result.system} needs what this text does not write; its letters alone were used")
    return 0


def variants(settings: Namespace) -> int:
    """0 when done."""
    import normalize

    output = standard_output(settings.form)
    found = normalize.variants(settings.name, language=settings.language, limit=settings.limit)
    answer_list(output, map(rendering.variant_shape, found), rendering.print_variants, found)
    return 0


def systems(settings: Namespace) -> int:
    """0 when there are any, else 1; with an ID, that system and its samples."""
    import normalize

    output = standard_output(settings.form)
    if settings.id is not None:
        from normalize.systems import get_system

        system = get_system(settings.id)
        answer(output, rendering.system_shape(system, samples=True), rendering.print_system, system)
        return 0
    found = normalize.find_systems(authority=settings.authority, language=settings.language, script=settings.script)
    columns = ("id", "title", "language", "scripts", "status")
    rows = ((s.id, s.title, s.language, f"{s.source_script} to {s.target_script}", s.status) for s in found)
    answer_list(output, map(rendering.system_shape, found), rendering.print_table, columns, rows)
    if not found:
        message(_no_system(settings))
    return 0 if found else 1


def _no_system(settings: Namespace) -> str:
    """Which choice has no system, and what there is that is most like it."""
    import normalize

    there = normalize.find_systems()
    scripts = {code for system in there for code in (system.source_script, system.target_script)}
    choices = (
        ("language", settings.language, {system.language for system in there}),
        ("authority", settings.authority, {system.authority for system in there}),
        ("script", settings.script, scripts),
    )
    for what, wanted, known in choices:
        if wanted is not None and not normalize.find_systems(**{what: wanted}):
            alike = most_alike(wanted, known, most=3, least=0)
            return f"no system has the {what} {wanted!r}; nearest: {', '.join(alike)}"
    return "no system is of all of " + ", ".join(repr(wanted) for _, wanted, _ in choices if wanted is not None)


COMMAND_FUNCTIONS: dict[str, Callable[[Namespace], int]] = {
    "lookup": lookup,
    "compare": compare,
    "show": show,
    "annotate": annotate,
    "transliterate": transliterate,
    "variants": variants,
    "systems": systems,
}
