"""The rows that get a letter, laid aside on disk as they are judged, so that a table is read once whatever its size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import IO

__all__ = ["Row", "Spool", "rows_in"]

Row = tuple[int, Sequence[str]]
"""The line of a recipient and its cells."""


class Spool:
    """Rows in stretches of one size, the last shorter; only the places where stretches end are held in memory."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        """Begins in an empty file; a stretch has `size` rows."""
        self.size = size
        self._file = file
        self._ends = [0]
        self._open: list[Row] = []

    def add(self, line: int, cells: Sequence[str]) -> None:
        """Lays a row aside behind the others."""
        self._open.append((line, cells))
        if len(self._open) == self.size:
            self._end_stretch()

    def stretches(self, kept: int = 0) -> Iterator[tuple[int, bytes]]:
        """The stretches behind so many rows, each with the number of its first row, counted from 1; for `rows_in`."""
        if self._open:
            self._end_stretch()
        for place in range(-(-kept // self.size), len(self._ends) - 1):
            self._file.seek(self._ends[place])
            yield place * self.size + 1, self._file.read(self._ends[place + 1] - self._ends[place])

    def _end_stretch(self) -> None:
        written = json.dumps(self._open, ensure_ascii=False, separators=(",", ":")).encode()
        self._file.write(written)
        self._ends.append(self._ends[-1] + len(written))
        self._open = []


def rows_in(stretch: bytes) -> list[Row]:
    """The rows of a stretch."""
    return [(line, cells) for line, cells in json.loads(stretch)]
