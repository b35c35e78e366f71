"""Word files hold together: lint, an independent validator, identical bytes, two copies, numbers counted twice."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from by_hand import COVER, LAWS, clause, document, limb, style
from openxml_audit import FileFormat, OpenXmlValidator
from word_features import FEATURES, build, comments, references
from word_lint import W, fields_of, lint, parts_of

from backsource_docs.rendering.word import find_leaks, render_shell, write_word
from backsource_docs.tree import Document, Execution, Part, Signatory

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
MANIFEST = b'<manifest xmlns="urn:backsource"><clause id="one"/></manifest>'


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.__name__)
@pytest.mark.parametrize("outgoing", [False, True], ids=["internal", "outgoing"])
def test_the_lint_finds_nothing(feature: Callable[[], Document], outgoing: bool) -> None:
    assert lint(build(feature(), outgoing)) == []


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.__name__)
def test_the_validator_finds_nothing(feature: Callable[[], Document], tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(build(feature()))
    errors = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(str(path)).errors
    assert [f"{error.part_uri} {error.path}: {error.description}" for error in errors] == []


@pytest.mark.parametrize("law", sorted(LAWS))
@pytest.mark.parametrize("name", ["contract", "plan", "letter"])
def test_every_style_takes_every_signature_block(name: str, law: str) -> None:
    made = document(Part("e", "", "none", (Execution(law, (Signatory("Acme & Co", "Customer"),)),)), kind=name)
    docx = build(made)
    assert lint(docx) == []
    shown = parts_of(docx)["word/document.xml"].decode()
    assert "Acme &amp; Co" in shown
    assert shown.count("[● name of signatory]") >= 1
    assert '<w:highlight w:val="yellow"/>' in shown


def test_the_same_input_gives_the_same_bytes() -> None:
    assert build(references()) == build(references())


def test_one_shell_serves_both_copies() -> None:
    made = comments()
    shell = render_shell(style("contract"), made.draft, LAWS)
    internal = parts_of(write_word(made, shell, outgoing=False, manifest=MANIFEST))
    outgoing = parts_of(write_word(made, shell, outgoing=True, manifest=MANIFEST))
    assert "word/comments.xml" in internal
    assert set(internal) - set(outgoing) == {"word/comments.xml"}
    assert not any(b"comment" in outgoing[name] for name in ("word/document.xml", "word/_rels/document.xml.rels"))
    assert internal["customXml/item1.xml"] == outgoing["customXml/item1.xml"] == MANIFEST


def test_the_manifest_must_be_xml() -> None:
    made = comments()
    shell = render_shell(style("contract"), made.draft, LAWS)
    with pytest.raises(ValueError, match="The manifest is not XML"):
        write_word(made, shell, outgoing=True, manifest=b"{}")


def test_the_properties_come_from_the_cover() -> None:
    core = parts_of(build(comments()))["docProps/core.xml"].decode()
    assert "<dc:title>Outsourcing Agreement</dc:title>" in core
    assert "<dc:creator>Acme Retail plc</dc:creator>" in core
    assert core.count("2026-05-14T00:00:00Z") == 2


def test_a_cover_without_a_date_leaves_dates_out() -> None:
    cover = {key: value for key, value in COVER.items() if key != "date_iso"}
    made = document(
        Part("t", "", "clauses", (clause("one", "Supply", limb("x"), limb("y")),)), cover=cover, notes={"one": ("n",)}
    )
    parts = parts_of(build(made))
    assert b"dcterms:created" not in parts["docProps/core.xml"]
    assert b"w:date=" not in parts["word/comments.xml"]


def test_dates_in_the_zip_are_fixed(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(build(references()))
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert opened.namelist()[0] == "[Content_Types].xml"


def test_an_outgoing_copy_passes_the_gate() -> None:
    notes = [note for paragraphs in comments().draft.notes.values() for note in paragraphs]
    assert find_leaks(build(comments(), outgoing=True), notes) == []
    assert find_leaks(build(comments()), notes)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
def test_libreoffice_counts_the_same_numbers(tmp_path: Path) -> None:
    """LibreOffice ignores the cached results and counts for itself."""
    for feature in FEATURES:
        (tmp_path / f"{feature.__name__}.docx").write_bytes(build(feature()))
    files = sorted(map(str, tmp_path.glob("*.docx")))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    options = ["--headless", "--norestore", "--convert-to", "fodt", "--outdir", str(tmp_path)]
    subprocess.run(["soffice", profile, *options, *files], capture_output=True, timeout=180, check=False)
    for file in files:
        story = ElementTree.fromstring(parts_of(Path(file).read_bytes())["word/document.xml"])
        ours = [text for code, text in fields_of(story) if code[0] == "REF"]
        assert [_without_spaces(text) for text in ours] == _counted(Path(file).with_suffix(".fodt"))
    assert story.tag == f"{W}document"


def _counted(fodt: Path) -> list[str]:
    marks = ElementTree.parse(fodt).getroot().iter(f"{TEXT}bookmark-ref")
    formats = f"{TEXT}reference-format"
    return [_without_spaces("".join(mark.itertext())) for mark in marks if mark.get(formats, "").startswith("number")]


def _without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)
