"""Small documents made by hand."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from backsource_docs.drafting.numbering import numbered as counted
from backsource_docs.tree import (
    Block,
    Clause,
    Content,
    Definition,
    Document,
    Draft,
    Inline,
    Limb,
    Paragraph,
    Part,
    Text,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
LAWS = {law: (TEMPLATES / "execution" / f"{law}.docx").read_bytes() for law in ("england-and-wales", "new-york")}
COVER = {
    "title": "Outsourcing Agreement",
    "short_title": "Outsourcing Agreement",
    "reference": "ACM/2026/014",
    "version": "3",
    "date": "14 May 2026",
    "date_iso": "2026-05-14",
    "status_line": "Draft for review by a qualified lawyer in its jurisdiction: not legal advice.",
    "parties": [
        {"name": "Acme Retail plc", "role": "Customer", "details": ""},
        {"name": "Borealis Services GmbH", "role": "Supplier", "details": ""},
    ],
    "creator": "Acme Retail plc",
    "subject": "Accounts payable",
    "owner": "Head of Finance Operations",
    "deal": "Accounts payable and treasury",
    "status": "For discussion",
    "sender": {
        "name": "Acme Retail plc",
        "address_lines": ["1 High Street", "London EC2A 1AA"],
        "phone": "+44 20 7946 0000",
        "email": "",
        "page": "acme.example",
        "details": "Registered in England and Wales with number 01234567. Registered office: 1 High Street, London.",
    },
    "recipient": {
        "name": "Borealis Services GmbH",
        "address_lines": ["Mrs Ada Berg", "Leopoldstraße 1", "80802 München", "Germany"],
    },
    "words": {"our_reference": "Our reference:", "page": "Page", "of": "of"},
}


def style(name: str) -> bytes:
    return (TEMPLATES / "styles" / f"{name}.docx").read_bytes()


def words(*pieces: str | Inline) -> Content:
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def limb(*pieces: str | Inline, children: tuple[Block, ...] = (), anchor: str = "") -> Limb:
    return Limb(words(*pieces), children, anchor=anchor)


def text(*pieces: str | Inline, role: str = "body") -> Paragraph:
    return Paragraph(words(*pieces), role)


def clause(key: str, title: str, *blocks: Block) -> Clause:
    return Clause(key, title, blocks)


def document(*parts: Part, kind: str = "contract", **changes: object) -> Document:
    cover = {**COVER, "title": changes.get("title", COVER["title"])}
    values = {"notes": {}, "cover": cover, "page": "a4", "locale": "en-GB", "title": cover["title"], **changes}
    return numbered(Draft(id="sample", kind=kind, style=kind, parts=parts, **values))


def numbered(draft: Draft) -> Document:
    keyed = tuple(replace(part, blocks=_keyed_blocks(part.blocks, part.key)) for part in draft.parts)
    return counted(replace(draft, parts=keyed), "clause")


def _keyed_blocks(blocks: tuple[Block, ...], parent: str) -> tuple[Block, ...]:
    return tuple(_keyed(block, parent, place) for place, block in enumerate(blocks, start=1))


def _keyed(block: Block, parent: str, place: int) -> Block:
    key = f"{parent}/{place}"
    match block:
        case Clause():
            return replace(block, blocks=_keyed_blocks(block.blocks, block.key))
        case Limb() | Definition():
            return replace(block, key=key, children=_keyed_blocks(block.children, key))
    return block
