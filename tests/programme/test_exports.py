"""The exports of a timetable: what other programs read back is what the plan says, day for day and link for link."""

from __future__ import annotations

import csv
import datetime
import io
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest

from backsource_docs.deal.reading import read_deal
from backsource_docs.outputs import former_manifest
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.programme.rows import Programme
from backsource_docs.timetabling import ProgrammeResult, exports_of, plan, plan_data

EXAMPLES = Path(__file__).parents[2] / "examples"
SPACE = {"p": "http://schemas.microsoft.com/project"}
FURTHER = ["Costs", "Costs by month", "Run cost", "Case", "Scenarios", "Stressed work"]
TABLES = [
    "Responsibility",
    "Assets",
    "Contracts",
    "Software and licences",
    "Data",
    "Staff",
    "Subcontractors",
    "Interfaces",
    "Risk register",
]
LINKS = {"0": "finish-finish", "1": "finish-start", "2": "start-finish", "3": "start-start"}


@pytest.fixture(scope="module")
def programme() -> Programme:
    found = plan(EXAMPLES / "homecoming" / "deal.yaml", runs=500).programme
    assert found is not None
    return found


@pytest.fixture(scope="module")
def exports(programme: Programme) -> dict[str, bytes]:
    return exports_of(programme)


@pytest.fixture(scope="module")
def relative() -> Programme:
    found = plan(EXAMPLES / "minimal" / "deal.yaml").programme
    assert found is not None
    return found


def test_the_workbook_has_responsibilities_registers_and_risks(exports: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports["timetable.xlsx"]))
    deal = read_deal((EXAMPLES / "homecoming" / "deal.yaml").read_bytes(), "deal.yaml")[0].deal  # type: ignore[union-attr]
    contracts = list(book["Contracts"].iter_rows(min_row=2, max_col=5, values_only=True))
    ends = [row[4].date() for row in contracts[: len(deal.third_party_contracts)]]  # type: ignore[union-attr]
    assert [row[1] for row in contracts][: len(ends)] == [contract.name for contract in deal.third_party_contracts]
    assert ends == [contract.expires for contract in deal.third_party_contracts]
    people = list(book["Staff"].iter_rows(min_row=2, max_col=3, values_only=True))
    assert [row[1:] for row in people][: len(deal.staff.groups)] == [
        (one.role, one.headcount) for one in deal.staff.groups
    ]
    assert {row[3] for row in book["Responsibility"].iter_rows(min_row=2, values_only=True)} <= {"R", "A", "C", "I"}
    scores = [row[4] for row in book["Risk register"].iter_rows(min_row=2, values_only=True)]
    assert scores == sorted(scores, reverse=True) and scores[0] == 20
    for title in TABLES:
        assert book[title].freeze_panes == "A2" and book[title].auto_filter.ref


def test_the_workbook_has_what_drives_the_end_where_anything_does() -> None:
    found = plan(EXAMPLES / "harbour" / "deal.yaml", runs=500).programme
    assert found is not None and found.risk is not None and found.risk.drivers
    book = openpyxl.load_workbook(io.BytesIO(exports_of(found)["timetable.xlsx"]))
    shown = [row[0] for row in book["Drivers"].iter_rows(min_row=2, values_only=True)]
    assert shown == [driver.number for driver in found.risk.drivers]


def test_the_workbook_has_every_task_with_its_days_as_dates(programme: Programme, exports: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports["timetable.xlsx"]))
    assert book.sheetnames == [
        "Timetable",
        "Critical path",
        "Roles",
        "Milestones",
        "Risk",
        *FURTHER,
        *TABLES,
    ]
    sheet = book["Timetable"]
    heads, *rows = sheet.iter_rows(values_only=True)
    at = {title: place for place, title in enumerate(heads)}
    assert len(rows) == len(programme.rows)
    for shown, row in zip(rows, programme.rows, strict=True):
        assert shown[at["No."]] == row.task.number
        for title, day in (("Start", row.entry.start), ("Finish", row.entry.finish), ("Due", row.entry.target)):
            value = shown[at[title]]
            assert (value.date() if isinstance(value, datetime.datetime) else value) == day
        assert (shown[at["After"]] or "") == row.after
    added = [row[:2] for row in book["Stressed work"].iter_rows(min_row=2, values_only=True)]
    stressed = programme.scenarios[-1].added
    assert stressed and added == [(entry.task.number, entry.task.name) for entry in stressed]
    for sheet in book:
        assert sheet.auto_filter.ref and sheet.freeze_panes


