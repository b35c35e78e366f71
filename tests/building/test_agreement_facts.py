"""What the deal says stands in the agreement, and what it does not say leaves no empty form behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backsource_docs.building import assemble
from backsource_docs.deal.reading import read_deal
from backsource_docs.opening import open_library
from backsource_docs.rendering.text import render_text
from backsource_docs.wanting import Wishes

EXAMPLES = Path(__file__).parents[2] / "examples"
POSITIONS = ("customer", "balanced", "supplier")
RATES = """\
  rate_card:
    - {role: Transition manager, rate: "GBP 1,050", per: day}
    - {role: Senior engineer, rate: GBP 880, per: day}
    - {role: Engineer, rate: GBP 640, per: day}
    - {role: Service desk analyst, rate: GBP 310, per: day}
"""


def agreement(name: str, position: str, *swaps: tuple[str, str]) -> str:
    text = (EXAMPLES / name / "deal.yaml").read_text()
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    file, findings = read_deal(text.encode(), "deal.yaml")
    library, _ = open_library()
    assert file and library and file.deal.as_of, findings
    made = assemble(file, library, file.deal.as_of, Wishes(("outsourcing-agreement",), position)).made
    return render_text(made[0].document)


@pytest.mark.parametrize("position", POSITIONS)
def test_without_rates_cost_and_a_margin_stand_in_place_of_an_empty_table(position: str) -> None:
    given = agreement("homecoming", position)
    assert "Transition manager" in given and "No rates are agreed" not in given
    left_out = agreement("homecoming", position, (RATES, ""))
    assert "No rates are agreed at the date of this Agreement." in left_out
    assert "plus a margin of" in left_out
    assert "[● rate]" not in left_out and "[Rate Card]" not in left_out


def test_agreed_triggers_stand_among_the_events_that_may_lead_to_a_backsourcing() -> None:
    text = agreement("homecoming", "customer")
    assert "The parties have agreed on these further events of that kind:" in text
    assert re.search(r"1 +\| two Critical Service Failures within 12 months\n", text)
    assert re.search(r"4 +\| charges above the market by more than one tenth after a benchmark\n", text)
    assert "further events of that kind" not in agreement("minimal", "customer")


def test_the_contract_number_stands_beside_the_date() -> None:
    assert "Its contract number is AB-OUT-2027-01." in agreement("homecoming", "customer")
    assert "contract number" not in agreement("minimal", "customer")


def test_the_interval_of_the_feed_is_the_same_in_the_clause_and_in_the_catalogue() -> None:
    text = agreement("homecoming", "customer", ("  feed_interval: 15 minutes\n", ""))
    assert "at intervals of at most 1 hour" in text
    assert "Automated feed        | at intervals of at most 1 hour" in text


@pytest.mark.parametrize(
    ("swaps", "shown"),
    [
        ((), "Transfers abroad            | none planned"),
        ((("DE 19801\n  country: US", "DE 19801\n  country: CA"),), "Transfers abroad            | [● "),
    ],
)
def test_a_ground_for_transfers_is_asked_for_only_where_data_leave_the_country(
    swaps: tuple[tuple[str, str], ...], shown: str
) -> None:
    assert shown in agreement("harbour", "balanced", *swaps)


def test_hours_of_business_are_written_as_the_country_does() -> None:
    assert "from 09:00 to 17:00 on a Business Day" in agreement("minimal", "customer")
    assert "from 9:00 a.m. to 5:00 p.m. on a Business Day" in agreement("harbour", "customer")


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", ["homecoming", "harbour", "minimal"])
def test_one_name_for_the_longest_interruption(name: str, position: str) -> None:
    assert "impact tolerance" not in agreement(name, position).lower()
