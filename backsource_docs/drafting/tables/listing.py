"""A list of the deal as a table: one row for each entry, one column for each field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from backsource_docs.drafting.filling import Filler
from backsource_docs.tree import Blank, Cell, Column, Row, Table, Text

__all__ = ["Listed", "Listing", "table_of"]


class Listed(Struct, frozen=True):
    """A column: its heading, the field or function that gives its value, its width and alignment."""

    title: str
    value: str | Callable[[Any], Any]
    width: float = 1.0
    right: bool = False

    def cell(self, entry: Any, filler: Filler, path: str) -> Cell:
        if callable(self.value):
            return (filler.shown(self.value(entry), self.title.lower(), path),)
        return (filler.shown(getattr(entry, self.value), _title(entry, self.value), f"{path}.{self.value}"),)

    @property
    def column(self) -> Column:
        return Column(self.title, self.width, "right" if self.right else "left")


class Listing(Struct, frozen=True):
    """A table over a list of the deal; `wanted` keeps some of its entries."""

    caption: str
    path: str
    columns: tuple[Listed, ...]
    wanted: Callable[[Any], bool] = lambda entry: True

    def build(self, name: str, filler: Filler) -> Table:
        """The table; a list without entries gives one row of blanks to fill."""
        value = filler.file.deal.value_at(self.path)
        entries = value if isinstance(value, tuple) else (value,)
        numbered = [(number, entry) for number, entry in enumerate(entries, 1) if self.wanted(entry)]
        rows = [self._row(entry, filler, f"{self.path}[{number}]") for number, entry in numbered]
        return Table(name, self.caption, tuple(column.column for column in self.columns), tuple(rows) or (self._open,))

    def _row(self, entry: Any, filler: Filler, path: str) -> Row:
        return Row(tuple(column.cell(entry, filler, path) for column in self.columns))

    @property
    def _open(self) -> Row:
        return Row(tuple((Blank(column.title.lower(), self.path),) for column in self.columns))


def _title(entry: Any, name: str) -> str:
    found = type(entry).model_fields.get(name) if isinstance(entry, BaseModel) else None
    return (found.title if found else None) or name.replace("_", " ")


def table_of(
    name: str, caption: str, columns: Iterable[tuple[str, float]], rows: Iterable[tuple[str | Cell, ...]]
) -> Table:
    """A table from plain words, for what is no list of the deal."""
    made = (Row(tuple((Text(cell),) if isinstance(cell, str) else cell for cell in row)) for row in rows)
    return Table(name, caption, tuple(Column(title, width) for title, width in columns), tuple(made))
