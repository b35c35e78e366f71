"""A letter speaks of what moves the price of shares

Only what the market has heard may stand in a letter. Results, forecasts, deals and the finances of a listed company
are told by its disclosure and to those on the list of insiders before it, never by a letter about who runs the service
desk. The words are in wording/guarded, a file for each language.

Bad:
    customer: {listed: {market: LSE, regime: uk}} and effect: We expect lower profit this year.

Good:
    customer: {listed: {market: LSE, regime: uk}} and effect: The service desk keeps its number and its hours.
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import free_text, guarded, said, unsaid
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM12"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Words on results, forecasts, deals and finances in what is typed for readers, where a party is listed."""
    deal = bundle.file.deal
    listed = [party.known_as for party in (deal.customer, deal.supplier) if party.listed]
    if listed:
        yield from unsaid(
            bundle,
            CODE,
            lambda language: said(guarded(bundle, "market", language)),
            lambda words: f"“{words}” can move the price of shares of {' and '.join(listed)}.",
            "Take it out, or let it stand in the market announcement first and quote that.",
            free_text,
        )
