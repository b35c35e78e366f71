"""Tables that one document has beyond those of its kind: of the assessment, the questionnaire, a list of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.planning.committee_tables import committee_tables
from backsource_docs.planning.engaging import engagement_table
from backsource_docs.planning.listed_tables import listed_tables
from backsource_docs.planning.listings import listed_facts, listings_of, sheets_of
from backsource_docs.planning.questionnaire import questionnaire_of, questionnaire_tables
from backsource_docs.planning.sheet_tables import sheet_tables
from backsource_docs.planning.sourcing import rubric_of
from backsource_docs.planning.sourcing_tables import sourcing_tables
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Number

__all__ = ["facts_of_further_tables", "further_tables"]

SELECTION = "brief-selection-dates"
Makers = Mapping[str, TableMaker]


def further_tables(
    recipe: Recipe, library: Library, holds: Mapping[str, bool], timetable: Timetable, numbers: Mapping[str, Number]
) -> tuple[Makers, tuple[Finding, ...]]:
    """The makers of the tables that the recipe asks for; `numbers` are those of the agreement that it cites."""
    makers: dict[str, TableMaker] = {}
    findings: list[Finding] = []
    if "sourcing" in recipe.tables:
        rubric, wrong = rubric_of(library)
        makers |= sourcing_tables(rubric) if rubric else {}
        findings += wrong
    if "questionnaire" in recipe.tables:
        questionnaire, wrong = questionnaire_of(library)
        makers |= questionnaire_tables(questionnaire, holds) if questionnaire else {}
        findings += wrong
    if "committee" in recipe.tables:
        makers |= committee_tables(library.memory)
    for name in recipe.listings:
        listings, wrong = listings_of(library, holds, name)
        makers |= listed_tables(listings, numbers)
        makers |= sheet_tables(sheets_of(library, holds, name), timetable, numbers)
        if "engagement" in recipe.tables and SELECTION in listings:
            makers[SELECTION] = engagement_table(SELECTION, listings[SELECTION], library.memory)
        findings += [*wrong, *_absent(recipe, name, library)]
    return makers, tuple(findings)


def _absent(recipe: Recipe, name: str, library: Library) -> Iterable[Finding]:
    if library.table("sections", name) is None:
        message = f"The recipe {recipe.id} takes tables from sections/{name}, which the library lacks."
        place = Place(f"templates/documents/{recipe.id}.yaml")
        yield Finding("LB03", Severity.ERROR, message, place, "Write the file or correct its name.")


def facts_of_further_tables(recipes: Iterable[Recipe], library: Library) -> frozenset[str]:
    """The facts on which rows and questions of these tables depend."""
    names = {name for recipe in recipes for name in recipe.listings}
    facts = {fact for name in names for fact in listed_facts(library, name)}
    questionnaire = questionnaire_of(library)[0]
    groups = questionnaire.groups if questionnaire else ()
    return frozenset(facts | {fact for group in groups for ask in group.questions for fact in ask.when.facts})
