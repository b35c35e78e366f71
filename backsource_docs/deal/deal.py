"""The whole deal: one frozen value from one YAML file."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from backsource_docs.deal.amendment import Amendment
from backsource_docs.deal.backsourcing import Backsourcing
from backsource_docs.deal.charges import Charges, ExitCharges
from backsource_docs.deal.communications import Communications
from backsource_docs.deal.estate import (
    Asset,
    Data,
    Escrow,
    Licence,
    Staff,
    Subcontractor,
    ThirdPartyContract,
)
from backsource_docs.deal.fields import Day, DealModel, PositionName, Words
from backsource_docs.deal.notices import Notice
from backsource_docs.deal.parties import ECONOMIC_AREA, UNION_REGIMES, Party
from backsource_docs.deal.plan import Plan
from backsource_docs.deal.proof import Proof
from backsource_docs.deal.services import CustomerObligation, Governance, Reporting, Service, ServiceLevel
from backsource_docs.deal.sourcing import Sourcing
from backsource_docs.deal.terms import Agreement, Law, Term, Termination

__all__ = ["ClauseChoice", "Deal", "Positions", "Style"]

LOCALES = {"new-york": "en-US", "germany": "en-DE", "ireland": "en-IE"}


class ClauseChoice(DealModel):
    """What the parties chose for one clause."""

    position: PositionName | None = Field(
        None, title="position", description="Position for this clause.", examples=["balanced"]
    )
    because: str | None = Field(
        None,
        title="reason",
        description="Why, for the explanation and the drafting note.",
        examples=["conceded at the meeting of 4 June"],
    )
    leave_out: bool = Field(False, title="leave out", description="Leaves the clause out.", examples=["no"])
    parameters: Mapping[str, str] = Field(
        default_factory=dict,
        title="parameters",
        description="Values for the clause's parameters.",
        examples=[{"audits_per_year": "1"}],
    )


class _PositionAlone:
    """A choice may be written as the bare name of a position."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(_choice, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"enum": [*get_args(PositionName)]}, handler(schema)]}


def _choice(value: object) -> object:
    return {"position": value} if isinstance(value, str) else value


class Positions(DealModel):
    """Negotiating positions: overall, by family, by clause; the narrower wins."""

    overall: PositionName = Field(
        "customer",
        title="overall position",
        description="Position where nothing narrower is said.",
        examples=["balanced"],
    )
    families: Mapping[str, PositionName] = Field(
        default_factory=dict,
        title="positions by family",
        description="Position for a whole family.",
        examples=[{"staff": "balanced"}],
    )
    clauses: Mapping[str, Annotated[ClauseChoice, _PositionAlone()]] = Field(
        default_factory=dict,
        title="positions by clause",
        description="Position, reason and parameters for single clauses.",
        examples=[{"lia-cap": "balanced"}],
    )


class Style(DealModel):
    """House style of the documents."""

    language: Literal["en-GB", "en-US", "en-DE", "en-IE"] | None = Field(
        None, title="language", description="Language and locale; by governing law if absent.", examples=["en-GB"]
    )
    page: Literal["a4", "letter"] | None = Field(
        None, title="paper", description="Paper size; by the customer's country if absent.", examples=["a4"]
    )
    library: str | None = Field(
        None,
        title="own library",
        description="Folder of the firm's own clauses, laid over ours.",
        examples=["house/clauses"],
    )
    templates: str | None = Field(
        None,
        title="own templates",
        description="Folder of the firm's own Word templates, laid over ours.",
        examples=["house/templates"],
    )


