"""The rubric: for each step what counts, with how many points, as the library lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = [
    "TESTS",
    "Band",
    "Criterion",
    "ReadinessRubric",
    "Step",
    "facts_of_readiness",
    "readiness_rubric",
    "wrong_names",
]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
TESTS = ("fact", "clause", "deal", "document", "plan")


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Criterion(Closed):
    """One thing that counts: a fact that holds, a clause in a draft, a key of the deal, a document, a date of the plan.

    Of several clauses one is enough; `at_supplier` are the points where it stands at the supplier's position. A key of
    a list counts in full when every entry states it and by half when some do; with `among` or `least` it counts when
    one entry has such a value, or so many (or so large a number) are there. `shows` is what the page for the board
    calls a fact, a key or a value of the plan.
    """

    says: str
    points: int = Field(ge=1, le=5)
    fact: str = ""
    clause: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    deal: str = ""
    document: str = ""
    plan: str = ""
    shows: str = ""
    at_supplier: int | None = Field(None, ge=0)
    among: tuple[str, ...] = ()
    least: int | None = Field(None, ge=1)
    when: Condition = Condition()
    next: str = ""

    @model_validator(mode="after")
    def _one_test(self) -> Criterion:
        if sum(bool(getattr(self, name)) for name in TESTS) != 1:
            raise ValueError(f"a criterion has exactly one of {', '.join(TESTS)}, write for example fact: hybrid")
        if not self.next and not self.clause and not self.document:
            raise ValueError("a criterion says what to do next, write for example next: Name the function owner.")
        if not self.shows and not self.clause and not self.document:
            raise ValueError("a criterion says what shows it, write for example shows: owners of the functions")
        return self


class Step(Closed):
    """A step of the method: its question and what counts for it."""

    id: str
    title: str
    asks: str
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Band(Closed):
    """A state of a step, from a percentage of its points on."""

    least: int = Field(alias="from", ge=0, le=100)
    says: str


class Chapter(Closed):
    """Steps that belong together."""

    title: str
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class ReadinessRubric(Closed):
    """The chapters with their steps, and the states that points stand for."""

    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    chapters: tuple[Chapter, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return tuple(one for chapter in self.chapters for step in chapter.steps for one in step.criteria)

    def state(self, points: int, maximum: int, unjudged: int = 0) -> str:
        """The state for points out of the maximum that was judged; where most was not, it must be read first."""
        if unjudged > maximum:
            return "to be read"
        if not maximum:
            return "not applicable"
        reached = [band for band in self.bands if 100 * points >= band.least * maximum]
        return max(reached, key=lambda band: band.least).says if reached else self.bands[-1].says

    @property
    def legend(self) -> str:
        """The states with the percentages from which they are reached, the highest first."""
        ordered = sorted(self.bands, key=lambda band: -band.least)
        return ", ".join(f"{band.says} from {band.least}%" if band.least else f"{band.says} below" for band in ordered)


def readiness_rubric(library: Library) -> tuple[ReadinessRubric | None, tuple[Finding, ...]]:
    """The rubric as the library has it."""
    source = library.table("readiness.yaml")
    return typed(ReadinessRubric, source, CODES) if source else (None, ())


def facts_of_readiness(library: Library) -> frozenset[str]:
    """The facts that the rubric asks for."""
    rubric, _ = readiness_rubric(library)
    criteria = rubric.criteria if rubric else ()
    return frozenset(name for one in criteria for name in (*one.when.facts, *filter(None, [one.fact])))


def wrong_names(library: Library, is_deal_path: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding for each fact, clause, document and key of the deal that the rubric names and nobody knows."""
    rubric, findings = readiness_rubric(library)
    yield from findings
    for criterion in rubric.criteria if rubric else ():
        for kind, name, known in _names(criterion, library, is_deal_path):
            if not known:
                message = f"The criterion “{criterion.says}” names the {kind} {name}, which does not exist."
                place = Place("clause_library/readiness.yaml")
                yield Finding("LB50", Severity.ERROR, message, place, "Correct the name.")


def _names(
    criterion: Criterion, library: Library, is_deal_path: Callable[[str], bool]
) -> Iterator[tuple[str, str, bool]]:
    """What a criterion names: the kind, the name, whether it is known."""
    for fact in filter(None, (*criterion.when.facts, criterion.fact)):
        yield "fact", fact, fact in library.facts
    for clause in criterion.clause:
        yield "clause", clause, clause in library.files
    if criterion.document:
        yield "document", criterion.document, criterion.document in library.recipes
    if criterion.deal:
        yield "key", criterion.deal, is_deal_path(criterion.deal.replace("[]", ""))
