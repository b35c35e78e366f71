"""The tasks of the library as the deal changes them: other lengths, owners and days, own tasks, tasks left out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from backsource_docs.deal.plan import OwnTask, TaskChange, TaskLink
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Severity
from backsource_docs.planning.network import NO_LAG, Link
from backsource_docs.planning.tasks import ONE_DAY, Task, TaskPhase, meet, named, repeats
from backsource_docs.schema import dotted
from backsource_docs.values import Period
from backsource_docs.yamlfile import Path

__all__ = ["changed"]


def changed(
    tasks: Sequence[Task], phases: Iterable[TaskPhase], file: DealFile
) -> tuple[tuple[Task, ...], tuple[Finding, ...]]:
    """The tasks with the changes that the deal states under `plan`, in the order of the phases.

    A change of a task that is not in this deal, and a wrong name of a task or a phase, are findings.
    """
    plan = file.deal.plan
    if not plan.changes and not plan.tasks:
        return tuple(tasks), ()
    desk = _Desk(file, tuple(phases), {task.id: task for task in tasks})
    desk.add()
    for number, change in enumerate(plan.changes):
        desk.change(change, ("plan", "changes", number))
    desk.link()
    desk.leave_out()
    order = {phase.phase: phase.order for phase in desk.phases}
    return tuple(sorted(desk.tasks.values(), key=lambda task: order[task.phase])), tuple(desk.findings)


class _Desk(Struct):
    """The tasks as far as they are changed, and the names that lead nowhere."""

    file: DealFile
    phases: tuple[TaskPhase, ...]
    tasks: dict[str, Task]
    findings: list[Finding] = field(default_factory=list)

    def named(self, name: str, path: Path) -> list[Task]:
        """All copies of a task; a finding where there is none."""
        found = [task for task in self.tasks.values() if task.entry == name]
        if not found:
            known = dict.fromkeys(task.entry for task in self.tasks.values())
            self._unknown(f"the task {name}", name, known, path)
        return found

    def _unknown(self, what: str, name: str, known: Iterable[str], path: Path) -> None:
        message = f"{dotted(path)}: {what} is not in the plan of this deal."
        place = self.file.source.place(path)
        self.findings.append(Finding("PL01", Severity.ERROR, message, place, _meant(name, known)))

    def add(self) -> None:
        """The deal's own tasks, without their links."""
        for number, own in enumerate(self.file.deal.plan.tasks):
            path: Path = ("plan", "tasks", number)
            phase = next((phase for phase in self.phases if phase.phase.casefold() == own.phase.casefold()), None)
            if phase is None:
                known = (phase.phase for phase in self.phases)
                self._unknown(f"the phase {own.phase}", own.phase, known, (*path, "phase"))
            elif any(task.entry == own.id for task in self.tasks.values()):
                message = f"{dotted((*path, 'id'))}: a task with the id {own.id} is in the plan already."
                place, remedy = self.file.source.place((*path, "id")), "Choose another id, or change it under changes."
                self.findings.append(Finding("PL01", Severity.ERROR, message, place, remedy))
            else:
                self._insert(own, phase)

    def _insert(self, own: OwnTask, phase: TaskPhase) -> None:
        for wave, function in repeats(own.each, self.file.deal):
            count = 1 + sum(task.phase == phase.phase for task in self.tasks.values())
            task = _own_task(own, phase, f"{phase.order}.{count}", wave, function)
            self.tasks[task.id] = task

    def change(self, change: TaskChange, path: Path) -> None:
        """Other lengths, owners and days of one task; its links and what is left out come when all tasks are there."""
        found = self.named(change.task, (*path, "task"))
        mine = [task for task in found if _is_meant(task, change)]
        if found and not mine:
            self._unknown(f"such a copy of the task {change.task}", "", [task.name for task in found], path)
        for task in mine:
            self.tasks[task.id] = _changed(task, change)

    def link(self) -> None:
        """The further predecessors and successors that the deal states."""
        plan = self.file.deal.plan
        for number, change in enumerate(plan.changes):
            self._link(change, ("plan", "changes", number))
        for number, own in enumerate(plan.tasks):
            self._link(own, ("plan", "tasks", number))
            for place, name in enumerate(own.ahead_of):
                for other in self.named(name, ("plan", "tasks", number, "ahead_of", place)):
                    self._tie(other, TaskLink(task=own.id))

    def _link(self, entry: OwnTask | TaskChange, path: Path) -> None:
        name = entry.id if isinstance(entry, OwnTask) else entry.task
        for place, link in enumerate(entry.after):
            if self.named(link.task, (*path, "after", place)):
                for task in [task for task in self.tasks.values() if task.entry == name]:
                    if isinstance(entry, OwnTask) or _is_meant(task, entry):
                        self._tie(task, link)

    def _tie(self, task: Task, link: TaskLink) -> None:
        task = self.tasks[task.id]
        others = [other.id for other in self.tasks.values() if other.entry == link.task and meet(task, other)]
        predecessors = tuple(dict.fromkeys([*task.predecessors, *others]))
        ties = task.ties if _is_plain(link) else (*task.ties, *(Link(name, link.link, _lag(link)) for name in others))
        self.tasks[task.id] = replace(task, predecessors=predecessors, ties=ties)

    def leave_out(self) -> None:
        """Takes tasks out; what waits for one waits for its predecessors instead."""
        for change in self.file.deal.plan.changes:
            for task in [*self.tasks.values()]:
                if change.leave_out and task.entry == change.task and _is_meant(task, change):
                    del self.tasks[task.id]
                    self.tasks.update((other.id, _without(other, task)) for other in [*self.tasks.values()])


