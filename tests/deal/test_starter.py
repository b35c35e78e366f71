"""The starter deal file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile, read_deal
from backsource_docs.deal.starter import QUESTIONS, default_of, objection, starter_data, starter_text, to_ask
from backsource_docs.modelling import models_in

NAMES = [
    "A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}",
    "Żółć Sp. z o.o.",
    "株式会社",
    "null",
    "yes",
    "~",
    "12",
    "- dash: and # hash",
    "'quoted' \"twice\" \\ back",
    "@at `tick` !bang %percent &anchor *alias",
    "line\nbreak\u2028and\x85more",
    "? key",
    "[a, b]",
    "{a: b}",
    "|",
    "---",
]
readable = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u202a\u202b\u202c\u202d\u202e"
)
texts = st.text(readable.filter(lambda letter: not "\u2066" <= letter <= "\u2069"), min_size=1)


def read(text: str) -> DealFile:
    file, findings = read_deal(text.encode(), "deal.yaml")
    assert file is not None and findings == (), [str(finding) for finding in findings]
    return file


def uncommented(text: str) -> str:
    """The file with the # taken away from each line that begins with # and a key, as its head tells people to."""
    return "\n".join(re.sub(r"^#(?! \S)", "", line) for line in text.split("\n"))


def test_defaults_read_back_without_findings() -> None:
    assert read(starter_text(starter_data({}))).deal.name == "New outsourcing"


@pytest.mark.parametrize("functions", [[], [("Payroll", True)]], ids=["none", "one"])
@pytest.mark.parametrize("listed", ["", "London Stock Exchange"])
def test_every_commented_line_is_valid_when_the_hash_is_deleted(listed: str, functions: list[tuple[str, bool]]) -> None:
    whole = read(uncommented(starter_text(starter_data({"market": listed}, functions))))
    assert whole.deal.backsourcing.notice is not None
    assert whole.deal.customer.listed is not None


def test_every_field_of_every_group_stands_in_the_file() -> None:
    text = starter_text(starter_data({}))
    lines = {line.split(":")[0].lstrip("#- ") for line in text.split("\n")}
    fields = set(Deal.model_fields)
    kinds = list(Deal.model_fields.values())
    while kinds:
        for model in models_in(kinds.pop().annotation):
            if model.__name__ != "ClauseChoice":
                fields |= set(model.model_fields)
                kinds += model.model_fields.values()
    assert fields <= lines


def test_the_answers_stand_in_the_file() -> None:
    answers = {"customer_country": "us", "market": "New York Stock Exchange", "law": "new-york", "staff": "12"}
    deal = read(starter_text(starter_data(answers, [("Pay", True), ("Print: all", False)]))).deal
    assert [(service.name, service.backsource) for service in deal.services] == [("Pay", True), ("Print: all", False)]
    assert deal.services[1].target == "retained by supplier"
    assert deal.customer.listed and deal.customer.listed.regime == "us"
    assert (deal.law.governing, deal.staff.in_scope, deal.customer.country) == ("new-york", 12, "US")


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_come_back_as_they_were(name: str) -> None:
    deal = read(starter_text(starter_data({"customer": name, "regulator": name}, [(name, True)]))).deal
    assert (deal.customer.name, deal.customer.regulator, deal.services[0].name) == (name, name, name)


@given(texts, texts)
def test_any_text_comes_back(name: str, function: str) -> None:
    text = starter_text(starter_data({"name": f"x{name}x"}, [(f"x{function}x", True)]))
    deal = read(text).deal
    assert (deal.name, deal.services[0].name) == (f"x{name}x", f"x{function}x")


def test_default_answers_meet_no_objection() -> None:
    assert [objection(question, question.default) for question in QUESTIONS] == [None] * len(QUESTIONS)


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("customer_country", "UK", "write GB"),
        ("staff", "a few", "is not a whole number"),
        ("commencement", "March", "a date is year-month-day"),
        ("initial", "5", "a period is a whole number and a unit"),
        ("name", " ", "the text is empty"),
        ("supplier", "Bell \x07", "U+0007"),
        ("supplier", "half \udce9", "not UTF-8"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_why(name: str, answer: str, said: str) -> None:
    question = next(question for question in QUESTIONS if question.name == name)
    assert said in (objection(question, answer) or "")


def test_the_transfer_of_people_is_asked_for_only_where_there_are_people() -> None:
    regime = next(question for question in QUESTIONS if question.name == "regime")
    assert [to_ask(regime, {"staff": staff}) for staff in ("", "0", "12")] == [False, False, True]
    assert [default_of(regime, {"law": law}) for law in ("england-and-wales", "new-york")] == ["tupe", "warn"]
    assert [default_of(regime, {"law": law}) for law in ("germany", "ireland")] == ["section-613a", "irish-regulations"]


def test_dates_and_the_transfer_of_people_stand_in_the_file() -> None:
    answers = {"commencement": "2027-03-01", "initial": "48 months", "staff": "12", "regime": "tupe"}
    deal = read(starter_text(starter_data(answers))).deal
    assert (str(deal.term.commencement), str(deal.term.initial)) == ("2027-03-01", "48 months")
    assert (deal.staff.in_scope, deal.staff.regime) == (12, "tupe")
