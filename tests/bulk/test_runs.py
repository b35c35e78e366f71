"""Runs of letters: whole, in order, the same each time, and gone on with where they were interrupted."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from word_templates import paragraph, word_file, words_in

from backsource_docs.letters import archive, chunks
from backsource_docs.letters.archive import Archive, member
from backsource_docs.letters.index import harmless
from backsource_docs.letters.naming import folder_name, letter_name
from backsource_docs.mailing import LettersResult, Options, letters

ROOT = Path(__file__).parents[2]
DEAL = ROOT / "examples" / "minimal" / "deal.yaml"
BODY = paragraph("{{ salutation }}, your account is {{ account }}.")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "letter.docx").write_bytes(word_file(BODY))
    return tmp_path


def people(room: Path, count: int, name: str = "people.csv") -> Path:
    rows = "".join(f"Ann Bell {number},A{number}\n" for number in range(1, count + 1))
    (room / name).write_text(f"name,account\n{rows}", encoding="utf-8")
    return room / name


def made(room: Path, to: Path, out: str = "out", **wishes: Any) -> LettersResult:
    given = replace(Options(template=room / "letter.docx", workers=1), **wishes)
    return letters(DEAL, "", to, room / out, given)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every letter of a folder or of its archive by its name."""
    packed = folder / "letters.zip"
    if packed.exists():
        with zipfile.ZipFile(packed) as opened:
            assert opened.testzip() is None
            names = opened.namelist()
            assert len(set(names)) == len(names)
            return {name: opened.read(name) for name in names}
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}


