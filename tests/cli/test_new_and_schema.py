"""`bsdocs new` and `bsdocs schema` as people run them."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from backsource_docs.cli.main import bsdocs
from backsource_docs.opening import open_deal

ANSWERS = [
    "Project: Return",
    "A & B <Holdings> *Ltd* {{x}}",
    "UK",
    "gb",
    "",
    "the Authority",
    "Birch Limited",
    "PL",
    "england-and-wales",
    "2027-03-01",
    "",
    "many",
    "12",
    "",
    "balanced",
    "exitplan",
    "outsourcing-agreement, exit-plan",
    "Payroll",
    "y",
    "Payroll",
    "Print",
    "n",
    "",
]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(bsdocs, list(arguments), input="")
    return result.exit_code, result.output


def test_defaults_write_a_file_that_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    status, said = run("new", "-o", str(path), "--defaults")
    assert status == 0, said
    assert f"bsdocs check {path}" in said
    file, findings = open_deal(path)
    assert file is not None and findings == ()
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")


def test_a_file_that_exists_is_left_alone_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_text("mine", encoding="utf-8")
    status, said = run("new", "-o", str(path), "--defaults")
    assert status == 2
    assert "NW01" in said and "--force" in said
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("new", "-o", str(path), "--defaults", "--force")[0] == 0
    assert open_deal(path)[0] is not None


def test_without_a_terminal_it_asks_nothing_and_says_so(tmp_path: Path) -> None:
    status, said = run("new", "-o", str(tmp_path / "deal.yaml"))
    assert status == 2
    assert "NW02" in said and "--defaults" in said
    assert not list(tmp_path.iterdir())


def typed_on_a_terminal(command: list[str], answers: list[str], folder: Path) -> tuple[int, str]:
    """Runs a command on a terminal of its own, typing an answer whenever it waits for one."""
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=os.environ)
    os.close(slave)
    shown, waiting, deadline = "", list(answers), time.monotonic() + 30
    while time.monotonic() < deadline:
        if not select.select([master], [], [], 0.1)[0]:
            continue
        try:
            shown += os.read(master, 4096).decode(errors="replace")
        except OSError:
            break
        if shown.endswith(": ") and waiting:
            os.write(master, f"{waiting.pop(0)}\n".encode())
    os.close(master)
    return process.wait(timeout=5), shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")
def test_questions_on_a_terminal(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    program = f"import sys; sys.path.insert(0, {str(root)!r}); from backsource_docs.cli.main import main; main()"
    status, shown = typed_on_a_terminal([sys.executable, "-c", program, "new"], ANSWERS, tmp_path)
    assert status == 0, shown
    assert "There is no document called exitplan. Did you mean exit-plan?" in shown
    assert "write GB" in shown and "is not a whole number" in shown and "in the list already" in shown
    file, findings = open_deal(tmp_path / "deal.yaml")
    assert file is not None and findings == ()
    deal = file.deal
    assert (deal.name, deal.customer.name) == ("Project: Return", "A & B <Holdings> *Ltd* {{x}}")
    assert (deal.customer.country, deal.customer.listed, deal.customer.regulator) == ("GB", None, "the Authority")
    assert [(service.name, service.backsource) for service in deal.services] == [("Payroll", True), ("Print", False)]
    assert (deal.staff.in_scope, deal.staff.regime, deal.position.overall) == (12, "tupe", "balanced")
    assert (str(deal.term.commencement), deal.documents) == ("2027-03-01", ("outsourcing-agreement", "exit-plan"))


def test_schema_goes_to_the_screen_or_into_a_file(tmp_path: Path) -> None:
    status, shown = run("schema")
    assert status == 0
    assert json.loads(shown)["title"] == "Deal file of bsdocs"
    path = tmp_path / "deal.schema.json"
    assert run("schema", "-o", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize("command", [["new", "--defaults"], ["schema"]])
def test_a_folder_in_place_of_the_file_is_advised(tmp_path: Path, command: list[str]) -> None:
    status, said = run(*command, "-o", str(tmp_path))
    assert status == 2
    assert "is a folder" in said and f"write -o {tmp_path}/deal." in said


def test_the_schema_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    schema, deal = tmp_path / "deal.schema.json", tmp_path / "deal.yaml"
    assert run("schema", "-o", str(schema))[0] == run("schema", "-o", str(schema))[0] == 0
    for text in ("mine", "[]", '{"$id": "another"}'):
        deal.write_text(text, encoding="utf-8")
        status, said = run("schema", "-o", str(deal))
        assert status == 2 and "NW03" in said and "no schema of ours" in said
        assert deal.read_text(encoding="utf-8") == text
    assert run("schema", "-o", str(deal), "--force")[0] == 0


def test_an_end_of_the_questions_is_no_traceback(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    program = f"import sys; sys.path.insert(0, {str(root)!r}); from backsource_docs.cli.main import main; main()"
    status, shown = typed_on_a_terminal([sys.executable, "-c", program, "new"], ["\x04"], tmp_path)
    assert status == 130
    assert "Stopped." in shown and "Traceback" not in shown and "Aborted" not in shown
    assert list(tmp_path.iterdir()) == []
