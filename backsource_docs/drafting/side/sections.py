"""The sections of a side document that are made from the document it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from backsource_docs.drafting.side import notes, playbook, term_sheet
from backsource_docs.drafting.side.subject import Subject
from backsource_docs.tree import Block, Clause, Draft

__all__ = ["MADE_SECTIONS", "with_made_sections"]

Maker = Callable[[Subject], Iterator[Block]]

MADE_SECTIONS: Mapping[str, Maker] = {
    "term-glance": term_sheet.glance,
    "term-points": term_sheet.ten_points,
    "term-others": term_sheet.other_terms,
    "term-summary": term_sheet.summary,
    "playbook-fights": playbook.fights,
    "playbook-index": playbook.index,
    "notes-left-out": notes.left_out,
    "notes-facts": notes.deciding_facts,
    "notes-assumptions": notes.assumptions,
    "notes-blanks": notes.blanks,
    "notes-verify": notes.to_verify,
    "notes-figures": notes.law_figures,
    "notes-approvals": notes.approvals,
}


def with_made_sections(draft: Draft, subject: Subject) -> Draft:
    """The draft, its sections completed from the subject; the families of a playbook follow its index."""
    parts = tuple(
        replace(part, blocks=tuple(made for block in part.blocks for made in _made(block, subject)))
        for part in draft.parts
    )
    return replace(draft, parts=parts)


def _made(block: Block, subject: Subject) -> Iterator[Block]:
    if not isinstance(block, Clause) or block.key not in MADE_SECTIONS:
        yield block
        return
    yield replace(block, blocks=(*block.blocks, *MADE_SECTIONS[block.key](subject)))
    if block.key == "playbook-index":
        yield from playbook.families(subject)
