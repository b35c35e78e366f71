"""Values of the deal as a document prints them: which of them are dates, sums, percentages or periods."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from backsource_docs.checks.frame import Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.tree import Text
from backsource_docs.yamlfile import Path

__all__ = ["SAME", "Printed", "date_in", "figures_in", "steps_of"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)})(?: (\d{{1,2}}),)? (\d{{4}})")
_FIGURE = re.compile(
    r"[A-Z]{3} [\d,.]+|[\d,.]+ ?%|\d+ (?:business day|minute|hour|day|week|month|year)s?", re.IGNORECASE
)
SAME = {
    "backsourcing.notice.served": "exit.notice_sent",
    "backsourcing.notice.ends": "exit.ends",
    "backsourcing.notice.announcement": "exit.announcement",
    "communications.next_update": "exit.next_update",
    "governance.next_meeting": "exit.first_meeting",
    "term.commencement": "exit.commencement",
    "term.expiry": "exit.expiry",
}


class Printed(Struct, frozen=True):
    """A figure in a document: the value path it comes from (one path for one fact), its words, where it stands."""

    path: str
    text: str
    passage: Passage


def figures_in(reading: Reading) -> Iterator[Printed]:
    """The dates, sums, percentages and periods of a document that come from the deal."""
    for passage in reading.passages:
        for piece in passage.content:
            if isinstance(piece, Text) and piece.path and _is_figure(piece.text):
                yield Printed(SAME.get(piece.path, piece.path), piece.text, passage)


def date_in(text: str) -> datetime.date | None:
    """The date that the text is, in either order ("1 March 2027", "March 1, 2027"); None where it is none."""
    match = _DATE.fullmatch(text)
    if not match or bool(match[1]) == bool(match[3]):
        return None
    return datetime.date(int(match[4]), _MONTHS.index(match[2]) + 1, int(match[1] or match[3]))


def _is_figure(text: str) -> bool:
    return date_in(text) is not None or _FIGURE.fullmatch(text) is not None


def steps_of(path: str) -> Path:
    """A path as documents name it, entries counted from 1, as a path of the file."""
    steps = re.findall(r"[^.\[\]]+", path)
    return tuple(int(step) - 1 if step.isdigit() else step for step in steps)
