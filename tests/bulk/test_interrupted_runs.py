"""Runs that were interrupted are gone on with, and end with every letter once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from letter_runs import DEAL, ROOT, a_room, assert_whole, made, people

__all__ = ["a_room"]


@pytest.mark.parametrize("archived", [False, True])
def test_a_run_that_is_whole_is_not_made_again(room: Path, archived: bool) -> None:
    to = people(room, 4)
    made(room, to, archived=archived)
    again = made(room, to, archived=archived)
    assert (again.letters, again.resumed) == (4, 4)
    assert_whole(room / "out", 4)


def test_a_letter_that_was_deleted_comes_back(room: Path) -> None:
    to = people(room, 1_500)
    made(room, to)
    (room / "out" / "001001-002000" / "001001-Ann-Bell-1001.docx").unlink()
    again = made(room, to)
    assert (again.letters, again.resumed) == (1_500, 1_000)
    assert_whole(room / "out", 1_500)


@pytest.mark.parametrize("cut", [0, 1, 10, 1_000, 90_000, -1])
def test_an_archive_that_was_cut_anywhere_is_gone_on_with(room: Path, cut: int) -> None:
    to = people(room, 700)
    made(room, to, archived=True)
    whole = (room / "out" / "letters.zip").read_bytes()
    (room / "out" / "letters.zip").rename(room / "out" / "letters.zip.part")
    (room / "out" / "index.csv").rename(room / "out" / "index.csv.part")
    os.truncate(room / "out" / "letters.zip.part", len(whole) + cut if cut < 0 else cut)
    made(room, to, archived=True)
    assert (room / "out" / "letters.zip").read_bytes() == whole
    assert_whole(room / "out", 700)


@pytest.mark.parametrize("archived", [False, True])
def test_a_run_killed_at_any_moment_is_completed_without_duplicate_or_gap(room: Path, archived: bool) -> None:
    count, chance = 6_000, random.Random(7 + archived)
    to = people(room, count)
    options = ["--template", str(room / "letter.docx"), "--to", str(to), "-o", str(room / "out"), "--workers", "2"]
    program = "from backsource_docs.cli.main import main; main()"
    command = [sys.executable, "-c", program, "letters", str(DEAL), *options]
    command += ["--zip"] if archived else []
    for _ in range(3):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(room / "out" / "run.json", process)
        time.sleep(chance.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (room / "out" / "run.json").exists()  # else the command did nothing that could be interrupted
    result = made(room, to, archived=archived)
    assert result.letters == count
    assert_whole(room / "out", count)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while not path.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)


def test_two_runs_do_not_write_into_one_folder(room: Path) -> None:
    to = people(room, 2)
    made(room, to)
    holder = "import fcntl, sys; f = open(sys.argv[1], 'wb'); fcntl.lockf(f, fcntl.LOCK_EX); print('held', flush=True)"
    holder += "; sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(room / "out" / ".run.lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout and process.stdout.readline() == b"held\n"
    result = made(room, to)
    process.communicate()
    assert not result.ran and "Another run is writing" in result.findings[0].message
