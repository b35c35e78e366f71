"""What contracts agree, as the rules on interactions and numbers read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from drafting_cases import write_case
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.api import check
from backsource_docs.checks.agreed import exceeds
from backsource_docs.checks.frame import Bundle
from backsource_docs.findings import Finding
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.values import Period, Unit

EXAMPLES = Path(__file__).parents[2] / "examples"
LONDON = calendar_of("england-and-wales")
AMOUNTS = st.integers(1, 400)


def fitting(findings: tuple[Finding, ...]) -> list[str]:
    return [str(finding) for finding in findings if finding.code.startswith(("IX", "NM"))]


@given(unit=st.sampled_from(get_args(Unit)[2:]), one=AMOUNTS, other=AMOUNTS)
def test_periods_of_one_unit_compare_by_their_amounts(unit: Unit, one: int, other: int) -> None:
    assert exceeds(Period(one, unit), Period(other, unit), LONDON) == (one > other)


def test_a_month_can_be_longer_and_shorter_than_thirty_days() -> None:
    assert exceeds(Period(1, "month"), Period(30, "day"), LONDON)
    assert exceeds(Period(30, "day"), Period(1, "month"), LONDON)
    assert not exceeds(Period(15, "business day"), Period(30, "day"), LONDON)
    assert exceeds(Period(19, "business day"), Period(30, "day"), LONDON)  # over Christmas


@pytest.mark.parametrize("position", ["customer", "balanced"])
@pytest.mark.parametrize("name", ["homecoming", "harbour", "minimal"])
def test_clauses_numbers_and_dates_of_the_examples_fit(name: str, position: str) -> None:
    assert fitting(check(EXAMPLES / name / "deal.yaml", position=position).findings) == []


def test_without_the_contract_its_terms_are_those_it_would_have() -> None:
    alone = check(EXAMPLES / "homecoming" / "deal.yaml", only="letter-customers").assembly
    whole = check(EXAMPLES / "homecoming" / "deal.yaml", only="outsourcing-agreement").assembly
    assert alone and whole
    dates = [Bundle(run.made, run.file, run.library).agreed.dates.values for run in (alone, whole)]
    assert dates[0] == dates[1]


def test_a_clause_is_named_by_the_number_and_title_that_the_contract_prints(tmp_path: Path) -> None:
    written = write_case({"clauses": {"one": "1. Nothing.", "two": "1. Nothing."}}, tmp_path)
    (contract,) = Bundle(written.made, written.file, written.library).agreed.contracts
    assert contract.named("two") == "clause 3 (Two)"
    assert contract.named("three") == "“three”"
    assert contract.has("one", "two") and not contract.has("one", "three")
    assert contract.position("two") == "balanced" and contract.position("three") == ""
    assert contract.value("two", "length") is None


def test_a_clause_of_a_schedule_is_named_with_it() -> None:
    assembly = check(EXAMPLES / "homecoming" / "deal.yaml", only="outsourcing-agreement").assembly
    assert assembly
    (contract,) = Bundle(assembly.made, assembly.file, assembly.library).agreed.contracts
    assert re.fullmatch(r"paragraph \d+ \(.+\) of Schedule \d+", contract.named("dat-retrieval-period"))
