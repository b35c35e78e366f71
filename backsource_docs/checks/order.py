"""Dates of the exit are printed out of order

A notice that ends the agreement before the earliest day that the agreement allows is no notice, and a plan whose data
are erased before they are returned cannot be carried out. The rule reads the dates as the plan and the letters print
them, so that it also finds what was changed by hand in a clause or a template.

Bad:
    The notice was received on 2 March 2027. The agreement ends on 1 March 2027.

Good:
    The notice was received on 2 March 2027. The agreement ends on 2 September 2027.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.printed import SAME, Printed, date_in, figures_in, steps_of
from backsource_docs.findings import Finding, Place, Severity

__all__ = ["CODE", "find"]

CODE = "CN02"
_ORDER = (
    ("exit.commencement", "exit.ends"),
    ("exit.notice_sent", "exit.notice_deemed"),
    ("exit.notice_deemed", "exit.ends"),
    ("exit.earliest_end", "exit.ends"),
    ("exit.assistance_starts", "exit.assistance_ends"),
    ("exit.assistance_ends", "exit.retrieval_ends"),
    ("exit.ends", "exit.retrieval_ends"),
    ("exit.retrieval_ends", "exit.erasure_due"),
    ("exit.plan_agreed", "exit.last_move"),
    ("exit.first_move", "exit.last_move"),
)
Dates = Mapping[str, tuple[datetime.date, Printed]]


def find(bundle: Bundle) -> Iterator[Finding]:
    """Pairs of dates of one plan or letter of which the second comes before the first."""
    for reading in bundle.readings:
        if reading is not bundle.agreement:
            dates = {figure.path: (day, figure) for figure in figures_in(reading) if (day := date_in(figure.text))}
            for first, second in (*_ORDER, *_spans(dates)):
                if first in dates and second in dates and dates[first][0] > dates[second][0]:
                    yield _finding(bundle, reading, dates[first][1], dates[second][1])


def _spans(dates: Dates) -> Iterator[tuple[str, str]]:
    """Phases and the like: what has a start and an end under one path."""
    for path in dates:
        if path.endswith(".start"):
            yield path, f"{path.removesuffix('.start')}.end"


def _finding(bundle: Bundle, reading: Reading, first: Printed, second: Printed) -> Finding:
    message = (
        f"{reading.title} prints {second.text} for {_named(second)}, which is before {_named(first)}, {first.text}."
    )
    remedy = "Correct the dates under backsourcing in the deal."
    lines = (place for figure in (second, first) if (place := _in_deal(bundle, figure.path)))
    return Finding(CODE, Severity.ERROR, message, next(lines, reading.place(second.passage)), remedy)


def _in_deal(bundle: Bundle, path: str) -> Place | None:
    """The line of the deal that states the date, None for one that is computed."""
    keys = (key for key, same in SAME.items() if same == path)
    stated = (steps for key in (path, *keys) if (steps := steps_of(key)) in bundle.file.source.places)
    return next(map(bundle.file.source.place, stated), None)


def _named(figure: Printed) -> str:
    return figure.path.removeprefix("exit.").replace("_", " ")
