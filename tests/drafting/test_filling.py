"""Values in texts: from the clause's own choice, the deal, the default, the law; else a visible blank."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.filling import Filler, label_of
from backsource_docs.library.clause import Clause
from backsource_docs.library.clause_file import read_clause
from backsource_docs.library.figures import Figure
from backsource_docs.tree import Blank, Field, Text

DealMaker = Callable[..., DealFile]
AS_OF = datetime.date(2026, 11, 23)
MATTER = """\
id: exit-notice
title: Exit notice
kind: clause
parameters:
  notice: {label: Notice of exit, type: period, deal: backsourcing.extension_notice,
    between: [5 business days, 3 months]}
  visits: {label: Visits a year, type: number, default: 1, between: [1, 4]}
  ceiling: {label: Ceiling, type: money}
  share: {label: Share, type: percent, deal: exit_charges.holdback}
  since: {label: Start, type: date, default: 2027-03-01}
  lost: {label: Lost, type: text, deal: no.such.field}
"""
FIGURES = (
    Figure("pay.days", "days", datetime.date(2020, 1, 1), "28", "old"),
    Figure("pay.days", "days", datetime.date(2026, 1, 1), "30", "in force"),
    Figure("pay.days", "days", datetime.date(2027, 1, 1), "32", "to come"),
)


def clause(matter: str = MATTER) -> Clause:
    made, findings = read_clause(f"---\n{matter}---\n## Balanced\n\n1. Words.\n".encode(), "exit-notice.md")
    assert made is not None, [str(finding) for finding in findings]
    return made


def fill(file: DealFile, name: str, **others: object) -> tuple[Text | Blank, list[str]]:
    filler = Filler.for_deal(file, FIGURES, AS_OF, **{"defined": True, **others})
    (piece,) = filler.filled((Field(name, 7),), clause())
    assert isinstance(piece, Text | Blank)
    return piece, [str(finding) for finding in filler.findings]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notice", Text("20 Business Days", path="backsourcing.extension_notice")),
        ("visits", Text("1", path="position.clauses.exit-notice.parameters.visits")),
        ("ceiling", Blank("ceiling", "position.clauses.exit-notice.parameters.ceiling")),
        ("share", Blank("share", "exit_charges.holdback")),
        ("since", Text("1 March 2027", path="position.clauses.exit-notice.parameters.since")),
        ("customer.name", Text("Alder plc", path="customer.name")),
        ("customer.address", Blank("customer: registered address", "customer.address")),
        ("reference", Blank("document reference", "reference")),
        ("figures.pay.days", Text("30", path="figures.pay.days")),
    ],
)
def test_where_a_value_comes_from(deal_file: DealMaker, name: str, expected: Text | Blank) -> None:
    assert fill(deal_file(), name) == (expected, [])


def test_the_choice_for_the_clause_comes_first(deal_file: DealMaker) -> None:
    file = deal_file("position: {clauses: {exit-notice: {parameters: {notice: 10 days, ceiling: 'GBP 1,250,000'}}}}\n")
    assert fill(file, "notice")[0] == Text("10 days", path="backsourcing.extension_notice")
    assert fill(file, "ceiling")[0].path.endswith("ceiling")
    assert fill(file, "ceiling")[0] == Text("GBP 1,250,000", path="position.clauses.exit-notice.parameters.ceiling")


def test_a_choice_that_cannot_be_read_is_a_finding_and_a_blank(deal_file: DealMaker) -> None:
    file = deal_file("position: {clauses: {exit-notice: {parameters: {visits: many, since: soon}}}}\n")
    piece, said = fill(file, "visits")
    assert isinstance(piece, Blank)
    assert said == [
        "deal.yaml:6:49 SL05 position.clauses.exit-notice.parameters.visits: many is not readable: "
        "a number is written in figures, write for example 12. Give a whole number for “Visits a year”."
    ]
    assert "year-month-day" in fill(file, "since")[1][0]


@pytest.mark.parametrize(
    ("notice", "usual"), [("4 business days", False), ("5 business days", True), ("4 months", False)]
)
def test_values_outside_the_usual_range_are_warned_of(deal_file: DealMaker, notice: str, usual: bool) -> None:
    piece, said = fill(deal_file(f"backsourcing:\n  extension_notice: {notice}\n"), "notice")
    assert isinstance(piece, Text)
    assert bool(said) != usual
    assert all("deal.yaml:7:3 SL06" in words and "Usual is 5 business days to 3 months." in words for words in said)


def test_names_that_lead_nowhere_are_findings_with_their_line(deal_file: DealMaker) -> None:
    for name, code in (("customer.nothing", "LB06"), ("figures.no.such", "LB07"), ("lost", "LB06")):
        piece, said = fill(deal_file(), name)
        assert isinstance(piece, Blank)
        assert len(said) == 1 and code in said[0]


def test_computed_values_come_before_the_deal_and_plain_documents_keep_small_letters(deal_file: DealMaker) -> None:
    assert fill(deal_file(), "reference", extra={"reference": datetime.date(2028, 1, 14)})[0] == Text(
        "14 January 2028", path="reference"
    )
    assert fill(deal_file(), "exit.window", extra={"exit.window": None})[0] == Blank("window", "exit.window")
    assert fill(deal_file(), "notice", defined=False)[0] == Text(
        "20 business days", path="backsourcing.extension_notice"
    )


def test_lists_are_printed_as_words_in_a_row(deal_file: DealMaker) -> None:
    file = deal_file("data: {standards: [ISO 27001, ISO 22301, SOC 2]}\n")
    assert fill(file, "data.standards")[0] == Text("ISO 27001, ISO 22301 and SOC 2", path="data.standards")


@pytest.mark.parametrize(
    "name", ["A & B <Holdings> *Ltd* [[x]] {{y}} {%z%}", "Żółć Sp. z o.o.", "株式会社", 'D\'Arcy "Q"']
)
def test_names_are_values_and_come_through_untouched(deal_file: DealMaker, name: str) -> None:
    file = deal_file(f"reference: {name!r}\n" if "'" not in name else 'reference: D\'Arcy "Q"\n')
    assert fill(file, "reference")[0] == Text(name, path="reference")


def test_defaults_and_bounds_of_a_parameter_must_be_of_its_type() -> None:
    for wrong in ("type: period, default: soon", "type: number, between: [1, many]", "type: date, default: 1 May"):
        text = f"---\nid: a\ntitle: A\nkind: clause\nparameters:\n  x: {{label: X, {wrong}}}\n---\n"
        made, findings = read_clause(text.encode(), "a.md")
        assert made is None
        assert [(finding.code, finding.place.line) for finding in findings] == [("LB04", 6)]


def test_labels_of_blanks_name_the_party() -> None:
    assert label_of("customer.notices.email") == "customer: email address for notices"
    assert label_of("term.commencement") == "commencement date"
