"""Readiness: points for what is there, with its place, one next step a row, and the page for the board."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from backsource_docs.checks.library_check import check_library
from backsource_docs.cli.main import bsdocs
from backsource_docs.deal.fields import PositionName
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.library.readiness import readiness_rubric
from backsource_docs.library.store import Library
from backsource_docs.opening import open_library
from backsource_docs.readiness.scores import Readiness, Scored, StepScore
from backsource_docs.readiness.stating import stated_at
from backsource_docs.scorecard import readiness, readiness_data

ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
CIVIC = ROOT / "examples" / "civic" / "deal.yaml"
MINIMAL = ROOT / "examples" / "minimal" / "deal.yaml"

Changed = Callable[..., Path]


def found(deal: Path, position: PositionName | None = None) -> Readiness:
    result = readiness(deal, position=position)
    assert result.readiness is not None, [str(finding) for finding in result.findings]
    return result.readiness


def step(scores: Readiness, name: str) -> StepScore:
    return next(one for one in scores.steps if one.step.id == name)


def criterion(scores: Readiness, words: str) -> Scored:
    return next(one for each in scores.steps for one in each.scored if one.criterion.says == words)


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The homecoming deal with words replaced, in a file of its own."""

    def write(*pairs: tuple[str, str]) -> Path:
        text = HOMECOMING.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "deal.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_step_of_the_method_is_scored_within_its_maximum() -> None:
    for deal in (HOMECOMING, MINIMAL):
        scores = found(deal)
        assert [one.step.id for one in scores.steps] == [f"steps-{number:02}" for number in range(1, 20)]
        assert all(0 <= one.sum.points <= one.sum.maximum > 0 for one in scores.steps)
        assert scores.sum.points == sum(total.points for total in scores.by_chapter.values())
        assert scores.sum.maximum == sum(total.maximum for total in scores.by_chapter.values())


def test_a_prepared_deal_is_readier_than_a_bare_one() -> None:
    prepared, bare = found(HOMECOMING), found(MINIMAL)
    assert prepared.sum.state == "in place"
    assert prepared.sum.points * bare.sum.maximum > bare.sum.points * prepared.sum.maximum


def test_the_evidence_names_the_clause_by_number_and_its_position() -> None:
    one = criterion(found(HOMECOMING), "part of the services may be ended")
    assert one.points == one.criterion.points
    assert one.evidence == f"{one.cited} (Partial Termination), customer position"
    assert one.cited.startswith("clause ")


def test_the_supplier_position_earns_less_and_says_what_to_negotiate() -> None:
    one = criterion(found(HOMECOMING, position="supplier"), "part of the services may be ended")
    assert one.points == 1 < one.criterion.points
    assert one.next == f"Negotiate {one.cited} (Partial Termination) to the balanced position."
    assert found(HOMECOMING, position="supplier").sum.points < found(HOMECOMING).sum.points


def test_a_clause_that_the_deal_leaves_out_is_named_with_the_reason(changed: Changed) -> None:
    deal = changed(("  clauses:\n", "  clauses:\n    ter-partial: {leave_out: yes, because: conceded}\n"))
    one = criterion(found(deal), "part of the services may be ended")
    assert one.points == 0
    assert "left out by the deal: conceded" in one.evidence
    assert one.next.startswith("Bring in ")


def test_a_key_of_a_list_counts_by_half_where_some_entries_state_it(changed: Changed) -> None:
    deal = changed(("    owner: Director of Payments\n", ""))
    one = criterion(found(deal), "each function has an owner at the customer")
    assert (one.points, one.criterion.points) == (1, 2)
    assert one.evidence == "services[].owner is stated for 5 of 6"
    assert one.next == "Name the owner of each function."


def test_what_does_not_concern_the_deal_counts_neither_way(changed: Changed) -> None:
    listed = found(HOMECOMING)
    private = found(changed(("  listed: {market: London Stock Exchange, regime: uk}\n", "")))
    assert step(private, "steps-16").sum.maximum < step(listed, "steps-16").sum.maximum


