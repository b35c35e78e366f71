"""Ground values of a deal: periods, money, percentages, measures, and how a locale prints them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

__all__ = [
    "Measure",
    "Money",
    "Percent",
    "Period",
    "Unit",
    "after",
    "before",
    "print_date",
    "print_value",
    "short_date",
]

Unit = Literal["minute", "hour", "day", "business day", "week", "month", "year"]
_UNITS: dict[str, Unit] = {unit: unit for unit in get_args(Unit)}
_WHOLE = r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})"
_PERIOD = re.compile(r"(\d{1,4})\s+(business day|minute|hour|day|week|month|year)s?", re.IGNORECASE | re.ASCII)
LONGEST_SUM = 15
_MONEY = re.compile(rf"([A-Z]{{3}})\s*({_WHOLE}(?:\.\d{{1,2}})?)", re.ASCII)
_PERCENT = re.compile(r"(-?\d{1,15}(?:\.\d{1,9})?)\s*%?", re.ASCII)
_MEASURE = re.compile(rf"({_WHOLE}(?:\.\d{{1,9}})?)\s*(%|[^\W\d_]+(?:[ /.-]+[^\W\d_]+)*)?")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "business day": 1440, "week": 10080, "month": 43800, "year": 525600}
_SHORT = {"ms": "millisecond", "s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour"}
_SECONDS = {
    "millisecond": Decimal("0.001"),
    "second": Decimal(1),
    **{unit: Decimal(60 * minutes) for unit, minutes in _MINUTES.items()},
}


class Period(Struct, frozen=True):
    """A length of time as the parties say it: a whole number and a unit."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads "12 months" or "10 business days"; raises ValueError with what to write instead."""
        match = _PERIOD.fullmatch(text.strip())
        if not match:
            raise ValueError("a period is a whole number and a unit, write for example 12 months or 10 business days")
        return cls(int(match[1]), _UNITS[match[2].lower()])

    @property
    def minutes(self) -> int:
        """The length in minutes, for comparing only: a month counts as 30.4 days."""
        return self.amount * _MINUTES[self.unit]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


class Money(Struct, frozen=True):
    """A sum in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads "GBP 1,250,000" or "USD 95.50"; raises ValueError with what to write instead."""
        match = _MONEY.fullmatch(text.strip())
        if match and len(match[2].replace(",", "").split(".")[0]) > LONGEST_SUM:
            raise ValueError(
                f"a sum has at most {LONGEST_SUM} figures before the point, write for example GBP 1,250,000"
            )
        if not match:
            raise ValueError("a sum is a currency code and a figure, write for example GBP 1,250,000")
        return cls(Decimal(match[2].replace(",", "")), match[1])

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,.2f}"


class Percent(Struct, frozen=True):
    """A percentage, kept exactly as written."""

    amount: Decimal

    @classmethod
    def parse(cls, text: str) -> Percent:
        """Reads "99.5%" or "99.5"; raises ValueError with what to write instead."""
        match = _PERCENT.fullmatch(text.strip())
        if not match:
            raise ValueError("a percentage is a number with a percent sign, write for example 99.5%")
        return cls(Decimal(match[1]))

    def __str__(self) -> str:
        return f"{self.amount}%"


class Measure(Struct, frozen=True):
    """A level of service: a number with its unit ("99.5%", "4 hours", "12 tickets")."""

    amount: Decimal
    unit: str

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Reads a number and a unit; raises ValueError with what to write instead."""
        match = _MEASURE.fullmatch(text.strip())
        if not match:
            raise ValueError("a level is a number with its unit, write for example 99.5% or 4 hours")
        return cls(Decimal(match[1].replace(",", "")), (match[2] or "").strip())

    @property
    def size(self) -> Decimal:
        """The amount in a common unit (durations in seconds), for comparing only."""
        return self.amount * _SECONDS.get(self._kind, Decimal(1))

    @property
    def is_duration(self) -> bool:
        return self._kind in _SECONDS

    @property
    def _kind(self) -> str:
        """The unit in the singular and in full: "hrs" is hour."""
        unit = self.unit.lower()
        single = unit if unit in _SHORT else unit.removesuffix("s")
        return _SHORT.get(single, single)

    def __str__(self) -> str:
        return f"{self.amount}%" if self.unit == "%" else f"{self.amount} {self.unit}".strip()


def after(start: datetime.date, period: Period) -> datetime.date:
    """The date a calendar period after `start`; a month from 31 January ends on the last day of February.

    Business days need a calendar and raise ValueError here: see `planning.calendar`.
    """
    from dateutil.relativedelta import relativedelta

    match period.unit:
        case "day" | "week":
            return start + datetime.timedelta(days=period.amount * (7 if period.unit == "week" else 1))
        case "month" | "year":
            return start + relativedelta(months=period.amount * (12 if period.unit == "year" else 1))
        case _:
            raise ValueError(f"{period} cannot be counted without a calendar")


def before(end: datetime.date, period: Period) -> datetime.date:
    """The date a calendar period before `end`, by the same rules as `after`."""
    return after(end, Period(-period.amount, period.unit))


@lru_cache(maxsize=4096)
def print_date(date: datetime.date, locale: str) -> str:
    """The date in the long form of the locale: "1 March 2027", "March 1, 2027"."""
    from babel.dates import format_date

    printed = format_date(date, "long", locale=locale.replace("-", "_"))
    first = date.day == 1 and locale.startswith("fr")  # babel writes the first of a month as it writes the second
    return f"1er{printed.removeprefix('1')}" if first else printed


@lru_cache(maxsize=4096)
def short_date(date: datetime.date | None, locale: str) -> str:
    """The date in the form of tables with many dates: "1 Mar 2027"; nothing for none."""
    from babel.dates import format_date

    return format_date(date, "medium", locale=locale.replace("-", "_")) if date else ""


def print_value(value: object, locale: str) -> str:
    """A value as the running text of a document prints it in the locale; figures keep the decimals they were given."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime.date():
            return print_date(value, locale)
        case Money(amount=amount, currency=currency):
            whole = amount == amount.to_integral_value()
            return f"{currency} {_figure(amount, 0 if whole else 2, locale)}"
        case Percent(amount=amount) | Measure(amount=amount, unit="%"):
            return f"{_figure(amount, _decimals(amount), locale)}%"
        case Measure(amount=amount, unit=unit):
            return f"{_figure(amount, _decimals(amount), locale)} {unit}".strip()
        case int() | Decimal():
            return _figure(Decimal(value), _decimals(Decimal(value)), locale)
        case _:
            return str(value)


# An English text of a German deal writes its figures as English does: EUR 1,250,000.50.
_FIGURES = {"en-DE": "en-IE"}


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -min(exponent, 0) if isinstance(exponent, int) else 0


def _figure(amount: Decimal, decimals: int, locale: str) -> str:
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(amount, pattern, locale=_FIGURES.get(locale, locale).replace("-", "_"))
