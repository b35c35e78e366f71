"""Where the proof of coverage stands besides its own document."""

from pydantic import Field

from backsource_docs.deal.fields import DealModel

__all__ = ["Proof"]


class Proof(DealModel):
    """Whether the agreement and the exit plan carry a table of requirements and the texts that meet them."""

    in_agreement: bool = Field(
        False,
        title="schedule of requirements",
        description="Adds a schedule to the agreement that names the clauses answering each requirement.",
        examples=["yes"],
    )
    in_exit_plan: bool = Field(
        False,
        title="coverage annex",
        description="Adds the coverage matrix to the customer's own annexes of the exit plan.",
        examples=["yes"],
    )
