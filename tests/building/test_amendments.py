"""Amendments of an agreement in force: one puts an exit into it, one rebuilds it instead of ending it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import pytest

from backsource_docs.api import check
from backsource_docs.findings import Severity
from backsource_docs.rendering.text import render_text

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parents[1] / "golden"
Position = Literal["customer", "balanced", "supplier"]
POSITIONS: tuple[Position, ...] = get_args(Position)
BACKSOURCING = "backsourcing-amendment"
RESTRUCTURING = "restructuring-amendment"


def written(deal: Path, document: str, position: Position | None = None) -> str:
    result = check(deal, only=document, position=position)
    assert result.assembly is not None, [str(finding) for finding in result.findings]
    return render_text(result.assembly.made[0].document)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """An example with one place of its file written anew."""

    def made(name: str, pattern: str, words: str) -> Path:
        text, count = re.subn(pattern, words, (EXAMPLES / name / "deal.yaml").read_text(), flags=re.MULTILINE)
        assert count == 1
        deal = tmp_path / "deal.yaml"
        deal.write_text(text)
        return deal

    return made


@pytest.mark.parametrize(("name", "document"), [("civic", BACKSOURCING), ("rescue", RESTRUCTURING)])
def test_amendments_read_as_accepted(name: str, document: str, expect: Callable[[Path, str], None]) -> None:
    (GOLDEN / name).mkdir(parents=True, exist_ok=True)
    expect(GOLDEN / name / f"{document}.txt", written(EXAMPLES / name / "deal.yaml", document) + "\n")


@pytest.mark.parametrize("document", [BACKSOURCING, RESTRUCTURING])
@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", ["civic", "rescue", "harbour", "nordlicht"])
def test_every_position_goes_out_without_a_finding(
    name: str, document: str, position: Position, changed: Callable[[str, str, str], Path]
) -> None:
    deal = changed(name, r"\bstatus: (?:new|existing)\b", "status: existing")
    result = check(deal, only=document, position=position, outgoing=True)
    assert [str(finding) for finding in result.findings if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize("document", [BACKSOURCING, RESTRUCTURING])
def test_an_agreement_that_is_still_to_be_made_cannot_be_amended(document: str) -> None:
    result = check(EXAMPLES / "homecoming" / "deal.yaml", only=document)
    assert [finding.code for finding in result.findings if finding.severity is Severity.ERROR] == ["BU02"]


def test_clauses_are_replaced_and_added_by_the_numbers_of_the_deal() -> None:
    text = written(EXAMPLES / "civic" / "deal.yaml", BACKSOURCING)
    assert re.search(r"in clause 35, by paragraph \d+ \(Consequences of expiry and termination\) of Schedule 1", text)
    assert "are added after clause 33 of the Principal Agreement" in text
    assert "the provisions on exit, in" not in text
    assert "meets what clause 43 of the Principal Agreement requires of an amendment" in text


@pytest.mark.parametrize(
    ("number", "printed"),
    [('"26"', "in clause 26, by"), ("Schedule 9", "in Schedule 9, by"), ("26 and 27", "in clauses 26")],
)
def test_a_number_prints_as_the_agreement_calls_it(
    number: str, printed: str, changed: Callable[[str, str, str], Path]
) -> None:
    deal = changed("civic", r"^    exit: none", f"    exit: {number}")
    assert f"the provisions on exit, {printed}" in written(deal, BACKSOURCING)


def test_american_agreements_have_sections_and_need_no_consideration() -> None:
    text = written(EXAMPLES / "rescue" / "deal.yaml", BACKSOURCING)
    assert "the provisions on exit, in Section 26, by" in text
    assert "N.Y. Gen. Oblig. Law §§ 5-1103 and 15-301(1)" in text
    assert "on demand" not in text


def test_a_number_that_nobody_gave_is_a_visible_blank(changed: Callable[[str, str, str], Path]) -> None:
    text = written(changed("civic", r'^    termination: "33"\n', ""), BACKSOURCING)
    assert "are added after [● clause number: termination] of the Principal Agreement" in text


def test_where_nothing_is_said_on_poaching_the_waiver_is_added(changed: Callable[[str, str, str], Path]) -> None:
    text = written(changed("civic", r'^    staff: "28"', "    staff: none"), BACKSOURCING)
    replaced, _, added = text.partition("are added after clause 33")
    assert "forbid a party to solicit" not in replaced
    assert "(Non-solicitation and its waiver)" in added.partition("becomes a part of the Principal Agreement")[0]


def test_the_rescue_holds_the_notice_and_returns_to_exit_when_a_milestone_is_missed() -> None:
    text = written(EXAMPLES / "rescue" / "deal.yaml", RESTRUCTURING)
    assert "The notice of September 14, 2026 (the “Standing Notice”) is suspended for 9 months" in text
    assert "“Snap-back Event” occurs if:" in text
    assert "a critical Recovery Milestone is missed finally" in text


def test_without_a_notice_there_is_nothing_to_hold(changed: Callable[[str, str, str], Path]) -> None:
    deal = changed("rescue", r"^  notice:\n(?:    .*\n)+", "")
    assert "Standing Notice" not in written(deal, RESTRUCTURING)
    assert "“Snap-back Event” occurs if:" in written(deal, RESTRUCTURING)


@pytest.mark.parametrize(
    ("position", "words"),
    [
        ("customer", "If a Snap-back Event occurs, the release of the Settled Claims does not take effect"),
        ("balanced", "the Settled Claims revive for both parties"),
        ("supplier", "The release stands even if the Agreement ends early"),
    ],
)
def test_the_past_is_settled_as_each_position_would_have_it(position: Position, words: str) -> None:
    deal = EXAMPLES / "rescue" / "deal.yaml"
    assert [other for other in POSITIONS if words in written(deal, RESTRUCTURING, other)] == [position]


def test_a_body_without_a_number_in_a_register_is_described_by_its_law() -> None:
    text = written(EXAMPLES / "civic" / "deal.yaml", BACKSOURCING)
    assert "Wexcombe Borough Council, a local authority under the law of England and Wales, whose address" in text
    assert "registration number none" not in text
