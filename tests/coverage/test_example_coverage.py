"""What the example deals cover: the content of the library against the instruments that matter most."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest

from backsource_docs.api import coverage
from backsource_docs.coverage.rows import Coverage, CoveredRow
from backsource_docs.opening import open_library

EXAMPLES = Path(__file__).parents[2] / "examples"
FIRST = ("steps-", "dora-28-", "dora-30-", "gdpr-28-", "da-25-")
NOT_MET: Mapping[str, str] = {
    "dora-30-4": "A duty of the Customer while it negotiates: no text of the documents can do it.",
}


def rows_of(deal: str, position: Literal["customer", "supplier"] | None = None) -> dict[str, CoveredRow]:
    found = coverage(EXAMPLES / deal / "deal.yaml", position=position)
    assert isinstance(found.coverage, Coverage)
    return {row.requirement.id: row for row in found.coverage.rows}


@pytest.fixture(scope="module")
def homecoming() -> dict[str, CoveredRow]:
    return rows_of("homecoming", "customer")


def test_the_customers_draft_meets_what_comes_first(homecoming: dict[str, CoveredRow]) -> None:
    rows = [row for id, row in homecoming.items() if id.startswith(FIRST)]
    assert len(rows) > 60
    lacking = {row.requirement.id: f"{row.status}: {row.remedy}" for row in rows if row.status != "full"}
    assert set(lacking) == set(NOT_MET), lacking


def test_every_meeting_has_a_number_where_its_document_is_numbered(homecoming: dict[str, CoveredRow]) -> None:
    meetings = [meeting for row in homecoming.values() for meeting in row.meetings]
    assert meetings and all(meeting.number for meeting in meetings if meeting.headed)


def test_the_suppliers_draft_falls_short_and_says_of_what() -> None:
    rows = rows_of("homecoming", "supplier")
    short = {id for id, row in rows.items() if row.status in ("partial", "none") and "falls short" in row.remedy}
    assert {"dora-28-7-c", "dora-30-3-e-i", "dora-28-8-plan", "dora-30-3-a", "da-25-2-b"} <= short


def test_each_instrument_applies_by_the_facts_of_its_deal(homecoming: dict[str, CoveredRow]) -> None:
    harbour = rows_of("harbour")
    apply = {id for id, row in homecoming.items() if row.status != "not applicable"}
    abroad = {id for id, row in harbour.items() if row.status != "not applicable"}
    assert {"tupe-3", "pra-10-1", "da-25-1", "mkt-mar18"} <= apply and not {"warn-2102-a", "cps230-59"} & apply
    assert {"warn-2102-a"} <= abroad and not {"tupe-3", "pra-10-1", "mkt-mar18"} & abroad


def test_the_library_has_all_requirements_and_marks_those_that_nobody_has_read() -> None:
    library, _ = open_library()
    assert library is not None
    rows = library.requirements.values()
    assert len(rows) >= 296 and len({row.instrument for row in rows}) >= 25
    assert sum(not row.confirmed for row in rows) >= 86 and library.findings == []
    assert all(row.citation and row.requirement.endswith(".") and row.basis for row in rows)


def test_every_exception_leaves_a_position_that_meets_the_requirement() -> None:
    library, _ = open_library()
    assert library is not None
    for clause in library.clauses("clauses"):
        for id in {id for ids in clause.matter.falls_short.values() for id in ids}:
            short = {position for position, ids in clause.matter.falls_short.items() if id in ids}
            assert set(clause.positions) - short, (clause.id, id)
