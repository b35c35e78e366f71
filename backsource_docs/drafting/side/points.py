"""The points that everybody asks about first, each with the clauses that settle it, as the library lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backsource_docs.library.store import Library

__all__ = ["Point", "key_points"]


@dataclass(frozen=True, slots=True)
class Point:
    """A key point: its name and the ids of its clauses, the weightiest first."""

    name: str
    clauses: tuple[str, ...]


def key_points(library: Library) -> tuple[Point, ...]:
    """The key points in their order; none where no library lists them."""
    source = library.table("sections", "key-points.yaml")
    listed = source.data if source and isinstance(source.data, Mapping) else {}
    return tuple(
        Point(str(name), tuple(map(str, clauses))) for name, clauses in listed.items() if isinstance(clauses, list)
    )
