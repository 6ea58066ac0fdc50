"""Text in, text out: cleaning, normal forms, transliteration systems, readings and comparison of names.

The public names are loaded when first used, so that ``import normalize`` costs a few milliseconds.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalize.attribution import attribute
    from normalize.cleaning import clean
    from normalize.comparison import compare
    from normalize.folding import fold
    from normalize.romanization import readings, readings_many
    from normalize.scripts import scripts_of
    from normalize.spellings import variants
    from normalize.systems import TransliterationSystem, find_systems, transliterate
    from normalize.vocabulary import Comparison, Derivation, Evidence, Reading, Residue, Transliteration, Variant

__all__ = [
    "Comparison",
    "Derivation",
    "Evidence",
    "Reading",
    "Residue",
    "Transliteration",
    "TransliterationSystem",
    "Variant",
    "attribute",
    "clean",
    "compare",
    "find_systems",
    "fold",
    "readings",
    "readings_many",
    "scripts_of",
    "transliterate",
    "variants",
]

_HOMES = {
    "attribute": "attribution",
    "clean": "cleaning",
    "compare": "comparison",
    "fold": "folding",
    "readings": "romanization",
    "readings_many": "romanization",
    "scripts_of": "scripts",
    "variants": "spellings",
    "TransliterationSystem": "systems",
    "find_systems": "systems",
    "transliterate": "systems",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'normalize' has no attribute {name!r}")
    value = getattr(import_module(f"normalize.{_HOMES.get(name, 'vocabulary')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
