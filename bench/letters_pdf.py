"""How long a PDF file of a letter takes: ours beside LibreOffice given the same letters in one call.

Both have one LibreOffice at a time; rounds are interleaved and medians compared, in seconds
of the clock and of the processor, those of LibreOffice among them. Needs LibreOffice and pikepdf.
Run from the top of the repository: python bench/letters_pdf.py [letters] [rounds]
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.pdfs import office, print_letters
from backsource_docs.letters.recipients import Recipient
from backsource_docs.mailing import letter_template

ROOT = Path(__file__).parents[1]
DEAL = ROOT / "examples" / "homecoming" / "deal.yaml"


class Times(NamedTuple):
    """Seconds of the clock and of the processor."""

    clock: float
    processor: float


def readers(count: int) -> list[Recipient]:
    numbers = range(1, count + 1)
    made = (
        {"name": f"Ann Bell {n}", "salutation": "Dear Ann", "address_lines": [f"{n} Quay", "Bath"]} for n in numbers
    )
    return [Recipient(number + 1, number, values) for number, values in zip(numbers, made, strict=True)]


def timed(work: Callable[[], None]) -> Times:
    before, began = os.times(), time.perf_counter()
    work()
    after = os.times()
    return Times(time.perf_counter() - began, sum(after[:4]) - sum(before[:4]))


def in_one_call(merger: Merger, people: list[Recipient], room: Path) -> None:
    """Writes the letters and gives them all to LibreOffice."""
    files = []
    for one in people:
        files.append(room / f"{one.number}.docx")
        files[-1].write_bytes(merger.letter(one.values))
    command = [office(), f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(room), *map(str, files)], capture_output=True, check=True)
    assert len(list(room.glob("*.pdf"))) == len(people)


def ours(merger: Merger, people: list[Recipient], room: Path) -> None:
    assert print_letters(room, merger, people, 1) == len(people)
    assert len(list((room / "pdf").rglob("*.pdf"))) == len(people)


def main(count: int, rounds: int) -> None:
    if not office() or importlib.util.find_spec("pikepdf") is None:
        print("PDF files are left out: LibreOffice or pikepdf is not installed.")
        return
    base, findings = letter_template(DEAL, "letter-customers")
    assert base, findings
    compiled, found = compile_template(base, "bench")
    assert compiled, found
    merger, people = Merger(compiled), readers(count)
    times: dict[str, list[Times]] = {"LibreOffice in one call": [], "ours": []}
    for _ in range(rounds):
        for name, way in zip(times, (in_one_call, ours), strict=True):
            with tempfile.TemporaryDirectory() as room:
                times[name].append(timed(lambda way=way, room=room: way(merger, people, Path(room))))
    medians = {name: Times(*(statistics.median(column) for column in zip(*all_of, strict=True)))
               for name, all_of in times.items()}  # fmt: skip
    for name, median in medians.items():
        clock, processor = median.clock / count * 1e3, median.processor / count * 1e3
        print(f"{name:24} {clock:6.1f} ms a letter, {processor:6.1f} ms of the processor")
    slow, quick = medians.values()
    print(f"ours is {slow.processor / quick.processor:.1f} times as quick by the processor, "
          f"{slow.clock / quick.clock:.1f} by the clock (goal: at least 2)")  # fmt: skip


if __name__ == "__main__":
    asked = [int(given) for given in sys.argv[1:3]]
    main(*asked, *(100, 3)[len(asked) :])
