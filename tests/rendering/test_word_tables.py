"""Tables: the widths of their columns, the words that lead to them, blanks and empty cells."""

from __future__ import annotations

import re

from by_hand import clause, document, limb, text, words
from hypothesis import given
from hypothesis import strategies as st
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.word.columns import column_widths
from backsource_docs.tree import Bullet, Column, LineBreak, Part, Row, Table, TableSlot


def widths(columns: tuple[Column, ...], *rows: Row, width: int = 9000) -> list[int]:
    return column_widths(columns, rows, width, 180, 200)


def test_widths_follow_the_shares() -> None:
    assert widths((Column("A", 3), Column("B", 1))) == [6750, 2250]


def test_a_column_is_as_wide_as_its_longest_word() -> None:
    made = widths((Column("Responsibilities", 1), Column("B", 20), Column("C", 1)), Row((words("x"), words("y"), ())))
    assert 1500 < made[0] < 1700  # 16 bold letters at 9 pt, and the margins
    assert made[1] > made[0] > made[2]


def test_what_cannot_fit_keeps_its_shares() -> None:
    assert widths(tuple(Column("Responsibilities") for _ in range(10))) == [900] * 10


@given(st.lists(st.tuples(st.text(max_size=40), st.floats(0.1, 20)), min_size=1, max_size=12), st.integers(2000, 15000))
def test_widths_add_up(columns: list[tuple[str, float]], width: int) -> None:
    made = widths(tuple(Column(title, share) for title, share in columns), width=width)
    assert sum(made) == width
    assert min(made) >= 0


def test_words_that_lead_to_a_table_or_a_list_stay_with_it() -> None:
    table = Table(
        "t", "", (Column("A"), Column("B")), (Row((words("only", LineBreak(), "one"), ())), Row((words("x"),)))
    )
    inside = clause("one", "One", limb("These are:", children=(table,)), limb("x", children=(Bullet(words("point")),)))
    shown = parts_of(build(document(Part("t", "", "clauses", (inside, text("Lead"), Bullet(words("y")))))))[
        "word/document.xml"
    ]
    kept = re.findall(r"<w:p><w:pPr>(?:(?!</w:pPr>).)*<w:keepNext/>.*?<w:t [^>]*>([^<]*)<", shown.decode())
    assert kept == ["These are:", "x", "x", "Lead"]


def test_a_table_that_nobody_made_is_a_blank() -> None:
    shown = parts_of(build(document(Part("t", "", "none", (TableSlot("charges"),)))))["word/document.xml"].decode()
    assert "[● table: charges]" in shown


def test_a_part_that_begins_with_a_table_begins_its_page() -> None:
    table = Table("t", "", (Column("A"),), (Row((words("x"),)),))
    made = document(Part("a", "", "none", (text("x"),)), Part("b", "", "none", (table,), new_page=True))
    assert b"<w:pageBreakBefore" in parts_of(build(made))["word/document.xml"].partition(b"<w:tbl>")[0][-300:]
