"""What the tests of the timetable at work share."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def run_python() -> Callable[[str], str]:
    """What a line of Python prints in a process of its own."""
    return lambda code: subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()
