"""The tables of the sourcing assessment: proposal, verdicts, reasons, sensitivity, way back, open answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.sourcing import Change, OutcomeName, SourcingRubric, Verdict, verdicts_of
from backsource_docs.planning.sourcing_method import method_tables
from backsource_docs.tree import Blank, Cell, Column, Row, Table, Text
from backsource_docs.values import Money

__all__ = ["sourcing_tables"]

MOST_CHANGES = 4
MOST_NEEDS = 6
PROVISIONAL = " (provisional)"
Cells = Callable[[Verdict, Filler, SourcingRubric], tuple[str | Cell, ...]]
_TODAY = {
    "in-house": ("comes back", "keep"),
    "replacement supplier": ("moves to another outsourcer", "outsource"),
    "retained by supplier": ("stays with the outsourcer", "outsource"),
}


def sourcing_tables(rubric: SourcingRubric) -> Mapping[str, TableMaker]:
    """A maker for each table of the assessment."""
    return {
        "sourcing-hybrid": partial(_hybrid, rubric),
        "sourcing-open": partial(_open, rubric),
        **{name: partial(_per_function, name, rubric) for name in _TABLES},
        **method_tables(rubric),
    }


def _per_function(name: str, rubric: SourcingRubric, filler: Filler) -> Table:
    caption, columns, cells = _TABLES[name]
    rows = [cells(verdict, filler, rubric) for verdict in verdicts_of(rubric, filler.file)]
    empty: list[tuple[str | Cell, ...]] = [((Blank("functions", "services"),), *[""] * (len(columns) - 1))]
    return table_of(name, caption, columns, rows or empty)


def _name(verdict: Verdict) -> Cell:
    return (Text(verdict.service.name, path=f"services[{verdict.number}].name"),)


def _verdict(verdict: Verdict, filler: Filler, rubric: SourcingRubric) -> tuple[str | Cell, ...]:
    return (
        _name(verdict),
        rubric.outcomes[verdict.outcome].title + (PROVISIONAL if verdict.provisional else ""),
        _leaning(verdict),
        _harder(verdict),
        verdict.confidence.title,
        _today(verdict),
    )


def _harder(verdict: Verdict) -> str:
    """The level of the way back, as the least where open answers could raise it."""
    return f"at least {verdict.way_back.title}" if verdict.may_be_harder else verdict.way_back.title


def _leaning(verdict: Verdict) -> str:
    """The balance out of the reach, with the side it leans to."""
    side = "keep" if verdict.balance > 0 else "outsource"
    return f"{abs(verdict.balance)} of {verdict.reach} to {side}" if verdict.balance else "even"


def _today(verdict: Verdict) -> str:
    """What the deal provides for the function, and whether the answers point the same way."""
    words, fits = _TODAY[verdict.service.target]
    if verdict.outcome == "split":
        return f"{words}; decide which part"
    return f"{words}, as the answers say" if fits == verdict.outcome else f"{words}, unlike the answers: record why"


def _reasons(verdict: Verdict, filler: Filler, rubric: SourcingRubric) -> tuple[str | Cell, ...]:
    path = f"services[{verdict.number}].outsourced_because"
    because = filler.shown(verdict.service.outsourced_because, "reason for outsourcing", path)
    return (_name(verdict), _side(verdict, 1), _side(verdict, -1), (because,))


def _side(verdict: Verdict, sign: int) -> str:
    """The answers that pull to one side, the strongest first."""
    pulling = sorted((entry for entry in verdict.weighed if entry.points * sign > 0), key=lambda e: -abs(e.points))
    return _joined(entry.answer.says for entry in pulling if entry.answer) or "nothing that the deal states"


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _sensitivity(verdict: Verdict, filler: Filler, rubric: SourcingRubric) -> tuple[str | Cell, ...]:
    if not verdict.changes:
        return (_name(verdict), "no single answer", "two or more answers would have to change")
    shown = _spread(verdict.changes)
    outcomes = dict.fromkeys(change.outcome for change in shown)
    told = [(rubric.outcomes[outcome].title, _conditions(outcome, shown)) for outcome in outcomes]
    if len(told) == 1:
        return (_name(verdict), *told[0])
    return (_name(verdict), " or ".join(title for title, _ in told), _joined(f"{t}: {words}" for t, words in told))


def _spread(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The nearest change for each factor, of which the first few count."""
    nearest: dict[str, Change] = {}
    for change in changes:
        nearest.setdefault(change.factor.title, change)
    return tuple(nearest.values())[:MOST_CHANGES]


