"""The last days before each cut-over after the first: what holds before the first move holds before every one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from backsource_docs.dates.deadlines import Deadline
from backsource_docs.dates.entries import Entry
from backsource_docs.dates.rows import Rows
from backsource_docs.dates.starting import Start
from backsource_docs.planning.transfer_dates import CutOver, cut_overs

__all__ = ["later_moves"]

_MOVE = "move"
_STAFF = "stf-"


def later_moves(rows: Rows, deadlines: Sequence[Deadline]) -> Iterator[Entry]:
    """The steps that come before a cut-over, for each cut-over after the first; none where a day is wished."""
    first = rows.starts[_MOVE].day
    if rows.asked.wish or first is None:
        return
    steps = _before_a_move(deadlines)
    for cut_over in cut_overs(rows.deal):
        if cut_over.day > first:
            yield from _steps(rows, steps, cut_over)


def _before_a_move(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The steps that are counted back from a cut-over, by themselves or through others."""
    found: list[Deadline] = []
    for one in deadlines:
        if one.group == "first" and (one.before == _MOVE or one.before in {other.id for other in found}):
            found.append(one)
    return found


def _steps(rows: Rows, steps: Sequence[Deadline], cut_over: CutOver) -> Iterator[Entry]:
    names = " and ".join(cut_over.functions)
    start = Start(cut_over.day, f"the cut-over of {names}")
    mine = replace(rows, starts={**rows.starts, _MOVE: start}, found={})
    for one in steps:
        if not one.clause.startswith(_STAFF) or _has_people(rows, cut_over):
            for entry in mine.of(one):
                titled = f"{entry.title}: {names}"
                yield replace(entry, id=f"{entry.id}/{names}", deadline=f"{entry.deadline}/{names}", title=titled)


def _has_people(rows: Rows, cut_over: CutOver) -> bool:
    """Whether people work on the functions, as far as the deal says who works on what."""
    known = {group.service for group in rows.deal.staff.groups if group.service}
    return not known or bool(known & set(cut_over.functions))
