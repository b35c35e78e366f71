"""Each cut-over has its own last days, in the diary and in the plan alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dateutil.parser import parse

from backsource_docs.building import assemble
from backsource_docs.dates.diary import diary_of
from backsource_docs.dates.entries import Asked, Diary
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.timetable import timetable_of
from backsource_docs.planning.transfer_dates import cut_overs
from backsource_docs.tree import Table, plain, walk
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
DAY = date(2026, 11, 23)
Made = Callable[..., tuple[Diary, Any]]
# What the plan calls a column, and the deadline that the diary has for it.
COLUMNS = {
    "Changes frozen from": "freeze",
    "Measures stated by": "measures",
    "Representatives informed by": "consultation-starts",
    "Employee Liability Information by": "liability-information",
    "Each employee informed by": "objection",
    "Layoff notices by": "layoff-notice",
}
MOVES = """\
backsourcing:
  notice: {ground: convenience, served: 2028-01-14, method: hand, ends: 2028-10-31}
  milestones:
    - {name: Payroll live, date: 2028-07-14, service: Payroll}
    - {name: Desk ready, date: 2028-08-25, service: Desk}
    - {name: Desk live, date: 2028-09-15, service: Desk}
    - {name: Mail live, date: 2028-09-15, service: Mail}
services: [{name: Payroll}, {name: Desk}, {name: Mail}]
"""
BASE = """\
name: Project Return
customer: {name: Alder plc, country: GB}
supplier: {name: Birch Limited, country: GB}
law: {governing: england-and-wales}
term: {commencement: 2027-03-01, initial: 60 months}
"""


def days(made: Diary, deadline: str) -> dict[str, date | None]:
    return {one.id: one.day for one in made.entries if one.deadline.partition("/")[0] == deadline}


def test_what_comes_before_the_first_move_comes_before_each(diary: Made) -> None:
    made, _ = diary(MOVES + "staff: {in_scope: 40, regime: tupe}", base=BASE)
    assert days(made, "liability-information") == {
        "liability-information": date(2028, 6, 16),
        "liability-information/Desk and Mail": date(2028, 8, 18),
    }
    # 60 days before Friday 15 September is Monday 17 July; 10 Business Days before that Monday 3 July.
    assert days(made, "consultation-starts")["consultation-starts/Desk and Mail"] == date(2028, 7, 17)
    assert days(made, "measures")["measures/Desk and Mail"] == date(2028, 7, 3)
    assert days(made, "freeze")["freeze/Desk and Mail"] == date(2028, 8, 24)
    entry = next(one for one in made.entries if one.id == "freeze/Desk and Mail")
    assert "(the cut-over of Desk and Mail)" in entry.derivation and entry.title.endswith(": Desk and Mail")


def test_people_dates_are_for_the_functions_with_people_and_a_wish_has_one_day(diary: Made) -> None:
    staff = "staff: {in_scope: 4, regime: tupe, groups: [{role: Clerk, headcount: 4, service: Payroll}]}"
    made, _ = diary(MOVES + staff, base=BASE)
    assert list(days(made, "liability-information")) == ["liability-information"]
    assert len(days(made, "freeze")) == 2
    wished, _ = diary(MOVES + staff, base=BASE, wish=date(2028, 6, 30), aim="cut-over")
    assert len(days(wished, "freeze")) == 1


@pytest.mark.parametrize("name", ["homecoming", "nordlicht", "harbour", "civic"])
def test_the_plan_and_the_diary_have_the_same_last_days(name: str) -> None:
    path = ROOT / "examples" / name / "deal.yaml"
    file, _ = read_deal(path.read_bytes(), str(path))
    assert isinstance(file, DealFile)
    made, _ = diary_of(file, LIBRARY, established(LIBRARY.facts, file.deal), DAY, Asked(), {})
    table = transfer_table(file)
    titles = [column.title.replace("Cutover", "Cut-over") for column in table.columns]
    moves = cut_overs(file.deal)
    assert len(table.rows) == len(moves) >= 2
    compared = 0
    for move, row in zip(moves, table.rows, strict=True):
        cells = dict(zip(titles, map(plain, row.cells), strict=True))
        assert parse(cells["Cut-over"]).date() == move.day
        for title, deadline in COLUMNS.items():
            suffix = "" if move is moves[0] else f"/{' and '.join(move.functions)}"
            day = days(made, deadline).get(f"{deadline}{suffix}")
            if title in cells and day:
                compared += 1
                assert parse(cells[title]).date() == day, (move, title)
    assert compared >= len(moves)


def transfer_table(file: DealFile) -> Table:
    (plan,) = assemble(file, LIBRARY, DAY, Wishes(("exit-plan",))).made
    blocks = (block for part in plan.document.draft.parts for block in walk(part.blocks))
    return next(block for block in blocks if isinstance(block, Table) and block.name == "transfer-dates")


@pytest.mark.parametrize("name", ["homecoming", "nordlicht", "civic"])
def test_freeze_and_parallel_running_start_when_the_plan_starts_them(name: str) -> None:
    path = ROOT / "examples" / name / "deal.yaml"
    file, _ = read_deal(path.read_bytes(), str(path))
    assert isinstance(file, DealFile)
    holds = established(LIBRARY.facts, file.deal)
    made, _ = diary_of(file, LIBRARY, holds, DAY, Asked(), {})
    timetable, _ = timetable_of(file, LIBRARY, holds, DAY)
    starts: dict[str, dict[str, date | None]] = {entry.task.entry: {} for entry in timetable.tasks}
    for entry in timetable.tasks:
        starts[entry.task.entry][entry.task.function] = entry.start
    moves = cut_overs(file.deal)
    for move in moves:
        suffix = "" if move is moves[0] else f"/{' and '.join(move.functions)}"
        for task, deadline in (("freeze", "freeze"), ("parallel-running", "parallel")):
            day = days(made, deadline)[f"{deadline}{suffix}"]
            assert {starts[task][function] for function in move.functions} == {day}, (move, task)
