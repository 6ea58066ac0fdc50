"""Compiles while the package is built: the slow half of the program to machine code, seeds and world to a gazetteer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar, TextIO

from setuptools import Command, Extension, setup
from setuptools.command.build import build
from setuptools.command.build_ext import build_ext
from setuptools.errors import FileError

ROOT = Path(__file__).resolve().parent
FOLDER = Path("gazetteer", "data", "default")
FILE = "gazetteer.allonym"

COMPILED = (
    "normalize/abbreviations.py",
    "normalize/cleaning.py",
    "normalize/descent.py",
    "normalize/folding.py",
    "normalize/keys.py",
    "normalize/lexicon.py",
    "normalize/likeness.py",
    "normalize/memory.py",
    "normalize/mixed.py",
    "normalize/name_lists.py",
    "normalize/organization_names.py",
    "normalize/outlines.py",
    "normalize/pairing.py",
    "normalize/parsing.py",
    "normalize/parts.py",
    "normalize/person_names.py",
    "normalize/place_names.py",
    "normalize/policies.py",
    "normalize/prices.py",
    "normalize/reading.py",
    "normalize/routes.py",
    "normalize/saints.py",
    "normalize/scripts.py",
    "normalize/similarity.py",
    "normalize/sounds.py",
    "normalize/systems/coverage.py",
    "normalize/systems/together.py",
    "normalize/systems/words.py",
    "normalize/tokens.py",
    "normalize/unpaired.py",
    "normalize/word_likeness.py",
    "gazetteer/building/intake.py",
    "gazetteer/building/keying.py",
    "gazetteer/building/laws.py",
    "gazetteer/index/assembly.py",
    "gazetteer/index/columns.py",
    "gazetteer/index/interface.py",
    "gazetteer/index/joining.py",
    "gazetteer/index/keyed.py",
    "gazetteer/index/layering.py",
    "gazetteer/index/layout.py",
    "gazetteer/index/reading.py",
    "gazetteer/index/sorting.py",
    "gazetteer/index/tables.py",
    "gazetteer/index/views.py",
    "gazetteer/index/writing.py",
    "gazetteer/sources/coordinates.py",
    "gazetteer/sources/geonames/alternates.py",
    "gazetteer/sources/geonames/places.py",
    "gazetteer/sources/tidying.py",
    "gazetteer/matching/apposition.py",
    "gazetteer/matching/bearers.py",
    "gazetteer/matching/belonging.py",
    "gazetteer/matching/candidates.py",
    "gazetteer/matching/crowd.py",
    "gazetteer/matching/decision.py",
    "gazetteer/matching/elsewhere.py",
    "gazetteer/matching/evidence.py",
    "gazetteer/matching/families.py",
    "gazetteer/matching/fathers.py",
    "gazetteer/matching/features.py",
    "gazetteer/matching/given_names.py",
    "gazetteer/matching/pipeline.py",
    "gazetteer/matching/policy.py",
    "gazetteer/matching/profile.py",
    "gazetteer/matching/pronounced.py",
    "gazetteer/matching/query.py",
    "gazetteer/matching/scoring.py",
    "gazetteer/matching/scripts.py",
    "gazetteer/matching/sorts.py",
    "gazetteer/matching/standing.py",
    "gazetteer/matching/whole.py",
)
"""Modules that mypyc makes machine code of, where there is a C compiler; without one they stay the Python they are."""

NATIVE = {
    "normalize.making": "normalize/making.c",
    "normalize.native": "normalize/native.c",
    "normalize.systems.covering": "normalize/systems/covering.c",
    "normalize.systems.native": "normalize/systems/native.c",
    "gazetteer.index.native": "gazetteer/index/native.c",
}
"""Modules written in C, each the same answers as the Python beside it, which serves where there is no compiler."""

HIDDEN = [] if sys.platform == "win32" else ["-fvisibility=hidden"]
"""Functions are for their own library alone and called without a detour, which is a fourteenth of the time."""

GROUP = "normalize.machine"
"""The library that holds the code of them all."""


def can_compile() -> bool:
    """Whether there is a C compiler, and nobody said ``ALLONYM_COMPILE=no``."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    headers = Path(sysconfig.get_path("include"), "Python.h")
    return os.environ.get("ALLONYM_COMPILE") != "no" and bool(shutil.which(compiler)) and headers.is_file()


def list_extensions() -> list[Extension]:
    """Write the modules as C and return what is to be compiled of them, and of what is written in C."""
    from mypyc.build import mypycify

    options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", *COMPILED]
    extensions: list[Extension] = mypycify(options, opt_level="2", debug_level="0", group_name=GROUP, multi_file=True)
    for extension in extensions:
        extension.include_dirs.append(str(Path("build", GROUP.rpartition(".")[0])))
        extension.extra_compile_args = [*extension.extra_compile_args, *HIDDEN]
    options = ["-O3", *HIDDEN]
    return extensions + [Extension(name, [path], extra_compile_args=options) for name, path in NATIVE.items()]


