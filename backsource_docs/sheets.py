"""What every workbook of ours has: headings, pages to print, cells that are no formulas, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["head", "printed", "safe", "timeless"]

_HEAD = "1F3864"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def head(sheet: Worksheet, columns: Iterable[tuple[str, int]]) -> None:
    """The heading row below what stands already, and the widths of its columns in characters."""
    listed = list(columns)
    sheet.append([name for name, _ in listed])
    for number, (_, width) in enumerate(listed, 1):
        cell = sheet.cell(sheet.max_row, number)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", _HEAD)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width


def printed(sheet: Worksheet, heading: int) -> None:
    """A page that prints in landscape, with the heading row on each and our footer."""
    sheet.print_title_rows = f"{heading}:{heading}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text = "Draft for review by a qualified lawyer. Page &P of &N"


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def timeless(content: bytes, moment: datetime.datetime) -> bytes:
    """The same file without the time of writing: fixed times of its parts, the day of the matrix as its date."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            content = _dated(part, stamp) if name == "docProps/core.xml" else part
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _dated(part: bytes, stamp: bytes) -> bytes:
    for tag in (b"created", b"modified"):
        before, opening, rest = part.partition(b"<dcterms:" + tag)
        attributes, _, tail = rest.partition(b">")
        _, closing, after = tail.partition(b"</dcterms:" + tag)
        part = before + opening + attributes + b">" + stamp + closing + after
    return part
