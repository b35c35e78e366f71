"""Tables of the exit plan as sheets of the workbook: who is responsible, the registers, the register of risks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.wording import Respell
from backsource_docs.programme.rows import Sheet, Value
from backsource_docs.tree import Blank, Cell, Text, plain

__all__ = ["table_sheets"]

_TITLES = {
    "raci": "Responsibility",
    "register-assets": "Assets",
    "register-contracts": "Contracts",
    "register-software": "Software and licences",
    "register-data": "Data",
    "register-staff": "Staff",
    "register-subcontractors": "Subcontractors",
    "interface-map": "Interfaces",
    "risks": "Risk register",
}
_NUMBER = re.compile(r"\d{1,9}")
_LETTERS_OF_A_WIDTH = 9


def table_sheets(makers: Mapping[str, TableMaker], filler: Filler, respell: Respell) -> Iterator[Sheet]:
    """The sheets of the tables that the plan has; a date of the deal stays a date, a whole number a number."""
    for name, title in _TITLES.items():
        maker = makers.get(name)
        table = maker(filler) if maker else None
        if table:
            columns = [
                (respell(column.title), max(8, round(column.width * _LETTERS_OF_A_WIDTH))) for column in table.columns
            ]
            rows = [[_value(cell, filler.file, respell) for cell in row.cells] for row in table.rows]
            yield respell(title), columns, rows


def _value(cell: Cell, file: DealFile, respell: Respell) -> Value:
    found = _of_deal(cell[0], file) if len(cell) == 1 and isinstance(cell[0], Text) else None
    if isinstance(found, datetime.date):
        return found
    pieces = (piece for piece in cell if not isinstance(piece, Blank))
    own = (replace(one, text=respell(one.text)) if isinstance(one, Text) and not one.path else one for one in pieces)
    words = plain(tuple(own))
    return int(words) if _NUMBER.fullmatch(words) else words


def _of_deal(piece: Text, file: DealFile) -> object:
    """The value of the deal that a text prints, None where it prints no field."""
    found: object = file.deal
    for step in re.findall(r"\w+", piece.path):
        found = found[int(step) - 1] if isinstance(found, tuple) and step.isdigit() else getattr(found, step, None)
    return found if piece.path else None
