"""Sections of a Word file: where a letter begins and how it is closed before the next one."""

from __future__ import annotations

import re

__all__ = ["begun", "closed"]

_SECTION = re.compile(r"<w:sectPr\b[^>]*?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_KIND = re.compile(r"<w:type\b[^>]*/>")
_BEFORE_KIND = re.compile(r"<w:sectPr\b[^>]*>|<w:(?:header|footer)Reference\b[^>]*/>|</w:(?:foot|end)notePr>")
_START = re.compile(r"<w:pgNumType\b[^>]*?/>")
_BEFORE_START = re.compile(r"<w:(?:type|pgSz|pgMar|paperSrc|lnNumType)\b[^>]*/>|</w:pgBorders>")
_PARAGRAPH = re.compile(r"<w:p(?:\s[^>]*)?>")
_THIN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def begun(inside: str) -> str:
    """The inside of a body whose first section begins on a new page, and counts its pages from 1."""
    found = _SECTION.search(inside)
    if found is None:
        return inside
    section = found[0]
    if section.endswith("/>") and section.startswith("<w:sectPr") and section.count("<") == 1:
        section = f"{section[:-2]}></w:sectPr>"
    section = _put(_KIND.sub("", section), _BEFORE_KIND, '<w:type w:val="nextPage"/>')
    former = _START.search(section)
    start = re.sub(r'\sw:start="[^"]*"', "", former[0])[:-2].rstrip() if former else "<w:pgNumType"
    section = _put(_START.sub("", section), _BEFORE_START, f'{start} w:start="1"/>')
    return inside[: found.start()] + section + inside[found.end() :]


def closed(body: str, section: str) -> str:
    """A letter whose last section ends within its last paragraph, so that another letter can follow."""
    start = max((found.start() for found in _PARAGRAPH.finditer(body)), default=-1)
    last = body[start:]
    if start < 0 or not last.endswith("</w:p>") or last.count("</w:p>") != 1 or "<w:pPrChange" in last:
        return f"{body}<w:p><w:pPr>{_THIN}{section}</w:pPr></w:p>"
    opening = _PARAGRAPH.match(last)
    assert opening is not None
    rest = last[opening.end() :]
    if rest.startswith("<w:pPr/>"):
        rest = f"<w:pPr>{section}</w:pPr>{rest[8:]}"
    elif rest.startswith("<w:pPr>"):
        rest = rest.replace("</w:pPr>", f"{section}</w:pPr>", 1)
    else:
        rest = f"<w:pPr>{section}</w:pPr>{rest}"
    return f"{body[:start]}{opening[0]}{rest}"


def _put(section: str, before: re.Pattern[str], element: str) -> str:
    """The element behind the last of those that stand before it by the schema."""
    ends = [found.end() for found in before.finditer(section)]
    place = ends[-1] if ends else section.index(">") + 1
    return section[:place] + element + section[place:]
