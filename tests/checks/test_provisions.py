"""The provisions that findings name agree with the rows of requirements that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from backsource_docs.checks import (
    layoff_notice,
    notice_limit,
    retrieval_floor,
    switching_charges,
    switching_limit,
    transfer_information,
    two_clocks,
)
from backsource_docs.checks.provisions import PROVISIONS, cited
from backsource_docs.library.store import Library
from backsource_docs.values import Period, print_date

LIBRARY = Path(__file__).parents[2] / "clause_library"
REQUIREMENTS = LIBRARY / "requirements"


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    """Every row of the requirement files, by its id."""
    files = [yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader) for path in REQUIREMENTS.glob("*.yaml")]
    return {name: row for file in files for name, row in file["requirements"].items()}


@pytest.mark.parametrize("name", PROVISIONS)
def test_a_provision_is_marked_as_its_row_is(name: str, rows: dict[str, dict[str, str]]) -> None:
    assert name in rows
    assert PROVISIONS[name].confirmed == (rows[name].get("confirmed") == "yes")


def test_what_nobody_has_read_bears_a_mark() -> None:
    assert cited("da-25-2-g") == "Regulation (EU) 2023/2854, Article 25(2)(g)"
    assert cited("tupe-11", "da-25-2-g").startswith("regulation 11 of TUPE 2006 (unconfirmed) and Regulation")
    assert cited() == ""


@pytest.mark.parametrize(
    ("number", "figure"),
    [
        (notice_limit.LIMIT, "data_act.notice_limit"),
        (switching_limit.LIMIT, "data_act.transition_limit"),
        (switching_limit.UNFEASIBLE, "data_act.long_transition"),
        (two_clocks.LONGEST_SWITCH, "data_act.long_transition"),
        (retrieval_floor.FLOOR, "data_act.retrieval_floor"),
        (transfer_information.LEAD, "tupe.liability_information_days"),
        (layoff_notice.LEAD, "warn.notice_days"),
        (layoff_notice.STATE_LEAD, "warn.state_notice_days"),
    ],
)
def test_the_numbers_of_the_rules_are_the_figures_of_the_law(number: Period, figure: str) -> None:
    figures = {one.name: one.value for one in Library((LIBRARY,), ()).figures("ireland")}
    assert str(number) == figures[figure]


def test_switching_is_free_from_the_day_of_the_figure() -> None:
    figures = {one.name: one.value for one in Library((LIBRARY,), ()).figures("ireland")}
    assert print_date(switching_charges.FREE_FROM, "en-GB") == figures["data_act.charges_end"]
