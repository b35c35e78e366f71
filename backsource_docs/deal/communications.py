"""Who is told what when functions come home, on which day, and who answers."""

from typing import Annotated

from pydantic import Field, StringConstraints

from backsource_docs.deal.fields import Day, DealModel, Words
from backsource_docs.deal.parties import Person
from backsource_docs.readers import Audience, Language, NewsStage

__all__ = ["IN_TURN", "WITH_THE_ANNOUNCEMENT", "Communications", "News", "Stakeholder", "Translation"]

WITH_THE_ANNOUNCEMENT = ("investors", "own staff")
IN_TURN = ("customers", "partners", "vendors")
Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class Stakeholder(DealModel):
    """Somebody who is told, with the contact for questions."""

    audience: Audience = Field(title="audience", description="Kind of reader.", examples=["customers"])
    name: str | None = Field(
        None, title="name of the group", description="How they are addressed.", examples=["Business banking customers"]
    )
    contact: str | None = Field(
        None,
        title="contact for the group",
        description="Desk, email or telephone for their questions.",
        examples=["0800 555 0199"],
    )
    effect: str | None = Field(
        None,
        title="what changes for them",
        description="What changes for these readers, as one or two whole sentences.",
        examples=["The telephone number of the service desk stays the same."],
    )
    action: str | None = Field(
        None,
        title="what they must do",
        description="What they must do, as a whole sentence.",
        examples=["You do not need to do anything."],
    )
    told_on: Day | None = Field(
        None,
        title="day of the letter",
        description="Day on which their letter is sent; if absent, their turn in the order after the announcement.",
        examples=["2028-01-19"],
    )
    recipient: str | None = Field(
        None,
        title="recipient of the letter",
        description="The one reader of the letter, for the address block; leave out for a letter to the whole group.",
        examples=["Fenwick Telecom Limited"],
    )
    address: str | None = Field(
        None,
        title="address of the recipient",
        description="Postal address of that reader, lines divided by commas.",
        examples=["2 Mast Lane, Hull HU1 2AB"],
    )
    salutation: str | None = Field(
        None,
        title="salutation of the recipient",
        description="How the letter greets that reader after the word Dear; the recipient if absent. In another"
        " language than English the whole greeting; the usual one of the language if absent.",
        examples=["Ms Harper"],
    )
    told_at: Hour | None = Field(
        None,
        title="hour of the letter",
        description="Hour at which it is sent, in the time of the customer's place of business.",
        examples=["09:00"],
    )
    language: Language = Field(
        "en",
        title="language of the letter",
        description="Language in which they are written to, and in which this entry is written; for readers of two"
        " languages write an entry in each.",
        examples=["en"],
    )
    owner: str | None = Field(
        None, title="owner of the message", description="Who sends it.", examples=["Head of Communications"]
    )
    approver: str | None = Field(
        None,
        title="approver of the message",
        description="Who must approve it before it is sent.",
        examples=["General Counsel"],
    )
    channel: str | None = Field(
        None, title="channel of the message", description="How it reaches them.", examples=["email and intranet"]
    )


class News(DealModel):
    """What has happened since the announcement, for the letters that follow it."""

    stage: NewsStage = Field(
        title="stage",
        description="What the news is about: progress, cut-over, completed or delayed.",
        examples=["delayed"],
    )
    on: Day | None = Field(
        None, title="day of the news", description="Day on which the letters are sent.", examples=["2028-06-02"]
    )
    service: Words | None = Field(
        None,
        title="function in the news",
        description="The function that the news is about, as named under services.",
        examples=["Service desk"],
    )
    day: Day | None = Field(
        None,
        title="day of the move",
        description="Day on which the function moves or has moved; for a delay the new planned day.",
        examples=["2028-07-14"],
    )
    says: Words | None = Field(
        None,
        title="news itself",
        description="What has happened or will happen, as one or two whole sentences without blame.",
        examples=["The tests of the service desk are complete."],
    )
    action: Words | None = Field(
        None,
        title="what readers must do now",
        description="What readers must do, as a whole sentence.",
        examples=["You do not need to do anything."],
    )


class Translation(DealModel):
    """What a text of the deal is in other languages, for letters in these."""

    of: Words = Field(
        title="text of the deal",
        description="The English text exactly as it stands in the deal; it serves wherever the deal has it.",
        examples=["Service desk"],
    )
    de: Words | None = Field(None, title="German", description="The text in German.", examples=["IT-Servicedesk"])
    fr: Words | None = Field(None, title="French", description="The text in French.", examples=["Centre de services"])
    es: Words | None = Field(
        None, title="Spanish", description="The text in Spanish.", examples=["Centro de servicios"]
    )
    pl: Words | None = Field(None, title="Polish", description="The text in Polish.", examples=["Centrum wsparcia"])


class Communications(DealModel):
    """Who is told what, and who answers."""

    stakeholders: tuple[Stakeholder, ...] = Field((), title="stakeholders", description="Groups of readers.")
    spokesperson: Person = Field(
        default_factory=Person, title="spokesperson", description="Who speaks for the customer."
    )
    next_update: Day | None = Field(
        None, title="next update", description="When readers hear more.", examples=["2028-02-18"]
    )
    material: bool | None = Field(
        None,
        title="inside information",
        description="Whether counsel judged the exit to be inside information; leave out while undecided.",
        examples=["no"],
    )
    insider_list: bool = Field(
        False,
        title="insider list",
        description="Whether a list is kept of those who know of the exit before it is announced.",
        examples=["yes"],
    )
    news: tuple[News, ...] = Field(
        (), title="news", description="News after the announcement, each with its own letters."
    )
    translations: tuple[Translation, ...] = Field(
        (),
        title="translations",
        description="Texts of the deal in the languages of its letters: names of functions, reasons, news, titles.",
    )
