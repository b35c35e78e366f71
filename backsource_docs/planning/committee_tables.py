"""Tables of the committee that oversees an exit: its seats, the voices it needs, the days on which it meets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count, groupby

from backsource_docs.deal.backsourcing import Milestone
from backsource_docs.deal.services import Member
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.memory import Memory
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.tree import Blank, Cell, Table, Text
from backsource_docs.values import Period, after

__all__ = ["committee_tables", "meeting_days"]

_MEMBERS = "governance.exit_committee.members"
_DECIDING = ("customer", "supplier")
_RHYTHMS: Mapping[str, Period] = {
    "weekly": Period(7, "day"),
    "every week": Period(7, "day"),
    "every two weeks": Period(14, "day"),
    "every 2 weeks": Period(14, "day"),
    "fortnightly": Period(14, "day"),
    "every month": Period(1, "month"),
    "monthly": Period(1, "month"),
}
# Who must be heard, why, the side of the seats; a voice without a seat is a blank, or what stands in the last item.
_VOICES = (
    ("Executives of the Customer", "money, people, the last word on risk to the business", "customer", ""),
    ("Representatives of the end users", "what the service is like at work, whether it is ready", "end users", ""),
    ("Relationship Managers and executives of the Supplier", "people, knowledge, what was agreed", "supplier", ""),
    ("Key vendors", "lines, licences and parts that must follow the functions", "key vendor", "invited to items"),
    ("Business partners", "interfaces that move on their side too", "business partner", "invited to items"),
    ("Backsourcing counsel and advisers", "method, and the limits that law sets", "adviser", "attend as needed"),
)


def committee_tables(memory: Memory) -> Mapping[str, TableMaker]:
    """A maker for each table of the committee; the timetable must be among the values of the filler."""
    return {
        "committee-members": _members,
        "committee-voices": _voices,
        "committee-meetings": partial(_meetings, memory),
    }


def meeting_days(
    first: datetime.date, last: datetime.date, rhythm: Period, calendar: BusinessCalendar
) -> Iterator[datetime.date]:
    """The days of regular meetings from the first to the last day, each on a business day, counted from the first."""
    for number in count():
        day = calendar.on_or_after(after(first, Period(number * rhythm.amount, rhythm.unit)) if number else first)
        if number and day > last:
            return
        yield day


def _members(filler: Filler) -> Table:
    seats = filler.file.deal.governance.exit_committee.members
    rows: list[tuple[str | Cell, ...]] = [
        _seat(member, f"{_MEMBERS}[{no}]", filler) for no, member in enumerate(seats, 1)
    ]
    columns = [
        ("Role", 2.4),
        ("Member", 1.9),
        ("Deputy", 1.5),
        ("Speaks for", 1.5),
        ("In decisions", 1.6),
        ("Oversaw the original outsourcing", 1.7),
    ]
    open_row: tuple[str | Cell, ...] = ((Blank("members of the committee", _MEMBERS),), "", "", "", "", "")
    return table_of("committee-members", "Members", columns, rows or [open_row])


def _seat(member: Member, path: str, filler: Filler) -> tuple[str | Cell, ...]:
    return (
        member.role,
        (filler.shown(member.name, "member", f"{path}.name"),),
        "",
        member.side,
        "decides" if member.side in _DECIDING else "is heard",
        "yes" if member.oversaw_outsourcing else "no",
    )


def _voices(filler: Filler) -> Table:
    """Who holds a seat for each voice that the committee needs, with those who remember the original outsourcing."""
    members = filler.file.deal.governance.exit_committee.members
    rows: list[tuple[str | Cell, ...]] = [
        (voice, why, _holders([member for member in members if member.side == side], voice, otherwise))
        for voice, why, side, otherwise in _VOICES
    ]
    remembering = [member for member in members if member.oversaw_outsourcing]
    memory = "People who oversaw the original outsourcing"
    rows.append((memory, "what was promised, and why", _holders(remembering, memory, "")))
    columns = [("Voice", 2.8), ("What it brings", 3.2), ("Seats", 3.8)]
    return table_of("committee-voices", "Voices that the committee needs", columns, rows)


def _holders(members: Sequence[Member], voice: str, otherwise: str) -> str | Cell:
    names = "; ".join(f"{member.role} ({member.name})" if member.name else member.role for member in members)
    return names or otherwise or (Blank(f"seat: {voice}", _MEMBERS),)


def _meetings(memory: Memory, filler: Filler) -> Table:
    """The regular meetings month by month until the last time for rollback ends, with the milestones of the month."""
    days = tuple(_days(memory, filler))
    rows: list[tuple[str | Cell, ...]] = [
        (_month(of_month[0], filler.locale), ", ".join(str(day.day) for day in of_month), _stones(of_month[0], filler))
        for _, group in groupby(days, key=lambda day: (day.year, day.month))
        if (of_month := tuple(group))
    ]
    columns = [("Month", 1.8), ("Meetings on", 2.4), ("Exit Milestones of the month", 5.0)]
    open_row: tuple[str | Cell, ...] = ((Blank("first meeting", "governance.next_meeting"),), "", "")
    return table_of("committee-meetings", "Regular meetings", columns, rows or [open_row])


def _days(memory: Memory, filler: Filler) -> Iterator[datetime.date]:
    """The days of regular meetings; the first one alone where the deal states a rhythm that cannot be counted."""
    deal = filler.file.deal
    first = deal.governance.next_meeting
    if first is None:
        return
    rhythm = _RHYTHMS.get((deal.governance.exit_committee.frequency or "").strip().lower())
    ends = [filler.extra.get(name) for name in ("exit.rollback_ends", "exit.last_move")]
    last = next((day for day in ends if isinstance(day, datetime.date)), after(first, Period(3, "month")))
    calendar = calendar_of(deal.law.governing, memory=memory, subdivision=deal.law.land)
    yield from meeting_days(first, last if rhythm else first, rhythm or Period(1, "month"), calendar)


def _stones(month: datetime.date, filler: Filler) -> str | Cell:
    stones = [stone for stone in filler.file.deal.backsourcing.milestones if _within(stone, month)]
    named = sorted((stone.date.day, stone.name) for stone in stones if stone.date)
    return (Text("; ".join(f"{name} ({day})" for day, name in named), path="backsourcing.milestones"),)


def _within(stone: Milestone, month: datetime.date) -> bool:
    return stone.date is not None and (stone.date.year, stone.date.month) == (month.year, month.month)


def _month(day: datetime.date, locale: str) -> str:
    from babel.dates import format_date

    return format_date(day, "MMMM y", locale=locale.replace("-", "_"))
