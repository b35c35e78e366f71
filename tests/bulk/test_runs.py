"""Runs of letters: whole, in order, the same each time, and nothing of what is faulty or hostile in them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from letter_runs import a_room, assert_whole, files_in, index_of, made, people
from word_templates import paragraph, parts_of, word_file, words_in

from backsource_docs.letters import archive, chunks
from backsource_docs.letters.archive import Archive, member
from backsource_docs.letters.index import harmless
from backsource_docs.letters.naming import folder_name, letter_name

__all__ = ["a_room"]


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


def test_a_hostile_table_is_refused_row_by_row_and_what_is_harmless_prints_as_it_is(room: Path) -> None:
    rows = {
        "Ann,=HYPERLINK(0)": "",
        "N\x00l,1": "U+0000",
        "Ev\u202eil,1": "U+202E",
        f"Big,{'x' * 1_000_001}": "a cell of more than 1,000,000 letters",
        "../../etc/passwd,{{ name }}": "",
        "Same,1": "",
        "Same,<w:p/>&": "",
    }
    (room / "hostile.csv").write_text("name,account\n" + "\n".join(rows) + "\n", encoding="utf-8")
    refused = made(room, room / "hostile.csv")
    assert not refused.ran and not (room / "out").exists()
    told = [(finding.place.line, finding.message) for finding in refused.findings]
    expected = [(line, words) for line, words in enumerate(rows.values(), 2) if words]
    assert [line for line, _ in told] == [line for line, _ in expected]
    assert all(words in message for (_, words), (_, message) in zip(expected, told, strict=True))
    assert made(room, room / "hostile.csv", skip_faulty=True).letters == 4
    held = files_in(room / "out")
    assert sorted(held) == [
        "000001-001000/000001-Ann.docx", "000001-001000/000002-etc-passwd.docx", "000001-001000/000003-Same.docx",
        "000001-001000/000004-Same.docx",
    ]  # fmt: skip
    said = [next(words_in(parts_of(held[name])["word/document.xml"])) for name in sorted(held)]
    assert [words.partition("account is ")[2] for words in said] == ["=HYPERLINK(0).", "{{ name }}.", "1.", "<w:p/>&."]


@pytest.mark.parametrize("archived", [False, True])
def test_a_level_packs_letters_harder_and_is_part_of_what_they_are(room: Path, archived: bool) -> None:
    words = "{% for sign in name %}All that we know of {{ sign }}, and of you, {{ name }}. {% endfor %}"
    (room / "letter.docx").write_bytes(word_file(paragraph(words)))
    to = people(room, 30)
    for level in (1, 9):
        made(room, to, f"out{level}", archived=archived, level=level)
    quick, small = files_in(room / "out1"), files_in(room / "out9")
    assert sum(map(len, small.values())) < sum(map(len, quick.values()))
    assert [parts_of(content) for content in small.values()] == [parts_of(content) for content in quick.values()]
    assert "other options" in made(room, to, "out1", archived=archived, level=9).findings[0].message


def test_where_the_disk_is_ext4_folders_of_letters_are_laid_apart(room: Path) -> None:
    tried = shutil.which("chattr") and subprocess.run(["chattr", "+T", str(room)], capture_output=True, check=False)
    if not tried or tried.returncode:
        pytest.skip("the file system has no such flag")
    made(room, people(room, 2))
    flags = subprocess.run(["lsattr", "-d", str(room / "out")], capture_output=True, text=True, check=True)
    assert "T" in flags.stdout.split()[0]


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


def test_an_archive_beyond_the_old_limits_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 3)
    monkeypatch.setattr(archive, "_MOST", 200)
    packed = Archive(tmp_path / "a.zip", 0)
    for number in range(20):
        packed.add(member(f"{number}.txt", b"x" * 30, zlib.crc32(b"x" * 30)))
    packed.finish()
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == 20


def test_names_of_folders_and_files() -> None:
    assert [folder_name(number) for number in (1, 1_000, 1_001, 100_000)] == [
        "000001-001000", "000001-001000", "001001-002000", "099001-100000",
    ]  # fmt: skip
    assert letter_name(7, "Zoë Müller") == "000007-Zoë-Müller.docx"
    assert chunks.chunk_size(archived=True) < chunks.chunk_size(archived=False) == 1_000
