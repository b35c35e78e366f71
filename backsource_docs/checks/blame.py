"""A letter blames the outsourcer

The people at the outsourcer keep the services running until the last move, and read every letter. Blame breaks the
agreed message, invites a claim and helps no reader. The phrases are in wording/messages, a file for each language.

Bad:
    public_reason: the supplier has failed to meet our needs

Good:
    public_reason: we want the people who run our most important services to be our own
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import said, unsaid, words_of
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM02"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Blame in letters to people, typed in the deal or written in the library."""

    def pattern_in(language: str) -> re.Pattern[str]:
        return said(words_of(bundle, "blame", language))

    remedy = "Give the reason as what the enterprise wants, and thank the people who did the work."
    # The ground of the notice is named as the agreement names it, to the regulator who must know it.
    yield from unsaid(
        bundle,
        CODE,
        pattern_in,
        lambda words: f"“{words}” blames the outsourcer.",
        remedy,
        lambda piece: piece.path != "backsourcing.notice.ground",
    )
