"""What a look-up asks of names and entities by number, be they of one index or of several laid over each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from gazetteer.index.layout import encode_text
from gazetteer.model import Entity, Name
from normalize.parts import Part
from normalize.vocabulary import EntityKind

Asked = TypeVar("Asked")
Kept = TypeVar("Kept")

MOST_REMEMBERED: Final = 10_000
"""Entities or words of an index of which something that was found out is remembered."""

MOST_WORDS: Final = 32
"""Words of a name that others are compared with by how they are written."""

LONGEST_WRITTEN: Final = 1024
"""Where the name asked for has more bytes, names are compared by their lengths alone."""

AROUND: Final = b",.;:()'\"-"
"""What may stand around a word."""


def remember(memory: dict[Asked, Kept], asked: Asked, found: Kept, most: int = MOST_REMEMBERED) -> Kept:
    """Keep what was found out about an entity or a word, and return it; a full memory is emptied first."""
    if len(memory) >= most:
        memory.clear()
    memory[asked] = found
    return found


@dataclass(frozen=True, slots=True)
class Ranking:
    """How the names under several keys are ranked, the rarest keys first.

    ``most`` names are read, of which those ``ranked`` of most worth are ordered by how they are written, too, and
    ``keep`` returned. A key of the ``discounted`` families, given by their letters, is worth
    half as much with names of 2 to the power of ``rarity_bits`` entities under it.
    """

    most: int
    ranked: int
    keep: int
    discounted: str
    rarity_bits: float


class NameIndex(ABC):
    """Names and entities by number; :class:`gazetteer.index.reading.Index` says what each method promises.

    A class and not a protocol, because compiled code calls the methods of classes it knows several times faster.
    """

    entity_count: int
    most_names: int
    """Names of all entities, or somewhat more: what layers have in common may count in each."""

    bodies: dict[str, frozenset[int]]
    """Which entities names for a body stand for, by what they say, for when it is asked again."""

    called: dict[int, str]
    """What entities are called, where it was looked up before."""

    given: dict[int, frozenset[int]]
    """The numbers, among given names, of the words of a person's names, where they were looked up before."""

    full: dict[int, tuple[Part, ...]]
    """The different words of a person's names that are long enough for a patronymic, where they were looked up."""

    bearers: dict[str, dict[int, list[int]]]
    """Which organizations have a word in which of their names, by its keys, where it was looked up before."""

    def _remember_nothing(self) -> None:
        """Start with every memory empty."""
        self.bodies = {}
        self.called = {}
        self.given = {}
        self.full = {}
        self.bearers = {}

    @property
    @abstractmethod
    def manifest(self) -> Mapping[str, object]: ...

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def postings(self, key: str) -> Sequence[int]: ...

    @abstractmethod
    def posting_count(self, key: str) -> int: ...

    def gather(self, keys: tuple[str, ...]) -> dict[int, list[int]]:
        """Return the entities with names under some keys, each with those names, some twice, in the order of the keys.

        In any order where some of the keys are of a family whose names are listed elsewhere.
        """
        found: dict[int, list[int]] = {}
        for key in keys:
            for name in self.postings(key):
                found.setdefault(self.name_entity(name), []).append(name)
        return found

    def rank(
        self, keys: list[str], values: list[float], ranking: Ranking, written: str, sorts: bytes
    ) -> list[tuple[int, float]]:
        """Return the names that share most with some keys, each of its value, with what they share.

        Of those of equal worth first come those that begin with a letter of the sort that ``written`` begins with
        (see :meth:`nearest_names`), those in ASCII if it is, and those of as many words.
        """
        shared = sorted([(count, key, value) for key, value in zip(keys, values, strict=True)
                         if (count := self.posting_count(key))])  # fmt: skip
        worth: dict[int, float] = defaultdict(float)
        read = 0
        for count, key, value in shared:
            read += count
            if read > ranking.most and worth:
                break
            names = self.postings(key)
            if key[0] in ranking.discounted:
                bearers = {self.name_entity(name) for name in names}
                value /= 1 + len(bearers).bit_length() / ranking.rarity_bits
            for name in names:
                worth[name] += value
        plain, spaces, sort = written.isascii(), written.count(" "), sort_of(written, sorts)

        def nearness(name: int) -> tuple[float, bool, bool, int, int]:
            text = self.name_text(name)
            other, strange = sort_of(text, sorts) != sort, text.isascii() != plain
            return -worth[name], other, strange, abs(text.count(" ") - spaces), name

        ranked = sorted(worth, key=lambda name: (-worth[name], name))[: ranking.ranked]
        return [(name, worth[name]) for name in sorted(ranked, key=nearness)[: ranking.keep]]

    @abstractmethod
    def numbers(self) -> Iterable[int]: ...

    @abstractmethod
    def entity_number(self, entity_id: str) -> int | None: ...

    @abstractmethod
    def entity_id(self, entity: int) -> str: ...

    @abstractmethod
    def entity_kind(self, entity: int) -> EntityKind: ...

    @abstractmethod
    def entity_country(self, entity: int) -> str | None: ...

    @abstractmethod
    def entity_feature(self, entity: int) -> str | None: ...

    @abstractmethod
    def entity_coordinates(self, entity: int) -> tuple[float, float] | None: ...

    @abstractmethod
    def entity_population(self, entity: int) -> int | None: ...

    @abstractmethod
    def entity_within(self, entity: int) -> Sequence[int]: ...

    @abstractmethod
    def names_of(self, entity: int) -> Sequence[int]: ...

    @abstractmethod
    def entity(self, entity: int) -> Entity: ...

    @abstractmethod
    def name_text(self, name: int) -> str: ...

    def nearest_names(self, names: list[int], written: str, sorts: bytes, most: int) -> list[int]:
        """Return the names nearest to ``written`` in writing, at most ``most``, of equal ones the first.

        First by the sort of letter that they begin with (``sorts`` has a number for each code point, as far as it
        goes), then by the words as they stand that they share, and those that they have beside them, then, of three
        words or more, by whether they are ASCII, by how many words and letters they have, and last by whether they are
        ASCII, of however many words.
        """
        spaces, plain, sort = written.count(" "), written.isascii(), sort_of(written, sorts)
        asked = words_written(written)[:MOST_WORDS] if len(encode_text(written)) <= LONGEST_WRITTEN else []

        def remoteness(name: int) -> tuple[bool, int, int, bool, int, int, bool, int]:
            text = self.name_text(name)
            shared = own = 0
            for word in words_written(text):
                if word in asked:
                    shared += len(word)
                else:
                    own += len(word)
            unlike = text.isascii() != plain
            other, strange = sort_of(text, sorts) != sort, spaces > 1 and unlike
            words, letters = abs(text.count(" ") - spaces), abs(len(text) - len(written))
            return other, -shared, own if shared else 0, strange, words, letters, unlike, name

        return sorted(names, key=remoteness)[:most]

    @abstractmethod
    def name_entity(self, name: int) -> int: ...

    @abstractmethod
    def name_kind(self, name: int) -> str: ...

    @abstractmethod
    def name_language(self, name: int) -> str | None: ...

    @abstractmethod
    def name_script(self, name: int) -> str | None: ...

    @abstractmethod
    def name(self, number: int) -> Name: ...


def sort_of(text: str, sorts: bytes) -> int:
    """Return the number of the sort of letter that a text begins with, 0 for what ``sorts`` does not reach."""
    return sorts[ord(text[0])] if text and ord(text[0]) < len(sorts) else 0


def words_written(text: str) -> list[bytes]:
    """Return the words of a text, parted by spaces, without what stands around them and with ASCII letters small."""
    words = [word.strip(AROUND) for word in encode_text(text).lower().split(b" ")]
    return [word for word in words if word]
