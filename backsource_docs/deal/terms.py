"""How long the deal lasts, how it ends, how functions come home and what that costs."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Ratio, Share, Span, SpanOrNone, Sum, Words
from backsource_docs.values import Money, Percent, Period, after

__all__ = [
    "Agreement",
    "Backsourcing",
    "BacksourcingNotice",
    "Charges",
    "ExitCharges",
    "Ground",
    "Law",
    "Milestone",
    "Phase",
    "Rate",
    "Term",
    "Termination",
]

Ground = Literal[
    "expiry",
    "convenience",
    "material breach",
    "persistent breach",
    "critical service failure",
    "insolvency",
    "change of control",
    "regulatory",
    "illegality",
    "force majeure",
]


class Agreement(DealModel):
    """The outsourcing agreement: one to be made, or one in force."""

    status: Literal["new", "existing"] = Field(
        "new", title="status of the agreement", description="new: to be drafted; existing: in force.", examples=["new"]
    )
    title: Words = Field(
        "Outsourcing Agreement",
        title="title of the agreement",
        description="Its title.",
        examples=["Outsourcing Agreement"],
    )
    reference: str | None = Field(
        None,
        title="reference of the agreement",
        description="The parties' contract number.",
        examples=["AB-OUT-2021-07"],
    )
    date: Day | None = Field(
        None, title="date of the agreement", description="Date on the agreement.", examples=["2026-12-14"]
    )
    amendments: tuple[Words, ...] = Field(
        (), title="amendments", description="Amendments made so far.", examples=[["Amendment 1 of 4 May 2023"]]
    )
    version: Words = Field("1", title="version of the draft", description="Version printed on drafts.", examples=["3"])


class Law(DealModel):
    """The law that governs and the courts that decide."""

    governing: Literal["england-and-wales", "new-york"] = Field(
        title="governing law", description="Law for which the clauses are chosen.", examples=["england-and-wales"]
    )
    place: str | None = Field(
        None,
        title="place whose business days count",
        description="City or state named in the definition of Business Day; the capital place of the law if absent.",
        examples=["London"],
    )


class Term(DealModel):
    """How long the agreement lasts."""

    commencement: Day | None = Field(
        None, title="commencement date", description="Day on which the services start.", examples=["2027-03-01"]
    )
    initial: Span = Field(
        Period(60, "month"), title="initial term", description="Length of the first term.", examples=["60 months"]
    )
    renewal: Span | None = Field(
        None, title="renewal term", description="Length of each renewal; leave out for none.", examples=["12 months"]
    )
    renewal_notice: Span = Field(
        Period(6, "month"),
        title="renewal notice",
        description="Time before expiry at which renewal or non-renewal is notified.",
        examples=["6 months"],
    )
    automatic_renewal: bool = Field(
        False, title="automatic renewal", description="Whether the term renews unless notice is given.", examples=["no"]
    )
    review_lead: Span = Field(
        Period(18, "month"),
        title="lead time of the sourcing review",
        description="Time before expiry at which the parties review renewal or take-back.",
        examples=["18 months"],
    )

    @property
    def expiry(self) -> datetime.date | None:
        """The last day of the initial term: the day before its anniversary."""
        return after(self.commencement, self.initial) - datetime.timedelta(days=1) if self.commencement else None


class Termination(DealModel):
    """Grounds, notice periods and cure periods."""

    grounds: tuple[Ground, ...] = Field(
        (
            "expiry",
            "convenience",
            "material breach",
            "persistent breach",
            "critical service failure",
            "insolvency",
            "change of control",
            "regulatory",
            "illegality",
            "force majeure",
        ),
        title="termination grounds",
        description="Grounds that the agreement has.",
        examples=[["convenience", "material breach"]],
    )
    convenience_notice: Span = Field(
        Period(6, "month"),
        title="notice for convenience",
        description="Notice period for termination without cause.",
        examples=["6 months"],
    )
    convenience_not_before: SpanOrNone = Field(
        Period(12, "month"),
        title="lock-in",
        description="Time from commencement before which there is no termination for convenience.",
        examples=["12 months"],
    )
    cure: Span = Field(
        Period(30, "day"),
        title="cure period",
        description="Time to remedy a breach after notice.",
        examples=["30 days"],
    )
    breach_count: int = Field(
        3,
        ge=2,
        le=10,
        title="repeated breaches",
        description="Number of breaches that together are persistent.",
        examples=["3"],
    )
    breach_window: Span = Field(
        Period(6, "month"),
        title="window for repeated breaches",
        description="Window in which they are counted.",
        examples=["6 months"],
    )
    nonpayment_overdue: Span = Field(
        Period(60, "day"),
        title="overdue period",
        description="Age of an undisputed debt before the supplier may warn.",
        examples=["60 days"],
    )
    nonpayment_final_notice: Span = Field(
        Period(30, "day"),
        title="final notice",
        description="Final notice before the supplier may terminate.",
        examples=["30 days"],
    )
    change_of_control_window: Span = Field(
        Period(6, "month"),
        title="change-of-control window",
        description="Time to terminate after learning of a change of control.",
        examples=["6 months"],
    )
    force_majeure: Span = Field(
        Period(30, "day"),
        title="prolonged force majeure",
        description="Length of force majeure that allows termination.",
        examples=["30 days"],
    )


class Phase(DealModel):
    """A phase of the transition."""

    name: Words = Field(title="phase", description="Name of the phase.", examples=["Prepare"])
    purpose: str | None = Field(
        None,
        title="purpose of the phase",
        description="What it achieves.",
        examples=["mobilise the committee and audit operations"],
    )
    start: Day | None = Field(None, title="start of the phase", description="First day.", examples=["2028-01-17"])
    end: Day | None = Field(None, title="end of the phase", description="Last day.", examples=["2028-04-28"])


class Milestone(DealModel):
    """A dated point by which something is done."""

    name: Words = Field(title="milestone", description="What is achieved.", examples=["Service desk live in-house"])
    date: Day | None = Field(None, title="milestone date", description="Day by which.", examples=["2028-07-14"])
    service: str | None = Field(
        None, title="function of the milestone", description="Function it belongs to.", examples=["Service desk"]
    )


class BacksourcingNotice(DealModel):
    """The actual call: on what ground and from when the functions come back. Leave out while nothing is called."""

    ground: Ground = Field(
        "convenience",
        title="ground",
        description="Ground on which the agreement, or part of it, ends.",
        examples=["convenience"],
    )
    served: Day | None = Field(
        None, title="date of the notice", description="Day on which the notice is sent.", examples=["2028-01-14"]
    )
    method: Literal["hand", "courier", "post", "airmail"] = Field(
        "courier", title="method of service", description="How the notice is sent.", examples=["courier"]
    )
    ends: Day | None = Field(
        None,
        title="termination date",
        description="Day on which the agreement or the part of it ends.",
        examples=["2028-10-31"],
    )
    facts: str | None = Field(
        None,
        title="facts of the ground",
        description="Facts that the ground needs; none for convenience or expiry.",
        examples=["three critical failures between March and June 2027"],
    )
    public_reason: str | None = Field(
        None,
        title="public reason",
        description="The reason as readers of letters may know it, one clause of plain words.",
        examples=["we want to run the services our customers rely on with our own people"],
    )
    approved_by: str | None = Field(
        None, title="approval", description="Body that approved the decision.", examples=["the Board"]
    )
    approved_on: Day | None = Field(
        None, title="date of approval", description="Day of approval.", examples=["2027-12-16"]
    )
    announcement: Day | None = Field(
        None,
        title="announcement date",
        description="First day on which anything may be public.",
        examples=["2028-01-17"],
    )


class Backsourcing(DealModel):
    """How functions come home: triggers, phases, assistance."""

    triggers: tuple[Words, ...] = Field(
        (),
        title="triggers",
        description="Events that make the customer consider taking functions back.",
        examples=[["two critical failures in a year"]],
    )
    phases: tuple[Phase, ...] = Field((), title="phases", description="Phases of the transition, in order.")
    milestones: tuple[Milestone, ...] = Field((), title="milestones", description="Milestones with their dates.")
    plan_due: Span = Field(
        Period(3, "month"),
        title="time for the exit plan",
        description="Time after commencement for the first exit plan.",
        examples=["3 months"],
    )
    plan_update: Span = Field(
        Period(12, "month"),
        title="interval of plan updates",
        description="How often the exit plan is updated.",
        examples=["12 months"],
    )
    assistance: Span = Field(
        Period(12, "month"),
        title="termination assistance period",
        description="Length of the assistance period.",
        examples=["12 months"],
    )
    extension: Span = Field(
        Period(6, "month"),
        title="extension of assistance",
        description="Longest single extension of assistance.",
        examples=["6 months"],
    )
    extensions: int = Field(
        1, ge=0, le=3, title="number of extensions", description="How often assistance may be extended.", examples=["1"]
    )
    extension_notice: Span = Field(
        Period(20, "business day"),
        title="notice of extension",
        description="Notice before assistance would end.",
        examples=["20 business days"],
    )
    parallel_running: SpanOrNone = Field(
        Period(30, "day"),
        title="parallel running",
        description="Time in which old and new run side by side.",
        examples=["30 days"],
    )
    change_freeze: SpanOrNone = Field(
        Period(15, "business day"),
        title="change freeze",
        description="Freeze of changes before a cut-over.",
        examples=["15 business days"],
    )
    emergency_threshold: Span = Field(
        Period(6, "month"),
        title="emergency threshold",
        description="Notice shorter than this makes the exit an emergency exit.",
        examples=["6 months"],
    )
    notice: BacksourcingNotice | None = Field(
        None, title="backsourcing notice", description="The actual call; leave out while nothing is called."
    )
    budget: Sum | None = Field(
        None,
        title="budget",
        description="The customer's approved budget for the take-back.",
        examples=["GBP 9,500,000"],
    )


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
        None, title="annual charges", description="Charges for a year, all functions.", examples=["GBP 18,600,000"]
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

    @property
    def currency(self) -> str | None:
        """The currency of the annual charges, where they are given."""
        return self.annual.currency if isinstance(self.annual, Money) else None
