"""A drafted and numbered document together with the selection it was drafted from."""

from __future__ import annotations

from msgspec import Struct

from backsource_docs.drafting.selecting import Selection
from backsource_docs.tree import Document

__all__ = ["Made"]


class Made(Struct, frozen=True):
    """One document of a build, and why its clauses are in it."""

    document: Document
    selection: Selection

    @property
    def foreign(self) -> bool:
        """Whether it is in another language than English."""
        return self.selection.recipe.language != "en"
