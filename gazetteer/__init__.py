"""Entities and the names they go by: build a gazetteer, open it, ask it what a name means."""

from gazetteer.api import Gazetteer
from gazetteer.building import BuildReport, build
from gazetteer.changes import Change, diff
from gazetteer.model import Entity, Name
from gazetteer.resolution import Candidate, Mention, Resolution

__all__ = [
    "BuildReport",
    "Candidate",
    "Change",
    "Entity",
    "Gazetteer",
    "Mention",
    "Name",
    "Resolution",
    "build",
    "diff",
]
