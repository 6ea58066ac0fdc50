"""One answer, two readers: JSON for programs and tables for people."""

from __future__ import annotations

from gazetteer.rendering.derivations import with_derivation
from gazetteer.rendering.shapes import (
    Shape,
    build_shape,
    candidate_shape,
    check_shape,
    comparison_shape,
    entity_shape,
    evidence_shape,
    mention_shape,
    name_shape,
    resolution_shape,
    system_shape,
    to_json,
    transliteration_shape,
    variant_shape,
)
from gazetteer.rendering.tables import (
    cell,
    print_build,
    print_check,
    print_comparison,
    print_entity,
    print_mentions,
    print_resolution,
    print_system,
    print_table,
    print_text,
    print_variants,
)

__all__ = [
    "Shape",
    "build_shape",
    "candidate_shape",
    "cell",
    "check_shape",
    "comparison_shape",
    "entity_shape",
    "evidence_shape",
    "mention_shape",
    "name_shape",
    "print_build",
    "print_check",
    "print_comparison",
    "print_entity",
    "print_mentions",
    "print_resolution",
    "print_system",
    "print_table",
    "print_text",
    "print_variants",
    "resolution_shape",
    "system_shape",
    "to_json",
    "transliteration_shape",
    "variant_shape",
    "with_derivation",
]
