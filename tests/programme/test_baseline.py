"""A stored baseline: the agreed days stay what slips are counted from, whatever becomes of the deal."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from backsource_docs.cli.main import bsdocs
from backsource_docs.planning.baseline import Baseline, BaselineStone, BaselineTask
from backsource_docs.programme.baseline_file import baseline_bytes, read_baseline
from backsource_docs.progressing import plan_baseline, plan_status

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
DAY = datetime.date(2028, 4, 3)
HEAD = "task,started,finished,percent,expected,note\n"
DESK = "Service desk live in-house, date: 2028-07-14"


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    """The baseline of homecoming as it stands."""
    path = tmp_path / "baseline.json"
    assert plan_baseline(HOMECOMING, path, as_of=DAY).file == path
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "actuals.csv"
    path.write_text(HEAD, "utf-8")
    return path


def moved(tmp_path: Path, *swaps: tuple[str, str]) -> Path:
    """The deal of homecoming with words of it replaced."""
    text = HOMECOMING.read_text("utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "deal.yaml"
    path.write_text(text, "utf-8")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, list(map(str, arguments)))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_plan_against_its_own_baseline_is_the_plan_itself(agreed: Path, report: Path) -> None:
    plain = plan_status(HOMECOMING, report, as_of=DAY).status
    held = plan_status(HOMECOMING, report, baseline=agreed, as_of=DAY)
    assert plain and held.status
    assert (held.status.slip, held.status.stones) == (plain.slip, plain.stones)
    assert [row.slip for row in held.status.rows] == [row.slip for row in plain.rows]
    assert held.status.baseline == DAY and "PL17" not in {finding.code for finding in held.findings}


def test_a_milestone_that_the_deal_moves_later_is_a_slip_against_the_baseline(
    agreed: Path, report: Path, tmp_path: Path
) -> None:
    deal = moved(tmp_path, (DESK, DESK.replace("07-14", "08-18")))
    plain = plan_status(deal, report, as_of=datetime.date(2028, 1, 5)).status
    held = plan_status(deal, report, baseline=agreed, as_of=datetime.date(2028, 1, 5))
    assert plain and held.status
    desk, before = (
        next(one for one in found.stones if one.function == "Service desk") for found in (held.status, plain)
    )
    assert before.slip == 0 and (desk.planned, desk.forecast) == (
        datetime.date(2028, 7, 14),
        datetime.date(2028, 8, 18),
    )
    assert desk.slip == 25
    row = next(row for row in held.status.rows if row.planned.task.id == "cut-over/1/Service desk")
    assert row.planned.finish == datetime.date(2028, 7, 14) and row.slip == 25
    (told,) = [finding for finding in held.findings if finding.code == "PL17"]
    assert "dates milestones anew: Service desk live in-house" in told.message


def test_what_should_have_ended_by_the_baseline_is_overdue_though_the_deal_gives_it_longer(
    agreed: Path, report: Path, tmp_path: Path
) -> None:
    longer = "plan:\n  changes: [{task: audit-report, duration: 60 business days}]"
    deal = moved(tmp_path, ("plan:", longer))
    states = [
        next(row.state for row in found.rows if row.planned.task.id == "audit-report")
        for found in (
            plan_status(deal, report, as_of=DAY).status,
            plan_status(deal, report, baseline=agreed, as_of=DAY).status,
        )
        if found
    ]
    assert states == ["to come", "overdue"]


def test_tasks_that_are_new_or_gone_are_told_and_new_ones_are_not_late(
    agreed: Path, report: Path, tmp_path: Path
) -> None:
    own = (
        "tasks: [{id: rig, name: Hire a test rig, phase: Build and test, owner: Operations lead, "
        "duration: 9 business days}]"
    )
    deal = moved(tmp_path, ("plan:", f"plan:\n  changes: [{{task: insurance, leave_out: yes}}]\n  {own}"))
    held = plan_status(deal, report, baseline=agreed, as_of=DAY)
    assert held.status
    (told,) = [finding for finding in held.findings if finding.code == "PL17"]
    assert re.search(r"has new tasks: [\d.]+ Hire a test rig; lacks tasks of it: [\d.]+ Place insurance", told.message)
    assert next(row.slip for row in held.status.rows if row.planned.task.id == "rig") == 0


def test_the_file_comes_back_as_it_was_written() -> None:
    task = BaselineTask("2.1", "Serve “it”", datetime.date(2028, 1, 14), datetime.date(2028, 1, 17))
    baseline = Baseline("Zoë", DAY, DAY, {"serve/1": task}, (BaselineStone("Live", "Payroll", DAY),))
    assert read_baseline(baseline_bytes(baseline), "b.json") == (baseline, ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format": "backsource-docs baseline 2"}',
        b'{"format": "backsource-docs baseline 1", "deal": "x", "as_of": "soon", "end": 3, "tasks": [],'
        b' "milestones": []}',
    ],
)
def test_what_is_no_baseline_is_told_and_nothing_is_written(content: bytes, report: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_bytes(content)
    result = plan_status(HOMECOMING, report, tmp_path / "out", baseline=wrong, as_of=DAY)
    assert "PL16" in {finding.code for finding in result.findings} and not result.files
    assert not (tmp_path / "out").exists()


def test_a_baseline_that_is_missing_or_of_another_deal_is_told(report: Path, agreed: Path, tmp_path: Path) -> None:
    missing = plan_status(HOMECOMING, report, baseline=tmp_path / "none.json", as_of=DAY)
    assert "Check the path of --baseline" in str([one for one in missing.findings if one.code == "PL16"])
    other = json.loads(agreed.read_text("utf-8")) | {"deal": "Another"}
    agreed.write_text(json.dumps(other), "utf-8")
    found = plan_status(HOMECOMING, report, baseline=agreed, as_of=DAY).findings
    assert any(one.code == "PL17" and "baseline of Another" in one.message for one in found)


def test_the_commands_keep_a_baseline_and_report_against_it(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "agreed.json"
    status, out, _ = run("plan", "baseline", HOMECOMING, "-o", path, "--as-of", "2028-04-28")
    assert status == 0 and "tasks, ending on" in out
    before = path.read_bytes()
    status, _, err = run("plan", "baseline", HOMECOMING, "-o", path)
    assert status == 2 and "PL16" in err and "is not written over" in err and path.read_bytes() == before
    options = ("--actuals", report, "--baseline", path, "--as-of", "2028-05-05")
    status, out, _ = run("plan", "status", HOMECOMING, *options, "-o", tmp_path / "out")
    assert status == 0 and "Planned by the baseline of 2028-04-28 was" in out
    assert json.loads(run("plan", "status", HOMECOMING, *options, "--json")[1])["baseline"] == "2028-04-28"


def test_a_plan_without_dates_has_no_baseline(tmp_path: Path) -> None:
    result = plan_baseline(ROOT / "examples" / "minimal" / "deal.yaml", tmp_path / "b.json")
    assert result.baseline is None and result.file is None and "PL15" in {one.code for one in result.findings}
    assert not (tmp_path / "b.json").exists()
    missing = plan_baseline(HOMECOMING, tmp_path / "no" / "b.json", as_of=DAY)
    assert missing.file is None and "PL16" in {one.code for one in missing.findings}
