"""The checks: what a careful reader would mark in the finished documents. Rules are loaded when a check runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backsource_docs.deal.reading import DealFile
    from backsource_docs.drafting.made import Made
    from backsource_docs.findings import Finding
    from backsource_docs.library.store import Library
    from backsource_docs.tree import Blank, Document

__all__ = ["blanks_in", "check_documents", "refusals_of_final", "texts_used"]


def check_documents(made: tuple[Made, ...], file: DealFile, library: Library) -> tuple[Finding, ...]:
    """Everything worth a look in the documents of one build, by all rules, in the order of files and lines."""
    from backsource_docs.checks.frame import Bundle
    from backsource_docs.checks.reading import words_read
    from backsource_docs.checks.registry import BUILD_RULES, RULES_OF_EVERY_LANGUAGE, WORD_RULES
    from backsource_docs.findings import in_reading_order

    english = Bundle(tuple(one for one in made if not one.foreign), file, library)
    foreign = Bundle(tuple(one for one in made if one.foreign), file, library)
    found = [*words_read(english, english.readings), *(one for rule in BUILD_RULES for one in rule.find(english))]
    if foreign.made:
        words = (rule for rule in WORD_RULES if rule in RULES_OF_EVERY_LANGUAGE)
        found += [finding for rule in words for finding in rule.find(foreign, foreign.readings)]
        builds = (rule for rule in BUILD_RULES if rule in RULES_OF_EVERY_LANGUAGE)
        found += [finding for rule in builds for finding in rule.find(foreign)]
    return in_reading_order(found)


def refusals_of_final(made: tuple[Made, ...], file: DealFile, library: Library) -> tuple[Finding, ...]:
    """What keeps the documents from being final: each open blank, each clause that nobody approved."""
    from backsource_docs.checks.frame import Bundle
    from backsource_docs.checks.registry import FINAL_RULES
    from backsource_docs.findings import in_reading_order

    bundle = Bundle(made, file, library)
    return in_reading_order(finding for rule in FINAL_RULES for finding in rule.find(bundle))


def texts_used(made: tuple[Made, ...], file: DealFile, library: Library) -> tuple[str, ...]:
    """The ids of the library's texts that the documents print, definitions among them."""
    from backsource_docs.checks.frame import Bundle
    from backsource_docs.checks.unapproved import texts_in

    return tuple(clause.id for clause in texts_in(Bundle(made, file, library)))


def blanks_in(document: Document) -> Iterator[Blank]:
    """The open blanks of a document in reading order, those of its cover page or letterhead first."""
    from backsource_docs.checks.frame import blanks_in as found

    return found(document)
