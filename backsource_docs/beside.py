"""Work done in a copy of this process while this one goes on with other work."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

__all__ = ["beside"]

Result = TypeVar("Result")


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Starts the work in a copy of the process; what comes back waits for the result, and must be called once.

    Where no copy can be made, or none would have a processor of its own, the work is done when its result is asked
    for; so it is if the copy fails, and its error shows here. The result must be such as pickle takes.
    """
    if not _can_copy():
        return work
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(work, writing)
    os.close(writing)
    return lambda: _received(child, reading, work)


def _can_copy() -> bool:
    """A copy of a process with several threads would have only one of them, and every lock that the others hold."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return processors > 1 and threading.active_count() == 1


def _answer(work: Callable[[], object], pipe: int) -> None:
    status = 1
    try:
        answer = pickle.dumps(work())
        with os.fdopen(pipe, "wb") as writing:
            writing.write(answer)
        status = 0
    finally:
        os._exit(status)


def _received(child: int, pipe: int, work: Callable[[], Result]) -> Result:
    with os.fdopen(pipe, "rb") as reading:
        answer = reading.read()
    _, status = os.waitpid(child, 0)
    if status:
        return work()
    result: Result = pickle.loads(answer)
    return result
