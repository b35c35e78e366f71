"""Work beside gives the same result as work done here, whatever becomes of the copy."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backsource_docs.beside import beside

ROOT = Path(__file__).parents[2]


def in_a_process_of_its_own(lines: str) -> str:
    """The test's own process may have threads, in which nothing is copied."""
    code = f"import os\nfrom backsource_docs.beside import beside\nhere = os.getpid()\n{lines}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="one processor makes no copy"
)
def test_the_result_comes_back_from_a_copy() -> None:
    lines = "result = beside(lambda: (os.getpid() == here, 'x' * 1_000_000))\nis_here, text = result()"
    assert in_a_process_of_its_own(f"{lines}\nprint(is_here, len(text))") == "False 1000000"


def test_a_copy_that_fails_leaves_the_work_to_be_done_here() -> None:
    lines = (
        "def work():\n    if os.getpid() != here:\n        os._exit(7)\n    return 'done here'\nprint(beside(work)())"
    )
    assert in_a_process_of_its_own(lines) == "done here"


def test_an_error_shows_where_the_result_is_asked_for() -> None:
    lines = "result = beside(lambda: 1 / 0)\ntry:\n    result()\nexcept ZeroDivisionError:\n    print('told')"
    assert in_a_process_of_its_own(lines) == "told"


def test_beside_other_threads_the_work_is_done_here() -> None:
    wait = threading.Event()
    other = threading.Thread(target=wait.wait)
    other.start()
    try:
        assert beside(os.getpid)() == os.getpid()
    finally:
        wait.set()
        other.join()
