"""Signature blocks: a Word template that belongs to the law, filled with the signatories."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from backsource_docs.rendering.word.filling import ShellError, fill, highlighted, prepare
from backsource_docs.rendering.word.metrics import read_names
from backsource_docs.tree import Execution, Signatory

__all__ = ["lay_out"]

_BODY = re.compile(r"<w:body>(.*?)(?:<w:sectPr\b(?:(?!<w:sectPr\b).)*)?</w:body>", re.DOTALL)
_STYLE = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]*)"')
_MARKS = re.compile(r"<w:(?:bookmarkStart|bookmarkEnd|proofErr|comment\w+)\b[^>]*/>|\s(?:w14:\w+|w:rsid\w*)=\"[^\"]*\"")
_OUTSIDE = re.compile(r"\br:(?:id|embed|link|pict)=|<w:sectPr\b|<w:numPr\b")


def lay_out(template: bytes, execution: Execution, styles: Mapping[str, str]) -> str:
    """The signature blocks as paragraphs and tables in the shell's styles (ids by name)."""
    filled = fill(template, {"signatories": [_values(signatory) for signatory in execution.signatories]})
    found = _BODY.search(filled.get("word/document.xml", ""))
    xml = _MARKS.sub("", found[1]) if found else ""
    if _OUTSIDE.search(xml):
        raise ShellError(f"The signature block for {execution.law} may hold text and tables only: no picture, no list.")
    names = _style_names(template)
    return highlighted(_STYLE.sub(lambda match: f'{match[1]}{_renamed(match[2], names, styles)}"', xml))


@lru_cache(maxsize=64)
def _style_names(template: bytes) -> Mapping[str, str]:
    """The names of the template's styles by their ids."""
    styles = prepare(template).parts.get("word/styles.xml")
    if styles is None:
        raise ShellError("The signature block lacks the part word/styles.xml.")
    return {key: name for name, key in read_names(styles).items()}


def _values(signatory: Signatory) -> dict[str, object]:
    people = signatory.people or (("", ""),)
    return {
        "party": signatory.party or "[● name of party]",
        "role": signatory.role,
        "people": [{"name": name or "[● name of signatory]", "title": title or "[● title]"} for name, title in people],
    }


def _renamed(style: str, names: Mapping[str, str], styles: Mapping[str, str]) -> str:
    name = names.get(style, style)
    if name not in styles:
        raise ShellError(f"The signature block uses the style “{name}”, which the document's template lacks.")
    return styles[name]
