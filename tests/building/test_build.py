"""The whole line, from a deal file to a folder of Word files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from backsource_docs.api import build, check
from backsource_docs.findings import Severity
from tests.rendering.word_lint import lint

EXAMPLES = Path(__file__).parents[2] / "examples"
DEALS = ("homecoming", "harbour", "minimal")
POSITIONS = ("customer", "balanced", "supplier")
VALIDATED = {"homecoming": "customer", "harbour": "balanced", "minimal": "supplier"}  # it takes longer than to build
NAMES = ("A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}", "Société Générale", "Żółć Sp. z o.o.", "株式会社")
DEAL = """\
name: "{name}"
reference: "{name}"
as_of: 2026-11-23
customer: {{name: "{name}", short_name: "{name}", country: GB, address: "{name}, Leeds"}}
supplier: {{name: Birch Limited, address: "1 Wharf, Hull HU1 1AA"}}
law: {{governing: england-and-wales}}
term: {{commencement: 2027-04-01}}
services: [{{name: "{name}", description: "{name}", personal_data: yes}}]
backsourcing: {{notice: {{ground: convenience, served: 2028-06-05, ends: 2029-01-31}}}}
"""


def words_of(path: Path) -> str:
    """All text of a Word file: body, tables, headers, footers."""
    document = docx.Document(str(path))
    stories = [document.element.body]
    for section in document.sections:
        for story in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            stories.append(story._element)
    spaced = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return " ".join("".join(t.text or "" for t in story.iter(spaced)) for story in stories)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("deal", DEALS)
def test_every_example_builds_clean_word_files_in_every_position(tmp_path: Path, deal: str, position: str) -> None:
    result = build(EXAMPLES / deal / "deal.yaml", tmp_path / "out", position=position)
    errors = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert errors == []
    assert {made.id for made in result.documents} >= {"outsourcing-agreement", "exit-plan"}
    for made in result.documents:
        assert lint(made.file.read_bytes()) == []
    if VALIDATED[deal] == position:
        validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
        wrong = [str(error) for made in result.documents for error in validator.validate(str(made.file)).errors]
        assert wrong == []


def test_the_same_deal_gives_the_same_bytes(tmp_path: Path) -> None:
    one = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "one")
    other = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "other")
    assert len(one.documents) == len(other.documents) > 0
    for made in [*one.documents]:
        assert made.file.read_bytes() == (tmp_path / "other" / made.file.name).read_bytes()
    assert (tmp_path / "one" / "manifest.json").read_bytes() == (tmp_path / "other" / "manifest.json").read_bytes()


def test_another_as_of_date_gives_other_bytes(tmp_path: Path) -> None:
    import datetime

    deal = EXAMPLES / "minimal" / "deal.yaml"
    one = build(deal, tmp_path / "one", only=["outsourcing-agreement"])
    other = build(deal, tmp_path / "other", only=["outsourcing-agreement"], as_of=datetime.date(2027, 1, 5))
    assert one.documents[0].file.read_bytes() != other.documents[0].file.read_bytes()
    assert "5 January 2027" in words_of(other.documents[0].file)


@pytest.mark.parametrize("name", NAMES)
def test_names_print_exactly_in_every_document(tmp_path: Path, name: str) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL.format(name=name), encoding="utf-8")
    result = build(deal, tmp_path / "out")
    assert {made.id for made in result.documents} >= {"outsourcing-agreement", "exit-plan", "backsourcing-notice"}
    for made in result.documents:
        assert name in words_of(made.file), made.id
        assert name in (docx.Document(str(made.file)).core_properties.subject or "")
    assert name in (tmp_path / "out" / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_default_folder_is_a_safe_form_of_the_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deal.yaml").write_text(DEAL.format(name=name), encoding="utf-8")
    result = build("deal.yaml", only=["exit-plan"])
    assert result.folder.parent == Path("out")
    assert result.documents[0].file.is_file()
    assert not set(result.folder.name) & set('&<>*[]{}%"/\\: ')


def test_an_outgoing_copy_holds_nothing_internal(tmp_path: Path) -> None:
    result = build(EXAMPLES / "homecoming" / "deal.yaml", tmp_path / "out", outgoing=True)
    assert result.documents
    for made in result.documents:
        with zipfile.ZipFile(made.file) as opened:
            everything = b"\n".join(opened.read(name) for name in opened.namelist()).decode("utf-8", "replace")
            assert not [name for name in opened.namelist() if "comments" in name]
        for word in ("conceded", "Order of fallback", "position_reason", "Drafting note", "commentReference"):
            assert word not in everything, f"{word} in {made.id}"
    beside = (tmp_path / "out" / "manifest.json").read_text("utf-8")
    assert "position" not in beside and "conceded" not in beside and "lia-cap" not in beside


def test_the_internal_copy_carries_guidance_and_provenance(tmp_path: Path) -> None:
    result = build(EXAMPLES / "homecoming" / "deal.yaml", tmp_path / "out", only=["outsourcing-agreement"])
    document = docx.Document(str(result.documents[0].file))
    comments = [comment.text for comment in document.comments]
    assert any("conceded at the meeting" in text for text in comments)
    assert {comment.author for comment in document.comments} == {"Drafting note"}
    with zipfile.ZipFile(result.documents[0].file) as opened:
        part = opened.read("customXml/item1.xml").decode()
    assert 'id="lia-cap"' in part and 'position="balanced"' in part
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    clause = next(c for c in manifest["documents"][0]["clauses"] if c["id"] == "lia-cap")
    assert clause["position"] == "balanced" and clause["number"] and clause["bookmark"].startswith("bs_")


def test_final_refuses_blanks_and_unapproved_clauses(tmp_path: Path) -> None:
    result = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", final=True)
    assert result.documents == () and not (tmp_path / "out").exists()
    assert {"FI01", "FI02"} <= {finding.code for finding in result.findings}


def test_only_keeps_the_other_documents_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(EXAMPLES / "minimal" / "deal.yaml", out)
    build(EXAMPLES / "minimal" / "deal.yaml", out, only=["exit-plan"])
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert [entry["id"] for entry in manifest["documents"]] == ["exit-plan", "outsourcing-agreement"]
    assert (out / "outsourcing-agreement.docx").is_file()


def test_an_unknown_document_is_a_finding_and_nothing_is_written(tmp_path: Path) -> None:
    result = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", only=["exit-pan"])
    assert [finding.code for finding in result.findings if finding.severity is Severity.ERROR] == ["BU01"]
    assert not (tmp_path / "out").exists()


def test_a_document_that_does_not_fit_the_deal_says_which_fact_is_missing(tmp_path: Path) -> None:
    result = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", only=["backsourcing-notice", "exit-plan"])
    said = next(finding for finding in result.findings if finding.code == "BU02")
    assert "The backsourcing has been called" in said.message
    assert said.place.line == 21 and said.remedy == "Give backsourcing.notice in the deal or leave it out."
    assert [made.id for made in result.documents] == ["exit-plan"]


def test_an_outgoing_build_makes_only_what_the_other_side_may_have(tmp_path: Path) -> None:
    result = build(EXAMPLES / "homecoming" / "deal.yaml", tmp_path / "out", outgoing=True)
    assert {made.id for made in result.documents} == {"outsourcing-agreement", "exit-plan", "backsourcing-notice"}
    kept = [finding.message for finding in result.findings if finding.code == "BU03"]
    assert any("letter-investors" in message for message in kept)
    assert not any("11,500,000" in words_of(made.file) for made in result.documents)


def test_an_outgoing_copy_with_errors_is_not_made(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    early = (EXAMPLES / "homecoming" / "deal.yaml").read_text("utf-8").replace("ends: 2028-10-31", "ends: 2028-03-31")
    deal.write_text(early, encoding="utf-8")
    result = build(deal, tmp_path / "out", outgoing=True)
    assert result.documents == () and not (tmp_path / "out").exists()
    assert any(finding.code == "KD01" for finding in result.findings)


def test_a_position_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="customer, balanced, supplier"):
        build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", position="suplier")  # type: ignore[arg-type]


def test_a_lone_name_may_be_asked_for(tmp_path: Path) -> None:
    result = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", only="exit-plan")
    assert [made.id for made in result.documents] == ["exit-plan"]


def test_a_sum_beyond_all_measure_is_a_finding(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    text = (EXAMPLES / "minimal" / "deal.yaml").read_text("utf-8")
    deal.write_text(text + "charges: {annual: 'GBP 1,000,000,000,000,000,000,000'}\n", encoding="utf-8")
    result = build(deal, tmp_path / "out")
    assert [finding.code for finding in result.findings] == ["DL03"] and result.documents == ()


CALLED = "backsourcing: {notice: {ground: convenience, served: 2028-06-05, ends: 2029-01-31}}\n"
MISTAKEN = """\
name: Return
customer: {name: Alder plc, country: UK}
supplier: {name: Birch Limited}
law: {governing: england-and-wales}
documents: [exitplan, outsourcing-agreement]
position:
  families: {liability: balanced}
  clauses:
    lia-capp: balanced
    lia-insurance: {parameters: {professional_cov: GBP 5, cyber_cover: lots}}
