"""What the clauses of the agreement say about the exit: the position of each clause and its periods."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.selecting import select
from backsource_docs.library.store import Library
from backsource_docs.values import Period

__all__ = ["ExitTerms", "terms_of"]

AGREEMENT = "outsourcing-agreement"


class ExitTerms(Struct, frozen=True):
    """Positions by clause id, parameters by clause id and name, legal figures by name, as this deal has them."""

    positions: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)

    def period(self, clause: str, name: str) -> Period | None:
        """A period that a clause states; None where the library has no such clause or the deal no such period."""
        value = self.parameters.get((clause, name))
        return value if isinstance(value, Period) else None

    def figure(self, name: str) -> Period | None:
        """A legal figure that is a period; None where the governing law has none."""
        text = self.figures.get(name)
        return Period.parse(text) if text else None

    @property
    def values(self) -> dict[str, Any]:
        """Each parameter by the name under which texts fill it in: exit.terms.<clause>.<parameter>."""
        return {
            f"exit.terms.{clause.replace('-', '_')}.{name}": value for (clause, name), value in self.parameters.items()
        }


def terms_of(
    file: DealFile, library: Library, holds: Mapping[str, bool], as_of: datetime.date, position: str | None = None
) -> ExitTerms:
    """The terms of the agreement of this deal, its clauses chosen as drafting chooses them.

    What is wrong in the choice is reported when the agreement itself is drafted, not here.
    """
    filler = Filler.for_deal(file, library.figures(file.deal.law.governing), as_of, defined=False)
    figures = {name: figure.value for name, figure in filler.figures.items()}
    recipe = library.recipe(AGREEMENT)
    if recipe is None:
        return ExitTerms(figures=figures)
    selection, _ = select(recipe, file, library, holds, position)
    named = (name for slot in recipe.slots for name in slot.clauses)
    clauses = [clause for name in named if (clause := library.clause(name))]
    parameters = {
        (clause.id, name): filler.parameter(clause, name) for clause in clauses for name in clause.matter.parameters
    }
    return ExitTerms({name: pick.position for name, pick in selection.picks.items()}, parameters, figures)
