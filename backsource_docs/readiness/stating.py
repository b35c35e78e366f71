"""What a deal file states at a path, through lists: how many entries there are, and how many of them say it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from backsource_docs.deal.reading import DealFile

__all__ = ["Stated", "stated_at"]


class Stated(Struct, frozen=True):
    """The entries that a path looks at and the values that the file itself gives for them."""

    entries: int
    values: tuple[Any, ...]

    @property
    def filled(self) -> int:
        return len(self.values)

    @property
    def whole(self) -> bool:
        return self.filled == self.entries > 0

    @property
    def words(self) -> tuple[str, ...]:
        """The values as the file writes them, lists entry by entry."""
        return tuple(_word(item) for value in self.values for item in (value if isinstance(value, tuple) else (value,)))

    @property
    def number(self) -> int:
        """The largest number among the values, or else how many there are, entries of lists counted."""
        numbers = [int(value) for value in self.values if isinstance(value, int | Decimal) and value is not True]
        return max(numbers) if numbers else len(self.words)


def stated_at(file: DealFile, path: str) -> Stated:
    """What the file states at a path; "services[].owner" looks at every service. Defaults and "no" are not stated.

    A path that no deal has raises AttributeError.
    """
    group, brackets, rest = path.partition("[].")
    if not brackets:
        return Stated(1, tuple(_given(file, file.deal, path, path)))
    entries = _at(file.deal, group) or ()
    found = (_given(file, entry, rest, f"{group}.{number}.{rest}") for number, entry in enumerate(entries))
    return Stated(len(entries), tuple(value for values in found for value in values))


def _given(file: DealFile, holder: Any, path: str, full: str) -> Iterator[Any]:
    value = _at(holder, path)
    if file.states(full) and value is not False and value not in (None, "", ()):
        yield value


def _at(holder: Any, path: str) -> Any:
    for name in path.split("."):
        if holder is None:
            return None
        holder = getattr(holder, name)
    return holder


def _word(value: Any) -> str:
    return "yes" if value is True else str(value)
