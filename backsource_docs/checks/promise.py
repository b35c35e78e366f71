"""A letter promises what no agreement holds

A letter that says that no job is lost, or that no service stops, is quoted for years and binds nobody but the reader's
trust. What is decided is said as decided, the rest as a proposal. The phrases are in wording/messages, a file for each
language.

Bad:
    effect: No jobs will be lost.

Good:
    effect: New posts, and who will fill them, are still proposals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backsource_docs.checks.frame import Bundle
from backsource_docs.checks.messages import said, unsaid, words_of
from backsource_docs.findings import Finding

__all__ = ["CODE", "find"]

CODE = "CM01"


def find(bundle: Bundle) -> Iterator[Finding]:
    """Promises in letters to people, typed in the deal or written in the library."""

    def pattern_in(language: str) -> re.Pattern[str]:
        return said(words_of(bundle, "promise", language))

    remedy = "Say what is decided and what is still a proposal."
    yield from unsaid(bundle, CODE, pattern_in, lambda words: f"“{words}” promises what nobody has agreed.", remedy)
