"""The letter of a deal is drafted once, in a process that ends before letters are made."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backsource_docs import templating

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"


def test_a_letter_of_a_deal_is_remembered_until_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    importlib.import_module("backsource_docs.opening")  # so that letters are drafted here, where it can be seen
    deal = tmp_path / "deal.yaml"
    deal.write_text(HOMECOMING.read_text("utf-8"), encoding="utf-8")
    first = templating.own_letters(templating.Order.of(deal, "letter-vendors"))
    drafted: Callable[..., Any] = templating._drafted
    calls = []
    monkeypatch.setattr(templating, "_drafted", lambda order: calls.append(order) or drafted(order))
    assert templating.own_letters(templating.Order.of(deal, "letter-vendors")) == first
    assert not calls
    deal.write_text(deal.read_text("utf-8").replace("Aldermoor", "Birchmoor"), encoding="utf-8")
    changed, _ = templating.own_letters(templating.Order.of(deal, "letter-vendors"))
    assert len(calls) == 1
    assert changed and first[0] and changed[0].content != first[0][0].content


TELLING = """
import contextlib, pathlib, re, sys
from backsource_docs.cli.main import bsdocs
with contextlib.suppress(SystemExit):
    bsdocs()
most = re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())
print(most[1], "backsource_docs.opening" in sys.modules)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is read as Linux tells it")
def test_the_process_that_makes_letters_stays_small(tmp_path: Path) -> None:
    people = "".join(f"Ann Bell {number},{number} Quay\n" for number in range(1, 2_001))
    (tmp_path / "people.csv").write_text(f"name,street\n{people}", encoding="utf-8")
    given = ["letters", str(HOMECOMING), "letter-vendors", "--to", "people.csv", "-o", "out", "--workers", "2"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", TELLING, *given]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "2,000 letters in out." in done.stdout, done.stderr
    kilobytes, drafted_here = done.stdout.split()[-2:]
    assert int(kilobytes) < 60_000 and drafted_here == "False"
