"""Text in, text out: cleaning, normal forms, transliteration systems, readings and comparison of names."""

from normalize.attribution import attribute
from normalize.cleaning import clean
from normalize.comparison import compare
from normalize.folding import fold
from normalize.romanization import readings, variants
from normalize.scripts import scripts_of
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
    "scripts_of",
    "transliterate",
    "variants",
]
