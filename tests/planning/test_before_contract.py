"""The documents before there is a contract: the assessment, the questionnaire, the brief."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedule_deals import ROOT

from backsource_docs.api import check
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.drafting.facts import established
from backsource_docs.library.store import Library
from backsource_docs.planning.calendar import calendar_of
from backsource_docs.planning.engaging import dated_steps
from backsource_docs.planning.questionnaire import Questionnaire, questionnaire_of
from backsource_docs.planning.sourcing import SourcingRubric, Verdict, rubric_of, verdicts_of
from backsource_docs.rendering.text import render_text
from backsource_docs.values import Period

DOCUMENTS = ("sourcing-assessment", "supplier-questionnaire", "adviser-brief", "readiness")
LIBRARY = Library((ROOT / "clause_library",), (ROOT / "templates",))
HEAD = (
    "name: x\ncustomer: {name: A, country: GB}\nsupplier: {name: B, country: GB}\nlaw: {governing: england-and-wales}\n"
)


def rubric() -> SourcingRubric:
    found, findings = rubric_of(LIBRARY)
    assert found is not None and findings == ()
    return found


def questionnaire() -> Questionnaire:
    found, findings = questionnaire_of(LIBRARY)
    assert found is not None and findings == ()
    return found


def read(text: str) -> DealFile:
    file, findings = read_deal(text.encode(), "deal.yaml")
    assert file is not None, [str(finding) for finding in findings]
    return file


def verdict(service: str) -> Verdict:
    return verdicts_of(rubric(), read(f"{HEAD}services:\n  - {{name: Desk, {service}}}\n"))[0]


def stated(answers: dict[str, str]) -> str:
    inner = ", ".join(f'{path.partition(".")[2]}: "{answer}"' for path, answer in answers.items() if "." in path)
    outer = ", ".join(f'{path}: "{answer}"' for path, answer in answers.items() if "." not in path)
    return f"{outer + ', ' if outer else ''}sourcing: {{{inner}}}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_read_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    result = check(ROOT / "examples" / "homecoming" / "deal.yaml", only=name)
    assert result.assembly is not None
    assert [str(finding) for finding in result.findings] == []
    document = result.assembly.made[0].document
    expect(ROOT / "tests" / "golden" / "homecoming" / f"{name}.txt", render_text(document) + "\n")


@pytest.mark.parametrize("deal", ["minimal", "harbour", "nordlicht", "civic", "rescue"])
def test_they_fit_every_deal_without_an_error(deal: str) -> None:
    result = check(ROOT / "examples" / deal / "deal.yaml", only=DOCUMENTS)
    assert result.assembly is not None and len(result.assembly.made) == len(DOCUMENTS)
    assert [finding for finding in result.findings if finding.severity.word == "error"] == []


def test_what_sets_apart_and_has_lost_its_reason_is_kept() -> None:
    found = verdict('critical: yes, sourcing: {strategic_value: high, reason_holds: "no", market: single}')
    assert found.outcome == "keep"
    assert found.needs[0] == "step-in, a tested exit plan and continuity at the Service Levels during the exit"


def test_what_a_specialist_does_for_many_is_outsourced() -> None:
    found = verdict('way_back: easy, sourcing: {strategic_value: low, reason_holds: "yes", scale_benefit: large}')
    assert found.outcome == "outsource"
    assert found.way_back.title == "light"


def test_without_answers_the_outcome_is_the_middle_and_the_confidence_is_low() -> None:
    found = verdict("description: x")
    assert (found.outcome, found.confidence.title) == ("split", "low")
    assert [factor.title for factor in found.open][:2] == ["Strategic value", "Reason for outsourcing"]


ANSWERS = st.fixed_dictionaries(
    {}, optional={factor.path: st.sampled_from(sorted(factor.answers)) for factor in rubric().factors.values()}
)


@given(ANSWERS)
def test_each_change_that_is_named_leads_where_it_says(answers: dict[str, str]) -> None:
    found = verdict(stated(answers))
    for change in found.changes:
        name = next(name for name, answer in change.factor.answers.items() if answer is change.answer)
        assert verdict(stated({**answers, change.factor.path: name})).outcome == change.outcome != found.outcome


@given(ANSWERS)
def test_the_balance_stays_within_its_reach_and_silence_only_lowers_confidence(answers: dict[str, str]) -> None:
    found = verdict(stated(answers))
    assert abs(found.balance) <= found.reach
    levels = [level.title for level in rubric().confidence]
    fewer = verdict(stated(dict(list(answers.items())[:1])))
    assert levels.index(fewer.confidence.title) >= levels.index(found.confidence.title)


@given(ANSWERS)
def test_the_points_of_the_answers_add_up_to_balance_and_way_back(answers: dict[str, str]) -> None:
    found = verdict(stated(answers))
    given_answers = [(entry.factor.weight, entry.answer) for entry in found.weighed if entry.answer]
    assert found.balance == sum(weight * answer.pull for weight, answer in given_answers)
    assert found.hold == sum(weight * answer.hold for weight, answer in given_answers)


def text_of(deal: str, document: str) -> str:
    result = check(ROOT / "examples" / deal / "deal.yaml", only=document)
    assert result.assembly is not None
    return render_text(result.assembly.made[0].document)


def test_the_record_of_decisions_has_a_row_for_each_function() -> None:
    text = text_of("homecoming", "sourcing-assessment").partition("[Decisions]")[2]
    for function in ("Service desk", "Workplace and devices", "Payments operations", "Core hosting", "Print and mail"):
        assert f"{function} " in text


def test_open_answers_name_only_functions_that_have_some() -> None:
    text = text_of("homecoming", "sourcing-assessment").partition("[Open answers]")[2].partition("When to look")[0]
    assert "Security monitoring" in text and "sourcing.documentation" in text
    assert "Service desk" not in text


def test_a_brief_on_an_agreement_in_force_speaks_of_reading_and_amending_it() -> None:
    existing, new = text_of("civic", "adviser-brief"), text_of("homecoming", "adviser-brief")
    assert "2. Amendment" in existing and "Agreement starts" not in existing
    assert "2. Agreement " in new and "before the agreement is signed" in new and "2. Amendment" not in new


LENGTHS = tuple(map(Period.parse, ("3 business days", "2 weeks", "20 business days")))
TODAY = datetime.date(2026, 11, 23)


@given(st.dates(TODAY, datetime.date(2030, 1, 1)))
def test_the_steps_of_the_selection_follow_each_other_and_end_on_the_day_needed_or_start_today(
    needed: datetime.date,
) -> None:
    calendar = calendar_of("england-and-wales")
    days, in_time = dated_steps(LENGTHS, needed, TODAY, calendar)
    assert list(days) == sorted(set(days)) and days[0] > TODAY
    if in_time:
        assert needed <= days[-1] <= needed + datetime.timedelta(days=5)
    else:
        assert days[0] == calendar.after(TODAY, LENGTHS[0]) and days[-1] > needed


def test_the_selection_says_when_it_comes_late_and_for_what() -> None:
    assert "counted back from the Commencement Date" in text_of("homecoming", "adviser-brief")
    assert "if it starts on 23 November 2026, which is late for the notice" in text_of("civic", "adviser-brief")


@given(ANSWERS)
def test_answers_that_are_still_open_never_make_the_way_back_lighter(answers: dict[str, str]) -> None:
    levels = [level.title for level in sorted(rubric().ways_back, key=lambda level: level.at_least)]
    fewer, whole = verdict(stated(dict(list(answers.items())[:2]))), verdict(stated(answers))
    assert levels.index(whole.way_back.title) >= levels.index(fewer.way_back.title)
    assert fewer.may_be_harder or whole.way_back == fewer.way_back


def test_what_rests_on_few_answers_is_marked_provisional() -> None:
    text = text_of("minimal", "sourcing-assessment")
    assert "Payroll (provisional)" in text and "Split (provisional)" in text and "at least light" in text
    assert "provisional)" not in text_of("homecoming", "sourcing-assessment")


def test_every_factor_gives_its_reason_and_looks_at_a_key_that_takes_its_answers() -> None:
    for factor in rubric().factors.values():
        assert factor.why.endswith(".")
        for answer in factor.answers:
            assert next(w for w in verdict(stated({factor.path: answer})).weighed if w.factor == factor).name == answer


def test_the_questionnaire_is_whole_and_every_group_always_has_a_question() -> None:
    asked = questionnaire()
    count = sum(len(group.questions) for group in asked.groups)
    bare = asked.fitting(established(LIBRARY.facts, read(HEAD).deal))
    assert 30 <= count <= 50
    assert sum(group.weight for group in asked.groups) == 100
    assert [group.id for group in bare.groups] == [group.id for group in asked.groups]
    assert sum(len(group.questions) for group in bare.groups) < count


def test_the_numbers_of_questions_have_no_gaps() -> None:
    bare = questionnaire().fitting(established(LIBRARY.facts, read(HEAD).deal))
    for group, questions in bare.numbered:
        assert [int(number[1:]) for number, _ in questions] == list(range(1, len(group.questions) + 1))


def test_weights_that_do_not_add_up_are_refused() -> None:
    data = questionnaire().model_dump(by_alias=True)
    data["groups"][0]["weight"] += 1
    with pytest.raises(ValueError, match="add up to 101"):
        Questionnaire.model_validate(data)


def test_the_outgoing_questionnaire_holds_no_reasons_and_no_scoring_sheet() -> None:
    deal = ROOT / "examples" / "homecoming" / "deal.yaml"
    ours, theirs = (check(deal, only="supplier-questionnaire", outgoing=outgoing) for outgoing in (False, True))
    assert ours.assembly is not None and theirs.assembly is not None
    mine, shared = (render_text(result.assembly.made[0].document) for result in (ours, theirs) if result.assembly)
    why = questionnaire().groups[0].questions[0].why.split(".")[0]
    assert why in mine
    assert why not in shared and "Scoring sheet" not in shared and "Customer only" not in shared
    assert questionnaire().groups[0].questions[0].ask[:40] in shared


def test_the_assessment_is_not_for_the_other_side() -> None:
    result = check(ROOT / "examples" / "homecoming" / "deal.yaml", only="sourcing-assessment", outgoing=True)
    assert [finding.code for finding in result.findings] == ["BU03"]
