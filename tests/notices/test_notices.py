"""Formal notices: which can be given under the clauses of the agreement, what each says, and what is refused."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from backsource_docs.cli.main import bsdocs
from backsource_docs.findings import Severity
from backsource_docs.library.store import Library
from backsource_docs.notices.kinds import kinds_of, wrong_kinds
from backsource_docs.noticing import NoticeResult, Options, notice, notices
from backsource_docs.opening import open_library
from backsource_docs.rendering.text import render_text

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "notices"
CASES = ROOT / "tests" / "cases" / "notices"
DAY = datetime.date(2028, 1, 10)
Deals = Callable[..., Path]


def shipped() -> Library:
    library, _ = open_library()
    assert library
    return library


KINDS = [kind.id for kind in kinds_of(shipped())[0] if not kind.document]
REFUSALS = yaml.safe_load((CASES / "refusals.yaml").read_text(encoding="utf-8"))
RENEWING = ("automatic_renewal: no", "automatic_renewal: yes")


def codes(result: NoticeResult) -> list[str]:
    return [finding.code for finding in result.findings if finding.severity is Severity.ERROR]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_as_accepted(kind: str, notice_deal: Deals, expect: Callable[[Path, str], None]) -> None:
    result = notice(notice_deal(RENEWING), kind, None, Options(DAY))
    assert [str(finding) for finding in result.findings] == []
    assert result.made
    GOLDEN.mkdir(exist_ok=True)
    text = render_text(result.made.document)
    expect(GOLDEN / f"{kind}.txt", text + "\n")
    assert "[●" not in text
    for words in (
        () if kind.startswith("invitation") else ("(Notices)", "Wharf", "Rights reserved.", "Record of service")
    ):
        assert words in text


@pytest.mark.parametrize("position", ["customer", "balanced", "supplier"])
def test_a_forced_notice_has_no_fault_but_the_reasons_against_it(position: str, notice_deal: Deals) -> None:
    deal = notice_deal(RENEWING)
    for kind in ("termination-for-cause", "termination-for-insolvency", "step-in", "asset-option"):
        result = notice(deal, kind, None, Options(DAY, position), force=True)
        assert {finding.code[:2] for finding in result.findings} <= {"NT"}, [str(one) for one in result.findings]


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals(name: str, notice_deal: Deals) -> None:
    case = REFUSALS[name]
    text = yaml.safe_dump({"notices": [case["notice"]]}, allow_unicode=True)
    swaps = list(case.get("swaps", {}).items())
    swaps += [("  clauses:\n", f"  clauses:\n    {name}: {at}\n") for name, at in case.get("clauses", {}).items()]
    options = Options(datetime.date.fromisoformat(case.get("as_of", "2028-01-10")), case.get("position"))
    result = notice(notice_deal(*swaps, notices=text), case["notice"]["kind"], None, options)
    found = [str(finding) for finding in result.findings if finding.code.startswith("NT")]
    wanted = case["finds"]
    assert len(found) == len(wanted), found
    for words in wanted:
        assert any(all(word in one for word in words) for one in found), (words, found)
    refused = any(finding.severity is Severity.ERROR for finding in result.findings)
    assert (result.made is None) is refused


def test_each_code_of_a_refusal_has_a_case_and_something_passes() -> None:
    found = {words[0] for case in REFUSALS.values() for words in case["finds"]}
    assert found == {f"NT0{number}" for number in range(1, 9)}
    assert any(not case["finds"] for case in REFUSALS.values())


def test_only_a_notice_that_alleges_or_ends_goes_by_email_as_a_copy(notice_deal: Deals) -> None:
    deal = notice_deal()
    formal, other = (notice(deal, kind, None, Options(DAY)).made for kind in ("breach", "early-warning"))
    assert formal and other
    assert "legal@corvane.example" in render_text(formal.document)
    assert "legal@corvane.example" not in render_text(other.document)


def test_the_warning_of_a_forced_notice_is_on_the_internal_copy_only(notice_deal: Deals, tmp_path: Path) -> None:
    deal = notice_deal(("day: 2028-03-20", "day: 2028-03-10"))
    refused = notice(deal, "termination-for-cause", tmp_path / "none", Options(DAY))
    assert codes(refused) == ["NT06"] and refused.files == () and not (tmp_path / "none").exists()
    inside = notice(deal, "termination-for-cause", tmp_path / "inside", Options(DAY), force=True)
    outside = notice(deal, "termination-for-cause", tmp_path / "outside", Options(DAY), force=True, outgoing=True)
    assert "against this advice" in body(inside.files[0])
    assert "against this advice" not in body(outside.files[0])
    assert "Material Breach" in body(outside.files[0])


def body(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_the_command_line_comes_before_the_deal(notice_deal: Deals) -> None:
    late = datetime.date(2028, 2, 1)
    result = notice(notice_deal(), "termination-for-convenience", None, Options(DAY), served=late, method="hand")
    assert result.judgements[0].received == late
    assert codes(result) == ["NT05"]
    assert "2028-11-01" in result.findings[0].remedy


def test_the_list_says_for_each_kind_whether_it_can_be_given(notice_deal: Deals) -> None:
    result = notices(notice_deal(), Options(DAY))
    refused = [one.kind.id for one in result.judgements if one.refused]
    assert refused == ["non-renewal"]
    assert next(one for one in result.judgements if one.kind.id == "breach").place == "clause 88.2"


def test_the_command_lists_makes_and_refuses(notice_deal: Deals, tmp_path: Path) -> None:
    deal, folder = str(notice_deal()), tmp_path / "out"
    listed = CliRunner().invoke(bsdocs, ["notice", deal, "--list", "--as-of", "2028-01-10"])
    assert listed.exit_code == 0 and "yes  breach " in listed.stdout and "no   non-renewal" in listed.stdout
    made = CliRunner().invoke(bsdocs, ["notice", deal, "breach", "-o", str(folder), "--as-of", "2028-01-10"])
    assert made.exit_code == 0 and (folder / "notice-breach.docx").is_file()
    again = CliRunner().invoke(bsdocs, ["notice", deal, "step-in", "-o", str(folder), "--as-of", "2028-01-10"])
    assert again.exit_code == 0 and (folder / "notice-breach.docx").is_file()
    refused = CliRunner().invoke(bsdocs, ["notice", deal, "breach", "-o", str(folder), "--by", "email", "--json"])
    data = json.loads(refused.stdout)
    assert refused.exit_code == 2 and data["notices"][0]["can_be_given"] is False and data["files"] == []
    assert CliRunner().invoke(bsdocs, ["notice", deal, "breach"]).exit_code == 2


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("TERMINATION-FOR-CONVENIENCE", "Did you mean termination-for-convenience?"),
        ("cause", "Did you mean termination-for-cause?"),
        ("Step in", "Did you mean step-in?"),
        ("regulatory", "Did you mean termination-for-regulatory-reasons?"),
        ("renewal", "Did you mean non-renewal?"),
        ("brech", "Did you mean breach?"),
        ("invitation", "invitation-to-remedy or invitation-to-restructure or invitation-to-cooperate"),
        ("xyzzy", "Known are initiation, termination-for-cause"),
    ],
)
def test_a_kind_is_found_as_people_type_it(asked: str, meant: str, notice_deal: Deals) -> None:
    for result in (notice(notice_deal(), asked, None, Options(DAY)), notices(notice_deal(), Options(DAY), kind=asked)):
        assert [(one.code, meant in one.remedy) for one in result.findings] == [("NT01", True)]


def test_the_list_of_one_kind(notice_deal: Deals) -> None:
    listed = CliRunner().invoke(bsdocs, ["notice", str(notice_deal()), "--list", "breach", "--as-of", "2028-01-10"])
    assert listed.exit_code == 0 and "yes  breach " in listed.stdout and "termination" not in listed.stdout


def test_initiation_before_a_consultation_that_comes_first_is_refused(notice_deal: Deals, tmp_path: Path) -> None:
    heard = ("  regime: tupe\n", "  regime: tupe\n  consultation: {body: the works council, ends: 2028-02-18}\n")
    result = notice(notice_deal(heard), "initiation", tmp_path / "out", Options(DAY))
    assert codes(result) == ["NT06"] and result.files == ()


def test_initiation_is_weighed_as_the_termination_that_it_declares(notice_deal: Deals) -> None:
    talks = ("  clauses:\n", "  clauses:\n    thr-restructure-option: supplier\n")
    refused = notice(notice_deal(talks), "initiation", None, Options(DAY))
    assert codes(refused) == ["NT06", "NT06"]
    assert "Notice of termination for convenience: clause 36 asks for the step" in refused.findings[0].message
    record = "notices: [{kind: initiation, record: [{step: intention notice, day: 2027-10-01}]}]"
    assert codes(notice(notice_deal(talks, notices=record), "initiation", None, Options(DAY))) == []
    early = ("    ends: 2028-10-31\n", "    ends: 2028-10-02\n")
    assert "NT05" in codes(notice(notice_deal(early), "initiation", None, Options(DAY)))


def test_initiation_is_the_notice_that_a_build_makes(notice_deal: Deals, tmp_path: Path) -> None:
    result = notice(notice_deal(), "initiation", tmp_path / "out", Options(DAY))
    assert [path.name for path in result.files] == ["backsourcing-notice.docx"]


def test_the_list_of_a_firm_is_held_against_the_library(build_files: Callable[..., Path]) -> None:
    folder = build_files({"notices.yaml": "kinds:\n  - {id: breach, title: Breach Notice, clause: trm-cure-proces}\n"})
    library, _ = open_library(library=folder)
    assert library
    found = [str(finding) for finding in wrong_kinds(library)]
    assert [("NT09" in one, "trm-cure-proces," in one) for one in found] == [(True, True)]
    assert list(wrong_kinds(shipped())) == []
