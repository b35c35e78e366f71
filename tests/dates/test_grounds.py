"""The windows of each ground: dated where the deal records the event, supposed to start today where it does not."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backsource_docs.dates.deadlines import deadlines_of
from backsource_docs.dates.entries import Diary, Entry
from backsource_docs.dates.events import EVENTS
from backsource_docs.library.store import Library
from backsource_docs.notices.kinds import kinds_of

ROOT = Path(__file__).parents[2]
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
DEADLINES = {one.id: one for one in deadlines_of(LIBRARY)[0]}
Made = Callable[..., tuple[Diary, Any]]
DAY = date(2028, 1, 14)


def found(made: Diary, name: str) -> list[Entry]:
    return [one for one in made.entries if one.deadline == name]


def one(made: Diary, name: str) -> Entry:
    return next(entry for entry in made.entries if entry.id == name)


def told(kind: str, *steps: str, served: str = "") -> str:
    record = ", ".join(f"{{step: {step.rpartition(' ')[0]}, day: {step.rpartition(' ')[2]}}}" for step in steps)
    return f"notices: [{{kind: {kind}, record: [{record}]{served}}}]\n"


CONTROL = told("termination-on-change-of-control", "told of the change of control 2028-03-13")


def test_a_change_of_control_that_is_recorded_has_a_last_day_for_each_way(diary: Made) -> None:
    made, _ = diary(CONTROL, as_of=DAY, drafted=True)
    ways = {entry.method: entry.day for entry in found(made, "change-of-control") if entry.group == "notice"}
    # 6 months after Monday 13 March 2028 is Wednesday 13 September.
    assert ways == {
        "by first-class post": date(2028, 9, 11),
        "by courier": date(2028, 9, 12),
        "by hand": date(2028, 9, 13),
    }
    entry = one(made, "change-of-control-hand")
    assert entry.derivation.startswith("13 March 2028 (the later of the Change of Control and receipt")
    assert "plus 6 months is 13 September 2028" in entry.derivation and entry.place.startswith("clause ")
    assert not found(made, "change-of-control-objection")


def test_a_change_of_control_that_nobody_has_told_of_is_supposed_for_today(diary: Made) -> None:
    made, _ = diary(as_of=DAY)
    (entry,) = found(made, "change-of-control")
    assert (entry.id, entry.group, entry.day) == ("change-of-control-supposed", "today", date(2028, 7, 14))
    assert "today, taken as the later of the Change of Control" in entry.derivation


def test_the_supplier_text_counts_from_the_time_for_measures_after_an_objection(diary: Made) -> None:
    supplier = "position: {overall: supplier}\n"
    made, _ = diary(supplier + CONTROL, as_of=DAY)
    # 30 days after 13 March is 12 April 2028, a Wednesday; Good Friday is the 14th.
    assert one(made, "change-of-control-objection-hand").day == date(2028, 4, 12)
    assert one(made, "change-of-control-unmet-supposed").group == "today"
    late = told("termination-on-change-of-control", "objection 2028-04-10", "measures not in place 2028-05-25")
    made, _ = diary(supplier + late, as_of=DAY)
    assert one(made, "change-of-control-unmet-hand").day == date(2028, 11, 27)  # 25 November is a Saturday
    made, _ = diary("position: {overall: balanced}\n" + CONTROL, as_of=DAY)
    assert one(made, "change-of-control-concern-hand").day == date(2028, 4, 12)


@pytest.mark.parametrize("ground", ["change of control", "force majeure", "insolvency", "persistent breach"])
def test_a_ground_that_the_agreement_does_not_have_has_no_days(ground: str, diary: Made) -> None:
    base = """\
