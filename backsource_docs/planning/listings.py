"""Tables whose rows the library lists (who does what, which questions, which risks), as read from its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Codes, typed
from backsource_docs.yamlfile import YamlText

__all__ = ["ListedRow", "ListedTable", "listed_facts", "listings_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
PLAN_TABLES = "tables.yaml"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ListedRow(_Closed):
    """A row: cells as text with {{ names }} of values, the condition on which it stays, a clause it rests on."""

    cells: tuple[str, ...]
    when: Condition = Condition()
    clause: str = ""


class ListedTable(_Closed):
    """A table: caption, headings, widths by share, rows; cells that a row lacks are left open to fill in by hand.

    The rows of a `chronological` table are put into the order of the first date that each fills in, those without last.
    """

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[ListedRow, ...] = ()
    open_rows: int = 0
    chronological: bool = False


class _File(_Closed):
    """All tables of one file, by name."""

    tables: Mapping[str, ListedTable]


def listings_of(
    library: Library, holds: Mapping[str, bool], name: str = PLAN_TABLES
) -> tuple[Mapping[str, ListedTable], tuple[Finding, ...]]:
    """The listed tables of one file in sections/, those of the plan by default, with the rows that fit the deal."""
    source = library.table("sections", name)
    if source is None:
        return {}, ()
    file, findings = typed(_File, source, CODES)
    tables = file.tables if file else {}
    doubtful = tuple(_doubtful(tables, source, holds))
    return {name: _fitting(table, holds) for name, table in tables.items()}, (*findings, *doubtful)


def listed_facts(library: Library, name: str = PLAN_TABLES) -> frozenset[str]:
    """The facts on which rows of the listed tables of one file depend."""
    source = library.table("sections", name)
    file = typed(_File, source, CODES)[0] if source else None
    tables = file.tables.values() if file else ()
    return frozenset(fact for table in tables for row in table.rows for fact in row.when.facts)


def _doubtful(tables: Mapping[str, ListedTable], source: YamlText, holds: Mapping[str, bool]) -> Iterator[Finding]:
    """Facts on which a row depends and that no file declares: the row would be missing in every plan."""
    for name, table in tables.items():
        for number, row in enumerate(table.rows):
            for fact in row.when.facts:
                if fact not in holds:
                    message = f"A row of the table {name} depends on the fact {fact}, which is not in facts.yaml."
                    place = source.place(("tables", name, "rows", number))
                    yield Finding("KD07", Severity.ERROR, message, place, "Correct the name.")


def _fitting(table: ListedTable, holds: Mapping[str, bool]) -> ListedTable:
    rows = tuple(row for row in table.rows if _fits(row.when, holds))
    return table.model_copy(update={"rows": rows})


def _fits(condition: Condition, holds: Mapping[str, bool]) -> bool:
    return all(name in holds for name in condition.facts) and failing(condition, holds) is None
