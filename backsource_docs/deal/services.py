"""What is outsourced, how well it must run, and how both sides watch it."""

from typing import Any, Literal

from pydantic import Field, model_validator

from backsource_docs.deal.fields import Day, DealModel, Level, Share, Span, Sum, Words
from backsource_docs.deal.parties import Person
from backsource_docs.deal.sourcing import FunctionSourcing
from backsource_docs.values import Period

__all__ = ["Body", "CustomerObligation", "Governance", "Member", "Reporting", "Service", "ServiceLevel"]


class Service(DealModel):
    """A function that the supplier performs."""

    name: Words = Field(title="function", description="Short name of the function.", examples=["Service desk"])
    description: str | None = Field(
        None,
        title="description of the function",
        description="What the supplier does, for whom, when.",
        examples=["First and second line support for 4,200 users, 24 hours a day"],
    )
    critical: bool = Field(
        False,
        title="critical or important",
        description="Whether failure would materially impair the customer.",
        examples=["yes"],
    )
    ict: bool = Field(
        False, title="ICT service", description="Whether it is a digital or data service.", examples=["yes"]
    )
    cloud: bool = Field(
        False,
        title="data processing service",
        description="Whether it is a cloud or data processing service.",
        examples=["no"],
    )
    personal_data: bool = Field(
        False, title="personal data", description="Whether personal data are processed.", examples=["yes"]
    )
    offshore: bool = Field(
        False,
        title="offshore",
        description="Whether any part is performed outside the customer's country.",
        examples=["yes"],
    )
    locations: tuple[Words, ...] = Field(
        (), title="locations", description="Places of performance and of data.", examples=[["Leeds", "Pune, India"]]
    )
    outsourced_because: str | None = Field(
        None,
        title="reason for outsourcing",
        description="Why the function was outsourced.",
        examples=["round-the-clock cover at lower cost"],
    )
    way_back: Literal["easy", "moderate", "hard"] = Field(
        "moderate",
        title="difficulty of the way back",
        description="How hard it would be to take the function back.",
        examples=["hard"],
    )
    way_back_notes: str | None = Field(
        None,
        title="obstacles on the way back",
        description="What makes the way back hard.",
        examples=["no in-house mainframe skills since 2021"],
    )
    backsource: bool = Field(
        True,
        title="in scope of backsourcing",
        description="Whether the function comes back; no leaves it with the supplier.",
        examples=["yes"],
    )
    wave: int = Field(
        1, ge=1, le=9, title="wave", description="Wave of the take-back in which it moves, from 1.", examples=["2"]
    )
    target: Literal["in-house", "replacement supplier", "retained by supplier"] = Field(
        "in-house",
        title="target",
        description="Who performs the function afterwards; retained by supplier if it does not come back.",
        examples=["in-house"],
    )
    owner: str | None = Field(
        None,
        title="function owner",
        description="Role at the customer that owns the function.",
        examples=["Head of End-User Computing"],
    )
    annual_charge: Sum | None = Field(
        None, title="annual charge", description="Charge for a year.", examples=["GBP 2,400,000"]
    )
    tolerance: Span | None = Field(
        None,
        title="longest interruption",
        description="Longest outage that the customer can bear (its impact tolerance).",
        examples=["4 hours"],
    )
    sourcing: FunctionSourcing = Field(
        default_factory=FunctionSourcing,
        title="sourcing",
        description="How the function stands for the decision to keep it, outsource it or take it back.",
    )

    @model_validator(mode="before")
    @classmethod
    def _retained(cls, data: Any) -> Any:
        """Without a stated target, a function that does not come back stays with the supplier."""
        stays = isinstance(data, dict) and str(data.get("backsource")).lower() in ("no", "false", "off", "n", "f", "0")
        return {"target": "retained by supplier", **data} if stays else data


