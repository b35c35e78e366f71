"""How long the command takes from nothing, beside the start-up of Python and of the libraries it stands on.

Everything runs from byte code, as it does after an installation: where the environment keeps Python from writing it, a
checkout would be compiled anew in every run, and the libraries beside it would not.
Whole processes, the commands in turn, medians of wall-clock time: `python bench/cold_start.py [ROUNDS]`. What earlier
runs have read is remembered, as it is for a user; the last line is what a build takes on a machine that has never run
one.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BSDOCS = Path(sys.executable).with_name("bsdocs")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
DEAL = ROOT / "examples" / "homecoming" / "deal.yaml"


def main(rounds: int) -> None:
    """Prints the medians and the two ratios that the project set itself."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        build = [str(BSDOCS), "build", str(DEAL), "-o", str(out), "--quiet"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "bsdocs --help": [str(BSDOCS), "--help"],
            "import docxtpl, pydantic, babel": [sys.executable, "-c", "import docxtpl, pydantic, babel"],
            "bsdocs build homecoming, all documents": build,
            "the same, nothing remembered": build,
        }
        medians = measured(commands, rounds, out)
    for name, median in medians.items():
        print(f"{name:42} {median * 1000:7.0f} ms")
    bare, helped, imports, built, _ = medians.values()
    print(f"help over bare Python: {helped - bare:.3f} s (goal: at most 0.05 s)")
    print(f"build over the imports: {built / imports:.1f} times (goal: at most 5)")


def measured(commands: dict[str, list[str]], rounds: int, out: Path) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            forgetful = out.with_name("cache") / str(number)
            environment = {**ENVIRONMENT, "XDG_CACHE_HOME": str(forgetful)} if "nothing" in name else ENVIRONMENT
            shutil.rmtree(out, ignore_errors=True)
            began = time.perf_counter()
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(values) for name, values in times.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
