"""Who makes the deal: the parties, their people, how notices reach them."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Country, DealModel, Words

__all__ = ["ECONOMIC_AREA", "UNION_REGIMES", "Contact", "Listing", "NoticeDetails", "Party", "Person"]

_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
ECONOMIC_AREA = frozenset(_MEMBERS.split())
UNION_REGIMES = frozenset({"dora", "eba", "data-act"})


class Person(DealModel):
    """A named person and what they do."""

    name: str | None = Field(None, title="name", description="Full name.", examples=["Amara Osei"])
    title: str | None = Field(None, title="title", description="Job title.", examples=["Chief Operating Officer"])
    email: str | None = Field(
        None, title="email address", description="Email address.", examples=["a.osei@bank.example"]
    )
    phone: str | None = Field(
        None, title="telephone number", description="Telephone number.", examples=["+44 20 7946 0101"]
    )


class Contact(DealModel):
    """Where readers of letters turn with questions."""

    name: str | None = Field(
        None, title="contact name", description="A person or a desk.", examples=["Supplier Relations Desk"]
    )
    email: str | None = Field(None, title="contact email", description="Email address.", examples=["help@bank.example"])
    phone: str | None = Field(
        None, title="contact telephone", description="Telephone number.", examples=["+44 20 7946 0100"]
    )
    page: str | None = Field(
        None, title="web page", description="Page with questions and answers.", examples=["bank.example/changes"]
    )


class NoticeDetails(DealModel):
    """How formal notices reach a party; an absent address means the registered address."""

    attention: str | None = Field(
        None,
        title="person or role for notices",
        description="Person or role that notices are marked for.",
        examples=["The Company Secretary"],
    )
    address: str | None = Field(
        None,
        title="address for notices",
        description="Postal address for notices, lines divided by commas.",
        examples=["1 Dock Street, Leeds LS10 1JF"],
    )
    email: str | None = Field(
        None,
        title="email address for notices",
        description="Email for copies of notices.",
        examples=["notices@bank.example"],
    )
    copy_to: str | None = Field(
        None,
        title="recipient of copies",
        description="Who receives a copy that is not itself notice.",
        examples=["Harrow & Vale LLP, 9 Inn Court, London EC4A 1AA"],
    )


class Listing(DealModel):
    """Where a party's shares are traded, which decides the market-disclosure questions."""

    market: Words = Field(title="market", description="Name of the market.", examples=["London Stock Exchange"])
    regime: Literal["uk", "eu", "us"] = Field(
        title="disclosure regime", description="Whose disclosure rules apply.", examples=["uk"]
    )


class Party(DealModel):
    """One side of the deal."""

    name: Words = Field(
        title="legal name",
        description="Full legal name, exactly as registered.",
        examples=["Aldermoor Bank plc"],
    )
    short_name: str | None = Field(
        None,
        title="short name",
        description="Name used in letters and headers; the legal name if absent.",
        examples=["Aldermoor"],
    )
    form: str | None = Field(
        None, title="legal form", description="Legal form, with its article.", examples=["a public limited company"]
    )
    registered_in: str | None = Field(
        None,
        title="place of registration",
        description="Country or state whose law formed the party.",
        examples=["England and Wales"],
    )
    registration_number: str | None = Field(
        None,
        title="registration number",
        description="Number in the register of companies; none for a body that no such register lists.",
        examples=["01234567"],
    )
    address: str | None = Field(
        None,
        title="registered address",
        description="Registered office or principal place of business, lines divided by commas.",
        examples=["1 Dock Street, Leeds LS10 1JF"],
    )
    country: Country | None = Field(
        None, title="country", description="Country of the address, two letters (ISO 3166).", examples=["GB"]
    )
    notices: NoticeDetails = Field(
        default_factory=NoticeDetails, title="details for notices", description="How notices reach the party."
    )
    signatories: tuple[Person, ...] = Field(
        (),
        title="signatories",
        description="Who signs for the party, in the order of signing.",
        examples=[[{"name": "Amara Osei", "title": "Director"}]],
    )
    listed: Listing | None = Field(
        None, title="listing", description="Where the shares are traded; leave out for an unlisted party."
    )
    sector: Literal["financial", "public", "retail", "other"] = Field(
        "other",
        title="sector",
        description="Sector, which decides the sets of rules that apply.",
        examples=["financial"],
    )
    regulator: str | None = Field(
        None,
        title="regulator",
        description="Supervising authority or authorities.",
        examples=["the Prudential Regulation Authority"],
    )
    regimes: tuple[Literal["dora", "eba", "pra", "fca", "data-act", "interagency"], ...] = Field(
        (),
        title="regulatory regimes",
        description="Sets of outsourcing rules that bind the party.",
        examples=[["pra", "dora"]],
    )
    contact: Contact = Field(
        default_factory=Contact, title="contact", description="Desk or person for questions about the change."
    )

    @property
    def register_number(self) -> str | None:
        """The number in the register of companies; None for a body that no such register lists."""
        number = self.registration_number
        return None if number and number.lower() == "none" else number

    @property
    def known_as(self) -> str:
        """The name that letters and headers use."""
        return self.short_name or self.name