class ServiceLevel(DealModel):
    """A service level with its thresholds, from early warning to the right to terminate."""

    metric: Words = Field(
        title="metric", description="What is measured.", examples=["Availability of payments platform"]
    )
    service: str | None = Field(
        None,
        title="function measured",
        description="Name of the function it belongs to.",
        examples=["Payments operations"],
    )
    definition: str | None = Field(
        None,
        title="definition of the metric",
        description="How it is measured and calculated.",
        examples=["minutes available divided by minutes agreed"],
    )
    target: Level | None = Field(None, title="target", description="Level that is promised.", examples=["99.9%"])
    window: Words = Field(
        "calendar month",
        title="measurement window",
        description="Period over which it is measured.",
        examples=["calendar month"],
    )
    early_warning: Level | None = Field(
        None,
        title="early-warning threshold",
        description="Level that shows a problem before it becomes critical.",
        examples=["99.8%"],
    )
    critical: Level | None = Field(
        None, title="critical threshold", description="Level that is a critical failure.", examples=["99.5%"]
    )
    termination: Level | None = Field(
        None, title="termination threshold", description="Level that gives a right to terminate.", examples=["98.0%"]
    )
    credit: Share | None = Field(
        None, title="service credit", description="Share of the monthly charge credited for a failure.", examples=["5%"]
    )
    better: Literal["higher", "lower"] | None = Field(
        None,
        title="better direction",
        description="Whether a higher or a lower figure is better; found from the unit if absent.",
        examples=["higher"],
    )

    @property
    def higher_is_better(self) -> bool:
        """Whether more is better: as stated, else no for durations and yes for all else."""
        if self.better:
            return self.better == "higher"
        return not any(level.is_duration for level in self.levels)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The thresholds that are given, from target to termination."""
        stages = (self.target, self.early_warning, self.critical, self.termination)
        return tuple(level for level in stages if level is not None)


class CustomerObligation(DealModel):
    """Something that the customer must do so that the supplier can perform."""

    name: Words = Field(title="customer obligation", description="Short name.", examples=["Approve changes"])
    description: str | None = Field(
        None,
        title="description of the obligation",
        description="What the customer does.",
        examples=["decide on each standard change request"],
    )
    due: str | None = Field(
        None,
        title="time for performance",
        description="When or how fast.",
        examples=["within 2 business days after the request"],
    )
    service: str | None = Field(
        None, title="function served", description="Name of the function that depends on it.", examples=["Service desk"]
    )


class Reporting(DealModel):
    """What the supplier reports, when and to whom."""

    frequency: Literal["daily", "weekly", "monthly"] = Field(
        "monthly", title="reporting frequency", description="How often the supplier reports.", examples=["monthly"]
    )
    due: Span = Field(
        Period(5, "business day"),
        title="time for reports",
        description="Time after the end of the period.",
        examples=["5 business days"],
    )
    automated: bool = Field(
        True, title="automated feed", description="Whether measurements also flow automatically.", examples=["yes"]
    )
    feed_interval: Span = Field(
        Period(1, "hour"),
        title="interval of the feed",
        description="How often the automated feed is refreshed.",
        examples=["15 minutes"],
    )
    recipients: tuple[Words, ...] = Field(
        (),
        title="recipients of reports",
        description="Roles that receive the reports.",
        examples=[["Head of Service Management"]],
    )


class Member(DealModel):
    """A seat on a board or committee."""

    name: str | None = Field(None, title="member", description="Person who holds the seat.", examples=["Amara Osei"])
    role: Words = Field(title="role", description="Role in which they sit.", examples=["Chief Operating Officer"])
    side: Literal["customer", "supplier", "end users", "key vendor", "business partner", "adviser"] = Field(
        "customer", title="side", description="Whom they speak for.", examples=["end users"]
    )
    oversaw_outsourcing: bool = Field(
        False,
        title="oversaw the original outsourcing",
        description="Whether they oversaw the original outsourcing.",
        examples=["yes"],
    )


class Body(DealModel):
    """A governance body: board, committee or regular meeting."""

    name: str = Field(title="body", min_length=1, description="Name of the body.", examples=["Executive Board"])
    purpose: str | None = Field(
        None,
        title="purpose of the body",
        description="What it decides.",
        examples=["direction, disputes, changes of scope"],
    )
    frequency: str | None = Field(
        None, title="meeting frequency", description="How often it meets.", examples=["quarterly"]
    )
    chair: str | None = Field(
        None, title="chair", description="Who chairs.", examples=["Chief Operating Officer of the Customer"]
    )
    members: tuple[Member, ...] = Field((), title="members", description="Seats.")


class Governance(DealModel):
    """Who runs the relationship and who would run the exit."""

    bodies: tuple[Body, ...] = Field(
        (), title="governance bodies", description="Boards and regular meetings, highest first."
    )
    exit_committee: Body = Field(
        default_factory=lambda: Body(name="Exit Committee", frequency="weekly"),
        title="exit committee",
        description="The committee that governs the transition.",
    )
    customer_relationship_manager: Person = Field(
        default_factory=Person, title="customer's relationship manager", description="Day-to-day lead of the customer."
    )
    supplier_relationship_manager: Person = Field(
        default_factory=Person, title="supplier's relationship manager", description="Day-to-day lead of the supplier."
    )
    customer_exit_manager: Person = Field(
        default_factory=Person, title="customer's exit manager", description="Leads the exit for the customer."
    )
    supplier_exit_manager: Person = Field(
        default_factory=Person, title="supplier's exit manager", description="Leads the exit for the supplier."
    )
    executive_sponsor: Person = Field(
        default_factory=Person,
        title="executive sponsor",
        description="Executive of the customer who owns the decision.",
    )
    next_meeting: Day | None = Field(
        None, title="first meeting", description="First meeting of the exit committee.", examples=["2028-01-20"]
    )
