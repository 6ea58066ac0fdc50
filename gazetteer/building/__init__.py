"""How a gazetteer is made: the build and the check of what was built."""

from gazetteer.building.checking import CheckReport, check
from gazetteer.building.pipeline import build
from gazetteer.building.report import BuildReport, Merge, Progress

__all__ = ["BuildReport", "CheckReport", "Merge", "Progress", "build", "check"]
