"""Documents attached to an agreement: they fit it, stand on their own terms, and lead into it by number or by words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest

from backsource_docs.api import check
from backsource_docs.findings import Severity
from backsource_docs.rendering.text import render_text

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parents[1] / "golden"
Position = Literal["customer", "balanced", "supplier"]
POSITIONS: tuple[Position, ...] = get_args(Position)
FITTING = (
    ("civic", "exit-schedule"),
    ("homecoming", "transition-agreement"),
    ("homecoming", "data-switching-schedule"),
    ("homecoming", "tupe-schedule"),
)
# Dates that an example sets itself are its own affair.
OF_THE_DEAL = ("KD",)


def written(deal: Path, document: str) -> str:
    result = check(deal, only=document)
    assert result.assembly is not None, [str(finding) for finding in result.findings]
    return render_text(result.assembly.made[0].document)


def in_force(name: str, folder: Path) -> Path:
    """The example with its agreement in force instead of one that is still to be made."""
    deal = folder / "deal.yaml"
    text, count = re.subn(r"status: new", "status: existing", (EXAMPLES / name / "deal.yaml").read_text())
    assert count == 1
    deal.write_text(text)
    return deal


@pytest.mark.parametrize(("name", "document"), FITTING)
def test_attached_documents_read_as_accepted(name: str, document: str, expect: Callable[[Path, str], None]) -> None:
    (GOLDEN / name).mkdir(parents=True, exist_ok=True)
    expect(GOLDEN / name / f"{document}.txt", written(EXAMPLES / name / "deal.yaml", document) + "\n")


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize(("name", "document"), [*FITTING, ("nordlicht", "tupe-schedule")])
def test_every_position_goes_out_without_a_finding(name: str, document: str, position: Position) -> None:
    result = check(EXAMPLES / name / "deal.yaml", only=document, position=position, outgoing=True)
    serious = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    assert [str(finding) for finding in serious if not finding.code.startswith(OF_THE_DEAL)] == []


@pytest.mark.parametrize("position", POSITIONS)
def test_an_exit_schedule_fits_an_american_agreement_in_force(position: Position, tmp_path: Path) -> None:
    result = check(in_force("harbour", tmp_path), only="exit-schedule", position=position)
    assert [str(finding) for finding in result.findings if finding.severity is not Severity.INFO] == []


def test_an_exit_schedule_needs_an_agreement_in_force() -> None:
    result = check(EXAMPLES / "homecoming" / "deal.yaml", only="exit-schedule")
    assert [finding.code for finding in result.findings if finding.severity is Severity.ERROR] == ["BU02"]


def test_an_agreement_of_ours_is_cited_by_number() -> None:
    text = written(EXAMPLES / "homecoming" / "deal.yaml", "transition-agreement")
    assert re.search(r"clause \d+ \(Limits of liability\) of the Principal Agreement", text)
    assert re.search(r"[Pp]aragraph \d+ \(Option over Assets\) of Schedule 5 of the Principal Agreement", text)
    assert "the clause of the Principal Agreement on limits of liability" not in text


def test_an_agreement_in_force_is_cited_by_subject_where_the_deal_gives_no_number(tmp_path: Path) -> None:
    text = written(in_force("homecoming", tmp_path), "exit-schedule")
    assert "the clause of the Principal Agreement on limits of liability" in text
    assert "the clause of the Principal Agreement on Customer Obligations" in text
    assert "the schedule of the Principal Agreement on Charges" in text


def test_an_agreement_in_force_is_cited_by_the_number_that_the_deal_gives(tmp_path: Path) -> None:
    deal = in_force("homecoming", tmp_path)
    deal.write_text(deal.read_text().replace("  status: existing", "  status: existing\n  clauses: {liability: '28'}"))
    text = written(deal, "exit-schedule")
    assert "clause 28 (Limits of liability) of the Principal Agreement" in text
    assert "the clause of the Principal Agreement on limits of liability" not in text


def test_terms_of_the_agreement_get_bridging_meanings_and_clauses_of_the_schedule_are_paragraphs(
    tmp_path: Path,
) -> None:
    text = written(in_force("homecoming", tmp_path), "exit-schedule")
    assert "“Agreement”: the Principal Agreement, as supplemented and changed by this Exit Schedule." in text
    assert "“Dispute”: a difference between the parties" in text
    assert re.search(r"“Exit Information”: has the meaning given in paragraph \d+ \(Exit Information\)", text)
    assert "this clause" not in text


def test_the_dates_of_a_transition_are_those_of_the_plan() -> None:
    text = written(EXAMPLES / "homecoming" / "deal.yaml", "transition-agreement")
    assert "served, as the parties agree, on 17 January 2028" in text
    assert "the first Transfer Date is 14 July 2028 and the last is 13 October 2028" in text
