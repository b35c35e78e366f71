"""The timetable as a CSV file and its milestones as a calendar file."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Iterator

from backsource_docs.dates.calendar_file import folded
from backsource_docs.programme.cells import COLUMNS, cells_of, guarded
from backsource_docs.programme.rows import Programme

__all__ = ["calendar_bytes", "csv_bytes"]

_PRODUCT = "-//backsource-docs//timetable//EN"


def csv_bytes(programme: Programme) -> bytes:
    """One line for each task; UTF-8 with a mark at the head, by which spreadsheets know it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([title for title, _ in COLUMNS])
    for row in programme.rows:
        writer.writerow(["" if value is None else guarded(value) for value in cells_of(row, programme)])
    return buffer.getvalue().encode("utf-8-sig")


def calendar_bytes(programme: Programme) -> bytes:
    """The milestones, and the tasks by which something must be met, as all-day events of RFC 5545.

    An event keeps its identity from run to run, so that a calendar that imports the file again moves it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(f'{programme.title}: milestones')}",
    ]
    for name, title, day, words in _events(programme):
        lines += _event(programme, name, title, day, words)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _events(programme: Programme) -> Iterator[tuple[str, str, datetime.date, str]]:
    """The identity, the title, the day and a description of each event."""
    for stone in programme.stones:
        yield stone.id, stone.name, stone.day, "Milestone of the exit."
    for row in programme.rows:
        finish, task = row.entry.finish, row.task
        if finish and (task.milestone or task.moves):
            yield f"task/{task.id}", f"{task.number} {task.name}", finish, f"Owner: {task.owner}."


def _event(programme: Programme, name: str, title: str, day: datetime.date, words: str) -> Iterator[str]:
    identity = hashlib.sha256(f"{programme.title}/{name}".encode()).hexdigest()[:32]
    yield from (
        "BEGIN:VEVENT",
        f"UID:{identity}@backsource-docs",
        f"DTSTAMP:{programme.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{programme.title}: {title}')}",
        f"DESCRIPTION:{_escaped(words)}",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
