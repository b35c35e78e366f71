"""Tables: light rules, a heading row that repeats, rows that stay whole, widths by share."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, repeat

from msgspec import Struct

from backsource_docs.rendering.word.columns import ColumnWidth, column_widths
from backsource_docs.rendering.word.escaping import attribute
from backsource_docs.rendering.word.glyphs import Span
from backsource_docs.rendering.word.inline import Line, Pen, plain_line, spans_of
from backsource_docs.tree import Alignment, Column, Row, Shade, Table

__all__ = ["Frame", "TableRow", "TableXml", "write_table"]

_SUBHEADING_FILL = "F3F5F9"
_FILLS: Mapping[Shade, str] = {"": "", "urgent": "E8A08F", "calm": "C3D5E8", "summary": "8EA5C4"}
_MARGINS = 200  # twips, left and right of the words of a cell
_REPEATED = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
    ' w:noHBand="1" w:noVBand="1"/>'
)
_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"


class Frame(Struct, frozen=True):
    """Where a table stands: indent, width and size of letters in twips, the clause and schedule around it."""

    indent: int
    width: int
    letter: float
    clause: str = ""
    schedule: str = ""


class TableRow(Struct, frozen=True):
    """What a row needs of a page: for each cell its words and its width in twips; `keep`: it stays with the next."""

    cells: tuple[tuple[tuple[Span, ...], int], ...]
    heading: bool = False
    keep: bool = False


class TableXml(Struct, frozen=True):
    """A written table and the measures of its rows."""

    xml: str
    rows: tuple[TableRow, ...]


class _Cell(Struct, frozen=True):
    line: Line
    width: int
    align: Alignment = "left"
    span: int = 1
    fill: str = ""


def write_table(table: Table, pen: Pen, styles: Mapping[str, str], frame: Frame) -> TableXml:
    """The table as XML; its caption is also its description for screen readers."""
    widths = column_widths(table.columns, table.rows, frame.width, frame.letter, _MARGINS)
    heading = [_heading(column, width) for column, width in zip(table.columns, widths, strict=True)]
    rows = [_cells(row, table.columns, widths, pen, frame) for row in table.rows]
    keeps = [cells[0].span > 1 or place == len(rows) - 1 for place, cells in enumerate(rows, start=1)]
    text, top = styles["Table Text"], styles["Table Heading"]
    total = [column.width for column in widths]
    xml = [_opening(table, styles["Document Table"], total, frame.indent), _row(heading, top, _REPEATED, keep=True)]
    xml += [_row(cells, text, _WHOLE, keep) for cells, keep in zip(rows, keeps, strict=True)]
    measures = map(_measure, rows, repeat(False), keeps)
    return TableXml("".join([*xml, "</w:tbl>"]), (_measure(heading, heading=True, keep=True), *measures))


def _measure(row: list[_Cell], heading: bool, keep: bool) -> TableRow:
    return TableRow(tuple((spans_of(cell.line), cell.width - _MARGINS) for cell in row), heading, keep)


def _heading(column: Column, width: ColumnWidth) -> _Cell:
    return _Cell(plain_line(column.title, width.bound), width.width, column.align)


def _cells(row: Row, columns: tuple[Column, ...], widths: list[ColumnWidth], pen: Pen, frame: Frame) -> list[_Cell]:
    if len(row.cells) == 1 < len(columns):
        line = pen.write(row.cells[0], frame.clause, frame.schedule, bold=True)
        return [_Cell(line, sum(width.width for width in widths), span=len(columns), fill=_SUBHEADING_FILL)]
    cells = (*row.cells, *((),) * (len(columns) - len(row.cells)))
    fills = chain(map(_FILLS.__getitem__, row.shades), repeat(""))
    return [
        _Cell(pen.write(cell, frame.clause, frame.schedule, row.strong, bound=bound), width, column.align, fill=fill)
        for cell, (width, bound), column, fill in zip(cells, widths, columns, fills, strict=False)
    ]


def _opening(table: Table, style: str, widths: list[int], indent: int) -> str:
    described = ""
    if table.caption:
        said = attribute(table.caption)
        described = f'<w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_LOOK}{described}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(cells: list[_Cell], style: str, properties: str, keep: bool) -> str:
    return f"<w:tr>{properties}{''.join(_cell(cell, style, keep) for cell in cells)}</w:tr>"


def _cell(cell: _Cell, style: str, kept: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    keep = "<w:keepNext/>" if kept else ""
    align = f'<w:jc w:val="{cell.align}"/>' if cell.align != "left" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{cell.width}" w:type="dxa"/>{span}{fill}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{align}</w:pPr>{cell.line[0]}</w:p></w:tc>'
    )
