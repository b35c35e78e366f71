"""Whether a run that is killed at a random moment and begun again ends with every letter once and whole.

Three times for files and three times for an archive: the command is killed with all its processes, then given again.
What is there afterwards is compared with the index and with a run that nobody disturbed.
Run from the top of the repository: python bench/letters_interrupted.py [letters] [rounds]
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from letters_many import command, environment, people


def killed(arguments: list[str], room: Path, folder: Path, letters: int) -> int:
    """Kills a command and all that it started, a moment after so many letters are written down; how many there are."""
    process = subprocess.Popen(arguments, env=environment(room), stdout=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None and written(folder) < letters:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.05))
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return written(folder)


def written(folder: Path) -> int:
    """How many lines the index has, finished or not."""
    for path in (folder / "index.csv.part", folder / "index.csv"):
        if path.exists():
            return max(path.read_bytes().count(b"\n") - 1, 0)
    return 0


def held(folder: Path) -> dict[str, str]:
    """The SHA-256 of every letter of a folder or of its archive, by its name."""
    packed = folder / "letters.zip"
    if packed.exists():
        with zipfile.ZipFile(packed) as opened:
            names = opened.namelist()
            assert len(set(names)) == len(names), "a letter stands twice in the archive"
            return {name: hashlib.sha256(opened.read(name)).hexdigest() for name in names}
    files = folder.rglob("*.docx")
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def faults(folder: Path, count: int) -> list[str]:
    """What is wrong with a finished run."""
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed, there = {row["file"]: row["sha256"] for row in rows}, held(folder)
    found = {
        "letters are missing or half": listed != there,
        "the index has a gap or a duplicate": [row["number"] for row in rows] != [str(n) for n in range(1, count + 1)],
        "something unfinished is left": any(path.name.startswith(".") for path in folder.iterdir()),
    }
    return [what for what, wrong in found.items() if wrong]


def disturbed(table: Path, count: int, room: Path, name: str, options: tuple[str, ...], rounds: int) -> bool:
    """Interrupts a run so often, and tells how it ended; whether all was well."""
    whole, broken = room / f"{name}-whole", room / f"{name}-broken"
    subprocess.run(command(table, whole, *options), env=environment(room), stdout=subprocess.DEVNULL, check=True)
    for letters in sorted(random.randrange(count) for _ in range(rounds)):
        done = killed(command(table, broken, *options), room, broken, letters)
        finished = (broken / "index.csv").exists()
        print(f"{name}: {'ended before it was killed' if finished else 'killed'}, {done:,} letters written down")
    subprocess.run(command(table, broken, *options), env=environment(room), stdout=subprocess.DEVNULL, check=True)
    wrong = faults(broken, count)
    if held(broken) != held(whole):
        wrong.append("the letters differ from those of an undisturbed run")
    print(f"{name}: {'; '.join(wrong) or f'{count:,} letters, each once, whole and as in an undisturbed run'}")
    return not wrong


def main(count: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        table = people(room / "people.csv", count)
        ways = {"files": (), "archive": ("--zip",)}
        well = [disturbed(table, count, room, name, options, rounds) for name, options in ways.items()]
    sys.exit(not all(well))


if __name__ == "__main__":
    asked = [int(given) for given in sys.argv[1:3]]
    main(*asked, *(20_000, 3)[len(asked) :])
