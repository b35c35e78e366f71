"""The tables of the readiness page: the sums, the steps with their evidence, the next best things to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler, label_of
from backsource_docs.readiness.scoring import Readiness, Scored, StepScore
from backsource_docs.tree import Cell, Column, Row, Table, Text

__all__ = ["readiness_tables", "step_number"]

MOST_NEXT = 5


def readiness_tables(readiness: Readiness) -> Mapping[str, TableMaker]:
    """A maker for each table."""
    makers = {"readiness-sums": _sums, "readiness-next": _next, "readiness-steps": _steps}
    return {name: partial(_made, maker, readiness) for name, maker in makers.items()}


def _made(maker: Callable[[Readiness], Table], readiness: Readiness, filler: Filler) -> Table:
    return maker(readiness)


def step_number(step: StepScore) -> str:
    """The number of a step as people count them: 1 to 10, then the closing steps from 11 on."""
    return step.step.id.rpartition("-")[2].lstrip("0")


def _cells(*words: str) -> tuple[Cell, ...]:
    return tuple((Text(text),) for text in words)


def _sums(readiness: Readiness) -> Table:
    columns = (Column("Part of the method", 4.0), Column("Points", 1.4, "right"), Column("State", 2.4))
    rows = [Row(_cells(title, _of(*sums[:2]), sums[2])) for title, sums in readiness.by_chapter.items()]
    total = Row(_cells("Together", _of(readiness.points, readiness.maximum), readiness.state), strong=True)
    return Table("readiness-sums", "Readiness in sum", columns, (*rows, total))


def _of(points: int, maximum: int) -> str:
    return f"{points} of {maximum}"


def _next(readiness: Readiness) -> Table:
    columns = (Column("No.", 0.5), Column("Do next", 6.0), Column("For step", 2.6), Column("Gains", 0.8, "right"))
    rows = [
        Row(_cells(str(count), best.next, f"{step_number(step)} {step.step.title}", f"+{best.gain}"))
        for count, (step, best) in enumerate(readiness.next_steps[:MOST_NEXT], 1)
    ]
    return Table("readiness-next", "The next best things to do", columns, tuple(rows) or (_nothing_left(),))


def _nothing_left() -> Row:
    return Row(_cells("", "Nothing that the rubric counts is missing.", "", ""))


def _steps(readiness: Readiness) -> Table:
    columns = (
        Column("Step", 2.4),
        Column("Points", 1.2, "right"),
        Column("State", 1.2),
        Column("What counts", 4.2),
        Column("Next", 2.6),
    )
    rows: list[Row] = []
    for chapter in readiness.by_chapter:
        rows.append(Row(_cells(chapter), strong=True))
        rows += [_row(step) for step in readiness.steps if step.chapter == chapter]
    return Table("readiness-steps", "Step by step", columns, tuple(rows))


def _row(step: StepScore) -> Row:
    name = f"{step_number(step)} {step.step.title}"
    return Row(_cells(name, _of(step.points, step.maximum), step.state, _cited(step), _best(step.best)))


def _cited(step: StepScore) -> str:
    """What the points rest on, each place once: clauses and documents, then what the deal and the plan say."""
    shown = [one for one in step.scored if one.points and one.cited]
    papers = [one.cited for one in shown if one.criterion.document]
    clauses = [one.cited for one in shown if one.criterion.clause]
    said = [label_of(one.cited.replace("[]", "")) for one in shown if one.criterion.deal or one.criterion.fact]
    planned = [one.cited for one in shown if one.criterion.plan]
    groups = [*_together(clauses), *papers, _of_the_deal(said), *planned]
    return "; ".join(dict.fromkeys(filter(None, groups))) or "nothing yet"


def _together(cited: Sequence[str]) -> list[str]:
    """Clauses of one place under one word: "clauses 96, 97", "Schedule 5, paragraphs 3, 4"."""
    labels: dict[str, dict[str, None]] = {}
    for place in cited:
        word, _, label = place.rpartition(" ")
        labels.setdefault(word, {})[label] = None
    return [f"{word}{'s' if len(found) > 1 else ''} {', '.join(found)}" for word, found in labels.items()]


def _of_the_deal(said: Sequence[str]) -> str:
    return f"the deal: {', '.join(dict.fromkeys(said))}" if said else ""


def _best(best: Scored | None) -> str:
    return f"+{best.gain}: {best.next}" if best else "nothing open"
