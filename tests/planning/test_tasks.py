"""Tasks from the library: chosen by facts, repeated for waves and functions, linked past those left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from schedule_deals import made

from backsource_docs.drafting.facts import established
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.planning.tasks import Task, TaskEntry, TaskPhase, phases_of, tasks_of
from backsource_docs.values import Period

THREE = [
    {"name": "Desk", "wave": 1},
    {"name": "Devices", "wave": 1},
    {"name": "Payments", "wave": 2},
    {"name": "Print", "backsource": "no"},
]


def entry(name: str, **more: object) -> TaskEntry:
    return TaskEntry.model_validate({"id": name, "name": name, "owner": "Someone", **more})


def tasks(*entries: TaskEntry, holds: dict[str, bool] | None = None) -> dict[str, Task]:
    phase = TaskPhase(phase="Only", order=1, purpose="test", tasks=entries)
    made_tasks = tasks_of([phase], made(services=THREE).deal, holds or {}, lambda name: None)
    return {task.id: task for task in made_tasks}


def test_a_task_repeats_for_each_wave_and_for_each_function_that_comes_back() -> None:
    found = tasks(entry("build", each="wave"), entry("move", each="function"))
    assert list(found) == ["build/1", "build/2", "move/1/Desk", "move/1/Devices", "move/2/Payments"]
    assert found["move/2/Payments"].name == "move: Payments"


def test_copies_wait_for_the_copies_of_their_own_wave_and_function() -> None:
    found = tasks(
        entry("build", each="wave"),
        entry("move", each="function", after=("build",)),
        entry("accept", each="function", after=("move",)),
        entry("close", after=("accept",)),
    )
    assert found["move/1/Devices"].predecessors == ("build/1",)
    assert found["accept/2/Payments"].predecessors == ("move/2/Payments",)
    assert found["close"].predecessors == ("accept/1/Desk", "accept/1/Devices", "accept/2/Payments")


def test_a_task_left_out_passes_its_predecessors_on() -> None:
    left_out = Condition(all=("staff_in_scope",))
    entries = (
        entry("first"),
        entry("second", after=("first",), when=left_out),
        entry("third", after=("second",), when=left_out),
        entry("fourth", after=("third",)),
    )
    assert tasks(*entries, holds={"staff_in_scope": False})["fourth"].predecessors == ("first",)
    assert tasks(*entries, holds={"staff_in_scope": True})["fourth"].predecessors == ("third",)


def test_a_wave_waits_for_tasks_of_the_wave_before_it_alone() -> None:
    found = tasks(entry("build", each="wave", after_wave=("test",)), entry("test", each="wave", after=("build",)))
    assert found["build/1"].predecessors == found["build/1"].gate == ()
    assert found["build/2"].predecessors == found["build/2"].gate == ("test/1",)


def test_companions_belong_to_the_same_function() -> None:
    found = tasks(entry("freeze", each="function", ends_with="watch"), entry("watch", each="function"))
    assert found["freeze/1/Desk"].companions == ("watch/1/Desk",)


def test_the_library_has_tasks_for_all_ten_phases(library: Library) -> None:
    phases, findings = phases_of(library)
    assert findings == ()
    assert [phase.order for phase in phases if not phase.scenario] == list(range(1, 11))
    assert [phase.scenario for phase in phases if phase.scenario] == ["stressed"]
    entries = [entry for phase in phases for entry in phase.tasks]
    assert len(entries) >= 85
    assert all(entry.deliverable and entry.requirement for entry in entries)


def test_the_clause_of_each_task_is_in_the_library(library: Library) -> None:
    phases, _ = phases_of(library)
    named = {entry.clause for phase in phases for entry in phase.tasks if entry.clause}
    assert named <= set(library.ids("clauses"))


@pytest.mark.parametrize(
    ("facts", "gone"),
    [
        ({"staff_in_scope": False}, {"check-staff", "offers", "payroll", "representatives-first"}),
        ({"tupe_applies": False}, {"employee-information"}),
        ({"transfer_by_law": False}, {"measures", "consult"}),
        ({"transfer_outside_tupe": False}, {"personal-information"}),
        ({"section_613a_applies": False}, {"transfer-letters"}),
        ({"customer_listed": False, "supplier_listed": False}, {"insider-list", "market-announcement"}),
        ({"regulated_customer": False}, {"regulator-first"}),
        ({"escrow_agreed": False}, {"escrow-release"}),
    ],
)
def test_facts_take_tasks_out(facts: dict[str, bool], gone: set[str], library: Library) -> None:
    phases, _ = phases_of(library)
    everything = dict.fromkeys(library.facts, True)
    deal = made(services=THREE).deal
    full = {task.id.split("/")[0] for task in tasks_of(phases, deal, everything, lambda name: None)}
    less = {task.id.split("/")[0] for task in tasks_of(phases, deal, everything | facts, lambda name: None)}
    assert gone <= full
    assert not gone & less


def test_an_unknown_predecessor_fact_and_a_double_id_are_findings(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "house"
    (folder / "tasks").mkdir(parents=True)
    (folder / "tasks" / "house.yaml").write_text(
        "phase: House\norder: 11\npurpose: our own\ntasks:\n"
        "  - {id: own, name: Own, owner: Us, after: [nowhere], when: {all: [no_such_fact]}}\n"
        "  - {id: own, name: Again, owner: Us}\n"
    )
    _, findings = phases_of(Library((*library.folders, folder), library.templates))
    assert [finding.code for finding in findings] == ["KD07", "KD07", "KD07"]
    said = " ".join(map(str, findings))
    assert all(word in said for word in ("nowhere", "no_such_fact", "stands twice", "house.yaml"))


def test_a_length_takes_the_place_of_the_duration() -> None:
    phase = TaskPhase(phase="Only", order=1, purpose="test", tasks=(entry("run", length="clause.period"),))
    (task,) = tasks_of([phase], made().deal, {}, lambda name: Period.parse("30 days"))
    assert task.duration == Period.parse("30 days")


def test_a_deal_gets_only_tasks_whose_facts_hold(library: Library) -> None:
    phases, _ = phases_of(library)
    file = made()
    holds = established(library.facts, file.deal)
    ids = {task.id.split("/")[0] for task in tasks_of(phases, file.deal, holds, lambda name: None)}
    assert "serve-notice" in ids
    assert not ids & {"offers", "consult", "market-announcement", "licences"}
