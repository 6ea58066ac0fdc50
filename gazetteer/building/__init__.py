"""How a gazetteer is made: the build and the check of what was built."""

from gazetteer.building.orders import build, check
from gazetteer.building.report import BuildReport, CheckReport, Merge, Progress

__all__ = ["BuildReport", "CheckReport", "Merge", "Progress", "build", "check"]
