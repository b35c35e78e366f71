"""The shell of a document: what people lay out in Word, filled with the cover's values, ready for a body.

What our templates ask of `Draft.cover`; a template may ask for less, or for keys of its own:

| key | meaning | contract | plan | letter |
| --- | --- | --- | --- | --- |
| title, short_title | on the cover; in the header | both | both | |
| reference, version, date | as printed | x | x | reference, date |
| date_iso | the as-of day, YYYY-MM-DD: dates of the file and its comments | x | x | x |
| status_line | what the draft is, and that it is not legal advice | x | x | x |
| creator, subject | properties of the file | x | x | x |
| parties | list of: name, role | x | | |
| deal, owner, status | the deal's name, who keeps the plan, its state | | x | |
| sender | name, address_lines, phone, email, page, details (registered details, at the foot) | | | x |
| recipient | name, address_lines | | | x |
| words | what the paper and the letter print themselves, in their language: our_reference, page, of … | | x | x |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from backsource_docs.rendering.word.execution import lay_out
from backsource_docs.rendering.word.filling import PLACEHOLDER, ShellError, fill, highlighted, prepare
from backsource_docs.rendering.word.metrics import Metrics, read_metrics, read_names
from backsource_docs.rendering.word.numbering import Lists, read_lists
from backsource_docs.rendering.word.package import Packed, pack
from backsource_docs.rendering.word.sections import resized
from backsource_docs.rendering.word.styles import NUMBERED, REQUIRED
from backsource_docs.tree import Draft, Execution, walk

__all__ = ["Shell", "open_shell", "render_shell"]

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_SETTINGS = "word/settings.xml"
_NUMBERING = "word/numbering.xml"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_WRITTEN_ANEW = (_BODY, _NUMBERING, _RELATIONSHIPS, _TYPES, "_rels/.rels")
_DROPPED = re.compile(
    r"/?(?:customXml/|docProps/|word/(?:glossary/|comments\w*\.xml|people\.xml|_rels/(?:comments|settings)))"
)
_DROPPED_KIND = re.compile(r"/(?:comments\w*|people|customXml|attachedTemplate|glossaryDocument)$")
_OVERRIDE = re.compile(r'<Override\b[^>]*?PartName="([^"]*)"[^>]*/>')
_RELATIONSHIP = re.compile(r'<Relationship\b[^>]*?Type="([^"]*)"[^>]*/>')
_ANCHORS = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>|<w:proofErr\b[^>]*/>")
_EDITING_MARKS = re.compile(r' (?:w14:(?:paraId|textId)|w:rsid\w*)="[^"]*"')  # a loop would print them twice
_LEFTOVERS = re.compile(
    r"<w:(?:attachedTemplate|updateFields|trackRevisions)\b[^>]*/>|<w:(rsids|docVars|mailMerge)\b.*?</w:\1>", re.DOTALL
)
_LANGUAGE = re.compile(r'(<w:docDefaults>.*?<w:lang\b[^>]*?w:val=")[^"]*(")', re.DOTALL)
_PROOFING = {"en-DE": "en-GB"}  # Word checks no English of Germany
_BOOKMARK = re.compile(rb'<w:bookmarkStart\b[^>]*?w:id="(\d+)"')
_PAGE_END = re.compile(r'<w:sectPr\b|<w:br w:type="page"')
_LAST_SECTION = re.compile(r"<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr>(?=\s*</w:body>)", re.DOTALL)


class Shell(Struct, frozen=True):
    """A filled template, taken apart once: it serves for both copies of a document.

    `before` and `after` stand around the body, which `section` describes; `parts` go into the file as they
    are; `styles` are the ids of the styles by their names.
    """

    before: str
    after: str
    section: str
    parts: Mapping[str, Packed]
    types: str
    relationships: str
    lists: Lists
    styles: Mapping[str, str]
    metrics: Mapping[str, Metrics]
    executions: Mapping[Execution, str]
    first_page: int
    first_bookmark: int


def render_shell(template: bytes, draft: Draft, executions: Mapping[str, bytes]) -> Shell:
    """Fills a template from the draft's cover, and the signature blocks by their law; ShellError says what is amiss."""
    base = _base(template, draft.locale)
    stories = {name: _cleaned(name, xml, draft.locale) for name, xml in fill(template, draft.cover).items()}
    before, after = _around_body(resized(stories.get(_BODY, ""), draft.page))
    written = {name: pack(xml.encode()) for name, xml in stories.items() if name in base.parts}
    section = _LAST_SECTION.search(after)
    return Shell(
        before=before,
        after=after,
        section=section[0] if section else "<w:sectPr/>",
        parts={**base.parts, **written},
        types=base.types,
        relationships=base.relationships,
        lists=base.lists,
        styles=base.styles,
        metrics=base.metrics,
        executions=_signature_blocks(draft, executions, base.styles),
        first_page=1 + len(_PAGE_END.findall(before)),
        first_bookmark=1 + base.last_bookmark,
    )


