"""A baseline as a JSON file that people keep with the agreed plan, and what is wrong in one that is read back."""

from __future__ import annotations

import datetime
import json
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.planning.baseline import Baseline, BaselineStone, BaselineTask
from backsource_docs.schema import Closed

__all__ = ["baseline_bytes", "read_baseline"]

_FORMAT = "backsource-docs baseline 1"
_REMEDY = "Write it anew with bsdocs plan baseline deal.yaml -o baseline.json."
Day = Annotated[datetime.date, Field(strict=False)]


class _Task(Closed, strict=True):
    id: str
    number: str
    name: str
    start: Day
    finish: Day


class _Stone(Closed, strict=True):
    name: str
    function: str
    date: Day


class _File(Closed, strict=True):
    format: Literal["backsource-docs baseline 1"]
    deal: str
    as_of: Day
    end: Day
    tasks: tuple[_Task, ...]
    milestones: tuple[_Stone, ...]


def baseline_bytes(baseline: Baseline) -> bytes:
    """The file: days as year-month-day, tasks and milestones in the order of the plan."""
    data: dict[str, Any] = {
        "format": _FORMAT,
        "deal": baseline.deal,
        "as_of": baseline.as_of.isoformat(),
        "end": baseline.end.isoformat(),
        "tasks": [
            {
                "id": name,
                "number": task.number,
                "name": task.name,
                "start": task.start.isoformat(),
                "finish": task.finish.isoformat(),
            }
            for name, task in baseline.tasks.items()
        ],
        "milestones": [
            {"name": one.name, "function": one.function, "date": one.day.isoformat()} for one in baseline.stones
        ],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def read_baseline(content: bytes, path: str) -> tuple[Baseline | None, tuple[Finding, ...]]:
    """The baseline in a file; what is no such file is a finding with the place where it goes wrong."""
    try:
        file = _File.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        says = f"{place}: {first['msg']}" if place else str(first["msg"])
        return None, (Finding("PL16", Severity.ERROR, f"{path} is no baseline: {says}.", Place(path), _REMEDY),)
    tasks = {one.id: BaselineTask(one.number, one.name, one.start, one.finish) for one in file.tasks}
    stones = tuple(BaselineStone(one.name, one.function, one.date) for one in file.milestones)
    return Baseline(file.deal, file.as_of, file.end, tasks, stones), ()
