"""Formal notices to the outsourcer: what each one says, and the record on which it rests."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Span, Words

__all__ = ["Notice", "NoticeFact", "NoticeStep", "Step"]

Step = Literal[
    "breach notice",
    "cure period ended",
    "cannot be remedied",
    "repeated breach warning",
    "final warning",
    "intention notice",
    "negotiation began",
    "negotiation ended",
    "meeting asked for",
    "executives met",
    "told of the change of control",
    "concern notice",
    "objection",
    "measures not in place",
    "correction time ended",
    "demand of the regulator",
    "request for a remedy",
    "emergency",
    "asset list received",
    "service report received",
    "learned of the breach",
]


class NoticeFact(DealModel):
    """A fact on which a notice rests, with its day."""

    day: Day = Field(title="day of the fact", description="Day on which it happened.", examples=["2028-03-04"])
    fact: Words = Field(
        title="fact",
        description="What happened, in one clause that evidence can prove.",
        examples=["payments could not be sent between 09:10 and 15:40"],
    )


class NoticeStep(DealModel):
    """A step that was taken before the notice: a warning, a talk, the end of a time to cure."""

    step: Step = Field(title="step", description="What was done or happened.", examples=["breach notice"])
    day: Day = Field(
        title="day of the step",
        description="Day on which it was done; for a notice, the day on which it was received.",
        examples=["2028-03-13"],
    )
    note: str | None = Field(
        None,
        title="note on the step",
        description="What followed, or where the record is.",
        examples=["answered on 17 March 2028"],
    )


class Notice(DealModel):
    """A formal notice that the customer gives, or prepares."""

    kind: Words = Field(
        title="kind of the notice",
        description="Kind of notice, as bsdocs notice --list names it.",
        examples=["termination-for-cause"],
    )
    served: Day | None = Field(
        None,
        title="day of sending",
        description="Day on which the notice is sent; the as-of day if absent.",
        examples=["2028-05-15"],
    )
    method: Literal["hand", "courier", "post", "airmail", "email"] = Field(
        "courier", title="method of sending", description="How the notice is sent.", examples=["courier"]
    )
    effective: Day | None = Field(
        None,
        title="day of effect",
        description="Day on which it is to take effect; the earliest that the agreement allows if absent.",
        examples=["2028-12-29"],
    )
    functions: tuple[Words, ...] = Field(
        (),
        title="functions of the notice",
        description="Service functions that it concerns; all if absent.",
        examples=[["Service desk"]],
    )
    duty: str | None = Field(
        None,
        title="duty that was broken",
        description="Duty that the facts break.",
        examples=["the duty to meet the Service Level for the payments platform"],
    )
    facts: tuple[NoticeFact, ...] = Field((), title="dated facts", description="Facts that the ground needs.")
    record: tuple[NoticeStep, ...] = Field(
        (), title="record of steps", description="Steps taken before the notice, with their days."
    )
    asks: str | None = Field(
        None,
        title="what the notice asks for",
        description="What is asked, chosen or offered: a remedy, the assets, the choice on a switch, the posts.",
        examples=["a written correction of the cause and proof that it works"],
    )
    people: str | None = Field(
        None,
        title="people of the notice",
        description="People or firm who act under it: who steps in, who takes the data.",
        examples=["the bank's platform team under Tom Adeyemi"],
    )
    length: Span | None = Field(
        None, title="length", description="Expected or wished length of what it calls for.", examples=["3 months"]
    )
    enclosures: tuple[Words, ...] = Field(
        (), title="enclosures", description="Papers enclosed.", examples=[["Service Reports for March to May 2028"]]
    )
