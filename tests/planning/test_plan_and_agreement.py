"""The plan against the agreement: what the clauses fix, the tasks keep, at each position and in the right order."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

import pytest
from schedule_deals import AS_OF, Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.scheduling import Scheduled
from backsource_docs.planning.timetable import Timetable, timetable_of

Plan = Callable[[DealFile], Planned]
Example = Callable[[str], DealFile]

# Tasks that end on the very day that the agreement gives them, and those that end by it.
EXACT = {
    "registers": "registers_due",
    "exit-information": "exit_information_due",
    "exit-estimate": "estimate_due",
    "plan-version": "plan_version_due",
    "documents": "documentation_due",
    "retrieval": "retrieval_ends",
    "erasure": "erasure_due",
    "backups": "backups_erased",
    "final-account": "final_account_due",
    "questions": "questions_end",
    "rollback-window": "rollback_ends",
}
IN_TIME = {
    "security-plan": "security_plan_due",
    "knowledge-plan": "knowledge_plan_due",
    "committee": "committee_formed_by",
}
# What must be over before what begins, for the copies of the same function or wave.
ORDER = (
    ("revoke-access", "acceptance"),
    ("return-property", "acceptance"),
    ("rollback-window", "revoke-access"),
    ("staffing-plan", "layoff-notices"),
    ("training", "shadowing"),
    ("approval", "message"),
    ("retain-advisers", "contract-review"),
    ("representatives-first", "approval"),
    ("backup-certificate", "close-exit"),
    ("erasure-certificate", "close-exit"),
    ("cut-over", "welcome"),
)


def copies(timetable: Timetable, name: str) -> list[Scheduled]:
    return [entry for entry in timetable.tasks if entry.task.id.partition("/")[0] == name]


def last(entries: Iterable[Scheduled]) -> datetime.date | None:
    return max((entry.finish for entry in entries if entry.finish), default=None)


@pytest.fixture(params=["customer", "balanced", "supplier"])
def position(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["homecoming", "harbour", "nordlicht"])
def planned(request: pytest.FixtureRequest, position: str, library: Library, example: Example) -> Timetable:
    file = example(request.param)
    holds = established(library.facts, file.deal)
    return timetable_of(file, library, holds, AS_OF, position)[0]


def test_tasks_end_on_the_dates_that_the_agreement_gives_them(planned: Timetable) -> None:
    days = {name: last(copies(planned, name)) for name in EXACT}
    assert days == {name: planned.key_dates.day(date) for name, date in EXACT.items()}
    for name, date in IN_TIME.items():
        finish, due = last(copies(planned, name)), planned.key_dates.day(date)
        assert finish and due and finish <= due


def test_lengths_are_those_of_the_clauses(planned: Timetable) -> None:
    for name, clause, parameter in (
        ("shadowing", "knt-shadowing", "shadow_time"),
        ("reverse-shadowing", "knt-shadowing", "reverse_time"),
        ("documents-review", "knt-documentation", "review_time"),
        ("parallel-running", "tra-parallel-running", "parallel_running"),
        ("acceptance", "tra-acceptance", "acceptance_time"),
    ):
        lengths = {entry.task.duration for entry in copies(planned, name)}
        assert lengths == {planned.terms.period(clause, parameter)}, name


def test_what_must_come_first_comes_first(planned: Timetable) -> None:
    for earlier, later in ORDER:
        for entry in copies(planned, later):
            for other in copies(planned, earlier):
                same = not other.task.function or not entry.task.function or other.task.function == entry.task.function
                same = same and (not other.task.wave or not entry.task.wave or other.task.wave == entry.task.wave)
                if same:
                    assert other.finish and entry.start and other.finish < entry.start, (earlier, later)


def test_a_wave_begins_after_gate_3_of_the_wave_before(planned: Timetable) -> None:
    ready = {entry.task.wave: entry.finish for entry in copies(planned, "user-tests")}
    for name in ("environment", "training", "trial-extract"):
        for entry in copies(planned, name):
            before = ready.get((entry.task.wave or 0) - 1)
            assert before is None or (entry.start and before < entry.start)


def test_the_freeze_lasts_from_its_lead_to_the_end_of_rollback_and_cites_its_clause(planned: Timetable) -> None:
    windows = {entry.task.function: entry.finish for entry in copies(planned, "rollback-window")}
    for entry in copies(planned, "freeze"):
        assert entry.finish == windows[entry.task.function]
        assert entry.task.clause == "gov-change-freeze"


def test_both_staffs_hear_it_on_the_same_day(planned: Timetable) -> None:
    (own,), (other,) = copies(planned, "tell-own-staff"), copies(planned, "tell-supplier-staff")
    assert (own.start, own.finish) == (other.start, other.finish)


def test_the_exit_is_approved_on_the_day_that_the_deal_states(example: Example, plan: Plan) -> None:
    file = example("homecoming")
    timetable, _ = plan(file)
    (approval,) = copies(timetable, "approval")
    assert file.deal.backsourcing.notice and approval.finish == file.deal.backsourcing.notice.approved_on


def test_the_managers_meet_first_and_the_committee_on_its_day(example: Example, plan: Plan) -> None:
    file = example("homecoming")
    timetable, _ = plan(file)
    (managers,), (formed,), (meeting,) = (
        copies(timetable, name) for name in ("kick-off", "committee", "first-committee")
    )
    assert managers.finish and formed.finish and meeting.start
    assert managers.finish < formed.finish < meeting.start == file.deal.governance.next_meeting


def test_a_clause_parameter_of_the_deal_moves_its_task(plan: Plan) -> None:
    notice = {"served": "2028-01-14", "ends": "2028-10-31"}
    clauses = {"dat-retrieval-period": {"parameters": {"retrieval": "90 days"}}}
    timetable, _ = plan(made(notice=notice, clauses=clauses))
    assert timetable.key_dates.day("retrieval_ends") == datetime.date(2029, 5, 1)
    assert last(copies(timetable, "retrieval")) == datetime.date(2029, 5, 1)


def codes(findings: Iterable[object], code: str) -> list[str]:
    return [str(finding) for finding in findings if code in str(finding)]


def test_an_approval_just_before_the_notice_leaves_too_little_time(plan: Plan) -> None:
    notice = {"served": "2028-01-14", "ends": "2028-10-31", "approved_on": "2028-01-12"}
    (found,) = codes(plan(made(notice=notice))[1], "KD08")
    assert "the deal states 12 January 2028" in found
    assert not codes(plan(made(notice=notice | {"approved_on": "2027-12-16"}))[1], "KD08")


def test_a_wave_that_the_deal_starts_too_soon_is_a_warning(plan: Plan) -> None:
    services = [{"name": "Desk", "wave": 1}, {"name": "Payments", "wave": 2}]
    phases = [{"name": "Wave 1", "start": "2028-05-02"}, {"name": "Wave 2", "start": "2028-05-08"}]
    notice = {"served": "2028-01-14", "ends": "2028-10-31"}
    (found,) = codes(plan(made(notice=notice, services=services, phases=phases))[1], "KD09")
    assert "Wave 2 is to start on 8 May 2028" in found
    later = [phases[0], {"name": "Wave 2", "start": "2028-07-03"}]
    assert not codes(plan(made(notice=notice, services=services, phases=later))[1], "KD09")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2028-10-14", "no Business Day"),
        ("2028-09-29", "last 2 Business Days of the month"),
        ("2028-10-03", "first 2 Business Days of the month"),
        ("2028-08-25", ""),
        ("2028-05-30", "last 2 Business Days of the month"),
        ("2028-04-18", "beside a public holiday"),
        ("2028-10-13", ""),
    ],
)
def test_a_cut_over_on_a_peak_day_is_a_warning(day: str, why: str, plan: Plan) -> None:
    stone = {"name": "Payroll at home", "service": "Payroll", "date": day}
    found = codes(plan(made(milestones=[stone]))[1], "KD10")
    assert [why in one for one in found] == ([True] if why else [])


def test_a_critical_function_moves_alone(plan: Plan) -> None:
    services = [{"name": "Desk"}, {"name": "Payments", "critical": "yes"}]
    stones = [{"name": name, "service": name, "date": "2028-10-13"} for name in ("Desk", "Payments")]
    (found,) = codes(plan(made(services=services, milestones=stones))[1], "KD10")
    assert "Payments is critical and Desk moves on the same day" in found
