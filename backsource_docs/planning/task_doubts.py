"""Names in the task files of the library that nothing bears, and ids that stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.store import Library
from backsource_docs.yamlfile import YamlText

if TYPE_CHECKING:
    from backsource_docs.planning.tasks import TaskPhase

__all__ = ["doubtful"]


def doubtful(phases: Iterable[tuple[TaskPhase, YamlText]], library: Library) -> Iterator[Finding]:
    """Names in the task files that nothing bears (facts, predecessors), and ids that stand twice."""
    entries = [
        (entry, source.place(("tasks", index))) for phase, source in phases for index, entry in enumerate(phase.tasks)
    ]
    known = [entry.id for entry, _ in entries]
    for index, (entry, place) in enumerate(entries):
        for name in entry.when.facts:
            if name not in library.facts:
                yield _unknown(f"The task {entry.id} depends on the fact {name}, which is not in facts.yaml.", place)
        for name in filter(None, (*entry.after, *entry.after_wave, *entry.replaces, *entry.ahead_of, entry.ends_with)):
            if name not in known:
                yield _unknown(f"The task {entry.id} refers to the task {name}, which does not exist.", place)
        if entry.id in known[:index]:
            yield _unknown(f"The task id {entry.id} stands twice.", place)


def _unknown(message: str, place: Place) -> Finding:
    return Finding("KD07", Severity.ERROR, message, place, "Correct the name.")
