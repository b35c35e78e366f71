"""What must be moved, returned or shared when functions come home: people, things, contracts, rights, data."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.consultation import Consultation
from backsource_docs.deal.fields import Day, DealModel, Span, SpanOrNone, Sum, Words
from backsource_docs.deal.parties import Person
from backsource_docs.values import Period

__all__ = [
    "Asset",
    "Data",
    "DataSet",
    "Escrow",
    "Licence",
    "Staff",
    "StaffGroup",
    "Subcontractor",
    "ThirdPartyContract",
]


class StaffGroup(DealModel):
    """A group of the supplier's people assigned to the services."""

    role: Words = Field(title="role", description="Kind of work.", examples=["Service desk analysts"])
    headcount: int | None = Field(
        None, ge=0, le=1_000_000, title="headcount", description="Number of people.", examples=["38"]
    )
    location: str | None = Field(None, title="location", description="Place of work.", examples=["Leeds"])
    service: str | None = Field(None, title="function", description="Function they work on.", examples=["Service desk"])


class Staff(DealModel):
    """People in scope and the rules under which they move."""

    in_scope: int = Field(
        0,
        ge=0,
        le=1_000_000,
        title="people in scope",
        description="Number of the supplier's people assigned to the functions that come back.",
        examples=["38"],
    )
    regime: Literal["none", "tupe", "warn", "section-613a", "irish-regulations"] = Field(
        "none",
        title="transfer regime",
        description="Law on employee transfer or mass layoff that applies.",
        examples=["tupe"],
    )
    groups: tuple[StaffGroup, ...] = Field((), title="staff groups", description="Groups of people, without names.")
    hire_right: bool = Field(
        True,
        title="right to hire",
        description="Whether the customer may offer posts to dedicated people.",
        examples=["yes"],
    )
    hire_window: Span = Field(
        Period(6, "month"),
        title="hiring window",
        description="Time in which offers may be made.",
        examples=["6 months"],
    )
    non_solicit: SpanOrNone = Field(
        Period(12, "month"),
        title="non-solicitation period",
        description="Length of the mutual non-solicitation duty.",
        examples=["12 months"],
    )
    key_personnel: tuple[Person, ...] = Field(
        (), title="key personnel", description="People who may not be moved without consent."
    )
    representatives: str | None = Field(
        None,
        title="employee representatives",
        description="Union or elected representatives.",
        examples=["Unite the Union"],
    )
    consultation: Consultation | None = Field(
        None,
        title="consultation of employees",
        description="Body that must be heard before a step is taken; leave out where none must.",
    )


class Asset(DealModel):
    """A thing used for the services."""

    name: Words = Field(title="asset", description="What it is.", examples=["Branch router fleet"])
    kind: Literal["exclusive", "shared"] = Field(
        "exclusive",
        title="kind of asset",
        description="Used for this customer alone, or for others too.",
        examples=["exclusive"],
    )
    location: str | None = Field(None, title="location", description="Where it is.", examples=["Leeds data centre"])
    book_value: Sum | None = Field(
        None, title="net book value", description="Net book value.", examples=["GBP 310,000"]
    )
    service: str | None = Field(None, title="function", description="Function it serves.", examples=["Network"])


class ThirdPartyContract(DealModel):
    """A contract of the supplier with somebody else that the services need."""

    name: Words = Field(title="contract", description="What it is for.", examples=["Wide-area network circuits"])
    counterparty: str | None = Field(
        None, title="counterparty", description="The other party.", examples=["Fenwick Telecom Limited"]
    )
    expires: Day | None = Field(None, title="expiry", description="Day on which it ends.", examples=["2028-05-31"])
    assignable: bool | None = Field(
        None, title="assignable", description="Whether it may be assigned without consent.", examples=["no"]
    )
    shared: bool = Field(
        False, title="shared", description="Whether it also serves the supplier's other customers.", examples=["no"]
    )
    service: str | None = Field(None, title="function", description="Function it serves.", examples=["Network"])


