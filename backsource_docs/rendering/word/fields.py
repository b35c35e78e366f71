"""Bookmarks and the fields that point at them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from backsource_docs.rendering.referring import NumberPiece
from backsource_docs.rendering.word.escaping import run
from backsource_docs.tree import Document, Number

__all__ = ["bookmark_name", "bookmarked", "field", "marked", "references"]

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
_SEPARATE = ' </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_IN_FULL = r"\w"
_THIS_LEVEL = r"\n"


@lru_cache(maxsize=4096)
def bookmark_name(key: str) -> str:
    """The name of a node's bookmark: the same in every draft, and telling nothing."""
    return f"bs_{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def field(code: str, cached: str, properties: str = "") -> str:
    """A complex field with its cached result."""
    return f"{_BEGIN}{code}{_SEPARATE}{run(cached, properties)}{_END}"


def references(piece: NumberPiece, document: Document, shown: str, properties: str = "") -> tuple[str, list[str]]:
    """The REF fields that show a number, and the keys of the nodes that must carry a bookmark for them.

    There is one field with the number as it is shown, or one a level where Word's full context would miscount.
    """
    if _every_level_shown(piece.key, document.numbers):
        return _reference(piece.key, _IN_FULL, shown, properties), [piece.key]
    steps = _steps(piece, shown, document)
    fields = [_reference(key, switch, label, properties) for key, label, switch in steps]
    return "".join(fields), [key for key, _, _ in steps]


def marked(paragraph: str, start: str, end: str) -> str:
    """The paragraph (or the first of several) with marks put around its words."""
    opening = paragraph.index("</w:pPr>") + len("</w:pPr>")
    closing = paragraph.index("</w:p>", opening)
    return f"{paragraph[:opening]}{start}{paragraph[opening:closing]}{end}{paragraph[closing:]}"


def bookmarked(paragraph: str, number: int, name: str) -> str:
    """The paragraph with a bookmark around its words."""
    start, end = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
    return marked(paragraph, start, end)


def _reference(key: str, switch: str, shown: str, properties: str) -> str:
    return field(rf"REF {bookmark_name(key)} {switch} \h", shown, properties)


def _every_level_shown(key: str, numbers: Mapping[str, Number]) -> bool:
    while key:
        number = numbers.get(key)
        if number is None or not number.own:
            return False
        key = key.rpartition("/")[0]
    return True


def _steps(piece: NumberPiece, label: str, document: Document) -> list[tuple[str, str, str]]:
    """Key, label and switch of each field; more than one where a level is skipped, as below a lone limb."""
    whole = [(piece.key, label, _IN_FULL)]
    keys = list(accumulate(piece.key.split("/"), "{}/{}".format))
    shown = [(key, number) for key in keys if (number := document.numbers.get(key)) and number.own]
    if not shown:
        return whole
    (first, base), *deeper = shown
    steps = [(first, base.label, _IN_FULL), *((key, number.own, _THIS_LEVEL) for key, number in deeper)]
    return steps if "".join(label for _, label, _ in steps) == piece.label else whole
