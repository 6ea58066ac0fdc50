"""Compiles the seeds into the package while it is built: wheels and editable installs hold a gazetteer that answers."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
FOLDER = Path("gazetteer", "data", "default")


class BuildWithGazetteer(build_py):
    """``build_py``, and after it the compiled seeds: among the sources if those are installed, else in the build."""

    def run(self) -> None:
        """Build the packages, then the gazetteer with them."""
        super().run()
        into = ROOT / FOLDER if self.editable_mode else Path(self.build_lib) / FOLDER
        sys.path.insert(0, str(ROOT))
        try:
            from gazetteer.building import build

            report = build([f"seeds:{ROOT / 'seeds'}"], into, strict=True)
        finally:
            sys.path.remove(str(ROOT))
        print(f"compiled {report.entities} entities, {report.names} names into {into}")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Name the compiled file among what was built."""
        outputs: list[str] = super().get_outputs(include_bytecode)
        compiled = str(Path(self.build_lib) / FOLDER / "gazetteer.allonym")
        return outputs if self.editable_mode or compiled in outputs else [*outputs, compiled]


setup(cmdclass={"build_py": BuildWithGazetteer})
