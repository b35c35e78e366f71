"""The calendar file, read back by another program."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from backsource_docs.dates.calendar_file import calendar_file, folded
from backsource_docs.dates.entries import Asked, Diary, Entry

AS_OF = datetime.date(2026, 11, 23)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200)


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def alone(title: str, derivation: str = "Because: clause 1") -> Diary:
    entry = Entry("a", "a", "notice", title, datetime.date(2027, 3, 31), derivation, "open")
    return Diary("Project Return", AS_OF, Asked(), (entry,))


@pytest.fixture
def made(diary: Callable[..., Any]) -> Diary:
    found: Diary = diary("backsourcing: {notice: {ground: convenience, served: 2028-01-14, ends: 2028-10-31}}")[0]
    return found


def test_every_day_to_come_is_read_back_equal(made: Diary) -> None:
    coming = [one for one in made.entries if one.day and one.day >= AS_OF and one.group != "today"]
    read = events(calendar_file(made))
    assert sorted(event.start for event in read) == sorted(one.day for one in coming if one.day)
    assert all(event.end - event.start == datetime.timedelta(days=1) for event in read)
    described = {str(event["description"]).partition(".\n")[0].rstrip(".") for event in read}
    assert {one.derivation for one in coming} == described


def test_events_are_valid_and_alarms_ring_before_the_day(made: Diary) -> None:
    for event in events(calendar_file(made)):
        assert event.errors == []
        assert event["dtstamp"].dt == datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
        alarms = event.walk("VALARM")
        assert alarms and all(alarm["trigger"].dt < datetime.timedelta(0) for alarm in alarms)
    notice = next(event for event in events(calendar_file(made)) if "Termination Notice" in event["summary"])
    midnight = datetime.datetime.combine(notice.start, datetime.time())
    rings = [midnight + alarm["trigger"].dt for alarm in notice.walk("VALARM")]
    assert [(ring.hour, (notice.start - ring.date()).days) for ring in rings] == [(9, 30), (9, 7), (9, 1)]


def test_an_event_keeps_its_identity_when_its_day_moves(made: Diary) -> None:
    later = tuple(replace(one, day=one.day + datetime.timedelta(days=7) if one.day else None) for one in made.entries)
    one, other = (events(calendar_file(diary)) for diary in (made, replace(made, entries=later)))
    assert {event["uid"] for event in one} <= {event["uid"] for event in other}
    assert len({event["uid"] for event in one}) == len(one)


def test_what_is_past_lost_or_hypothetical_rings_nowhere(made: Diary) -> None:
    read = events(calendar_file(replace(made, as_of=datetime.date(2028, 6, 1))))
    assert read and all(event.start >= datetime.date(2028, 6, 1) for event in read)
    assert not any("sent today" in event["summary"] for event in events(calendar_file(made)))


@given(WORDS, WORDS)
def test_any_words_come_back_and_no_line_is_longer_than_75_octets(title: str, derivation: str) -> None:
    content = calendar_file(alone(title, derivation))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = events(content)
    assert str(event["summary"]) == f"Project Return: {title}"
    assert str(event["description"]) == f"{derivation}."


def test_marks_that_mean_something_are_escaped() -> None:
    (event,) = events(calendar_file(alone("A\\B; C, D\nEND:VEVENT\r\nE")))
    assert event["summary"] == "Project Return: A\\B; C, D\nEND:VEVENT\nE"


def test_folding_never_cuts_a_character() -> None:
    line = "SUMMARY:" + "ä€𝄞" * 40
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
