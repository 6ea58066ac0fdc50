"""What is read as one gazetteer: the folder of one, the embedded one by its name, or several as layers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack

from gazetteer.errors import BadQuery
from gazetteer.index.interface import NameIndex
from gazetteer.index.layering import LayeredIndex
from gazetteer.index.reading import Index
from gazetteer.standard import standard_path

Place = str | os.PathLike[str]

STANDARD = "default"
"""Names the embedded gazetteer where the folder of one is asked for; a folder of this name is ``./default``."""


def list_folders(path: Place | Sequence[Place] | None) -> list[str]:
    """Return the folders that are meant, the uppermost layer first; None and ``default`` mean the embedded gazetteer.

    Raises BadQuery where the list is empty.
    """
    if path is None:
        return [standard_path()]
    places = [path] if isinstance(path, str | os.PathLike) else list(path)
    if not places:
        raise BadQuery("path", path, "must name one gazetteer or more")
    return [standard_path() if place == STANDARD else os.fspath(place) for place in places]


def open_index(path: Place | Sequence[Place] | None, *, fingerprint: str | None) -> NameIndex:
    """Open one gazetteer, or several as layers, of which the first named is the uppermost; errors as Index.open."""
    folders = list_folders(path)
    with ExitStack() as opened:
        layers = [opened.enter_context(Index.open(folder, fingerprint=fingerprint)) for folder in folders]
        opened.pop_all()
    return layers[0] if len(layers) == 1 else LayeredIndex(layers)