def test_the_next_steps_are_ordered_by_gain_and_there_is_one_for_each_open_step() -> None:
    scores = found(MINIMAL)
    gains = [best.gain for _, best in scores.next_steps]
    assert gains == sorted(gains, reverse=True)
    assert len(scores.next_steps) == sum(one.sum.points < one.sum.maximum for one in scores.steps)
    assert all(best.next.endswith(".") for _, best in scores.next_steps)


def test_to_do_what_is_said_gains_the_points(changed: Changed) -> None:
    before = criterion(found(HOMECOMING), "the functions are assessed one by one")
    deal = changed(("documents: [outsourcing-agreement,", "documents: [sourcing-assessment, outsourcing-agreement,"))
    after = criterion(found(deal), "the functions are assessed one by one")
    assert (before.points, after.points) == (0, before.gain)


@pytest.fixture
def in_force(tmp_path: Path) -> Callable[[str], Path]:
    """The civic deal, whose agreement is in force, with lines added under `agreement`."""

    def write(lines: str) -> Path:
        text = CIVIC.read_text(encoding="utf-8")
        path = tmp_path / "deal.yaml"
        path.write_text(text.replace("  status: existing\n", f"  status: existing\n{lines}"), encoding="utf-8")
        return path

    return write


def test_what_may_stand_in_the_agreement_in_force_counts_neither_way_until_it_is_read() -> None:
    scores = found(CIVIC)
    one = criterion(scores, "a warning has consequences")
    assert not one.judged
    assert one.next == "Read clause 16 for Early warning."
    step_seven = step(scores, "steps-07").sum
    assert step_seven.unjudged >= one.criterion.points
    assert step_seven.points <= step_seven.maximum
    assert step(scores, "steps-08").sum.state == "to be read"
    assert scores.sum.unjudged == sum(one.sum.unjudged for one in scores.steps) > 0


def test_a_clause_found_in_the_agreement_in_force_counts_with_its_number(in_force: Callable[[str], Path]) -> None:
    one = criterion(found(in_force('  found: {thr-early-warning: "16.2"}\n')), "a warning has consequences")
    assert (one.judged, one.points) == (True, one.criterion.points)
    assert one.evidence == "clause 16.2 of the agreement in force (Early warning), as the deal states"


def test_a_clause_that_the_agreement_in_force_lacks_is_open(in_force: Callable[[str], Path]) -> None:
    one = criterion(found(in_force("  found: {thr-early-warning: none}\n")), "a warning has consequences")
    assert (one.judged, one.points) == (True, 0)
    assert one.next == "Agree Early warning in an amendment; the agreement in force has none."


def test_a_topic_that_the_agreement_in_force_lacks_is_open(in_force: Callable[[str], Path]) -> None:
    deal = in_force("")
    deal.write_text(deal.read_text(encoding="utf-8").replace('remedies: "16"', "remedies: none"), encoding="utf-8")
    assert criterion(found(deal), "a warning has consequences").judged


def test_a_clause_found_that_the_library_does_not_have_is_a_finding(in_force: Callable[[str], Path]) -> None:
    result = readiness(in_force('  found: {thr-early-warnings: "16.2"}\n'))
    finding = next(finding for finding in result.findings if finding.code == "SL04")
    assert "agreement.found.thr-early-warnings" in finding.message
    assert finding.remedy == "Did you mean thr-early-warning?"


def test_a_deal_without_a_contract_is_told_which_document_to_add(changed: Changed) -> None:
    deal = changed(("documents: [outsourcing-agreement,", "documents: ["))
    one = criterion(found(deal), "a warning has consequences")
    assert one.next == "Add outsourcing-agreement to the documents of the deal, for Early warning."


def test_defaults_and_no_are_not_stated() -> None:
    text = "name: x\ncustomer: {name: A}\nsupplier: {name: B}\nlaw: {governing: england-and-wales}\n"
    file = read(text + "services: [{name: Desk, critical: no}, {name: Mail, critical: yes, way_back: easy}]\n")
    assert stated_at(file, "services[].critical").filled == 1
    assert stated_at(file, "services[].way_back").words == ("easy",)
    assert stated_at(read(text + "services: [{name: Desk}]\nstaff: {in_scope: 0}\n"), "staff.in_scope").whole
    assert not stated_at(file, "reporting.frequency").whole
    assert stated_at(file, "service_levels[].target").entries == 0


