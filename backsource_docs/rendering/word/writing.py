"""A numbered document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from backsource_docs.rendering.word.body import Body
from backsource_docs.rendering.word.comments import annotated, comments_part
from backsource_docs.rendering.word.contents import contents_lines, contents_xml, heading_bookmark
from backsource_docs.rendering.word.extras import (
    ROOT,
    Extra,
    comments_extra,
    manifest_extra,
    properties_extra,
    with_extras,
)
from backsource_docs.rendering.word.fields import bookmark_name, bookmarked
from backsource_docs.rendering.word.inline import Pen
from backsource_docs.rendering.word.numbering import Started
from backsource_docs.rendering.word.package import archive, pack
from backsource_docs.rendering.word.pages import Page, estimate_pages
from backsource_docs.rendering.word.sections import arranged, text_size
from backsource_docs.rendering.word.sheet import Sheet
from backsource_docs.rendering.word.shell import Shell
from backsource_docs.tree import Contents, Document, Numbering, Part

__all__ = ["write_word"]


def write_word(document: Document, shell: Shell, *, outgoing: bool, manifest: bytes | None = None) -> bytes:
    """The Word file; the outgoing copy has no drafting notes, the manifest (XML) travels with both copies."""
    sheet = Sheet(
        Pen(document),
        shell.styles,
        Started(shell.lists),
        Page(*text_size(shell.section)),
        _holds_contents(document.draft.parts),
    )
    last_section = _write_parts(document, shell, sheet)
    extras = [properties_extra(document.draft.cover, document.draft.title)]
    extras += [] if outgoing else _annotate(document, shell, sheet)
    extras += [] if manifest is None else [manifest_extra(manifest)]
    _write_contents(sheet, shell)
    _mark(sheet, shell)
    after = shell.after.replace(shell.section, last_section)
    return _assembled("".join([shell.before, *sheet.blocks, after]), sheet.started.xml(), shell, extras)


def _holds_contents(parts: Iterable[Part]) -> bool:
    """Whether a part holds the table of contents, for whose page numbers everything must be measured."""
    return any(isinstance(block, Contents) for part in parts for block in part.blocks)


def _write_parts(document: Document, shell: Shell, sheet: Sheet) -> str:
    """Writes all parts, in sections by the way their pages lie; the properties of the last section."""
    body = Body(sheet, document.numbers, shell.metrics, shell.executions)
    seen: set[Numbering] = set()
    section = shell.section
    groups = [list(group) for _, group in groupby(document.draft.parts, key=lambda part: part.landscape)]
    for index, group in enumerate(groups):
        section = arranged(shell.section, group[0].landscape, first=index == 0)
        sheet.page = Page(*text_size(section))
        _write_group(group, body, seen)
        if index < len(groups) - 1:
            sheet.end_section(section)
    return section


def _write_group(group: Sequence[Part], body: Body, seen: set[Numbering]) -> None:
    for index, part in enumerate(group):
        if index > 0 and (part.new_page or part.numbering == "schedule"):
            body.sheet.begin_page()
        body.write_part(part, first_of_kind=part.numbering not in seen)
        seen.add(part.numbering)


def _annotate(document: Document, shell: Shell, sheet: Sheet) -> list[Extra]:
    """Anchors the drafting notes on their clauses; the part that holds them."""
    notes: list[tuple[int, tuple[str, ...]]] = []
    for key, index in sheet.places.items():
        if document.draft.notes.get(key) and index < len(sheet.blocks) and sheet.blocks[index]:
            notes.append((len(notes) + 1, document.draft.notes[key]))
            sheet.blocks[index] = annotated(sheet.blocks[index], len(notes), shell.styles)
    if not notes:
        return []
    return [comments_extra(comments_part(notes, str(document.draft.cover.get("date_iso", "")), shell.styles))]


def _write_contents(sheet: Sheet, shell: Shell) -> None:
    lines = contents_lines(sheet.headings)
    if not sheet.contents:
        return
    place = sheet.contents[0]
    sheet.stretches[place] = sheet.stretches[place]._replace(paragraphs=len(lines))
    pages = estimate_pages(sheet.stretches, shell.metrics, shell.first_page)
    shown = [pages[heading.block] for heading in lines]
    sheet.blocks[place] = contents_xml(lines, shown, shell.styles, text_size(shell.section)[0])


def _mark(sheet: Sheet, shell: Shell) -> None:
    names = {key: bookmark_name(key) for key in sheet.named | sheet.pen.targets}
    free = sheet.bookmark(names, shell.first_bookmark)
    if sheet.contents:
        for number, heading in enumerate(contents_lines(sheet.headings), start=1):
            marked = bookmarked(sheet.blocks[heading.block], free + number, heading_bookmark(number))
            sheet.blocks[heading.block] = marked


def _assembled(body: str, numbering: str, shell: Shell, extras: Sequence[Extra]) -> bytes:
    types, relationships = with_extras(shell.types, shell.relationships, extras)
    written = {
        "[Content_Types].xml": types,
        "_rels/.rels": ROOT,
        "word/document.xml": body,
        "word/_rels/document.xml.rels": relationships,
        "word/numbering.xml": numbering,
    }
    ready = {name: pack(xml.encode()) for name, xml in written.items()}
    added = {name: pack(part) for extra in extras for name, part in extra.parts.items()}
    return archive({**ready, **shell.parts, **added})
