"""The catalogue of transliteration systems and the engine that applies them."""

from normalize.systems.catalogue import find_systems, get_system
from normalize.systems.engine import transliterate
from normalize.systems.model import Sample, TransliterationSystem

__all__ = ["Sample", "TransliterationSystem", "find_systems", "get_system", "transliterate"]
