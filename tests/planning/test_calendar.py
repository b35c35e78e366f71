"""Business days: holidays by hand, counting, and the laws that counting keeps."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.values import Period

ENGLAND = calendar_of("england-and-wales")
NEW_YORK = calendar_of("new-york")
FRANKFURT, HAMBURG = calendar_of("germany"), calendar_of("germany", subdivision="HH")
IRELAND = calendar_of("ireland")
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2045, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "date", "is_open"),
    [
        (ENGLAND, "2028-02-29", True),
        (ENGLAND, "2028-04-14", False),
        (ENGLAND, "2028-04-17", False),
        (ENGLAND, "2028-01-03", False),
        (ENGLAND, "2028-05-01", False),
        (ENGLAND, "2027-12-28", False),
        (ENGLAND, "2028-07-04", True),
        (ENGLAND, "2028-01-15", False),
        (NEW_YORK, "2028-07-04", False),
        (NEW_YORK, "2028-04-14", True),
        (NEW_YORK, "2028-11-23", False),
        (NEW_YORK, "2028-06-19", False),
        (FRANKFURT, "2028-06-15", False),
        (HAMBURG, "2028-06-15", True),
        (FRANKFURT, "2028-10-31", True),
        (HAMBURG, "2028-10-31", False),
        (HAMBURG, "2028-10-03", False),
        (IRELAND, "2028-03-17", False),
        (IRELAND, "2028-10-30", False),
        (IRELAND, "2028-04-14", True),
    ],
)
def test_holidays_by_hand(calendar: BusinessCalendar, date: str, is_open: bool) -> None:
    assert calendar.is_open(day(date)) is is_open


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2028-04-13", 1, "2028-04-18"),
        ("2028-04-18", -1, "2028-04-13"),
        ("2028-02-28", 2, "2028-03-01"),
        ("2027-12-24", 3, "2027-12-31"),
        ("2028-01-15", 1, "2028-01-17"),
        ("2028-01-14", 0, "2028-01-14"),
    ],
)
def test_shifting_over_easter_leap_day_and_year_end(start: str, count: int, end: str) -> None:
    assert ENGLAND.shifted(day(start), count) == day(end)


def test_a_closing_day_counts_no_more() -> None:
    closed = calendar_of("england-and-wales", frozenset({day("2028-01-17")}))
    assert ENGLAND.next(day("2028-01-14")) == day("2028-01-17")
    assert closed.next(day("2028-01-14")) == day("2028-01-18")


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("1 month", "2028-02-29"),
        ("2 business days", "2028-02-02"),
        ("24 hours", "2028-02-01"),
        ("25 hours", "2028-02-02"),
        ("1 year", "2029-01-31"),
    ],
)
def test_periods_after_the_last_of_january(period: str, end: str) -> None:
    assert ENGLAND.after(day("2028-01-31"), Period.parse(period)) == day(end)


def test_count_includes_both_ends_and_is_nothing_backwards() -> None:
    assert ENGLAND.count(day("2028-04-13"), day("2028-04-18")) == 2
    assert ENGLAND.count(day("2028-04-18"), day("2028-04-13")) == 0


@given(DAYS, st.integers(1, 60))
def test_shifting_there_and_back_returns_to_an_open_day(start: datetime.date, count: int) -> None:
    opened = ENGLAND.on_or_after(start)
    moved = ENGLAND.shifted(opened, count)
    assert ENGLAND.is_open(moved)
    assert ENGLAND.shifted(moved, -count) == opened
    assert ENGLAND.count(opened, moved) == count + 1


@given(DAYS)
def test_rolling_never_skips_an_open_day(start: datetime.date) -> None:
    later, sooner = NEW_YORK.on_or_after(start), NEW_YORK.on_or_before(start)
    assert sooner <= start <= later
    assert NEW_YORK.count(sooner, later) == (1 if sooner == later else 2)
