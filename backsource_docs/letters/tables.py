"""The rows of a table of recipients, from a CSV file or a workbook, each with the line on which it stands."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.safety import UnsafeFile, opened

__all__ = ["Line", "TableFile", "open_table"]

_LONGEST_CELL = 1_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",;\t|"
_BLOCK = 1_000_000


class Line(Struct, frozen=True):
    """A row of cells and the line on which it begins, counted from 1; `fault` says why the cells cannot be read."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""


class TableFile(Struct, frozen=True):
    """A file of recipients that can be read again and again; `delimiter` and `encoding` are empty for a workbook."""

    path: Path
    encoding: str = ""
    delimiter: str = ""

    def lines(self) -> Iterator[Line]:
        """Every row that is not empty, the heading first, read from disk as it is asked for."""
        rows = _csv_lines(self) if self.encoding else _workbook_lines(self.path)
        return (line for line in rows if line.fault or any(line.cells))


def open_table(path: Path, encoding: str = "") -> tuple[TableFile | None, tuple[Finding, ...]]:
    """The file as a table, or None with the reason; `encoding` overrides what the file itself shows."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04":
            opened(path.read_bytes())
            return TableFile(path), ()
        if path.suffix.lower() in (".xls", ".ods", ".numbers"):
            return None, (_refusal(f"{path} is neither CSV nor XLSX.", path, "Save it as CSV UTF-8 or as XLSX."),)
        return _csv_file(path, encoding)
    except UnsafeFile as error:
        return None, (_refusal(f"{path} is refused. {error}", path, "Save the sheet as CSV UTF-8."),)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}."
        return None, (_refusal(message, path, "Check the path of the recipients."),)


def _csv_file(path: Path, encoding: str) -> tuple[TableFile | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    chosen = encoding or _shown_encoding(path)
    if chosen is None:
        chosen = "cp1252"
        message = f"{path} is not UTF-8; it is read as Windows-1252, the usual encoding of western Europe."
        remedy = (
            "Look at accented names in the preview; else save it as CSV UTF-8, or name the encoding with --encoding."
        )
        findings.append(Finding("ML11", Severity.WARNING, message, Place(str(path)), remedy))
    try:
        heading = _first_line(path, chosen)
    except LookupError:
        return None, (_refusal(f"There is no encoding {chosen}.", path, "Write for example --encoding cp1250."),)
    except UnicodeError as error:
        message = f"{path} is not {chosen} ({error})."
        return None, (_refusal(message, path, "Save it as CSV UTF-8, or name its encoding with --encoding."),)
    if not heading.strip():
        return None, (_refusal(f"{path} is empty.", path, "Begin with a line of column names."),)
    return TableFile(path, chosen, _delimiter(heading)), tuple(findings)


def _shown_encoding(path: Path) -> str | None:
    """The encoding that the file shows by its first bytes or by being UTF-8 throughout; None where it does not."""
    with path.open("rb") as file:
        start = file.read(64)
        marked = next((name for mark, name in _BOMS if start.startswith(mark)), None)
        if marked:
            return marked
        if len(start) >= 4 and start[1::2].count(0) > len(start) // 3:
            return "utf-16-le"
        if len(start) >= 4 and start[::2].count(0) > len(start) // 3:
            return "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return "utf-8"


def _first_line(path: Path, encoding: str) -> str:
    """The first line that says something; UnicodeError if any of the file is not in this encoding."""
    first = ""
    with path.open(encoding=encoding, newline="") as file:
        while block := file.read(_BLOCK):
            first = first or next((line for line in block.splitlines() if line.strip()), "")
    return first


def _delimiter(heading: str) -> str:
    """The mark that stands most often between the names of the columns."""
    outside = "".join(heading.split('"')[::2])
    return max(_DELIMITERS, key=lambda mark: outside.count(mark))


def _csv_lines(file: TableFile) -> Iterator[Line]:
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        with file.path.open(encoding=file.encoding, newline="") as text:
            yield from _read_lines(csv.reader(text, delimiter=file.delimiter, strict=True, skipinitialspace=True))
    finally:
        csv.field_size_limit(limit)


class _Reader(Protocol):
    """What the csv module's reader offers: rows, and how many lines it has read for them."""

    @property
    def line_num(self) -> int: ...

    def __next__(self) -> list[str]: ...


def _read_lines(reader: _Reader) -> Iterator[Line]:
    number = 1
    while True:
        try:
            yield Line(number, tuple(map(_trimmed, next(reader))))
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(number, (), _said(error))
        number = reader.line_num + 1


def _said(error: csv.Error) -> str:
    text = str(error)
    if "field larger" in text:
        return f"it has a cell of more than {_LONGEST_CELL:,} letters"
    if "end of data" in text:
        return "it opens a quotation mark that is never closed"
    return "a quotation mark stands within a cell that is not wholly quoted; double it, or quote the cell"


def _trimmed(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _workbook_lines(path: Path) -> Iterator[Line]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield Line(number, tuple(map(_cell, row)))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError) as error:
        yield Line(1, (), f"the workbook is damaged ({error})")


def _cell(value: object) -> str:
    """A cell of a workbook as a person reads it: whole numbers without a point, days without a time of day."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _trimmed(str(value))


def _refusal(message: str, path: Path, remedy: str) -> Finding:
    return Finding("ML10", Severity.ERROR, message, Place(str(path)), remedy)
