"""What the take-back costs: by the rate card and its cap, by month to the cent, before and after, for and against."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st
from schedule_deals import ROOT, Planned, made, read

from backsource_docs.deal.reading import DealFile
from backsource_docs.planning.case import case_of
from backsource_docs.planning.costing import Costing, CostLine, costing_of

Plan = Callable[[DealFile], Planned]
HOMECOMING = yaml.load((ROOT / "examples" / "homecoming" / "deal.yaml").read_text("utf-8"), yaml.BaseLoader)


def deal(costs: dict[str, Any] | None = None, **exit_charges: Any) -> DealFile:
    """Homecoming with other costs and other terms of exit charges."""
    changed = {**HOMECOMING, "plan": {"costs": costs or {}}}
    changed["exit_charges"] = {**HOMECOMING["exit_charges"], **exit_charges}
    return read(yaml.safe_dump(changed, sort_keys=False).encode())


def costed(plan: Plan, file: DealFile) -> Costing:
    found = costing_of(plan(file)[0], file.deal)
    assert found is not None
    return found


def test_assistance_is_priced_by_the_rate_card(plan: Plan) -> None:
    bought = [{"role": "Transition manager", "quantity": 100}, {"role": "engineer", "quantity": 50}]
    found = costed(plan, deal({"assistance": bought}))
    assert found.by_rates == found.of_kind("assistance") == Decimal(100 * 1050 + 50 * 640)


def test_exit_charges_never_exceed_the_cap(plan: Plan) -> None:
    found = costed(plan, deal({"assistance": [{"role": "Transition manager", "quantity": 9000}]}))
    assert found.cap == Decimal("1815000") == found.of_kind("assistance")
    assert "up to the cap" in found.lines[0].basis


def test_without_bought_assistance_the_estimate_counts(plan: Plan) -> None:
    found = costed(plan, deal())
    assert found.by_rates is None and found.of_kind("assistance") == Decimal("1650000")


def test_no_charge_and_no_payment_cost_nothing(plan: Plan) -> None:
    found = costed(plan, deal(basis="no charge", termination_payment="none"))
    assert found.of_kind("assistance") == found.of_kind("ending") == 0


def test_the_termination_payment_falls_due_on_the_termination_date(plan: Plan) -> None:
    found = costed(plan, deal())
    assert found.of_kind("ending", (2028, 10)) == Decimal("2400000")


def test_duplicate_running_is_the_charge_for_the_days_of_parallel_running(plan: Plan) -> None:
    line = next(one for one in costed(plan, deal()).lines if one.name == "Service desk")
    assert (line.kind, line.total) == ("duplicate running", Decimal("238356.16"))  # 2,900,000 x 30 / 365


def test_stated_duplicate_running_takes_the_place_of_the_computed(plan: Plan) -> None:
    item = {
        "name": "Two desks",
        "kind": "duplicate running",
        "total": "GBP 7",
        "first": "2028-06-01",
        "last": "2028-06-30",
    }
    found = costed(plan, deal({"items": [item]}))
    assert found.of_kind("duplicate running") == found.of_kind("duplicate running", (2028, 6)) == 7


@given(
    st.decimals(Decimal("0.01"), Decimal("1e9"), places=2),
    st.dates(datetime.date(2027, 1, 1), datetime.date(2030, 1, 1)),
    st.integers(0, 900),
)
def test_the_months_of_a_cost_add_up_to_it(total: Decimal, first: datetime.date, length: int) -> None:
    last = first + datetime.timedelta(days=length)
    months = CostLine("build", "x", total, "", first, last).by_month()
    assert sum(months.values()) == total
    assert min(months) == (first.year, first.month) and max(months) == (last.year, last.month)


def test_a_cost_is_spread_by_days() -> None:
    line = CostLine("build", "x", Decimal(60), "", datetime.date(2028, 2, 20), datetime.date(2028, 3, 20))
    assert line.by_month() == {(2028, 2): Decimal("20.00"), (2028, 3): Decimal("40.00")}  # 10 and 20 of 30 days


def test_run_cost_before_and_after_gives_saving_and_payback(plan: Plan) -> None:
    home = [
        {"function": one["name"], "annual": "GBP 3,000,000"}
        for one in HOMECOMING["services"]
        if one.get("backsource") != "no"
    ]
    found = costed(plan, deal({"at_home": home, "years": 10}))
    assert (found.before, found.after, found.saving) == (Decimal(18_600_000), Decimal(15_000_000), Decimal(3_600_000))
    assert found.balance == Decimal(36_000_000) - found.total
    assert found.paid_back_after == -(-found.total * 12 // Decimal(3_600_000))


def test_one_unknown_cost_at_home_leaves_the_saving_open(plan: Plan) -> None:
    found = costed(plan, deal({"at_home": [{"function": "Service desk", "annual": "GBP 1"}]}))
    assert found.saving is None and found.balance is None and found.paid_back_after is None


def test_dearer_at_home_speaks_against(plan: Plan) -> None:
    home = [
        {"function": one["name"], "annual": "GBP 9,000,000"}
        for one in HOMECOMING["services"]
        if one.get("backsource") != "no"
    ]
    file = deal({"at_home": home})
    points = {point.title: point for point in case_of(file.deal, costed(plan, file))}
    assert not points["Run cost"].speaks_for and "more a year" in points["Run cost"].evidence
    assert not points["Balance"].speaks_for and "Payback" not in points
    assert points["Hard to take back"].evidence == "Payments operations, Core hosting"
    assert points["Functions that set the Customer apart"].speaks_for


def test_a_deal_without_sums_has_no_costs(plan: Plan) -> None:
    file = made()
    assert costing_of(plan(file)[0], file.deal) is None
    assert case_of(file.deal, None) == ()
