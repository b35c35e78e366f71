"""How long the deal lasts and how it ends."""

import datetime
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from backsource_docs.deal.existing import ExistingClauses
from backsource_docs.deal.fields import CalendarSpan, Day, DealModel, Span, SpanOrNone, Words
from backsource_docs.values import Period, after

__all__ = ["Agreement", "Ground", "Land", "Law", "Term", "Termination"]

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

Land = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]


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
    clauses: ExistingClauses = Field(
        default_factory=ExistingClauses,
        title="clauses of the existing agreement",
        description="Clause numbers of an agreement in force, by topic, for what amends it or joins it.",
    )
    found: Mapping[str, Words] = Field(
        {},
        title="terms found in the existing agreement",
        description="What a reading of the agreement in force found: its clause number, by the id of our clause on the "
        "same matter, or none; readiness counts it.",
        examples=[{"thr-early-warning": "12.4", "ter-partial": "none"}],
    )
    version: Words = Field("1", title="version of the draft", description="Version printed on drafts.", examples=["3"])


class Law(DealModel):
    """The law that governs and the courts that decide."""

    governing: Literal["england-and-wales", "new-york", "germany", "ireland"] = Field(
        title="governing law", description="Law for which the clauses are chosen.", examples=["england-and-wales"]
    )
    place: str | None = Field(
        None,
        title="place whose business days count",
        description="City or state named in the definition of Business Day; the capital place of the law if absent.",
        examples=["London"],
    )
    subdivision: Land | None = Field(
        None,
        title="German Land whose public holidays count",
        description="Counts under German law alone: the Land of the place (ISO 3166-2, without DE-); Hesse if absent.",
        examples=["HH"],
    )

    closing_days: tuple[Day, ...] = Field(
        (),
        title="closing days of the parties",
        description="Business Days on which offices are closed: nothing is planned on them, and no period gets longer.",
        examples=[["2027-12-29", "2027-12-30"]],
    )

    @property
    def land(self) -> str | None:
        """The German Land whose holidays count; None under another law."""
        return self.subdivision if self.governing == "germany" else None


class Term(DealModel):
    """How long the agreement lasts."""

    commencement: Day | None = Field(
        None, title="commencement date", description="Day on which the services start.", examples=["2027-03-01"]
    )
    initial: CalendarSpan = Field(
        Period(60, "month"), title="initial term", description="Length of the first term.", examples=["60 months"]
    )
    renewal: CalendarSpan | None = Field(
        None, title="renewal term", description="Length of each renewal; leave out for none.", examples=["12 months"]
    )
    renewal_notice: CalendarSpan = Field(
        Period(6, "month"),
        title="renewal notice",
        description="Time before expiry at which renewal or non-renewal is notified.",
        examples=["6 months"],
    )
    automatic_renewal: bool = Field(
        False, title="automatic renewal", description="Whether the term renews unless notice is given.", examples=["no"]
    )
    review_lead: CalendarSpan = Field(
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
