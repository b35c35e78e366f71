"""The state of an exit: days counted again from what was done, slips, what they do to the end, a wrong report told."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backsource_docs.building import assemble
from backsource_docs.cli.main import bsdocs
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.outputs import former_manifest
from backsource_docs.planning.forecasting import Actual, Status, status_of
from backsource_docs.planning.timetable import Timetable, timetable_of
from backsource_docs.programme.actuals import actuals_of
from backsource_docs.progressing import plan_status
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
DAY = datetime.date(2028, 4, 3)
HEAD = "task,started,finished,percent,expected,note\n"


def planned(text: str = "") -> Timetable:
    file, findings = read_deal(text.encode() if text else HOMECOMING.read_bytes(), "deal.yaml")
    assert isinstance(file, DealFile), findings
    return timetable_of(file, LIBRARY, established(LIBRARY.facts, file.deal), datetime.date(2026, 11, 23))[0]


TIMETABLE = planned()
TASKS = [entry.task for entry in TIMETABLE.tasks]


def as_planned(as_of: datetime.date) -> dict[str, Actual]:
    """A report of an exit that goes exactly as planned."""
    found = {}
    for entry in TIMETABLE.tasks:
        assert entry.start and entry.finish
        if entry.finish < as_of:
            found[entry.task.id] = Actual(entry.task.id, entry.start, entry.finish, 100)
        elif entry.start < as_of:
            found[entry.task.id] = Actual(entry.task.id, entry.start, expected=entry.finish)
    return found


def state(actuals: dict[str, Actual], as_of: datetime.date = DAY) -> Status:
    found = status_of(TIMETABLE, actuals.values(), as_of)
    assert found is not None
    return found


@given(st.dates(datetime.date(2027, 10, 1), datetime.date(2029, 12, 1)))
def test_an_exit_that_goes_as_planned_ends_as_planned(as_of: datetime.date) -> None:
    found = state(as_planned(as_of), as_of)
    assert [row.planned.task.id for row in found.rows if row.slip] == []
    assert (found.end, found.slip) == (found.planned_end, 0)
    assert all(stone.slip == 0 for stone in found.stones)


@given(st.dates(datetime.date(2027, 11, 1), datetime.date(2029, 6, 1)))
def test_what_is_not_done_lies_on_the_day_of_the_report_or_later(as_of: datetime.date) -> None:
    for row in state({}, as_of).rows:
        assert row.forecast.finish and row.forecast.finish >= as_of


def test_days_that_were_reported_are_kept_whatever_came_before() -> None:
    started, finished = datetime.date(2028, 1, 22), datetime.date(2028, 1, 23)
    row = next(
        row for row in state({"needs": Actual("needs", started, finished)}).rows if row.planned.task.id == "needs"
    )
    assert (row.forecast.start, row.forecast.finish, row.state) == (started, finished, "done")


def test_what_is_left_by_the_percentage_is_counted_from_the_day_of_the_report() -> None:
    needs = Actual("needs", datetime.date(2028, 3, 20), None, 40)
    row = next(row for row in state({**as_planned(DAY), "needs": needs}).rows if row.planned.task.id == "needs")
    # 10 business days, 6 of them left: 3 to 10 April
    assert row.forecast.finish == datetime.date(2028, 4, 10)
    assert row.state == "overdue" and row.slip == 29


def test_a_slip_moves_the_milestone_and_is_weighed_alone() -> None:
    late = {**as_planned(DAY), "system-tests/1": Actual("system-tests/1", DAY, None, None, datetime.date(2028, 7, 10))}
    found = state(late)
    desk = next(stone for stone in found.stones if stone.function == "Service desk")
    assert desk.slip > 0 and desk.forecast > datetime.date(2028, 7, 14)
    row = found.slipped[0]
    assert row.planned.task.id == "system-tests/1" and row.effect is not None


def test_what_a_late_last_task_does_to_the_end_is_said_in_days() -> None:
    last = max((entry for entry in TIMETABLE.tasks if entry.task.assistance), key=lambda one: one.finish or DAY)
    assert last.start and last.finish
    as_of = last.finish + datetime.timedelta(days=1)
    late = last.finish + datetime.timedelta(days=12)
    found = state({**as_planned(as_of), last.task.id: Actual(last.task.id, last.start, None, None, late)}, as_of)
    assert found.end == late and found.slip == found.slipped[0].effect > 0


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("kick-of,2028-01-18,,,,", "PL07", "Did you mean kick-off?"),
        ("training,2028-01-18,,,,", "PL07", "training/1, training/2, training/3"),
        (",2028-01-18,,,,", "PL07", "names no task"),
        ("kick-off,18/01/2028,,,,", "PL06", "18/01/2028 is not a day"),
        ("kick-off,2028-02-30,,,,", "PL06", "2028-02-30 is not a day"),
        ("kick-off,2028-01-18,,most,,", "PL06", "most is no percentage"),
        ("kick-off,2028-01-18,,101,,", "PL06", "101 is no percentage"),
        ("kick-off,2028-01-18,2028-01-17,,,", "PL08", "before it started"),
        ("kick-off,2028-01-18,2028-04-04,,,", "PL08", "the day of this report"),
        ("kick-off,2028-01-18,2028-01-18,50,,", "PL08", "finished and 50% done"),
        ("kick-off,2028-01-18,,100,,", "PL08", "has no last day"),
        ("kick-off,,,30,,", "PL08", "has no first day"),
        ("kick-off,2028-01-18,,,2028-03-01,", "PL08", "expected to end"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_and_left_out(line: str, code: str, words: str) -> None:
    actuals, findings = actuals_of(f"{HEAD}receipt,2028-01-17,2028-01-17,,,\n{line}\n", "a.csv", TASKS, DAY)
    assert [actual.task for actual in actuals] == ["receipt"]
    (finding,) = findings
    assert (finding.code, finding.place.line) == (code, 3)
    assert words in str(finding)


def test_a_task_is_reported_once_by_its_id_or_its_number() -> None:
    number = next(task.number for task in TASKS if task.id == "kick-off")
    actuals, findings = actuals_of(f"{HEAD}{number},2028-01-18,,,,\nkick-off,2028-01-19,,,,\n", "a.csv", TASKS, DAY)
    assert [actual.task for actual in actuals] == ["kick-off"]
    assert "reported on line 2 already" in str(findings[0])


def test_columns_may_stand_in_any_order_and_be_parted_by_semicolons() -> None:
    actuals, findings = actuals_of("Percent;Task;Started\n40%;needs;2028-03-20\n", "a.csv", TASKS, DAY)
    assert not findings and (actuals[0].percent, actuals[0].task) == (40, "needs")


@pytest.mark.parametrize("text", ["", "what,when\nkick-off,2028-01-18\n"])
def test_a_report_without_a_column_of_tasks_is_refused(text: str) -> None:
    actuals, findings = actuals_of(text, "a.csv", TASKS, DAY)
    assert not actuals and findings[0].code == "PL06"


def test_an_unknown_column_is_told_and_not_read() -> None:
    _, findings = actuals_of("task,finshed\nkick-off,2028-01-18\n", "a.csv", TASKS, DAY)
    assert "Did you mean finished?" in str(findings[0])


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_command_writes_the_report_and_a_table(tmp_path: Path) -> None:
    report, folder = tmp_path / "actuals.csv", tmp_path / "out"
    report.write_text(f"{HEAD}needs,2028-03-20,,40,,two people were ill\n", "utf-8")
    options = ("--actuals", str(report), "--as-of", "2028-04-03")
    status, out, said = run("plan", "status", str(HOMECOMING), *options, "-o", str(folder))
    assert status == 0 and "PL10" in said and "Service desk live in-house" in out
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "status-report.docx", "status.csv"}
    manifest = former_manifest(folder)
    assert manifest and {entry["file"] for entry in manifest["documents"]} == {"status-report.docx", "status.csv"}


def test_json_says_for_each_task_what_was_planned_and_what_is_forecast(tmp_path: Path) -> None:
    report = tmp_path / "actuals.csv"
    report.write_text(f"{HEAD}needs,2028-03-20,,40,,ill\n", "utf-8")
    _, out, _ = run("plan", "status", str(HOMECOMING), "--actuals", str(report), "--as-of", "2028-04-03", "--json")
    data = json.loads(out)
    needs = next(task for task in data["tasks"] if task["id"] == "needs")
    assert (needs["forecast_finish"], needs["slip"], needs["note"]) == ("2028-04-10", 29, "ill")
    assert data["slip"] >= 0 and data["milestones"][0]["slip"] > 0


def test_nothing_is_written_while_a_line_is_wrong(tmp_path: Path) -> None:
    report, folder = tmp_path / "actuals.csv", tmp_path / "out"
    report.write_text(f"{HEAD}kick-of,2028-03-20,,,,\n", "utf-8")
    result = plan_status(HOMECOMING, report, folder, as_of=DAY)
    assert result.status is not None and not result.files and not folder.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfetask\n"])
def test_a_report_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    report = tmp_path / "actuals.csv"
    if content:
        report.write_bytes(content)
    result = plan_status(HOMECOMING, report, as_of=DAY)
    assert result.status is None and [one.code for one in result.findings if one.code == "PL06"] == ["PL06"]


def test_a_plan_without_dates_has_no_state(tmp_path: Path) -> None:
    report = tmp_path / "actuals.csv"
    report.write_text(HEAD, "utf-8")
    result = plan_status(ROOT / "examples" / "minimal" / "deal.yaml", report, as_of=DAY)
    assert result.status is None and "PL15" in {finding.code for finding in result.findings}


def test_a_late_end_is_told_with_its_chain(tmp_path: Path) -> None:
    report = tmp_path / "actuals.csv"
    report.write_text(f"{HEAD}recruit,2028-03-20,,,2029-12-28,no applicants\n", "utf-8")
    found = [one for one in plan_status(HOMECOMING, report, as_of=DAY).findings if one.code == "PL09"]
    assert any("after the Termination Assistance Period" in one.message and "chain" in one.message for one in found)


def test_a_task_of_which_nothing_is_known_is_not_weighed() -> None:
    found = state(as_planned(DAY))
    assert found.slipped == () and replace(found, rows=()).of_state("done") == ()


def report_text(actuals: dict[str, Actual]) -> str:
    file, findings = read_deal(HOMECOMING.read_bytes(), "deal.yaml")
    assert file is not None, findings
    wishes = Wishes(("status-report",), actuals=tuple(actuals.values()))
    (made,) = assemble(file, LIBRARY, DAY, wishes).made
    return render_text(made.document) + "\n"


def test_the_report_to_the_committee_reads_as_accepted(expect: Callable[[Path, str], None]) -> None:
    late = {
        **as_planned(DAY),
        "exit-information": Actual("exit-information", datetime.date(2028, 1, 18), datetime.date(2028, 2, 15), 100),
        "needs": Actual("needs", datetime.date(2028, 3, 20), None, 40, note="two people were ill"),
        "system-tests/1": Actual("system-tests/1", DAY, None, None, datetime.date(2028, 7, 10), "the rig came late"),
    }
    expect(ROOT / "tests" / "golden" / "homecoming" / "status-report.txt", report_text(late))


def test_the_report_says_nothing_of_the_customers_own_tasks() -> None:
    text = report_text({})
    assert "Approve the exit" not in text and "First meeting of the Exit Managers" in text
