"""What a person should look at: findings with a code, a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

__all__ = ["Finding", "Place", "Rule", "Severity", "in_reading_order", "worst"]


class Severity(IntEnum):
    """How much a finding weighs; the order is the order of gravity."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Place(Struct, frozen=True, order=True):
    """Where something stands: a file as the user named it, line and column counted from 1 (0: unknown)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


class Finding(Struct, frozen=True):
    """One thing to look at, said in a whole sentence, with what to do about it."""

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.message} {self.remedy}".strip()
        return " ".join(filter(None, [str(self.place), self.code, text]))


class Rule(Struct, frozen=True):
    """The manual page of a code: what it finds, why it matters, a bad and a good example."""

    code: str
    title: str
    why: str
    bad: str
    good: str


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, or None where there are none."""
    return max((finding.severity for finding in findings), default=None)


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings once each, sorted by place, then code."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.message)))
