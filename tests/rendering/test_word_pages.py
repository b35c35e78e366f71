"""The estimate of pages for the table of contents."""

from __future__ import annotations

import re

from by_hand import clause, document, limb, style, text, words
from msgspec.structs import replace
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.word import render_shell
from backsource_docs.rendering.word.glyphs import Span
from backsource_docs.rendering.word.pages import Page, Stretch, estimate_pages
from backsource_docs.rendering.word.tables import TableRow
from backsource_docs.tree import Column, Contents, Part, Row, Table

METRICS = render_shell(style("contract"), document().draft, {}).metrics
PAGE = Page(9070, 14002)
LINES_OF_A_PAGE = 14002 // METRICS["Normal"].line_height


def starts(*stretches: Stretch) -> list[int]:
    return estimate_pages(stretches, METRICS, 1)


def lines(count: int) -> tuple[Span, ...]:
    return (Span("\n".join(["words"] * count)),)


def test_the_measures_of_the_template_are_read() -> None:
    normal, heading = METRICS["Normal"], METRICS["heading 1"]
    assert (normal.size, normal.after, normal.line) == (10.5, 120, 1.15)
    assert (heading.bold, heading.keep_next, heading.left, heading.before) == (True, True, 850, 240)
    assert METRICS["Clause Level 3"].left == 1417
    assert METRICS["After Table"].exact


def test_nothing_has_no_pages() -> None:
    assert starts() == []


def test_a_paragraph_fills_pages_line_by_line() -> None:
    long = Stretch("Normal", lines(60), PAGE)
    assert starts(long, long, long) == [1, 2, 3]


def test_a_heading_stays_with_what_follows() -> None:
    filler = Stretch("Normal", lines(int(LINES_OF_A_PAGE) - 2), PAGE)
    heading, line = Stretch("heading 1", lines(1), PAGE), Stretch("Clause Level 2", lines(1), PAGE)
    assert starts(filler, heading, line) == [1, 2, 2]
    assert starts(filler, line, line) == [1, 1, 2]


def test_no_line_of_a_paragraph_stands_alone() -> None:
    last_but_two = Stretch("Normal", lines(int(LINES_OF_A_PAGE) - 2), PAGE)
    after = Stretch("Normal", lines(1), PAGE)
    assert starts(last_but_two, Stretch("Normal", lines(3), PAGE), after) == [1, 2, 2]
    assert starts(last_but_two, Stretch("Normal", lines(4), PAGE), after) == [1, 1, 2]
    assert starts(last_but_two, Stretch("Normal", lines(4), PAGE, keep=True), after) == [1, 2, 2]


def test_the_greater_of_two_spaces_counts() -> None:
    """As in Word: 6 pt after a paragraph and 12 pt before a heading are 12 pt."""
    line, heading = Stretch("Normal", lines(1), PAGE), Stretch("heading 1", lines(1), PAGE)
    page = METRICS["Normal"].line_height * 2 + METRICS["heading 1"].line_height + 240 + 120
    assert [starts(*(each._replace(page=Page(9070, height)) for each in (line, heading, line)))[1]
            for height in (int(page), int(page) - 60)] == [1, 2]  # fmt: skip


def test_a_new_page_and_a_turned_page_begin_pages() -> None:
    line, turned = Stretch("Normal", lines(1), PAGE), Stretch("Normal", lines(1), Page(14002, 9070))
    assert starts(line, line._replace(new_page=True), turned, turned) == [1, 2, 3, 3]


def test_a_row_is_not_split() -> None:
    rows = Table("t", "", (Column("A"),), tuple(Row((words("x " * 900),)) for _ in range(9)))
    made = document(
        Part("c", "Contents", "none", (Contents(),)),
        Part(
            "t", "", "clauses", (clause("one", "One", text("x"), rows), clause("two", "Two", limb("x"))), new_page=True
        ),
    )
    assert contents(made) == [("1.", "One", 3), ("2.", "Two", 5)]  # as LibreOffice lays it out


def test_the_contents_carry_their_lines() -> None:
    sentence = (
        "Until an Assistance Notice says which Services transfer, the Termination Assistance Period relates to all "
        "Services that the Termination Notice covers, and the Supplier may not charge for the continuation. "
    ) * 2
    clauses = tuple(clause(f"c{n}", f"Clause {n}", *(limb(sentence) for _ in range(6))) for n in range(1, 13))
    made = document(
        Part("contents", "Contents", "none", (Contents(),)),
        Part("terms", "", "clauses", clauses, new_page=True),
        Part("exit", "Exit", "schedule", ()),
    )
    lines = contents(made)
    assert lines[0] == ("1.", "Clause 1", 3)
    assert lines[-2:] == [("12.", "Clause 12", 10), ("Schedule 1", "Exit", 12)]  # as LibreOffice lays it out
    pages = [page for _, _, page in lines]
    assert pages == sorted(pages)


def test_a_document_without_headings_has_no_lines() -> None:
    shown = parts_of(build(document(Part("contents", "Contents", "none", (Contents(),)))))["word/document.xml"]
    assert b"TOC" not in shown.replace(b"TOCHeading", b"")


def contents(made: object) -> list[tuple[str, str, int]]:
    """Number, title and page of each line of the contents."""
    shown = parts_of(build(made))["word/document.xml"].decode()
    found = []
    for link in re.findall(r"<w:hyperlink .*?</w:hyperlink>", shown):
        number, title, page = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", link)
        found.append((number, title.replace("\u00a0", " "), int(page)))
    return found


def test_rows_that_are_kept_turn_the_page_together() -> None:
    """As LibreOffice lays it out: the last row takes the one before it along."""
    row, heading = TableRow(()), TableRow((), heading=True, keep=True)
    height = METRICS["Table Text"].line_height + METRICS["Table Text"].before + METRICS["Table Text"].after + 50
    rows = int((PAGE.height - 78 - METRICS["Table Heading"].line_height - 120) / height)
    after = Stretch("Normal", lines(int(LINES_OF_A_PAGE) - 3), PAGE, keep=True)
    free = Stretch("Table Text", (), PAGE, rows=(heading, *(row,) * (rows + 1)))
    kept = free._replace(rows=(heading, *(row,) * (rows - 1), replace(row, keep=True), row))
    assert starts(free, after) == [1, 2]
    assert starts(kept, after) == [1, 3]


def test_the_lines_of_the_contents_keep_their_distance() -> None:
    plan = render_shell(style("plan"), document(kind="plan").draft, {}).metrics
    listed = Stretch("toc 1", (), PAGE, paragraphs=43)
    assert estimate_pages([listed, Stretch("Normal", lines(1), PAGE)], plan, 1) == [1, 2]
    assert estimate_pages([listed._replace(paragraphs=41), Stretch("Normal", lines(1), PAGE)], plan, 1) == [1, 1]
