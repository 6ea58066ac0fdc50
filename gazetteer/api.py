"""The one door to a gazetteer: open it, resolve names, find them in texts, get entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from types import TracebackType
from typing import Self

from gazetteer.derivations import with_derivation
from gazetteer.errors import BadQuery, UnknownEntity
from gazetteer.index.interface import NameIndex
from gazetteer.matching.pipeline import resolve_query
from gazetteer.matching.query import make_query
from gazetteer.mentions import find_mentions
from gazetteer.model import Entity
from gazetteer.opening import Place, open_index
from gazetteer.resolution import Mention, Resolution
from gazetteer.suggestions import suggest_ids
from normalize.tables import fingerprint
from normalize.vocabulary import EntityKind

Hint = str | float | tuple[float, float] | None


class Gazetteer:
    """Names and the entities they mean, read from an index by memory map; safe to use from several threads."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Place | Sequence[Place] | None = None) -> Self:
        """Open the gazetteer in the folder ``path``; None or ``"default"`` opens the one that comes with the package.

        A list of folders is opened as layers, of which the first named wins: entities that have the same ID, or share
        one elsewhere, are answered as one, with the ID, the facts and the canonical name of the upper layer and the
        names of all.

        Raises:
            GazetteerMissing: there is none.
            GazetteerDamaged: the file is not what was written.
            RulesMismatch: it was keyed by other rules than the ones installed.
            BadQuery: the list is empty.
        """
        return cls(open_index(path, fingerprint=fingerprint()))

    def close(self) -> None:
        """Give the files up."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def manifest(self) -> Mapping[str, object]:
        """What the gazetteer says of itself: ``entities``, ``names``, ``sources``, ``built``, ``fingerprint`` …

        Of layers the counts are those of all together, and ``layers`` lists what each says, the uppermost first.
        """
        return self._index.manifest

    def resolve(
        self,
        name: str,
        *,
        kind: EntityKind | None = None,
        country: str | None = None,
        language: str | None = None,
        near: tuple[float, float] | None = None,
        within: str | None = None,
        limit: int = 5,
    ) -> Resolution:
        """Return which entity a name means.

        Args:
            name: a name in any script and spelling.
            kind: only entities of this kind.
            country: ISO 3166-1 alpha-2 code of the country it is probably in.
            language: BCP 47 tag of the language the name is in.
            near: latitude and longitude in degrees that it is probably close to.
            within: ID of an entity that it lies in or belongs to.
            limit: at most so many candidates, 1 to 1000.

        Returns:
            A resolution; ``decision`` is ``none`` where nothing is good enough and ``ambiguous`` where the evidence
            does not choose. Scores are probabilities. The evidence of a match ends with the likeliest systems that
            lead from its name to the spelling, looked for when the evidence is looked at.

        Raises:
            BadQuery: a hint that is not of its form.
        """
        query = make_query(name, kind=kind, country=country, language=language, near=near, within=within, limit=limit)
        return with_derivation(resolve_query(self._index, query))

    def resolve_many(self, names: Iterable[str], **hints: Hint | Sequence[Hint]) -> Iterator[Resolution]:
        """Yield a resolution for each name, in order; a hint is one value for all or a list with one for each name.

        Equal names with equal hints are resolved once in a row of 10,000. Raises BadQuery as :meth:`resolve` does,
        and where a list of hints is shorter than the names.
        """
        if isinstance(names, str) or not isinstance(names, Iterable):
            raise BadQuery("names", names, "must be a list of names")
        columns = {hint: iter(value) if isinstance(value, list) else cycle([value]) for hint, value in hints.items()}
        known: dict[tuple[object, ...], Resolution] = {}
        for name in names:
            try:
                row = {hint: next(column) for hint, column in columns.items()}
            except StopIteration:
                raise BadQuery("hints", name, "a list of hints ends before the names do") from None
            key = (name, *row.values())
            resolution = known.get(key)
            if resolution is None:
                if len(known) >= 10_000:
                    known.clear()
                resolution = known[key] = with_derivation(resolve_query(self._index, make_query(name, **row)))
            yield resolution

    def annotate(
        self,
        text: str,
        *,
        kind: EntityKind | None = None,
        country: str | None = None,
        language: str | None = None,
        near: tuple[float, float] | None = None,
        within: str | None = None,
    ) -> list[Mention]:
        """Return the names found in a text, in order, each with what it means.

        Offsets are code points of ``text`` as given: ``text[mention.start:mention.end] == mention.text``. Mentions do
        not overlap. The hints are those of :meth:`resolve`.
        """
        if not isinstance(text, str):
            raise BadQuery("text", text, "a text must be text")
        hints = make_query("", kind=kind, country=country, language=language, near=near, within=within)
        return find_mentions(self._index, text, hints)

    def get(self, entity_id: str) -> Entity:
        """Return an entity by its ID, by one elsewhere (``geonames:586268``), or by one merged into it.

        Raises UnknownEntity with the IDs most alike, and BadQuery for what is no text.
        """
        if not isinstance(entity_id, str):
            raise BadQuery("id", entity_id, "an ID must be text")
        number = self._index.entity_number(entity_id)
        if number is None:
            raise UnknownEntity(entity_id, suggest_ids(self._index, entity_id))
        return self._index.entity(number)
