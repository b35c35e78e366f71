"""People are told before the market

While an exit is inside information, or counsel has not decided whether it is, only those on the list of insiders know
of it. A letter that many people read goes with the announcement or after it. Regulators and employee representatives
may have to be told before, and are put on the list.

Bad:
    customer: {listed: {market: LSE, regime: uk}} and the press told on 2028-01-20, announcement on 2028-01-24

Good:
    customer: {listed: {market: LSE, regime: uk}} and the press told on 2028-01-25, announcement on 2028-01-24
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import print_date

__all__ = ["CODE", "find"]

CODE = "CM04"
_MAY_KNOW = ("regulator", "employee representatives")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Each audience with a stated day before the announcement; insiders of whom no list is kept."""
    deal = bundle.file.deal
    notice, material = deal.backsourcing.notice, deal.communications.material
    announced = notice.announcement if notice else None
    if deal.customer.listed is None or material is False or announced is None:
        return
    state = "is inside information" if material else "may be inside information, for counsel has not decided"
    for number, entry in enumerate(deal.communications.stakeholders):
        if entry.told_on is None or entry.told_on >= announced:
            continue
        day, market = print_date(entry.told_on, deal.locale), print_date(announced, deal.locale)
        place = f"communications.stakeholders.{number}.told_on"
        if entry.audience not in _MAY_KNOW:
            message = (
                f"{entry.name or entry.audience} are told on {day}, before the market ({market}): the exit {state}."
            )
            remedy = f"Write told_on: {announced} or later, or material: no if counsel has so decided."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(place), remedy)
        elif not deal.communications.insider_list:
            message = (
                f"{entry.name or entry.audience} are told on {day}, and no list of insiders is kept: the exit {state}."
            )
            remedy = "Put them on the list and write insider_list: yes under communications."
            yield Finding(CODE, Severity.WARNING, message, bundle.line(place), remedy)
