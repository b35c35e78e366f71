"""The table of contents: a real TOC field whose lines are written here, for Word does not fill it on opening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backsource_docs.rendering.word.escaping import run
from backsource_docs.rendering.word.fields import field
from backsource_docs.rendering.word.sheet import Heading
from backsource_docs.rendering.word.typography import typeset

__all__ = ["contents_lines", "contents_xml", "heading_bookmark"]

_LEVELS_OF_PLAN = 2
_TAB = "<w:r><w:tab/></w:r>"
_OPEN = (
    "<w:sdt><w:sdtPr><w:docPartObj>"
    '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)
_CLOSE = "</w:sdtContent></w:sdt>"
# The field ends in the last line: a paragraph of its own might fall on an empty page.
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_STYLE_EDGE = 9070  # twips: the text width of A4, for which the styles of the contents are made
_NAMED_TABS = '<w:tab w:val="clear" w:pos="720"/><w:tab w:val="left" w:pos="1440"/>'
_NAMED_INDENT = '<w:ind w:left="1440" w:hanging="1440"/>'


def contents_lines(headings: Sequence[Heading]) -> list[Heading]:
    """The headings that the contents list."""
    return [heading for heading in headings if heading.level <= _LEVELS_OF_PLAN]


def heading_bookmark(number: int) -> str:
    """The name of the bookmark on the heading of this place in the contents."""
    return f"_Toc{200_000_000 + number}"


def contents_xml(lines: Sequence[Heading], pages: Sequence[int], styles: Mapping[str, str], width: int) -> str:
    """The field with its lines; `pages` are the pages of the headings, as estimated, `width` that of the text."""
    if not lines:
        return ""
    deepest = max(heading.level for heading in lines)
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    shown = (
        _line(
            heading, page, number, styles, width, (begin if number == 1 else "", _END if number == len(lines) else "")
        )
        for number, (heading, page) in enumerate(zip(lines, pages, strict=True), start=1)
    )
    return "".join([_OPEN, *shown, _CLOSE])


def _line(
    heading: Heading, page: int, number: int, styles: Mapping[str, str], width: int, around: tuple[str, str]
) -> str:
    name = heading_bookmark(number)
    style = styles[f"toc {heading.level}"]
    tabs = _tabs(width, named=heading.named)
    words = f"{run(heading.number)}{_TAB}{run(typeset(heading.title))}{_TAB}"
    page_field = field(rf"PAGEREF {name} \h", str(page))
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{page_field}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{around[0]}{link}{around[1]}</w:p>'


def _tabs(width: int, *, named: bool) -> str:
    """What differs from the style: a wider step after "Schedule 1", and the page number at the edge of the text."""
    edge = ""
    if width != _STYLE_EDGE:
        edge = f'<w:tab w:val="clear" w:pos="{_STYLE_EDGE}"/><w:tab w:val="right" w:leader="dot" w:pos="{width}"/>'
    stops = (_NAMED_TABS if named else "") + edge
    return (f"<w:tabs>{stops}</w:tabs>" if stops else "") + (_NAMED_INDENT if named else "")
