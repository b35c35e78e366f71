"""Deflating what differs from letter to letter: by zlib, or at level 1 by isal where that is installed."""

from __future__ import annotations

import importlib
import zlib
from importlib.util import find_spec
from typing import Any

from backsource_docs.rendering.word.package import Packed

__all__ = ["BULK_LEVEL", "QUICKEST", "crc32", "squeezed", "squeezed_part", "squeezer_name"]

BULK_LEVEL = 1
_FAST_LEVEL = 1
_RAW = -15
QUICKEST: Any = importlib.import_module("isal.isal_zlib") if find_spec("isal") else zlib
"""What deflates at level 1."""

crc32 = QUICKEST.crc32


def squeezer_name(level: int) -> str:
    """What deflates at this level; the same letters have the same bytes only where it is the same."""
    return "isal" if level == _FAST_LEVEL and QUICKEST is not zlib else "zlib"


def squeezed(text: bytes, level: int, *, last: bool) -> bytes:
    """The text deflated, 1 (fast) to 9 (small): to whole bytes, to be gone on with, or as the end."""
    made = (QUICKEST if level == _FAST_LEVEL else zlib).compressobj(level, zlib.DEFLATED, _RAW)
    head: bytes = made.compress(text)
    tail: bytes = made.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)
    return head + tail


def squeezed_part(part: bytes, level: int) -> Packed:
    """A whole part as it stands in the zip."""
    return Packed(squeezed(part, level, last=True), len(part), crc32(part))