def test_the_project_file_has_every_day_link_and_milestone(programme: Programme, exports: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(exports["timetable.xml"])
    tasks = {one.findtext("p:UID", "", SPACE): one for one in root.iterfind("p:Tasks/p:Task", SPACE)}
    notes = {uid: one.findtext("p:Notes", "", SPACE).rpartition("Task: ")[2] for uid, one in tasks.items()}
    by_id = {notes[uid]: one for uid, one in tasks.items() if notes[uid]}
    assert set(by_id) == {row.task.id for row in programme.rows}
    for row in programme.rows:
        one = by_id[row.task.id]
        assert one.findtext("p:Start", "", SPACE)[:10] == str(row.entry.start)
        assert one.findtext("p:Finish", "", SPACE)[:10] == str(row.entry.finish)
        links = [
            (notes[link.findtext("p:PredecessorUID", "", SPACE)], LINKS[link.findtext("p:Type", "", SPACE)])
            for link in one.iterfind("p:PredecessorLink", SPACE)
        ]
        assert links == [(link.predecessor, link.kind) for link in row.links]
    stones = [one for one in tasks.values() if one.findtext("p:Milestone", "", SPACE) == "1"]
    assert {(one.findtext("p:Name", "", SPACE), one.findtext("p:Finish", "", SPACE)[:10]) for one in stones} == {
        (stone.name, str(stone.day)) for stone in programme.stones
    }


def test_the_lengths_in_the_project_file_fill_its_calendar(programme: Programme, exports: dict[str, bytes]) -> None:
    """A scheduler that counts each length from its start by the calendar of the file ends on the same day."""
    root = ElementTree.fromstring(exports["timetable.xml"])
    closed = {one.text[:10] for one in root.iterfind(".//p:Exception/p:TimePeriod/p:FromDate", SPACE) if one.text}
    calendar = calendar_of("england-and-wales")
    assert closed and not any(calendar.is_open(datetime.date.fromisoformat(day)) for day in closed)
    for one in root.iterfind("p:Tasks/p:Task", SPACE):
        if one.findtext("p:OutlineLevel", "", SPACE) != "2":
            continue
        day = datetime.date.fromisoformat(one.findtext("p:Start", "", SPACE)[:10])
        hours = int(one.findtext("p:Duration", "", SPACE).removeprefix("PT").partition("H")[0])
        every_day = one.findtext("p:CalendarUID", "", SPACE) == "2"
        worked = 0
        while True:
            worked += every_day or (day.weekday() < 5 and str(day) not in closed)
            if worked * 8 >= hours:
                break
            day += datetime.timedelta(days=1)
        assert str(day) == one.findtext("p:Finish", "", SPACE)[:10], one.findtext("p:Name", "", SPACE)


def test_a_calendar_program_reads_the_milestones(programme: Programme, exports: dict[str, bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(exports["milestones.ics"])
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    for stone in programme.stones:
        assert events[f"{programme.title}: {stone.name}"]["DTSTART"].dt == stone.day
    moves = [row for row in programme.rows if row.task.moves]
    assert moves and len(events) == len(programme.stones) + len(moves)
    assert len({str(event["UID"]) for event in events.values()}) == len(events)
    assert all(len(line) <= 75 for line in exports["milestones.ics"].split(b"\r\n"))


def test_the_csv_file_has_the_columns_of_the_workbook(programme: Programme, exports: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(exports["timetable.csv"].decode("utf-8-sig"))))
    assert [row["Start"] for row in rows] == [str(row.entry.start) for row in programme.rows]
    assert [row["Critical"] for row in rows] == ["yes" if row.entry.critical else "no" for row in programme.rows]


class Outline(HTMLParser):
    """The open elements, what points outside, and labels of controls."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag not in ("meta", "input"):
            self.open.append(tag)
        self.outside += [
            str(value) for name, value in attrs if name in ("src", "href") and not str(value).startswith("#")
        ]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_asks_nothing_of_the_network(
    programme: Programme, exports: dict[str, bytes]
) -> None:
    text = exports["timetable.html"].decode()
    page = Outline()
    page.feed(text)
    assert page.open == [] and page.outside == []
    assert "http" not in text and "@import" not in text
    assert page.names.count("caption") == 1 and 'lang="en"' in text and "@media print" in text
    assert text.count('scope="row"') >= len(programme.rows)
    assert text.count('<tr class="critical">') == len(programme.critical)


def test_names_of_a_deal_are_only_names(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(
        'name: "A & B <i>x</i>; \\"=1+1\\""\ncustomer: {name: C}\nsupplier: {name: S}\n'
        'law: {governing: new-york}\nservices: [{name: "=HYPERLINK(1), <b>"}]\n'
        "backsourcing: {notice: {served: 2028-01-14, ends: 2028-10-31}}\n"
        'plan: {tasks: [{id: own, name: "=cmd|\'/c\'!A1", phase: People, owner: "<script>", duration: 2 days}]}\n'
    )
    found = plan(deal, runs=50).programme
    assert found is not None
    made = exports_of(found)
    text = made["timetable.html"].decode()
    assert "<i>x" not in text and "<b>" not in text and text.count("<script>") == 1
    assert ElementTree.fromstring(made["timetable.xml"]).findtext("p:Name", "", SPACE) == found.title
    cells = [
        cell.value for row in openpyxl.load_workbook(io.BytesIO(made["timetable.xlsx"]))["Timetable"] for cell in row
    ]
    assert not any(isinstance(value, str) and value.startswith("=") for value in cells)
    (event, *_) = icalendar.Calendar.from_ical(made["milestones.ics"]).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith(f"{found.title}: ")


def test_a_deal_without_a_notice_has_a_relative_plan_around_the_notice(relative: Programme) -> None:
    assert relative.relative and relative.risk is None
    own = {phase.name for phase in relative.phases if phase.internal}
    for row in relative.rows:
        assert row.offsets[0] <= row.offsets[1]
        assert (row.offsets[1] < 0) == (row.task.phase in own)
    made = exports_of(relative)
    assert "milestones.ics" not in made
    rows = list(csv.DictReader(io.StringIO(made["timetable.csv"].decode("utf-8-sig"))))
    assert rows[0]["Start"].startswith(("T-", "'T-"))
    data = plan_data(relative)
    assert data["relative"] and "start" not in data["tasks"][0]


def test_the_same_plan_gives_the_same_bytes(programme: Programme, exports: dict[str, bytes]) -> None:
    assert exports_of(programme) == exports


def test_roles_carry_all_work_and_no_role_has_more_at_once_than_it_has_tasks(programme: Programme) -> None:
    work = [row for row in programme.rows if not row.task.counted and not row.task.milestone]
    assert sum(load.tasks for load in programme.loads) == len(work)
    assert all(1 <= load.peak <= load.tasks for load in programme.loads)


def test_plan_and_exports_are_written_together_and_again_over_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "plan"

    def build() -> ProgrammeResult:
        return plan(EXAMPLES / "homecoming" / "deal.yaml", folder, runs=50)

    first = build()
    assert {file.name for file in first.files} == {
        "exit-plan.docx",
        "timetable.csv",
        "timetable.html",
        "timetable.xlsx",
        "timetable.xml",
        "milestones.ics",
    }
    manifest = former_manifest(folder)
    assert manifest is not None and {entry["file"] for entry in manifest["documents"]} == {f.name for f in first.files}
    content = {file: file.read_bytes() for file in first.files}
    assert {file: file.read_bytes() for file in build().files} == content
    clauses = [row.clause for row in first.programme.rows if row.task.clause] if first.programme else []
    assert clauses and sum(map(bool, clauses)) > len(clauses) / 2
    (folder / "timetable.csv").write_bytes(b"edited")
    refused = build()
    assert refused.files == () and "OU02" in {finding.code for finding in refused.findings}
    assert (folder / "timetable.csv").read_bytes() == b"edited"
