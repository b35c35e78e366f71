"""Costs, the case and the scenarios as plain rows for the workbook, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from backsource_docs.planning.case import Point
from backsource_docs.planning.costing import KINDS, Costing
from backsource_docs.planning.scenarios import Scenario
from backsource_docs.programme.rows import Programme, Sheet, Value

__all__ = ["further_data", "further_sheets"]

_FUNCTION = ("Function", 34)
_COST = (("Kind", 22), ("Cost", 40), ("Basis", 46), ("From", 13), ("Until", 13))
_SCENARIOS = (("Scenario", 14), _FUNCTION, ("At home on", 13), ("Days after the notice", 14), ("To bridge", 12))
_ADDED = (("No.", 8), ("Task", 60), ("Owner", 26), ("Start", 13), ("Finish", 13), ("Deliverable", 40))


def further_sheets(programme: Programme) -> Iterator[Sheet]:
    """The title, columns and rows of each further sheet; sums in whole units of the currency that the head names."""
    costing = programme.costing
    if costing and costing.lines:
        sum_ = (f"Sum ({costing.currency})", 16)
        yield "Costs", (*_COST, sum_), [*_lines(costing), ("all", "", "", None, None, _whole(costing.total))]
        months = [(kind, 18) for kind in KINDS]
        yield "Costs by month", (("Month", 12), *months, (f"All ({costing.currency})", 16)), list(_months(costing))
    if costing and any(run.before or run.after for run in costing.runs):
        before = (f"A year before ({costing.currency})", 18)
        yield "Run cost", (_FUNCTION, before, ("A year after", 18), ("Difference", 18)), list(_runs(costing))
    if programme.points:
        rows = [("for" if one.speaks_for else "against", one.title, one.evidence) for one in programme.points]
        yield "Case", (("Speaks", 10), ("Point", 46), ("Evidence", 80)), rows
    if programme.scenarios:
        yield "Scenarios", _SCENARIOS, list(_homes(programme.scenarios))
        yield "Stressed work", _ADDED, [row for one in programme.scenarios for row in _added(one)]
    yield from programme.sheets


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount.to_integral_value())


def _lines(costing: Costing) -> Iterator[Sequence[Value]]:
    for line in costing.lines:
        yield line.kind, line.name, line.basis, line.first, line.last, _whole(line.total)


def _months(costing: Costing) -> Iterator[Sequence[Value]]:
    for month in costing.months:
        amounts = [costing.of_kind(kind, month) for kind in KINDS]
        yield (f"{month[0]}-{month[1]:02}", *map(_whole, amounts), _whole(sum(amounts, Decimal())))


def _runs(costing: Costing) -> Iterator[Sequence[Value]]:
    for run in costing.runs:
        known = run.before is not None and run.after is not None
        change = (run.after or Decimal()) - (run.before or Decimal()) if known else None
        yield run.function, _whole(run.before), _whole(run.after), _whole(change)


def _homes(scenarios: Sequence[Scenario]) -> Iterator[Sequence[Value]]:
    for scenario in scenarios:
        for home in scenario.homes:
            yield scenario.name, home.function, home.day, home.after, "yes" if scenario.alone else "no"


def _added(scenario: Scenario) -> Iterator[Sequence[Value]]:
    """The work that a scenario adds to the plan."""
    for entry in scenario.added:
        yield entry.task.number, entry.task.name, entry.task.owner, entry.start, entry.finish, entry.task.deliverable


def further_data(programme: Programme) -> dict[str, Any]:
    """Costs, case and scenarios as plain data: sums as text in the currency, days in ISO form."""
    costing = programme.costing
    return {
        "costs": _costs(costing) if costing else None,
        "case": [_point(point) for point in programme.points],
        "scenarios": [_scenario(scenario) for scenario in programme.scenarios],
    }


def _costs(costing: Costing) -> dict[str, Any]:
    return {
        "currency": costing.currency,
        "total": str(costing.total),
        "estimate": _text(costing.estimate),
        "cap": _text(costing.cap),
        "by_rate_card": _text(costing.by_rates),
        "budget": _text(costing.budget),
        "lines": [
            {
                "kind": line.kind,
                "name": line.name,
                "total": str(line.total),
                "basis": line.basis,
                "first": line.first.isoformat() if line.first else None,
                "last": line.last.isoformat() if line.last else None,
            }
            for line in costing.lines
        ],
        "months": [
            {"month": f"{month[0]}-{month[1]:02}", **{kind: str(costing.of_kind(kind, month)) for kind in KINDS}}
            for month in costing.months
        ],
        "run": [
            {"function": run.function, "before": _text(run.before), "after": _text(run.after)} for run in costing.runs
        ],
        "saving_a_year": _text(costing.saving),
        "years": costing.years,
        "balance": _text(costing.balance),
        "paid_back_after_months": costing.paid_back_after,
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _point(point: Point) -> dict[str, str]:
    return {"speaks": "for" if point.speaks_for else "against", "point": point.title, "evidence": point.evidence}


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return {
        "name": scenario.name,
        "says": scenario.says,
        "tasks": len(scenario.tasks),
        "critical": len(scenario.critical),
        "start": scenario.start.isoformat(),
        "end": scenario.end.isoformat(),
        "to_bridge": scenario.alone,
        "bridged_from": scenario.bridged_from.isoformat() if scenario.bridged_from else None,
        "added": [
            {"id": one.task.id, "name": one.task.name, "start": str(one.start), "finish": str(one.finish)}
            for one in scenario.added
        ],
        "functions": [
            {"function": home.function, "home_on": home.day.isoformat(), "days_after_notice": home.after}
            for home in scenario.homes
        ],
    }