name: Case
customer: {name: Alder plc, country: GB}
supplier: {name: Birch Limited, country: GB}
law: {governing: england-and-wales}
term: {commencement: 2027-03-01, initial: 60 months}
termination: {grounds: [%s]}
services: [{name: Payroll}]
"""
    names = [
        name for name, deadline in DEADLINES.items() if f"ground_{ground.replace(' ', '_')}" in deadline.when.facts
    ]
    with_it, without = (diary(base=base % words, as_of=DAY)[0] for words in (ground, "convenience"))
    assert names and any(found(with_it, name) for name in names)
    assert not any(found(without, name) for name in names)


def test_the_cure_of_a_recorded_breach_leads_to_the_last_day_for_its_notice(diary: Made) -> None:
    made, _ = diary(told("termination-for-cause", "breach notice 2028-03-13"), as_of=DAY)
    assert one(made, "cure-ends").day == date(2028, 4, 12)
    assert one(made, "cause-hand").day == date(2028, 10, 12)
    ended = told("termination-for-cause", "breach notice 2028-03-13", "cure period ended 2028-05-12")
    assert one(diary(ended, as_of=DAY)[0], "cause-hand").day == date(2028, 11, 13)  # the 12th is a Sunday
    balanced = diary("position: {overall: balanced}\n" + ended, as_of=DAY)[0]
    assert one(balanced, "cause-hand").day == date(2028, 8, 10)
    talks = told("termination-for-cause", "executives met 2028-05-12")
    supplier = diary("position: {overall: supplier}\n" + talks, as_of=DAY)[0]
    # 30 Business Days after Friday 12 May, Spring Bank Holiday on the 29th skipped.
    assert one(supplier, "cause-after-talks-hand").day == date(2028, 6, 26)
    assert not found(diary(as_of=DAY)[0], "cause")


def test_a_notice_that_has_gone_is_passed_and_not_lost(diary: Made) -> None:
    gone = told("termination-for-cause", "breach notice 2028-03-13", served=", served: 2028-05-15")
    before, after = (diary(gone, as_of=day)[0] for day in (date(2028, 5, 1), date(2028, 11, 1)))
    assert {entry.state for entry in found(before, "cause")} == {"open"}
    assert {entry.state for entry in found(after, "cause")} == {"passed"}
    late = diary(told("termination-for-cause", "breach notice 2028-03-13"), as_of=date(2028, 11, 1))[0]
    assert {entry.state for entry in found(late, "cause")} == {"lost"}


def test_facts_date_the_windows_that_run_from_the_latest_of_them(diary: Made) -> None:
    facts = "facts: [{day: 2028-02-07, fact: a}, {day: 2028-03-06, fact: b}]"
    more = "".join(
        f"{{kind: {kind}, {facts}}}, "
        for kind in ("termination-for-persistent-failure", "termination-for-critical-failure")
    )
    made, _ = diary(f"notices: [{more}]\n", as_of=DAY)
    assert one(made, "persistent-breach-hand").day == one(made, "critical-failure-hand").day == date(2028, 9, 6)


def test_what_follows_from_a_debt_and_from_force_majeure_that_begin_today(diary: Made) -> None:
    made, _ = diary(as_of=DAY)
    days = {name: one(made, name).day for name in DEADLINES if name.startswith(("payment", "force-majeure", "step-in-"))
            and found(made, name) and name != "force-majeure-over"}  # fmt: skip
    assert days == {
        "payment": date(2028, 3, 14),  # 60 days
        "payment-talks": date(2028, 1, 28),
        "payment-final": date(2028, 2, 11),
        "payment-last": date(2028, 2, 13),  # a Sunday: the time to pay does not move
        "payment-end": date(2028, 8, 14),  # 6 months lead to Sunday 13 August
        "force-majeure": date(2028, 2, 14),  # 30 days lead to Sunday 13 February
        "force-majeure-long": date(2028, 7, 14),
        "force-majeure-answer": date(2028, 8, 11),
        "step-in-end": date(2028, 4, 13),
    }
    supplier = diary("position: {overall: supplier}\n", as_of=DAY)[0]
    assert one(supplier, "payment-talks").day == date(2028, 1, 21)
    assert one(supplier, "payment-end").day == date(2028, 4, 13) and not found(supplier, "payment-final")


def test_notices_without_a_last_day_say_what_they_bring_about_if_they_go_today(diary: Made) -> None:
    made, _ = diary(as_of=date(2028, 3, 1))
    days = {name: one(made, f"{name}-effect-hand").day for name in ("assistance-start", "regulatory", "illegality")}
    assert days == {
        "assistance-start": date(2028, 3, 15),
        "regulatory": date(2028, 3, 31),
        "illegality": date(2028, 3, 31),
    }


CALLED = """\
backsourcing:
  extensions: 2
  notice: {ground: convenience, served: 2028-01-14, method: hand, ends: 2028-10-31}
  milestones: [{name: Payroll live, date: 2028-07-14, service: Payroll}]
