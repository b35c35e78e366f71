"""A notice that is asked for: what the deal says of it, with the day and the way that the command line sets."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from msgspec import Struct

from backsource_docs.dates.events import STEPS
from backsource_docs.dates.starting import Start
from backsource_docs.deal.notices import Notice
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Place

__all__ = ["Asking", "asking_of", "series"]


class Asking(Struct, frozen=True):
    """One notice with its day of sending and its way; `number` is its place in the deal from 1, 0 where it has none.

    `earlier` is how many of its kind the deal lists before it.
    """

    file: DealFile
    notice: Notice
    number: int
    served: datetime.date
    method: str
    earlier: int = 0

    @property
    def path(self) -> str:
        """The path of the notice as blanks and remedies name it."""
        return f"notices[{self.number}]" if self.number else "notices"

    def place(self, key: str) -> Place:
        """The line that states a key, or the nearest line above it."""
        return self.file.place(f"notices.{self.number - 1}.{key}" if self.number else "notices")

    def recorded(self, step: str) -> datetime.date | None:
        """The latest day that the record gives for a step."""
        return max((entry.day for entry in self.notice.record if entry.step == step), default=None)

    def start(self, step: str) -> Start:
        """A step of the record as a day from which others are counted."""
        return Start(self.recorded(step), STEPS[step], f"write the step “{step}” under {self.path}.record")

    def spared(self, steps: tuple[str, ...]) -> bool:
        """Whether one of the steps is in the record."""
        return any(self.recorded(step) for step in steps)

    @property
    def last_fact(self) -> datetime.date | None:
        return max((fact.day for fact in self.notice.facts), default=None)


def asking_of(
    file: DealFile, kind: str, as_of: datetime.date, served: datetime.date | None, method: str | None
) -> Asking:
    """The last notice of the kind in the deal, else an empty one; sent as told, as stated, or on the as-of day."""
    entries = [(number, one) for number, one in enumerate(file.deal.notices, 1) if one.kind == kind]
    number, notice = entries[-1] if entries else (0, Notice(kind=kind))
    earlier = max(len(entries) - 1, 0)
    return Asking(file, notice, number, served or notice.served or as_of, method or notice.method, earlier)


def series(words: Sequence[str]) -> str:
    """ "one, two and three"; empty for none."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