def _conditions(outcome: OutcomeName, changes: Sequence[Change]) -> str:
    """What would lead to an outcome; answers that nobody has given yet are marked as open."""
    told = [f"{change.answer.says}{'' if change.known else ' (open today)'}" for change in changes]
    return "if " + ", or ".join(words for words, change in zip(told, changes, strict=True) if change.outcome == outcome)


def _way_back(verdict: Verdict, filler: Filler, rubric: SourcingRubric) -> tuple[str | Cell, ...]:
    path = f"services[{verdict.number}].way_back_notes"
    notes = filler.shown(verdict.service.way_back_notes, "obstacles on the way back", path)
    level = f"{_harder(verdict)}: {verdict.way_back.says}"
    return (_name(verdict), level, _joined(verdict.needs[:MOST_NEEDS]) or "nothing beyond it", (notes,))


def _open(rubric: SourcingRubric, filler: Filler) -> Table:
    """The functions with questions that the deal does not answer, and where it would."""
    columns = (("Function", 2.0), ("Confidence", 1.2), ("Not answered yet", 3.4), ("Keys of the function", 3.6))
    rows: list[tuple[str | Cell, ...]] = [
        (
            _name(verdict),
            verdict.confidence.title,
            ", ".join(factor.title.lower() for factor in verdict.open),
            ", ".join(factor.path for factor in verdict.open),
        )
        for verdict in verdicts_of(rubric, filler.file)
        if verdict.open
    ]
    nothing = ("none", "", "every question is answered for every function", "")
    return table_of("sourcing-open", "Open answers", columns, rows or [nothing])


_TABLES: Mapping[str, tuple[str, tuple[tuple[str, float], ...], Cells]] = {
    "sourcing-verdicts": (
        "Recommendation for each function",
        (
            ("Function", 2.0),
            ("Recommendation", 2.0),
            ("Balance", 2.1),
            ("Way back", 1.2),
            ("Confidence", 1.3),
            ("The deal today", 2.6),
        ),
        _verdict,
    ),
    "sourcing-grounds": (
        "Reasons in words",
        (("Function", 1.7), ("For keeping", 3.2), ("For outsourcing", 3.2), ("Why it was outsourced", 2.2)),
        _reasons,
    ),
    "sourcing-sensitivity": (
        "What would change the recommendation",
        (("Function", 1.8), ("Would change to", 2.0), ("If", 5.6)),
        _sensitivity,
    ),
    "sourcing-way-back": (
        "The way back for each function",
        (("Function", 1.6), ("Way back", 2.3), ("The contract then holds", 4.2), ("Known obstacles", 2.4)),
        _way_back,
    ),
}


def _hybrid(rubric: SourcingRubric, filler: Filler) -> Table:
    """The proposal as a whole: which functions under which outcome, with their charges."""
    verdicts = verdicts_of(rubric, filler.file)
    rows = [_group(name, rubric, [v for v in verdicts if v.outcome == name], filler) for name in rubric.outcomes]
    columns = (
        Column("Proposal", 2.2),
        Column("Meaning", 3.2),
        Column("Functions", 3.2),
        Column("A year", 1.8, "right"),
    )
    return Table("sourcing-hybrid", "The hybrid proposal", columns, tuple(rows))


def _group(name: OutcomeName, rubric: SourcingRubric, verdicts: Sequence[Verdict], filler: Filler) -> Row:
    level = rubric.outcomes[name]
    functions: Cell = (Text("none"),)
    if verdicts:
        names = tuple(v.service.name + (PROVISIONAL if v.provisional else "") for v in verdicts)
        functions = (filler.shown(names, "functions", "services"),)
    return Row(((Text(level.title),), (Text(level.says),), functions, _charges(verdicts, filler)))


def _charges(verdicts: Sequence[Verdict], filler: Filler) -> Cell:
    """The charges of a year, where each function of the group states them in one currency."""
    if not verdicts:
        return (Text("none"),)
    stated = [charge for verdict in verdicts if (charge := verdict.service.annual_charge)]
    currencies = {charge.currency for charge in stated}
    whole = len(stated) == len(verdicts) and len(currencies) == 1
    total = Money(sum((charge.amount for charge in stated), Decimal(0)), currencies.pop()) if whole else None
    return (filler.shown(total, "annual charges", "services"),)