"""


def test_wrong_names_are_told_in_the_same_run_as_wrong_values(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(MISTAKEN)
    result = build(deal, tmp_path / "out")
    assert result.documents == () and not (tmp_path / "out").exists()
    assert [(finding.code, finding.place.line) for finding in result.findings] == [
        ("DL03", 2),
        ("BU01", 5),
        ("SL04", 7),
        ("SL04", 9),
        ("SL04", 10),
        ("SL05", 10),
    ]


def test_what_stands_in_for_a_wrong_value_is_not_told_as_a_wrong_name(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(MISTAKEN.replace("[exitplan, outsourcing-agreement]", "{exit: plan}").partition("position")[0])
    assert [finding.code for finding in build(deal, tmp_path / "out").findings] == ["DL03", "DL03"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("exitplan", "exit-plan"), ("agreement", "outsourcing-agreement or transition-agreement")],
)
def test_an_unknown_document_of_the_command_line_blames_the_option(tmp_path: Path, name: str, meant: str) -> None:
    result = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", only=[name])
    (said,) = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert said.message.startswith(f"--only {name}") and said.remedy == f"Did you mean {meant}?"
    assert said.place.file == ""


@pytest.mark.parametrize(
    ("more", "wishes", "code", "said"),
    [
        ("documents: []\n", {}, "BU04", "The list of documents is empty"),
        ("documents: [letters]\n", {}, "BU02", "No letter fits this deal: “The backsourcing has been called”"),
        ("", {"only": "letters"}, "BU02", "No letter fits this deal"),
        ("", {"only": "backsourcing-notice"}, "BU02", "The document backsourcing-notice does not fit"),
        ("", {"only": "data-switching-schedule"}, "BU02", "Give cloud under services in the deal or leave it out."),
        (CALLED, {"only": "letter-customers", "outgoing": True}, "BU03", "it is not for the other side"),
    ],
)
def test_where_nothing_is_made_an_error_says_why(
    tmp_path: Path, more: str, wishes: dict[str, Any], code: str, said: str
) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text((EXAMPLES / "minimal" / "deal.yaml").read_text("utf-8") + more, encoding="utf-8")
    result = build(deal, tmp_path / "out", **wishes)
    assert result.documents == () and not (tmp_path / "out").exists()
    (error,) = [finding for finding in result.findings if finding.severity is Severity.ERROR]
    assert error.code == code and said in str(error) and error.remedy


def test_a_folder_of_the_firm_that_does_not_exist_is_told_where_it_is_named(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    text = (EXAMPLES / "minimal" / "deal.yaml").read_text("utf-8")
    deal.write_text(f"{text}style: {{library: nowhere, templates: deal.yaml}}\n", encoding="utf-8")
    found = build(deal, tmp_path / "out").findings
    assert [(finding.code, finding.place.line) for finding in found] == [("LB00", 21), ("LB00", 21)]
    assert "style.library: the folder" in found[0].message and "does not exist" in found[0].message
    assert "is a file, not a folder" in found[1].message and "folder of the deal file" in found[1].remedy
    (option,) = build(EXAMPLES / "minimal" / "deal.yaml", tmp_path / "out", library=tmp_path / "gone").findings
    assert option.message.startswith("--library") and option.place.file == ""


def test_news_that_was_promised_for_a_day_gone_by_is_a_warning(tmp_path: Path) -> None:
    import datetime

    deal = tmp_path / "deal.yaml"
    text = (EXAMPLES / "minimal" / "deal.yaml").read_text("utf-8")
    deal.write_text(f"{text}communications: {{next_update: 2027-01-04}}\n", encoding="utf-8")
    assert "DL17" not in {finding.code for finding in check(deal, only="exit-plan").findings}
    later = check(deal, only="exit-plan", as_of=datetime.date(2027, 1, 5)).findings
    (said,) = [finding for finding in later if finding.code == "DL17"]
    assert said.place.line == 21 and said.severity is Severity.WARNING


def test_marks_in_names_of_the_deal_are_no_marks_of_ours(tmp_path: Path) -> None:
    deal = tmp_path / "deal.yaml"
    deal.write_text(DEAL.format(name="Print* [[x]] (y"), encoding="utf-8")
    assert not [finding for finding in check(deal).findings if finding.code in ("LO01", "CN02")]
