"""How the sourcing assessment comes to its answers, and the record of what was decided: tables of its annexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.sourcing import Answer, Factor, SourcingRubric, Verdict, Weighed, verdicts_of
from backsource_docs.tree import Blank, Cell, Table, Text

__all__ = ["method_tables"]

Cells = tuple[str | Cell, ...]
_MINUS = "−"


def method_tables(rubric: SourcingRubric) -> Mapping[str, TableMaker]:
    """A maker for each table of the annexes."""
    return {
        "sourcing-factors": partial(_factors, rubric),
        "sourcing-scales": partial(_scales, rubric),
        "sourcing-answers": partial(_answers, rubric),
        "sourcing-record": partial(_record, rubric),
    }


def _factors(rubric: SourcingRubric, filler: Filler) -> Table:
    columns = (("Factor", 1.5), ("Question", 2.6), ("Weight", 0.9), ("Answers and their points", 2.3), ("Why", 3.3))
    ordered = sorted(rubric.factors.values(), key=lambda factor: -factor.weight)
    rows = (
        (factor.title, typographic(factor.asks), str(factor.weight), _all_answers(factor), typographic(factor.why))
        for factor in ordered
    )
    return _with_numbers(table_of("sourcing-factors", "Factors, weights and answers", columns, rows), "Weight")


def _with_numbers(table: Table, *titles: str) -> Table:
    """The table with these columns aligned to the right."""
    columns = (replace(column, align="right") if column.title in titles else column for column in table.columns)
    return replace(table, columns=tuple(columns))


def _all_answers(factor: Factor) -> str:
    return "; ".join(f"{name} {_points(factor, answer)}" for name, answer in factor.answers.items())


def _points(factor: Factor, answer: Answer) -> str:
    """The points of an answer for the balance, and after a stroke those for the way back."""
    return f"{_signed(factor.weight * answer.pull)}/{factor.weight * answer.hold}"


def _signed(points: int) -> str:
    return f"{'+' if points > 0 else _MINUS}{abs(points)}" if points else "0"


def _scales(rubric: SourcingRubric, filler: Filler) -> Table:
    columns = (("Scale", 2.2), ("Level", 2.4), ("From", 4.4))
    return table_of("sourcing-scales", "From points to words", columns, _levels(rubric))


def _levels(rubric: SourcingRubric) -> Iterator[tuple[str, str, str]]:
    for level in rubric.outcomes.values():
        least = level.at_least
        share = f"{_signed(least)}% of the reach, which is {rubric.reach} points"
        yield "Recommendation", level.title, share if least > -100 else "any balance below"
    for level in rubric.ways_back:
        yield "Way back", level.title, f"{level.at_least} points" if level.at_least else "any points below"
    for level in rubric.confidence:
        share = f"{level.at_least}% of all weights answered"
        yield "Confidence", level.title, share if level.at_least else "any share below"


def _answers(rubric: SourcingRubric, filler: Filler) -> Table:
    columns = (("Function", 1.8), ("Answers and their points", 6.2), ("Balance", 1.1), ("Way back", 1.1))
    table = _per_function("sourcing-answers", "Answers for each function", columns, rubric, filler, _given)
    return _with_numbers(table, "Balance", "Way back")


def _given(verdict: Verdict) -> Cells:
    return (
        "; ".join(_told(entry) for entry in verdict.weighed if entry.answer),
        _signed(verdict.balance),
        str(verdict.hold),
    )


def _told(entry: Weighed) -> str:
    answer = entry.answer
    points = f" {_points(entry.factor, answer)}" if answer and (answer.pull or answer.hold) else ""
    return f"{entry.factor.title.lower()} {entry.name}{points}"


def _record(rubric: SourcingRubric, filler: Filler) -> Table:
    """A sheet to fill, with a row for each function and what is proposed for it."""
    columns = (
        ("Function", 2.0),
        ("Proposal", 1.8),
        ("Decision", 1.6),
        ("Reason, if it differs", 2.8),
        ("Decided by", 1.5),
        ("Date", 1.1),
    )

    def proposed(verdict: Verdict) -> Cells:
        return rubric.outcomes[verdict.outcome].title, "", "", "", ""

    return _per_function("sourcing-record", "Decisions", columns, rubric, filler, proposed)


def _per_function(
    name: str,
    caption: str,
    columns: tuple[tuple[str, float], ...],
    rubric: SourcingRubric,
    filler: Filler,
    cells: Callable[[Verdict], Cells],
) -> Table:
    rows = [(_name(verdict), *cells(verdict)) for verdict in verdicts_of(rubric, filler.file)]
    empty: list[Cells] = [((Blank("functions", "services"),), *[""] * (len(columns) - 1))]
    return table_of(name, caption, columns, rows or empty)


def _name(verdict: Verdict) -> Cell:
    return (Text(verdict.service.name, path=f"services[{verdict.number}].name"),)
