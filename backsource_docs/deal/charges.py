"""What the customer pays: for the services, for the exit, and for an early end."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import DealModel, Ratio, Share, Span, Sum, Words
from backsource_docs.values import Money, Percent, Period

__all__ = ["Charges", "ExitCharges", "Rate"]


class Rate(DealModel):
    """A line of the rate card."""

    role: Words = Field(title="role", description="Role or grade.", examples=["Senior engineer"])
    rate: Sum = Field(title="rate", description="Price for one unit.", examples=["GBP 780"])
    per: Literal["hour", "day"] = Field("day", title="unit", description="Unit of the rate.", examples=["day"])


class ExitCharges(DealModel):
    """What assistance costs, and what is paid when the deal ends early."""

    basis: Literal["no charge", "rate card", "cost plus"] = Field(
        "rate card", title="basis of exit charges", description="How assistance is paid.", examples=["rate card"]
    )
    rate_card: tuple[Rate, ...] = Field((), title="rate card", description="Rates for assistance.")
    margin: Share = Field(
        Percent.parse("5"), title="margin", description="Margin on cost, for cost plus.", examples=["5%"]
    )
    estimate: Sum | None = Field(
        None, title="estimate of exit charges", description="Estimate for the whole exit.", examples=["GBP 1,400,000"]
    )
    cap: Ratio = Field(
        Percent.parse("110"),
        title="cap on exit charges",
        description="Highest total as a share of the estimate.",
        examples=["110%"],
    )
    holdback: Share | None = Field(
        None, title="holdback", description="Share kept until exit is complete.", examples=["5%"]
    )
    termination_payment: Literal["none", "unamortised costs", "declining percentage"] = Field(
        "unamortised costs",
        title="termination payment",
        description="What is paid for early termination without cause.",
        examples=["unamortised costs"],
    )
    termination_payment_cap: Sum | None = Field(
        None,
        title="cap on the termination payment",
        description="Highest termination payment.",
        examples=["GBP 2,000,000"],
    )


class Charges(DealModel):
    """What the customer pays, and when, and what the parties risk."""

    model: Literal["fixed", "unit", "time and materials"] = Field(
        "fixed", title="pricing model", description="How the services are priced.", examples=["fixed"]
    )
    annual: Sum | None = Field(
        None, title="annual charges", description="Charges for a year, all functions.", examples=["GBP 2,400,000"]
    )
    payment: Span = Field(
        Period(30, "day"), title="time for payment", description="Time after a valid invoice.", examples=["30 days"]
    )
    indexation: str | None = Field(
        None,
        title="indexation",
        description="Index by which charges move, if any.",
        examples=["CPI, capped at 3% a year"],
    )
    credits_at_risk: Share = Field(
        Percent.parse("12"),
        title="charges at risk",
        description="Highest share of monthly charges that may be credited.",
        examples=["12%"],
    )
    liability_cap: Ratio = Field(
        Percent.parse("125"), title="liability cap", description="Cap as a share of annual charges.", examples=["125%"]
    )
    exit_liability_cap: Ratio = Field(
        Percent.parse("150"),
        title="exit liability cap",
        description="Separate cap for breach of exit duties, as a share of annual charges.",
        examples=["150%"],
    )
    minimum_commitment: Share | None = Field(
        None,
        title="minimum commitment",
        description="Share of the forecast charges that the customer must buy, if any.",
        examples=["40%"],
    )
    exclusive: bool = Field(
        False,
        title="exclusivity",
        description="Whether the supplier alone may perform the functions during the term.",
        examples=["no"],
    )

    @property
    def currency(self) -> str | None:
        """The currency of the annual charges, where they are given."""
        return self.annual.currency if isinstance(self.annual, Money) else None
