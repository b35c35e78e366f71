"""The proof of coverage as an Excel workbook: a summary, all requirements with filters, clauses of market practice."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from backsource_docs.coverage.rows import STATUSES, UNCONFIRMED, Coverage, CoveredRow, Meeting, Status, counted
from backsource_docs.sheets import head, printed, safe, timeless

__all__ = ["workbook_bytes"]

# From light to dark, so that the statuses can be told apart in grey; the word stands in each cell as well.
_FILLS: dict[Status, str] = {"full": "E2F0D9", "partial": "FFD966", "none": "C55A5A", "not applicable": "F2F2F2"}
_DARK: tuple[Status, ...] = ("none",)
_LINE = Border(bottom=Side("thin", "BFBFBF"))
_NOTES = (
    "Draft for review by a qualified lawyer in its jurisdiction; not legal advice.",
    f"{UNCONFIRMED} marks a row for which no text of the instrument was read: counsel confirms it first.",
    "Requirements are told in our own words, in short. Clause numbers are those of the build that made this file.",
)
_ROWS = (
    ("Instrument", 26),
    ("Provision", 20),
    ("Title", 28),
    ("Requirement", 52),
    ("Status", 15),
    ("Confirmed", 12),
    ("Basis", 22),
    ("Met by", 52),
    ("Why", 36),
    ("What would close it", 52),
    ("Id", 18),
)


def workbook_bytes(coverage: Coverage, title: str, as_of: datetime.date) -> bytes:
    """The workbook of a deal, the same bytes for the same coverage; `title` heads the summary."""
    book = Workbook()
    summary = book.active
    assert isinstance(summary, Worksheet)
    _summary(summary, coverage, title, as_of)
    _requirements(book.create_sheet("Requirements"), coverage)
    _practice(book.create_sheet("Market practice"), coverage)
    moment = datetime.datetime.combine(as_of, datetime.time())
    book.properties.creator = "backsource-docs"
    book.properties.title = title
    book.properties.created = book.properties.modified = moment
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue(), moment)


def _summary(sheet: Worksheet, coverage: Coverage, title: str, as_of: datetime.date) -> None:
    sheet.title = "Summary"
    sheet.append([f"Coverage matrix: {title}"])
    sheet.append([f"As of {as_of.isoformat()}"])
    for note in _NOTES:
        sheet.append([note])
    sheet.append([])
    head(sheet, [("Instrument", 70), *((status.capitalize(), 15) for status in STATUSES), ("Unconfirmed", 15)])
    top = sheet.max_row
    for name, rows in coverage.by_instrument.items():
        sheet.append([safe(name), *_counts(rows)])
    sheet.append(["All instruments", *_counts(coverage.rows)])
    _bold(sheet[sheet.max_row])
    for column, status in enumerate(STATUSES, 2):
        _paint(sheet.cell(top, column), status)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.freeze_panes = f"B{top + 1}"
    printed(sheet, top)


def _counts(rows: tuple[CoveredRow, ...]) -> list[int]:
    counts = counted(rows)
    return [*(counts[status] for status in STATUSES), sum(not row.requirement.confirmed for row in rows)]


def _requirements(sheet: Worksheet, coverage: Coverage) -> None:
    head(sheet, _ROWS)
    for row in coverage.rows:
        sheet.append([safe(value) for value in _values(row)])
        _paint(sheet.cell(sheet.max_row, 5), row.status)
    _finished(sheet)


def _values(row: CoveredRow) -> Sequence[str]:
    asked = row.requirement
    return (
        asked.instrument,
        row.citation,
        asked.title,
        asked.requirement,
        row.status.capitalize(),
        "yes" if asked.confirmed else f"no {UNCONFIRMED}",
        asked.basis,
        "\n".join(map(_place, row.meetings)),
        row.why,
        "\n".join(map(str, row.gaps)),
        asked.id,
    )


def _practice(sheet: Worksheet, coverage: Coverage) -> None:
    head(sheet, [("Clause", 44), ("Where", 60), ("Id", 30)])
    for clause in coverage.practice:
        sheet.append([safe(text) for text in (clause.title, _place(clause), clause.clause)])
    _finished(sheet)


def _place(meeting: Meeting) -> str:
    if not meeting.headed:
        return meeting.title
    number = f", {meeting.number}" if meeting.number else ""
    return f"{meeting.document_title}{number} ({meeting.title})"


def _paint(cell: object, status: Status) -> None:
    assert hasattr(cell, "fill") and hasattr(cell, "font")
    cell.fill = PatternFill("solid", _FILLS[status])
    cell.font = Font(bold=status != "full", color="FFFFFF" if status in _DARK else "000000")


def _bold(cells: Iterable[object]) -> None:
    for cell in cells:
        assert hasattr(cell, "font")
        cell.font = Font(bold=True)


def _finished(sheet: Worksheet) -> None:
    """Filters, a heading that stays, wrapped text, and a page that prints in landscape with the heading on each."""
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "C2" if sheet.max_column > len(STATUSES) else "A2"
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = _LINE
    printed(sheet, 1)
