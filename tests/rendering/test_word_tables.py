"""Tables: the widths of their columns, the words that lead to them, blanks and empty cells."""

from __future__ import annotations

import re

from by_hand import clause, document, limb, text, words
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from word_features import build
from word_lint import parts_of

from backsource_docs.rendering.word.columns import column_widths
from backsource_docs.tree import Block, Bullet, Column, LineBreak, Part, Row, Table, TableSlot


def widths(columns: tuple[Column, ...], *rows: Row, width: int = 9000) -> list[int]:
    return [made.width for made in column_widths(columns, rows, width, 180, 200)]


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
    shown = written(inside, text("Lead"), Bullet(words("y")))
    assert kept(re.sub("<w:tbl>.*?</w:tbl>", "", shown)) == ["These are:", "x", "Lead"]


def test_a_table_leaves_no_heading_no_title_and_no_last_row_alone() -> None:
    rows = (
        *(Row((words(f"r{count}"), words("x"))) for count in range(1, 5)),
        Row((words("title"),)),
        Row((words("r5"), ())),
    )
    table = Table("t", "", (Column("A"), Column("B")), rows)
    assert kept(written(table)) == ["A", "B", "title"]
    assert kept(written(replace(table, rows=rows[:4]))) == ["A", "B", "r3", "x"]
    assert kept(written(replace(table, rows=rows[:1]))) == ["A", "B"]


def test_the_last_point_of_a_list_does_not_stand_alone() -> None:
    points = tuple(Bullet(words(name)) for name in ("a", "b", "c", "d"))
    assert kept(written(*points)) == ["c"]
    assert kept(written(*points, text("after"))) == ["c"]
    assert kept(written(points[0], text("after"))) == []


def written(*blocks: Block) -> str:
    return parts_of(build(document(Part("t", "", "clauses", blocks))))["word/document.xml"].decode()


def kept(xml: str) -> list[str]:
    """The words of the paragraphs that stay with the next."""
    return re.findall(r"<w:p><w:pPr>(?:(?!</w:pPr>).)*<w:keepNext/>.*?<w:t [^>]*>([^<]*)<", xml)


def test_dates_stay_whole_where_the_columns_have_room_for_them() -> None:
    dates = Row(tuple(words("16 September 2028") for _ in range(4)))
    wide = widths(tuple(Column("On") for _ in range(4)), dates)
    assert wide == [2250] * 4
    made = column_widths(
        [Column("Function", 8), Column("On", 1)], [Row((words("x"), words("16 September 2028")))], 6000, 180, 200
    )
    assert made[1].width > 1600
    assert all(column.bound for column in made)


def test_dates_break_between_words_where_they_must() -> None:
    columns = tuple(Column("On") for _ in range(8))
    table = Table("t", "", columns, (Row(tuple(words("16 September 2028") for _ in columns)),))
    assert ">16 September 2028<" in written(table)
    assert ">16\u00a0September\u00a02028<" in written(
        replace(table, columns=columns[:4], rows=(Row(table.rows[0].cells[:4]),))
    )


def test_a_shaded_cell_has_its_colour_and_its_neighbours_none() -> None:
    row = Row((words("a"), words("b"), words("c")), shades=("", "urgent"))
    made = Table("t", "", (Column("A"), Column("B"), Column("C")), (row,))
    shown = parts_of(build(document(Part("t", "", "none", (made,)))))["word/document.xml"].decode()
    cells = shown.rpartition("<w:tr>")[2].split("</w:tc>")[:3]
    assert [re.findall(r'w:fill="(\w+)"', cell) for cell in cells] == [[], ["E8A08F"], []]


def test_a_table_that_nobody_made_is_a_blank() -> None:
    shown = parts_of(build(document(Part("t", "", "none", (TableSlot("charges"),)))))["word/document.xml"].decode()
    assert "[● table: charges]" in shown


def test_a_part_that_begins_with_a_table_begins_its_page() -> None:
    table = Table("t", "", (Column("A"),), (Row((words("x"),)),))
    made = document(Part("a", "", "none", (text("x"),)), Part("b", "", "none", (table,), new_page=True))
    assert b"<w:pageBreakBefore" in parts_of(build(made))["word/document.xml"].partition(b"<w:tbl>")[0][-300:]
