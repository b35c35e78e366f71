"""How the command ends: with the status it has, and with a word where what it printed found no place."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

BSDOCS = str(Path(sys.executable).with_name("bsdocs"))
FULL = Path("/dev/full")


def test_a_reader_who_leaves_early_ends_it_quietly() -> None:
    with subprocess.Popen([BSDOCS, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.skipif(not FULL.exists(), reason="the system has no file that is always full")
def test_an_output_without_room_is_said() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([BSDOCS, "rules"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "bsdocs could not run: No space left on device.\n"


def test_a_closed_output_is_no_failure() -> None:
    done = subprocess.run(f"{shlex.quote(BSDOCS)} rules >&- 2>&-", shell=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(("words", "status"), [(["--version"], 0), (["rules", "DL03"], 0), (["rules", "XX99"], 2)])
def test_the_status_comes_through(words: list[str], status: int) -> None:
    assert subprocess.run([BSDOCS, *words], capture_output=True, check=False).returncode == status
