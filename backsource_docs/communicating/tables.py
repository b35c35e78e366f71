"""The tables of the communications plan: the order of the messages, and what holds each back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any

from backsource_docs.communicating.sequence import sequence_of
from backsource_docs.communicating.steps import STATES, Sequence
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.tree import Table

__all__ = ["message_tables", "message_tables_of"]


def message_tables(sequence: Sequence) -> Mapping[str, TableMaker]:
    """A maker for each table: message-sequence, message-states."""
    return {"message-sequence": partial(_sequence, sequence), "message-states": partial(_states, sequence)}


def message_tables_of(
    file: DealFile, library: Library, holds: Mapping[str, bool], values: Mapping[str, Any], as_of: datetime.date
) -> tuple[Mapping[str, TableMaker], tuple[Finding, ...]]:
    """The tables of the messages of a deal; the arguments are those of `sequence_of`."""
    sequence, findings = sequence_of(file, library, holds, values, as_of)
    return message_tables(sequence), findings


def _sequence(sequence: Sequence, filler: Filler) -> Table:
    columns = (
        ("No.", 0.6),
        ("Message", 2.2),
        ("Day and hour", 1.7),
        ("Not before", 1.7),
        ("After", 2.4),
        ("Owner", 1.6),
        ("Approver", 1.6),
        ("Channel", 1.8),
    )
    rows = [
        (
            str(number),
            step.title,
            _moment(step.moment, filler) or "no date yet",
            _moment(step.embargo, filler),
            "; ".join(step.after),
            step.owner,
            step.approver,
            step.channel,
        )
        for number, step in enumerate(sequence.steps, 1)
    ]
    return table_of("message-sequence", "Order of the messages", columns, rows)


def _states(sequence: Sequence, filler: Filler) -> Table:
    columns = (("No.", 0.6), ("Message", 2.4), ("State", 1.8), ("Why", 6.4))
    rows = [
        (str(number), step.title, STATES[step.state], " ".join(step.reasons))
        for number, step in enumerate(sequence.steps, 1)
    ]
    return table_of("message-states", f"State on {filler.printed(sequence.as_of)}", columns, rows)


def _moment(moment: tuple[datetime.date, str] | None, filler: Filler) -> str:
    return f"{filler.printed(moment[0])}, {moment[1]}" if moment else ""
