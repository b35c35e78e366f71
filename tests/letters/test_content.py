"""What each letter of each example says, and what it must never say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from example_letters import ROOT, blanks, drafted, example, letters, library, plan_words, words
from pydantic import BaseModel

from backsource_docs.drafting.facts import established
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Severity
from backsource_docs.planning.timetable import timetable_of
from backsource_docs.tree import Inline, Text, inlines_of, walk
from backsource_docs.values import Money, print_date, print_value

CASES = ROOT / "tests" / "cases" / "letters"
EXAMPLES = ("homecoming", "harbour")
POSITIONS = (None, "balanced", "supplier")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{MONTHS}) \d{{4}}|(?:{MONTHS}) \d{{1,2}}, \d{{4}})\b")
SENT = {
    "homecoming": {
        "backsourcing-notice": "14 January 2028",
        "letter-investors": "24 January 2028",
        "letter-own-staff": "24 January 2028",
        "letter-customers": "25 January 2028",
        "letter-partners": "26 January 2028",
        "letter-vendors": "27 January 2028",
    },
    "harbour": {
        "backsourcing-notice": "June 8, 2028",
        "letter-own-staff": "June 20, 2028",
        "letter-customers": "June 21, 2028",
        "letter-vendors": "June 22, 2028",
    },
}
EVERY_LETTER = [(name, letter) for name in EXAMPLES for letter in letters(name)]
FOR_STAKEHOLDERS = [pair for pair in EVERY_LETTER if pair[1] != "backsourcing-notice"]


def points(name: str) -> list[tuple[str, str, str, list[str]]]:
    cases = yaml.safe_load((CASES / f"{name}.yaml").read_text())
    return [(name, letter, point, phrases) for letter, asked in cases.items() for point, phrases in asked.items()]


def forbidden() -> list[tuple[str, str]]:
    reasons = yaml.safe_load((CASES / "must-not.yaml").read_text())
    return [(reason, phrase) for reason, phrases in reasons.items() for phrase in phrases]


def inlines(made: Made) -> Iterator[Inline]:
    for part in made.document.draft.parts:
        for block in walk(part.blocks):
            yield from inlines_of(block)


def values_in(value: Any, kind: type) -> Iterator[Any]:
    """Every value of a kind anywhere in a deal."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from values_in(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for entry in value:
            yield from values_in(entry, kind)


@pytest.mark.parametrize(("name", "letter", "point", "phrases"), [case for name in EXAMPLES for case in points(name)])
def test_letter_makes_its_points(name: str, letter: str, point: str, phrases: list[str]) -> None:
    text = words(letters(name)[letter])
    assert [phrase for phrase in phrases if phrase not in text] == [], point


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_letter_has_its_points_stated(name: str) -> None:
    assert set(letters(name)) == {letter for _, letter, _, _ in points(name)}


def test_a_deal_without_notice_has_no_letters() -> None:
    assert not letters("minimal")


@pytest.mark.parametrize(("reason", "phrase"), forbidden())
def test_no_letter_to_stakeholders_holds_the_phrase(reason: str, phrase: str) -> None:
    pattern = re.compile(rf"\b{re.escape(phrase)}\b", 0 if phrase != phrase.lower() else re.IGNORECASE)
    guilty = [pair for pair in FOR_STAKEHOLDERS if pattern.search(words(letters(pair[0])[pair[1]]))]
    assert guilty == [], reason


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_no_letter_holds_a_sum_of_the_deal(name: str, letter: str) -> None:
    text = words(letters(name)[letter])
    sums = [print_value(value, example(name).deal.locale) for value in values_in(example(name).deal, Money)]
    assert sums
    assert [figure for figure in sums if figure in text] == []
    assert not re.search(r"\b(?:GBP|USD|EUR)\b|[£$€]\s*\d", text)


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_no_letter_names_people_in_scope_or_their_number(name: str, letter: str) -> None:
    staff = example(name).deal.staff
    text = words(letters(name)[letter])
    assert staff.key_personnel
    assert [person.name for person in staff.key_personnel if person.name and person.name in text] == []
    assert not re.search(rf"\b{staff.in_scope}\b", text)


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_computed_value_equals_the_timetable(name: str, position: str | None) -> None:
    file = example(name)
    holds = established(library().facts, file.deal)
    timetable, _ = timetable_of(file, library(), holds, file.deal.as_of, position)
    seen = 0
    for made in letters(name, position).values():
        for piece in inlines(made):
            value = timetable.values.get(piece.path) if isinstance(piece, Text) else None
            if isinstance(piece, Text) and isinstance(value, datetime.date):
                assert piece.text == print_date(value, file.deal.locale), (made.document.draft.id, piece.path)
                seen += 1
    assert seen > 20


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_no_date_is_typed_into_a_letter(name: str, letter: str) -> None:
    typed = [piece.text for piece in inlines(letters(name)[letter]) if isinstance(piece, Text) and not piece.path]
    assert [text for text in typed if DATE.search(text)] == []


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_each_letter_bears_the_day_on_which_the_plan_sends_it(name: str, letter: str) -> None:
    cover = letters(name)[letter].document.draft.cover
    assert cover["date"] == SENT[name][letter]
    assert cover["date"] in plan_words(name)


@pytest.mark.parametrize(("name", "letter"), EVERY_LETTER)
def test_the_examples_leave_no_blank_in_a_letter_or_on_its_letterhead(name: str, letter: str) -> None:
    assert blanks(letters(name)[letter]) == []


@pytest.mark.parametrize("position", POSITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_letters_are_without_errors_in_each_position(name: str, position: str | None) -> None:
    _, findings = drafted(example(name), position)
    mine = [finding for finding in findings if "letters/" in finding.place.file or finding.code.startswith("LT")]
    assert [str(finding) for finding in mine if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_tasks_of_the_plan_send_the_letters_on_the_days_that_they_bear(name: str) -> None:
    file = example(name)
    timetable, _ = timetable_of(file, library(), established(library().facts, file.deal), file.deal.as_of)
    starts = {entry.task.id: entry.start for entry in timetable.tasks}
    for letter, day in SENT[name].items():
        task = starts.get(letter.replace("letter-", "tell-"))
        assert task is None or print_date(task, file.deal.locale) == day, letter
    assert {"tell-own-staff", "tell-customers", "tell-vendors"} <= set(starts)
