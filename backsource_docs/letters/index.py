"""The index of a run: a line for each letter, written as the letters are, so that it also says how far a run came."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

__all__ = ["HEADING", "Entry", "harmless", "read_index", "rows_of", "written_rows"]

_FORMULA = re.compile(r"[=+\-@\t\r]")


class Entry(Struct, frozen=True):
    """A letter: its number, the line of its recipient, the name, its file, size and SHA-256; or the `fault`."""

    number: int
    line: int
    name: str
    file: str
    bytes: int
    sha256: str
    fault: str = ""


HEADING = Entry.__struct_fields__


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def written_rows(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV, line ends within cells as spaces, so that a line is a row."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [harmless(" ".join(cell.splitlines())) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return out.getvalue()


def rows_of(entries: Iterable[Entry]) -> str:
    """Entries as lines of the index."""
    return written_rows((one.number, one.line, one.name, one.file, one.bytes, one.sha256, one.fault) for one in entries)


def read_index(path: Path) -> Iterator[Entry]:
    """The entries of an index as far as they are whole and follow each other without a gap."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for expected, line in enumerate(file):
            row = next(csv.reader([line]), [])
            whole = line.endswith("\n") and len(row) == len(HEADING)
            if expected and not (whole and row[0] == str(expected) and row[1].isdigit() and row[4].isdigit()):
                return
            if expected:
                yield Entry(int(row[0]), int(row[1]), row[2], row[3], int(row[4]), row[5], row[6])
