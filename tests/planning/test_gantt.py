"""The chart of the timetable: each mark lies in the columns of its days, and only what is shared is shown."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from schedule_deals import AS_OF, Planned, made

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.gantt_table import gantt_table
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Table, plain

Plan = Callable[[DealFile], Planned]
Example = Callable[[str], DealFile]


def chart(file: DealFile, timetable: Timetable) -> Table:
    return gantt_table(timetable, Filler.for_deal(file, {}, AS_OF, defined=False, extra=timetable.values))


def marks(table: Table) -> dict[str, list[str]]:
    """The marks of each row by its number, a phase's by its number alone."""
    rows = [[plain(cell) for cell in row.cells] for row in table.rows if len(row.cells) > 1]
    return {number: cells for number, _, *cells in rows}


def test_a_mark_stands_in_each_month_in_which_the_task_runs(example: Example, plan: Plan) -> None:
    file = example("homecoming")
    timetable, _ = plan(file)
    table = chart(file, timetable)
    found = marks(table)
    first = datetime.date(2028, 1, 1)
    shared = [entry for phase in timetable.phases if not phase.internal for entry in timetable.of_phase(phase.name)]
    for entry in shared:
        assert entry.start and entry.finish
        months = [(day.year - first.year) * 12 + day.month - 1 for day in (entry.start, entry.finish)]
        mark = "■" if entry.critical else "□"
        assert [place for place, cell in enumerate(found[entry.task.number]) if cell == mark] == list(
            range(months[0], months[1] + 1)
        )
    own = {
        entry.task.number for phase in timetable.phases if phase.internal for entry in timetable.of_phase(phase.name)
    }
    assert own and not own & set(found)
    titles = [column.title for column in table.columns[2:]]
    assert titles[0] == "1.28" and titles[12] == "1.29" and titles[1] == "2"


def test_milestones_stand_on_their_days_and_phases_over_their_tasks(example: Example, plan: Plan) -> None:
    file = example("homecoming")
    found = marks(chart(file, plan(file)[0]))
    assert found["M1"].index("♦") == 3  # April
    assert found["M1"].count("♦") == 1
    assert "▪" in found["2"] and "▪" in found["10"]


@pytest.mark.parametrize(("lead", "columns"), [("2028-12-08", 24), ("2031-06-06", 24)])
def test_a_chart_never_has_more_columns_than_a_page_holds(lead: str, columns: int, plan: Plan) -> None:
    notice = {"served": "2028-01-14", "ends": "2028-10-31"}
    file = made(notice=notice, milestones=[{"name": "Home", "service": "Payroll", "date": lead}])
    table = chart(file, plan(file)[0])
    assert 12 <= len(table.columns) - 2 <= columns
    assert len({len(row.cells) for row in table.rows} - {1}) == 1


def test_a_standing_plan_has_no_marks(example: Example, plan: Plan) -> None:
    file = example("minimal")
    table = chart(file, plan(file)[0])
    assert [column.title for column in table.columns] == ["No.", "Task"]
