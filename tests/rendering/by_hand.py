"""Small documents made by hand, numbered by the plainest code that will do."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from backsource_docs.tree import (
    Block,
    Clause,
    Content,
    Definition,
    Document,
    Draft,
    Inline,
    Limb,
    Number,
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
    "confidentiality": "Confidential",
    "sender": {
        "name": "Acme Retail plc",
        "address_lines": ["1 High Street", "London EC2A 1AA", "acme.example"],
        "details": "Registered in England and Wales with number 01234567. Registered office: 1 High Street, London.",
    },
    "recipient": {
        "name": "Borealis Services GmbH",
        "address_lines": ["Mrs Ada Berg", "Leopoldstraße 1", "80802 München", "Germany"],
    },
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
    values = {"notes": {}, "cover": cover, "page": "a4", "locale": "en_GB", "title": cover["title"], **changes}
    return numbered(Draft(id="sample", kind=kind, style=kind, parts=parts, **values))


def numbered(draft: Draft) -> Document:
    keyed = tuple(dataclasses.replace(part, blocks=_keyed_blocks(part.blocks, part.key)) for part in draft.parts)
    return Document(dataclasses.replace(draft, parts=keyed), dict(_numbers(keyed)))


def _keyed_blocks(blocks: tuple[Block, ...], parent: str) -> tuple[Block, ...]:
    return tuple(_keyed(block, parent, place) for place, block in enumerate(blocks, start=1))


def _keyed(block: Block, parent: str, place: int) -> Block:
    key = f"{parent}/{place}"
    match block:
        case Clause():
            return dataclasses.replace(block, blocks=_keyed_blocks(block.blocks, block.key))
        case Limb() | Definition():
            return dataclasses.replace(block, key=key, children=_keyed_blocks(block.children, key))
    return block


def _numbers(parts: tuple[Part, ...]) -> Iterator[tuple[str, Number]]:
    clauses = schedules = 0
    for part in parts:
        if part.numbering == "schedule":
            schedules += 1
            yield part.key, Number(str(schedules), f"Schedule {schedules}", 1, "Schedule", part.title, key=part.key)
        within = part.key if part.numbering == "schedule" else ""
        count = clauses if part.numbering == "clauses" else 0
        for place, block in enumerate(part.blocks, start=1):
            if isinstance(block, Clause):
                count += 1
                yield from _clause(block, str(count), part, within)
            elif isinstance(block, Limb):
                own = f"({place})" if part.numbering == "parties" else f"({chr(64 + place)})"
                yield block.key, Number(own, own, 2, "paragraph", key=block.key)
                yield from _limbs(block.children, "", 3, "paragraph", within, "")
        clauses = count if part.numbering == "clauses" else clauses


def _clause(block: Clause, label: str, part: Part, within: str) -> Iterator[tuple[str, Number]]:
    word = {"schedule": "paragraph", "sections": "Section"}.get(part.numbering, "clause")
    own = label if word == "Section" else f"{label}."
    yield block.key, Number(label, own, label.count(".") + 1, word, block.title, within, block.key)
    subsections = [inner for inner in block.blocks if isinstance(inner, Clause)]
    for count, inner in enumerate(subsections, start=1):
        yield from _clause(inner, f"{label}.{count}", part, within)
    limbs = [inner for inner in block.blocks if isinstance(inner, Limb)]
    level = 3 if word == "Section" else 2
    if len(limbs) == 1 and level == 2:
        yield from _alias(limbs[0], Number(label, "", 2, word, block.title, within, block.key))
        yield from _limbs(limbs[0].children, label, 3, word, within, block.title)
    else:
        yield from _limbs(tuple(limbs), label, level, word, within, block.title)


def _limbs(
    blocks: tuple[Block, ...], base: str, level: int, word: str, within: str, title: str
) -> Iterator[tuple[str, Number]]:
    count = 0
    for block in blocks:
        if isinstance(block, Definition):
            yield from _limbs(block.children, "", 3, word, within, title)
        elif isinstance(block, Limb):
            count += 1
            own = f"{base}.{count}" if level == 2 else ("(" + _letter(count, level) + ")")
            label = own if level == 2 else base + own
            yield from _alias(block, Number(label, own, level, word, title, within, block.key))
            yield from _limbs(block.children, label, level + 1, word, within, title)


def _alias(block: Limb, number: Number) -> Iterator[tuple[str, Number]]:
    yield block.key, number
    if block.anchor:
        yield f"{block.key.partition('/')[0]}#{block.anchor}", number


def _letter(count: int, level: int) -> str:
    if level == 3:
        return chr(96 + count)
    return ["i", "ii", "iii", "iv", "v", "vi"][count - 1] if level == 4 else chr(64 + count)
