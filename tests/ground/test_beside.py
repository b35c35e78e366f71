"""Work done beside gives the same results as work done here, whatever becomes of the copy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backsource_docs.beside import Standby

ROOT = Path(__file__).parents[2]
BEFORE = """
import os
from backsource_docs.beside import Standby
here = os.getpid()
def standby(work, ready=lambda: None):
    return Standby(work, str, str, ready)
"""


def in_a_process_of_its_own(lines: str) -> str:
    """The test's own process may have threads, in which nothing is copied."""
    done = subprocess.run([sys.executable, "-c", BEFORE + lines], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="the system has no files in memory")
def test_results_come_back_from_a_copy_in_the_order_of_the_orders() -> None:
    lines = """
with standby(lambda order: f"{order[:1]} {len(order)} {os.getpid() == here}") as copy:
    for letter in "abc":
        copy.give(letter * 1_000_000)
    print(copy.results())
"""
    assert in_a_process_of_its_own(lines) == "['a 1000000 False', 'b 1000000 False', 'c 1000000 False']"


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="the system has no files in memory")
def test_the_copy_is_ready_before_the_first_order() -> None:
    lines = """
made = []
with standby(lambda order: made[0] + order, lambda: made.append("ready, ")) as copy:
    copy.give("set")
    print(copy.results(), made)
"""
    assert in_a_process_of_its_own(lines) == "['ready, set'] []"


@pytest.mark.parametrize("fails", ["os._exit(7)", "raise ValueError", "os.kill(os.getpid(), 9)"])
def test_a_copy_that_fails_leaves_the_orders_to_be_done_here(fails: str) -> None:
    lines = f"""
def work(order):
    if os.getpid() != here and order == "b":
        {fails}
    return order.upper()
with standby(work) as copy:
    for letter in "abc":
        copy.give(letter * 1)
    print(copy.results())
"""
    assert in_a_process_of_its_own(lines) == "['A', 'B', 'C']"


def test_a_copy_that_cannot_get_ready_leaves_the_orders_to_be_done_here() -> None:
    lines = """
def ready():
    raise ValueError
with standby(str.upper, ready) as copy:
    copy.give("a" * 2_000_000)
    copy.give("b")
    print([len(found) for found in copy.results()])
"""
    assert in_a_process_of_its_own(lines) == "[2000000, 1]"


def test_an_error_shows_where_the_results_are_asked_for() -> None:
    lines = """
def work(order):
    raise ZeroDivisionError
with standby(work) as copy:
    copy.give("a")
    try:
        copy.results()
    except ZeroDivisionError:
        print("told")
"""
    assert in_a_process_of_its_own(lines) == "told"


def test_nobody_waits_for_a_copy_whose_results_are_not_asked_for() -> None:
    lines = """
import time
began = time.monotonic()
try:
    with standby(lambda order: time.sleep(60) or "") as copy:
        copy.give("a")
        raise KeyError
except KeyError:
    print(time.monotonic() - began < 30)
try:
    print(os.waitpid(-1, os.WNOHANG))
except ChildProcessError:
    print("no child is left")
"""
    assert in_a_process_of_its_own(lines) == "True\nno child is left"


def test_beside_other_threads_the_orders_are_done_here() -> None:
    wait = threading.Event()
    other = threading.Thread(target=wait.wait)
    other.start()
    try:
        with Standby(lambda order: str(os.getpid()), str, str, lambda: None) as copy:
            copy.give("a")
            assert copy.results() == [str(os.getpid())]
    finally:
        wait.set()
        other.join()
