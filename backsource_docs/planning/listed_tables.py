"""Tables whose rows the library lists, made for one deal."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler, label_of
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.library.recipes import Recipe
from backsource_docs.planning.listings import ListedRow, ListedTable
from backsource_docs.tree import Blank, Cell, Column, Inline, Number, Row, Table, Text

__all__ = ["clause_label", "filled_row", "filled_words", "letter_set", "listed_tables", "typographic"]

Numbers = Mapping[str, Number]
_FIELD = re.compile(r"\{\{\s*([a-z][\w.]*)\s*\}\}")
CLAUSE_COLUMN = "Agreement"


def listed_tables(listings: Mapping[str, ListedTable], numbers: Numbers) -> Mapping[str, TableMaker]:
    """A maker for each listed table of the library."""
    return {name: partial(_table, name, listing, numbers) for name, listing in listings.items()}


def clause_label(numbers: Numbers, clause: str) -> str:
    """How a table cites a clause of the agreement: "31", "Schedule 5, 2"; empty where the agreement lacks it."""
    number = numbers.get(clause)
    if number is None:
        return ""
    schedule = numbers.get(number.within)
    return f"Schedule {schedule.label}, {number.label}" if schedule else number.label


def _table(name: str, listing: ListedTable, numbers: Numbers, filler: Filler) -> Table:
    columns = tuple(Column(title, width) for title, width in zip(listing.columns, listing.widths, strict=False))
    ordered = sorted(listing.rows, key=partial(_day, filler)) if listing.chronological else listing.rows
    rows = [filled_row(row, str(count), listing.columns, numbers, filler) for count, row in enumerate(ordered, 1)]
    empty: Cell = (Text(""),)
    rows += [Row((empty,) * len(columns))] * listing.open_rows
    return Table(name, listing.caption, columns, tuple(rows))


def _day(filler: Filler, row: ListedRow) -> datetime.date:
    """The first computed date that a row fills in, the end of time where it fills in none."""
    values = (filler.extra.get(match[1]) for cell in row.cells for match in _FIELD.finditer(cell))
    return next((value for value in values if isinstance(value, datetime.date)), datetime.date.max)


def letter_set(letters: Sequence[Recipe], filler: Filler) -> Table:
    """The letters of this build with their readers and the days on which they are sent, in the order of the days."""
    days = {recipe.id: filler.extra.get(recipe.dated) for recipe in letters}
    dated = sorted(letters, key=lambda recipe: days[recipe.id] or datetime.date.max)
    rows: list[tuple[str | Cell, ...]] = [
        (recipe.title, _reader(recipe, filler), (filler.shown(days[recipe.id], "date of the letter", recipe.dated),))
        for recipe in dated
    ]
    columns = [("Letter", 3.0), ("Reader", 3.4), ("Sent on", 3.0)]
    return table_of("letter-set", "Letters made with this plan", columns, rows or [("none", "", "")])


def _reader(recipe: Recipe, filler: Filler) -> str | Cell:
    return (filler.value("supplier.name"),) if recipe.audience == "supplier" else recipe.audience


def filled_row(row: ListedRow, label: str, columns: Sequence[str], numbers: Numbers, filler: Filler) -> Row:
    """A row with its values, `label` in the place of #, the number of its clause, and open cells for what it lacks."""
    cells = [filled_words(label if cell == "#" else cell, filler) for cell in row.cells]
    if columns[-1] == CLAUSE_COLUMN:
        cells += [(Text(""),)] * (len(columns) - len(cells) - 1)
        cells.append((Text(clause_label(numbers, row.clause), path=f"agreement.{row.clause}"),))
    cells += [(Text(""),)] * (len(columns) - len(cells))
    return Row(tuple(cells))


def filled_words(text: str, filler: Filler) -> Cell:
    """The words of a cell with their values; a name that nothing knows stays a visible blank."""
    return tuple(_filled(text, filler))


def _filled(text: str, filler: Filler) -> Iterator[Inline]:
    """The words of a cell with its values; a name that is neither computed nor in the deal stays a visible blank."""
    start = 0
    for match in _FIELD.finditer(text):
        if match.start() > start:
            yield Text(typographic(text[start : match.start()]))
        yield _value(match[1], filler)
        start = match.end()
    if start < len(text):
        yield Text(typographic(text[start:]))


def _value(name: str, filler: Filler) -> Inline:
    if isinstance(filler.extra.get(name), Text | Blank):
        return filler.computed(name)
    if name in filler.extra:
        if filler.extra[name] is None and filler.file.deal.backsourcing.notice is None:
            return Text("not called")
        return filler.shown(filler.extra[name], name.rpartition(".")[2].replace("_", " "), name)
    try:
        return filler.shown(filler.file.deal.value_at(name), label_of(name), name)
    except KeyError:
        return Blank(name, name)


def typographic(text: str) -> str:
    """Straight apostrophes as the markup of the library prints them."""
    return text.replace("'", "’")
