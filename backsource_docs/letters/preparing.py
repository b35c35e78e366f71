"""A letter of a deal as a template: the deal's facts filled in, the recipient's fields left as docxtpl's tags."""

from __future__ import annotations

import re

from msgspec.structs import replace

from backsource_docs.drafting.made import Made
from backsource_docs.rendering.word.package import archive, pack, unpack
from backsource_docs.tree import Block, Draft, Paragraph, Part, Text

__all__ = ["as_template", "with_tags"]

_BEGIN, _END = "\ue000", "\ue001"  # no key types them and XML allows them: what stands between will be a tag
_MARKED = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_LITERAL = (("{{", "{_{"), ("}}", "}_}"), ("{%", "{_%"), ("%}", "%_}"), ("{#", "{\u2060#"))
_BRACES = (("&#123;", "{"), ("&#125;", "}"))
_ADDRESS = ("%p for line in address_lines", "line", "%p endfor")


def with_tags(made: Made) -> Made:
    """The letter with its address and salutation marked, to be written as any letter is."""
    draft = made.document.draft
    cover = {**draft.cover, "recipient": {"name": _mark("name"), "address_lines": list(map(_mark, _ADDRESS))}}
    parts = tuple(_greeted(part) for part in draft.parts)
    tagged: Draft = replace(draft, cover=cover, parts=parts)
    return replace(made, document=replace(made.document, draft=tagged))


def as_template(content: bytes) -> bytes:
    """The written letter with its marks as tags; what looks like a tag in the deal prints as it is."""
    parts = {name: _tagged(part) if name.startswith("word/") else part for name, part in unpack(content).items()}
    return archive({name: pack(part) for name, part in parts.items()})


def _mark(tag: str) -> str:
    return f"{_BEGIN}{tag}{_END}"


def _greeted(part: Part) -> Part:
    return replace(part, blocks=tuple(map(_salutation, part.blocks)))


def _salutation(block: Block) -> Block:
    """The salutation with the mark that ends it kept."""
    if not isinstance(block, Paragraph) or block.style != "salutation":
        return block
    return replace(block, content=(Text(_mark("salutation")), *block.content[-1:]))


def _tagged(part: bytes) -> bytes:
    if not part.lstrip().startswith(b"<"):
        return part
    text = part.decode()
    for entity, brace in _BRACES:
        text = text.replace(entity, brace)
    for look, literal in _LITERAL:
        text = text.replace(look, literal)
    return _MARKED.sub(lambda found: _tag(found[1]), text).encode()


def _tag(inside: str) -> str:
    return f"{{{inside} %}}" if inside.startswith("%") else f"{{{{ {inside} }}}}"
