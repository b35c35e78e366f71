"""The tables of the proof of coverage, for the matrix of its own and for annexes of a plan or an agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from backsource_docs.coverage.rows import STATUSES, Coverage, CoveredRow, Meeting, counted
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.tree import Cell, Column, Inline, LineBreak, Reference, Row, Table, Text

__all__ = ["coverage_tables"]

_NONE = "None"


def coverage_tables(coverage: Callable[[], Coverage], document: str) -> Mapping[str, TableMaker]:
    """A maker for each table; texts of `document`, which the tables stand in, are named by live references."""
    return {
        "coverage-summary": lambda filler: _summary(coverage()),
        "coverage-open": lambda filler: _open(coverage()),
        "coverage-rows": lambda filler: _rows(coverage(), document),
        "coverage-outside": lambda filler: _outside(coverage()),
        "coverage-practice": lambda filler: _practice(coverage(), document),
        "coverage-clauses": partial(_clauses, coverage, document),
    }


def _summary(coverage: Coverage) -> Table:
    """How many requirements of each instrument that applies have each status."""
    columns = (
        Column("Instrument", 5),
        *(Column(status.capitalize(), 1, "right") for status in STATUSES[:3]),
        Column("Unconfirmed rows", 1.3, "right"),
    )
    rows = [_counts(name, kept) for name, kept in _applying(coverage)]
    total = _counts("All instruments", coverage.applicable, strong=True)
    return Table("coverage-summary", "Coverage by instrument", columns, (*rows, total))


def _counts(name: str, rows: tuple[CoveredRow, ...], *, strong: bool = False) -> Row:
    counts = counted(rows)
    unconfirmed = sum(not row.requirement.confirmed for row in rows)
    numbers = (*(counts[status] for status in STATUSES[:3]), unconfirmed)
    return Row(((Text(name),), *((Text(str(number)),) for number in numbers)), strong)


def _applying(coverage: Coverage) -> Iterator[tuple[str, tuple[CoveredRow, ...]]]:
    """The instruments that apply, each with its rows that do."""
    for name, rows in coverage.by_instrument.items():
        kept = tuple(row for row in rows if row.status != "not applicable")
        if kept:
            yield name, kept


def _open(coverage: Coverage) -> Table:
    """The requirements that are not met in full, and what would close them: what a reader looks for first."""
    columns = (
        Column("Provision", 1.5),
        Column("Requirement", 3),
        Column("Status", 0.8),
        Column("What would close it", 3.4),
    )
    rows: list[Row] = []
    for name, kept in _applying(coverage):
        missing = [row for row in kept if row.status != "full"]
        rows += [Row(((Text(name),),))] if missing else []
        rows += [Row((*_asked(row), _status(row), _closing(row))) for row in missing]
    return Table("coverage-open", "Requirements that are not met in full", columns, tuple(rows) or (_nothing(4),))


def _rows(coverage: Coverage, document: str) -> Table:
    """Every requirement that applies, with its status, the texts that meet it and what would close a gap."""
    partial_rows = any(row.status == "partial" for row in coverage.rows)
    columns = (
        Column("Provision", 1.5),
        Column("Requirement", 3),
        Column("Status", 0.8),
        Column("Met by", 3 if partial_rows else 3.8),
        Column("What would close it", 2.4 if partial_rows else 1.6),
    )
    rows: list[Row] = []
    for name, kept in _applying(coverage):
        rows.append(Row(((Text(name),),)))
        rows += [_row(row, document) for row in kept]
    return Table("coverage-rows", "Requirements and where the documents meet them", columns, tuple(rows))


def _row(row: CoveredRow, document: str) -> Row:
    return Row((*_asked(row), _status(row), _met(row.meetings, document), _closing(row)))


def _status(row: CoveredRow) -> Cell:
    return (Text(row.status.capitalize(), strong=row.status != "full"),)


def _closing(row: CoveredRow) -> Cell:
    """What would close a row: its gaps line by line, or why nothing meets it; empty where it is met in full."""
    gaps = _lines(tuple((Text(str(gap)),) for gap in row.gaps))
    return gaps or ((Text(row.why),) if row.status == "none" else ())


def _met(meetings: tuple[Meeting, ...], document: str) -> Cell:
    """Where texts stand: live references for the document itself, then each other document with its numbers."""
    live = tuple((Reference(meeting.clause, meeting.title),) for meeting in meetings if _is_live(meeting, document))
    told: dict[str, list[str]] = {}
    for meeting in meetings:
        if not _is_live(meeting, document):
            told.setdefault(meeting.document_title if meeting.headed else meeting.title, []).append(_numbered(meeting))
    return _lines((*live, *(_told(title, places) for title, places in told.items()))) or (Text(_NONE),)


def _is_live(meeting: Meeting, document: str) -> bool:
    return meeting.document == document and meeting.headed


def _told(title: str, places: list[str]) -> Cell:
    """A document with its clauses, or a letter or a recital alone."""
    named = ", ".join(filter(None, places))
    return (Text(f"{title}: {named}" if named else title),)


def _numbered(meeting: Meeting) -> str:
    if not meeting.headed:
        return ""
    return f"{meeting.number} ({meeting.title})" if meeting.number else meeting.title


def _lines(cells: tuple[Cell, ...]) -> Cell:
    """Cells below each other in one."""
    made: list[Inline] = []
    for number, cell in enumerate(cells):
        made += [LineBreak(), *cell] if number else cell
    return tuple(made)


def _outside(coverage: Coverage) -> Table:
    """The requirements that do not apply, by instrument and reason."""
    counts: dict[tuple[str, str], int] = {}
    for row in coverage.rows:
        if row.status == "not applicable":
            key = (row.requirement.instrument, row.why)
            counts[key] = counts.get(key, 0) + 1
    columns = (Column("Instrument", 4), Column("Requirements", 1.2, "right"), Column("Because", 4))
    rows = [Row(((Text(name),), (Text(str(number)),), (Text(why),))) for (name, why), number in counts.items()]
    return Table("coverage-outside", "What does not apply to this deal", columns, tuple(rows) or (_nothing(3),))


def _practice(coverage: Coverage, document: str) -> Table:
    """The clauses in the contracts that answer no requirement."""
    columns = (Column("Clause", 3), Column("Where", 4))
    rows = [Row(((Text(clause.title),), _stands(clause, document))) for clause in coverage.practice]
    return Table("coverage-practice", "Clauses of market practice", columns, tuple(rows) or (_nothing(2),))


def _stands(meeting: Meeting, document: str) -> Cell:
    """Where a text stands, without its title."""
    if _is_live(meeting, document):
        return (Reference(meeting.clause, meeting.title),)
    place = f", {meeting.number}" if meeting.headed and meeting.number else ""
    return (Text(f"{meeting.document_title}{place}"),)


def _nothing(columns: int) -> Row:
    return Row(((Text(_NONE),), *((),) * (columns - 1)))


def _clauses(coverage: Callable[[], Coverage], document: str, filler: Filler) -> Table:
    """For the agreement itself: each requirement that rests on facts of the deal, and the clauses that answer it."""
    columns = (Column("Provision", 1.6), Column("Requirement", 3.4), Column("Clauses", 3.6))
    rows: list[Row] = []
    for name, kept in _applying(coverage()):
        binding = [row for row in kept if row.requirement.applies.facts]
        answered = [row for row in binding if any(meeting.document == document for meeting in row.meetings)]
        rows += [Row(((Text(name),),))] if answered else []
        rows += [_answered(row, document) for row in answered]
    return Table("coverage-clauses", "Requirements and the clauses that answer them", columns, tuple(rows))


def _answered(row: CoveredRow, document: str) -> Row:
    own = tuple(meeting for meeting in row.meetings if meeting.document == document)
    return Row((*_asked(row), _met(own, document)))


def _asked(row: CoveredRow) -> tuple[Cell, Cell]:
    """The provision and what it asks for: data of the requirement, printed as its file has them."""
    path = f"requirements.{row.requirement.id}"
    title = Text(f"{row.requirement.title}. ", strong=True, path=path)
    return (Text(row.citation, path=path),), (title, Text(row.requirement.requirement, path=path))
