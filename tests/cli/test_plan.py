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
