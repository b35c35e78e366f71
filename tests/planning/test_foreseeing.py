"""What a timetable should settle before it is agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from schedule_deals import Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity

Plan = Callable[[DealFile], Planned]
NOTICE = {"served": "2028-01-14", "method": "courier", "ends": "2028-12-31"}


def found(plan: Plan, code: str, /, **parts: Any) -> list[Finding]:
    return [finding for finding in plan(made(**{"notice": NOTICE, **parts}))[1] if finding.code == code]


def test_work_fixed_before_the_notice_counts_clashes_with_it(plan: Plan) -> None:
    clash = found(plan, "PL12", plan={"changes": [{"task": "kick-off", "starts_on": "2028-01-10"}]})
    assert len(clash) == 1 and "counts as received on 17 January 2028" in clash[0].message
    assert clash[0].remedy.startswith("Write starts_on: 2028-01-17") and clash[0].place.line
    assert not found(plan, "PL12", plan={"changes": [{"task": "kick-off", "starts_on": "2028-01-19"}]})


def test_a_function_cannot_come_home_before_the_notice_counts(plan: Plan) -> None:
    stone = {"name": "Payroll live", "service": "Payroll", "date": "2028-01-12"}
    assert "Payroll is to come home on 12 January 2028" in found(plan, "PL12", milestones=[stone])[0].message
    assert not found(plan, "PL12", milestones=[{**stone, "date": "2028-09-13"}])


def test_a_notice_that_comes_too_soon_to_be_prepared_is_told(plan: Plan) -> None:
    longer = {"changes": [{"task": "message", "duration": "400 business days"}]}
    soon = found(plan, "PL13", plan=longer)
    assert len(soon) == 1 and "(Approve the exit) should have been done by" in soon[0].message
    approved = {**NOTICE, "approved_on": "2026-10-01"}
    assert not found(plan, "PL13", plan=longer, notice=approved)
    assert not found(plan, "PL13")


def test_a_move_about_the_turn_of_the_year_asks_for_a_freeze(plan: Plan) -> None:
    stone = {"name": "Payroll live", "service": "Payroll", "date": "2028-12-20"}
    asked = found(plan, "PL11", milestones=[stone])
    assert [one.severity for one in asked] == [Severity.INFO] and "first: 2028-12-15" in asked[0].remedy
    freeze = {"name": "Closing", "first": "2028-12-15", "last": "2029-01-05"}
    assert not found(plan, "PL11", milestones=[stone], plan={"freezes": [freeze]})
    assert not found(plan, "PL11", milestones=[{**stone, "date": "2028-09-13"}])


def test_a_freeze_of_the_sector_holds_until_the_deal_lifts_it(plan: Plan) -> None:
    stone = {"name": "Payroll live", "service": "Payroll", "date": "2028-12-20"}
    bank = {"milestones": [stone], "sector": "financial"}
    warned = found(plan, "PL11", **bank)
    assert {one.severity for one in warned} == {Severity.WARNING}
    assert "Year-end closing of banks and insurers" in warned[0].message and "2029-01-06" in warned[0].remedy
    assert not found(plan, "PL11", **bank, plan={"year_end_freeze": "no"})
    assert not found(plan, "PL11", **{**bank, "sector": "other"}, plan={"year_end_freeze": "no"})
    own = {"freezes": [{"name": "Release week", "first": "2028-03-01", "last": "2028-03-08"}]}
    assert not found(plan, "PL11", **bank, plan=own)
    black_friday = {**stone, "date": "2028-11-24"}
    assert "Peak trading" in found(plan, "PL11", milestones=[black_friday], sector="retail")[0].message
    assert not found(plan, "PL11", milestones=[black_friday], sector="financial")


def test_the_plan_says_on_which_days_nothing_moves(plan: Plan) -> None:
    days = [
        plan(made(notice=NOTICE, **parts))[0].values["exit.freezes"]
        for parts in (
            {"sector": "financial"},
            {"sector": "other"},
            {"plan": {"freezes": [{"name": "Release week", "first": "2028-03-01", "last": "2028-03-08"}]}},
        )
    ]
    assert days == [
        ("15 December to 5 January of every year (Year-end closing of banks and insurers)",),
        ("none agreed",),
        ("1 March 2028 to 8 March 2028 (Release week)",),
    ]


def test_early_january_belongs_to_the_turn_of_the_year_before(plan: Plan) -> None:
    stone = {"name": "Payroll live", "service": "Payroll", "date": "2029-01-04"}
    assert "first: 2028-12-15, last: 2029-01-05" in found(plan, "PL11", milestones=[stone])[0].remedy


@pytest.mark.parametrize(
    ("plan_of_deal", "words"),
    [
        ({"costs": {"assistance": [{"role": "Engineer", "quantity": 3}]}}, "not on the rate card"),
        ({"costs": {"at_home": [{"function": "Payrol", "annual": "GBP 3"}]}}, "Did you mean Payroll?"),
        ({"partial": ["Desk"]}, "The function Desk does not come home"),
    ],
)
def test_costs_that_lead_nowhere_are_told(plan: Plan, plan_of_deal: dict[str, Any], words: str) -> None:
    (finding,) = found(plan, "PL14", plan=plan_of_deal)
    assert words in str(finding) and finding.place.line
