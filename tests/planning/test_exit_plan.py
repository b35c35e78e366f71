"""The exit plan as its readers get it: complete, in agreement with the deal, quiet where a fact does not hold."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest
from schedule_deals import AS_OF, ROOT, made, read

from backsource_docs.building import Assembly, assemble
from backsource_docs.checks.printed import date_in
from backsource_docs.deal.reading import DealFile
from backsource_docs.library.store import Library
from backsource_docs.rendering.text import render_text
from backsource_docs.tree import Blank, Document, Table, inlines_of, plain, walk
from backsource_docs.values import print_date
from backsource_docs.wanting import Wishes

SECTIONS = 26


@cache
def _assembled(name: str) -> Assembly:
    library = Library((ROOT / "clause_library",), (ROOT / "templates",))
    file = read(Path(ROOT, "examples", name, "deal.yaml").read_bytes())
    return assemble(file, library, AS_OF, Wishes(only=("exit-plan",)))


@cache
def _text(name: str) -> str:
    return render_text(_plan(name))


def _plan(name: str) -> Document:
    (plan,) = _assembled(name).made
    return plan.document


def _tables(document: Document) -> dict[str, Table]:
    blocks = [block for part in document.draft.parts for block in walk(part.blocks)]
    return {block.name: block for block in blocks if isinstance(block, Table)}


@pytest.mark.parametrize("name", ["homecoming", "harbour", "minimal", "nordlicht", "civic"])
def test_the_plan_of_each_example_has_all_sections_and_no_error_of_its_own(name: str) -> None:
    assembly = _assembled(name)
    of_plan = [str(finding) for finding in assembly.findings if "sections/" in finding.place.file]
    assert of_plan == []
    titles = [number.title for key, number in _plan(name).numbers.items() if key.startswith("plan-")]
    assert len(titles) == SECTIONS


@pytest.mark.parametrize("name", ["homecoming", "harbour", "nordlicht", "civic"])
def test_a_called_plan_leaves_open_only_what_the_deal_leaves_open(name: str) -> None:
    blocks = [block for part in _plan(name).draft.parts for block in walk(part.blocks)]
    blanks = [piece for block in blocks for piece in inlines_of(block) if isinstance(piece, Blank)]
    assert not [blank for blank in blanks if blank.path.startswith("exit.")]
    assert len(blanks) <= 6


def test_a_standing_plan_says_that_nothing_is_called_and_dates_nothing() -> None:
    text = _text("minimal")
    assert "No exit has been called." in text
    assert "not called" in text
    assert "[● ends]" not in text
    assert "[● notice sent]" not in text


@pytest.mark.parametrize("name", ["homecoming", "harbour", "nordlicht", "civic"])
def test_every_milestone_of_the_deal_stands_in_the_plan_with_its_date(name: str) -> None:
    deal = _assembled(name).file.deal
    for stone in deal.backsourcing.milestones:
        assert stone.name in _text(name)
        assert stone.date is not None
        assert print_date(stone.date, deal.locale) in _text(name)


def test_the_law_decides_what_the_staff_section_says() -> None:
    english, american, small = _text("homecoming"), _text("harbour"), _text("minimal")
    assert "Transfer of Undertakings" in english and "WARN Act" not in english
    assert "WARN Act" in american and "Transfer of Undertakings" not in american
    assert "Nobody in scope" in small


def test_the_hybrid_case_names_what_stays() -> None:
    stays = "These functions stay with the Supplier: Payroll, Network operations and Application maintenance."
    assert stays in _text("harbour")
    assert "These functions stay with the Supplier" not in _text("minimal")


def test_the_plan_cites_the_agreement_in_the_words_of_its_law() -> None:
    assert "Section " in _text("harbour") and "of the Agreement" in _text("harbour")
    assert "(Notice periods) of the Agreement" in _text("homecoming")


def test_the_budget_adds_up() -> None:
    rows = {plain(row.cells[0]): plain(row.cells[1]) for row in _tables(_plan("homecoming"))["budget"].rows}
    assert rows["Highest Exit Charges"] == "GBP 1,815,000"
    assert rows["Held back from Exit Charges"] == "GBP 82,500"
    assert rows["Left for own people, tools, recruitment and reserve"] == "GBP 7,285,000"


def test_the_worst_risk_comes_first_and_scores_are_products() -> None:
    rows = [[plain(cell) for cell in row.cells] for row in _tables(_plan("homecoming"))["risks"].rows]
    scores = [int(row[4]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(int(row[2]) * int(row[3]) == int(row[4]) for row in rows)


def test_what_is_for_the_customer_alone_says_so_in_its_heading_and_stands_last() -> None:
    titles = [number.title for number in _plan("homecoming").numbers.values() if number.level == 1]
    own = [title for title in titles if title.endswith("(Customer only)")]
    assert len(own) == 5
    assert titles[-len(own) :] == own


def test_key_dates_and_the_closing_list_stand_in_the_order_of_their_days() -> None:
    for name in ("key-dates", "closing-list"):
        days = [date_in(plain(row.cells[1])) for row in _tables(_plan("homecoming"))[name].rows]
        known = [day for day in days if day]
        assert len(known) > 10
        assert known == sorted(known)


def test_a_plan_before_its_notice_says_that_its_dates_are_planned(library: Library) -> None:
    file = _assembled("homecoming").file
    early, late = (
        render_text(assemble(file, library, day, Wishes(only=("exit-plan",))).made[0].document)
        for day in (AS_OF, datetime.date(2028, 1, 20))
    )
    assert "the notice has not been sent: it is planned for 14 January 2028" in early
    assert "The notice was sent on 14 January 2028 and counts as received on 17 January 2028." in late
    assert "has been called" not in early


def test_the_plan_lists_the_letters_of_this_build_and_no_others(library: Library) -> None:
    letters = [[plain(cell) for cell in row.cells] for row in _tables(_plan("homecoming"))["letter-set"].rows]
    assert [row[2].removesuffix(" January 2028") for row in letters] == ["14", "24", "24", "25", "26", "27"]
    assert [plain(row.cells[0]) for row in _tables(_plan("minimal"))["letter-set"].rows] == ["none"]


def test_nothing_is_held_back_where_the_agreement_holds_nothing_back() -> None:
    assert "held back" in _text("homecoming")
    assert "held back" not in _text("harbour")


def test_a_notice_in_new_york_may_go_by_certified_mail() -> None:
    assert "by certified mail" in _text("harbour") and "by certified mail" not in _text("homecoming")


def test_registers_hold_what_the_deal_lists_and_an_empty_line() -> None:
    deal = _assembled("homecoming").file.deal
    tables = _tables(_plan("homecoming"))
    assert len(tables["register-assets"].rows) == len(deal.assets) + 1
    assert len(tables["register-contracts"].rows) == len(deal.third_party_contracts) + 1
    assert len(tables["register-assets"].columns) == len(tables["register-assets"].rows[0].cells)


@pytest.mark.parametrize("name", ["homecoming", "harbour", "minimal", "nordlicht", "civic"])
def test_every_row_of_every_table_has_a_cell_for_each_column(name: str) -> None:
    for table in _tables(_plan(name)).values():
        assert {len(row.cells) for row in table.rows} <= {1, len(table.columns)}, table.name


def test_a_value_with_markup_prints_exactly_so(library: Library) -> None:
    odd: DealFile = made(services=[{"name": "A & B <Holdings> *Ltd* {{x}} [[y]] {%z%}"}])
    assembly = assemble(odd, library, AS_OF, Wishes(only=("exit-plan",)))
    assert "A & B <Holdings> *Ltd* {{x}} [[y]] {%z%}" in render_text(assembly.made[0].document)


def test_an_agreement_in_force_is_cited_by_blanks_for_its_numbers(library: Library) -> None:
    file = read(
        b"name: Old\nagreement: {status: existing, title: Services Agreement, date: 2021-03-01}\n"
        b"customer: {name: C}\nsupplier: {name: S}\nlaw: {governing: england-and-wales}\nservices: [{name: Desk}]\n"
    )
    assembly = assemble(file, library, AS_OF, Wishes(only=("exit-plan",)))
    assert "[● clause number of Notices]" in render_text(assembly.made[0].document)


@pytest.mark.parametrize(("name", "place"), [("civic", "Bristol"), ("homecoming", "London")])
def test_the_plan_counts_the_business_days_of_the_place_that_the_agreement_names(name: str, place: str) -> None:
    assert f"Business Days are those of {place}." in _text(name)
    assert f"computed on the Business Days of {place} from" in _text(name)


@pytest.mark.parametrize(
    ("name", "made_with"),
    [("civic", "made with the draft of the same number of the papers that join the Partnership Agreement"),
     ("homecoming", "made with the draft of the same number of the Outsourcing Agreement")],
)  # fmt: skip
def test_an_agreement_in_force_is_not_called_a_draft(name: str, made_with: str) -> None:
    text = " ".join(_text(name).split())
    assert made_with in text
    assert ("the number of the draft Agreement" in text) == (name == "homecoming")
