"""Key dates against cases worked out by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml
from schedule_deals import ROOT, Planned, made

from backsource_docs.deal.reading import DealFile

CASES = yaml.load((ROOT / "tests/cases/schedule/key-dates.yaml").read_text(), yaml.BaseLoader)
CODES = {"KD01", "KD02", "KD05"}


def _expected(text: str) -> datetime.date | None:
    return None if text == "null" else datetime.date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: Mapping[str, Any], plan: Callable[[DealFile], Planned]) -> None:
    timetable, findings = plan(made(**case))
    found = {name: timetable.values[f"exit.{name}"] for name in case["dates"]}
    assert found == {name: _expected(text) for name, text in case["dates"].items()}
    assert [finding.code for finding in findings if finding.code in CODES] == case.get("findings", [])
    if "says" in case:
        assert case["says"] in " ".join(map(str, findings))


def test_the_finding_of_an_early_date_stands_at_its_line(plan: Callable[[DealFile], Planned]) -> None:
    _, findings = plan(made(notice={"served": "2028-01-14", "ends": "2028-07-16"}))
    (finding,) = [finding for finding in findings if finding.code == "KD01"]
    assert finding.place.line > 0
    assert "17 July 2028" in finding.remedy


def test_each_date_says_how_it_was_found(plan: Callable[[DealFile], Planned]) -> None:
    timetable, _ = plan(made(notice={"served": "2028-01-14", "ends": "2028-10-31"}))
    ends = next(entry for entry in timetable.key_dates.entries if entry.name == "ends")
    assert ends.derivation == "stated in the deal; not before 17 July 2028 (received 17 January 2028 plus 6 months)"
    assert all(entry.derivation for entry in timetable.key_dates.entries)


@pytest.mark.parametrize("law", ["england-and-wales", "new-york"])
@pytest.mark.parametrize("method", ["hand", "courier", "post", "airmail"])
def test_receipt_is_a_business_day_and_never_before_the_sending(
    law: str, method: str, plan: Callable[[DealFile], Planned]
) -> None:
    sent = datetime.date(2028, 12, 22)
    timetable, _ = plan(made(law=law, notice={"served": sent.isoformat(), "method": method}))
    received = timetable.key_dates.day("notice_deemed")
    assert received is not None
    assert received >= sent
    assert received.weekday() < 5
