"""The scenarios of the exit side by side."""

from __future__ import annotations

from collections.abc import Callable

from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.scenarios import Homecoming, Scenario, scenarios_of
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Column, Row, Table, Text

__all__ = ["scenario_table"]

_POINTS: tuple[tuple[str, Callable[[Scenario, Filler], str]], ...] = (
    ("What it is", lambda one, filler: one.says),
    ("Functions", lambda one, filler: str(len(one.homes))),
    ("Tasks, of which critical", lambda one, filler: f"{len(one.tasks)}, {len(one.critical)}"),
    ("First day of work", lambda one, filler: filler.printed(one.start)),
    ("First function at home", lambda one, filler: _home(min(one.homes, key=_day, default=None), filler)),
    ("Last function at home", lambda one, filler: _home(one.last_home, filler)),
    ("Last critical function at home", lambda one, filler: _home(_critical(one), filler)),
    ("End of the work", lambda one, filler: filler.printed(one.end)),
    ("To bridge from the notice on", lambda one, filler: _bridge(one)),
)


def scenario_table(timetable: Timetable, filler: Filler) -> Table:
    """A column for each scenario; without dates a sentence that says so."""
    found = scenarios_of(timetable, filler.file.deal)
    columns = (Column("Point", 1.8), *(Column(f"{one.name[:1].upper()}{one.name[1:]} exit", 2.6) for one in found))
    cells = [(title, *(says(one, filler) for one in found)) for title, says in _POINTS]
    rows = tuple(Row(tuple((Text(word),) for word in words)) for words in cells)
    if not found:
        columns, rows = (Column("Scenarios", 1.0),), (Row(((Text("They are compared once a notice has a date."),),)),)
    return Table("scenario-comparison", "Scenarios side by side", columns, rows)


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
