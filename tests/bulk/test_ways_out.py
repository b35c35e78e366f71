"""Letters in one file for the printer, as drafts of e-mails, as PDF files, from a cluster, and after a late fault."""

from __future__ import annotations

import csv
import email
import email.policy
import importlib.util
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from word_templates import paragraph, parts_of, word_file, words_in

from backsource_docs.letters import joining, pdfs, trials
from backsource_docs.letters.addresses import Mail, fault_of_address
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.joining import Joined, unjoinable
from backsource_docs.letters.mails import as_mail
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.uniting import counted
from backsource_docs.mailing import LettersResult, Options, letters

ROOT = Path(__file__).parents[2]
DEAL = ROOT / "examples" / "minimal" / "deal.yaml"
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
MARKED = (
    '<w:p><w:bookmarkStart w:id="0" w:name="place"/><w:r><w:t>{{ name }}</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF place \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p>"
)
PAGES = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> NUMPAGES </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p>"
)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "letter.docx").write_bytes(word_file(paragraph("{{ salutation }}, hello."), header="For {{ name }}"))
    rows = "".join(f"Ann Bell {number},ann{number}@example.com,{number}\n" for number in range(1, 6))
    (tmp_path / "people.csv").write_text(f"name,email,account\n{rows}", encoding="utf-8")
    return tmp_path


def made(room: Path, out: str = "out", **wishes: Any) -> LettersResult:
    options = replace(Options(template=room / "letter.docx", workers=1), **wishes)
    return letters(DEAL, "", room / "people.csv", room / out, options)


def index_of(folder: Path) -> list[Mapping[str, str]]:
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def joined(template: bytes, count: int, **given_values: Any) -> dict[str, bytes]:
    compiled, findings = compile_template(template, "x")
    assert compiled, findings
    assert not unjoinable(compiled)
    out, merger = io.BytesIO(), Merger(compiled)
    file = Joined(out, compiled, **given_values)
    for number in range(1, count + 1):
        file.add(merger.stories({"name": f"Ann {number}", "salutation": f"Dear Ann {number}"}))
    file.finish()
    return parts_of(out.getvalue())


def test_one_file_for_the_printer_has_a_section_and_a_header_for_each_letter(room: Path) -> None:
    result = made(room, merged=True)
    assert (result.letters, result.resumed) == (5, 0)
    parts = parts_of((room / "out" / "letters.docx").read_bytes())
    body = parts["word/document.xml"].decode()
    said = [line for line in words_in(parts["word/document.xml"]) if line]
    assert said == [f"Dear Ann Bell {number}, hello." for number in range(1, 6)]
    assert body.count("<w:sectPr") == body.count('<w:pgNumType w:start="1"/>') == 5
    headers = [name for name in parts if re.fullmatch(r"word/header\d+_\d+\.xml", name)]
    assert sorted(next(words_in(parts[name])) for name in headers) == [f"For Ann Bell {n}" for n in range(1, 6)]
    assert all(f'PartName="/{name}"'.encode() in parts["[Content_Types].xml"] for name in headers)
    assert {row["file"] for row in index_of(room / "out")} == {"letters.docx"}


def test_one_file_is_made_once_and_is_the_same_each_time(room: Path) -> None:
    for out in ("one", "two"):
        made(room, out, merged=True)
    assert (room / "one" / "letters.docx").read_bytes() == (room / "two" / "letters.docx").read_bytes()
    assert made(room, "one", merged=True).resumed == 5


def test_bookmarks_and_lists_of_each_letter_are_its_own() -> None:
    parts = joined(word_file(MARKED), 3)
    body, numbering = parts["word/document.xml"].decode(), parts["word/numbering.xml"].decode()
    assert re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', body) == ["L1_place", "L2_place", "L3_place"]
    assert re.findall(r"REF (\w+)", body) == ["L1_place", "L2_place", "L3_place"]
    numbers = re.findall(r'bookmarkStart w:id="(\d+)"', body)
    assert len(set(numbers)) == 3
    own = re.findall(r'<w:numId w:val="(\d+)"/>', body)
    assert len(own) == len(set(own)) == 2  # the first letter has the list of its style
    assert all(f'<w:num w:numId="{number}">' in numbering for number in own)


