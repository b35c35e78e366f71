"""Tables whose rows the library lists (who does what, which questions, which risks), as read from its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeVar

from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed
from backsource_docs.yamlfile import YamlText

__all__ = ["ListedRow", "ListedTable", "Sheet", "SheetRow", "Trait", "listed_facts", "listings_of", "sheets_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
PLAN_TABLES = "tables.yaml"
# What a function, or the function of a data set, has or is.
Trait = Literal[
    "critical", "ict", "cloud", "personal", "offshore", "people", "software", "data", "contracts", "assets", "shared"
]


class ListedRow(Closed):
    """A row: cells as text with {{ names }} of values, the condition on which it stays, a clause it rests on."""

    cells: tuple[str, ...]
    when: Condition = Condition()
    clause: str = ""


class ListedTable(Closed):
    """A table: caption, headings, widths by share, rows; cells that a row lacks are left open to fill in by hand.

    The rows of a `chronological` table are put into the order of the first date that each fills in, those without last.
    """

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[ListedRow, ...] = ()
    open_rows: int = 0
    chronological: bool = False


class SheetRow(ListedRow):
    """A row that stands for each subject with all the traits in `of`; its cells may name {{ each.values }} of it."""

    of: tuple[Trait, ...] = ()


class Sheet(Closed):
    """A table with the same rows for each function that comes back, or for each data set of these functions.

    They stand under a heading for each, where the sheet has one. `only` keeps the subjects with all these traits,
    `open_rows` are left empty for each.
    """

    caption: str
    each: Literal["function", "data set"] = "function"
    heading: str = ""
    only: tuple[Trait, ...] = ()
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[SheetRow, ...]
    open_rows: int = 0


class _File(Closed):
    """All tables and sheets of one file, by name."""

    tables: Mapping[str, ListedTable] = {}
    sheets: Mapping[str, Sheet] = {}


Rows = TypeVar("Rows", ListedTable, Sheet)


def listings_of(
    library: Library, holds: Mapping[str, bool], name: str = PLAN_TABLES
) -> tuple[Mapping[str, ListedTable], tuple[Finding, ...]]:
    """The listed tables of one file in sections/, those of the plan by default, with the rows that fit the deal.

    The findings are those of the whole file, its sheets included.
    """
    source = library.table("sections", name)
    if source is None:
        return {}, ()
    file, findings = typed(_File, source, CODES)
    if file is None:
        return {}, findings
    doubtful = (*_doubtful("tables", file.tables, source, holds), *_doubtful("sheets", file.sheets, source, holds))
    return {name: _fitting(table, holds) for name, table in file.tables.items()}, (*findings, *doubtful)


def sheets_of(library: Library, holds: Mapping[str, bool], name: str) -> Mapping[str, Sheet]:
    """The sheets of one file in sections/ with the rows that fit the deal; `listings_of` tells what is wrong in it."""
    file = _read(library, name)
    return {name: _fitting(sheet, holds) for name, sheet in file.sheets.items()}


def listed_facts(library: Library, name: str = PLAN_TABLES) -> frozenset[str]:
    """The facts on which rows of the listed tables and sheets of one file depend."""
    file = _read(library, name)
    rows = [row for table in file.tables.values() for row in table.rows]
    rows += [row for sheet in file.sheets.values() for row in sheet.rows]
    return frozenset(fact for row in rows for fact in row.when.facts)


def _read(library: Library, name: str) -> _File:
    source = library.table("sections", name)
    return (typed(_File, source, CODES)[0] if source else None) or _File()


def _doubtful(
    kind: str, tables: Mapping[str, ListedTable] | Mapping[str, Sheet], source: YamlText, holds: Mapping[str, bool]
) -> Iterator[Finding]:
    """Facts on which a row depends and that no file declares: the row would be missing in every plan."""
    for name, table in tables.items():
        for number, row in enumerate(table.rows):
            for fact in row.when.facts:
                if fact not in holds:
                    message = f"A row of the table {name} depends on the fact {fact}, which is not in facts.yaml."
                    place = source.place((kind, name, "rows", number))
                    yield Finding("KD07", Severity.ERROR, message, place, "Correct the name.")


def _fitting(table: Rows, holds: Mapping[str, bool]) -> Rows:
    rows = tuple(row for row in table.rows if _fits(row.when, holds))
    return table.model_copy(update={"rows": rows})


def _fits(condition: Condition, holds: Mapping[str, bool]) -> bool:
    return all(name in holds for name in condition.facts) and failing(condition, holds) is None
