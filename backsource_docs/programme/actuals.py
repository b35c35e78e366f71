"""The report of what was done: a CSV file of tasks with their days and percentages, and what is wrong in it."""

from __future__ import annotations

import csv
import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.forecasting import Actual
from backsource_docs.planning.tasks import Task

__all__ = ["COLUMNS", "actuals_of"]

COLUMNS = ("task", "started", "finished", "percent", "expected", "note")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERCENT = re.compile(r"(\d{1,3})\s*%?", re.ASCII)
_WHOLE = 100
_EXAMPLE = "task,started,finished,percent"


def actuals_of(
    text: str, path: str, tasks: Sequence[Task], as_of: datetime.date
) -> tuple[tuple[Actual, ...], tuple[Finding, ...]]:
    """The lines of a report on the tasks of a plan; a line with a mistake is left out and told with its number.

    A task is named by its id or its number in the plan. Days are written year-month-day; none lies after `as_of`,
    except an expected one.
    """
    desk = _Desk(path, tasks, as_of)
    lines = iter(_lines(text))
    number, heads = next(lines, (1, ()))
    names = [head.strip().casefold() for head in heads]
    if "task" not in names:
        example = f"Begin with the line {_EXAMPLE}; {', '.join(COLUMNS[4:])} may follow."
        desk.wrong("PL06", number, "the first line names no column “task”.", example)
        return (), tuple(desk.findings)
    for unknown in [name for name in names if name and name not in COLUMNS]:
        close = difflib.get_close_matches(unknown, COLUMNS, 1)
        remedy = f"Did you mean {close[0]}?" if close else f"Known are {', '.join(COLUMNS)}."
        desk.wrong("PL06", number, f"the column “{unknown}” is not known and not read.", remedy, Severity.WARNING)
    for number, cells in lines:
        desk.take(number, dict(zip(names, (cell.strip() for cell in cells), strict=False)))
    return tuple(desk.actuals.values()), tuple(desk.findings)


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are not empty, each with the line on which it ends."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


class _Desk(Struct):
    """The lines that could be read so far, by task, and what is wrong in the others."""

    path: str
    tasks: Sequence[Task]
    as_of: datetime.date
    actuals: dict[str, Actual] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, code: str, line: int, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        said = f"Line {line}: {message}"
        self.findings.append(Finding(code, severity, said, Place(self.path, line), remedy))

    def take(self, line: int, cells: Mapping[str, str]) -> None:
        task = self._task(line, cells.get("task", ""))
        before = len(self.findings)
        days = [self._day(line, name, cells.get(name, "")) for name in ("started", "finished", "expected")]
        percent = self._percent(line, cells.get("percent", ""))
        if task is None or len(self.findings) > before:
            return
        actual = Actual(task.id, days[0], days[1], percent, days[2], cells.get("note", ""), line)
        contradiction = self._contradiction(actual)
        if contradiction:
            self.wrong("PL08", line, *contradiction)
        else:
            self.actuals[task.id] = actual

    def _task(self, line: int, name: str) -> Task | None:
        found = [task for task in self.tasks if name and name in (task.id, task.number)]
        if found:
            return found[0]
        copies = [task.id for task in self.tasks if task.entry == name]
        message = f"there is no task {name} in the plan." if name else "it names no task."
        if copies:
            message = f"the task {name} is done once for each wave or function, and it does not say which."
        self.wrong("PL07", line, message, _meant(name, copies, self.tasks))
        return None

    def _day(self, line: int, name: str, text: str) -> datetime.date | None:
        if not text:
            return None
        try:
            if _DAY.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass
        self.wrong("PL06", line, f"{name}: {text} is not a day.", f"Write year-month-day, for example {self.as_of}.")
        return None

    def _percent(self, line: int, text: str) -> int | None:
        if not text:
            return None
        found = _PERCENT.fullmatch(text)
        if found is None or int(found[1]) > _WHOLE:
            self.wrong("PL06", line, f"percent: {text} is no percentage.", "Write a whole number from 0 to 100.")
            return None
        return int(found[1])

    def _contradiction(self, actual: Actual) -> tuple[str, str] | None:
        """What cannot be true of a line, and what to write instead."""
        started, finished = actual.started, actual.finished
        late = next((day for day in (started, finished) if day and day > self.as_of), None)
        if actual.task in self.actuals:
            first = self.actuals[actual.task].line
            return f"the task {actual.task} was reported on line {first} already.", "Keep one line for each task."
        if late:
            remedy = "Write --as-of with the day of the report, or put a day to come into the column expected."
            return f"{late} lies after {self.as_of}, the day of this report.", remedy
        if started and finished and finished < started:
            return f"it finished on {finished}, before it started on {started}.", "Correct one of the two days."
        if finished and actual.percent not in (None, _WHOLE):
            return f"it is finished and {actual.percent}% done.", "Write 100, or leave one of the two out."
        if actual.percent == _WHOLE and not finished:
            return "it is 100% done and has no last day.", "Write the day in the column finished, or less than 100."
        if actual.percent and not started and not finished:
            return f"it is {actual.percent}% done and has no first day.", "Write the day in the column started."
        if actual.expected and (finished or actual.expected < self.as_of):
            return f"it is expected to end on {actual.expected}, which is past or known.", "Leave expected empty."
        return None


def _meant(name: str, copies: Iterable[str], tasks: Iterable[Task]) -> str:
    copies = list(copies)
    if copies:
        return f"Write one of {', '.join(copies)}."
    known = {task.id: task.id for task in tasks} | {task.name: task.id for task in tasks}
    close = difflib.get_close_matches(name, known, 1, cutoff=0.5)
    return f"Did you mean {known[close[0]]}?" if close else "Take ids from the column Id of timetable.csv."
