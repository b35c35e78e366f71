"""Drafting notes as Word comments; only the internal copy has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backsource_docs.rendering.word.escaping import attribute, run
from backsource_docs.rendering.word.fields import marked

__all__ = ["AUTHOR", "annotated", "comments_part"]

AUTHOR = "Drafting note"
_INITIALS = "DN"
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
)


def annotated(paragraph: str, number: int, styles: Mapping[str, str]) -> str:
    """The paragraph with the comment of this number anchored on its words."""
    reference = (
        f'<w:r><w:rPr><w:rStyle w:val="{styles["annotation reference"]}"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )
    end = f'<w:commentRangeEnd w:id="{number}"/>{reference}'
    return marked(paragraph, f'<w:commentRangeStart w:id="{number}"/>', end)


def comments_part(notes: Iterable[tuple[int, tuple[str, ...]]], date: str, styles: Mapping[str, str]) -> str:
    """The comments part; `date` is the day as of which the document is drafted (YYYY-MM-DD)."""
    moment = f' w:date="{attribute(date)}T00:00:00Z"' if date else ""
    return "".join([_OPENING, *(_comment(number, note, moment, styles) for number, note in notes), "</w:comments>"])


def _comment(number: int, note: tuple[str, ...], moment: str, styles: Mapping[str, str]) -> str:
    mark = f'<w:r><w:rPr><w:rStyle w:val="{styles["annotation reference"]}"/></w:rPr><w:annotationRef/></w:r>'
    paragraphs = (
        f'<w:p><w:pPr><w:pStyle w:val="{styles["annotation text"]}"/></w:pPr>{"" if index else mark}{run(text)}</w:p>'
        for index, text in enumerate(note)
    )
    author = f'w:author="{AUTHOR}"{moment} w:initials="{_INITIALS}"'
    return f'<w:comment w:id="{number}" {author}>{"".join(paragraphs)}</w:comment>'
