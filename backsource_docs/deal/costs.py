"""What the take-back costs the customer and what the functions cost afterwards, as this deal reckons it."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Sum, Words

__all__ = ["Assistance", "Cost", "Costs", "HomeCost"]


class Assistance(DealModel):
    """Work of the supplier on the exit, priced by the rate card of the exit charges."""

    role: Words = Field(title="role on the rate card", description="Role or grade.", examples=["Senior engineer"])
    quantity: int = Field(
        ge=0, le=1_000_000, title="quantity", description="Days or hours, as the rate card counts.", examples=["240"]
    )


class Cost(DealModel):
    """A cost of the take-back, spread evenly over its days."""

    name: Words = Field(title="cost", description="What is paid for.", examples=["Service desk platform"])
    kind: Literal["build", "migration", "retention", "duplicate running", "other"] = Field(
        "other", title="kind of cost", description="What it is for.", examples=["build"]
    )
    total: Sum = Field(title="total", description="The whole sum.", examples=["GBP 1,200,000"])
    first: Day | None = Field(
        None,
        title="first day of the cost",
        description="First day; the first day of the plan if absent.",
        examples=["2028-03-01"],
    )
    last: Day | None = Field(
        None,
        title="last day of the cost",
        description="Last day; the end of the work that needs assistance if absent.",
        examples=["2028-09-30"],
    )


class HomeCost(DealModel):
    """What a function costs in a year once it is at home."""

    function: Words = Field(title="function at home", description="Name of the function.", examples=["Service desk"])
    annual: Sum = Field(title="annual cost at home", description="Cost for a year.", examples=["GBP 2,500,000"])


class Costs(DealModel):
    """The costs of the take-back beyond what the agreement states."""

    assistance: tuple[Assistance, ...] = Field(
        (), title="assistance bought", description="Work of the supplier, priced by the rate card."
    )
    items: tuple[Cost, ...] = Field((), title="own costs", description="Costs of the customer's own.")
    at_home: tuple[HomeCost, ...] = Field(
        (), title="run cost at home", description="What each function costs in a year afterwards."
    )
    years: int = Field(
        5, ge=1, le=20, title="years compared", description="Years over which the case is reckoned.", examples=["5"]
    )
