"""Scores the steps: points for what is there, the evidence for each, and the best next thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import failing
from backsource_docs.drafting.made import Made
from backsource_docs.library.readiness import Criterion, ReadinessRubric, Step
from backsource_docs.library.store import Library
from backsource_docs.readiness.scores import Readiness, Scored, StepScore, sum_of
from backsource_docs.readiness.stating import Stated, stated_at
from backsource_docs.readiness.undrafted import undrafted
from backsource_docs.tree import Number
from backsource_docs.values import print_value

__all__ = ["Evidence", "scored"]


class Evidence(Struct, frozen=True):
    """What is looked at: the deal with its facts, the contracts of the run, the documents it makes, the plan's values.

    `documents` are the titles of the documents by id; `values` are the computed values of the plan by name.
    """

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    contracts: tuple[Made, ...]
    documents: Mapping[str, str]
    values: Mapping[str, Any]


def scored(rubric: ReadinessRubric, evidence: Evidence) -> Readiness:
    """The readiness of a deal."""
    steps = tuple(_step(step, chapter.title, rubric, evidence) for chapter in rubric.chapters for step in chapter.steps)
    chapters = {
        chapter.title: sum_of((one for step in steps if step.chapter == chapter.title for one in step.scored), rubric)
        for chapter in rubric.chapters
    }
    total = sum_of((one for step in steps for one in step.scored), rubric)
    return Readiness(steps, chapters, total, rubric.legend)


def _step(step: Step, chapter: str, rubric: ReadinessRubric, evidence: Evidence) -> StepScore:
    judge = _Judge(evidence)
    found = tuple(judge.of(one) for one in step.criteria if failing(one.when, evidence.holds) is None)
    return StepScore(step, chapter, found, sum_of(found, rubric))


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
        return _all_or_nothing(criterion, holds, words)

    def deal(self, criterion: Criterion) -> Scored:
        stated = stated_at(self.evidence.file, criterion.deal)
        if criterion.among:
            found = next((word for word in stated.words if word in criterion.among), None)
            words = f"{criterion.deal}: {found or 'no ' + ' or '.join(criterion.among)}"
            return _all_or_nothing(criterion, found is not None, words)
        if criterion.least:
            words = f"{criterion.deal}: {stated.number} of at least {criterion.least}"
            return _all_or_nothing(criterion, stated.number >= criterion.least, words)
        return self.filled(criterion, stated)

    def filled(self, criterion: Criterion, stated: Stated) -> Scored:
        """A key that is stated counts in full, a key of a list that only some entries state by half."""
        if stated.whole:
            counted = f" for each of {stated.entries}" if stated.entries > 1 else ""
            return Scored(criterion, criterion.points, f"{criterion.deal} is stated{counted}", criterion.shows)
        if not stated.filled:
            return Scored(criterion, 0, f"{criterion.deal} is not stated", next=criterion.next)
        words = f"{criterion.deal} is stated for {stated.filled} of {stated.entries}"
        return Scored(criterion, criterion.points // 2, words, criterion.shows, criterion.next)

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
        return Scored(criterion, criterion.points, f"the plan: {name} {shown}", criterion.shows)

    def clause(self, criterion: Criterion) -> Scored:
        """The best of the clauses, one of which is enough."""
        found = [self.placed(criterion, name, made) for name, made in self.where(criterion)]
        if found:
            return max(found, key=lambda one: one.points)
        seen = self.evidence
        return undrafted(criterion, seen.file.deal, seen.library, seen.contracts, seen.holds)

    def where(self, criterion: Criterion) -> Iterator[tuple[str, Made]]:
        for made in self.evidence.contracts:
            yield from ((name, made) for name in criterion.clause if name in made.selection.picks)

    def placed(self, criterion: Criterion, name: str, made: Made) -> Scored:
        pick, document = made.selection.picks[name], made.document
        title = pick.clause.matter.title
        label = _label(document.numbers, name) or document.draft.title
        negotiated = len(pick.clause.positions) > 1
        words = f"{label} ({title})" + (f", {pick.position} position" if negotiated else "")
        if len(self.evidence.contracts) > 1:
            words, label = (f"{text} of the {document.draft.title}" for text in (words, label))
        least = criterion.at_supplier
        if least is None or not negotiated or pick.position != "supplier":
            return Scored(criterion, criterion.points, words, label)
        return Scored(criterion, least, words, label, f"Negotiate {label} ({title}) to the balanced position.")


def _all_or_nothing(criterion: Criterion, met: bool, words: str) -> Scored:
    if met:
        return Scored(criterion, criterion.points, words, criterion.shows)
    return Scored(criterion, 0, words, next=criterion.next)


def _label(numbers: Mapping[str, Number], name: str) -> str:
    """How the clause is cited: "clause 24", "Schedule 5, paragraph 2"; empty where it bears no number."""
    number = numbers.get(name)
    if number is None:
        return ""
    schedule = numbers.get(number.within)
    return (f"Schedule {schedule.label}, " if schedule else "") + f"{number.word} {number.label}"