staff: {in_scope: 4, regime: tupe, hire_right: yes, hire_window: 6 months}
"""


def test_a_called_exit_dates_withdrawal_offers_and_the_second_extension(diary: Made) -> None:
    made, _ = diary(CALLED, as_of=DAY)
    assert one(made, "withdrawal-hand").day == date(2028, 2, 11)
    assert one(made, "withdrawal-hand").state == "open"
    assert one(made, "hire-right-hand").day == date(2029, 1, 15)  # 14 January is a Sunday
    # Assistance ends on 31 January 2029; once extended by 6 months, on 31 July.
    assert one(made, "assistance-extended").day == date(2029, 7, 31)
    assert one(made, "extension-again-hand").day == date(2029, 7, 3)
    assert not found(diary(CALLED.replace("extensions: 2", "extensions: 1"), as_of=DAY)[0], "extension-again")


def test_redundancies_have_their_time_before_the_transfer(diary: Made) -> None:
    made, _ = diary(CALLED, as_of=DAY)
    assert one(made, "redundancy-consultation").day == date(2028, 5, 30)  # 45 days before Friday 14 July
    assert "section 188(1A)" in one(made, "redundancy-consultation").derivation


def test_a_switch_has_all_its_clocks(diary: Made) -> None:
    base = """\
name: Case
customer: {name: Alder AG, country: DE}
supplier: {name: Birch GmbH, country: DE}
law: {governing: germany}
term: {commencement: 2027-03-01}
services: [{name: Hosting, cloud: yes, ict: yes}]
"""
    made, _ = diary(base=base, wish=date(2028, 6, 30), aim="cut-over")
    # The Switching Notice is received on Friday 31 March at the latest; Easter lies between.
    assert one(made, "switching-unfeasible").day == date(2028, 4, 24)
    assert one(made, "switching-contest").day == date(2028, 5, 9)
    assert one(made, "switching-longest").day == date(2028, 12, 31)
    assert one(made, "switching-extension-hand").day == date(2028, 6, 29)


def test_the_diary_and_the_notices_state_the_same_times() -> None:
    """What the list of notices says of a last day, the diary says with the same period from the same event."""
    checked = 0
    for kind in kinds_of(LIBRARY)[0]:
        if kind.latest is None or kind.latest.deadline:
            continue
        for position, lead in kind.latest.lead.items():
            event = kind.latest.after[position]
            if event not in EVENTS:
                continue
            same = [
                deadline
                for deadline in DEADLINES.values()
                if deadline.of == kind.id and position in deadline.positions and deadline.after == event
            ]
            if not same:
                continue
            checked += 1
            assert lead in {deadline.lead.get(position) for deadline in same}, (kind.id, position)
    assert checked > 10


def test_every_kind_that_a_deadline_names_exists() -> None:
    known = {kind.id for kind in kinds_of(LIBRARY)[0]}
    assert {deadline.of for deadline in DEADLINES.values() if deadline.of} <= known


def test_an_hour_after_business_hours_moves_what_is_served_today(diary: Made) -> None:
    evening, _ = diary(as_of=DAY, hour=datetime.time(18))
    assert one(evening, "payment-talks").day == date(2028, 1, 31)
