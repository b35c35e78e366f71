"""The assembly line: a deal and a library become documents, findings and a manifest."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.composing import Composer, TableMaker
from backsource_docs.drafting.correspondence import as_letter, letter_values, unserved
from backsource_docs.drafting.covering import cover_of
from backsource_docs.drafting.facts import established, misplaced
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.numbering import numbered
from backsource_docs.drafting.selecting import select
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.drafting.tables.letters import LETTER_TABLES
from backsource_docs.drafting.wording import respelling
from backsource_docs.findings import Finding, Severity, in_reading_order
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.tree import Number

if TYPE_CHECKING:
    from backsource_docs.planning.timetable import Timetable

__all__ = ["Assembly", "Wishes", "assemble"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one run asks for beyond the deal: some documents only, a position, which copy."""

    only: tuple[str, ...] = ()
    position: Literal["customer", "balanced", "supplier"] | None = None
    outgoing: bool = False


@dataclass(frozen=True)
class Assembly:
    """All documents of one run, before they are written."""

    file: DealFile
    as_of: datetime.date
    library: Library
    made: tuple[Made, ...]
    findings: tuple[Finding, ...] = field(default=())


def assemble(file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes) -> Assembly:
    """Drafts and numbers every wanted document; the agreement first, because the others cite it."""
    line = _Line(file, library, as_of, wishes)
    wanted = line.wanted()
    cited = {recipe.cites for recipe in wanted if recipe.cites}
    first = [recipe for name in sorted(cited) if (recipe := line.recipe(name))]
    made = {recipe.id: line.make(recipe, None) for recipe in first} if line.drafts_agreement else {}
    for recipe in wanted:
        if recipe.id not in made:
            made[recipe.id] = line.make(recipe, made.get(recipe.cites))
    asked = tuple(made[recipe.id] for recipe in wanted)
    return Assembly(file, as_of, library, asked, in_reading_order([*line.findings, *library.findings]))


class _Line:
    """What all documents of one run share, and the findings on the way."""

    def __init__(self, file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes) -> None:
        self.file = file
        self.deal = file.deal
        self.library = library
        self.as_of = as_of
        self.wishes = wishes
        self.findings: list[Finding] = []
        self.holds = established(library.facts, file.deal)
        self.findings += misplaced(library.facts, file.deal)
        self.figures = library.figures(file.deal.law.governing)
        self.respell, wrong = respelling(library, file.deal.locale)
        self.findings += wrong

    @property
    def drafts_agreement(self) -> bool:
        """Whether the agreement is ours to draft, so that clause numbers are known."""
        return self.deal.agreement.status == "new"

    def wanted(self) -> tuple[Recipe, ...]:
        """The recipes to make: as asked on the command line, else by the deal; unknown names are findings."""
        names = self.wishes.only or self.deal.documents
        recipes = dict.fromkeys(recipe.id for name in names for recipe in self._named(name))
        found = [recipe for name in recipes if (recipe := self.recipe(name))]
        if not self.wishes.outgoing:
            return tuple(found)
        self.findings += [self._kept(recipe) for recipe in found if not recipe.outgoing]
        return tuple(recipe for recipe in found if recipe.outgoing)

    def _kept(self, recipe: Recipe) -> Finding:
        message = f"{recipe.id} is not made as an outgoing copy: it is not for the other side."
        remedy = "Build it without --outgoing; what is for the Customer only is in it."
        return Finding("BU03", Severity.INFO, message, self.file.place("documents"), remedy)

    def recipe(self, name: str) -> Recipe | None:
        return self.library.recipe(name)

    def _named(self, name: str) -> Iterator[Recipe]:
        if name == "letters":
            recipes = (self.recipe(other) for other in self.library.recipes)
            yield from (recipe for recipe in recipes if recipe and recipe.kind == "letter" and self._fits(recipe))
            return
        recipe = self.recipe(name) if name in self.library.recipes else None
        if recipe is None:
            known = ", ".join([*self.library.recipes, "letters"])
            message = f"There is no document called {name}."
            self.findings.append(
                Finding("BU01", Severity.ERROR, message, self.file.place("documents"), f"Known are {known}.")
            )
        elif not self._fits(recipe):
            missing = next(fact for fact in recipe.when if not self.holds[fact])
            fact = self.library.facts[missing]
            message = f"The document {name} does not fit this deal: “{fact.says}” does not hold."
            place = self.file.place(fact.path.split("[]")[0])
            self.findings.append(
                Finding("BU02", Severity.WARNING, message, place, "Complete the deal or leave it out.")
            )
        else:
            yield recipe

    def _fits(self, recipe: Recipe) -> bool:
        return all(self.holds[fact] for fact in recipe.when)

    def make(self, recipe: Recipe, cited: Made | None) -> Made:
        """One document, drafted and numbered."""
        selection, findings = select(recipe, self.file, self.library, self.holds, self.wishes.position)
        self.findings += findings
        filler = Filler.for_deal(
            self.file,
            self.figures,
            self.as_of,
            defined=recipe.kind != "letter" or recipe.audience == "supplier",
            extra=self._computed(recipe, cited),
        )
        composer = Composer(
            self.file,
            self.library,
            self.holds,
            filler,
            self.respell,
            self._tables(recipe, cited),
            _numbers(recipe, cited),
            frozenset(selection.picks) | {part.id for part in recipe.parts},
        )
        draft = composer.draft(selection, cover_of(recipe, self.file.deal, self.as_of, filler))
        if recipe.kind == "letter":
            draft = as_letter(draft, recipe, filler)
        self.findings += [*filler.findings, *composer.findings]
        return Made(numbered(draft, self.clause_word), selection)

    def _computed(self, recipe: Recipe, cited: Made | None) -> Mapping[str, Any]:
        """The values that the document fills in beyond the fields of the deal, by name."""
        if recipe.kind == "contract":
            return {}
        if recipe.kind == "plan":
            return self.timetable.values
        notices = cited.selection.picks.get("blr-notices") if cited else None
        position = notices.position if notices else None
        if recipe.audience == "supplier":
            self.findings += unserved(self.file, position)
        return {**self.timetable.values, **letter_values(recipe, self.deal, position)}

    @property
    def clause_word(self) -> str:
        return "Section" if self.deal.law.governing == "new-york" else "clause"

    @cached_property
    def timetable(self) -> Timetable:
        """The computed dates and tasks of the exit, made when a plan or a letter first needs them."""
        from backsource_docs.planning.timetable import timetable_of

        timetable, findings = timetable_of(self.file, self.library, self.holds, self.as_of, self.wishes.position)
        self.findings += findings
        return timetable

    def _tables(self, recipe: Recipe, cited: Made | None) -> Mapping[str, TableMaker]:
        if recipe.kind == "contract":
            return CONTRACT_TABLES
        if recipe.kind == "letter":
            return LETTER_TABLES
        from backsource_docs.planning.tables import plan_tables

        return {**CONTRACT_TABLES, **plan_tables(self.timetable, cited.document if cited else None)}


def _numbers(recipe: Recipe, cited: Made | None) -> Mapping[str, Number] | None:
    """The numbers that the document cites; none for a contract, which refers to itself alone."""
    if recipe.kind == "contract":
        return None
    return cited.document.numbers if cited else {}
