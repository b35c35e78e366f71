"""The charter of the committee: its members, the voices it needs, its calendar, what goes to the other side."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule_deals import ROOT

from backsource_docs.api import check
from backsource_docs.findings import Severity
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.committee_tables import meeting_days
from backsource_docs.rendering.text import render_text
from backsource_docs.values import Period

CHARTER = "governance-charter"
Position = Literal["customer", "balanced", "supplier"]
POSITIONS: tuple[Position, ...] = get_args(Position)
EXAMPLES = ("homecoming", "harbour", "nordlicht", "civic")
# Dates that an example sets itself are its own affair.
OF_THE_DEAL = ("KD",)
LONDON = calendar_of("england-and-wales")
HEAD = (
    "name: x\ncustomer: {name: A, country: GB}\nsupplier: {name: B, country: GB}\nlaw: {governing: england-and-wales}\n"
)


def charter(deal: Path, *, outgoing: bool = False) -> str:
    result = check(deal, only=CHARTER, outgoing=outgoing)
    assert result.assembly is not None, [str(finding) for finding in result.findings]
    return render_text(result.assembly.made[0].document)


@pytest.fixture
def chartered(tmp_path: Path) -> Callable[[str], str]:
    """The charter of a small deal with what a case says about it."""

    def made(more: str) -> str:
        deal = tmp_path / "deal.yaml"
        deal.write_text(HEAD + more)
        return charter(deal)

    return made


@pytest.mark.parametrize("name", ["homecoming", "civic"])
def test_charters_read_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    expect(ROOT / "tests" / "golden" / name / f"{CHARTER}.txt", charter(ROOT / "examples" / name / "deal.yaml") + "\n")


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_position_goes_out_without_a_finding(name: str, position: Position) -> None:
    result = check(ROOT / "examples" / name / "deal.yaml", only=CHARTER, position=position, outgoing=True)
    serious = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    assert [str(finding) for finding in serious if not finding.code.startswith(OF_THE_DEAL)] == []


def test_the_other_side_sees_the_same_numbers_and_nothing_of_the_notes_for_the_chair() -> None:
    own = charter(ROOT / "examples" / "homecoming" / "deal.yaml")
    theirs = charter(ROOT / "examples" / "homecoming" / "deal.yaml", outgoing=True)
    assert own.startswith(theirs.rstrip())
    assert "Notes for the chair" in own.removeprefix(theirs.rstrip())
    assert "Customer only" not in theirs


def test_each_voice_names_its_seats_and_an_empty_one_is_a_blank(chartered: Callable[[str], str]) -> None:
    text = chartered(
        "governance:\n  exit_committee:\n    name: Board\n    members:\n"
        "      - {role: Director, name: Ann Lee, side: customer, oversaw_outsourcing: yes}\n"
        "      - {role: Desk user, side: end users}\n"
    )
    lines = text.partition("[Members]")[2].partition("[Who decides what]")[0].splitlines()
    rows = {row.split("|")[0].strip(): [cell.strip() for cell in row.split("|")] for row in lines if "|" in row}
    assert rows["Executives of the Customer"][2] == "Director (Ann Lee)"
    assert rows["Representatives of the end users"][2] == "Desk user"
    assert rows["Relationship Managers and executives of the Supplier"][2].startswith("[● seat: Relationship Managers")
    assert rows["Key vendors"][2] == "invited to items"
    assert rows["People who oversaw the original outsourcing"][2] == "Director (Ann Lee)"
    assert rows["Director"][1:] == ["Ann Lee", "", "customer", "decides", "yes"]
    assert rows["Desk user"][1:] == ["[● member]", "", "end users", "is heard", "no"]


CALLED = (
    "services: [{name: Desk}]\nterm: {commencement: 2026-01-05}\n"
    "backsourcing:\n  notice: {ground: convenience, served: 2027-03-01, method: hand, ends: 2027-12-31}\n"
    "  milestones: [{name: Desk live, date: 2027-04-21, service: Desk}]\n"
)


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("weekly", {"March 2027": "9, 16, 23, 30", "April 2027": "6, 13, 20, 27", "May 2027": "4"}),
        ("every two weeks", {"March 2027": "9, 23", "April 2027": "6, 20", "May 2027": "4"}),
        ("Monthly", {"March 2027": "9", "April 2027": "9"}),
        ("when needed", {"March 2027": "9"}),
    ],
)
def test_regular_meetings_are_counted_from_the_first_to_the_end_of_rollback(
    frequency: str, expected: dict[str, str], chartered: Callable[[str], str]
) -> None:
    committee = f"{{exit_committee: {{name: Board, frequency: {frequency}}}, next_meeting: 2027-03-09}}"
    text = chartered(f"{CALLED}governance: {committee}\n")
    table = text.partition("[Regular meetings]")[2].partition("\n\n")[0].splitlines()[3:]
    assert {row.split("|")[0].strip(): row.split("|")[1].strip() for row in table} == expected
    assert "Desk live (21)" in text or "April 2027" not in expected


def test_a_called_exit_without_a_first_meeting_leaves_it_as_a_blank(chartered: Callable[[str], str]) -> None:
    assert "[● first meeting]" in chartered(CALLED).partition("[Regular meetings]")[2]


def test_a_standing_charter_has_no_days(chartered: Callable[[str], str]) -> None:
    text = chartered("services: [{name: Desk}]\n")
    assert "No exit has been called. The charter stands ready" in text
    assert "[Regular meetings]" not in text and "not called" in text


@given(
    st.dates(datetime.date(2026, 1, 1), datetime.date(2030, 1, 1)),
    st.integers(0, 500),
    st.sampled_from([Period(7, "day"), Period(14, "day"), Period(1, "month")]),
)
def test_meetings_are_on_business_days_in_order_and_none_begins_after_the_last(
    first: datetime.date, length: int, rhythm: Period
) -> None:
    last = first + datetime.timedelta(days=length)
    days = list(meeting_days(first, last, rhythm, LONDON))
    assert days == sorted(set(days)) and all(map(LONDON.is_open, days))
    assert days[0] == LONDON.on_or_after(first) and all(day <= last for day in days[1:])
