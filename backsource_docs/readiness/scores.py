"""What the scoring says: criteria with their points and evidence, steps, sums, the best next things to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from backsource_docs.library.readiness import Criterion, ReadinessRubric, Step

__all__ = ["Readiness", "Scored", "StepScore", "Sum", "sum_of"]


class Scored(Struct, frozen=True):
    """One criterion scored: points of its maximum, what shows it, its short citation, what would gain the rest.

    What may stand in an agreement in force that nobody has read for it is not `judged`: it counts neither way.
    """

    criterion: Criterion
    points: int
    evidence: str
    cited: str = ""
    next: str = ""
    judged: bool = True

    @property
    def gain(self) -> int:
        return self.criterion.points - self.points


class Sum(Struct, frozen=True):
    """Points of the maximum that was judged, the points that were not, and the state in words."""

    points: int
    maximum: int
    unjudged: int
    state: str


class StepScore(Struct, frozen=True):
    """A step scored by the criteria that apply to the deal."""

    step: Step
    chapter: str
    scored: tuple[Scored, ...]
    sum: Sum

    @property
    def best(self) -> Scored | None:
        """The criterion with the most to gain, the first of those that tie; None where nothing is left."""
        open_ones = [one for one in self.scored if one.gain]
        return max(open_ones, key=lambda one: one.gain) if open_ones else None


class Readiness(Struct, frozen=True):
    """All steps scored; `by_chapter` has the sum of each chapter by its title, `bands` says how states follow."""

    steps: tuple[StepScore, ...]
    by_chapter: Mapping[str, Sum]
    sum: Sum
    bands: str

    @property
    def next_steps(self) -> tuple[tuple[StepScore, Scored], ...]:
        """The best next thing of each step that has one, the largest gain first."""
        found = [(step, best) for step in self.steps if (best := step.best)]
        return tuple(sorted(found, key=lambda pair: -pair[1].gain))


def sum_of(scored: Iterable[Scored], rubric: ReadinessRubric) -> Sum:
    """The sum of criteria; what was not judged is in neither points nor maximum."""
    every = tuple(scored)
    points = sum(one.points for one in every)
    maximum = sum(one.criterion.points for one in every if one.judged)
    unjudged = sum(one.criterion.points for one in every if not one.judged)
    return Sum(points, maximum, unjudged, rubric.state(points, maximum, unjudged))
