"""Files of sources opened for reading, packed ones unpacked as they are read, and never beyond a bound."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from gazetteer.errors import BadSource

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 1 << 42
"""Bytes that a file may unpack to: four tebibytes, several times the greatest dump there is."""

MOST_UNPACKED = 250
"""Bytes that a packed byte may unpack to; texts of names stay below 40, a file made to fill a disk goes to 1000."""

FREE_BYTES = 1 << 26
"""Bytes that a file may unpack to however small it is packed: little text can be very regular."""

_UNPACKERS: dict[str, Callable[[IO[bytes]], object]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file),
    ".bz2": bz2.BZ2File,
    ".xz": lzma.LZMAFile,
}
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError)


def open_source(path: Path, source: str) -> IO[bytes]:
    """Open a file of a source, unpacking ``.gz``, ``.bz2``, ``.xz`` and ``.zip``.

    Of a ``.zip`` the file is read that has its name, or the only one beside a readme. Raises BadSource where there is
    none to read, and the file returned raises it where its bytes are damaged or unpack beyond a bound.
    """
    try:
        file = path.open("rb")
        unpacked = _begin(path, file, source)
    except BadSource:
        raise
    except FileNotFoundError:
        raise BadSource(source, f"there is no file {path}") from None
    except IsADirectoryError:
        raise BadSource(source, f"{path} is a folder, not a file") from None
    except _BROKEN as error:
        raise BadSource(source, f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    except ValueError:
        raise BadSource(source, "the path holds a null character") from None
    return cast("IO[bytes]", BufferedReader(_Bounded(unpacked, file, path.stat().st_size, path.name, source), 1 << 18))


def is_packed(path: Path) -> bool:
    """Whether a file's name says that it is unpacked when it is read."""
    return path.suffix.lower() in (*_UNPACKERS, ".zip")


def text_name(path: Path) -> str:
    """Return a file's name without the ending that says how it is packed: ``AZ.txt`` of ``AZ.txt.gz``."""
    return path.stem if is_packed(path) else path.name


def _begin(path: Path, file: IO[bytes], source: str) -> IO[bytes]:
    try:
        return _unpack(path, file, source)
    except BaseException:
        file.close()
        raise


def _unpack(path: Path, file: IO[bytes], source: str) -> IO[bytes]:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        archive = zipfile.ZipFile(file)
        return archive.open(_choose(archive, path, source))
    unpacker = _UNPACKERS.get(suffix)
    return file if unpacker is None else cast("IO[bytes]", unpacker(file))


def _choose(archive: zipfile.ZipFile, path: Path, source: str) -> zipfile.ZipInfo:
    """Return the member of an archive to read."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    namesakes = [member for member in members if Path(member.filename).stem.lower() == path.stem.lower()]
    if len(namesakes) != 1:
        namesakes = [member for member in members if not Path(member.filename).stem.lower().startswith("readme")]
    if len(namesakes) != 1:
        listed = ", ".join(member.filename for member in members[:5])
        raise BadSource(source, f"{path} holds several files and none of its name ({listed}); unpack the one to read")
    return namesakes[0]


class _Bounded(RawIOBase):
    """A file that counts what is read of it and stops at the bound."""

    def __init__(self, file: IO[bytes], packed: IO[bytes], size: int, name: str, source: str) -> None:
        self._file = file
        self._packed = packed
        self._limit = min(MOST_BYTES, max(FREE_BYTES, size * MOST_UNPACKED))
        self._name = name
        self._source = source
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read(len(view))
        except _BROKEN as error:
            raise BadSource(self._source, f"reading failed: {self._name}: {error}") from None
        self._done += len(data)
        if self._done > self._limit:
            raise BadSource(self._source, f"{self._name} unpacks to more than {self._limit} bytes, which no dump does")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        self._packed.close()
        super().close()
