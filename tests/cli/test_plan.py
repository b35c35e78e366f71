"""`bsdocs plan` as its users meet it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from backsource_docs.cli.main import bsdocs

EXAMPLES = Path(__file__).parents[2] / "examples"
HOMECOMING, MINIMAL = (str(EXAMPLES / name / "deal.yaml") for name in ("homecoming", "minimal"))


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_plan_is_shown_with_slack_critical_tasks_and_risk() -> None:
    status, out, _ = run("plan", HOMECOMING, "--runs", "200")
    assert status == 0
    assert "Cut-over and change of keys: Payments operations" in out
    assert "2028-10-13  2028-10-13  0 !" in out
    assert "Chance of ending within the assistance" in out


def test_critical_shows_the_critical_tasks_only() -> None:
    _, out, _ = run("plan", HOMECOMING, "--critical", "--runs", "0")
    rows = [line for line in out.splitlines() if line[:1].isdigit() and line.rstrip().endswith("!")]
    assert rows and "Welcome and induct" not in out and "Chance" not in out


def test_without_a_notice_the_days_are_counted_from_it() -> None:
    status, out, _ = run("plan", MINIMAL)
    assert status == 0
    assert "T+0" in out and "T-1" in out


def test_json_carries_tasks_links_and_risk() -> None:
    status, out, _ = run("plan", HOMECOMING, "--json", "--runs", "200", "--seed", "7")
    data = json.loads(out)
    assert status == 0
    assert data["risk"]["seed"] == 7 and data["risk"]["ends"].keys() == {"P50", "P80", "P95"}
    task = next(task for task in data["tasks"] if task["id"] == "kick-off")
    assert task["links"] and task["start"] <= task["finish"] <= task["latest_finish"]
    assert data["files"] == [] and data["findings"] is not None


def test_files_are_named_as_they_are_written(tmp_path: Path) -> None:
    status, out, _ = run("plan", HOMECOMING, "-o", str(tmp_path / "plan"), "--runs", "50", "--critical")
    assert status == 0
    written = [line.removeprefix("Wrote ").removesuffix(".") for line in out.splitlines() if line.startswith("Wrote ")]
    assert len(written) == 6 and all(Path(name).is_file() for name in written)


def test_a_deal_that_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    status, _, said = run("plan", str(tmp_path / "none.yaml"))
    assert status == 2 and "DL00" in said


def test_scenarios_stand_side_by_side() -> None:
    status, out, _ = run("plan", HOMECOMING, "--scenarios", "--runs", "0")
    heads = out.splitlines()[0].split()
    assert status == 0 and heads == ["planned", "partial", "stressed"]
    assert next(line for line in out.splitlines() if line.startswith("Core hosting")).count("stays") == 1


def test_without_a_notice_no_scenarios_are_compared() -> None:
    _, out, _ = run("plan", MINIMAL, "--scenarios", "--runs", "0")
    assert out.startswith("Scenarios are compared once a notice has a date.")


def test_json_carries_costs_case_and_scenarios() -> None:
    _, out, _ = run("plan", HOMECOMING, "--json", "--runs", "0")
    data = json.loads(out)
    assert data["costs"]["cap"] == "1815000" and data["costs"]["months"][0]["month"] == "2027-11"
    assert {point["speaks"] for point in data["case"]} == {"for", "against"}
    assert [one["name"] for one in data["scenarios"]] == ["planned", "partial", "stressed"]
    assert {task["gate"] for task in data["tasks"] if task["gate"]} == {f"Gate {number}" for number in range(1, 7)}


def test_an_edited_export_leaves_the_whole_folder_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    run("plan", HOMECOMING, "-o", str(folder), "--runs", "0")
    (folder / "timetable.csv").write_text("mine", "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    status, _, said = run("plan", HOMECOMING, "-o", str(folder), "--runs", "0", "--as-of", "2027-01-04")
    assert status == 2 and "OU02" in said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
