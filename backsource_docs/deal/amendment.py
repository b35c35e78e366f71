"""How an agreement in force is changed: to put an exit into it, or to rebuild it instead of ending it."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import CalendarSpan, Day, DealModel, Sum, Words
from backsource_docs.values import Period

__all__ = ["Amendment", "RecoveryMilestone", "ScopeChange"]


class ScopeChange(DealModel):
    """What becomes of a function when the deal is rebuilt."""

    service: Words = Field(title="function that changes", description="Name of the function.", examples=["Payroll"])
    change: Literal["stays", "reduced", "extended", "returned to the Customer", "moved to another supplier"] = Field(
        "stays", title="change of scope", description="What becomes of it.", examples=["reduced"]
    )
    details: str | None = Field(
        None,
        title="details of the change",
        description="What exactly is in and out.",
        examples=["second line support stays, the telephone desk returns"],
    )
    starts: Day | None = Field(
        None, title="start of the change", description="Day from which it counts.", examples=["2027-02-01"]
    )
    charge_before: Sum | None = Field(
        None, title="yearly charge before", description="Charge for a year until then.", examples=["GBP 900,000"]
    )
    charge_after: Sum | None = Field(
        None, title="yearly charge after", description="Charge for a year from then on.", examples=["GBP 640,000"]
    )


class RecoveryMilestone(DealModel):
    """A dated result by which the rebuilt deal proves itself."""

    name: Words = Field(
        title="recovery milestone", description="What is achieved.", examples=["Backlog below 200 tickets"]
    )
    date: Day | None = Field(
        None, title="recovery milestone date", description="Day by which.", examples=["2027-04-30"]
    )
    test: str | None = Field(
        None,
        title="test of the milestone",
        description="Evidence that shows it.",
        examples=["the ticket report of the last Business Day of April 2027"],
    )
    critical: bool = Field(
        True,
        title="critical milestone",
        description="Whether missing it lets the customer return to exit.",
        examples=["yes"],
    )


class Amendment(DealModel):
    """An amendment of an agreement in force: when it takes effect, why, on what conditions, what it rebuilds."""

    number: Words | None = Field(
        None, title="number of the amendment", description="Its number among the amendments.", examples=["2"]
    )
    date: Day | None = Field(
        None, title="date of the amendment", description="Day of the last signature.", examples=["2026-12-18"]
    )
    effective: Day | None = Field(
        None, title="effective date of the amendment", description="Day from which it counts.", examples=["2027-01-01"]
    )
    reason: str | None = Field(
        None,
        title="reason for the amendment",
        description="Why the parties amend, in words that follow “because”; no blame.",
        examples=["the volumes on which the Charges were built have not come about"],
    )
    conditions: tuple[Words, ...] = Field(
        (),
        title="conditions precedent",
        description="What must happen before it takes effect, each as a noun phrase.",
        examples=[["approval by the board of directors of the Customer"]],
    )
    longstop: Day | None = Field(
        None, title="longstop date", description="Day by which the conditions are met.", examples=["2027-02-26"]
    )
    settlement: Sum | None = Field(
        None,
        title="settlement sum",
        description="What the supplier credits for the past, if anything.",
        examples=["GBP 250,000"],
    )
    expiry: Day | None = Field(
        None,
        title="expiry date after the amendment",
        description="New last day of the term, if it changes.",
        examples=["2029-12-31"],
    )
    stabilisation: CalendarSpan = Field(
        Period(3, "month"),
        title="stabilisation period",
        description="Time from the effective date in which the new service levels settle.",
        examples=["3 months"],
    )
    standstill: CalendarSpan = Field(
        Period(9, "month"),
        title="standstill period",
        description="Time from the effective date in which a termination notice already served is on hold.",
        examples=["9 months"],
    )
    scope: tuple[ScopeChange, ...] = Field(
        (), title="changes of scope", description="What becomes of each function; those not named stay as they are."
    )
    milestones: tuple[RecoveryMilestone, ...] = Field(
        (), title="recovery milestones", description="Results by which the rebuilt deal proves itself."
    )