def read(text: str) -> DealFile:
    file, findings = read_deal(text.encode(), "deal.yaml")
    assert file is not None, findings
    return file


def test_the_page_is_written_and_says_what_the_data_say(tmp_path: Path) -> None:
    result = readiness(HOMECOMING, tmp_path / "out")
    assert [file.name for file in result.files] == ["readiness.docx"]
    assert not [finding for finding in result.findings if finding.code.startswith("LO")]


def test_the_command_prints_json_that_agrees_with_the_scores() -> None:
    outcome = CliRunner().invoke(bsdocs, ["readiness", str(HOMECOMING), "--json"])
    data = json.loads(outcome.stdout)
    assert outcome.exit_code == 0
    assert data["points"] == sum(one["points"] for one in data["steps"]) == found(HOMECOMING).sum.points
    criterion = data["steps"][1]["criteria"][4]
    assert criterion["looks_at"] == {"clause": ["scope-severable-functions"]}
    assert criterion["place"].startswith("clause ") and criterion["evidence"].startswith(criterion["place"])
    assert {"counts", "points", "maximum", "judged", "next"} < set(criterion)
    assert data["next"] == readiness_data(found(HOMECOMING))["next"]


def test_the_command_shows_steps_evidence_and_what_to_do() -> None:
    outcome = CliRunner().invoke(bsdocs, ["readiness", str(MINIMAL), "--evidence"])
    assert "Start with the strategy" in outcome.stdout
    assert "sourcing.strategy is not stated" in outcome.stdout
    assert "Do next" in outcome.stdout


def test_a_deal_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    result = readiness(tmp_path / "none.yaml")
    assert result.readiness is None
    assert [finding.code for finding in result.findings] == ["DL00"]
    assert CliRunner().invoke(bsdocs, ["readiness", str(tmp_path / "none.yaml")]).exit_code == 2


def library_with(tmp_path: Path, rubric: str) -> Library:
    (tmp_path / "readiness.yaml").write_text(rubric, encoding="utf-8")
    library, _ = open_library(library=tmp_path)
    assert library is not None
    return library


RUBRIC = """\
bands: [{{from: 0, says: open}}]
chapters:
  - title: One
    steps:
      - {{id: steps-01, title: First, asks: Is it there?, criteria: [{criterion}]}}
"""


@pytest.mark.parametrize(
    ("criterion", "message"),
    [
        ("{says: a, points: 1, clause: no-such}", "names the clause no-such, which does not exist"),
        ("{says: a, points: 1, document: no-such}", "names the document no-such, which does not exist"),
        ("{says: a, points: 1, fact: no_such, shows: b, next: Do.}", "names the fact no_such, which does not exist"),
        (
            "{says: a, points: 1, deal: services.sise, shows: b, next: Do.}",
            "names the key services.sise, which does not exist",
        ),
    ],
)
def test_the_library_check_knows_every_name_of_the_rubric(tmp_path: Path, criterion: str, message: str) -> None:
    findings = check_library(library_with(tmp_path, RUBRIC.format(criterion=criterion)))
    assert any(finding.code == "LB50" and message in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("criterion", "message"),
    [
        ("{says: a, points: 1, next: Do.}", "exactly one of"),
        ("{says: a, points: 1, fact: hybrid, plan: exit.ends, shows: b, next: Do.}", "exactly one of"),
        ("{says: a, points: 1, fact: hybrid}", "says what to do next"),
        ("{says: a, points: 1, fact: hybrid, next: Do.}", "says what shows it"),
        ("{says: a, points: 9, fact: hybrid, shows: b, next: Do.}", "at most 5"),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused_with_its_line(
    tmp_path: Path, criterion: str, message: str
) -> None:
    rubric, findings = readiness_rubric(library_with(tmp_path, RUBRIC.format(criterion=criterion)))
    assert rubric is None
    assert message in findings[0].message and findings[0].place.line == 5
