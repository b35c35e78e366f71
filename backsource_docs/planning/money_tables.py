"""Tables for the customer alone: the budget, and the risks that the facts of the deal bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from backsource_docs.deal.charges import Rate
from backsource_docs.deal.communications import Stakeholder
from backsource_docs.deal.deal import Deal
from backsource_docs.drafting.composing import TableMaker
from backsource_docs.drafting.filling import Filler
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.planning.listed_tables import typographic
from backsource_docs.planning.timetable import Timetable
from backsource_docs.readers import LANGUAGE_NAMES
from backsource_docs.tree import Blank, Cell, Inline, Table, Text
from backsource_docs.values import Money

__all__ = ["budget_lines", "money_tables", "scored_risks"]

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_SCORES = {"easy": 2, "moderate": 3, "hard": 4}


def money_tables(timetable: Timetable) -> Mapping[str, TableMaker]:
    """The budget and the register of risks."""
    return {"budget": _budget, "risks": partial(_risks, timetable), "stakeholders": _stakeholders}


def _cap(deal: Deal) -> Money | None:
    """The highest total of Exit Charges: the share of the estimate that the deal states."""
    estimate = deal.exit_charges.estimate
    if estimate is None:
        return None
    amount = (estimate.amount * deal.exit_charges.cap.amount / _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
    return Money(amount, estimate.currency)


def _held_back(deal: Deal) -> Money | None:
    estimate, share = deal.exit_charges.estimate, deal.exit_charges.holdback
    if estimate is None or share is None:
        return None
    return Money((estimate.amount * share.amount / _HUNDRED).quantize(_CENT, ROUND_HALF_UP), estimate.currency)


def _remaining(deal: Deal) -> Money | None:
    """What the budget leaves for the customer's own work once the capped sums are set aside."""
    sums = [deal.backsourcing.budget, _cap(deal), *_payment(deal)]
    known = [item for item in sums if item]
    if len(known) < len(sums) or len({item.currency for item in known}) != 1:
        return None
    budget, *others = known
    return Money(budget.amount - sum((item.amount for item in others), Decimal(0)), budget.currency)


def _payment(deal: Deal) -> list[Money | None]:
    return [] if deal.exit_charges.termination_payment == "none" else [deal.exit_charges.termination_payment_cap]


_BUDGET, _ESTIMATE, _CAP = "backsourcing.budget", "exit_charges.estimate", "exit_charges.termination_payment_cap"
_NEEDED = {
    "Approved budget": (_BUDGET,),
    "Estimate of Exit Charges": (_ESTIMATE,),
    "Highest Exit Charges": (_ESTIMATE,),
    "Held back from Exit Charges": (_ESTIMATE,),
    "Highest Termination Payment": (_CAP,),
}


def _open(title: str, filler: Filler) -> Blank:
    """The blank of a line of the budget, with the first key that the deal lacks for it."""
    needed = _NEEDED.get(title, (_BUDGET, _ESTIMATE, _CAP))
    absent = [key for key in needed if filler.file.deal.value_at(key) is None]
    return Blank(title.lower(), absent[0] if absent else needed[0])


def budget_lines(filler: Filler) -> list[tuple[str, Inline, str]]:
    """The sums of the exit, each with its title and its basis; a visible blank where the deal lacks one."""
    deal = filler.file.deal
    lines: list[tuple[str, Money | None, str]] = [
        ("Approved budget", deal.backsourcing.budget, "all costs of the take-back"),
        ("Estimate of Exit Charges", deal.exit_charges.estimate, f"basis: {deal.exit_charges.basis}"),
        ("Highest Exit Charges", _cap(deal), f"{filler.printed(deal.exit_charges.cap)} of the estimate"),
    ]
    if deal.exit_charges.holdback:
        words = f"{filler.printed(deal.exit_charges.holdback)} of the estimate, paid when the exit is complete"
        lines.append(("Held back from Exit Charges", _held_back(deal), words))
    if deal.exit_charges.termination_payment != "none":
        cap = deal.exit_charges.termination_payment_cap
        lines.append(("Highest Termination Payment", cap, f"basis: {deal.exit_charges.termination_payment}"))
    lines.append(
        ("Left for own people, tools, recruitment and reserve", _remaining(deal), "budget less the highest sums")
    )
    return [
        (title, filler.shown(sum_, title.lower()) if sum_ else _open(title, filler), note)
        for title, sum_, note in lines
    ]


