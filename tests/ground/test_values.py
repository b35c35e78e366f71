"""Periods, sums, percentages and levels: read strictly, printed for the locale."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.values import Measure, Money, Percent, Period, Unit, after, before, print_date, print_value

units: tuple[Unit, ...] = get_args(Unit)
amounts = st.decimals(0, 10**12, places=2, allow_nan=False)


@given(st.integers(0, 9999), st.sampled_from(units))
def test_periods_read_what_they_print(amount: int, unit: Unit) -> None:
    assert Period.parse(str(Period(amount, unit))) == Period(amount, unit)


@given(amounts, st.from_regex(r"[A-Z]{3}", fullmatch=True))
def test_sums_read_what_they_print(amount: Decimal, currency: str) -> None:
    assert Money.parse(str(Money(amount, currency))) == Money(amount, currency)


@given(st.decimals(-999, 999, places=4))
def test_percentages_read_what_they_print(amount: Decimal) -> None:
    assert Percent.parse(str(Percent(amount))) == Percent(amount)


@given(amounts, st.sampled_from(["%", "hours", "tickets", "", "km/h", "Fälle"]))
def test_levels_read_what_they_print(amount: Decimal, unit: str) -> None:
    assert Measure.parse(str(Measure(amount, unit))) == Measure(amount, unit)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("1 months", "1 month"), ("12 Month", "12 months"), (" 10  business days ", "10 business days")],
)
def test_periods_are_read_in_any_number_and_case(text: str, printed: str) -> None:
    assert str(Period.parse(text)) == printed


@pytest.mark.parametrize(
    "text", ["", "months", "-1 day", "1.5 years", "12", "12 fortnights", "١٢ months", "12345 days"]
)
def test_what_is_no_period_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="12 months"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["", "GBP", "GBP ,", "GBP 1,25", "GBP 1.250,00", "gbp 5", "£5", "5 GBP", "GBP 1e5"])
def test_what_is_no_sum_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="GBP 1,250,000"):
        Money.parse(text)


@pytest.mark.parametrize("text", ["", "%", "NaN", "Infinity", "1e3%", "1_0", "99,5%", "five", "99.5 %%"])
def test_what_is_no_percentage_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"99\.5%"):
        Percent.parse(text)


@pytest.mark.parametrize("text", ["", "fast", "99,5%", "1e3", "four hours", "1,2 h"])
def test_what_is_no_level_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="4 hours"):
        Measure.parse(text)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("90 seconds", "2 min"), ("59 min", "1 h"), ("23 hours", "1 day"), ("900 ms", "1 s"), ("6 days", "1 week")],
)
def test_durations_compare_whatever_their_unit(shorter: str, longer: str) -> None:
    one, other = Measure.parse(shorter), Measure.parse(longer)
    assert one.is_duration and other.is_duration
    assert one.size < other.size
    assert not Measure.parse("5 tickets").is_duration


@pytest.mark.parametrize(
    ("value", "british", "american"),
    [
        (datetime.date(2027, 3, 1), "1 March 2027", "March 1, 2027"),
        (Money(Decimal("1250000"), "GBP"), "GBP 1,250,000", "GBP 1,250,000"),
        (Money(Decimal("95.5"), "USD"), "USD 95.50", "USD 95.50"),
        (Percent(Decimal("99.9995")), "99.9995%", "99.9995%"),
        (Percent(Decimal("5")), "5%", "5%"),
        (Measure(Decimal("99.80"), "%"), "99.80%", "99.80%"),
        (Measure(Decimal("1200"), "tickets"), "1,200 tickets", "1,200 tickets"),
        (Period(10, "business day"), "10 business days", "10 business days"),
        (12000, "12,000", "12,000"),
        (True, "yes", "yes"),
        ("A & B <Holdings>", "A & B <Holdings>", "A & B <Holdings>"),
    ],
)
def test_values_are_printed_for_the_locale(value: object, british: str, american: str) -> None:
    assert (print_value(value, "en-GB"), print_value(value, "en-US")) == (british, american)


def test_other_locales_group_their_own_way() -> None:
    assert print_value(Money(Decimal("1250000"), "EUR"), "de-DE") == "EUR 1.250.000"


@pytest.mark.parametrize("locale", ["en-DE", "en-IE"])
def test_english_of_the_continent_writes_figures_as_english_and_the_day_first(locale: str) -> None:
    assert print_value(Money(Decimal("1250000.5"), "EUR"), locale) == "EUR 1,250,000.50"
    assert print_value(datetime.date(2027, 3, 1), locale) == "1 March 2027"
    assert print_date(datetime.date(2027, 3, 1), "de-DE") == "1. März 2027"


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        ("2027-01-31", "1 month", "2027-02-28"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2027-03-01", "60 months", "2032-03-01"),
        ("2027-03-01", "2 weeks", "2027-03-15"),
        ("2027-12-31", "1 day", "2028-01-01"),
    ],
)
def test_months_end_where_the_calendar_ends(start: str, period: str, end: str) -> None:
    assert after(datetime.date.fromisoformat(start), Period.parse(period)).isoformat() == end


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2199, 12, 31)), st.integers(0, 100))
def test_before_undoes_after_for_days(day: datetime.date, amount: int) -> None:
    assert before(after(day, Period(amount, "day")), Period(amount, "day")) == day


@pytest.mark.parametrize("period", ["1 business day", "4 hours"])
def test_what_needs_a_calendar_says_so(period: str) -> None:
    with pytest.raises(ValueError, match="calendar"):
        after(datetime.date(2027, 1, 1), Period.parse(period))
