"""What a look-up asks of names and entities by number, be they of one index or of several laid over each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence

from gazetteer.model import Entity, Name
from normalize.vocabulary import EntityKind


class NameIndex(ABC):
    """Names and entities by number; :class:`gazetteer.index.reading.Index` says what each method promises.

    A class and not a protocol, because compiled code calls the methods of classes it knows several times faster.
    """

    entity_count: int

    @property
    @abstractmethod
    def manifest(self) -> Mapping[str, object]: ...

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def postings(self, key: str) -> Sequence[int]: ...

    @abstractmethod
    def posting_count(self, key: str) -> int: ...

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
