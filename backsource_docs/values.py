"""Ground values of a deal: periods, money, percentages, measures, and how a locale prints them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, get_args

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
]

Unit = Literal["minute", "hour", "day", "business day", "week", "month", "year"]
_UNIT = re.compile(r"(\d{1,4})\s+(business day|minute|hour|day|week|month|year)s?", re.IGNORECASE)
_MONEY = re.compile(r"([A-Z]{3})\s*(-?[\d,]+(?:\.\d{1,2})?)")
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(%|[A-Za-z][\w /]*)?")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "business day": 1440, "week": 10080, "month": 43800, "year": 525600}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as the parties say it: a whole number and a unit."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Period:
        """Reads "12 months" or "10 business days"; raises ValueError with what to write instead."""
        match = _UNIT.fullmatch(text.strip())
        if not match:
            raise ValueError("a period is a whole number and a unit, write for example 12 months or 10 business days")
        unit = match[2].lower()
        assert unit in get_args(Unit)
        return cls(int(match[1]), unit)  # type: ignore[arg-type]

    @property
    def minutes(self) -> int:
        """The length in minutes, for comparing only: a month counts as 30.4 days."""
        return self.amount * _MINUTES[self.unit]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads "GBP 1,250,000" or "USD 95.50"; raises ValueError with what to write instead."""
        match = _MONEY.fullmatch(text.strip())
        if not match:
            raise ValueError("a sum is a currency code and a figure, write for example GBP 1,250,000")
        return cls(Decimal(match[2].replace(",", "")), match[1])

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        return f"{self.currency} {self.amount:,.0f}" if whole else f"{self.currency} {self.amount:,.2f}"


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage, kept exactly as written."""

    amount: Decimal

    @classmethod
    def parse(cls, text: str) -> Percent:
        """Reads "99.5%" or "99.5"; raises ValueError with what to write instead."""
        try:
            amount = Decimal(text.strip().removesuffix("%").strip())
        except InvalidOperation:
            raise ValueError("a percentage is a number with a percent sign, write for example 99.5%") from None
        if not amount.is_finite():
            raise ValueError("a percentage is a finite number, write for example 99.5%")
        return cls(amount)

    def __str__(self) -> str:
        return f"{self.amount}%"


@dataclass(frozen=True, slots=True)
class Measure:
    """A level of service: a number with its unit ("99.5%", "4 hours", "12 tickets")."""

    amount: Decimal
    unit: str

    @classmethod
    def parse(cls, text: str) -> Measure:
        """Reads a number and a unit; raises ValueError with what to write instead."""
        match = _MEASURE.fullmatch(text.strip())
        if not match:
            raise ValueError("a level is a number with its unit, write for example 99.5% or 4 hours")
        return cls(Decimal(match[1]), (match[2] or "").strip())

    @property
    def size(self) -> Decimal:
        """The amount in a common unit (durations in minutes), for comparing only."""
        return self.amount * _MINUTES.get(self.unit.lower().removesuffix("s"), 1)

    @property
    def is_duration(self) -> bool:
        return self.unit.lower().removesuffix("s") in _MINUTES

    def __str__(self) -> str:
        return f"{self.amount}%" if self.unit == "%" else f"{self.amount} {self.unit}".strip()


def after(start: datetime.date, period: Period) -> datetime.date:
    """The date a calendar period after `start`; a month from 31 January ends on the last day of February.

    Business days need a calendar and raise ValueError here: see `planning.calendar`.
    """
    from dateutil.relativedelta import relativedelta

    if period.unit not in ("day", "week", "month", "year"):
        raise ValueError(f"{period} cannot be counted without a calendar")
    lengths: dict[str, int] = {f"{period.unit}s": period.amount}
    moved: datetime.date = start + relativedelta(**lengths)  # type: ignore[arg-type]
    return moved


def before(end: datetime.date, period: Period) -> datetime.date:
    """The date a calendar period before `end`, by the same rules as `after`."""
    return after(end, Period(-period.amount, period.unit))


def print_date(date: datetime.date, locale: str) -> str:
    """The date in the long form of the locale: "1 March 2027", "March 1, 2027"."""
    from babel.dates import format_date

    return format_date(date, "long", locale=locale.replace("-", "_"))


def print_value(value: object, locale: str) -> str:
    """A value as the running text of a document prints it in the locale."""
    from babel.numbers import format_decimal

    babel_locale = locale.replace("-", "_")
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime.date():
            return print_date(value, locale)
        case Money(amount=amount, currency=currency):
            decimals = "" if amount == amount.to_integral_value() else ".00"
            return f"{currency} {format_decimal(amount, f'#,##0{decimals}', locale=babel_locale)}"
        case Percent(amount=amount):
            return f"{format_decimal(amount, locale=babel_locale)}%"
        case int() | Decimal():
            return format_decimal(value, locale=babel_locale)
        case _:
            return str(value)