def index_of(folder: Path) -> list[Mapping[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_whole(folder: Path, count: int) -> None:
    """Every letter is there once, whole, and as the index says; nothing else is there."""
    held, listed = files_in(folder), index_of(folder)
    assert [row["number"] for row in listed] == [str(number) for number in range(1, count + 1)]
    assert {row["file"]: row["sha256"] for row in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in held.items()
    }
    assert len(held) == count
    left = {path.name for path in folder.iterdir() if not path.is_dir()} - {"letters.zip"}
    assert left == {"index.csv", "run.json"}
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("archived", [False, True])
def test_each_recipient_has_one_letter_with_its_words(room: Path, archived: bool) -> None:
    result = made(room, people(room, 3), archived=archived)
    assert (result.letters, result.resumed, result.rejected) == (3, 0, 0)
    assert_whole(room / "out", 3)
    held = files_in(room / "out")
    assert sorted(held)[1] == "000001-001000/000002-Ann-Bell-2.docx"
    with zipfile.ZipFile(io.BytesIO(held["000001-001000/000002-Ann-Bell-2.docx"])) as opened:
        assert next(words_in(opened.read("word/document.xml"))) == "Dear Ann Bell 2, your account is A2."


@pytest.mark.parametrize("archived", [False, True])
def test_the_same_input_gives_the_same_bytes_whatever_the_processes(room: Path, archived: bool) -> None:
    to = people(room, 2_300)
    for workers in (1, 3):
        made(room, to, f"out{workers}", archived=archived, workers=workers)
        assert_whole(room / f"out{workers}", 2_300)
    one, three = room / "out1", room / "out3"
    assert files_in(one) == files_in(three)
    for name in ("index.csv", *(("letters.zip",) if archived else ())):
        assert (one / name).read_bytes() == (three / name).read_bytes()


def test_a_thousand_letters_are_in_each_folder(room: Path) -> None:
    made(room, people(room, 2_001))
    sizes = {path.name: len(list(path.iterdir())) for path in (room / "out").iterdir() if path.is_dir()}
    assert sizes == {"000001-001000": 1_000, "001001-002000": 1_000, "002001-003000": 1}


def test_two_recipients_of_one_name_and_hostile_names_keep_files_of_their_own(room: Path) -> None:
    names = [
        "Ann Bell",
        "Ann Bell",
        "../../etc/passwd",
        "CON",
        "a\\b:c*d?",
        "=cmd|' /C calc'!A0",
        "東京",
        "x" * 300,
        ".",
    ]
    rows = "".join(f'"{name}",1\n' for name in names)
    (room / "odd.csv").write_text(f"name,account\n{rows}", encoding="utf-8")
    made(room, room / "odd.csv")
    found = sorted(path.name for path in (room / "out" / "000001-001000").iterdir())
    assert found == [
        "000001-Ann-Bell.docx", "000002-Ann-Bell.docx", "000003-etc-passwd.docx", "000004-CON.docx",
        "000005-a-b-c-d.docx", "000006-cmd-C-calc-A0.docx", "000007-東京.docx", f"000008-{'x' * 60}.docx",
        "000009-unnamed.docx",
    ]  # fmt: skip
    assert_whole(room / "out", len(names))
    assert [row["name"] for row in index_of(room / "out")][5].startswith("'=cmd")


@pytest.mark.parametrize(
    ("cell", "safe"), [("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("a=1", "a=1")]
)
def test_no_cell_of_a_list_is_a_formula(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


def test_one_faulty_row_refuses_all_and_nothing_is_written(room: Path) -> None:
    (room / "bad.csv").write_text("name,account\nAnn,1\nBo\n,3\n", encoding="utf-8")
    result = made(room, room / "bad.csv")
    assert not result.ran
    assert [(finding.place.line, finding.code) for finding in result.findings] == [(3, "ML13"), (4, "ML13")]
    assert not (room / "out").exists()


def test_faulty_rows_are_skipped_on_request_and_listed_with_the_reason(room: Path) -> None:
    (room / "bad.csv").write_text('name,account\nAnn,1\nBo\n"=x\nCy",1,2\nDi,4\n', encoding="utf-8")
    result = made(room, room / "bad.csv", skip_faulty=True)
    assert (result.letters, result.rejected) == (2, 2)
    assert (room / "out" / "rejected.csv").read_text("utf-8-sig").splitlines() == [
        "line,reason,name,account",
        "3,it has 1 cells under 2 headings,Bo",
        "4,it has 3 cells under 2 headings; quote a cell that holds the delimiter,'=x Cy,1,2",
    ]
    assert [row["line"] for row in index_of(room / "out")] == ["2", "6"]


def test_the_list_of_faulty_rows_holds_nothing_invisible(room: Path) -> None:
    (room / "bad.csv").write_text("name,account\nAnn,1\nB\u202eo\x00,2\n", encoding="utf-8")
    made(room, room / "bad.csv", skip_faulty=True)
    assert (room / "out" / "rejected.csv").read_text("utf-8-sig").splitlines()[1].endswith(",B\ufffdo\ufffd,2")


def test_a_letter_that_cannot_be_made_refuses_all_before_the_first(room: Path) -> None:
    (room / "letter.docx").write_bytes(word_file(paragraph("{{ 10 // (account|int) }}")))
    (room / "sums.csv").write_text("name,account\nAnn,2\nBo,0\nCy,5\n", encoding="utf-8")
    result = made(room, room / "sums.csv")
    assert not result.ran and not (room / "out").exists()
    assert "line 3: integer division or modulo by zero, in the body" in result.findings[0].message
    skipped = made(room, room / "sums.csv", skip_faulty=True)
    assert (skipped.letters, skipped.rejected) == (2, 1)
    assert sorted(files_in(room / "out")) == ["000001-001000/000001-Ann.docx", "000001-001000/000003-Cy.docx"]
    assert '3,"integer division' in (room / "out" / "rejected.csv").read_text("utf-8-sig")


def test_an_unknown_field_stops_the_run(room: Path) -> None:
    (room / "letter.docx").write_bytes(word_file(paragraph("{{ acount }}")))
    result = made(room, people(room, 2))
    assert not result.ran
    assert "Did you mean account?" in str(result.findings[0])


def test_a_preview_makes_the_first_letters_only_and_leaves_room_for_the_run(room: Path) -> None:
    to = people(room, 5)
    result = made(room, to, preview=2)
    assert [path.name for path in result.previewed] == ["000001-Ann-Bell-1.docx", "000002-Ann-Bell-2.docx"]
    assert made(room, to).letters == 5


def test_a_folder_with_something_else_in_it_is_left_alone(room: Path) -> None:
    (room / "out").mkdir()
    (room / "out" / "mine.txt").write_text("x")
    result = made(room, people(room, 2))
    assert not result.ran and "something other than a run of letters" in result.findings[0].message


def test_letters_of_another_run_are_not_mixed_in(room: Path) -> None:
    made(room, people(room, 2))
    result = made(room, people(room, 3))
    assert not result.ran and "another template, other recipients" in result.findings[0].message


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


def test_an_archive_beyond_the_old_limits_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 3)
    monkeypatch.setattr(archive, "_MOST", 200)
    packed = Archive(tmp_path / "a.zip", 0)
    for number in range(20):
        packed.add(member(f"{number}.txt", b"x" * 30))
    packed.finish()
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == 20


def test_names_of_folders_and_files() -> None:
    assert [folder_name(number) for number in (1, 1_000, 1_001, 100_000)] == [
        "000001-001000", "000001-001000", "001001-002000", "099001-100000",
    ]  # fmt: skip
    assert letter_name(7, "Zoë Müller") == "000007-Zoë-Müller.docx"
    assert chunks.Task(b"", "", True).size < chunks.Task(b"", "", False).size == 1_000
