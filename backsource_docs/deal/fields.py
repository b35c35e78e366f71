"""Field types of the deal file: what text they accept, which values they refuse, how a schema describes them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from backsource_docs.schema import Closed
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
_NO_COUNTRIES = frozenset(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"])
_COMMON_NAMES = {"UK": "GB", "ENGLAND": "GB", "UNITED KINGDOM": "GB", "USA": "US", "UNITED STATES": "US"}


class DealModel(Closed, arbitrary_types_allowed=True):
    """Base of all parts of a deal, described for editors."""


class _Read:
    """Marks a type of ours: text is parsed and checked, printed as JSON by `str`, and described to editors.

    Groups and lists are refused, so that no other way in exists. It makes the core schema itself, because pydantic's
    own markers first make one of the dataclass behind each field and then drop it.
    """

    def __init__(self, kind: Any, check: Callable[[Any], None], described: dict[str, Any]) -> None:
        self.kind, self.check, self.described = kind, check, described

    def parse(self, value: object) -> object:
        if isinstance(value, str):
            value = self.kind.parse(value)
        if not isinstance(value, self.kind):
            raise PydanticCustomError("string_type", "plain text is wanted")
        self.check(value)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        printed = core_schema.plain_serializer_function_ser_schema(str, when_used="json")
        return core_schema.no_info_plain_validator_function(self.parse, serialization=printed)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.described)


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
    if code in _NO_COUNTRIES or code not in _territories():
        raise ValueError("ISO 3166 has no country of these letters, write for example GB")
    return code


def _territories() -> Mapping[str, str]:
    """The territories of the world as CLDR has them, by code."""
    from babel import Locale

    territories: Mapping[str, str] = Locale("en").territories
    return territories


def _text(pattern: str) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern}


_LENGTH = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})"
_PERIOD = _text(r"^\d{1,4} +(business day|minute|hour|day|week|month|year)s?$")
_CALENDAR_PERIOD = _text(r"^\d{1,4} +(day|week|month|year)s?$")
_MONEY = _text(rf"^[A-Z]{{3}} *{_LENGTH}(\.\d{{1,2}})?$")
_PERCENT = {"type": ["string", "number"], "pattern": r"^\d+(\.\d+)? *%?$", "minimum": 0}
_MEASURE = {"type": ["string", "number"], "pattern": rf"^{_LENGTH}(\.\d+)? *(%|[^\d\s].*)?$", "minimum": 0}

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Span = Annotated[Period, _Read(Period, _some_time, _PERIOD)]
CalendarSpan = Annotated[Period, _Read(Period, _on_the_calendar, _CALENDAR_PERIOD)]
SpanOrNone = Annotated[Period, _Read(Period, _not_too_long, _PERIOD)]
Sum = Annotated[Money, _Read(Money, _at_least_nothing, _MONEY)]
Share = Annotated[Percent, _Read(Percent, _within(100), _PERCENT)]
Ratio = Annotated[Percent, _Read(Percent, _within(1000), _PERCENT)]
Level = Annotated[Measure, _Read(Measure, _at_least_nothing, _MEASURE)]
Country = Annotated[str, BeforeValidator(_country), WithJsonSchema(_text("^[A-Za-z]{2}$"))]
