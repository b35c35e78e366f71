"""What the tests of the diary share: the project's own library, and the diary of a small deal."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from backsource_docs.dates.diary import diary_of
from backsource_docs.dates.entries import Asked, Diary
from backsource_docs.deal.reading import DealFile
from backsource_docs.diary import dated
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding
from backsource_docs.library.store import Library
from backsource_docs.wanting import Wishes

ROOT = Path(__file__).parents[2]
AS_OF = datetime.date(2026, 11, 23)
Told = tuple[Diary, tuple[Finding, ...]]

DEAL = """\
name: Project Return
customer: {name: Alder plc, country: GB}
supplier: {name: Birch Limited, country: GB}
law: {governing: england-and-wales}
term: {commencement: 2027-03-01, initial: 60 months, renewal: 12 months, renewal_notice: 6 months}
termination: {convenience_notice: 6 months, convenience_not_before: 12 months}
services: [{name: Payroll}]
"""


@pytest.fixture(scope="session")
def library() -> Library:
    return Library((ROOT / "clause_library",), (ROOT / "templates",))


@pytest.fixture
def diary(library: Library, deal_file: Callable[..., DealFile]) -> Callable[..., Told]:
    """The diary of the small deal and further YAML, as known on a day.

    With `drafted` the agreement is drafted, so that its clauses have numbers; that takes longer.
    """

    def made(
        more: str = "",
        *,
        as_of: datetime.date = AS_OF,
        base: str = DEAL,
        drafted: bool = False,
        **asked: object,
    ) -> Told:
        file = deal_file(more, base)
        if drafted:
            return dated(file, library, as_of, Wishes(asked=Asked(**asked)))
        return diary_of(file, library, established(library.facts, file.deal), as_of, Asked(**asked), {})

    return made
