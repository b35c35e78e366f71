"""The tables of the readiness page: the sums, the steps with their evidence, the next best things to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.readiness.scores import Readiness, Scored, StepScore, Sum
from backsource_docs.tree import Cell, Column, Row, Table, Text

__all__ = ["readiness_tables", "step_number"]

MOST_NEXT = 5
TOLD_WIDTH = 6.8


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
    columns = (Column("Part of the method", 3.6), *_measures(readiness, 1.6, 3.2))
    totals = {**readiness.by_chapter, "Together": readiness.sum}
    rows = [
        Row(_cells(title, *_measured(total, readiness)), strong=total is readiness.sum)
        for title, total in totals.items()
    ]
    return Table("readiness-sums", f"Readiness in sum: {readiness.bands}", columns, tuple(rows))


def _measures(readiness: Readiness, points: float, state: float) -> tuple[Column, ...]:
    """The columns for points and state; one for points that were not judged only where there are any."""
    unjudged = (Column("Not judged", 0.9, "right"),) if readiness.sum.unjudged else ()
    return Column("Points", points, "right"), *unjudged, Column("State", state)


def _measured(total: Sum, readiness: Readiness) -> tuple[str, ...]:
    points = f"{total.points} of {total.maximum}" if total.maximum else "none"
    unjudged = (str(total.unjudged or ""),) if readiness.sum.unjudged else ()
    return points, *unjudged, total.state


def _next(readiness: Readiness) -> Table:
    columns = (
        Column("No.", 0.5),
        Column("Do next", 7.2),
        Column("Step", 0.8, "right"),
        Column("Gains", 0.8, "right"),
    )
    rows = [
        Row(_cells(str(count), best.next, step_number(step), f"+{best.gain}"))
        for count, (step, best) in enumerate(readiness.next_steps[:MOST_NEXT], 1)
    ]
    return Table("readiness-next", "The next best things to do", columns, tuple(rows) or (_nothing_left(),))


def _nothing_left() -> Row:
    return Row(_cells("", "Nothing that the rubric counts is missing.", "", ""))


def _steps(readiness: Readiness) -> Table:
    above = {step.step.id: count for count, (step, _) in enumerate(readiness.next_steps[:MOST_NEXT], 1)}
    told = {step.step.id: (_cited(step), _best(step.best, above.get(step.step.id))) for step in readiness.steps}
    evidence = _share(told.values())
    columns = (
        Column("Step", 2.7),
        *_measures(readiness, 1.35, 1.35),
        Column("What it rests on", evidence),
        Column("Next", TOLD_WIDTH - evidence),
    )
    rows: list[Row] = []
    for chapter in readiness.by_chapter:
        rows.append(Row(_cells(chapter), strong=True))
        rows += [_row(step, readiness, told[step.step.id]) for step in readiness.steps if step.chapter == chapter]
    return Table("readiness-steps", "Step by step", columns, tuple(rows))


def _share(told: Iterable[tuple[str, str]]) -> float:
    """The width for the evidence: as its words are to those on what comes next, so that the page stays short."""
    lengths = [sum(map(len, column)) for column in zip(*told, strict=True)]
    share = lengths[0] / sum(lengths) if any(lengths) else 0.5
    return TOLD_WIDTH * min(max(share, 0.4), 0.6)


def _row(step: StepScore, readiness: Readiness, told: tuple[str, str]) -> Row:
    name = f"{step_number(step)} {step.step.title}"
    return Row(_cells(name, *_measured(step.sum, readiness), *told))


def _cited(step: StepScore) -> str:
    """What the points rest on, each place once: clauses and documents, then what the deal and the plan say."""
    shown = [one for one in step.scored if one.points and one.cited]
    clauses = [one.cited for one in shown if one.criterion.clause]
    others = [one.cited for one in shown if not one.criterion.clause]
    return "; ".join(filter(None, ["; ".join(_together(clauses)), ", ".join(dict.fromkeys(others))])) or "nothing yet"


def _together(cited: Sequence[str]) -> list[str]:
    """Clauses of one place under one word: "clauses 96, 97", "Schedule 5, paragraphs 3, 4"."""
    labels: dict[tuple[str, str], dict[str, None]] = {}
    for place in cited:
        numbered, of, document = place.partition(" of the ")
        word, _, label = numbered.rpartition(" ")
        labels.setdefault((word, of + document), {})[label] = None
    return [
        f"{word}{'s' if len(found) > 1 else ''} {', '.join(found)}{where}" for (word, where), found in labels.items()
    ]


def _best(best: Scored | None, above: int | None) -> str:
    """What to do next; `above` is its number in the list of all, so that nothing is said twice."""
    if best is None:
        return "nothing open"
    return f"+{best.gain}: no. {above} of the list" if above else f"+{best.gain}: {best.next}"
