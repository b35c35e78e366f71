"""When a notice counts, worked by hand, and the laws that service keeps."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.dates.serving import Service, Way
from backsource_docs.planning.calendar import BusinessCalendar, calendar_of
from backsource_docs.values import Period

LONDON, FRANKFURT, NEW_YORK = (calendar_of(law) for law in ("england-and-wales", "germany", "new-york"))
HAND, COURIER = Way("hand", "by hand", "left"), Way("courier", "by courier", "signed")
POST = Way("post", "by first-class post", "posted", Period(2, "business day"))
AIRMAIL = Way("airmail", "by tracked airmail", "posted", Period(5, "business day"))
EMAIL = Way("email", "by email", "sent")
RECEIPT = Way("post", "by registered post", "unknown")
DATED = (HAND, COURIER, POST, AIRMAIL, EMAIL)
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


def service(calendar: BusinessCalendar, *closed: date) -> Service:
    working = BusinessCalendar(calendar.country, calendar.subdivision, frozenset(closed))
    return Service(calendar, working)


@pytest.mark.parametrize(
    ("calendar", "way", "sent", "received"),
    [
        # Posted on Maundy Thursday 2027: Good Friday and Easter Monday do not count.
        (LONDON, POST, date(2027, 3, 25), date(2027, 3, 31)),
        (LONDON, COURIER, date(2027, 3, 25), date(2027, 3, 30)),
        (LONDON, HAND, date(2027, 3, 26), date(2027, 3, 30)),
        # Christmas 2027 falls on a weekend: Monday and Tuesday stand in for it.
        (LONDON, POST, date(2027, 12, 24), date(2027, 12, 30)),
        # 3 October 2027, German Unity Day, is a Sunday and has no substitute.
        (FRANKFURT, POST, date(2027, 10, 1), date(2027, 10, 5)),
        # Early May Bank Holiday counts in London alone, Corpus Christi in Frankfurt alone.
        (LONDON, COURIER, date(2027, 4, 30), date(2027, 5, 4)),
        (FRANKFURT, COURIER, date(2027, 4, 30), date(2027, 5, 3)),
        (LONDON, COURIER, date(2027, 5, 26), date(2027, 5, 27)),
        (FRANKFURT, COURIER, date(2027, 5, 26), date(2027, 5, 28)),
        # Juneteenth 2027 is a Saturday and is kept on the Friday.
        (NEW_YORK, POST, date(2027, 6, 16), date(2027, 6, 21)),
        # The leap day of 2028 is a Tuesday like any other.
        (LONDON, POST, date(2028, 2, 25), date(2028, 2, 29)),
        (LONDON, AIRMAIL, date(2028, 2, 25), date(2028, 3, 3)),
        # A Saturday: by hand on Monday, in the post from Monday on.
        (LONDON, HAND, date(2028, 2, 26), date(2028, 2, 28)),
        (LONDON, POST, date(2028, 2, 26), date(2028, 3, 1)),
    ],
)
def test_deemed_service_by_hand_worked_days(
    calendar: BusinessCalendar, way: Way, sent: datetime.date, received: datetime.date
) -> None:
    assert service(calendar).received(way, sent) == received


def test_after_the_close_of_business_hours_the_day_is_lost() -> None:
    friday, monday = date(2028, 1, 14), date(2028, 1, 17)
    assert service(LONDON).received(HAND, friday) == friday
    assert service(LONDON).received(HAND, friday, late=True) == monday
    assert service(LONDON).received(EMAIL, friday, late=True) == monday
    assert service(LONDON).received(COURIER, friday, late=True) == date(2028, 1, 18)


def test_a_closing_day_stops_hands_and_couriers_but_lengthens_no_period() -> None:
    closed = service(LONDON, date(2027, 12, 29), date(2027, 12, 30))
    assert closed.received(HAND, date(2027, 12, 29)) == date(2027, 12, 31)
    assert closed.received(COURIER, date(2027, 12, 24)) == date(2027, 12, 31)
    assert closed.received(POST, date(2027, 12, 24)) == date(2027, 12, 30)
    assert closed.last_to_send(HAND, date(2027, 12, 30)) == date(2027, 12, 24)


def test_what_counts_on_a_signed_return_receipt_has_no_day() -> None:
    assert service(LONDON).received(RECEIPT, date(2028, 1, 14)) is None
    assert service(LONDON).last_to_send(RECEIPT, date(2028, 1, 14)) is None


@given(DAYS, st.sampled_from(DATED), st.sampled_from([LONDON, FRANKFURT, NEW_YORK]), st.booleans())
def test_a_day_later_is_never_served_earlier(
    day: datetime.date, way: Way, calendar: BusinessCalendar, late: bool
) -> None:
    made = service(calendar)
    today, tomorrow = (made.received(way, day + datetime.timedelta(days=n), late=late) for n in (0, 1))
    assert today is not None and tomorrow is not None
    assert day <= today <= tomorrow
    assert calendar.is_open(today)


@given(DAYS, st.sampled_from(DATED), st.lists(DAYS, max_size=4))
def test_the_last_day_to_send_is_in_time_and_the_next_is_not(
    due: datetime.date, way: Way, closed: list[datetime.date]
) -> None:
    made = service(LONDON, *closed)
    last = made.last_to_send(way, due)
    assert last is not None and made.working.is_open(last)
    received, later = made.received(way, last), made.received(way, made.working.next(last))
    assert received is not None and later is not None
    assert received <= due < later


PERIODS = st.builds(Period, st.integers(1, 24), st.sampled_from(["month", "day", "week", "business day", "year"]))


@given(DAYS, DAYS, PERIODS)
def test_the_last_day_and_the_effect_agree_in_both_directions(
    received: datetime.date, end: datetime.date, lead: Period
) -> None:
    in_time = received <= LONDON.before(end, lead)
    assert in_time == (LONDON.first_reaching(received, lead) <= end)


@given(DAYS, PERIODS)
def test_a_day_later_never_has_an_earlier_effect(received: datetime.date, lead: Period) -> None:
    next_day = received + datetime.timedelta(days=1)
    assert LONDON.first_reaching(received, lead) <= LONDON.first_reaching(next_day, lead)


def test_the_end_of_a_month_costs_a_notice_up_to_three_days() -> None:
    six = Period(6, "month")
    assert LONDON.first_reaching(date(2027, 8, 31), six) == date(2028, 3, 1)
    assert LONDON.before(date(2028, 2, 29), six) == date(2027, 8, 29)
    assert LONDON.first_reaching(date(2027, 8, 29), six) == date(2028, 2, 29)
    assert LONDON.first_reaching(date(2026, 8, 29), six) == date(2027, 3, 1)
    assert LONDON.before(date(2028, 2, 29), Period(1, "year")) == date(2027, 2, 28)
