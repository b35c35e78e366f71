"""What the proof of coverage says: one row a requirement, with the places that meet it and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from backsource_docs.library.requirements import Requirement

__all__ = ["MATRIX", "STATUSES", "UNCONFIRMED", "Coverage", "CoveredRow", "Gap", "Meeting", "Status", "counted"]

Status = Literal["full", "partial", "none", "not applicable"]
STATUSES: tuple[Status, ...] = ("full", "partial", "none", "not applicable")
MATRIX = "coverage-matrix"
UNCONFIRMED = "†"


class Meeting(Struct, frozen=True):
    """A text of a drafted document, by document and clause; `number` is empty where the document has none.

    A text without a heading (`headed`), such as a recital or a letter, cannot be referred to.
    """

    document: str
    document_title: str
    clause: str
    title: str
    position: str
    number: str
    headed: bool


class Gap(Struct, frozen=True):
    """A text that would meet a requirement and does not in these documents: why not, and what to do."""

    clause: str
    title: str
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.title} ({self.clause}): {self.why}. {self.remedy}"


class CoveredRow(Struct, frozen=True):
    """A requirement, its status in the documents of a deal and the reason, what meets it, what is missing."""

    requirement: Requirement
    status: Status
    why: str
    meetings: tuple[Meeting, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def citation(self) -> str:
        """The provision, with a mark where no text of the instrument was read for the row."""
        mark = "" if self.requirement.confirmed else f" {UNCONFIRMED}"
        return f"{self.requirement.citation}{mark}"

    @property
    def remedy(self) -> str:
        """What would close the row, in sentences; empty where nothing is missing."""
        return " ".join(map(str, self.gaps))


class Coverage(Struct, frozen=True):
    """All rows in the order of their files, and the clauses in the draft that answer no requirement."""

    rows: tuple[CoveredRow, ...]
    practice: tuple[Meeting, ...] = ()

    @property
    def applicable(self) -> tuple[CoveredRow, ...]:
        """The rows that apply to this deal."""
        return tuple(row for row in self.rows if row.status != "not applicable")

    @property
    def by_instrument(self) -> Mapping[str, tuple[CoveredRow, ...]]:
        """The rows of each instrument, under its full name."""
        names = dict.fromkeys(row.requirement.instrument for row in self.rows)
        return {name: tuple(row for row in self.rows if row.requirement.instrument == name) for name in names}


def counted(rows: tuple[CoveredRow, ...]) -> Mapping[Status, int]:
    """How many rows have each status."""
    counts = Counter(row.status for row in rows)
    return {status: counts[status] for status in STATUSES}
