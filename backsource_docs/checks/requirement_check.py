"""The library's check of requirements: each id that a text or a recipe names is a row, each exception fits its text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library

__all__ = ["facts_of_requirements", "unknown_in_recipes", "wrong_requirements"]


def facts_of_requirements(library: Library) -> frozenset[str]:
    """The facts on which requirements apply."""
    return frozenset(fact for row in library.requirements.values() for fact in row.applies.facts)


def wrong_requirements(clause: Clause, library: Library) -> Iterator[Finding]:
    """What is wrong with the requirements that a text says it meets, or falls short of at a position."""
    matter = clause.matter
    yield from _unknown(matter.satisfies, clause.places.place(("satisfies",)), library)
    for position, ids in matter.falls_short.items():
        place = clause.places.place(("falls_short", position))
        if position not in clause.positions:
            message = f"falls_short names the {position} position, which {clause.id} does not have."
            yield Finding("LB21", Severity.ERROR, message, place, f"Positions are {', '.join(clause.positions)}.")
        for id in ids:
            if id not in matter.satisfies:
                message = f"falls_short names {id}, which {clause.id} does not say it satisfies."
                yield Finding("LB21", Severity.ERROR, message, place, "Add it to satisfies or take it out here.")


def unknown_in_recipes(recipes: Iterable[Recipe], library: Library) -> Iterator[Finding]:
    """Requirements that recipes name and no file has."""
    for recipe in recipes:
        yield from _unknown(recipe.serves, Place(f"templates/documents/{recipe.id}.yaml"), library)


def _unknown(ids: Iterable[str], place: Place, library: Library) -> Iterator[Finding]:
    for id in ids:
        if id not in library.requirements:
            close = difflib.get_close_matches(id, library.requirements, 1)
            remedy = f"Did you mean {close[0]}?" if close else "Requirements are in clause_library/requirements."
            yield Finding("LB20", Severity.ERROR, f"There is no requirement {id}.", place, remedy)
