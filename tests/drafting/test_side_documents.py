"""Term sheet, playbook and drafting notes: what they say of the agreement beside them, in the figures of its deal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest

from backsource_docs.api import CheckResult, build, check
from backsource_docs.checks import blanks_in
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.points import key_points
from backsource_docs.drafting.side.positions import positions_page
from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library
from backsource_docs.library.summaries import summaries_of
from backsource_docs.opening import open_library
from backsource_docs.rendering.text import render_text
from backsource_docs.rendering.word.glyphs import EM, Span, line_count
from backsource_docs.tree import Field, Row, Table, plain, walk

Position = Literal["customer", "balanced", "supplier"]
POSITIONS: tuple[Position, ...] = ("customer", "balanced", "supplier")
ROOT = Path(__file__).parents[2]
HOMECOMING = ROOT / "examples" / "homecoming" / "deal.yaml"
SIDE = ("term-sheet", "playbook", "drafting-notes")
LABELS = [
    "Our text",
    "Their likely text",
    "Why it matters",
    "They will say",
    "Fallbacks, in order",
    "Walk away",
    "May approve",
    "Read from both sides",
    "Figures to agree",
]


@cache
def library() -> Library:
    opened, _ = open_library()
    assert opened is not None
    return opened


@cache
def checked(position: Position | None = None) -> CheckResult:
    return check(HOMECOMING, position=position, only=("outsourcing-agreement", *SIDE))


def document(name: str, position: Position | None = None) -> Made:
    return of(checked(position), name)


def of(result: CheckResult, name: str) -> Made:
    assert result.assembly is not None
    return next(made for made in result.assembly.made if made.document.draft.id == name)


def tables(made: Made) -> dict[str, Table]:
    blocks = (block for part in made.document.draft.parts for block in walk(part.blocks))
    return {block.name: block for block in blocks if isinstance(block, Table)}


def cells(row: Row) -> list[str]:
    return [plain(cell) for cell in row.cells]


@pytest.mark.parametrize("name", SIDE)
def test_side_documents_read_as_accepted(name: str, expect: Callable[[Path, str], None]) -> None:
    expect(ROOT / "tests" / "golden" / "homecoming" / f"{name}.txt", render_text(document(name).document) + "\n")


def test_the_page_of_positions_says_what_the_library_says(expect: Callable[[Path, str], None]) -> None:
    expect(ROOT / "docs" / "positions.md", positions_page(library()))


@pytest.mark.parametrize("position", POSITIONS)
def test_the_term_sheet_opens_with_the_ten_key_points(position: Position) -> None:
    rows = [cells(row) for row in tables(document("term-sheet", position))["term-points"].rows]
    assert [name for name, *_ in rows if name] == [point.name for point in key_points(library())]
    assert all(line and number for _, line, number in rows)


@pytest.mark.parametrize("position", POSITIONS)
def test_the_term_sheet_fits_two_pages(position: Position) -> None:
    """Two pages of the smaller paper, Letter, have room for 118 lines of tables under the head, as measured."""
    assert sum(map(lines_of, tables(document("term-sheet", position)).values())) <= 118


def lines_of(table: Table) -> int:
    width, letter, margins = 11906 - 2 * 1021, 150, 150
    rooms = [(width * column.width / 100 - margins) * EM / letter for column in table.columns]
    return sum(
        max(
            line_count([Span(plain((piece,)), bool(getattr(piece, "strong", False))) for piece in cell], room)
            for cell, room in zip(row.cells, rooms, strict=False)
        )
        for row in table.rows
    )


@pytest.mark.parametrize("position", POSITIONS)
def test_each_line_has_the_figures_of_the_deal(position: Position, tmp_path: Path) -> None:
    picks = of(checked(position), "outsourcing-agreement").selection.picks
    chosen = dict(distinct_figures(picks))
    deal = tmp_path / "deal.yaml"
    deal.write_text(with_figures(chosen, picks), encoding="utf-8")
    words = told(of(check(deal, position=position, only="term-sheet"), "term-sheet"))
    assert len(chosen) > 40
    assert [figure for figures in chosen.values() for figure in figures.values() if figure not in words] == []


def distinct_figures(picks: Mapping[str, Pick]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """For each clause with a line a figure of its own for each parameter in the line."""
    number = 1000
    for name, pick in picks.items():
        figures = {}
        shown = fields_of(pick.clause, pick.position) if pick.clause.matter.in_a_line == "everywhere" else ()
        for field in sorted(shown):
            parameter = pick.clause.matter.parameters.get(field)
            pattern = {"period": "{} days", "percent": "{}%", "number": "{}"}.get(parameter.type if parameter else "")
            if pattern:
                number += 1
                figures[field] = pattern.format(number)
        if figures:
            yield name, figures


def fields_of(clause: Clause, position: str) -> set[str]:
    """The fields of the lines of a position that stand without a condition."""
    lines = summaries_of(clause)[0].get(position, ())
    certain = (line for line in lines if not (line.when or line.unless))
    return {piece.name for line in certain for piece in line.content if isinstance(piece, Field)}


def with_figures(chosen: Mapping[str, Mapping[str, str]], picks: Mapping[str, Pick]) -> str:
    """The example with these figures chosen for its clauses at the positions that they have."""
    head, _, tail = HOMECOMING.read_text(encoding="utf-8").partition("  clauses:\n    chg-benchmarking")
    assert tail
    rows = (f"    {name}: {json.dumps(choice(picks[name], figures))}\n" for name, figures in chosen.items())
    return head + "  clauses:\n" + "".join(rows) + "\ndocuments: [outsourcing-agreement]\n"


def choice(pick: Pick, figures: Mapping[str, str]) -> dict[str, object]:
    position = {"position": pick.position, "because": "as before"} if len(pick.clause.positions) > 1 else {}
    return {**position, "parameters": figures}


def told(made: Made) -> str:
    rows = (row for table in tables(made).values() for row in table.rows)
    return "\n".join(" ".join(cells(row)) for row in rows).replace(",", "")


@pytest.mark.parametrize(
    ("deal", "name", "number"),
    [("homecoming", "transition-term-sheet", "45"), ("rescue", "restructuring-term-sheet", "12")],
)
def test_a_draft_that_joins_an_agreement_has_a_term_sheet_with_its_own_numbers(
    deal: str, name: str, number: str
) -> None:
    """The releases close both drafts; the numbers are those of the drafts and not of the agreement."""
    example = ROOT / "examples" / deal / "deal.yaml"
    result = check(example, only=name)
    rows = [cells(row) for row in tables(of(result, name))["term-summary"].rows if len(row.cells) > 1]
    assert [line.partition(". ")[0] for line, at in rows if at == number and line.startswith("Releases")]
    assert len(rows) >= 10
    contract = of(result, name).selection.recipe.cites
    together = check(example, only=(name, contract))
    assert render_text(of(together, contract).document) == render_text(
        of(check(example, only=contract), contract).document
    )


@pytest.mark.parametrize(
    ("deal", "name"), [("homecoming", "transition-term-sheet"), ("rescue", "restructuring-term-sheet")]
)
def test_the_term_sheets_of_joining_drafts_read_as_accepted(
    deal: str, name: str, expect: Callable[[Path, str], None]
) -> None:
    made = of(check(ROOT / "examples" / deal / "deal.yaml", only=name), name)
    expect(ROOT / "tests" / "golden" / deal / f"{name}.txt", render_text(made.document) + "\n")


def test_each_negotiated_clause_has_a_line_and_the_lines_of_lesser_ones_stay_out_of_the_term_sheet() -> None:
    negotiated = [clause for clause in library().clauses("clauses") if len(clause.positions) > 1]
    assert [clause.id for clause in negotiated if set(summaries_of(clause)[0]) != set(clause.positions)] == []
    lesser = {clause.matter.title for clause in negotiated if clause.matter.in_a_line == "playbook"}
    rows = tables(document("term-sheet"))["term-others"].rows
    assert len(lesser) > 30 and not lesser & {cells(row)[0].partition(". ")[0] for row in rows}
    entry = tables(document("playbook"))["playbook-blr-force-majeure"].rows[0]
    assert cells(entry)[1].startswith("Little relief for the Supplier: none if performance is possible")


@cache
def for_the_supplier(position: Position) -> CheckResult:
    with TemporaryDirectory() as folder:
        deal = Path(folder) / "deal.yaml"
        words = HOMECOMING.read_text(encoding="utf-8")
        deal.write_text(words.replace("acting_for: customer", "acting_for: supplier"), encoding="utf-8")
        return check(deal, position=position, only=("outsourcing-agreement", *SIDE))


def test_the_playbook_of_a_supplier_speaks_for_the_supplier() -> None:
    made = of(for_the_supplier("supplier"), "playbook")
    found, words = tables(made), render_text(made.document)
    entry = dict(map(cells, found["playbook-xch-estimate-cap"].rows))
    assert list(entry)[:4] == ["Our text", "Their likely text", "Why it matters to them", "We say"]
    theirs = dict(map(cells, found["playbook-xch-exit-holdback"].rows))["Their likely text"]
    assert theirs.startswith("5% of every exit invoice is held back")
    assert entry["Fallbacks, in order"].startswith("1. Balanced position. ")
    assert "They walk away" in entry and "Walk away" not in entry
    assert [column.title for column in found["playbook-fights"].columns][-1] == "They walk away"
    assert "For the negotiators of the Supplier alone" in words and "of the Customer alone" not in words
    assert (
        "Nothing is left to ask" not in dict(map(cells, found["playbook-xch-estimate-cap"].rows))["Their likely text"]
    )


def test_the_key_points_come_in_the_order_in_which_they_weigh_for_the_side_advised() -> None:
    ours, theirs = key_points(library()), key_points(library(), "supplier")
    assert {*ours} == {*theirs} and ours != theirs
    made = of(for_the_supplier("balanced"), "term-sheet")
    names = [cells(row)[0] for row in tables(made)["term-points"].rows]
    assert [name for name in names if name] == [point.name for point in theirs]
    assert "what an exit may cost the Supplier" in render_text(made.document)


def test_the_notes_of_a_supplier_ask_nobody_of_the_customer_for_approval() -> None:
    made = of(for_the_supplier("customer"), "drafting-notes")
    rows = tables(made)["notes-positions"].rows
    assert len(rows) > 50 and {cells(row)[2] for row in rows} == {"not stated"}
    assert "for the lawyers of the Supplier alone" in render_text(made.document)


@pytest.mark.parametrize(
    ("deal", "law", "others"),
    [
        ("homecoming", "England: ", ("New York: ", "Germany: ", "Ireland: ")),
        ("harbour", "New York: ", ("England: ", "Germany: ", "Ireland: ")),
        ("nordlicht", "Germany: ", ("England: ", "New York: ", "Ireland: ")),
    ],
)
def test_counsel_is_shown_what_to_verify_under_the_law_of_the_deal_alone(
    deal: str, law: str, others: tuple[str, ...]
) -> None:
    result = check(ROOT / "examples" / deal / "deal.yaml", only=("outsourcing-agreement", "drafting-notes"))
    said = " ".join(cells(row)[1] for row in tables(of(result, "drafting-notes"))["notes-verify"].rows)
    assert said.count(law) > 15
    assert [other for other in others if other in said] == []


@pytest.mark.parametrize("name", ["playbook", "drafting-notes"])
def test_what_is_for_the_customer_alone_is_not_made_as_an_outgoing_copy(name: str, tmp_path: Path) -> None:
    result = build(HOMECOMING, tmp_path / "out", only=name, outgoing=True)
    assert result.documents == ()
    assert [finding.code for finding in result.findings if finding.severity.name == "ERROR"] == ["BU03"]
    assert not (tmp_path / "out").exists()


def test_the_term_sheet_goes_out_without_a_word_of_the_playbook(tmp_path: Path) -> None:
    result = build(HOMECOMING, tmp_path / "out", only="term-sheet", outgoing=True)
    assert [made.id for made in result.documents] == ["term-sheet"]
    words = render_text(document("term-sheet").document)
    assert not any(label in words for label in (*LABELS, "fallback", "customer position", "because"))


def test_the_playbook_has_an_entry_in_the_fixed_order_for_each_negotiated_clause() -> None:
    picks = of(checked(), "outsourcing-agreement").selection.picks.values()
    negotiated = [pick.id for pick in picks if len(pick.clause.positions) > 1]
    found = tables(document("playbook"))
    assert len(negotiated) > 80
    for name in negotiated:
        labels = [cells(row)[0] for row in found[f"playbook-{name}"].rows]
        assert labels == [label for label in LABELS if label in labels]
        assert {*LABELS[:7]} <= {*labels}
        assert not cells(found[f"playbook-{name}"].rows[0])[1].startswith("Chosen by")
    assert len(found["playbook-index"].rows) == len(negotiated)
    assert len(found["playbook-fights"].rows) == len(key_points(library()))


def test_the_playbook_has_nothing_to_ask_where_our_text_is_already_theirs() -> None:
    rows = tables(document("playbook", "supplier"))["playbook-xch-estimate-cap"].rows
    theirs = next(said for label, said in map(cells, rows) if label == "Their likely text")
    assert theirs.startswith("Nothing is left to ask")


def test_a_limb_that_both_texts_have_in_other_words_is_neither_left_out_nor_added() -> None:
    rows = tables(document("playbook", "customer"))["playbook-term-renewal"].rows
    theirs = next(said for label, said in map(cells, rows) if label == "Their likely text")
    assert theirs.count("At least 3 months before the last day for a Renewal Notice") <= 1


def test_the_notes_tell_each_clause_left_out_and_each_blank() -> None:
    agreement, notes = of(checked(), "outsourcing-agreement"), tables(document("drafting-notes"))
    titles = {cells(row)[0] for row in notes["notes-left-out"].rows}
    assert titles == {skip.title for skip in agreement.selection.skips.values()} != set()
    keys = {cells(row)[1] for row in notes["notes-blanks"].rows}
    assert keys == {blank.path for blank in blanks_in(agreement.document)} != set()


def test_the_notes_call_assumed_only_what_nobody_gave() -> None:
    rows = {row[1]: row[2] for row in map(cells, tables(document("drafting-notes"))["notes-assumptions"].rows)}
    assert "(supplier_shortest)" in rows["trm-notice-periods"]
    assert "ter-convenience-customer" not in rows or "(convenience_notice)" not in rows["ter-convenience-customer"]
    assert ", usually 10 to 40 Business Days (deferral_notice)" in rows["trm-date-extension"]
    assert "professional_cover" not in rows["lia-insurance"]


def test_the_notes_name_each_position_beyond_the_agreed_order() -> None:
    picks = of(checked("supplier"), "outsourcing-agreement").selection.picks.values()
    negotiated = (pick for pick in picks if len(pick.clause.positions) > 1)
    beyond = [pick for pick in negotiated if pick.position not in pick.clause.matter.fallback]
    rows = tables(document("drafting-notes", "supplier"))["notes-positions"].rows
    assert len(rows) == len(beyond) > 50


@pytest.mark.parametrize("position", POSITIONS)
def test_no_check_finds_fault_with_a_side_document(position: Position) -> None:
    findings = [finding for finding in checked(position).findings if finding.severity.name != "INFO"]
    about = [f for f in findings if f.code.startswith("DT") or f.place.file.startswith(SIDE)]
    assert about == []
