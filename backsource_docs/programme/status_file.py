"""The state of all tasks as a CSV file that every spreadsheet opens."""

from __future__ import annotations

import csv
import io

from backsource_docs.planning.forecasting import Status
from backsource_docs.programme.cells import guarded

__all__ = ["status_bytes"]

_HEADS = ("No.", "Task", "Owner", "State", "Done", "Planned start", "Planned finish", "Forecast start")
_MORE = ("Forecast finish", "Slip", "Alone moves the end by", "Note", "Id")


def status_bytes(status: Status) -> bytes:
    """One line for each task, in UTF-8 with a mark that spreadsheets look for; slips in business days."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow((*_HEADS, *_MORE))
    for row in status.rows:
        task, actual = row.planned.task, row.actual
        cells = (
            task.number,
            task.name,
            task.owner,
            row.state,
            actual.percent if actual else None,
            row.planned.start,
            row.planned.finish,
            row.forecast.start,
            row.forecast.finish,
            row.slip,
            row.effect,
            actual.note if actual else "",
            task.id,
        )
        writer.writerow([guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")
