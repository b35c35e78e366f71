"""The tables of the exit plan, by the names under which its sections ask for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial

from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.library.recipes import Recipe
from backsource_docs.planning.baseline import Baseline
from backsource_docs.planning.cost_tables import cost_tables
from backsource_docs.planning.date_tables import date_tables
from backsource_docs.planning.forecasting import Actual
from backsource_docs.planning.function_tables import FUNCTION_TABLES
from backsource_docs.planning.gantt_table import gantt_table
from backsource_docs.planning.listed_tables import letter_set, listed_tables
from backsource_docs.planning.loads import load_table
from backsource_docs.planning.money_tables import money_tables
from backsource_docs.planning.rebasing import shared_status
from backsource_docs.planning.register_tables import REGISTER_TABLES
from backsource_docs.planning.scenario_tables import scenario_table, stressed_table
from backsource_docs.planning.scenarios import scenarios_of
from backsource_docs.planning.status_tables import status_tables
from backsource_docs.planning.summary_tables import summary_tables
from backsource_docs.planning.timetable import Timetable
from backsource_docs.planning.transfer_dates import transfer_table
from backsource_docs.tree import Number

__all__ = ["plan_tables"]


def plan_tables(
    timetable: Timetable,
    deal: Deal,
    numbers: Mapping[str, Number],
    letters: Sequence[Recipe],
    actuals: Sequence[Actual] = (),
    baseline: Baseline | None = None,
) -> Mapping[str, TableMaker]:
    """A maker for each table; `numbers` are those of the agreement of this build, `letters` those that it makes.

    `actuals` are what was reported as done, held against the baseline where there is one.
    """
    scenarios = cache(partial(scenarios_of, timetable, deal))
    return {
        **listed_tables(timetable.listings, numbers),
        **date_tables(timetable, numbers),
        "gantt": partial(gantt_table, timetable),
        **money_tables(timetable),
        **summary_tables(timetable),
        **cost_tables(timetable),
        "role-load": partial(load_table, timetable),
        "scenario-comparison": partial(scenario_table, scenarios),
        "stressed-tasks": partial(stressed_table, timetable, scenarios, numbers),
        "transfer-dates": partial(transfer_table, timetable),
        "letter-set": partial(letter_set, letters),
        **status_tables(cache(partial(shared_status, timetable, actuals, timetable.values["exit.as_of"], baseline))),
        **FUNCTION_TABLES,
        **REGISTER_TABLES,
    }
