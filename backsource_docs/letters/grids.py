"""The grid of tables whose columns differ, evened out as docxtpl does it."""

from __future__ import annotations

from xml.etree import ElementTree

__all__ = ["evened", "uneven"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def uneven(story: str) -> bool:
    """Whether a table of a part without values has a row that does not fill its grid exactly."""
    tree = ElementTree.fromstring(story)  # a part with a document type never comes here
    return any(_is_uneven(table) for table in tree.iter(f"{_W}tbl"))


def evened(story: str) -> str:
    """The filled part with grids that fit their rows."""
    from docxtpl import DocxTemplate  # imported late: python-docx behind it costs as much as many letters
    from lxml import etree

    declaration, mark, rest = story.partition("?>")
    tree = DocxTemplate("").fix_tables(rest if mark else story)
    return f"{declaration}{mark}{etree.tostring(tree, encoding='unicode')}"


def _is_uneven(table: ElementTree.Element) -> bool:
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    rows = [row for row in table.iter(f"{_W}tr") if not _is_tag_alone(row)]
    return any(_span(row) != columns for row in rows) or not rows


def _is_tag_alone(row: ElementTree.Element) -> bool:
    """Whether the row is there for a tag only, in whose place the tag will stand."""
    words = "".join(node.text or "" for node in row.iter(f"{_W}t"))
    return "{%tr " in words or "{{tr " in words


def _span(row: ElementTree.Element) -> int:
    spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.findall(f"{_W}tc"))
    return sum(int(span.get(f"{_W}val") or 1) if span is not None else 1 for span in spans)