class Licence(DealModel):
    """Software of somebody else used for the services."""

    software: Words = Field(title="software", description="Product.", examples=["Meridian batch scheduler"])
    licensor: str | None = Field(
        None, title="licensor", description="Who grants the licence.", examples=["Meridian Software GmbH"]
    )
    holder: Literal["customer", "supplier"] = Field(
        "supplier", title="holder", description="Who holds the licence now.", examples=["supplier"]
    )
    transferable: bool | None = Field(
        None, title="transferable", description="Whether it may be transferred.", examples=["yes"]
    )
    service: str | None = Field(
        None, title="function", description="Function it serves.", examples=["Mainframe operations"]
    )


class Subcontractor(DealModel):
    """A subcontractor already approved."""

    name: Words = Field(title="subcontractor", description="Legal name.", examples=["Sahyadri Support Private Limited"])
    work: str | None = Field(None, title="work", description="What it does.", examples=["second-line support at night"])
    location: str | None = Field(None, title="location", description="Where.", examples=["Pune, India"])
    key: bool = Field(
        False, title="key subcontractor", description="Whether the services depend on it.", examples=["yes"]
    )


class Escrow(DealModel):
    """Source code and environments kept with an agent."""

    agreed: bool = Field(False, title="escrow agreed", description="Whether there is escrow.", examples=["yes"])
    agent: str | None = Field(
        None, title="escrow agent", description="Who keeps the deposits.", examples=["Keystone Escrow Limited"]
    )
    deposits: Span = Field(
        Period(6, "month"),
        title="interval of deposits",
        description="How often deposits are renewed.",
        examples=["6 months"],
    )


class DataSet(DealModel):
    """A set of the customer's data that comes back."""

    name: Words = Field(title="data set", description="What it holds.", examples=["Service tickets"])
    format: str | None = Field(None, title="format", description="Format of the export.", examples=["CSV with schema"])
    volume: str | None = Field(None, title="volume", description="Size or count.", examples=["2.1 million records"])
    personal: bool = Field(
        False, title="personal data", description="Whether it holds personal data.", examples=["yes"]
    )
    service: str | None = Field(
        None, title="function", description="Function it belongs to.", examples=["Service desk"]
    )


class Data(DealModel):
    """How data are described, returned and erased."""

    sets: tuple[DataSet, ...] = Field((), title="data sets", description="Data sets to return.")
    returned_within: Span = Field(
        Period(10, "business day"),
        title="time for return of data",
        description="Time to return data on request.",
        examples=["10 business days"],
    )
    retrieval: Span = Field(
        Period(30, "day"),
        title="retrieval period",
        description="Time after the end in which data can still be fetched.",
        examples=["30 days"],
    )
    erasure: Span = Field(
        Period(30, "day"),
        title="time for erasure",
        description="Time after the retrieval period in which data are erased.",
        examples=["30 days"],
    )
    backup_cycle: Span = Field(
        Period(90, "day"), title="backup cycle", description="Longest life of a backup.", examples=["90 days"]
    )
    breach_notice: Span = Field(
        Period(24, "hour"),
        title="notice of an incident",
        description="Time to report a security incident.",
        examples=["24 hours"],
    )
    subjects: str | None = Field(
        None,
        title="data subjects",
        description="Whose personal data are processed.",
        examples=["customers, employees and applicants"],
    )
    categories: str | None = Field(
        None,
        title="categories of personal data",
        description="Which personal data.",
        examples=["identity, contact and account data"],
    )
    purpose: str | None = Field(
        None,
        title="purpose of processing",
        description="Why they are processed.",
        examples=["performance of the services"],
    )
    transfers: str | None = Field(
        None,
        title="transfer mechanism",
        description="Ground for transfers abroad.",
        examples=["the UK International Data Transfer Agreement"],
    )
    standards: tuple[Words, ...] = Field(
        (), title="security standards", description="Standards that bind the supplier.", examples=[["ISO/IEC 27001"]]
    )