@pytest.mark.parametrize(("pages", "shown"), [(0, " SECTIONPAGES "), (3, "<w:t>3</w:t>")])
def test_the_number_of_pages_is_that_of_the_letter(pages: int, shown: str) -> None:
    text = counted(PAGES, pages)
    assert shown in text and "NUMPAGES" not in text
    assert ("fldChar" in text) is (pages == 0)


@pytest.mark.parametrize("template", [word_file(paragraph("{{ name }}"), footer="{{ name }}"), word_file(MARKED)])
def test_no_number_and_no_part_stands_twice_in_one_file(template: bytes) -> None:
    parts = joined(template, 4, marked=True)
    for found in (
        re.findall(rb'bookmarkStart w:id="(\d+)"', parts["word/document.xml"]),
        re.findall(rb'PartName="([^"]*)"', parts["[Content_Types].xml"]),
        re.findall(rb' Id="([^"]*)"', parts["word/_rels/document.xml.rels"]),
    ):
        assert max(Counter(found).values()) == 1


def test_what_cannot_stand_in_one_file_is_told(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = '<w:p><w:r><w:t>{{ name }}</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    (room / "letter.docx").write_bytes(word_file(noted))
    result = made(room, merged=True)
    assert not result.ran and "cannot be put into one file: it has tracked changes" in result.findings[0].message
    monkeypatch.setattr("backsource_docs.sending.LONGEST_FILE", 4)
    (room / "letter.docx").write_bytes(word_file(paragraph("{{ name }}")))
    assert "5 letters are too many for one file" in made(room, merged=True).findings[0].message
    assert joining.LONGEST_FILE >= 1_000


def mail_of(content: bytes) -> email.message.EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_drafts_carry_the_letter_to_its_reader(room: Path) -> None:
    result = made(room, eml=True, subject="Your account", sender="bank@example.com")
    assert result.letters == 5
    message = mail_of((room / "out" / "000001-001000" / "000002-Ann-Bell-2.eml").read_bytes())
    assert [str(message[name]) for name in ("To", "From", "Subject", "X-Unsent")] == [
        "Ann Bell 2 <ann2@example.com>", "bank@example.com", "Your account", "1",
    ]  # fmt: skip
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "000002-Ann-Bell-2.docx"
    content = attached.get_content()
    assert next(words_in(parts_of(content)["word/document.xml"])) == "Dear Ann Bell 2, hello."


def test_a_letter_can_be_the_text_of_the_draft(room: Path) -> None:
    made(room, eml=True, as_body=True, archived=True, subject="x")
    with zipfile.ZipFile(room / "out" / "letters.zip") as opened:
        message = mail_of(opened.read("000001-001000/000001-Ann-Bell-1.eml"))
    assert message.get_content().strip() == "Dear Ann Bell 1, hello."


LETTER = word_file(paragraph("Hello."))


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_in_a_name_or_a_subject_becomes_a_header(name: str, subject: str) -> None:
    values = {"name": f"{name}\r\nBcc: x@evil.example", "email": "a@example.com", "salutation": "Dear"}
    message = mail_of(as_mail(LETTER, "a.docx", values, Mail(f"{subject}\nBcc: y@evil.example")))
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    assert [address.addr_spec for address in message["To"].addresses] == ["a@example.com"]


@pytest.mark.parametrize(
    "address",
    ["", "ann", "ann@", "a@b", "a b@example.com", "a@example.com\nBcc: b@example.com", "a@example.com,b@example.com",
     "<a@example.com>", "a@-example.com", "x" * 250 + "@example.com"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    assert fault_of_address(address)


def test_a_row_without_an_address_refuses_the_run(room: Path) -> None:
    (room / "people.csv").write_text("name,email\nAnn,ann@example.com\nBo,\n", encoding="utf-8")
    result = made(room, eml=True)
    assert not result.ran and "line 3: it has no e-mail address" in result.findings[0].message
    (room / "people.csv").write_text("name\nAnn\n", encoding="utf-8")
    assert "No column holds e-mail addresses" in made(room, eml=True).findings[0].message
    (room / "people.csv").write_text("name,email\nAnn,a@example.com\n", encoding="utf-8")
    assert "The sender cannot be used" in made(room, eml=True, sender="nobody").findings[0].message


def test_without_libreoffice_pdf_files_are_refused_before_the_first_letter(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(room))
    result = made(room, pdf=True)
    assert not result.ran and "there is no soffice on this machine" in result.findings[0].message
    assert not (room / "out").exists()


@pytest.mark.extra
@pytest.mark.skipif(not pdfs.office() or not importlib.util.find_spec("pikepdf"), reason="needs LibreOffice, pikepdf")
def test_pdf_files_have_the_pages_of_their_letters_and_are_gone_on_with(room: Path) -> None:
    import pikepdf

    body = paragraph("{{ salutation }}") + paragraph("{%p if account == '3' %}")
    body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("{%p endif %}") + PAGES
    (room / "letter.docx").write_bytes(word_file(body))
    assert made(room, pdf=True).printed == 5
    files = sorted((room / "out" / "pdf").rglob("*.pdf"))
    assert [len(pikepdf.open(file).pages) for file in files] == [1, 1, 2, 1, 1]
    files[1].unlink()
    before = files[0].stat().st_mtime_ns
    assert made(room, pdf=True).printed == 5
    assert files[1].exists() and files[0].stat().st_mtime_ns == before
    assert [row["file"] for row in index_of(room / "out" / "pdf")][1] == "000001-001000/000002-Ann-Bell-2.pdf"


@pytest.mark.parametrize("archived", [False, True])
def test_a_run_stopped_by_a_late_fault_keeps_its_letters_and_goes_on(
    room: Path, monkeypatch: pytest.MonkeyPatch, archived: bool
) -> None:
    monkeypatch.setattr(trials, "cannot_fail", lambda compiled: True)
    (room / "letter.docx").write_bytes(word_file(paragraph("{{ 10 // (account|int - 1_200) }}")))
    rows = "".join(f"Ann {number},{number}\n" for number in range(1, 1_500))
    (room / "people.csv").write_text(f"name,account\n{rows}", encoding="utf-8")
    stopped = made(room, archived=archived, workers=2)
    assert (stopped.stopped, stopped.letters) == (True, 1_000)
    assert not list((room / "out").glob(".part-*"))
    assert [str(finding.severity.word) for finding in stopped.findings] == ["error"]
    whole = made(room, archived=archived, skip_faulty=True)
    assert (whole.stopped, whole.letters, whole.resumed, whole.rejected) == (False, 1_498, 1_000, 1)
    if archived:
        with zipfile.ZipFile(room / "out" / "letters.zip") as opened:
            assert len(opened.namelist()) == 1_498 and opened.testzip() is None
    else:
        assert len(list((room / "out").rglob("*.docx"))) == 1_498


def test_a_cluster_without_dask_or_address_is_refused(room: Path) -> None:
    result = made(room, cluster="tcp://127.0.0.1:1")
    assert not result.ran and [finding.code for finding in result.findings] == ["ML19"]


@pytest.mark.extra
@pytest.mark.skipif(not importlib.util.find_spec("distributed"), reason="needs dask")
@pytest.mark.parametrize("archived", [False, True])
def test_a_cluster_that_loses_a_worker_makes_every_letter_once(room: Path, archived: bool) -> None:
    distributed = importlib.import_module("distributed")
    rows = "".join(f"Ann {number},{number}\n" for number in range(1, 4_001))
    (room / "people.csv").write_text(f"name,account\n{rows}", encoding="utf-8")
    with distributed.LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        lost: list[int] = []

        def lose_one(done: int, total: int) -> None:
            if done and not lost:
                process = next(iter(cluster.workers.values())).process.process
                lost.append(process.pid)
                process._process.kill()

        options = Options(room / "letter.docx", archived, cluster=cluster.scheduler_address)
        result = letters(DEAL, "", room / "people.csv", room / "out", options, progress=lose_one)
    assert lost and result.letters == 4_000
    made(room, "alone", archived=archived)
    assert (room / "out" / "index.csv").read_bytes() == (room / "alone" / "index.csv").read_bytes()
    assert "distributed" in sys.modules
