"""Field types of the deal file: what text they accept and how a schema describes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from backsource_docs.values import Measure, Money, Percent, Period

__all__ = ["Country", "DealModel", "Level", "PositionName", "Share", "Span", "Sum"]

PositionName = Literal["customer", "balanced", "supplier"]


class DealModel(BaseModel):
    """Base of all parts of a deal: frozen, closed (unknown keys are errors), described for editors."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True)


def _read(kind: Any) -> BeforeValidator:
    def parse(value: object) -> object:
        return kind.parse(value) if isinstance(value, str) else value

    return BeforeValidator(parse)


def _described(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


Span = Annotated[
    Period,
    _read(Period),
    _described(r"^\d{1,4} +(business day|minute|hour|day|week|month|year)s?$", "12 months"),
]
Sum = Annotated[Money, _read(Money), _described(r"^[A-Z]{3} *[\d,]+(\.\d{1,2})?$", "GBP 1,250,000")]
Share = Annotated[Percent, _read(Percent), _described(r"^\d+(\.\d+)?%?$", "12.5%")]
Level = Annotated[Measure, _read(Measure), _described(r"^\d+(\.\d+)? *(%|[A-Za-z].*)?$", "99.5%")]
Country = Annotated[
    str,
    BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["GB"]}),
]
