"""Work done in a copy of this process while this one goes on with other work."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Generic, TypeVar

import msgspec

__all__ = ["Standby"]

Order = TypeVar("Order")
Result = TypeVar("Result")

_LENGTH = 8  # bytes that say how long an order is


class Standby(Generic[Order, Result]):
    """A copy of this process that does orders one after the other as they are given, while this one goes on.

    `ready` is done in the copy before the first order. Where no copy can be made, or it fails, the orders are done here
    when their results are asked for. Orders and results must be such as msgspec takes, each of one type.
    """

    def __init__(
        self, work: Callable[[Order], Result], order: type[Order], result: type[Result], ready: Callable[[], object]
    ) -> None:
        self._work = work
        self._result = result
        self._orders: list[Order] = []
        self._copy = _Copy(lambda desk: _done(work, order, ready, desk)) if _can_copy() else None

    def __enter__(self) -> Standby[Order, Result]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ends a copy whose results nobody asked for."""
        if self._copy:
            self._copy.kill()

    def give(self, order: Order) -> None:
        """Gives an order; it waits for nothing."""
        self._orders.append(order)
        if self._copy and not self._copy.takes(msgspec.msgpack.encode(order)):
            self._copy.kill()
            self._copy = None

    def results(self) -> list[Result]:
        """The results in the order in which their orders were given; to be asked for once."""
        copy, self._copy = self._copy, None
        answer = copy.answer() if copy else None
        if answer is not None:
            raw = msgspec.msgpack.decode(answer, type=list[msgspec.Raw])
            return [msgspec.msgpack.decode(one, type=self._result) for one in raw]
        return list(map(self._work, self._orders))


class _Desk:
    """What a copy reads its orders from: they lie in a file in memory, their lengths come through a pipe.

    So whoever gives an order need not wait until it is taken, however long it is.
    """

    def __init__(self) -> None:
        self.file = os.memfd_create("orders")
        self.lengths, self.giving = os.pipe()

    def orders(self) -> Iterator[bytes]:
        """Each order when it comes, up to the one of no length."""
        position = 0
        with os.fdopen(self.lengths, "rb") as lengths:
            while length := int.from_bytes(lengths.read(_LENGTH), "big"):
                yield os.pread(self.file, length, position)
                position += length

    def lay(self, order: bytes) -> None:
        """Lays an order down; OSError where there is no room, or nobody who takes it."""
        if os.write(self.file, order) < len(order):
            raise OSError("there is no room for an order")
        os.write(self.giving, len(order).to_bytes(_LENGTH, "big"))


class _Copy:
    """A copy of this process that has orders laid on its desk, and one answer to all of them."""

    def __init__(self, work: Callable[[_Desk], bytes]) -> None:
        self._desk = _Desk()
        self._answers, answering = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._desk.giving)
            _end_with(lambda: _answer(work(self._desk), answering))
        os.close(self._desk.lengths)
        os.close(answering)

    def takes(self, order: bytes) -> bool:
        """Whether it takes an order."""
        with contextlib.suppress(OSError):
            self._desk.lay(order)
            return True
        return False

    def answer(self) -> bytes | None:
        """What it made of all orders, None if it failed."""
        self.takes(b"")
        with os.fdopen(self._answers, "rb") as reading:
            answer = reading.read()
        return answer if not self._ended() else None

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)
        os.close(self._answers)
        self._ended()

    def _ended(self) -> int:
        os.close(self._desk.giving)
        os.close(self._desk.file)
        return os.waitpid(self._process, 0)[1]


def _can_copy() -> bool:
    """A copy of a process with several threads would have only one of them, and every lock that the others hold."""
    return hasattr(os, "memfd_create") and threading.active_count() == 1


def _end_with(last: Callable[[], object]) -> None:
    """Ends this process, which is a copy, with a last work; its status tells whether that was done."""
    status = 1
    try:
        last()
        status = 0
    finally:
        os._exit(status)


def _answer(answer: bytes, pipe: int) -> None:
    with os.fdopen(pipe, "wb") as writing:
        writing.write(answer)


def _done(work: Callable[[Order], Result], order: type[Order], ready: Callable[[], object], desk: _Desk) -> bytes:
    ready()
    decoder = msgspec.msgpack.Decoder(order)
    return msgspec.msgpack.encode([work(decoder.decode(given)) for given in desk.orders()])
