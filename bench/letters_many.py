"""How long a whole command takes for a thousand letters and for very many, and how much memory it needs.

The command runs as a user runs it, with as many processes as there are cores; times are those of the clock and of the
processor. Memory is the most that one process held, and the most that all of them held together, shared pages counted
once. The first two runs draft the letter, one on a machine that has never run the toolkit, one on another; the others
remember it. All output stays until the end: beside many files just deleted ext4 is twenty times slower.
Run from the top of the repository: python bench/letters_many.py [letters] [folder]
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DEAL = ROOT / "examples" / "homecoming" / "deal.yaml"
COMMAND = [sys.executable, "-c", "from backsource_docs.cli.main import main; main()", "letters", str(DEAL)]


class Measured(NamedTuple):
    """Seconds of the clock and of the processor, and megabytes of the largest process and of all together."""

    clock: float
    processor: float
    largest: float
    together: float


def people(path: Path, count: int) -> Path:
    """A table of recipients."""
    with path.open("w", encoding="utf-8") as file:
        file.write("title,first_name,last_name,street,postcode,city,account\n")
        for number in range(1, count + 1):
            file.write(f"Ms,Ann{number % 97},Bell-{number},{number} Quay Street,BA1 4XX,Bath,A{number:08}\n")
    return path


def command(table: Path, output: Path, *options: str) -> list[str]:
    return [*COMMAND, "letter-customers", "--to", str(table), "-o", str(output), *options]


def environment(room: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(room / "cache"), "PYTHONPATH": str(ROOT)}


def measured(arguments: list[str], room: Path) -> Measured:
    """Runs a command to its end and watches it."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(arguments, env=environment(room), stdout=subprocess.DEVNULL)
    largest = together = 0
    while process.poll() is None:
        held = [memory(number) for number in family(process.pid)]
        largest = max([largest, *(most for most, _ in held)])
        together = max(together, sum(shared for _, shared in held))
        time.sleep(0.02)
    assert process.returncode == 0, arguments
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(time.perf_counter() - began, spent, largest / 1_000, together / 1_000)


def family(number: int) -> Iterator[int]:
    """A process and those that it started; none where the system does not tell."""
    children = Path(f"/proc/{number}/task/{number}/children")
    yield number
    try:
        found = children.read_text().split()
    except OSError:
        return
    for child in found:
        yield from family(int(child))


def memory(number: int) -> tuple[int, int]:
    """The most kilobytes that a process held, and its share of what is held now."""
    try:
        most = re.search(r"VmHWM:\s*(\d+)", Path(f"/proc/{number}/status").read_text())
        share = re.search(r"Pss:\s*(\d+)", Path(f"/proc/{number}/smaps_rollup").read_text())
    except OSError:
        return 0, 0
    return int(most[1]) if most else 0, int(share[1]) if share else 0


def show(what: str, found: Measured, goal: str) -> None:
    print(
        f"{what:34} {found.clock:6.2f} s ({found.processor:5.2f} s of the processor)  "
        f"{found.largest:4.0f} MB in a process, {found.together:4.0f} MB in all   {goal}"
    )


def main(count: int, room: Path) -> None:
    few, many = people(room / "few.csv", 1_000), people(room / "many.csv", count)
    show("1,000 letters, nothing remembered", measured(command(few, room / "first"), room), "")
    (room / "cache" / "backsource-docs" / "letters.txt").unlink()
    show("1,000 letters, a letter new to it", measured(command(few, room / "new"), room), "goal: 0.5 s")
    show("1,000 letters, a later run", measured(command(few, room / "later"), room), "goal: 0.5 s")
    archive, files = command(many, room / "archive", "--zip"), command(many, room / "files")
    show(f"{count:,} letters in an archive", measured(archive, room), "goal: 15 s for 100,000 on two cores, 60 MB")
    show(f"{count:,} letters as files", measured(files, room), "goal: 20 s for 100,000 on two cores, 60 MB")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as place:
        main(wanted, Path(place))
