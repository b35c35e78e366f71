"""A deal's documents held against the requirements: which row is met, by which clause, and what would close a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from backsource_docs.coverage.rows import MATRIX, Coverage, CoveredRow, Gap, Meeting, Status
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.selecting import Pick, Selection
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.requirements import Requirement
from backsource_docs.library.store import Library
from backsource_docs.tree import Number

__all__ = ["Drafted", "coverage_of"]

AGREEMENT = "outsourcing-agreement"
STANDARD = (AGREEMENT, "exit-plan")
_KINDS = ("clauses", "sections", "letters")
_HEADED = ("clauses", "schedule", "sections", "annex")


class Drafted(Struct, frozen=True):
    """A document of the deal: what it picks and skips, and its numbers as far as they are known."""

    selection: Selection
    numbers: Mapping[str, Number] = field(default_factory=dict)


def coverage_of(file: DealFile, library: Library, holds: Mapping[str, bool], drafted: Sequence[Drafted]) -> Coverage:
    """Each requirement of the library against the documents of a deal; `holds` are the facts of that deal."""
    assessor = _Assessor(file, library, holds, [entry for entry in drafted if entry.selection.recipe.id != MATRIX])
    rows = tuple(assessor.row(requirement) for requirement in library.requirements.values())
    return Coverage(rows, tuple(assessor.practice()))


class _Assessor:
    """What is asked of every row: which texts meet it, where they stand, why they are out."""

    def __init__(self, file: DealFile, library: Library, holds: Mapping[str, bool], drafted: Sequence[Drafted]) -> None:
        self.file = file
        self.library = library
        self.holds = holds
        self.drafted = drafted

    @cached_property
    def answers(self) -> Mapping[str, list[Clause]]:
        """The texts of the library that say they meet a requirement, by its id."""
        answers: dict[str, list[Clause]] = {}
        for kind in _KINDS:
            for clause in self.library.clauses(kind):
                for id in clause.matter.satisfies:
                    answers.setdefault(id, []).append(clause)
        return answers

    @cached_property
    def order(self) -> Mapping[tuple[str, str], int]:
        """The place of each text in the order in which the documents are read, by document and clause."""
        read = ((entry.selection.recipe.id, name) for entry in self.drafted for name in entry.selection.picks)
        return {key: place for place, key in enumerate(read)}

    @cached_property
    def homes(self) -> Mapping[str, list[Recipe]]:
        """The documents that fit the deal and name a text, by its id."""
        homes: dict[str, list[Recipe]] = {}
        recipes = (recipe for name in self.library.recipes if (recipe := self.library.recipe(name)))
        for recipe in recipes:
            if all(self.holds.get(fact) for fact in recipe.when) and recipe.id != MATRIX:
                for slot in recipe.slots:
                    for name in slot.clauses:
                        homes.setdefault(name, []).append(recipe)
        return homes

    def row(self, requirement: Requirement) -> CoveredRow:
        fact = failing(requirement.applies, self.holds)
        if fact is not None:
            return CoveredRow(requirement, "not applicable", self.why_not(fact, requirement))
        meetings: list[Meeting] = []
        gaps: list[Gap] = []
        texts = self.answers.get(requirement.id, [])
        for clause in texts:
            found = list(self.meetings(clause, requirement.id))
            meetings += found
            gaps += [] if found else self.gap(clause, requirement.id)
        meetings.sort(key=lambda meeting: self.order[meeting.document, meeting.clause])
        if not meetings and not gaps:
            gaps = [gap for clause in texts for gap in self.closing(clause)]
        status: Status = "none" if not meetings else "partial" if gaps else "full"
        return CoveredRow(requirement, status, _reason(meetings, gaps, texts), tuple(meetings), tuple(gaps))

    def why_not(self, fact: str, requirement: Requirement) -> str:
        known = self.library.facts.get(fact)
        said = "holds" if fact in requirement.applies.none else "does not hold"
        return f"“{known.says if known else fact}” {said}."

    def picked(self, clause: Clause) -> Iterator[tuple[Drafted, Pick]]:
        for entry in self.drafted:
            if clause.id in entry.selection.picks:
                yield entry, entry.selection.picks[clause.id]

    def meetings(self, clause: Clause, id: str) -> Iterator[Meeting]:
        for entry, pick in self.picked(clause):
            if id not in _short(clause, pick.position):
                yield _meeting(entry, pick)

    def gap(self, clause: Clause, id: str) -> Iterator[Gap]:
        """Why a text that meets a requirement does not count, where it ought to."""
        for _, pick in self.picked(clause):
            better = _better(clause, pick.position, id)
            why = f"its {pick.position} position falls short"
            yield self.made(clause, why, f"Use its {better} position." if better else "Write a position that meets it.")
            return
        skip = self.skipped(clause)
        choice = self.file.deal.position.clauses.get(clause.id)
        if skip and choice and choice.leave_out:
            yield self.made(clause, f"{skip} in this draft", "Let it in again.")
        elif self.missing_choice(clause) or (not skip and self.fits(clause) and self.is_standard(clause)):
            yield from self.closing(clause)

    def closing(self, clause: Clause) -> Iterator[Gap]:
        """How a text that is out could come in."""
        skip = self.skipped(clause)
        fact = failing(clause.matter.when, self.holds)
        known = self.library.facts.get(fact) if fact else None
        homes = self.homes.get(clause.id, [])
        if skip and known:
            yield self.made(clause, f"left out, because {skip}", f"See {known.path} in the deal.")
        elif skip:
            yield self.made(clause, f"left out, because {skip}", "It may be written for another deal.")
        elif homes:
            yield self.elsewhere(clause, homes)

    def elsewhere(self, clause: Clause, homes: Sequence[Recipe]) -> Gap:
        """A text that stands in documents which are not made; an agreement in force is looked at, not made anew."""
        addable = [recipe.id for recipe in homes if not (self.in_force and recipe.id == AGREEMENT)]
        add = f"Add {' or '.join(addable)} to the documents." if addable else ""
        if len(addable) == len(homes):
            return self.made(clause, f"it stands in {homes[0].title}, which is not among the documents", add)
        why = "it may stand in the agreement in force, which was not drafted here"
        return self.made(clause, why, f"Look there. {add}".strip())

    @property
    def in_force(self) -> bool:
        return self.file.deal.agreement.status == "existing"

    def made(self, clause: Clause, why: str, remedy: str) -> Gap:
        return Gap(clause.id, clause.matter.title, why, remedy)

    def skipped(self, clause: Clause) -> str:
        """Why the clause is out of a document that names it; empty where none does."""
        skips = (entry.selection.skips.get(clause.id) for entry in self.drafted)
        return next((f"{skip.reason} ({skip.place})" for skip in skips if skip), "")

    def fits(self, clause: Clause) -> bool:
        law = self.file.deal.law.governing
        written = "any" in clause.matter.laws or law in clause.matter.laws
        return written and failing(clause.matter.when, self.holds) is None

    def missing_choice(self, clause: Clause) -> bool:
        """Whether all that keeps the clause out is that the parties have not agreed on something."""
        facts = {name: True for name, fact in self.library.facts.items() if fact.choice}
        agreed = {**self.holds, **facts}
        law = self.file.deal.law.governing
        written = "any" in clause.matter.laws or law in clause.matter.laws
        out = failing(clause.matter.when, self.holds) is not None
        return written and out and failing(clause.matter.when, agreed) is None and clause.id in self.homes

    def is_standard(self, clause: Clause) -> bool:
        """Whether the clause stands in a document that every deal can be expected to have."""
        homes = self.homes.get(clause.id, [])
        return any(recipe.id in STANDARD or recipe.kind == "letter" for recipe in homes)

    def practice(self) -> Iterator[Meeting]:
        """The clauses in the contracts of this deal that answer no requirement."""
        for entry in self.drafted:
            if entry.selection.recipe.kind == "contract":
                for pick in entry.selection.picks.values():
                    if not pick.clause.matter.satisfies:
                        yield _meeting(entry, pick)


def _short(clause: Clause, position: str) -> tuple[str, ...]:
    """The requirements that a text of several positions does not meet at this one."""
    return next((ids for name, ids in clause.matter.falls_short.items() if name == position), ())


def _better(clause: Clause, position: str, id: str) -> str:
    """The nearest position that meets the requirement, from the customer's side the last."""
    good = [name for name in reversed(clause.positions) if id not in _short(clause, name) and name != position]
    return good[0] if good else ""


def _meeting(entry: Drafted, pick: Pick) -> Meeting:
    recipe = entry.selection.recipe
    number = _cited(pick.id, entry.numbers)
    headed = any(part.id == pick.part and part.numbering in _HEADED for part in recipe.parts)
    return Meeting(recipe.id, recipe.title, pick.id, pick.clause.matter.title, pick.position, number, headed)


def _cited(key: str, numbers: Mapping[str, Number]) -> str:
    number = numbers.get(key)
    if number is None:
        return ""
    schedule = numbers.get(number.within)
    return f"{number.word} {number.label}" + (f" of Schedule {schedule.label}" if schedule else "")


def _reason(meetings: Sequence[Meeting], gaps: Sequence[Gap], texts: Sequence[Clause]) -> str:
    if not texts:
        return "No text of the library says that it meets this; judge it by hand."
    number = len({meeting.clause for meeting in meetings})
    if not meetings:
        return "No text in these documents meets this."
    if gaps:
        return f"{number} of {number + len(gaps)} texts that meet this are in."
    return "The text that meets this is in." if number == 1 else f"All {number} texts that meet this are in."
