"""The chain of tasks that sets the days of a task, and the task in it that would win most if it were shorter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backsource_docs.planning.scheduling import Scheduled

__all__ = ["chain_of", "chain_sentence", "longest_of"]

_SHOWN = 6


def chain_of(entry: Scheduled, tasks: Iterable[Scheduled]) -> tuple[Scheduled, ...]:
    """The tasks of which each sets the start of the next, from the first that a date sets to the given one."""
    known = {other.task.id: other for other in tasks}
    chain = [entry]
    while chain[-1].driver in known:
        chain.append(known[chain[-1].driver])
    return tuple(reversed(chain))


def chain_sentence(chain: Sequence[Scheduled]) -> str:
    """The chain in a sentence, by the numbers and names of the tasks; a long one by its last tasks."""
    shown = [f"{entry.task.number} ({entry.task.name})" for entry in chain[-_SHOWN:]]
    if len(shown) < 2:
        return ""
    dropped = len(chain) - len(shown)
    first = f"{dropped} task{'s' * (dropped > 1)} before, then " if dropped else ""
    return f" The chain that sets this day: {first}{', then '.join(shown)}."


def longest_of(chain: Iterable[Scheduled]) -> Scheduled | None:
    """The longest piece of work in the chain whose length nobody has agreed; None where there is none."""
    work = [entry for entry in chain if entry.task.shortest and entry.task.duration.unit == "business day"]
    return max(work, key=lambda entry: entry.task.duration.amount, default=None)
