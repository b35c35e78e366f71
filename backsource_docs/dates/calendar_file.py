"""The diary as an iCalendar file (RFC 5545): an event for each day to come, with alarms before it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator

from backsource_docs.dates.entries import Diary, Entry

__all__ = ["PRODUCT", "calendar_file", "folded"]

PRODUCT = "-//backsource-docs//key dates//EN"
_LONGEST_LINE = 75
_LENGTH = datetime.timedelta(minutes=30)
# From the midnight at which a day begins back to nine o'clock: a month, a week and a day before it.
_ALARMS = {"notice": ("-P29DT15H", "-P6DT15H", "-PT15H"), "first": ("-P29DT15H", "-P6DT15H")}
_OTHERS = ("-P6DT15H",)
_PRIORITY = {"notice": "1", "first": "3"}


def calendar_file(diary: Diary, called: str = "key dates") -> bytes:
    """The days from the as-of day on as a calendar file; what would follow if something were done today stays out.

    Events keep their identity from run to run, so that a calendar that imports the file again moves them.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(f'{diary.name}: {called}')}",
    ]
    for entries in diary.by_group.values():
        for entry in entries:
            if entry.day and entry.day >= diary.as_of and entry.group != "today" and entry.state != "lost":
                lines += _event(entry, entry.day, diary)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(entry: Entry, day: datetime.date, diary: Diary) -> Iterator[str]:
    title = f"{entry.title}, {entry.method}" if entry.method else entry.title
    until = f" ({entry.until})" if entry.until else ""
    last = "Last day: " if entry.method else ""
    yield from (
        "BEGIN:VEVENT",
        f"UID:{_identity(entry, diary)}",
        f"DTSTAMP:{diary.as_of:%Y%m%d}T000000Z",
        *_span(entry, day),
        f"SUMMARY:{_escaped(f'{diary.name}: {last}{title}{until}')}",
        f"DESCRIPTION:{_escaped(_described(entry))}",
        f"CATEGORIES:{_escaped(entry.group)}",
        f"PRIORITY:{_PRIORITY.get(entry.group, '5')}",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
    )
    for trigger in _ALARMS.get(entry.group, _OTHERS):
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", f"DESCRIPTION:{_escaped(title)}")
        yield "END:VALARM"
    yield "END:VEVENT"


def _span(entry: Entry, day: datetime.date) -> Iterator[str]:
    """The whole day, or from its hour on, in the time of wherever the calendar is read."""
    if entry.at:
        start = datetime.datetime.combine(day, datetime.time.fromisoformat(entry.at))
        yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
        yield f"DTEND:{start + _LENGTH:%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}"


def _described(entry: Entry) -> str:
    unconfirmed = "" if entry.confirmed else "The figure of the law is unconfirmed: counsel to check."
    who = f"Whose act: {entry.who}." if entry.who else ""
    return "\n".join(filter(None, [f"{entry.derivation}.", who, entry.do, unconfirmed]))


def _identity(entry: Entry, diary: Diary) -> str:
    """The same for the same deadline of the same deal, whatever day it falls on."""
    return f"{hashlib.sha256(f'{diary.name}/{entry.id}'.encode()).hexdigest()[:32]}@backsource-docs"


def _escaped(text: str) -> str:
    for mark, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(mark, escaped)
    return "".join(character for character in text if character >= " " and character != "\x7f")


def folded(line: str) -> str:
    """A content line cut into pieces of at most 75 octets, none of them inside a character."""
    pieces, held = [""], 0
    for character in line:
        size = len(character.encode())
        if held + size > _LONGEST_LINE:
            pieces.append(" ")
            held = 1
        pieces[-1] += character
        held += size
    return "\r\n".join(pieces)
