"""Examples of agreements in force: nothing is wrong in any position, and letters and plans cite what joins them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, get_args

import pytest

from backsource_docs.api import check
from backsource_docs.findings import Severity
from backsource_docs.rendering.text import render_text

EXAMPLES = Path(__file__).parents[2] / "examples"
Position = Literal["customer", "balanced", "supplier"]
POSITIONS: tuple[Position, ...] = get_args(Position)


def written(deal: Path, document: str) -> str:
    result = check(deal, only=document)
    assert result.assembly is not None, [str(finding) for finding in result.findings]
    return render_text(result.assembly.made[0].document)


@pytest.mark.parametrize("outgoing", [False, True])
@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", ["civic", "rescue"])
def test_nothing_is_wrong_in_any_position(name: str, position: Position, outgoing: bool) -> None:
    result = check(EXAMPLES / name / "deal.yaml", position=position, outgoing=outgoing)
    assert [str(finding) for finding in result.findings if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize("document", ["exit-plan", "governance-charter", "backsourcing-notice"])
def test_plans_and_letters_cite_the_exit_schedule_that_joins_the_agreement(document: str) -> None:
    deal = EXAMPLES / "civic" / "deal.yaml"
    number = re.search(r"“Assistance Notice”: has the meaning given in paragraph (\d+)", written(deal, "exit-schedule"))
    committee = re.search(r"committee set up under paragraph (\d+)", written(deal, "exit-schedule"))
    assert number and committee
    expected = {
        "exit-plan": f"paragraph {committee[1]} (Exit Committee) of the Exit Schedule of the Agreement",
        "governance-charter": f"paragraph {committee[1]} (Exit Committee) of the Exit Schedule of the Agreement",
        "backsourcing-notice": f"paragraph {number[1]} (Assistance Notice) of the Exit Schedule of the Agreement",
    }
    assert expected[document] in written(deal, document)


def test_what_the_exit_schedule_lacks_is_cited_in_the_agreement_itself() -> None:
    text = written(EXAMPLES / "civic" / "deal.yaml", "backsourcing-notice")
    assert "under clause 27 (Confidentiality) of the Agreement" in text


def test_without_an_exit_schedule_the_numbers_of_the_deal_are_cited(tmp_path: Path) -> None:
    text = (EXAMPLES / "civic" / "deal.yaml").read_text()
    deal = tmp_path / "deal.yaml"
    deal.write_text(re.sub(r"(?m)^documents: .*$", "documents: [governance-charter]", text))
    assert "clause 12 (Exit Committee) of the Agreement" in written(deal, "governance-charter")
    assert "Exit Schedule" not in written(deal, "governance-charter")


def test_a_body_that_no_register_lists_prints_no_number_on_covers_and_letters() -> None:
    result = check(EXAMPLES / "civic" / "deal.yaml")
    assert result.assembly is not None
    covers = {made.document.draft.id: made.document.draft.cover for made in result.assembly.made}
    assert covers["exit-schedule"]["parties"][0]["details"] == "England and Wales"
    assert covers["exit-schedule"]["parties"][1]["details"] == "England and Wales, 08840126"
    details = covers["letter-customers"]["sender"]["details"]
    assert details == "Principal office: The Guildhall, 2 Corn Street, Wexcombe WX1 4GH"
