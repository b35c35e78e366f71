"""What all doors do alike: they refuse a position that does not exist, before they read anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backsource_docs.api import build, check, coverage
from backsource_docs.diary import dates
from backsource_docs.messaging import messages
from backsource_docs.noticing import Options, notice, notices
from backsource_docs.progressing import plan_status
from backsource_docs.scorecard import readiness
from backsource_docs.timetabling import plan

NOWHERE = Path("nowhere") / "deal.yaml"
DOORS: dict[str, Callable[[Any], object]] = {
    "build": lambda position: build(NOWHERE, position=position),
    "check": lambda position: check(NOWHERE, position=position),
    "coverage": lambda position: coverage(NOWHERE, position=position),
    "dates": lambda position: dates(NOWHERE, position=position),
    "messages": lambda position: messages(NOWHERE, position=position),
    "notice": lambda position: notice(NOWHERE, "breach", "out", Options(position=position)),
    "notices": lambda position: notices(NOWHERE, Options(position=position)),
    "plan": lambda position: plan(NOWHERE, position=position),
    "plan status": lambda position: plan_status(NOWHERE, "actuals.csv", position=position),
    "readiness": lambda position: readiness(NOWHERE, position=position),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_position_that_does_not_exist_is_refused(door: str) -> None:
    with pytest.raises(ValueError, match="'neutral' is no position, write one of customer, balanced, supplier"):
        DOORS[door]("neutral")
