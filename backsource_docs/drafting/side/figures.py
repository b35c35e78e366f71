"""The figures that a clause leaves to the deal, as the text of its position uses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.subject import Subject
from backsource_docs.library.clause import Parameter
from backsource_docs.tree import Field, Inline, inlines_of, walk

__all__ = ["FigureUsed", "figures_of", "usual"]


class FigureUsed(Struct, frozen=True):
    """A parameter of a clause in this deal: what is shown for it, where the value comes from, which key sets it."""

    name: str
    parameter: Parameter
    shown: Inline
    origin: Literal["chosen for the clause", "from the deal", "assumed", "open"]
    key: str


def figures_of(pick: Pick, subject: Subject) -> Iterator[FigureUsed]:
    """The parameters that the text of the clause uses, in the order of the file."""
    asked = {
        piece.name for block in walk(subject.body(pick)) for piece in inlines_of(block) if isinstance(piece, Field)
    }
    for name, parameter in pick.clause.matter.parameters.items():
        if name in asked:
            own = f"position.clauses.{pick.id}.parameters.{name}"
            origin = _origin(pick, name, parameter, subject)
            value = subject.filler.parameter(pick.clause, name)
            key = parameter.deal or own
            shown = subject.filler.shown(value, parameter.label.lower(), key)
            yield FigureUsed(name, parameter, shown, origin, key)


def usual(parameter: Parameter, filler: Filler) -> str:
    """The range of a parameter as a reader finds it in the text: ", usually 10 to 40 Business Days"; empty for none."""
    if parameter.between is None:
        return ""
    low, high = (filler.printed(parameter.read(bound)) for bound in parameter.between)
    figure, _, unit = low.partition(" ")
    same = unit.rstrip("s") == high.partition(" ")[2].rstrip("s")
    return f", usually {figure if same and parameter.type == 'period' else low} to {high}"


def _origin(
    pick: Pick, name: str, parameter: Parameter, subject: Subject
) -> Literal["chosen for the clause", "from the deal", "assumed", "open"]:
    choice = subject.file.deal.position.clauses.get(pick.id)
    if choice and name in choice.parameters:
        return "chosen for the clause"
    if parameter.deal and subject.file.deal.value_at(parameter.deal) is not None:
        return "from the deal" if subject.file.states(parameter.deal) else "assumed"
    return "assumed" if parameter.default else "open"
