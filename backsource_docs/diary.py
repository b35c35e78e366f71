"""Key dates as a function: reads a deal, reckons its last days, writes the schedule and the calendar file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.api import build, files_of
from backsource_docs.building import assemble
from backsource_docs.dates.calendar_file import calendar_file
from backsource_docs.dates.diary import diary_of
from backsource_docs.dates.entries import GROUPS, Asked, Diary, Entry
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.library.store import Library
from backsource_docs.opening import Position, opened
from backsource_docs.planning.terms import AGREEMENT
from backsource_docs.wanting import Wishes

__all__ = ["CALENDAR", "SCHEDULE", "DatesResult", "dated", "dates", "dates_data"]

SCHEDULE = "key-dates"
CALENDAR = "key-dates.ics"


class DatesResult(Struct, frozen=True):
    """The diary of a deal (None where it could not be read), all findings, the files written."""

    diary: Diary | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


def dates(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    asked: Asked | None = None,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> DatesResult:
    """Reckons the key dates of a deal; with `output` writes the Word schedule and the calendar file into that folder.

    `asked` is a wished day and the hour of the as-of day. ValueError for a position that does not exist; OSError comes
    through only if writing itself fails.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return DatesResult(None, findings)
    file, shelves, day = ready.file, ready.library, ready.as_of
    wishes = Wishes((), position, asked=asked or Asked())
    diary, more = dated(file, shelves, day, wishes)
    shelves.memory.keep()
    result = DatesResult(diary, in_reading_order([*findings, *more]))
    if not output:
        return result
    made = build(
        deal,
        output,
        only=SCHEDULE,
        position=position,
        as_of=day,
        library=library,
        templates=templates,
        asked=wishes.asked,
        exports={CALENDAR: calendar_file(diary)},
    )
    findings = in_reading_order([*result.findings, *made.findings])
    return DatesResult(diary, findings, files_of(made, CALENDAR))


def dated(file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes) -> tuple[Diary, tuple[Finding, ...]]:
    """The diary of a deal; its clause numbers are those of the agreement where that is ours to draft."""
    drafted = file.deal.agreement.status == "new" and AGREEMENT in library.recipes
    only = (AGREEMENT,) if drafted else ()
    made = assemble(file, library, as_of, replace(wishes, only=only)) if drafted else None
    numbers = made.made[0].document.numbers if made and made.made else {}
    holds = established(library.facts, file.deal)
    diary, findings = diary_of(file, library, holds, as_of, wishes.asked, numbers, wishes.position)
    return diary, in_reading_order([*(made.findings if made else library.findings), *findings])


def dates_data(diary: Diary) -> dict[str, Any]:
    """The diary as plain data: what was asked, the answer, the entries by group in order, the rules of counting.

    Days are year-month-day or null, `state` is open, today, lost, passed or no date; `notice` groups the ways to serve.
    """
    asked = diary.asked
    return {
        "deal": diary.name,
        "as_of": diary.as_of.isoformat(),
        "asked": {
            "wish": asked.wish.isoformat() if asked.wish else None,
            "aim": asked.aim,
            "hour": asked.hour.isoformat("minutes") if asked.hour else None,
        },
        "answer": diary.answer,
        "groups": [
            {"group": group, "title": GROUPS[group], "entries": list(map(_entry, entries))}
            for group, entries in diary.by_group.items()
        ],
        "rules": list(diary.rules),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "deadline": entry.deadline,
        "title": entry.title,
        "day": entry.day.isoformat() if entry.day else None,
        "until": entry.until or None,
        "method": entry.method or None,
        "state": entry.state,
        "derivation": entry.derivation,
        "agreement": entry.place or None,
        "clause": entry.clause or None,
        "who": entry.who or None,
        "do": entry.do or None,
        "instead": entry.instead or None,
        "source": entry.source or None,
        "confirmed": entry.confirmed,
    }
