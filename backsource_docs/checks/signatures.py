"""The signature page names other parties than the agreement

A contract signed in another name than the one it was made in may bind nobody. The blocks on the execution page must
name exactly the parties of the deal, each once.

Bad:
    Parties: Aldermoor Bank plc and Corvane Limited. Signed for Aldermoor plc.

Good:
    Parties: Aldermoor Bank plc and Corvane Limited. Signed for Aldermoor Bank plc and for Corvane Limited.
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.phrases import series
from backsource_docs.findings import Finding, Severity
from backsource_docs.tree import Execution, Text

__all__ = ["CODE", "find"]

CODE = "SG01"
_PARTIES = ("customer", "supplier")


def find(bundle: Bundle) -> Iterator[Finding]:
    """Signature blocks whose names are not those of the parties as the document prints them."""
    for reading in bundle.readings:
        for part in reading.made.document.draft.parts:
            for block in part.blocks:
                if isinstance(block, Execution):
                    signing = sorted(signatory.party for signatory in block.signatories)
                    yield from _compared(bundle, reading, signing)


def _compared(bundle: Bundle, reading: Reading, signing: list[str]) -> Iterator[Finding]:
    parties = sorted(_printed(bundle, reading, party) for party in _PARTIES)
    if signing != parties:
        message = f"The execution page is for {series(signing) or 'nobody'}; the parties are {series(parties)}."
        remedy = "Let the execution page name each party once, exactly as it is registered."
        yield Finding(CODE, Severity.ERROR, message, bundle.file.place("customer.name"), remedy)


def _printed(bundle: Bundle, reading: Reading, party: str) -> str:
    """The name of a party where the document first prints it, else as the deal has it."""
    path = f"{party}.name"
    pieces = (piece for passage in reading.passages for piece in passage.content)
    named = (piece.text for piece in pieces if isinstance(piece, Text) and piece.path == path)
    return next(named, str(bundle.file.deal.value_at(path)))
