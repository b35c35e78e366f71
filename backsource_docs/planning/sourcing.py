"""Weighs each function for keeping, splitting or outsourcing it, by factors that the library lists with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from pydantic import Field

from backsource_docs.deal.reading import DealFile
from backsource_docs.deal.services import Service
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = ["Answer", "Change", "Factor", "Level", "SourcingRubric", "Verdict", "Weighed", "rubric_of", "verdicts_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
OutcomeName = Literal["keep", "split", "outsource"]


class Level(Closed):
    """A step of a scale: it is reached from `at_least` on."""

    title: str
    at_least: int
    says: str = ""


class Answer(Closed):
    """An answer: its pull (-2 outsource to 2 keep), its hold on the way back (0 to 2), its words, what it needs."""

    pull: int = Field(ge=-2, le=2)
    hold: int = Field(ge=0, le=2)
    says: str
    needs: str = ""


class Factor(Closed):
    """A question about a function; `path` is the key of the function that answers it, `unstated` what silence means."""

    title: str
    asks: str
    path: str
    weight: int = Field(ge=1, le=5)
    why: str
    answers: Mapping[str, Answer]
    unstated: str | None = None

    @property
    def reach(self) -> int:
        """The most that the factor can add to either side."""
        return self.weight * max(abs(answer.pull) for answer in self.answers.values())


class SourcingRubric(Closed):
    """Outcomes by percent of the whole reach, levels of the way back by points, confidence by percent of weight."""

    outcomes: Mapping[OutcomeName, Level]
    ways_back: tuple[Level, ...]
    confidence: tuple[Level, ...]
    factors: Mapping[str, Factor]

    @property
    def reach(self) -> int:
        """The most that all factors together can add to either side."""
        return sum(factor.reach for factor in self.factors.values())

    def outcome(self, balance: int) -> OutcomeName:
        """The outcome for a balance; open answers count for neither side."""
        share = 100 * balance / self.reach
        return max((level.at_least, name) for name, level in self.outcomes.items() if share >= level.at_least)[1]


class Weighed(Struct, frozen=True):
    """A factor and the answer that the deal gives; `name` and `answer` are None where it gives none."""

    factor: Factor
    name: str | None
    answer: Answer | None

    @property
    def points(self) -> int:
        return self.factor.weight * self.answer.pull if self.answer else 0


class Change(Struct, frozen=True):
    """One answer that would lead to another outcome; `known` tells whether the deal gives another answer today."""

    outcome: OutcomeName
    factor: Factor
    answer: Answer
    known: bool
    points: int


class Verdict(Struct, frozen=True):
    """What the answers say of one function: balance in points of `reach`, way back, confidence, what would change it.

    `number` counts the functions of the deal from 1. Open answers may make the way back harder, never easier;
    a verdict of the lowest confidence is `provisional`.
    """

    service: Service
    number: int
    weighed: tuple[Weighed, ...]
    outcome: OutcomeName
    balance: int
    reach: int
    way_back: Level
    may_be_harder: bool
    confidence: Level
    provisional: bool
    changes: tuple[Change, ...]

    @property
    def hold(self) -> int:
        """The points from which the way back follows."""
        return sum(map(_hold, self.weighed))

    @property
    def needs(self) -> tuple[str, ...]:
        """What the contract must hold for this function, the weightiest first."""
        told = sorted((entry for entry in self.weighed if entry.answer), key=lambda entry: -_hold(entry))
        return tuple(dict.fromkeys(entry.answer.needs for entry in told if entry.answer and entry.answer.needs))

    @property
    def open(self) -> tuple[Factor, ...]:
        """The factors that the deal does not answer, the weightiest first."""
        return tuple(
            sorted((entry.factor for entry in self.weighed if entry.answer is None), key=lambda factor: -factor.weight)
        )


def rubric_of(library: Library) -> tuple[SourcingRubric | None, tuple[Finding, ...]]:
    """The factors with their weights and reasons, as the library has them."""
    source = library.table("sourcing.yaml")
    return typed(SourcingRubric, source, CODES) if source else (None, ())


def verdicts_of(rubric: SourcingRubric, file: DealFile) -> tuple[Verdict, ...]:
    """The verdict on each function, in the order of the deal."""
    return tuple(_verdict(rubric, file, number, service) for number, service in enumerate(file.deal.services, 1))


def _verdict(rubric: SourcingRubric, file: DealFile, number: int, service: Service) -> Verdict:
    weighed = tuple(_weighed(factor, file, number, service) for factor in rubric.factors.values())
    balance = sum(entry.points for entry in weighed)
    outcome = rubric.outcome(balance)
    known = sum(entry.factor.weight for entry in weighed if entry.answer)
    share = 100 * known // sum(entry.factor.weight for entry in weighed)
    way_back = _level(rubric.ways_back, sum(map(_hold, weighed)))
    confidence = _level(rubric.confidence, share)
    return Verdict(
        service,
        number,
        weighed,
        outcome,
        balance,
        rubric.reach,
        way_back,
        _may_be_harder(rubric, weighed, way_back),
        confidence,
        confidence == min(rubric.confidence, key=lambda level: level.at_least),
        tuple(sorted(_changes(rubric, weighed, balance, outcome), key=lambda change: (change.known, change.points))),
    )


def _weighed(factor: Factor, file: DealFile, number: int, service: Service) -> Weighed:
    """The answer as the file states it: a default of the model is no answer unless the factor says so."""
    stated = file.states(f"services.{number - 1}.{factor.path}")
    name = _word(service, factor.path) if stated else factor.unstated
    answer = factor.answers.get(name) if name else None
    return Weighed(factor, name if answer else None, answer)


def _word(service: Service, path: str) -> str | None:
    value: object = service
    for step in path.split("."):
        value = getattr(value, step, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)


def _hold(entry: Weighed) -> int:
    return entry.factor.weight * entry.answer.hold if entry.answer else 0


def _may_be_harder(rubric: SourcingRubric, weighed: tuple[Weighed, ...], way_back: Level) -> bool:
    """Whether answers that nobody has given could lead to a higher level of the way back."""
    most = sum(_hold(entry) if entry.answer else _most_hold(entry.factor) for entry in weighed)
    return _level(rubric.ways_back, most) != way_back


def _most_hold(factor: Factor) -> int:
    return factor.weight * max(answer.hold for answer in factor.answers.values())


def _level(levels: Sequence[Level], points: int) -> Level:
    """The highest level that the points reach; the lowest where they reach none."""
    ordered = sorted(levels, key=lambda level: level.at_least)
    return next((level for level in reversed(ordered) if points >= level.at_least), ordered[0])


def _changes(
    rubric: SourcingRubric, weighed: tuple[Weighed, ...], balance: int, outcome: OutcomeName
) -> Iterator[Change]:
    """Each other answer to one question that alone would change the outcome."""
    for entry in weighed:
        for name, answer in entry.factor.answers.items():
            moved = entry.factor.weight * answer.pull - entry.points
            changed = rubric.outcome(balance + moved)
            if name != entry.name and changed != outcome:
                yield Change(changed, entry.factor, answer, entry.answer is not None, abs(moved))