def _budget(filler: Filler) -> Table:
    deal = filler.file.deal
    rows: list[tuple[str | Cell, ...]] = [(title, (sum_,), note, "", "") for title, sum_, note in budget_lines(filler)]
    if deal.exit_charges.basis == "rate card":
        rows += [_rate(rate, filler) for rate in deal.exit_charges.rate_card]
    columns = [("Line", 3.0), ("Sum", 1.7), ("Basis", 2.6), ("Spent", 1.0), ("Forecast", 1.3)]
    return table_of("budget", "Budget of the exit", columns, rows)


def _rate(rate: Rate, filler: Filler) -> tuple[str | Cell, ...]:
    return (f"Rate of the Supplier: {rate.role}", filler.printed(rate.rate), f"for each {rate.per}", "", "")


def _risks(timetable: Timetable, filler: Filler) -> Table:
    """Risks of the library that fit, and one for each function that is hard to take back, worst first."""
    scored = scored_risks(timetable, filler.file.deal)
    rows: list[tuple[str | Cell, ...]] = []
    for count, (score, (risk, likelihood, impact, answer, owner)) in enumerate(scored, 1):
        strong: Cell = (Text(str(score), strong=score >= 12),)
        rows.append((f"R{count}", typographic(risk), likelihood, impact, strong, typographic(answer), owner))
    columns = [("No.", 0.8), ("Risk", 3.2), ("L", 0.5), ("I", 0.5), ("Score", 1.1), ("Answer", 3.6), ("Owner", 1.7)]
    return table_of("risks", "Register of risks", columns, rows)


def scored_risks(timetable: Timetable, deal: Deal) -> list[tuple[int, tuple[str, ...]]]:
    """Each risk with its score, worst first: risk, likelihood, impact, answer, owner."""
    listed = timetable.listings.get("risks")
    found = [*(row.cells for row in (listed.rows if listed else ())), *_own_risks(deal)]
    return sorted(((_score(cells), cells) for cells in found), key=lambda item: (-item[0], item[1]))


def _score(cells: tuple[str, ...]) -> int:
    return int(cells[1]) * int(cells[2])


def _own_risks(deal: Deal) -> Iterator[tuple[str, ...]]:
    for service in deal.services:
        if service.backsource and service.way_back != "easy":
            impact = "5" if service.critical else "3"
            why = f": {service.way_back_notes}" if service.way_back_notes else ""
            answer = (
                "start its knowledge transfer and environment first; two rehearsals; decision only on proven criteria"
            )
            owner = service.owner or "Function owner"
            yield (
                f"{service.name} is {service.way_back} to take back{why}",
                str(_SCORES[service.way_back]),
                impact,
                answer,
                owner,
            )
    for contract in deal.third_party_contracts:
        if contract.assignable is False:
            holder = contract.counterparty or "its counterparty"
            risk = f"The contract {contract.name} cannot be assigned without the consent of {holder}"
            answer = "ask for consent at once; prepare a replacement contract; use the present contract for a time"
            yield (risk, "3", "3", answer, "Procurement lead")


def _audience(person: Stakeholder) -> str:
    """The audience, with the language in which it is told where that is not the language of the plan."""
    return person.audience if person.language == "en" else f"{person.audience}, in {LANGUAGE_NAMES[person.language]}"


def _stakeholders(filler: Filler) -> Table:
    """What each audience is told, as the deal states it."""
    people = filler.file.deal.communications.stakeholders
    rows: list[tuple[str | Cell, ...]] = [
        (
            _audience(person),
            (filler.shown(person.effect, "what changes for them", f"communications.stakeholders[{number}].effect"),),
            (filler.shown(person.action, "what they must do", f"communications.stakeholders[{number}].action"),),
            (filler.shown(person.contact, "contact for the group", f"communications.stakeholders[{number}].contact"),),
        )
        for number, person in enumerate(people, 1)
    ] or [("", "", "", "")]
    columns = [("Audience", 1.4), ("What changes for them", 3.6), ("What they must do", 2.6), ("Contact", 2.0)]
    return table_of("stakeholders", "What each audience is told", columns, rows)
