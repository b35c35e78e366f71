"""The sequence of messages: each with its moment, who sends and approves it, and what holds it back."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

__all__ = ["STATES", "Sequence", "State", "Step"]

State = Literal["may go", "held", "waits", "no date"]
STATES = {
    "may go": "May go now",
    "held": "Held back",
    "waits": "Its day has not come",
    "no date": "No date yet",
}


class Step(Struct, frozen=True):
    """A message of one deal: `after` are the titles of those that go first, `embargo` the moment of the last of them.

    `hour` is hours and minutes at the customer's place of business; `document` is empty for what no document of ours
    says, `place` the path in the deal that moves its day, `reasons` what holds it back as whole sentences.
    """

    id: str
    title: str
    document: str
    day: datetime.date | None
    hour: str
    owner: str
    approver: str
    channel: str
    place: str
    after: tuple[str, ...] = ()
    embargo: tuple[datetime.date, str] | None = None
    state: State = "no date"
    reasons: tuple[str, ...] = ()

    @property
    def moment(self) -> tuple[datetime.date, str] | None:
        """The day with the hour, for comparing; None without a day."""
        return (self.day, self.hour) if self.day else None


class Sequence(Struct, frozen=True):
    """All messages of a deal as known on a day, in order."""

    name: str
    as_of: datetime.date
    steps: tuple[Step, ...] = ()

    @property
    def ready(self) -> tuple[Step, ...]:
        """The messages that may go on the day on which the sequence was looked at."""
        return tuple(step for step in self.steps if step.state == "may go")
