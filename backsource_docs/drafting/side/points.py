"""The points that everybody asks about first, each with the clauses that settle it, as the library lists them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from backsource_docs.drafting.acting import Side
from backsource_docs.library.store import Library

__all__ = ["Point", "key_points"]

_LISTS: Mapping[Side, str] = {"customer": "key-points.yaml", "supplier": "key-points-supplier.yaml"}


class Point(Struct, frozen=True):
    """A key point: its name and the ids of its clauses, the weightiest first."""

    name: str
    clauses: tuple[str, ...]


def key_points(library: Library, side: Side = "customer") -> tuple[Point, ...]:
    """The key points in the order of a side; none where no library lists them."""
    source = library.table("sections", _LISTS[side])
    listed = source.data if source and isinstance(source.data, Mapping) else {}
    return tuple(
        Point(str(name), tuple(map(str, clauses))) for name, clauses in listed.items() if isinstance(clauses, list)
    )