def open_shell(template: bytes, locale: str) -> None:
    """Takes a template apart for documents in a locale, once a process; ShellError says what is amiss."""
    _base(template, locale)


class _Base(Struct, frozen=True):
    """What a template gives to every document in one language, before its tags are filled."""

    parts: Mapping[str, Packed]
    types: str
    relationships: str
    lists: Lists
    styles: Mapping[str, str]
    metrics: Mapping[str, Metrics]
    last_bookmark: int


@lru_cache(maxsize=64)
def _base(template: bytes, locale: str) -> _Base:
    parts = _kept(template, locale)
    styles, numbering = parts[_STYLES], parts[_NUMBERING]
    names, lists = read_names(styles), read_lists(numbering.decode())
    _require(names, lists)
    return _Base(
        parts={name: pack(part) for name, part in parts.items() if name not in _WRITTEN_ANEW},
        types=parts[_TYPES].decode(),
        relationships=parts[_RELATIONSHIPS].decode(),
        lists=lists,
        styles=names,
        metrics=read_metrics(styles, numbering),
        last_bookmark=max((int(found) for part in parts.values() for found in _BOOKMARK.findall(part)), default=0),
    )


def _kept(template: bytes, locale: str) -> dict[str, bytes]:
    """The parts of a template without what must not travel with a document."""
    parts = {name: part for name, part in prepare(template).parts.items() if not _DROPPED.match(name)}
    missing = [name for name in (_BODY, _STYLES, _NUMBERING, _RELATIONSHIPS, _TYPES) if name not in parts]
    if missing:
        raise ShellError(f"The Word template lacks the part {missing[0]}.")
    texts = [name for name in parts if name.endswith((".xml", ".rels"))]
    return {**parts, **{name: _cleaned(name, parts[name].decode(), locale).encode() for name in texts}}


def _cleaned(name: str, xml: str, locale: str) -> str:
    match name:
        case "[Content_Types].xml":
            return _OVERRIDE.sub(lambda found: "" if _DROPPED.match(found[1]) else found[0], xml)
        case "word/_rels/document.xml.rels":
            return _RELATIONSHIP.sub(lambda found: "" if _DROPPED_KIND.search(found[1]) else found[0], xml)
        case "word/settings.xml":
            return _LEFTOVERS.sub("", xml)
        case "word/styles.xml":
            return _LANGUAGE.sub(rf"\g<1>{_PROOFING.get(locale, locale)}\2", xml, count=1)
        case _:
            return highlighted(_EDITING_MARKS.sub("", _ANCHORS.sub("", xml)))


def _require(names: Mapping[str, str], lists: Lists) -> None:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise ShellError(f"The Word template lacks the style “{missing[0]}” ({len(missing)} are missing).")
    unlisted = [name for name in NUMBERED if names[name] not in lists.levels]
    if unlisted:
        raise ShellError(f"The style “{unlisted[0]}” of the Word template stands on no level of a list.")


def _around_body(document: str) -> tuple[str, str]:
    before, found, after = document.partition(PLACEHOLDER)
    if not found:
        raise ShellError("The Word template does not say where the body goes: it lacks a paragraph {{p body }}.")
    return before, after


def _signature_blocks(draft: Draft, templates: Mapping[str, bytes], styles: Mapping[str, str]) -> dict[Execution, str]:
    blocks: dict[Execution, str] = {}
    for part in draft.parts:
        for block in walk(part.blocks):
            if isinstance(block, Execution):
                if block.law not in templates:
                    raise ShellError(f"There is no template of signature blocks for {block.law}.")
                blocks[block] = lay_out(templates[block.law], block, styles)
    return blocks
