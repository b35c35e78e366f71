"""How long the library takes to load and to check, cold: each time a fresh process, from the command to its exit.

Measured with the memory of earlier runs as it is after one of them, and without any (an empty cache folder each
time). Wall-clock time of whole processes, the commands in turn; the least counts, because other work on the machine
can only add to it, with the median and the least time of the processor beside it: `python bench/library.py [ROUNDS]`.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

BSDOCS = Path(sys.executable).with_name("bsdocs")
GOAL = 0.7


def main(rounds: int) -> int:
    """Prints the times; the exit status is 1 if loading and checking take longer than the goal, even without memory."""
    with tempfile.TemporaryDirectory() as folder:
        book = str(Path(folder) / "library.docx")
        commands = {
            "bsdocs clauses check": ["check"],
            "bsdocs clauses list": ["list"],
            "bsdocs clauses find exit plan": ["find", "exit", "plan"],
            "bsdocs clauses export": ["export", "-o", book, "--force"],
        }
        times = {
            (name, memory): measured(arguments, rounds, Path(folder) / "cache", memory=memory)
            for name, arguments in commands.items()
            for memory in (True, False)
        }
    for (name, memory), (least, median, processor) in times.items():
        kind = "with memory" if memory else "without memory"
        print(f"{name:32} {kind:15} least {least:.3f} s, median {median:.3f} s, processor {processor:.3f} s")
    slowest = max(least for (name, _), (least, _, _) in times.items() if name.endswith("check"))
    print(f"loading and checking the whole library, cold: {slowest:.3f} s at most (goal: at most {GOAL} s)")
    return int(slowest > GOAL)


def measured(arguments: list[str], rounds: int, cache: Path, *, memory: bool) -> tuple[float, float, float]:
    """The least and the median seconds on the clock, and the least seconds of the processor."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    run(arguments, environment)
    taken = []
    for _ in range(rounds):
        if not memory:
            shutil.rmtree(cache, ignore_errors=True)
        taken.append(run(arguments, environment))
    on_the_clock = [wall for wall, _ in taken]
    return min(on_the_clock), statistics.median(on_the_clock), min(processor for _, processor in taken)


def run(arguments: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """The seconds from the start of the process to its end, and those that it had a processor."""
    command = [str(BSDOCS), "clauses", *arguments]
    before, began = processor_time(), time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began, processor_time() - before


def processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
