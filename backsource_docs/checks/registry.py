"""All rules, one module each; a module has its manual page as docstring, its CODE, and find(bundle)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from backsource_docs.checks import (
    blank,
    casing,
    consistency,
    dangling,
    leftover,
    order,
    overlapping,
    punctuation,
    signatures,
    style,
    titles,
    twice,
    typed,
    unapproved,
    undefined,
    unfilled,
    unused,
)
from backsource_docs.checks.frame import Bundle
from backsource_docs.findings import Finding

__all__ = ["FINAL_RULES", "RULES", "RuleModule"]


class RuleModule(Protocol):
    """What every rule module has."""

    CODE: str

    def find(self, bundle: Bundle) -> Iterator[Finding]:
        """What the rule finds in the documents of one build."""


RULES: tuple[RuleModule, ...] = (
    undefined,
    unused,
    twice,
    overlapping,
    casing,
    dangling,
    typed,
    blank,
    leftover,
    style,
    punctuation,
    signatures,
    consistency,
    order,
    titles,
)
FINAL_RULES: tuple[RuleModule, ...] = (unfilled, unapproved)
