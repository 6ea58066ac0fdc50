"""One text under way to its mentions: its words, which stored names stand in it, and what each span means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gazetteer.index.interface import NameIndex
from gazetteer.matching.pipeline import resolve_query
from gazetteer.matching.query import Query
from gazetteer.mentions.stored import stored_spans
from gazetteer.mentions.words import Word, split_text
from gazetteer.packaged import read_toml
from gazetteer.resolution import Resolution
from normalize.lexicon import lexicon

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MentionPolicy:
    """How long a span matched by sound may be, how sure it must be, and words that stand beside names."""

    longest_fuzzy: int
    score: float
    single_score: float
    single_letters: int
    single_short: int
    well_known: float
    apart: frozenset[str]
    common: frozenset[str]


@cache
def mention_policy() -> MentionPolicy:
    """Return the packaged policy of mentions."""
    table = read_toml("policies/mentions.toml")
    return MentionPolicy(
        table["longest_fuzzy"],
        table["score"],
        table["single_score"],
        table["single_letters"],
        table["single_short"],
        table["well_known"],
        frozenset(table["apart"]),
        frozenset(table["common"]),
    )


class Finder:
    """One text under way: resolves spans, each once."""

    def __init__(self, index: NameIndex, text: str, hints: Query) -> None:
        self.index = index
        self.text = text
        self.hints = hints
        self.words = split_text(text)
        self.known: dict[str, Resolution] = {}
        self.small = {word.fold for word in self.words if word.text.islower()}
        self.stored = set(stored_spans(index, self.words))
        self.in_stored = {at for span in self.stored for at in range(*span)}
        self.in_longer = {at for span in self.stored if span[1] - span[0] > 1 for at in range(*span)}

    def resolve(self, span: Span) -> Resolution:
        """Return what the words of a span mean."""
        return self.resolve_name(self.name(span))

    def name(self, span: Span) -> str:
        """The words of a span with a space between, but for letters of scripts that have none."""
        name = ""
        for word in self.words[span[0] : span[1]]:
            name += word.text if word.unspaced or not name else f" {word.text}"
        return name

    def resolve_name(self, name: str) -> Resolution:
        """Return what a name means under the hints of the text; each is asked once."""
        resolution = self.known.get(name)
        if resolution is None:
            resolution = self.known[name] = resolve_query(self.index, self.hints.rename(name))
        return resolution

    def written(self, span: Span) -> str:
        """Return a span as the text has it."""
        return self.text[self.words[span[0]].start : self.words[span[1] - 1].end]


def has_role(word: Word, role: str) -> bool:
    """Return whether the lexicon knows a word in a role."""
    return any(meaning.role == role for meaning in lexicon().meanings(word.fold))
