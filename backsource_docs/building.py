"""The assembly line: a deal and a library become documents, findings and a manifest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.deal.doubting import outdated
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.attaching import bridge_of, definitions_for, in_paragraphs
from backsource_docs.drafting.choices import wrong_choices
from backsource_docs.drafting.composing import Composer, TableMaker
from backsource_docs.drafting.correspondence import as_spoken, letter_values, unserved
from backsource_docs.drafting.covering import cover_of
from backsource_docs.drafting.facts import established, misplaced
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.joining import as_cited, joining_exit, stated_clauses
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.numbering import numbered
from backsource_docs.drafting.selecting import select
from backsource_docs.drafting.speaking import Speech, bound_in, speech_of
from backsource_docs.drafting.tables.attached import ATTACHED_TABLES
from backsource_docs.drafting.tables.contract import CONTRACT_TABLES
from backsource_docs.drafting.tables.letters import LETTER_TABLES
from backsource_docs.drafting.wording import respelling
from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.library.recipes import Attachment, Recipe
from backsource_docs.library.store import Library
from backsource_docs.tree import Draft, Number
from backsource_docs.wanting import Wanted, Wishes, unknown_documents

if TYPE_CHECKING:
    from backsource_docs.coverage.rows import Coverage
    from backsource_docs.planning.timetable import Timetable
    from backsource_docs.readiness.scores import Readiness

__all__ = ["MATRIX", "Assembly", "assemble", "assess"]

MATRIX = "coverage-matrix"


class Assembly(Struct, frozen=True):
    """All documents of one run, before they are written."""

    file: DealFile
    as_of: datetime.date
    library: Library
    made: tuple[Made, ...]
    findings: tuple[Finding, ...] = ()


def assemble(
    file: DealFile,
    library: Library,
    as_of: datetime.date,
    wishes: Wishes,
    ready: Callable[[Assembly], None] = lambda assembly: None,
) -> Assembly:
    """Drafts and numbers every wanted document; the agreement first, because the others cite it.

    `ready` gets the assembly before it has a document, then each one as soon as it is drafted.
    """
    ready(Assembly(file, as_of, library, ()))
    line = _Line(file, library, as_of, wishes)
    wanted, findings = line.wanted.recipes()
    line.findings += findings
    cited = {recipe.cites for recipe in wanted if recipe.cites and not recipe.beside}
    first = [recipe for name in sorted(cited) if (recipe := library.recipe(name))]
    made = line.made
    made.update({recipe.id: line.make(recipe, None) for recipe in first if line.drafts_agreement})
    for recipe in sorted(wanted, key=lambda recipe: (recipe.id not in made, recipe.id == MATRIX)):
        if recipe.id not in made:
            made[recipe.id] = line.make(recipe, made.get(recipe.cites) or line.joined(recipe))
        ready(Assembly(file, as_of, library, (made[recipe.id],)))
    asked = tuple(made[recipe.id] for recipe in wanted)
    return Assembly(file, as_of, library, asked, in_reading_order([*line.findings, *library.findings]))


def assess(
    file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes
) -> tuple[Readiness | None, tuple[Finding, ...]]:
    """The readiness of a deal, scored from the documents that the deal asks for, whatever else is made."""
    line = _Line(file, library, as_of, wishes)
    line.findings += unknown_documents(file, library)
    readiness = line.readiness
    return readiness, in_reading_order([*line.findings, *library.findings])


class _Line:
    """What all documents of one run share, and the findings on the way."""

    def __init__(self, file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes) -> None:
        self.file = file
        self.deal = file.deal
        self.library = library
        self.as_of = as_of
        self.wishes = wishes
        self.findings: list[Finding] = []
        self.made: dict[str, Made] = {}
        self.holds = established(library.facts, file.deal)
        self.wanted = Wanted(file, library, self.holds, wishes)
        self.findings += misplaced(library.facts, file.deal)
        self.findings += wrong_choices(file, library)
        self.findings += outdated(file.deal, file.source, as_of)
        self.figures = library.figures(file.deal.law.governing)
        self.respell, wrong = respelling(library, file.deal.locale)
        self.findings += wrong

    @property
    def drafts_agreement(self) -> bool:
        """Whether the agreement is ours to draft, so that clause numbers are known."""
        return self.deal.agreement.status == "new"

    def joined(self, recipe: Recipe) -> Made | None:
        """What a plan or letter about an agreement in force cites: the exit schedule of this deal, if it has one."""
        if recipe.beside:
            return self._spoken_of(recipe)
        if self.drafts_agreement or recipe.kind == "contract":
            return None
        found = joining_exit(self.wanted.fitting([*self.deal.documents, *self.wishes.only]))
        if found and found.id not in self.made:
            self.made[found.id] = self.make(found.shared if self.wishes.outgoing else found, None)
        return as_cited(self.made[found.id]) if found else None

    def _spoken_of(self, recipe: Recipe) -> Made | None:
        """The contract that a side document speaks of, made after the agreement that it joins."""
        contract = self.library.recipe(recipe.cites)
        agreement = self.library.recipe(contract.cites) if contract and self.drafts_agreement else None
        if agreement:
            self._contract(agreement)
        return self._contract(contract) if contract else None

    def make(self, recipe: Recipe, cited: Made | None) -> Made:
        """One document, drafted and numbered."""
        selection, findings = select(recipe, self.file, self.library, self.holds, self.wishes.position)
        speech, wrong = speech_of(recipe, self.file, self.library)
        self.findings += [*findings, *wrong]
        filler = Filler.for_deal(
            self.file,
            self.figures,
            self.as_of,
            defined=recipe.kind != "letter" or recipe.audience == "supplier",
            extra=self._computed(recipe, cited, speech),
            speech=speech,
        )
        own = frozenset(selection.picks) | {part.id for part in recipe.parts}
        composer = Composer(
            self.file,
            self.library,
            self.holds,
            filler,
            bound_in(recipe.language) if speech and speech.foreign else in_paragraphs(recipe, self.respell),
            self._tables(recipe, cited),
            _numbers(recipe, cited),
            own,
            definitions_for(recipe, self.library),
            bridge_of(recipe, self.deal, self.library, own, cited.document.numbers if cited else {}, self.respell),
        )
        draft = composer.draft(selection, cover_of(recipe, self.file.deal, self.as_of, filler, selection))
        draft = as_spoken(draft, recipe, filler)
        if recipe.beside and cited:
            draft = self._about(cited, draft, filler)
        self.findings += [*filler.findings, *composer.findings]
        return Made(numbered(draft, recipe.clause_word or self.clause_word), selection)

    def _about(self, cited: Made, draft: Draft, filler: Filler) -> Draft:
        """A side document with the sections that are made from the document it cites."""
        from backsource_docs.drafting.side.sections import with_made_sections
        from backsource_docs.drafting.side.subject import Subject

        quiet = replace(filler, findings=[])
        subject = Subject(cited, self.file, self.library, self.holds, quiet, self.respell, self.clause_word)
        return with_made_sections(draft, subject)

    def _computed(self, recipe: Recipe, cited: Made | None, speech: Speech | None) -> Mapping[str, Any]:
        """The values that the document fills in beyond the fields of the deal, by name."""
        if recipe.kind == "contract":
            return self._attached(recipe.attached) if recipe.attached else {}
        if recipe.beside or speech is None:
            return {}
        if recipe.kind == "plan":
            return {**self.timetable.values, **(letter_values(recipe, speech, None) if recipe.audience else {})}
        notices = cited.selection.picks.get("blr-notices") if cited else None
        position = notices.position if notices else None
        if recipe.audience == "supplier":
            self.findings += unserved(self.file, position)
        return {**self.timetable.values, **letter_values(recipe, speech, position)}

    def _attached(self, attached: Attachment) -> Mapping[str, Any]:
        """What a document attached to an agreement calls itself, and the computed dates if it asks for them."""
        dates = self.timetable.values if attached.timetable else {}
        return {**dates, **stated_clauses(self.deal, self.respell), "document.itself": attached.itself}

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
        if recipe.kind == "letter":
            return LETTER_TABLES
        if recipe.attached:
            return ATTACHED_TABLES
        if recipe.beside:
            return CONTRACT_TABLES
        from backsource_docs.coverage.tables import coverage_tables

        coverage = coverage_tables(cache(partial(self._covered, recipe)), recipe.id)
        if recipe.kind == "contract":
            return {**CONTRACT_TABLES, **coverage}
        from backsource_docs.planning.tables import plan_tables

        numbers, wishes = cited.document.numbers if cited else {}, self.wishes
        letters = self.wanted.letters()
        tables = plan_tables(self.timetable, self.deal, numbers, letters, wishes.actuals, wishes.baseline)
        further = self._further(recipe, numbers) if recipe.tables or recipe.listings else {}
        return {**CONTRACT_TABLES, **coverage, **tables, **further}

    def _covered(self, recipe: Recipe) -> Coverage:
        """What the documents of the deal cover, numbers known of those that are made before this recipe."""
        from backsource_docs.coverage.assessing import Drafted, coverage_of

        fitting = self.wanted.fitting([*self.deal.documents, *self.wishes.only, recipe.id])
        picked = [select(other, self.file, self.library, self.holds, self.wishes.position)[0] for other in fitting]
        numbers = {name: made.document.numbers for name, made in self.made.items()}
        drafted = [Drafted(selection, numbers.get(selection.recipe.id, {})) for selection in picked]
        return coverage_of(self.file, self.library, self.holds, drafted)

    def _further(self, recipe: Recipe, numbers: Mapping[str, Number]) -> Mapping[str, TableMaker]:
        """The tables that this one document has beyond those of its kind."""
        from backsource_docs.planning.further_tables import further_tables

        makers, findings = further_tables(recipe, self.library, self.holds, self.timetable, numbers)
        self.findings += findings
        makers = {**makers, **(self._date_tables(numbers) if "dates" in recipe.tables else {})}
        makers = {**makers, **(self._message_tables() if "messages" in recipe.tables else {})}
        return {**makers, **(self._readiness_tables() if "readiness" in recipe.tables else {})}

    def _date_tables(self, numbers: Mapping[str, Number]) -> Mapping[str, TableMaker]:
        from backsource_docs.dates.diary import diary_of
        from backsource_docs.dates.tables import diary_tables

        wishes = self.wishes
        diary, findings = diary_of(
            self.file, self.library, self.holds, self.as_of, wishes.asked, numbers, wishes.position
        )
        self.findings += findings
        return diary_tables(diary)

    def _message_tables(self) -> Mapping[str, TableMaker]:
        from backsource_docs.communicating.tables import message_tables_of as tables_of

        makers, findings = tables_of(self.file, self.library, self.holds, self.timetable.values, self.as_of)
        self.findings += [finding for finding in findings if finding not in self.findings]
        return makers

    def _readiness_tables(self) -> Mapping[str, TableMaker]:
        from backsource_docs.readiness.tables import readiness_tables

        return readiness_tables(self.readiness) if self.readiness else {}

    @cached_property
    def readiness(self) -> Readiness | None:
        """The steps of the method, scored from all that the deal asks for; None where the rubric cannot be read."""
        from backsource_docs.library.readiness import readiness_rubric
        from backsource_docs.readiness.scoring import Evidence, scored

        rubric, wrong = readiness_rubric(self.library)
        self.findings += wrong
        if rubric is None:
            return None
        named = self.wanted.fitting(self.deal.documents)
        titles = {recipe.id: recipe.title for recipe in named}
        contracts = tuple(self._contract(recipe) for recipe in named if recipe.kind == "contract" and not recipe.beside)
        return scored(rubric, Evidence(self.file, self.library, self.holds, contracts, titles, self.timetable.values))

    def _contract(self, recipe: Recipe) -> Made:
        """A contract of this run, made once."""
        if recipe.id not in self.made:
            self.made[recipe.id] = self.make(recipe, self.made.get(recipe.cites))
        return self.made[recipe.id]


def _numbers(recipe: Recipe, cited: Made | None) -> Mapping[str, Number] | None:
    """The numbers that the document cites; none for a contract, which refers to itself alone."""
    return None if recipe.kind == "contract" else (cited.document.numbers if cited else {})
