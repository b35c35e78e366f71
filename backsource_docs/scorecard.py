"""Readiness as a function: reads a deal, scores the steps of the method, writes the page for the board."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from backsource_docs.api import build
from backsource_docs.building import assess
from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.library.readiness import TESTS
from backsource_docs.opening import Position, opened
from backsource_docs.readiness.scores import Readiness, Scored, StepScore, Sum
from backsource_docs.wanting import Wishes

__all__ = ["PAGE", "ReadinessResult", "readiness", "readiness_data"]

PAGE = "readiness"


class ReadinessResult(Struct, frozen=True):
    """The readiness of a deal (None where it could not be read), all findings, the files written."""

    readiness: Readiness | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


def readiness(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> ReadinessResult:
    """Scores the steps of the method for a deal; with `output` writes the page for the board into that folder.

    ValueError for a position that does not exist.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return ReadinessResult(None, findings)
    file, shelves, day = ready.file, ready.library, ready.as_of
    found, more = assess(file, shelves, day, Wishes((), position))
    shelves.memory.keep()
    findings = in_reading_order([*findings, *more])
    if found is None or not output:
        return ReadinessResult(found, findings)
    page = build(deal, output, only=PAGE, position=position, as_of=day, library=library, templates=templates)
    files = tuple(document.file for document in page.documents)
    return ReadinessResult(found, in_reading_order([*findings, *page.findings]), files)


def readiness_data(found: Readiness) -> dict[str, Any]:
    """The readiness as plain data: sums, steps with their criteria and evidence, the next best things to do."""
    return {
        **_sum(found.sum),
        "bands": found.bands,
        "chapters": [{"title": title, **_sum(total)} for title, total in found.by_chapter.items()],
        "steps": list(map(_step, found.steps)),
        "next": [{"step": step.step.id, "gain": best.gain, "do": best.next} for step, best in found.next_steps],
    }


def _sum(total: Sum) -> dict[str, Any]:
    return {
        "points": total.points,
        "maximum": total.maximum,
        "unjudged": total.unjudged,
        "state": total.state,
    }


def _step(step: StepScore) -> dict[str, Any]:
    return {
        "id": step.step.id,
        "title": step.step.title,
        "asks": step.step.asks,
        **_sum(step.sum),
        "next": step.best.next if step.best else None,
        "criteria": list(map(_criterion, step.scored)),
    }


def _criterion(one: Scored) -> dict[str, Any]:
    asked = one.criterion
    return {
        "counts": asked.says,
        "points": one.points,
        "maximum": asked.points,
        "judged": one.judged,
        "looks_at": {name: value for name in TESTS if (value := getattr(asked, name))},
        "evidence": one.evidence,
        "place": one.cited or None,
        "next": one.next or None,
    }
