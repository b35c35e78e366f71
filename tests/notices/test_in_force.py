"""Notices under an agreement in force, which cite the papers of the deal that join it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from backsource_docs.api import check
from backsource_docs.findings import Severity
from backsource_docs.noticing import NoticeResult, Options, notice, notices
from backsource_docs.rendering.text import render_text

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2026, 12, 1)
CIVIC = ROOT / "examples" / "civic" / "deal.yaml"
DOCUMENTS = "documents: [exit-schedule, governance-charter, exit-plan, letters]"
AMENDMENTS = "amendments: ["


def civic(folder: Path, *swaps: tuple[str, str]) -> Path:
    text = CIVIC.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "deal.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def words(result: NoticeResult) -> str:
    assert result.made, [str(finding) for finding in result.findings]
    return render_text(result.made.document)


def test_a_notice_cites_the_exit_schedule(tmp_path: Path) -> None:
    result = notice(civic(tmp_path), "assistance", None, Options(DAY))
    assert "Assistance Notice under paragraph 23 (Assistance Notice) of the Exit Schedule of the Agreement" in words(
        result
    )
    assert "clause 41 (Notices)" in words(result) and "[● clause number" not in words(result)


def test_a_notice_cites_the_backsourcing_amendment(tmp_path: Path) -> None:
    deal = civic(tmp_path, (DOCUMENTS, "documents: [backsourcing-amendment, letters]"))
    result = notice(deal, "termination-for-convenience", None, Options(DAY))
    assert "of Schedule 1 of the Backsourcing Amendment of the Agreement" in words(result)
    assert "[● clause number" not in words(result)
    place = notices(deal, Options(DAY), kind="assistance").judgements[0].place
    assert place.startswith("paragraph ") and place.endswith(" of Schedule 1 of the Backsourcing Amendment")


@pytest.mark.parametrize("document", ["backsourcing-notice", "exit-plan"])
def test_what_a_build_makes_beside_an_amendment_has_no_blank_numbers(document: str, tmp_path: Path) -> None:
    documents = f"documents: [backsourcing-amendment, {document}]"
    result = check(civic(tmp_path, (DOCUMENTS, documents)), only=document, as_of=DAY)
    assert result.assembly
    text = render_text(result.assembly.made[0].document)
    assert "[● clause number" not in text and "Schedule 1 of the Backsourcing Amendment" in text


def test_an_agreement_in_force_is_told_with_what_is_not_signed_yet(tmp_path: Path) -> None:
    found = [one for one in notices(civic(tmp_path), Options(DAY)).findings if one.code == "NT10"]
    assert [one.severity for one in found] == [Severity.WARNING] * len(found)
    assert "was not drafted here" in found[0].message
    assert any("may cite the Exit Schedule, which agreement.amendments does not name" in one.message for one in found)
    signed = civic(tmp_path, (AMENDMENTS, f"{AMENDMENTS}Exit Schedule of 1 December 2026, "))
    told = [one.message for one in notices(signed, Options(DAY)).findings if one.code == "NT10"]
    assert not any("the Exit Schedule" in message for message in told)


def test_an_agreement_of_our_own_needs_no_such_warning() -> None:
    own = notices(ROOT / "examples" / "harbour" / "deal.yaml", Options(DAY))
    assert not [one for one in own.findings if one.code == "NT10"]
