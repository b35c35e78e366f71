"""A diary: the days of an exit with how each was found, what it asks for and whether it is still to come."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

__all__ = ["GROUPS", "Asked", "Diary", "Entry", "Group", "State"]

Group = Literal["set", "term", "notice", "first", "today"]
State = Literal["open", "today", "lost", "passed", "no date"]
GROUPS: Mapping[Group, str] = {
    "notice": "Last day to serve",
    "first": "What must come first, and what the law asks",
    "term": "Term and renewal",
    "today": "If it is done today",
    "set": "Days that follow from the deal",
}


class Asked(Struct, frozen=True):
    """What is asked beyond the deal: a wished day, whether the agreement or a function is to move by then, the hour.

    `hour` is the time of the as-of day; after the close of Business Hours that day is lost for a delivery.
    """

    wish: datetime.date | None = None
    aim: Literal["termination", "cut-over"] = "termination"
    hour: datetime.time | None = None


class Entry(Struct, frozen=True):
    """A day of the diary (None while nobody can know it), with its derivation in one line.

    `id` is stable from run to run, `deadline` common to all ways to serve one notice, `method` the way ("by hand"),
    `until` the hour or collection up to which the day counts, `place` the clause as the derivation cites it,
    `instead` what is possible where the day is lost, `confirmed` whether the figure of the law behind it was checked
    against its source, `at` the hour at which it happens ("09:00") where it has one.
    """

    id: str
    deadline: str
    group: Group
    title: str
    day: datetime.date | None
    derivation: str
    state: State
    place: str = ""
    clause: str = ""
    method: str = ""
    until: str = ""
    who: str = ""
    do: str = ""
    instead: str = ""
    source: str = ""
    confirmed: bool = True
    at: str = ""


class Diary(Struct, frozen=True):
    """All days of one deal as known on a day, what was asked, the answer in a sentence, the rules of counting."""

    name: str
    as_of: datetime.date
    asked: Asked
    entries: tuple[Entry, ...]
    answer: str = ""
    rules: tuple[str, ...] = ()

    @property
    def by_group(self) -> dict[Group, tuple[Entry, ...]]:
        """The entries of each group that has any: the ways to serve one notice together, else by day."""
        return {group: found for group in GROUPS if (found := _ordered(group, self.entries))}


def _ordered(group: Group, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    mine = [entry for entry in entries if entry.group == group]
    first: dict[str, datetime.date] = {}
    for entry in mine:
        day = entry.day or datetime.date.max
        first[entry.deadline] = min(first.get(entry.deadline, day), day)
    return tuple(sorted(mine, key=lambda one: (first[one.deadline], one.deadline, one.day or datetime.date.max)))
