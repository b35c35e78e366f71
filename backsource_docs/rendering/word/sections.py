"""Page sizes, and the sections of landscape parts."""

from __future__ import annotations

import re

__all__ = ["arranged", "resized", "text_size"]

_SIZES = {"a4": (11906, 16838), "letter": (12240, 15840)}  # twips
_LENGTH = re.compile(r'w:([wh])="(\d+)"')
_PAGE_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_MARGIN = re.compile(r'w:(left|right|top|bottom)="(\d+)"')
_MARGINS = re.compile(r"<w:pgMar\b[^>]*/>")
_FIRST_PAGE = re.compile(r"<w:titlePg\b[^>]*/>")
_RESTART = re.compile(r"<w:pgNumType\b[^>]*/>")


def resized(xml: str, page: str) -> str:
    """All sections with the pages of this size: "a4" or "letter"."""
    width, height = _SIZES[page]

    def size(match: re.Match[str]) -> str:
        turned = "landscape" in match[0]
        return _size(height, width, turned) if turned else _size(width, height)

    return _PAGE_SIZE.sub(size, xml)


def arranged(section: str, turned: bool, first: bool) -> str:
    """The properties of one section of the body: turned or upright; only the first may have a first page of its own."""
    kept = section if first else _RESTART.sub("", _FIRST_PAGE.sub("", section))
    return _landscape(kept) if turned else kept


def text_size(section: str) -> tuple[int, int]:
    """The width and the height of the text on a page of the section, in twips."""
    width, height = _size_of(section)
    found = _MARGINS.search(section)
    margins = {side: int(length) for side, length in _MARGIN.findall(found[0] if found else "")}
    across = margins.get("left", 0) + margins.get("right", 0)
    return width - across, height - margins.get("top", 0) - margins.get("bottom", 0)


def _size_of(section: str) -> tuple[int, int]:
    found = _PAGE_SIZE.search(section)
    lengths = dict(_LENGTH.findall(found[0] if found else ""))
    width, height = _SIZES["a4"]
    return int(lengths.get("w", width)), int(lengths.get("h", height))


def _landscape(section: str) -> str:
    width, height = _size_of(section)
    if width > height:
        return section
    return _PAGE_SIZE.sub(_size(height, width, turned=True), section)


def _size(width: int, height: int, turned: bool = False) -> str:
    orient = ' w:orient="landscape"' if turned else ""
    return f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
