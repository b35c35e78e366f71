"""Parts of letters put together from stretches that stand in every letter, deflated once, and the words between."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jinja2 import nodes

from backsource_docs.letters.squeezing import crc32, squeezed
from backsource_docs.rendering.word.package import Packed

__all__ = ["Stretch", "joined_pieces", "ready_stretches"]

_LEAST = 256  # letters: shorter stretches gain by being deflated together with the words around them
_STORED = 64  # bytes that are put down as they are, which is quicker and hardly larger
_HARDEST = 9
_STORED_BLOCK = struct.Struct("<BHH")
_LAST_BLOCK = b"\x03\x00"  # an empty one; it ends what is deflated
_CONTROL = bytes(set(range(32)) - {13})


class Stretch(NamedTuple):
    """Text that stands in every letter, and the same deflated so that it fits behind anything."""

    plain: bytes
    deflated: bytes


def ready_stretches(tree: nodes.Template) -> Mapping[str, Stretch]:
    """The long stretches of a template between its tags, by their text."""
    texts = {data.data for data in tree.find_all(nodes.TemplateData) if len(data.data) >= _LEAST}
    return {text: Stretch(text.encode(), squeezed(text.encode(), _HARDEST, last=False)) for text in texts}


def joined_pieces(pieces: Iterable[str], ready: Mapping[str, Stretch], level: int) -> Packed | None:
    """The part that consists of these pieces; None where one that is not ready holds a control character."""
    blocks: list[bytes] = []
    crc = size = 0
    for stretch in _stretches(pieces, ready, level):
        if stretch is None:
            return None
        blocks.append(stretch.deflated)
        crc = crc32(stretch.plain, crc)
        size += len(stretch.plain)
    return Packed(b"".join([*blocks, _LAST_BLOCK]), size, crc)


def _stretches(pieces: Iterable[str], ready: Mapping[str, Stretch], level: int) -> Iterable[Stretch | None]:
    words: list[str] = []
    for piece in pieces:
        stretch = ready.get(piece)
        if stretch is None:
            words.append(piece)
            continue
        if words:
            yield _deflated("".join(words), level)
            words = []
        yield stretch
    if words:
        yield _deflated("".join(words), level)


def _deflated(words: str, level: int) -> Stretch | None:
    plain = words.encode("utf-8", "replace")
    if len(plain.translate(None, _CONTROL)) < len(plain):
        return None
    if len(plain) > _STORED:
        return Stretch(plain, squeezed(plain, level, last=False))
    return Stretch(plain, _STORED_BLOCK.pack(0, len(plain), len(plain) ^ 0xFFFF) + plain)
