"""The Microsoft Project file read back by mpxj, the Java library that most planning programs read such files with."""

from __future__ import annotations

import datetime
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backsource_docs.planning.network import Link
from backsource_docs.programme.rows import Programme
from backsource_docs.timetabling import exports_of, plan

EXAMPLES = Path(__file__).parents[2] / "examples"
MISSING = [
    what
    for what, there in (
        ("Java (apt-get install default-jre-headless)", shutil.which("java")),
        ("mpxj (make pages)", importlib.util.find_spec("mpxj")),
        ("jpype (make pages)", importlib.util.find_spec("jpype")),
    )
    if not there
]
pytestmark = [
    pytest.mark.pages,
    pytest.mark.skipif(bool(MISSING), reason=f"reading the Project file back needs {' and '.join(MISSING)}"),
]
READER = """
import json, sys
import jpype, mpxj
jpype.startJVM()
from org.mpxj.reader import UniversalProjectReader
from org.mpxj import TimeUnit

project = UniversalProjectReader().read(sys.argv[1])
LocalDate = jpype.JClass("java.time.LocalDate")

def day(value):
    return str(value)[:10] if value is not None else None

tasks = [
    {
        "uid": int(str(task.getUniqueID())),
        "name": str(task.getName()),
        "start": day(task.getStart()),
        "finish": day(task.getFinish()),
        "due": day(task.getDeadline()),
        "length": float(task.getDuration().getDuration()) if task.getDuration() is not None else None,
        "milestone": bool(task.getMilestone()),
        "summary": bool(task.getSummary()),
        "calendar": str(task.getCalendar().getName()) if task.getCalendar() is not None else None,
        "owners": [str(one.getResource().getName()) for one in task.getResourceAssignments() if one.getResource()],
        "links": [
            [
                int(str(link.getPredecessorTask().getUniqueID())),
                str(link.getType()),
                float(link.getLag().getDuration()),
                str(link.getLag().getUnits()),
            ]
            for link in task.getPredecessors()
        ],
    }
    for task in project.getTasks()
]
calendar = project.getCalendarByName("Business Days")
first, last = (LocalDate.parse(text) for text in sys.argv[2:4])
closed = []
while not first.isAfter(last):
    if not calendar.isWorkingDate(first):
        closed.append(str(first))
    first = first.plusDays(1)
print(json.dumps({"tasks": tasks, "closed": closed}))
"""
KINDS = {"FS": "finish-start", "SS": "start-start", "FF": "finish-finish", "SF": "start-finish"}
# The homecoming plan with links of every kind, leads and lags among them.
LINKED = """\
plan:
  tasks:
    - id: rig
      name: "Hire & test a <rig>"
      phase: Build and test
      owner: Operations lead
      duration: 9 business days
      after: [{task: needs, lag: 3 business days}]
    - id: rig-manual
      name: Write its manual
      phase: Build and test
      owner: Operations lead
      duration: 6 business days
      after: [{task: rig, link: start-start, lag: 2 weeks}]
    - id: rig-checked
      name: Rig checked
      phase: Build and test
      owner: Security lead
      after: [{task: rig, link: finish-finish, lead: 1 business day}, rig-manual]
"""


def read_back(programme: Programme, folder: Path) -> dict[str, Any]:
    path = folder / "timetable.xml"
    path.write_bytes(exports_of(programme)["timetable.xml"])
    arguments = [sys.executable, "-c", READER, str(path), str(programme.start), str(programme.finish)]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", ["homecoming", "civic", "harbour", "nordlicht", "rescue", "minimal", "linked"])
def test_mpxj_reads_every_day_link_and_milestone(name: str, tmp_path: Path) -> None:
    path = EXAMPLES / ("homecoming" if name == "linked" else name) / "deal.yaml"
    if name == "linked":
        text = path.read_text("utf-8").replace("plan:\n", LINKED, 1)
        path = tmp_path / "deal.yaml"
        path.write_text(text, "utf-8")
    programme = plan(path, runs=0).programme
    assert programme is not None
    found = read_back(programme, tmp_path)
    tasks = {task["uid"]: task for task in found["tasks"]}
    rows = [row for _, mine in programme.by_phase for row in mine]
    uids = {row.task.id: 1000 + number for number, row in enumerate(rows, 1)}
    for row in rows:
        read, entry = tasks[uids[row.task.id]], row.entry
        assert (read["name"], read["start"], read["finish"]) == (row.task.name, str(entry.start), str(entry.finish))
        assert read["due"] == (str(entry.target) if entry.target and not programme.relative else None)
        assert read["milestone"] == row.task.milestone and not read["summary"]
        assert read["owners"] == [row.task.owner]
        assert read["calendar"] == ("Every day" if row.task.counted else None)
        assert sorted(map(_link, read["links"])) == sorted(_expected(link, uids) for link in row.links)
    summaries = {read["name"]: (read["start"], read["finish"]) for read in tasks.values() if read["summary"]}
    assert summaries == {phase.name: _span(mine) for phase, mine in programme.by_phase}
    stones = [(read["name"], read["finish"]) for uid, read in tasks.items() if uid > 900_000]
    assert stones == [(stone.name, str(stone.day)) for stone in programme.stones]
    days = (
        datetime.date.fromordinal(day) for day in range(programme.start.toordinal(), programme.finish.toordinal() + 1)
    )
    assert found["closed"] == [str(day) for day in days if not programme.calendar.is_open(day)]


def _link(read: list[Any]) -> tuple[int, str, float, str]:
    uid, kind, lag, unit = read
    return uid, KINDS[kind], lag, unit if lag else "d"


def _expected(link: Link, uids: dict[str, int]) -> tuple[int, str, float, str]:
    days = link.lag.amount * {"week": 7, "month": 30, "year": 365}.get(link.lag.unit, 1)
    unit = "ed" if days and link.lag.unit != "business day" else "d"
    return uids[link.predecessor], link.kind, float(days), unit


def _span(rows: Any) -> tuple[str, str]:
    return str(min(row.entry.start for row in rows)), str(max(row.entry.finish for row in rows))