class Deal(DealModel):
    """An outsourcing deal and the way home from it."""

    name: Words = Field(
        title="name of the deal",
        description="Name of the deal or project.",
        examples=["Project Homecoming"],
    )
    reference: str | None = Field(
        None,
        title="document reference",
        description="Reference printed in footers and letters.",
        examples=["HC-2026-014"],
    )
    as_of: Day | None = Field(
        None,
        title="as-of date",
        description="Day on which the documents speak; today if absent.",
        examples=["2026-11-23"],
    )
    acting_for: Literal["customer", "supplier"] = Field(
        "customer", title="party advised", description="Whom we act for.", examples=["customer"]
    )
    customer: Party = Field(title="customer", description="The enterprise that outsourced.")
    supplier: Party = Field(
        title="supplier", description="The outsourcer.", examples=[{"name": "Corvane Managed Services Limited"}]
    )
    agreement: Agreement = Field(default_factory=Agreement, title="agreement", description="The outsourcing agreement.")
    amendment: Amendment = Field(
        default_factory=Amendment, title="amendment", description="How an agreement in force is changed."
    )
    law: Law = Field(title="law", description="Governing law.")
    sourcing: Sourcing = Field(
        default_factory=Sourcing, title="sourcing", description="The decision to outsource with the way back in mind."
    )
    services: tuple[Service, ...] = Field((), title="services", description="The outsourced functions.")
    service_levels: tuple[ServiceLevel, ...] = Field(
        (), title="service levels", description="Service levels and thresholds."
    )
    customer_obligations: tuple[CustomerObligation, ...] = Field(
        (), title="customer obligations", description="What the customer must do."
    )
    reporting: Reporting = Field(
        default_factory=Reporting, title="reporting", description="Regular and automated reports."
    )
    governance: Governance = Field(
        default_factory=Governance, title="governance", description="Boards, committee and people."
    )
    term: Term = Field(default_factory=Term, title="term", description="Length and renewal.")
    termination: Termination = Field(
        default_factory=Termination, title="termination", description="Grounds and periods."
    )
    backsourcing: Backsourcing = Field(default_factory=Backsourcing, title="backsourcing", description="The way home.")
    notices: tuple[Notice, ...] = Field(
        (), title="notices", description="Formal notices to the outsourcer, beyond the call to come home."
    )
    plan: Plan = Field(default_factory=Plan, title="plan", description="Changes to the timetable of the exit.")
    charges: Charges = Field(default_factory=Charges, title="charges", description="Prices and caps.")
    exit_charges: ExitCharges = Field(
        default_factory=ExitCharges, title="exit charges", description="Price of the exit."
    )
    staff: Staff = Field(default_factory=Staff, title="staff", description="People in scope.")
    assets: tuple[Asset, ...] = Field((), title="assets", description="Assets used for the services.")
    third_party_contracts: tuple[ThirdPartyContract, ...] = Field(
        (), title="third-party contracts", description="Contracts used for the services."
    )
    licences: tuple[Licence, ...] = Field((), title="licences", description="Software used for the services.")
    subcontractors: tuple[Subcontractor, ...] = Field(
        (), title="subcontractors", description="Approved subcontractors."
    )
    escrow: Escrow = Field(
        default_factory=Escrow, title="escrow", description="Source code and environments in escrow."
    )
    data: Data = Field(default_factory=Data, title="data", description="Data, its return and erasure.")
    communications: Communications = Field(
        default_factory=Communications, title="communications", description="Who is told what."
    )
    position: Positions = Field(
        default_factory=Positions, title="negotiating position", description="Positions overall, by family, by clause."
    )
    documents: tuple[Words, ...] = Field(
        ("outsourcing-agreement", "exit-plan", "letters"),
        title="documents",
        description="Documents to build; letters means every letter that fits.",
        examples=[["outsourcing-agreement"]],
    )
    coverage: Proof = Field(
        default_factory=Proof, title="proof of coverage", description="Where the proof of coverage is printed."
    )
    style: Style = Field(default_factory=Style, title="style", description="House style.")

    @property
    def locale(self) -> str:
        """The language and locale of the documents: as stated, else by governing law."""
        return self.style.language or LOCALES.get(self.law.governing, "en-GB")

    @property
    def page(self) -> Literal["a4", "letter"]:
        """The paper: as stated, else Letter for a customer in North America, A4 elsewhere."""
        north_american = (self.customer.country or "") in ("US", "CA")
        return self.style.page or ("letter" if north_american or self.locale == "en-US" else "a4")

    @property
    def privacy_law(self) -> Literal["eu", "uk", "us"]:
        """Whose data protection law comes first: by governing law and, under European ones, by the customer's country.

        That of the Union for a customer in the European Economic Area, and always under German and Irish law.
        """
        if self.law.governing == "new-york":
            return "us"
        continental = self.law.governing in ("germany", "ireland")
        return "eu" if continental or self.customer.country in ECONOMIC_AREA else "uk"

    @property
    def customer_identity(self) -> Literal["organised", "registered", "unregistered"]:
        """How parties are described: by state and file number, by register, or for a public body by its law alone."""
        if self.law.governing == "new-york":
            return "organised"
        number = self.customer.registration_number
        return "unregistered" if number and not self.customer.register_number else "registered"

    @property
    def data_act_may_apply(self) -> bool:
        """Whether Regulation (EU) 2023/2854 may apply: data processing services for a customer in the Union.

        A customer without a country may be one; so may one abroad that rules of the Union bind.
        """
        country = self.customer.country
        in_reach = country is None or country in ECONOMIC_AREA or not UNION_REGIMES.isdisjoint(self.customer.regimes)
        return in_reach and any(service.cloud for service in self.services)

    def value_at(self, path: str) -> Any:
        """The value at a dotted path ("customer.notices.email"); raises KeyError for a path that no deal can have."""
        value: Any = self
        for name in path.split("."):
            if value is None:
                return None
            if not _is_field(value, name):
                raise KeyError(path)
            value = getattr(value, name)
        return value


def _is_field(value: Any, name: str) -> bool:
    """Whether the name is data of the value: a field or a property, and none of its methods."""
    kind = type(value)
    known: Any = getattr(kind, "model_fields", None) or getattr(kind, "__struct_fields__", ())
    return name in known or isinstance(getattr(kind, name, None), property)
