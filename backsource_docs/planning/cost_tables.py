"""The tables of money over time, for the customer alone: costs by month, run cost before and after, the case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.planning.case import case_of
from backsource_docs.planning.costing import KINDS, Costing, Month, costing_of
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Column, Row, Table, Text
from backsource_docs.values import print_value

__all__ = ["cost_tables", "month_words"]

_OPEN = "not stated"


def cost_tables(timetable: Timetable) -> Mapping[str, TableMaker]:
    """A maker for the costs one by one, by month, the run cost and the case."""
    return {
        "exit-costs": partial(_lines, timetable),
        "costs-by-month": partial(_by_month, timetable),
        "run-costs": partial(_runs, timetable),
        "case": partial(_case, timetable),
    }


def month_words(month: Month, locale: str) -> str:
    """A month with its year: "Jan 2028"."""
    from babel.dates import format_date

    return format_date(datetime.date(*month, 1), "MMM y", locale=locale.replace("-", "_"))


def _figure(costing: Costing, amount: Decimal, filler: Filler) -> str:
    """A sum without its currency, which the caption names."""
    if not amount:
        return ""
    return print_value(costing.money(amount), filler.locale).removeprefix(costing.currency).strip()


def _row(words: tuple[str, ...], *, strong: bool = False) -> Row:
    return Row(tuple((Text(word, strong=strong),) for word in words))


def _caption(words: str, costing: Costing | None) -> str:
    return f"{words} ({costing.currency})" if costing else words


def _lines(timetable: Timetable, filler: Filler) -> Table:
    costing = costing_of(timetable, filler.file.deal)
    columns = (Column("Kind", 1.8), Column("Cost", 2.6), Column("Basis", 3.0), Column("Sum", 1.5, "right"))
    if costing is None or not costing.lines:
        return Table("exit-costs", "Costs of the take-back", columns, (_row(("", _OPEN, "", "")),))
    rows = [
        _row((line.kind, typographic(line.name), line.basis, _figure(costing, line.total, filler)))
        for line in costing.lines
    ]
    rows.append(_row(("all", "", "", _figure(costing, costing.total, filler)), strong=True))
    limits = (
        ("Exit Charges by the rate card", costing.by_rates),
        ("Estimate of Exit Charges", costing.estimate),
        ("Cap on Exit Charges", costing.cap),
        ("Approved budget", costing.budget),
    )
    rows += [_row(("for comparison", name, "", _figure(costing, sum_, filler))) for name, sum_ in limits if sum_]
    return Table("exit-costs", _caption("Costs of the take-back", costing), columns, tuple(rows))


def _by_month(timetable: Timetable, filler: Filler) -> Table:
    costing = costing_of(timetable, filler.file.deal)
    kinds = [kind for kind in KINDS if costing and costing.of_kind(kind)]
    heads = [Column(kind[:1].upper() + kind[1:], 1.5, "right") for kind in kinds]
    columns = (Column("Month", 1.2), *heads, Column("All", 1.4, "right"), Column("So far", 1.4, "right"))
    rows: list[Row] = []
    sofar = Decimal()
    for month in costing.months if costing else ():
        assert costing
        amounts = [costing.of_kind(kind, month) for kind in kinds]
        sofar += sum(amounts, Decimal())
        figures = [_figure(costing, amount, filler) for amount in (*amounts, sum(amounts, Decimal()), sofar)]
        rows.append(_row((month_words(month, filler.locale), *figures)))
    if not rows:
        rows = [_row(("no dates yet", *[""] * (len(columns) - 1)))]
    return Table("costs-by-month", _caption("Costs by month", costing), columns, tuple(rows))


def _runs(timetable: Timetable, filler: Filler) -> Table:
    """What each function costs in a year before and after."""
    costing = costing_of(timetable, filler.file.deal)
    columns = (
        Column("Function", 3.0),
        Column("A year before", 1.6, "right"),
        Column("A year after", 1.6, "right"),
        Column("Difference", 1.6, "right"),
    )
    rows = []
    for run in costing.runs if costing else ():
        assert costing
        before = _figure(costing, run.before, filler) if run.before is not None else _OPEN
        after = _figure(costing, run.after, filler) if run.after is not None else _OPEN
        known = run.before is not None and run.after is not None
        change = _signed(costing, (run.after or Decimal()) - (run.before or Decimal()), filler) if known else ""
        rows.append(_row((run.function, before, after, change)))
    if costing and costing.saving is not None and costing.before is not None and costing.after is not None:
        figures = [_figure(costing, amount, filler) for amount in (costing.before, costing.after)]
        rows.append(_row(("all", *figures, _signed(costing, -costing.saving, filler)), strong=True))
    none = _row((_OPEN, "", "", ""))
    return Table("run-costs", _caption("Run cost before and after", costing), columns, tuple(rows) or (none,))


def _signed(costing: Costing, amount: Decimal, filler: Filler) -> str:
    mark = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{mark}{_figure(costing, abs(amount), filler)}"


def _case(timetable: Timetable, filler: Filler) -> Table:
    """What speaks for the take-back beside what speaks against it."""
    deal = filler.file.deal
    points = case_of(deal, costing_of(timetable, deal))
    rows = [
        _row(("for" if point.speaks_for else "against", point.title, typographic(point.evidence))) for point in points
    ]
    columns = (Column("Speaks", 0.9), Column("Point", 2.8), Column("Evidence", 5.0))
    none = _row(("", "Nothing in this deal speaks for or against it yet.", ""))
    return Table("case", "The case for and against", columns, tuple(rows) or (none,))
