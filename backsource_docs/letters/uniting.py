"""What may stand but once in a Word file made unique, so that many letters can stand in one."""

from __future__ import annotations

import re
from itertools import count

__all__ = ["Names", "counted"]

_LONGEST_NAME = 40
_START = re.compile(r'<w:bookmarkStart\b[^>]*?w:name="([^"]*)"')
_NAMED = re.compile(r'(<w:bookmarkStart\b[^>]*?w:name=")([^"]*)(")')
_NUMBERED = re.compile(r'(<w:bookmark(?:Start|End)\b[^>]*?w:id=")(\d+)(")')
_CITING = re.compile(r'(?:<w:instrText\b[^>]*>|w:instr=")\s*(?:REF|PAGEREF|NOTEREF)\b[^<"]*|w:anchor="[^"]*"')
_DRAWING = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+(")')
_PASSING = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"|<w:id w:val="-?\d+"/>')
_SIMPLE = re.compile(r'<w:fldSimple\b[^>]*?w:instr="\s*NUMPAGES\b[^"]*"[^>]*>(.*?)</w:fldSimple>', re.DOTALL)
_COMPLEX = re.compile(
    r'<w:r\b[^>]*>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar\b[^>]*w:fldCharType="begin"[^>]*/></w:r>'
    r"(?:(?!fldCharType).)*?<w:instrText\b[^>]*>\s*NUMPAGES\b[^<]*</w:instrText></w:r>"
    r'(?:(?!fldCharType=").)*fldCharType="separate"[^>]*/></w:r>(.*?)'
    r'<w:r\b[^>]*>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar\b[^>]*w:fldCharType="end"[^>]*/></w:r>',
    re.DOTALL,
)
_WORDS = re.compile(r"(<w:t\b[^>]*>)[^<]*")


class Names:
    """Bookmarks and pictures of many letters, each with a name and a number that no other has."""

    def __init__(self) -> None:
        self._numbers, self._drawings = count(1), count(1)

    def bookmark(self, name: str) -> str:
        """An empty bookmark."""
        number = next(self._numbers)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def unique(self, text: str, letter: int) -> str:
        """A story of a letter, its bookmarks and all that cites them renamed, its numbers drawn anew."""
        text = _PASSING.sub("", text)
        text = _DRAWING.sub(lambda found: f"{found[1]}{next(self._drawings)}{found[2]}", text)
        names = {name: _own(name, place, letter) for place, name in enumerate(dict.fromkeys(_START.findall(text)))}
        numbers: dict[str, int] = {}
        text = _NUMBERED.sub(lambda found: f"{found[1]}{self._number(numbers, found[2])}{found[3]}", text)
        if not names:
            return text
        text = _NAMED.sub(lambda found: f"{found[1]}{names[found[2]]}{found[3]}", text)
        cited = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\b")
        return _CITING.sub(lambda code: cited.sub(lambda name: names[name[0]], code[0]), text)

    def _number(self, known: dict[str, int], old: str) -> int:
        if old not in known:
            known[old] = next(self._numbers)
        return known[old]


def counted(text: str, pages: int) -> str:
    """A story whose field for all pages of the file counts those of the letter; a text where `pages` is not 0."""
    if "NUMPAGES" not in text:
        return text
    if not pages:
        return re.sub(r"\bNUMPAGES\b", "SECTIONPAGES", text)
    for field in (_SIMPLE, _COMPLEX):
        text = field.sub(lambda found: _WORDS.sub(rf"\g<1>{pages}", found[1], count=1), text)
    return text


def _own(name: str, place: int, letter: int) -> str:
    """The name in its letter; one that would be too long is replaced by its place among the names."""
    hidden = "_" if name.startswith("_") else ""
    made = f"{hidden}L{letter}_{name.lstrip('_')}"
    return made if len(made) <= _LONGEST_NAME else f"{hidden}L{letter}_{place}"