class BuildMachineCode(build_ext):
    """``build_ext``, after which all of the machine code is there or none of it.

    What there is to compile is found out when it is compiled: an installer runs this file several times before. The
    files of C go to as many compilers at a time as there are processors.
    """

    def run(self) -> None:
        """Build the extensions; where that fails, go on without.

        ``ALLONYM_MACHINE_CODE`` names a checkout of the same sources whose machine code is taken instead.
        """
        if compiled := os.environ.get("ALLONYM_MACHINE_CODE"):
            self.extensions = []
            for path in compiled_files(Path(compiled)):
                self.copy_file(path, Path(self.build_lib, path.relative_to(compiled)), preserve_mode=False)
            return
        if self.inplace:
            for stale in compiled_files(ROOT):
                stale.unlink()
        try:
            self.distribution.ext_modules = list_extensions()
            self.parallel, self.swig_opts = os.cpu_count(), None
            self.finalize_options()
            super().run()
            for fresh in compiled_files(ROOT) if self.inplace else []:
                fresh.touch()
        except (Exception, SystemExit) as reason:
            print(f"not compiled to machine code, the Python modules serve: {reason}", file=sys.stderr)
            for half in compiled_files(Path(self.build_lib)):
                half.unlink()
            self.extensions = []

    def build_extensions(self) -> None:
        """Let compilers run side by side, and every link wait for what was begun before it."""
        compile_one, link = self.compiler._compile, self.compiler.link_shared_object
        begun: list[Future[None]] = []

        def link_when_compiled(*given: object, **options: object) -> None:
            for one in [*begun]:
                one.result()
            link(*given, **options)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            self.compiler._compile = lambda *given: begun.append(pool.submit(compile_one, *given))
            self.compiler.link_shared_object = link_when_compiled
            super().build_extensions()


def compiled_files(root: Path) -> list[Path]:
    """Return the machine code that lies under the packages of a folder."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return [path for package in ("normalize", "gazetteer") for path in (root / package).rglob(f"*{suffix}")]


class BuildGazetteer(Command):
    """Compiles the seeds and the world: among the sources if those are installed, else in the build."""

    editable_mode = False
    build_lib: str | None = None
    user_options: ClassVar[list[tuple[str, str, str]]] = []

    def initialize_options(self) -> None:
        """Know nothing yet: only what is None is taken from ``build``."""
        self.build_lib = None

    def finalize_options(self) -> None:
        """Build where the packages are built."""
        self.set_undefined_options("build", ("build_lib", "build_lib"))

    def run(self) -> None:
        """Let the packages just built compile the gazetteer, in a process of its own that can load them.

        ``ALLONYM_GAZETTEER`` names a file compiled from this checkout before, which is taken instead;
        ``ALLONYM_WORLDWIDE=no`` leaves the seeds alone.
        """
        packages = ROOT if self.editable_mode else Path(self.build_lib or "").resolve()
        if named := os.environ.get("ALLONYM_GAZETTEER"):
            compiled = find_compiled(Path(named))
            (packages / FOLDER).mkdir(parents=True, exist_ok=True)
            shutil.copy(compiled, packages / FOLDER / FILE)
            return
        sources = [f"seeds:{ROOT / 'seeds'}"]
        if os.environ.get("ALLONYM_WORLDWIDE") != "no":
            sources.append("worldwide")
        command = [sys.executable, "-m", "gazetteer", "build", "--strict", *sources, "-o"]
        paths = [str(packages), str(ROOT), *sys.path]
        with ExitStack() as opened:
            subprocess.run(
                [*command, str(packages / FOLDER)],
                check=True,
                cwd=packages,
                stdin=subprocess.DEVNULL,
                stderr=open_terminal(opened),
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            )

    def get_source_files(self) -> list[str]:
        """Name the seeds, which a source distribution holds by MANIFEST.in."""
        return []

    def get_outputs(self) -> list[str]:
        """Name the compiled file among what was built."""
        return [] if self.editable_mode else [str(Path(self.build_lib or "", FOLDER, FILE))]

    def get_output_mapping(self) -> dict[str, str]:
        """Nothing is built from one file to another."""
        return {}


def find_compiled(path: Path) -> Path:
    """Return the gazetteer that ``ALLONYM_GAZETTEER`` names; where there is none, the build ends with a sentence."""
    if path.is_file():
        return path
    inside = path / FILE
    if inside.is_file():
        raise FileError(f"ALLONYM_GAZETTEER names a folder, {path}; name the file in it: {inside}")
    what = "a folder without a compiled gazetteer" if path.is_dir() else "no file"
    raise FileError(f"ALLONYM_GAZETTEER names {what}: {path}; name a {FILE}")


def open_terminal(opened: ExitStack) -> TextIO | None:
    """Return the terminal of whoever waits for an installer that keeps what we print to itself, if there is one."""
    if sys.stderr.isatty():
        return None
    try:
        return opened.enter_context(Path("/dev/tty").open("w"))
    except OSError:
        return None


class BuildAll(build):
    """``build``, and the gazetteer last."""

    sub_commands: ClassVar = [*build.sub_commands, ("build_gazetteer", None)]


setup(
    cmdclass={"build": BuildAll, "build_ext": BuildMachineCode, "build_gazetteer": BuildGazetteer},
    ext_modules=[Extension(f"{GROUP}__mypyc", [])] if can_compile() else [],
)
