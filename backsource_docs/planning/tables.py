"""The tables of the exit plan, by the names under which its sections ask for them."""

from __future__ import annotations

from collections.abc import Mapping

from backsource_docs.drafting.composing import TableMaker
from backsource_docs.planning.date_tables import date_tables
from backsource_docs.planning.function_tables import FUNCTION_TABLES
from backsource_docs.planning.listed_tables import listed_tables
from backsource_docs.planning.money_tables import money_tables
from backsource_docs.planning.register_tables import REGISTER_TABLES
from backsource_docs.planning.timetable import Timetable
from backsource_docs.tree import Document

__all__ = ["plan_tables"]


def plan_tables(timetable: Timetable, agreement: Document | None) -> Mapping[str, TableMaker]:
    """A maker for each table; clause numbers are those of the agreement of this build, if it has one."""
    numbers = agreement.numbers if agreement else {}
    return {
        **listed_tables(timetable, numbers),
        **date_tables(timetable, numbers),
        **money_tables(timetable),
        **FUNCTION_TABLES,
        **REGISTER_TABLES,
    }
