"""Scores the steps: points for what is there, the evidence for each, and the best next thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.made import Made
from backsource_docs.library.facts import Fact
from backsource_docs.library.readiness import Criterion, ReadinessRubric, Step
from backsource_docs.library.store import Library
from backsource_docs.readiness.stating import Stated, stated_at
from backsource_docs.tree import Number
from backsource_docs.values import print_value

__all__ = ["Evidence", "Readiness", "Scored", "StepScore", "scored"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is looked at: the deal with its facts, the contracts of the run, the documents it makes, the plan's values.

    `documents` are the titles of the documents by id; `values` are the computed values of the plan by name.
    """

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    contracts: tuple[Made, ...]
    documents: Mapping[str, str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion scored: points of its maximum, what shows it, its short citation, what would gain the rest."""

    criterion: Criterion
    points: int
    evidence: str
    cited: str = ""
    next: str = ""

    @property
    def gain(self) -> int:
        return self.criterion.points - self.points


@dataclass(frozen=True, slots=True)
class StepScore:
    """A step scored by the criteria that apply to the deal, with its state in words."""

    step: Step
    chapter: str
    scored: tuple[Scored, ...]
    state: str

    @property
    def points(self) -> int:
        return sum(one.points for one in self.scored)

    @property
    def maximum(self) -> int:
        return sum(one.criterion.points for one in self.scored)

    @property
    def best(self) -> Scored | None:
        """The criterion with the most to gain, the first of those that tie; None where nothing is left."""
        open_ones = [one for one in self.scored if one.gain]
        return max(open_ones, key=lambda one: one.gain) if open_ones else None


@dataclass(frozen=True, slots=True)
class Readiness:
    """All steps scored; `by_chapter` has points, maximum and state of each chapter by its title."""

    steps: tuple[StepScore, ...]
    by_chapter: Mapping[str, tuple[int, int, str]]
    state: str

    @property
    def points(self) -> int:
        return sum(step.points for step in self.steps)

    @property
    def maximum(self) -> int:
        return sum(step.maximum for step in self.steps)

    @property
    def next_steps(self) -> tuple[tuple[StepScore, Scored], ...]:
        """The best next thing of each step that has one, the largest gain first."""
        found = [(step, best) for step in self.steps if (best := step.best)]
        return tuple(sorted(found, key=lambda pair: -pair[1].gain))


def scored(rubric: ReadinessRubric, evidence: Evidence) -> Readiness:
    """The readiness of a deal."""
    steps = tuple(_step(step, chapter.title, rubric, evidence) for chapter in rubric.chapters for step in chapter.steps)
    chapters = {chapter.title: _sum(steps, chapter.title, rubric) for chapter in rubric.chapters}
    points, maximum = sum(step.points for step in steps), sum(step.maximum for step in steps)
    return Readiness(steps, chapters, rubric.band(points, maximum))


def _sum(steps: tuple[StepScore, ...], chapter: str, rubric: ReadinessRubric) -> tuple[int, int, str]:
    mine = [step for step in steps if step.chapter == chapter]
    points, maximum = sum(step.points for step in mine), sum(step.maximum for step in mine)
    return points, maximum, rubric.band(points, maximum)


def _step(step: Step, chapter: str, rubric: ReadinessRubric, evidence: Evidence) -> StepScore:
    judge = _Judge(evidence)
    found = tuple(judge.of(one) for one in step.criteria if failing(one.when, evidence.holds) is None)
    state = rubric.band(sum(one.points for one in found), sum(one.criterion.points for one in found))
    return StepScore(step, chapter, found, state)


class _Judge:
    """Looks at the evidence for one criterion after another."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence

    def of(self, criterion: Criterion) -> Scored:
        if criterion.clause:
            return self.clause(criterion)
        if criterion.document:
            return self.document(criterion)
        if criterion.plan:
            return self.plan(criterion)
        return self.fact(criterion) if criterion.fact else self.deal(criterion)

    def fact(self, criterion: Criterion) -> Scored:
        holds = self.evidence.holds.get(criterion.fact, False)
        fact = self.evidence.library.facts.get(criterion.fact)
        words = f"“{fact.says if fact else criterion.fact}” {'holds' if holds else 'does not hold'}"
        return _all_or_nothing(criterion, holds, words, _key(fact))

    def deal(self, criterion: Criterion) -> Scored:
        stated = stated_at(self.evidence.file, criterion.deal)
        if criterion.among:
            found = next((word for word in stated.words if word in criterion.among), None)
            words = f"{criterion.deal}: {found or 'no ' + ' or '.join(criterion.among)}"
            return _all_or_nothing(criterion, found is not None, words, criterion.deal)
        if criterion.least:
            words = f"{criterion.deal}: {stated.number} of at least {criterion.least}"
            return _all_or_nothing(criterion, stated.number >= criterion.least, words, criterion.deal)
        return self.filled(criterion, stated)

    def filled(self, criterion: Criterion, stated: Stated) -> Scored:
        """A key that is stated counts in full, a key of a list that only some entries state by half."""
        if stated.whole:
            counted = f" for each of {stated.entries}" if stated.entries > 1 else ""
            return Scored(criterion, criterion.points, f"{criterion.deal} is stated{counted}", criterion.deal)
        if not stated.filled:
            return Scored(criterion, 0, f"{criterion.deal} is not stated", next=criterion.next)
        words = f"{criterion.deal} is stated for {stated.filled} of {stated.entries}"
        return Scored(criterion, criterion.points // 2, words, criterion.deal, criterion.next)

    def document(self, criterion: Criterion) -> Scored:
        title = self.evidence.documents.get(criterion.document)
        if title:
            return Scored(criterion, criterion.points, f"{title} is made", title)
        following = criterion.next or f"Add {criterion.document} to the documents of the deal."
        return Scored(criterion, 0, f"{criterion.document} is not among the documents", next=following)

    def plan(self, criterion: Criterion) -> Scored:
        value = self.evidence.values.get(criterion.plan)
        name = criterion.plan.rpartition(".")[2].replace("_", " ")
        if value is None or value == ():
            return Scored(criterion, 0, f"the plan has no {name} yet", next=criterion.next)
        locale = self.evidence.file.deal.locale
        shown = ", ".join(map(str, value)) if isinstance(value, tuple) else print_value(value, locale)
        return Scored(criterion, criterion.points, f"the plan: {name} {shown}", f"the plan: {name}")

    def clause(self, criterion: Criterion) -> Scored:
        """The best of the clauses, one of which is enough."""
        found = [self.placed(criterion, name, made) for name, made in self.where(criterion)]
        return max(found, key=lambda one: one.points) if found else self.missing(criterion)

    def where(self, criterion: Criterion) -> Iterator[tuple[str, Made]]:
        for made in self.evidence.contracts:
            yield from ((name, made) for name in criterion.clause if name in made.selection.picks)

    def placed(self, criterion: Criterion, name: str, made: Made) -> Scored:
        pick, document = made.selection.picks[name], made.document
        title = pick.clause.matter.title
        label = _label(document.numbers, name) or document.draft.title
        negotiated = len(pick.clause.positions) > 1
        words = f"{label} ({title})" + (f", {pick.position} position" if negotiated else "")
        words += f" of the {document.draft.title}" if len(self.evidence.contracts) > 1 else ""
        least = criterion.at_supplier
        if least is None or not negotiated or pick.position != "supplier":
            return Scored(criterion, criterion.points, words, label)
        return Scored(criterion, least, words, label, f"Negotiate {label} ({title}) to the balanced position.")

    def missing(self, criterion: Criterion) -> Scored:
        name = criterion.clause[0]
        clause = self.evidence.library.clause(name)
        title = clause.matter.title if clause else name
        skip = next(
            (made.selection.skips[name] for made in self.evidence.contracts if name in made.selection.skips), None
        )
        why = skip.reason if skip else "no contract among the documents holds it"
        following = criterion.next or f"Bring in {title}; it is out, because {why}."
        return Scored(criterion, 0, f"{title} is in no draft: {why}", next=following)


def _all_or_nothing(criterion: Criterion, met: bool, words: str, cited: str) -> Scored:
    return (
        Scored(criterion, criterion.points, words, cited) if met else Scored(criterion, 0, words, next=criterion.next)
    )


def _key(fact: Fact | None) -> str:
    return fact.path if fact else ""


def _label(numbers: Mapping[str, Number], name: str) -> str:
    """How the clause is cited: "clause 24", "Schedule 5, paragraph 2"; empty where it bears no number."""
    number = numbers.get(name)
    if number is None:
        return ""
    schedule = numbers.get(number.within)
    return (f"Schedule {schedule.label}, " if schedule else "") + f"{number.word} {number.label}"
