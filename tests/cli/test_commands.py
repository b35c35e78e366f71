"""The command line as its users meet it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from backsource_docs.cli.main import COMMANDS, bsdocs
from backsource_docs.rules import all_rules

EXAMPLES = Path(__file__).parents[2] / "examples"
HOMECOMING = str(EXAMPLES / "homecoming" / "deal.yaml")
MINIMAL = str(EXAMPLES / "minimal" / "deal.yaml")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_help_groups_the_commands_by_job() -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert [out.index(f"{job}:") for job in ("Draft", "Check", "Library")] == sorted(
        out.index(f"{job}:") for job in ("Draft", "Check", "Library")
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_its_help(name: str) -> None:
    status, out, _ = run(name, "--help")
    assert status == 0 and f"bsdocs {name}" in out.split("Example:")[1]


@pytest.mark.parametrize("group", ["letters", "clauses"])
def test_the_list_of_a_group_cuts_no_sentence(group: str) -> None:
    _, out, _ = run(group, "--help")
    commands = out.partition("Commands:")[2]
    assert commands and "..." not in commands


def test_help_loads_no_command() -> None:
    script = "import sys; sys.argv=['bsdocs','--help']\nfrom backsource_docs.cli.main import bsdocs\n"
    script += "try: bsdocs()\nexcept SystemExit: pass\n"
    script += "print([m for m in ('pydantic', 'yaml', 'babel', 'docxtpl', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_build_ends_with_a_table_and_the_next_command(tmp_path: Path) -> None:
    status, out, err = run("build", MINIMAL, "-o", str(tmp_path / "out"))
    assert status == 0
    assert "Exit Plan" in out and "exit-plan.docx" in out and "Next: bsdocs check" in out
    assert "Findings:" in err


def test_build_prints_json(tmp_path: Path) -> None:
    status, out, _ = run("build", MINIMAL, "-o", str(tmp_path / "out"), "--json")
    data = json.loads(out)
    assert status == 0 and {made["id"] for made in data["documents"]} == {"exit-plan", "outsourcing-agreement"}


def test_quiet_says_nothing_of_success(tmp_path: Path) -> None:
    status, out, _ = run("build", MINIMAL, "-o", str(tmp_path / "out"), "--quiet")
    assert status == 0 and out == ""


def test_a_deal_that_cannot_be_read_ends_with_2_and_its_lines(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text("name: x\ncustmer: {name: a}\nlaw: {governing: england}\n")
    status, _, err = run("build", str(deal), "-o", str(tmp_path / "out"))
    assert status == 2 and f"{deal}:2:1 DL01" in err and "Did you mean customer?" in err and f"{deal}:3" in err
    assert not (tmp_path / "out").exists()


def test_fail_on_decides_the_exit_status() -> None:
    assert run("check", MINIMAL)[0] == 0
    assert run("check", MINIMAL, "--fail-on", "info")[0] == 1


def test_check_prints_json_with_lines() -> None:
    status, out, _ = run("check", MINIMAL, "--json")
    findings = json.loads(out)["findings"]
    assert status == 0 and all({"code", "severity", "message", "line"} <= set(finding) for finding in findings)
    assert any(finding["code"] == "BL01" and finding["line"] > 0 for finding in findings)


def test_explain_says_why_a_clause_is_in_by_which_line_and_position() -> None:
    status, out, _ = run("explain", HOMECOMING, "lia-cap")
    assert status == 0
    assert "position: balanced, by position.families.liability-insurance in" in out and "deal.yaml:" in out
    assert re.search(r"version: \d+, fingerprint [0-9a-f]{16}", out)


def test_findings_are_the_result_of_a_check() -> None:
    status, out, err = run("check", MINIMAL)
    assert status == 0 and err == ""
    assert "BL01 info:" in out and out.splitlines()[-1].startswith("Findings: ")
    assert run("clauses", "check")[2] == ""


def test_explain_names_no_position_for_a_clause_that_has_one_text(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    more = "position: {clauses: {blr-general: {position: supplier, because: they insist}}}\n"
    deal.write_text(Path(MINIMAL).read_text("utf-8") + more, encoding="utf-8")
    for clause in ("blr-general", "plan-purpose"):
        _, out, _ = run("explain", str(deal), clause)
        assert "position: none to choose, because the clause has one text" in out
        assert "supplier" not in out and "the default of position" not in out
    _, out, _ = run("check", str(deal), "--only", "outsourcing-agreement")
    assert f"{deal}:21:22 SL07 warning" in out


def test_explain_says_why_a_clause_is_out() -> None:
    status, out, _ = run("explain", MINIMAL, "ipx-escrow")
    assert status == 0 and "is out of" in out and "Escrow is agreed" in out


def test_explain_of_nothing_known_could_not_run() -> None:
    status, _, err = run("explain", MINIMAL, "no-such-clause")
    assert status == 2 and "no-such-clause" in err
    assert run("explain", MINIMAL, "lia-capp")[2] == "There is no clause lia-capp. Did you mean lia-cap?\n"
    _, _, err = run("explain", MINIMAL, "lia-cap", "--only", "exit-plan")
    assert "lia-cap is in the library, but no document of this run asks for it" in err and "Exit Plan" in err


def test_clauses_list_as_json_covers_every_family() -> None:
    status, out, _ = run("clauses", "list", "--json")
    clauses = json.loads(out)
    assert status == 0 and len(clauses) >= 180
    assert len({clause["family"] for clause in clauses}) >= 27
    keys = {"id", "title", "family", "positions", "laws", "requirements", "version", "fingerprint", "approval"}
    assert all(set(clause) == keys for clause in clauses)


def test_clauses_show_has_positions_guidance_and_what_it_uses() -> None:
    status, out, _ = run("clauses", "show", "lia-cap")
    assert status == 0
    for words in ("CUSTOMER", "BALANCED", "SUPPLIER", "GUIDANCE", "uses:", "refers to:", "fallback:"):
        assert words in out


def test_clauses_show_of_a_misspelled_clause_suggests_one() -> None:
    status, _, err = run("clauses", "show", "lia-capp")
    assert status == 2 and "Did you mean lia-cap?" in err


def test_the_shipped_library_is_clean() -> None:
    status, out, _ = run("clauses", "check", "--fail-on", "warning")
    assert status == 0, out


def test_an_unknown_command_suggests_the_nearest() -> None:
    status, _, err = run("biuld")
    assert status == 2 and "Did you mean build?" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str) -> None:
    status, out, _ = run("completion", shell)
    assert status == 0 and "bsdocs" in out and "_BSDOCS_COMPLETE" in out


@pytest.mark.parametrize(
    ("day", "said"), [("tomorrow", "is not a date"), ("2026-1-2", "is not a date"), ("2026-02-30", "does not have")]
)
def test_a_day_that_is_none_says_what_to_write(day: str, said: str) -> None:
    status, _, err = run("check", MINIMAL, "--as-of", day)
    assert status == 2 and f"{day} is" in err and said in err and "for example 2026-11-23" in err


def offered(words: list[str], incomplete: str) -> list[str]:
    found = ShellComplete(bsdocs, {}, "bsdocs", "_BSDOCS_COMPLETE").get_completions(words, incomplete)
    return [item.value for item in found]


def test_names_complete_in_shells(tmp_path: Path) -> None:
    assert offered(["build", MINIMAL, "--only"], "exit-s") == ["exit-schedule"]
    assert {"letters", "outsourcing-agreement"} <= set(offered(["check", MINIMAL, "--only"], ""))
    assert "lia-cap" in offered(["explain", MINIMAL], "lia-") and "lia-cap" in offered(["clauses", "show"], "lia-c")
    assert offered(["rules"], "") == sorted(all_rules())
    assert offered(["rules"], "fi") == ["FI01", "FI02"]
    own = tmp_path / "clauses" / "house"
    own.mkdir(parents=True)
    (own / "house-clause.md").touch()
    assert offered(["clauses", "show", "--library", str(tmp_path)], "house") == ["house-clause"]


def test_completion_loads_nothing_of_the_work() -> None:
    script = "import os, sys; sys.argv = ['bsdocs']\nfrom backsource_docs.cli.main import bsdocs\n"
    script += "try: bsdocs(prog_name='bsdocs')\nexcept SystemExit: pass\n"
    script += "print([m for m in ('pydantic', 'yaml', 'babel', 'docxtpl', 'lxml') if m in sys.modules])"
    words = {"_BSDOCS_COMPLETE": "bash_complete", "COMP_WORDS": "bsdocs explain deal.yaml lia-ca", "COMP_CWORD": "3"}
    environment = {**os.environ, **words}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines() == ["plain,lia-cap", "[]"]


def test_an_interrupted_command_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("backsource_docs.api.check", interrupted)
    status, out, err = run("check", MINIMAL)
    assert (status, out, err.strip()) == (130, "", "Stopped.")
