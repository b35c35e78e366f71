"""Key dates as a function: reads a deal, reckons its last days, writes the schedule and the calendar file."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from backsource_docs.api import BuildResult, build
from backsource_docs.building import assemble
from backsource_docs.dates.calendar_file import PRODUCT, calendar_file
from backsource_docs.dates.diary import diary_of
from backsource_docs.dates.entries import GROUPS, Asked, Diary, Entry
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.library.clause import POSITIONS
from backsource_docs.library.store import Library
from backsource_docs.opening import open_deal, open_library
from backsource_docs.planning.terms import AGREEMENT
from backsource_docs.wanting import Wishes

__all__ = ["CALENDAR", "SCHEDULE", "DatesResult", "dated", "dates", "dates_data"]

SCHEDULE = "key-dates"
CALENDAR = "key-dates.ics"


@dataclass(frozen=True, slots=True)
class DatesResult:
    """The diary of a deal (None where it could not be read), all findings, the files written."""

    diary: Diary | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


def dates(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    asked: Asked | None = None,
    position: Literal["customer", "balanced", "supplier"] | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> DatesResult:
    """Reckons the key dates of a deal; with `output` writes the Word schedule and the calendar file into that folder.

    `asked` is a wished day and the hour of the as-of day. ValueError for a position that does not exist; OSError comes
    through only if writing itself fails.
    """
    if position is not None and position not in POSITIONS:
        raise ValueError(f"{position!r} is no position, write one of {', '.join(POSITIONS)}")
    file, findings = open_deal(deal)
    if file is None:
        return DatesResult(None, findings)
    shelves, missing = open_library(file, library, templates)
    if shelves is None:
        return DatesResult(None, in_reading_order([*findings, *missing]))
    day = as_of or file.deal.as_of or datetime.datetime.now().astimezone().date()
    wishes = Wishes((), position, asked=asked or Asked())
    diary, more = dated(file, shelves, day, wishes)
    shelves.memory.keep()
    result = DatesResult(diary, in_reading_order([*findings, *more]))
    if not output:
        return result
    write = partial(build, deal, output, only=SCHEDULE, library=library, templates=templates)
    return _written(result, diary, Path(output), partial(write, position=position, as_of=day, asked=wishes.asked))


def _written(result: DatesResult, diary: Diary, folder: Path, write: Callable[[], BuildResult]) -> DatesResult:
    """The result with the schedule and the calendar file in the folder, both or neither."""
    calendar = folder / CALENDAR
    foreign = _foreign(calendar)
    if foreign:
        return replace(result, findings=(*result.findings, foreign))
    made = write()
    findings = in_reading_order([*result.findings, *made.findings])
    if not made.documents:
        return replace(result, findings=findings)
    calendar.write_bytes(calendar_file(diary))
    return DatesResult(diary, findings, (*(document.file for document in made.documents), calendar))


def dated(file: DealFile, library: Library, as_of: datetime.date, wishes: Wishes) -> tuple[Diary, tuple[Finding, ...]]:
    """The diary of a deal; its clause numbers are those of the agreement where that is ours to draft."""
    drafted = file.deal.agreement.status == "new" and AGREEMENT in library.recipes
    only = (AGREEMENT,) if drafted else ()
    made = assemble(file, library, as_of, replace(wishes, only=only)) if drafted else None
    numbers = made.made[0].document.numbers if made and made.made else {}
    holds = established(library.facts, file.deal)
    diary, findings = diary_of(file, library, holds, as_of, wishes.asked, numbers, wishes.position)
    return diary, in_reading_order([*(made.findings if made else library.findings), *findings])


def _foreign(path: Path) -> Finding | None:
    """A finding for a calendar file that is there already and that we did not make."""
    if not path.exists() or (path.is_file() and f"PRODID:{PRODUCT}".encode() in path.read_bytes()[:1000]):
        return None
    message = f"{path} exists and was not made by bsdocs."
    return Finding("OU01", Severity.ERROR, message, Place(str(path)), "Move it, or choose another folder with -o.")


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
