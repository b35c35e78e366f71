"""The rules on words, read once: the same words under the same rules need not be read again by a later run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from backsource_docs.checks import frame, leftover, passages, phrases, undefined, vocabulary
from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.registry import WORD_RULES
from backsource_docs.drafting import defining, terms
from backsource_docs.findings import Finding
from backsource_docs.memory import fingerprint

__all__ = ["words_read"]

_RULES: tuple[Any, ...] = WORD_RULES
_PROGRAM = (*_RULES, frame, passages, phrases, vocabulary, defining, terms, sys.modules[__name__])
_STANDING = attrgetter("clause", "entry", "heading", "cell", "defines")


def words_read(bundle: Bundle, readings: Sequence[Reading]) -> list[Finding]:
    """What the rules on words find in documents; one of which they have found nothing before is not read again."""
    if not bundle.library.memory.lasts:
        return list(_found(bundle, readings))
    keys = _keys(bundle, readings)
    new = [reading for reading, key in zip(readings, keys, strict=True) if not bundle.library.memory.get(key)]
    found = list(_found(bundle, new))
    for key in () if found else keys:
        bundle.library.memory.put(key, True)
    return found


def _found(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    for rule in WORD_RULES:
        yield from rule.find(bundle, readings)


def _keys(bundle: Bundle, readings: Sequence[Reading]) -> list[str]:
    """A key for each document, made of its words and of all else that the rules look at."""
    program = b"".join(Path(str(module.__file__)).read_bytes() for module in _PROGRAM)
    lists = [bundle.wording(name).data for name in ("names", "style")]
    of_deal = [leftover.marked_in_deal(bundle), sorted(bundle.glossary.forms.items())]
    of_build = [bundle.agreement is not None, sorted(undefined.headings(bundle))]
    common = fingerprint(program, msgspec.msgpack.encode([*lists, *of_deal, *of_build])).encode()
    return [fingerprint(common, _written(reading)) for reading in readings]


def _written(reading: Reading) -> bytes:
    made = reading.made
    about = [made.document.draft.kind, made.document.draft.title, made.selection.recipe.beside, made.foreign]
    standing = list(map(_STANDING, reading.passages))
    return msgspec.msgpack.encode([about, sorted(reading.vocabulary.forms.items()), reading.words, standing])
