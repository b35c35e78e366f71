"""What is known before there is a contract: how functions stand, what was learnt of the outsourcer, who advises."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Words

__all__ = ["Adviser", "FunctionSourcing", "Sourcing"]


class FunctionSourcing(DealModel):
    """How a function stands when the customer decides whether to keep it, to outsource it or to take it back.

    An answer that nobody has given stays open: it lowers the confidence of the assessment and nothing else.
    """

    strategic_value: Literal["high", "medium", "low"] | None = Field(
        None,
        title="strategic value",
        description="How much the function sets the customer apart from others in its market.",
        examples=["medium"],
    )
    reason_holds: Literal["yes", "partly", "no"] | None = Field(
        None,
        title="reason for outsourcing still holds",
        description="Whether the reason for outsourcing the function is still true.",
        examples=["partly"],
    )
    knowledge_kept: Literal["full", "part", "none"] | None = Field(
        None,
        title="knowledge kept",
        description="How much of the knowledge to do the work the customer still has among its own people.",
        examples=["part"],
    )
    documentation: Literal["current", "partial", "poor"] | None = Field(
        None,
        title="documentation of the function",
        description="Whether another team could run the function from what is written down.",
        examples=["partial"],
    )
    market: Literal["wide", "narrow", "single"] | None = Field(
        None,
        title="market of outsourcers",
        description="How many outsourcers could take the function: wide is four or more, single is one.",
        examples=["narrow"],
    )
    scale_benefit: Literal["large", "some", "none"] | None = Field(
        None,
        title="benefit of scale",
        description="How much cheaper or better a specialist is because it does the same for many.",
        examples=["some"],
    )
    performance: Literal["good", "mixed", "poor"] | None = Field(
        None,
        title="performance so far",
        description="How well the function runs today, whoever runs it.",
        examples=["mixed"],
    )
    demand: Literal["rising", "steady", "falling"] | None = Field(
        None, title="demand", description="How the volume of the function will develop.", examples=["steady"]
    )


class Adviser(DealModel):
    """An adviser of the customer on the way out and the way back."""

    name: Words = Field(title="adviser", description="Name of the firm or person.", examples=["Harrow and Vale LLP"])
    field: Literal["counsel", "people", "finance and tax", "technology", "programme", "communications"] = Field(
        "counsel", title="field of the adviser", description="What the adviser is engaged for.", examples=["counsel"]
    )
    backsourcings: int | None = Field(
        None,
        ge=0,
        title="backsourcings advised on",
        description="Number of completed take-backs that the adviser has worked on, as references confirm.",
        examples=["4"],
    )
    engaged: Day | None = Field(
        None, title="date of the engagement", description="Day of the engagement letter.", examples=["2026-09-01"]
    )


class Sourcing(DealModel):
    """The decision to outsource with the way back in mind: its paper, the outsourcer's record, the advisers."""

    strategy: str | None = Field(
        None,
        title="sourcing strategy",
        description="Paper that decided on the outsourcing and on the way back.",
        examples=["Sourcing strategy 2026, approved by the Board on 9 July 2026"],
    )
    questionnaire: Day | None = Field(
        None,
        title="date of the questionnaire",
        description="Day on which the outsourcer returned the questionnaire on its backsourcing experience.",
        examples=["2026-08-28"],
    )
    supplier_exits: int | None = Field(
        None,
        ge=0,
        title="exits of the outsourcer",
        description="Number of completed exits of the outsourcer that a former customer has confirmed.",
        examples=["2"],
    )
    advisers: tuple[Adviser, ...] = Field((), title="advisers", description="Advisers of the customer.")
