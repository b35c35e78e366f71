"""What the tests of planning share: the project's own library and the timetable of a deal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from schedule_deals import AS_OF, ROOT, Planned, read

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.timetable import timetable_of


@pytest.fixture(scope="session")
def library() -> Library:
    return Library((ROOT / "clause_library",), (ROOT / "templates",))


@pytest.fixture(scope="session")
def plan(library: Library) -> Callable[[DealFile], Planned]:
    """The timetable of a deal, with the findings."""
    return lambda file: timetable_of(file, library, established(library.facts, file.deal), AS_OF)


@pytest.fixture(scope="session")
def example() -> Callable[[str], DealFile]:
    return lambda name: read(Path(ROOT, "examples", name, "deal.yaml").read_bytes())
