"""Key dates against cases worked out by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml
from msgspec.structs import replace
from schedule_deals import ROOT, Planned, made, read

from backsource_docs.deal.reading import DealFile

CASES = yaml.load((ROOT / "tests/cases/schedule/key-dates.yaml").read_text(), yaml.BaseLoader)
CODES = {"KD01", "KD02", "KD05"}


def _expected(text: str) -> datetime.date | None:
    return None if text == "null" else datetime.date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: Mapping[str, Any], plan: Callable[[DealFile], Planned]) -> None:
    timetable, findings = plan(made(**case))
    found = {name: timetable.values[f"exit.{name}"] for name in case["dates"]}
    assert found == {name: _expected(text) for name, text in case["dates"].items()}
    assert [finding.code for finding in findings if finding.code in CODES] == case.get("findings", [])
    if "says" in case:
        assert case["says"] in " ".join(map(str, findings))


def test_the_finding_of_an_early_date_stands_at_its_line(plan: Callable[[DealFile], Planned]) -> None:
    _, findings = plan(made(notice={"served": "2028-01-14", "ends": "2028-07-16"}))
    (finding,) = [finding for finding in findings if finding.code == "KD01"]
    assert finding.place.line > 0
    assert "17 July 2028" in finding.remedy


def test_each_date_says_how_it_was_found(plan: Callable[[DealFile], Planned]) -> None:
    timetable, _ = plan(made(notice={"served": "2028-01-14", "ends": "2028-10-31"}))
    ends = next(entry for entry in timetable.key_dates.entries if entry.name == "ends")
    assert ends.derivation == "stated in the deal; not before 17 July 2028 (received 17 January 2028 plus 6 months)"
    assert all(entry.derivation for entry in timetable.key_dates.entries)


@pytest.mark.parametrize("law", ["england-and-wales", "new-york"])
@pytest.mark.parametrize("method", ["hand", "courier", "post", "airmail"])
def test_receipt_is_a_business_day_and_never_before_the_sending(
    law: str, method: str, plan: Callable[[DealFile], Planned]
) -> None:
    sent = datetime.date(2028, 12, 22)
    timetable, _ = plan(made(law=law, notice={"served": sent.isoformat(), "method": method}))
    received = timetable.key_dates.day("notice_deemed")
    assert received is not None
    assert received >= sent
    assert received.weekday() < 5


def test_a_notice_within_the_lock_in_has_no_effect_in_the_supplier_text(plan: Callable[[DealFile], Planned]) -> None:
    notice = {"ground": "convenience", "served": "2028-01-14", "method": "hand", "ends": "2028-09-29"}
    timetable, findings = plan(made(notice=notice, position="supplier"))
    found = [finding for finding in findings if finding.code in ("KD02", "KD11")]
    assert [finding.code for finding in found] == ["KD11"]
    assert "served: 2028-03-01" in found[0].remedy
    assert timetable.key_dates.day("lock_in_ends") == datetime.date(2028, 3, 1)
    assert timetable.key_dates.day("earliest_end") == datetime.date(2028, 9, 1)


def test_a_notice_after_the_lock_in_of_the_supplier_text_is_good(plan: Callable[[DealFile], Planned]) -> None:
    notice = {"ground": "convenience", "served": "2028-03-01", "method": "hand", "ends": "2028-09-01"}
    _, findings = plan(made(notice=notice, position="supplier"))
    assert not any(finding.code in ("KD01", "KD02", "KD11") for finding in findings)


def test_a_notice_at_the_end_of_a_month_is_counted_back_as_the_agreement_counts(
    plan: Callable[[DealFile], Planned],
) -> None:
    """Received on 31 August 2028 for 28 February 2029, the notice is 3 days late: back leads to 28 August."""
    notice = {"ground": "convenience", "served": "2028-08-31", "method": "hand", "ends": "2029-02-28"}
    timetable, findings = plan(made(notice=notice))
    assert timetable.key_dates.day("earliest_end") == datetime.date(2029, 3, 1)
    assert "KD01" in [finding.code for finding in findings]


def test_the_last_day_for_a_renewal_notice_is_a_business_day(plan: Callable[[DealFile], Planned]) -> None:
    """Six months before 31 March 2031 is Monday 30 September 2030, before 31 May 2031 Saturday 30 November 2030."""
    renewing = b"term: {commencement: 2027-04-01, initial: 48 months, renewal: 12 months, renewal_notice: 6 months}\n"
    head = b"name: x\ncustomer: {name: A}\nsupplier: {name: B}\nlaw: {governing: england-and-wales}\n"
    day = plan(read(head + renewing))[0].key_dates.day("renewal_notice_by")
    assert day == datetime.date(2030, 9, 30)
    sunday = renewing.replace(b"2027-04-01", b"2027-07-01").replace(b"48", b"47")
    assert plan(read(head + sunday))[0].key_dates.day("renewal_notice_by") == datetime.date(2030, 11, 29)


def test_closing_days_hold_up_the_work_and_no_period(plan: Callable[[DealFile], Planned]) -> None:
    parts = {"notice": {"ground": "convenience", "served": "2028-03-01", "ends": "2028-10-31"}}
    plain, _ = plan(made(**parts))
    deal = made(**parts)
    closed = deal.deal.model_copy(
        update={"law": deal.deal.law.model_copy(update={"closing_days": (datetime.date(2028, 3, 2),)})}
    )
    shut, _ = plan(replace(deal, deal=closed))
    assert shut.key_dates == plain.key_dates
    assert not any(datetime.date(2028, 3, 2) in (task.start, task.finish) for task in shut.tasks)
    assert any(datetime.date(2028, 3, 2) in (task.start, task.finish) for task in plain.tasks)


def test_the_time_to_object_runs_out_before_the_day_of_the_transfer(plan: Callable[[DealFile], Planned]) -> None:
    milestones = [{"name": "Payroll live", "date": "2028-11-11", "service": "Payroll"}]
    staff = {"in_scope": 10, "regime": "section-613a"}
    timetable, _ = plan(made(law="germany", staff=staff, milestones=milestones))
    assert timetable.key_dates.day("employees_informed_by") == datetime.date(2028, 10, 10)
