"""Which named facts hold for a deal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from backsource_docs.deal.deal import Deal
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.facts import Condition, Fact

__all__ = ["established", "failing", "misplaced", "values_at"]


def established(facts: Mapping[str, Fact], deal: Deal) -> dict[str, bool]:
    """For each fact whether it holds; one that looks at a path no deal has does not hold (see `misplaced`)."""
    return {name: _holds(fact, deal) for name, fact in facts.items()}


def misplaced(facts: Mapping[str, Fact], deal: Deal) -> Iterator[Finding]:
    """A finding for each fact that looks at a path which no deal has."""
    for name, fact in facts.items():
        if not _readable(fact, deal):
            message = f"The fact {name} looks at {fact.path}, which no deal has."
            place = Place("clause_library/facts.yaml")
            yield Finding("LB06", Severity.ERROR, message, place, "Correct the path.")


def _readable(fact: Fact, deal: Deal) -> bool:
    try:
        list(values_at(deal, fact.path))
    except KeyError:
        return False
    return True


def failing(condition: Condition, holds: Mapping[str, bool]) -> str | None:
    """The fact that keeps the condition from holding, or None where it holds; a fact nobody declared does not hold."""
    for name in condition.all:
        if not holds.get(name):
            return name
    if condition.any and not any(holds.get(name) for name in condition.any):
        return condition.any[0]
    return next((name for name in condition.none if holds.get(name)), None)


def values_at(deal: Deal, path: str) -> Iterator[Any]:
    """The values at a path; "services[].critical" gives one for each service."""
    group, brackets, rest = path.partition("[].")
    if not brackets:
        yield deal.value_at(path)
        return
    for entry in deal.value_at(group):
        if not hasattr(entry, rest):
            raise KeyError(path)
        yield getattr(entry, rest)


def _holds(fact: Fact, deal: Deal) -> bool:
    return _readable(fact, deal) and any(_fits(fact, value) for value in values_at(deal, fact.path))


def _fits(fact: Fact, value: Any) -> bool:
    present = value is not None and value != () and value != ""
    if fact.at_least is not None:
        return isinstance(value, int | Decimal) and value >= fact.at_least
    if fact.contains is not None:
        return isinstance(value, tuple) and fact.contains in value
    if fact.among is not None:
        return _word(value) in fact.among
    expected = fact.equals if fact.equals is not None else fact.differs
    same = present == (expected == "present") if expected in ("present", "absent") else _word(value) == expected
    return same if fact.equals is not None else not same


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
