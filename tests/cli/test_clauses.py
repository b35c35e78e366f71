"""The commands under `bsdocs clauses` as lawyers meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from backsource_docs.cli.main import bsdocs

ROOT = Path(__file__).parents[2]
HOUSE = str(ROOT / "examples" / "house-library")


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(bsdocs, ["clauses", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("name", ["find", "compare", "approve", "rebase", "export", "list", "show", "check"])
def test_every_part_has_an_example_in_its_help(name: str) -> None:
    status, out, _ = run(name, "--help")
    assert status == 0 and f"bsdocs clauses {name}" in out.split("Example:")[1]


def test_find_shows_the_best_texts_with_where_the_words_stand() -> None:
    status, out, err = run("find", "escrow", "release", "--limit", "2")
    assert status == 0 and err == ""
    first = out.splitlines()[0]
    assert first.startswith("ipx-") and "(ip-licences-escrow)" in first
    assert "customer:" in out and ", the best 2 are shown." in out


def test_find_prints_json_with_files_and_snippets() -> None:
    status, out, _ = run("find", "exit plan", "rehearsal", "--json")
    first, *_ = json.loads(out)
    assert status == 0 and first["id"] == "exp-exit-plan-testing"
    assert set(first) == {"id", "title", "kind", "family", "file", "score", "snippets"}
    assert {"where", "text"} == set(first["snippets"][0])


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_words_that_are_nowhere_end_with_1_and_what_was_meant(more: tuple[str, ...]) -> None:
    status, out, err = run("find", "terminaton", *more)
    assert status == 1 and out.strip() in ("", "[]")
    assert err == "No text has all of: terminaton. terminaton is nowhere: did you mean termination?\n"


def test_find_looks_into_the_firms_own_folder() -> None:
    assert run("find", "hse-recorded-sessions")[0] == 1
    assert "hse-recorded-sessions  Recorded sessions" in run("find", "hse-recorded-sessions", "--library", HOUSE)[1]


def test_compare_puts_limbs_side_by_side_with_what_differs_in_words() -> None:
    status, out, _ = run("compare", "lia-cap", "customer", "supplier")
    lines = out.splitlines()
    assert status == 0 and lines[0].startswith("Limits of liability (lia-cap, version ")
    assert lines[1].split() == ["CUSTOMER", "│", "SUPPLIER"]
    assert lines[2].startswith("── 1: changed, ") and "% of the words in common" in lines[2]
    assert any("‹" in line for line in lines) and any("only supplier" in line for line in lines)
    assert all(len(line) <= 80 for line in lines[1:-2])
    assert lines[-1].endswith("are not on the other side.")


def test_compare_prints_json() -> None:
    status, out, _ = run("compare", "lia-cap", "supplier", "customer", "--json")
    data = json.loads(out)
    assert status == 0 and (data["left"], data["right"]) == ("supplier", "customer")
    for limb in data["limbs"]:
        assert set(limb) == {"verdict", "likeness", "supplier", "customer"}
        assert limb["verdict"] in ("same", "changed", "only supplier", "only customer")
        same = limb["supplier"]["text"] == limb["customer"]["text"]
        assert (limb["verdict"] == "same") == same
        assert all(run in " ".join(limb["customer"]["text"].split()) for run in limb["customer"]["differs"])


def test_compare_of_a_position_that_is_not_there_names_those_that_are() -> None:
    status, _, err = run("compare", "blr-general", "customer", "balanced")
    assert status == 2 and err == "blr-general has no customer text. Its positions: balanced.\n"
    assert run("compare", "lia-capp", "customer", "balanced")[2].endswith("Did you mean lia-cap?\n")


def test_approve_refuses_what_it_does_not_know_and_a_name_left_empty(tmp_path: Path) -> None:
    own = ("--library", str(tmp_path))
    status, _, err = run("approve", "lia-cap", "lia-capp", "--by", "A. Osei", *own)
    assert status == 2 and err == "There is no clause lia-capp. Did you mean lia-cap?\n"
    status, _, err = run("approve", "lia-cap", "--by", "  ", *own)
    assert status == 2 and "an approval needs the name of a person" in err
    assert run("approve", "lia-cap", *own)[0] == 2
    status, _, err = run("approve", "--by", "A. Osei", *own)
    assert status == 2 and "Name the clauses" in err
    status, _, err = run("approve", "--used-in", str(tmp_path / "no.yaml"), "--by", "A. Osei", *own)
    assert status == 2 and "DL00" in err
    assert list(tmp_path.iterdir()) == []


def test_approve_shows_what_was_approved_and_list_shows_the_state(tmp_path: Path) -> None:
    own = ("--library", str(tmp_path))
    status, out, _ = run("approve", "lia-cap", "tupe", "--by", "A. Osei", "--as-of", "2026-11-23", *own)
    assert status == 0 and "Limits of liability" in out and out.endswith("2 texts approved by A. Osei.\n")
    listed = {entry["id"]: entry for entry in json.loads(run("list", "--json", *own)[1])}
    approval = listed["lia-cap"]["approval"]
    assert approval == {
        "state": "approved",
        "version": listed["lia-cap"]["version"],
        "by": "A. Osei",
        "date": "2026-11-23",
        "text": listed["lia-cap"]["fingerprint"],
    }
    assert listed["lia-exclusions"]["approval"] == {"state": "not approved"}
    assert "LB3" not in run("check", *own)[1]

    cap = tmp_path / "clauses" / "liability-insurance" / "lia-cap.md"
    cap.write_text(cap.read_text("utf-8") + "## Balanced\n\n1. Nothing is limited.\n", encoding="utf-8")
    listed = {entry["id"]: entry for entry in json.loads(run("list", "--json", *own)[1])}
    assert listed["lia-cap"]["approval"]["state"] == "approval lapsed"
    status, out, _ = run("check", "--fail-on", "warning", *own)
    assert status == 1 and "LB33 warning: lia-cap: approval lapsed" in out and "clauses approve lia-cap" in out


def test_rebase_names_what_lies_over_nothing(tmp_path: Path) -> None:
    status, _, err = run("rebase", "lia-cap", "--library", str(tmp_path))
    assert status == 2 and err.startswith("lia-cap lies over nothing")
    run("approve", "lia-cap", "--by", "A. Osei", "--library", str(tmp_path))
    status, out, _ = run("rebase", "lia-cap", "--library", str(tmp_path))
    assert status == 0 and "Written for" in out and "lia-cap" in out


def test_export_writes_over_nothing_unasked(tmp_path: Path) -> None:
    book = tmp_path / "library.docx"
    book.write_text("mine")
    status, _, err = run("export", "-o", str(book))
    assert status == 2 and "OU01" in err and book.read_text() == "mine"
