"""The proof of coverage of one assembly: what its documents cover, as data and as files to hand over."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from backsource_docs.building import MATRIX, Assembly
from backsource_docs.coverage.assessing import Drafted, coverage_of
from backsource_docs.coverage.rows import Coverage, CoveredRow, Meeting, counted
from backsource_docs.drafting.facts import established
from backsource_docs.parcel import Parcel, parcel_of

__all__ = ["coverage_data", "matrix_alone", "matrix_parcel", "proof_of"]


def proof_of(assembly: Assembly) -> Coverage:
    """What the documents of the assembly cover, with their clause numbers."""
    holds = established(assembly.library.facts, assembly.file.deal)
    drafted = [Drafted(made.selection, made.document.numbers) for made in assembly.made]
    return coverage_of(assembly.file, assembly.library, holds, drafted)


def matrix_alone(assembly: Assembly) -> Assembly:
    """The assembly with the coverage matrix as its only document."""
    return replace(assembly, made=tuple(made for made in assembly.made if made.document.draft.id == MATRIX))


def matrix_parcel(assembly: Assembly, coverage: Coverage, version: str) -> Parcel:
    """The matrix of the assembly as a Word file and as a workbook, with their entries in the manifest."""
    from backsource_docs.coverage.workbook import workbook_bytes

    parcel = parcel_of(matrix_alone(assembly), version, outgoing=False)
    name = f"{MATRIX}.xlsx"
    content = workbook_bytes(coverage, assembly.file.deal.name, assembly.as_of)
    return parcel.with_file(name, content, f"{MATRIX}-workbook")


def coverage_data(coverage: Coverage) -> dict[str, Any]:
    """The coverage as plain data: counts by status, rows in the order of their files, clauses of market practice."""
    return {
        "counts": dict(counted(coverage.rows)),
        "instruments": [
            {"instrument": name, "counts": dict(counted(rows))} for name, rows in coverage.by_instrument.items()
        ],
        "requirements": list(map(_row, coverage.rows)),
        "market_practice": list(map(_place, coverage.practice)),
    }


def _row(row: CoveredRow) -> dict[str, Any]:
    asked = row.requirement
    return {
        "id": asked.id,
        "instrument": asked.instrument,
        "citation": asked.citation,
        "title": asked.title,
        "requirement": asked.requirement,
        "confirmed": asked.confirmed,
        "basis": asked.basis,
        "status": row.status,
        "why": row.why,
        "met_by": list(map(_place, row.meetings)),
        "missing": [
            {"clause": gap.clause, "title": gap.title, "why": gap.why, "remedy": gap.remedy} for gap in row.gaps
        ],
    }


def _place(meeting: Meeting) -> dict[str, str]:
    return {
        "document": meeting.document,
        "clause": meeting.clause,
        "title": meeting.title,
        "position": meeting.position,
        "number": meeting.number,
    }
