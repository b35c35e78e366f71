"""One zip of many letters, stored and not deflated again, that can be gone on with where a run was interrupted."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

__all__ = ["Archive", "member"]

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_WIDE_OFFSET = struct.Struct("<HHQ")
_WIDE_END = struct.Struct("<4sQHHIIQQQQ")
_WIDE_PLACE = struct.Struct("<4sIQI")
_END = struct.Struct("<4s4H2IH")
_UTF8, _FIRST_OF_JANUARY_1980 = 0x800, 33
_MOST, _MOST_ENTRIES = 0xFFFFFFFF, 0xFFFF
_LONGEST_NAME = 400  # bytes, more than letters have
_BLOCK = 1_000_000
_ELSEWHERE, _MANY = 0xFFFFFFFF, 0xFFFF  # what stands for a number that the wide records hold


class _Entry(NamedTuple):
    """A member as the directory names it."""

    name: bytes
    crc: int
    size: int
    offset: int


def member(name: str, content: bytes, crc: int) -> bytes:
    """A letter with this checksum as it stands in the archive, its header before it."""
    raw = name.encode()
    sizes = (crc, len(content), len(content), len(raw), 0)
    return b"".join([_LOCAL.pack(b"PK\x03\x04", 20, _UTF8, 0, 0, _FIRST_OF_JANUARY_1980, *sizes), raw, content])


class Archive:
    """An archive that is being written; its directory is written when it is closed."""

    def __init__(self, path: Path, keep: int) -> None:
        """Opens the archive, whatever stands behind its first `keep` members cut off."""
        self._path = path
        self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b")
        end = 0
        for entry in islice(_entries(path), keep):
            end = entry.offset + _LOCAL.size + len(entry.name) + entry.size
        self._file.truncate(end)
        self._file.seek(end)

    @staticmethod
    def count(path: Path) -> int:
        """How many whole members an archive has so far; 0 where there is none."""
        return sum(1 for _ in _entries(path)) if path.exists() else 0

    def add(self, members: bytes) -> None:
        """Adds members, ready as `member` makes them, and hands them to the system."""
        self._file.write(members)
        self._file.flush()

    def take(self, piece: Path) -> None:
        """Adds the members that stand in a file, which is gone then."""
        with piece.open("rb", buffering=0) as source:
            shutil.copyfileobj(source, self._file, _BLOCK)
        self._file.flush()
        piece.unlink()

    def finish(self) -> None:
        """Writes the directory and closes the file."""
        self._file.flush()
        start = self._file.seek(0, 2)
        size = count = 0
        for entry in _entries(self._path):
            size += self._file.write(_central(entry))
            count += 1
        self._file.write(b"".join(_end(count, size, start)))
        self._file.close()

    def close(self) -> None:
        """Closes the file as it is, to be gone on with."""
        self._file.close()


def _entries(path: Path) -> Iterator[_Entry]:
    """The members from the start of the file as far as they are whole."""
    with path.open("rb", buffering=0) as file:
        end, offset = path.stat().st_size, 0
        while offset + _LOCAL.size <= end:
            file.seek(offset)
            head = file.read(_LOCAL.size + _LONGEST_NAME)
            mark, _, _, _, _, _, crc, _, size, length, _ = _LOCAL.unpack_from(head)
            following = offset + _LOCAL.size + length + size
            if mark != b"PK\x03\x04" or following > end or length > _LONGEST_NAME:
                return
            yield _Entry(head[_LOCAL.size : _LOCAL.size + length], crc, size, offset)
            offset = following


def _central(entry: _Entry) -> bytes:
    wide = entry.offset >= _MOST
    extra = _WIDE_OFFSET.pack(1, 8, entry.offset) if wide else b""
    needed, place = (45, _ELSEWHERE) if wide else (20, entry.offset)
    sizes = (entry.crc, entry.size, entry.size, len(entry.name), len(extra))
    fixed = (b"PK\x01\x02", needed, needed, _UTF8, 0, 0, _FIRST_OF_JANUARY_1980)
    return _CENTRAL.pack(*fixed, *sizes, 0, 0, 0, 0, place) + entry.name + extra


def _end(count: int, size: int, start: int) -> Iterable[bytes]:
    if count < _MOST_ENTRIES and start + size < _MOST:
        yield _END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0)
        return
    yield _WIDE_END.pack(b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    yield _WIDE_PLACE.pack(b"PK\x06\x07", 0, start + size, 1)
    yield _END.pack(b"PK\x05\x06", 0, 0, _MANY, _MANY, _ELSEWHERE, _ELSEWHERE, 0)
