"""Chunks of letters over the cores of a machine, in their order, with few of them held at a time."""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from backsource_docs.letters.chunks import Chunk, Task, make_chunk
from backsource_docs.letters.recipients import Recipient

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

__all__ = ["chunks_made", "pool"]

_AHEAD = 2


def chunks_made(
    task: Task, stretches: Iterable[Sequence[Recipient]], executor: Executor | None, workers: int
) -> Iterator[Chunk]:
    """The chunks in the order of their stretches, made by the executor, or here where there is none."""
    if executor is None:
        yield from map(partial(make_chunk, task), stretches)
        return
    waiting: deque[Future[Chunk]] = deque()
    try:
        for stretch in stretches:
            waiting.append(executor.submit(make_chunk, task, stretch))
            if len(waiting) >= workers + _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def pool(workers: int) -> Iterator[Executor | None]:
    """Processes that share the compiled template with this one; none where one process is enough."""
    if workers < 2:
        yield None
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(workers, context, initializer=_end_with, initargs=(os.getpid(),)) as executor:
        yield executor


def _end_with(parent: int) -> None:
    """Ends this process soon after its parent was killed, so that nothing is written behind a later run's back."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
