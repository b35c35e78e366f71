"""The body of employees that is heard before functions come home, and when it has been."""

from typing import Literal

from pydantic import Field

from backsource_docs.deal.fields import Day, DealModel, Words

__all__ = ["Consultation"]


class Consultation(DealModel):
    """A works council or other body that the law wants informed and consulted before a step is taken."""

    body: Words = Field(
        title="body to be consulted",
        description="Works council, union or committee.",
        examples=["the works council in Hamburg"],
    )
    provision: str | None = Field(
        None,
        title="provision on consultation",
        description="Provision that asks for the consultation.",
        examples=["section 111 of the Works Constitution Act (BetrVG)"],
    )
    first_before: Literal["decision", "notice", "transfer"] = Field(
        "notice",
        title="step that waits for the consultation",
        description="Step that may be taken only after the consultation: decision, notice or transfer.",
        examples=["notice"],
    )
    starts: Day | None = Field(
        None,
        title="start of the consultation",
        description="Day on which the body is first informed.",
        examples=["2027-10-04"],
    )
    ends: Day | None = Field(
        None,
        title="end of the consultation",
        description="Day on which the consultation is complete.",
        examples=["2027-12-10"],
    )
