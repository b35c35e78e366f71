"""Field types of the deal file: what text they accept, which values they refuse, how a schema describes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, PlainValidator, StringConstraints
from pydantic import WithJsonSchema as JsonSchema
from pydantic_core import PydanticCustomError

from backsource_docs.values import Measure, Money, Percent, Period

__all__ = [
    "CalendarSpan",
    "Country",
    "Day",
    "DealModel",
    "Level",
    "PositionName",
    "Ratio",
    "Share",
    "Span",
    "SpanOrNone",
    "Sum",
    "Words",
]

PositionName = Literal["customer", "balanced", "supplier"]
LONGEST = Period(100, "year")
FIRST_YEAR, LAST_YEAR = 1950, 2199
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}")
_COMMON_NAMES = {"UK": "GB", "ENGLAND": "GB", "UNITED KINGDOM": "GB", "USA": "US", "UNITED STATES": "US"}


class DealModel(BaseModel):
    """Base of all parts of a deal: frozen, closed (unknown keys are errors), described for editors."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _read(kind: Any, check: Callable[[Any], None]) -> PlainValidator:
    """Text is parsed and then checked; groups and lists are refused, so that no other way in exists."""

    def parse(value: object) -> object:
        if isinstance(value, str):
            value = kind.parse(value)
        if not isinstance(value, kind):
            raise PydanticCustomError("string_type", "plain text is wanted")
        check(value)
        return value

    return PlainValidator(parse)


def _refuse(why: str) -> None:
    raise PydanticCustomError("range", "{why}", {"why": why})


def _not_too_long(period: Period) -> None:
    if period.minutes > LONGEST.minutes:
        _refuse(f"it must be at most {LONGEST}")


def _some_time(period: Period) -> None:
    if not period.amount:
        _refuse(f"it must be at least 1 {period.unit}")
    _not_too_long(period)


def _on_the_calendar(period: Period) -> None:
    if period.unit not in ("day", "week", "month", "year"):
        _refuse("it is counted in days, weeks, months or years")
    _some_time(period)


def _at_least_nothing(value: Money | Percent | Measure) -> None:
    if value.amount < 0:
        _refuse("it must not be negative")


def _within(limit: int) -> Callable[[Percent], None]:
    def check(percent: Percent) -> None:
        _at_least_nothing(percent)
        if percent.amount > Decimal(limit):
            _refuse(f"it must be at most {limit:,}%")

    return check


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DAY.fullmatch(value.strip())
    if not match:
        raise ValueError("a date is year-month-day, write for example 2027-03-01")
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        _refuse(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        raise ValueError("the calendar has no such day, write for example 2027-03-01") from None


def _country(value: object) -> object:
    if not isinstance(value, str):
        return value
    code = value.strip().upper()
    if code in _COMMON_NAMES:
        raise ValueError(f"a country is its two letters in ISO 3166, write {_COMMON_NAMES[code]}")
    if not _COUNTRY.fullmatch(code):
        raise ValueError("a country is its two letters in ISO 3166, write for example GB")
    return code


def _described(pattern: str) -> JsonSchema:
    return JsonSchema({"type": "string", "pattern": pattern})


_LENGTH = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})"
_PERIOD = _described(r"^\d{1,4} +(business day|minute|hour|day|week|month|year)s?$")
_PERCENT = JsonSchema({"type": ["string", "number"], "pattern": r"^\d+(\.\d+)? *%?$", "minimum": 0})
_PRINTED = PlainSerializer(str, when_used="json")

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[datetime.date, BeforeValidator(_day), JsonSchema({"type": "string", "format": "date"})]
Span = Annotated[Period, _read(Period, _some_time), _PRINTED, _PERIOD]
CalendarSpan = Annotated[
    Period, _read(Period, _on_the_calendar), _PRINTED, _described(r"^\d{1,4} +(day|week|month|year)s?$")
]
SpanOrNone = Annotated[Period, _read(Period, _not_too_long), _PRINTED, _PERIOD]
Sum = Annotated[Money, _read(Money, _at_least_nothing), _PRINTED, _described(rf"^[A-Z]{{3}} *{_LENGTH}(\.\d{{1,2}})?$")]
Share = Annotated[Percent, _read(Percent, _within(100)), _PRINTED, _PERCENT]
Ratio = Annotated[Percent, _read(Percent, _within(1000)), _PRINTED, _PERCENT]
Level = Annotated[
    Measure,
    _read(Measure, _at_least_nothing),
    _PRINTED,
    JsonSchema({"type": ["string", "number"], "pattern": rf"^{_LENGTH}(\.\d+)? *(%|[^\d\s].*)?$", "minimum": 0}),
]
Country = Annotated[str, BeforeValidator(_country), _described("^[A-Za-z]{2}$")]
