"""Chunks of letters over the cores of a machine, in their order, with few of them held at a time."""

from __future__ import annotations

import importlib
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import starmap
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.chunks import Chunk, Task, make_chunk

__all__ = ["Crew", "chunks_made", "pool", "unreachable"]


_AHEAD = 2
_RETRIES = 3  # so often a chunk is made again whose worker was lost
_PATIENCE = 10  # seconds


class Promise(Protocol):
    """A chunk to come, from a process or a cluster."""

    def result(self) -> Chunk:
        """The chunk, when it is there."""

    def cancel(self) -> object:
        """Says that it is not wanted any more."""


Submit = Callable[..., Promise]
"""Has a function called with arguments elsewhere."""


def chunks_made(
    task: Task, stretches: Iterable[tuple[int, bytes]], submit: Submit | None, workers: int
) -> Iterator[Chunk]:
    """The chunks in the order of their stretches, made where `submit` sends them, or here without it.

    A stretch is the number of its first letter and the rows as a spool holds them.
    """
    if submit is None:
        yield from starmap(partial(make_chunk, task), stretches)
        return
    waiting: deque[Promise] = deque()
    try:
        for number, rows in stretches:
            waiting.append(submit(make_chunk, task, number, rows))
            if len(waiting) >= workers + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


class Crew(Struct, frozen=True):
    """Who makes the letters: so many processes here, or the workers of a Dask cluster at an address."""

    processes: int
    cluster: str = ""

    def needed(self, chunks: int) -> Crew:
        """No more processes than there are chunks."""
        return replace(self, processes=min(self.processes, chunks))


@contextmanager
def pool(crew: Crew) -> Iterator[tuple[Submit | None, int]]:
    """What sends work to processes that share the compiled template with this one, or to a cluster; how many they are.

    There is nothing to send to where one process is enough. A cluster is asked by its client: the executor that Dask
    offers raises TypeError where a result is lost with its worker at the moment in which it arrives.
    """
    if crew.cluster:
        with _clustered(crew.cluster) as client:
            yield partial(client.submit, pure=False, retries=_RETRIES), sum(client.ncores().values())
        return
    if crew.processes < 2:
        yield None, 1
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(crew.processes, context, initializer=_end_with, initargs=(os.getpid(),)) as executor:
        yield executor.submit, crew.processes


def unreachable(cluster: str) -> tuple[Finding, ...]:
    """Why a cluster cannot be used; nothing where it can."""
    if find_spec("distributed") is None:
        message, remedy = (
            "A cluster is reached by Dask, which is not installed.",
            "Write pip install backsource-docs[cluster].",
        )
        return (Finding("ML19", Severity.ERROR, message, Place(), remedy),)
    try:
        with _clustered(cluster) as client:
            workers = len(client.ncores())
    except (OSError, ValueError, TimeoutError) as error:
        message = f"The cluster {cluster} cannot be reached: {str(error).rstrip('.') or type(error).__name__}."
        return (
            Finding("ML19", Severity.ERROR, message, Place(), "Write the address of its scheduler, tcp://host:8786."),
        )
    if not workers:
        message = f"The cluster {cluster} has no workers."
        return (Finding("ML19", Severity.ERROR, message, Place(), "Start some with dask worker."),)
    return ()


def _clustered(address: str) -> Any:
    """The cluster behind an address; it must have the same version of this package."""
    distributed: Any = importlib.import_module("distributed")
    return distributed.Client(address, timeout=_PATIENCE, set_as_default=False)


def _end_with(parent: int) -> None:
    """Ends this process soon after its parent was killed, so that nothing is written behind a later run's back."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
