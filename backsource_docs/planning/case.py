"""The case for and against the take-back, in points that the deal itself gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.services import Service
from backsource_docs.planning.costing import Costing
from backsource_docs.values import print_value

__all__ = ["Point", "case_of"]


class Point(Struct, frozen=True):
    """What speaks for or against the take-back, and the evidence for it."""

    speaks_for: bool
    title: str
    evidence: str


def case_of(deal: Deal, costing: Costing | None) -> tuple[Point, ...]:
    """The points for the take-back, then those against it; money first."""
    points = [*(_money(deal, costing) if costing else ()), *_functions(deal)]
    return tuple(sorted(points, key=lambda point: not point.speaks_for))


def _money(deal: Deal, costing: Costing) -> Iterator[Point]:
    def shown(amount: object) -> str:
        return print_value(amount, deal.locale)

    yield Point(False, "One-off cost", f"{shown(costing.money(costing.total))} in all")
    saving, balance = costing.saving, costing.balance
    if saving is None or balance is None:
        return
    words = "less" if saving >= 0 else "more"
    yield Point(saving > 0, "Run cost", f"{shown(costing.money(abs(saving)))} {words} a year at home")
    if costing.paid_back_after is not None:
        said = f"the savings have paid the one-off cost after {costing.paid_back_after} months"
        yield Point(costing.paid_back_after <= costing.years * 12, "Payback", said)
    over = f"{shown(costing.money(abs(balance)))} {'better' if balance >= 0 else 'worse'}"
    yield Point(balance > 0, "Balance", f"{over} over {costing.years} years, not discounted")


_FOR: tuple[tuple[str, Callable[[Service], bool]], ...] = (
    ("Functions that set the Customer apart", lambda one: one.sourcing.strategic_value == "high"),
    ("The reason for outsourcing no longer holds", lambda one: one.sourcing.reason_holds == "no"),
    ("Poor or mixed performance today", lambda one: one.sourcing.performance in ("poor", "mixed")),
    ("Few others could take the function", lambda one: one.sourcing.market in ("narrow", "single")),
    ("Rising demand", lambda one: one.sourcing.demand == "rising"),
)
_AGAINST: tuple[tuple[str, Callable[[Service], bool]], ...] = (
    ("Hard to take back", lambda one: one.way_back == "hard"),
    ("No knowledge kept at home", lambda one: one.sourcing.knowledge_kept == "none"),
    ("Documentation that another team could not work from", lambda one: one.sourcing.documentation == "poor"),
    ("A specialist has a large benefit of scale", lambda one: one.sourcing.scale_benefit == "large"),
    ("It runs well today", lambda one: one.sourcing.performance == "good"),
    ("Falling demand", lambda one: one.sourcing.demand == "falling"),
)


def _functions(deal: Deal) -> Iterator[Point]:
    coming = [service for service in deal.services if service.backsource]
    for speaks_for, tests in ((True, _FOR), (False, _AGAINST)):
        for title, holds in tests:
            names = [service.name for service in coming if holds(service)]
            if names:
                yield Point(speaks_for, title, ", ".join(names))
