"""How functions come home: phases, milestones, assistance, and the call itself."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Span, SpanOrNone, Sum, Words
from backsource_docs.deal.terms import Ground
from backsource_docs.values import Period

__all__ = ["Backsourcing", "BacksourcingNotice", "Milestone", "Phase"]


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
