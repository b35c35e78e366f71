"""The scenarios of the exit side by side."""

from __future__ import annotations

from collections.abc import Callable

from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.listed_tables import Numbers, clause_label, typographic
from backsource_docs.planning.scenarios import Homecoming, Scenario
from backsource_docs.planning.tasks import Task
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Column, Row, Table, Text
from backsource_docs.values import short_date

__all__ = ["scenario_table", "stressed_table"]

Scenarios = Callable[[], tuple[Scenario, ...]]

_POINTS: tuple[tuple[str, Callable[[Scenario, Filler], str]], ...] = (
    ("What it is", lambda one, filler: one.says),
    ("Functions", lambda one, filler: str(len(one.homes))),
    ("Tasks, of which critical", lambda one, filler: f"{len(one.tasks)}, {len(one.critical)}"),
    ("Work that the plan does not have", lambda one, filler: _added(one)),
    ("First day of work", lambda one, filler: filler.printed(one.start)),
    ("Least viable service of every function", lambda one, filler: _least(one, filler)),
    ("First function at home", lambda one, filler: _home(min(one.homes, key=_day, default=None), filler)),
    ("Last function at home", lambda one, filler: _home(one.last_home, filler)),
    ("Last critical function at home", lambda one, filler: _home(_critical(one), filler)),
    ("End of the work", lambda one, filler: filler.printed(one.end)),
    ("To bridge from the notice on", lambda one, filler: _bridge(one)),
)


def scenario_table(scenarios: Scenarios, filler: Filler) -> Table:
    """A column for each scenario; without dates a sentence that says so."""
    found = scenarios()
    columns = (Column("Point", 1.8), *(Column(f"{one.name[:1].upper()}{one.name[1:]} exit", 2.6) for one in found))
    cells = [(title, *(says(one, filler) for one in found)) for title, says in _POINTS]
    rows = tuple(Row(tuple((Text(word),) for word in words)) for words in cells)
    if not found:
        columns, rows = (Column("Scenarios", 1.0),), (Row(((Text("They are compared once a notice has a date."),),)),)
    return Table("scenario-comparison", "Scenarios side by side", columns, rows)


def stressed_table(timetable: Timetable, scenarios: Scenarios, numbers: Numbers, filler: Filler) -> Table:
    """What the stressed exit adds to the work, with the days that it would have if it were called with this notice."""
    columns = [("Task", 8.0), ("Owner", 2.2), ("From", 1.0), ("To", 1.0), ("Instead of tasks", 1.7), ("Agreement", 1.2)]
    found = next((one for one in scenarios() if one.alone), None)
    days = {entry.task.id: entry for entry in found.added} if found else {}
    numbers_of = {entry.task.entry: entry.task.number for entry in reversed(timetable.tasks)}
    copies: dict[str, list[Task]] = {}
    for task, _ in timetable.reserve:
        copies.setdefault(task.entry, []).append(task)
    rows = []
    for first, *others in copies.values():
        mine = [days[task.id] for task in (first, *others) if task.id in days]
        starts, ends = [one.start for one in mine if one.start], [one.finish for one in mine if one.finish]
        shown = [short_date(day, filler.locale) for day in (min(starts, default=None), max(ends, default=None))]
        instead = ", ".join(numbers_of[name] for name in first.replaces if name in numbers_of)
        rows.append((_alone(first), first.owner, *shown, instead, clause_label(numbers, first.clause)))
    return table_of("stressed-tasks", "Work that the stressed exit adds", columns, rows)


def _alone(task: Task) -> str:
    """The name of a task without the function or wave that it is repeated for, which is said once for all copies."""
    if task.function:
        return f"{typographic(task.name.removesuffix(f': {task.function}'))}, for each function"
    return f"{typographic(task.name.removesuffix(f': wave {task.wave}'))}, for each wave" if task.wave else task.name


def _added(scenario: Scenario) -> str:
    return f"{len(scenario.added)} tasks" if scenario.added else "none"


def _least(scenario: Scenario, filler: Filler) -> str:
    day = scenario.bridged_from
    return f"runs by other means from {filler.printed(day)} at the latest" if day else "the Services themselves"


def _day(home: Homecoming) -> tuple[int, str]:
    return home.after, home.function


def _critical(scenario: Scenario) -> Homecoming | None:
    return max((home for home in scenario.homes if home.critical), key=_day, default=None)


def _home(home: Homecoming | None, filler: Filler) -> str:
    return f"{filler.printed(home.day)} ({home.function})" if home else "none"


def _bridge(scenario: Scenario) -> str:
    """What must be bridged by step-in, an interim provider or by hand, and how long the functions bear without."""
    if not scenario.alone:
        return "nothing: the Supplier performs until each Transfer Date"
    ordered = sorted(scenario.homes, key=lambda home: (not home.critical, -home.after))
    return "; ".join(map(_bridged, ordered))


def _bridged(home: Homecoming) -> str:
    bears = f", bears {home.tolerance}" if home.tolerance else ""
    return f"{home.function}: {home.after} days{bears}"
