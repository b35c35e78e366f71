"""Where an agreement in force deals with what an amendment or an exit schedule touches."""

from pydantic import Field

from backsource_docs.deal.fields import DealModel, Words

__all__ = ["ExistingClauses"]


def _topic(title: str, description: str, example: str) -> Words | None:
    """A field for the number of one clause; its title is what a blank says."""
    number: Words | None = Field(None, title=f"clause number: {title}", description=description, examples=[example])
    return number


class ExistingClauses(DealModel):
    """Clause numbers of the existing agreement by topic, as "31" or "Schedule 9"; "none" where it has no such clause.

    A topic that is left out becomes a visible blank where an amendment changes the clause, and plain words elsewhere.
    """

    definitions: Words | None = _topic("definitions", "Clause with the definitions.", "1")
    services: Words | None = _topic("services", "Clause or schedule that describes the services.", "3")
    term: Words | None = _topic("term", "Clause on the term and its renewal.", "2")
    service_levels: Words | None = _topic("service levels", "Clause or schedule on service levels.", "Schedule 3")
    governance: Words | None = _topic("governance", "Clause or schedule on governance and reports.", "12")
    change_control: Words | None = _topic("change control", "Clause or schedule on change control.", "13")
    charges: Words | None = _topic("charges", "Clause or schedule on charges and payment.", "15")
    remedies: Words | None = _topic("remedies", "Clause on remedial plans and step-in.", "18")
    audit: Words | None = _topic("audit", "Clause on audit and records.", "20")
    subcontracting: Words | None = _topic("subcontracting", "Clause on subcontractors and locations.", "21")
    data_protection: Words | None = _topic("data protection", "Clause on data and security.", "22")
    continuity: Words | None = _topic("continuity", "Clause on business continuity.", "23")
    regulation: Words | None = _topic("regulation", "Clause on compliance and regulators.", "24")
    intellectual_property: Words | None = _topic("intellectual property", "Clause on rights and licences.", "25")
    staff: Words | None = _topic("staff", "Clause on staff and non-solicitation.", "26")
    termination: Words | None = _topic("termination", "Clause on rights to terminate.", "31")
    consequences: Words | None = _topic("consequences of termination", "Clause on what follows termination.", "32")
    exit: Words | None = _topic("exit", "Clause or schedule on exit; none if there is none.", "none")
    liability: Words | None = _topic("liability", "Clause on liability and insurance.", "28")
    confidentiality: Words | None = _topic("confidentiality", "Clause on confidence and publicity.", "27")
    disputes: Words | None = _topic("disputes", "Clause on disputes.", "40")
    notices: Words | None = _topic("notices", "Clause on notices.", "41")
    assignment: Words | None = _topic("assignment", "Clause on assignment.", "42")
    variation: Words | None = _topic("variation", "Clause on how the agreement is amended.", "43")
    general: Words | None = _topic("general provisions", "Clause with the general provisions.", "44")
    governing_law: Words | None = _topic("governing law", "Clause on governing law and courts.", "46")
