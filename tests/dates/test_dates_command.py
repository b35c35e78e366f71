"""`bsdocs dates` as its users meet it: the table, JSON, the Word schedule and the calendar file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner

from backsource_docs.api import check
from backsource_docs.cli.main import bsdocs
from backsource_docs.dates.entries import Asked
from backsource_docs.diary import dates, dates_data
from backsource_docs.rendering.text import render_text

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
MINIMAL = ROOT / "examples" / "minimal" / "deal.yaml"


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, ["dates", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", ["homecoming", "nordlicht"])
def test_the_schedule_reads_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    result = check(ROOT / "examples" / name / "deal.yaml", only="key-dates")
    assert result.assembly is not None
    assert [str(finding) for finding in result.findings] == []
    expect(ROOT / "tests" / "golden" / name / "key-dates.txt", render_text(result.assembly.made[0].document) + "\n")


def test_the_schedule_is_not_for_the_other_side() -> None:
    assert [finding.code for finding in check(HOMECOMING, only="key-dates", outgoing=True).findings] == ["BU03"]


def test_the_table_shows_the_answer_and_each_day_with_its_derivation() -> None:
    status, out, err = run(str(HOMECOMING), "--wish", "2028-10-31")
    words = re.sub(r"\s+", " ", out)
    assert status == 0 and err == "Findings: none.\n"
    assert "send the Termination Notice by first-class post until 27 January 2028 (last post)" in words
    assert "Last day to serve" in out and "How days are counted" in out
    assert "2028-01-31 by hand, 17:00 31 October 2028 (the wished Termination Date) minus 9 months is" in words


def test_json_has_the_shape_that_is_promised() -> None:
    status, out, _ = run(str(HOMECOMING), "--json", "--wish", "2028-10-31", "--as-of", "2028-01-28", "--at", "17:30")
    data = json.loads(out)
    assert status == 0
    assert list(data) == ["deal", "as_of", "asked", "answer", "groups", "rules", "files", "findings"]
    assert data["asked"] == {"wish": "2028-10-31", "aim": "termination", "hour": "17:30"}
    notices = next(group for group in data["groups"] if group["group"] == "notice")["entries"]
    by_post = next(one for one in notices if one["id"] == "convenience-post")
    assert by_post["state"] == "lost" and by_post["instead"] == "Serve by hand until 31 January 2028."
    assert by_post["agreement"].startswith("clause ") and by_post["confirmed"] is True


def test_the_help_documents_the_shape_of_json() -> None:
    _, out, _ = run("--help")
    words = re.sub(r"\s+", " ", out)
    result = dates(MINIMAL)
    assert result.diary is not None
    data = dates_data(result.diary)
    for name in (*data, *data["groups"][0]["entries"][0]):
        assert name in words, name


def test_the_folder_holds_the_schedule_and_the_calendar(tmp_path: Path) -> None:
    result = dates(HOMECOMING, tmp_path / "out", asked=Asked(date(2028, 12, 15)))
    assert [file.name for file in result.files] == ["key-dates.docx", "key-dates.ics"]
    content = result.files[1].read_bytes()
    days = {event.start for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    assert date(2028, 3, 15) in days
    again = dates(HOMECOMING, tmp_path / "out", asked=Asked(date(2028, 12, 15)))
    assert again.files[1].read_bytes() == content


def test_a_calendar_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "key-dates.ics").write_text("BEGIN:VCALENDAR\nPRODID:mine\n", encoding="utf-8")
    status, _, err = run(str(MINIMAL), "-o", str(tmp_path))
    assert status == 2 and "OU01" in err
    assert (tmp_path / "key-dates.ics").read_text("utf-8").endswith("mine\n")


def test_a_wish_that_cannot_be_met_is_a_warning() -> None:
    status, out, err = run(str(HOMECOMING), "--wish", "2028-10-31", "--as-of", "2028-02-01", "--fail-on", "warning")
    assert status == 1 and "KD12 warning" in err and "It is too late" in out


def test_an_unreadable_deal_and_a_wrong_hour_are_told(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.yaml"))[0] == 2
    status, _, err = run(str(MINIMAL), "--at", "25:00")
    assert status == 2 and "write hours and minutes" in err
    status, _, err = run(str(MINIMAL), "--wish", "soon")
    assert status == 2 and "soon is not a date" in err


@pytest.mark.parametrize("name", ["civic", "harbour", "nordlicht", "rescue", "minimal"])
def test_every_example_has_dates_without_an_error(name: str) -> None:
    result = dates(ROOT / "examples" / name / "deal.yaml")
    assert result.diary is not None and result.diary.entries
    assert not any(finding.severity.word == "error" for finding in result.findings)
