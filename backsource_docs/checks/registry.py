"""All rules, one module each; a module has its manual page as docstring, its CODE, and find(bundle)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from backsource_docs.checks import (
    blame,
    blank,
    casing,
    commitment,
    consistency,
    consulting,
    dangling,
    disclosure,
    erasing,
    hiring,
    insolvency,
    layoff_notice,
    leftover,
    market_report,
    market_words,
    material_agreement,
    mother_tongue,
    notice_limit,
    order,
    ordinary_exit,
    overlapping,
    people_named,
    promise,
    punctuation,
    remaining_charges,
    retrieval_floor,
    service_dates,
    sharing,
    signatures,
    style,
    switching_charges,
    switching_limit,
    titles,
    transfer_information,
    twice,
    two_clocks,
    typed,
    unapproved,
    undefined,
    unfilled,
    unpublished,
    unused,
)
from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.findings import Finding

__all__ = ["BUILD_RULES", "FINAL_RULES", "RULES_OF_EVERY_LANGUAGE", "WORD_RULES", "RuleModule"]


class RuleModule(Protocol):
    """What every rule module has."""

    CODE: str


class BuildRule(RuleModule, Protocol):
    """A rule that looks at all of the documents of a build, and holds them against each other and the deal."""

    def find(self, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the documents of one build."""


class WordRule(RuleModule, Protocol):
    """A rule that looks at nothing of a document but its words and where they stand, as `reading` keeps them."""

    def find(self, bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
        """What the rule finds in some documents of a build."""


WORD_RULES: tuple[WordRule, ...] = (
    undefined,
    unused,
    twice,
    overlapping,
    casing,
    typed,
    leftover,
    style,
)

BUILD_RULES: tuple[BuildRule, ...] = (
    dangling,
    punctuation,
    titles,
    blank,
    signatures,
    consistency,
    order,
    two_clocks,
    erasing,
    consulting,
    insolvency,
    remaining_charges,
    hiring,
    commitment,
    sharing,
    service_dates,
    notice_limit,
    switching_limit,
    retrieval_floor,
    switching_charges,
    transfer_information,
    layoff_notice,
    market_report,
    material_agreement,
    ordinary_exit,
    promise,
    blame,
    unpublished,
    disclosure,
    people_named,
    market_words,
    mother_tongue,
)
RULES_OF_EVERY_LANGUAGE: tuple[RuleModule, ...] = (
    blank,
    leftover,
    promise,
    blame,
    unpublished,
    people_named,
    mother_tongue,
)
"""Those that read no English: the only ones for letters in other languages."""

FINAL_RULES: tuple[BuildRule, ...] = (unfilled, unapproved)
