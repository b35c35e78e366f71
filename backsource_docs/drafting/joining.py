"""An agreement in force and what joins it: how its clauses are cited, how the document that joins it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.elsewhere import cited_number
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.wording import Respell
from backsource_docs.library.recipes import Recipe
from backsource_docs.tree import Text

__all__ = ["as_cited", "joining_exit", "stated_clauses"]

_EXIT = "schedule-exit"


def joining_exit(recipes: Iterable[Recipe]) -> Recipe | None:
    """The first recipe whose document gives an agreement in force its exit schedule, None where there is none."""
    return next((recipe for recipe in recipes if _becomes_exit(recipe)), None)


def as_cited(made: Made) -> Made:
    """The document with its own name in each number: "paragraph 13 of the Exit Schedule".

    What stands in a schedule of it has the name through that schedule: "paragraph 9 of Schedule 1 of the Amendment".
    """
    name = made.selection.recipe.title
    numbers = {
        key: replace(number, label=f"{number.label} of the {name}") if number.label and not number.within else number
        for key, number in made.document.numbers.items()
    }
    return replace(made, document=replace(made.document, numbers=numbers))


def stated_clauses(deal: Deal, respell: Respell) -> Mapping[str, Text]:
    """What prints for a clause number of the agreement in force, by its path: "clause 31", "Section 31", "Schedule 9".

    A topic that the deal does not number is left out.
    """
    numbers = {f"agreement.clauses.{topic}": number for topic, number in deal.agreement.clauses if number}
    return {path: Text(respell(cited_number(number)), path=path) for path, number in numbers.items()}


def _becomes_exit(recipe: Recipe) -> bool:
    """Whether the document is an exit schedule itself, or an amendment that puts one into the agreement."""
    attached = recipe.attached
    if attached is None:
        return False
    brings = any(part.id == _EXIT for part in recipe.parts)
    return brings or (attached.paragraphs and _EXIT in attached.instead)
