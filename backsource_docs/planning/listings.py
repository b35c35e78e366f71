"""Tables whose rows the library lists (who does what, which questions, which risks), as read from its file."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Codes, typed

__all__ = ["ListedRow", "ListedTable", "listings_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ListedRow(_Closed):
    """A row: cells as text with {{ names }} of values, the condition on which it stays, a clause it rests on."""

    cells: tuple[str, ...]
    when: Condition = Condition()
    clause: str = ""


class ListedTable(_Closed):
    """A table: caption, headings, widths by share, rows; cells that a row lacks are left open to fill in by hand."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[ListedRow, ...] = ()
    open_rows: int = 0


class _File(_Closed):
    """All tables of one file, by name."""

    tables: Mapping[str, ListedTable]


def listings_of(library: Library, holds: Mapping[str, bool]) -> tuple[Mapping[str, ListedTable], tuple[Finding, ...]]:
    """The listed tables of the plan with the rows that fit the deal."""
    source = library.table("sections", "tables.yaml")
    if source is None:
        return {}, ()
    file, findings = typed(_File, source, CODES)
    tables = file.tables if file else {}
    return {name: _fitting(table, holds) for name, table in tables.items()}, findings


def _fitting(table: ListedTable, holds: Mapping[str, bool]) -> ListedTable:
    rows = tuple(row for row in table.rows if _fits(row.when, holds))
    return table.model_copy(update={"rows": rows})


def _fits(condition: Condition, holds: Mapping[str, bool]) -> bool:
    return all(name in holds for name in condition.facts) and failing(condition, holds) is None
