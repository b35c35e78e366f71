"""A network of activities: what must come before what, and within which days each may lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from msgspec import Struct

from backsource_docs.values import Period

__all__ = ["NO_LAG", "Activity", "Circle", "Link", "LinkKind", "Span", "in_order", "successors_of"]

LinkKind = Literal["finish-start", "start-start", "finish-finish", "start-finish"]
NO_LAG = Period(0, "business day")


class Link(Struct, frozen=True):
    """What an activity waits for: the predecessor, which ends of the two are tied, the time between (negative: a lead).

    "start-finish" means that the activity cannot finish before its predecessor starts.
    """

    predecessor: str
    kind: LinkKind = "finish-start"
    lag: Period = NO_LAG


class Activity(Struct, frozen=True):
    """One piece of work; days are proleptic ordinals, None where nothing sets them.

    `not_before`: it starts then or later. `aim`: it finishes on that day, or as soon after it as its links allow.
    `pinned`: it starts on that day, or as soon after it as they allow. `latest`: it lies as late as possible, to finish
    by that day. `deadline`: it should finish by that day, which limits its slack only. A `counted` length is a period
    that runs from the day after an event to an exact day. A `milestone` has no length: it is reached on the day on
    which its predecessors finish. `along`: ids of activities with which it ends, whatever its length. `open_until`: it
    is known to be open on that day, and finishes then or later. `calendar` names the business days that it keeps; ""
    are those of the place.
    """

    id: str
    length: Period
    links: tuple[Link, ...] = ()
    not_before: int | None = None
    aim: int | None = None
    pinned: int | None = None
    latest: int | None = None
    deadline: int | None = None
    counted: bool = False
    milestone: bool = False
    along: tuple[str, ...] = ()
    open_until: int | None = None
    calendar: str = ""


class Span(Struct, frozen=True):
    """The first and the last day of an activity, as ordinals."""

    start: int
    finish: int


class Circle(Exception):
    """Activities wait for each other in a circle; `chain` are their ids, the first repeated at the end."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__(" > ".join(chain))
        self.chain = chain


def in_order(network: Mapping[str, Activity]) -> tuple[str, ...]:
    """The ids, each after all that it waits for or ends with; raises Circle where there is no such order."""
    graph = {
        name: {*(link.predecessor for link in activity.links), *activity.along} for name, activity in network.items()
    }
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise Circle(tuple(error.args[1])) from None


def successors_of(activities: Iterable[Activity]) -> Mapping[str, tuple[tuple[Activity, Link], ...]]:
    """For each id that others wait for, those others with the links."""
    found: dict[str, list[tuple[Activity, Link]]] = {}
    for activity in activities:
        for link in activity.links:
            found.setdefault(link.predecessor, []).append((activity, link))
    return {name: tuple(pairs) for name, pairs in found.items()}
