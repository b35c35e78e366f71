"""A letter blames the outsourcer

The people at the outsourcer keep the services running until the last move, and read every letter. Blame breaks the
agreed message, invites a claim and helps no reader. The phrases are in wording/messages.yaml.

Bad:
    public_reason: the supplier has failed to meet our needs

Good:
    public_reason: we want the people who run our most important services to be our own
"""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import said, unsaid, words_of
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM02"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Blame in letters to people, typed in the deal or written in the library."""
    pattern = said(words_of(bundle, "blame"))
    remedy = "Give the reason as what the enterprise wants, and thank the people who did the work."
    yield from unsaid(bundle, CODE, pattern, lambda words: f"“{words}” blames the outsourcer.", remedy)