def _without(task: Task, gone: Task) -> Task:
    if gone.id not in (*task.predecessors, *task.companions):
        return task
    kept = [name for name in task.predecessors if name != gone.id]
    heirs = gone.predecessors if gone.id in task.predecessors else ()
    return replace(
        task,
        predecessors=tuple(dict.fromkeys([*kept, *heirs])),
        companions=tuple(name for name in task.companions if name != gone.id),
        ties=tuple(tie for tie in task.ties if tie.predecessor != gone.id),
        gate=tuple(name for name in task.gate if name != gone.id),
    )


def _meant(name: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(name.lower(), names, 1, cutoff=0.5) if name else []
    return f"Did you mean {close[0]}?" if close else f"Known are {', '.join(names)}."


def _is_meant(task: Task, change: TaskChange) -> bool:
    wave = change.wave is None or task.wave == change.wave
    return wave and (change.function is None or task.function == change.function)


def _is_plain(link: TaskLink) -> bool:
    return link.link == "finish-start" and not link.lag and not link.lead


def _lag(link: TaskLink) -> Period:
    if link.lead:
        return Period(-link.lead.amount, link.lead.unit)
    return link.lag or NO_LAG


def _changed(task: Task, change: TaskChange) -> Task:
    duration = change.duration or task.duration
    return replace(
        task,
        duration=duration,
        counted=task.counted and not change.duration,
        owner=change.owner or task.owner,
        pinned=change.starts_on or task.pinned,
        shortest=change.shortest or _scaled(task.shortest, task.duration, duration),
        longest=change.longest or _scaled(task.longest, task.duration, duration),
    )


def _scaled(bound: Period | None, former: Period, now: Period) -> Period | None:
    """A bound of the length in the same proportion to a new length."""
    if bound is None or former == now or now.unit != former.unit:
        return bound
    return Period(max(1, round(bound.amount * now.amount / former.amount)), now.unit)


def _own_task(own: OwnTask, phase: TaskPhase, number: str, wave: int | None, function: str) -> Task:
    return Task(
        id="/".join(filter(None, [own.id, str(wave or ""), function])),
        number=number,
        name=named(own.name, wave, function),
        phase=phase.phase,
        owner=own.owner,
        duration=own.duration or ONE_DAY,
        starts_from=phase.starts_from,
        before=phase.before,
        wave=wave,
        function=function,
        deliverable=own.deliverable or "",
        assistance=own.assistance,
        shortest=own.shortest,
        longest=own.longest,
        pinned=own.starts_on,
        milestone=own.duration is None,
        moves=own.moves,
    )
