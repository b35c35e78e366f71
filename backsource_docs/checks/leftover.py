"""A mark of the workshop is left in the text

Braces, stars, square brackets and notes to oneself are for the people who draft. A reader who finds one wonders what
else was not finished. Brackets and quotation marks must come in pairs. What a text of the deal holds is the deal's own
business, wherever it is printed.

Bad:
    The Supplier shall deliver the plan within [30] days (TBC by {{ someone.

Good:
    The Supplier shall deliver the plan within 30 days after receipt of the Exit Notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import VALUE, said
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find", "marked_in_deal"]

CODE = "LO01"
_REMEDY = "Finish the words, or take the mark out."
# Each pattern begins with a few possible letters, which lets the search skip everything else quickly.
_MARKS = (
    re.compile(r"[\[\]{}*`-](?:(?<=-)-+|(?<!-)[\[\]{}*`]*)"),
    re.compile(r"(?:TODO|FIXME|TB[ACD]|XX+)\b"),
    re.compile(r"[,;.:](?:(?<= [,;.])(?=\s)| ?[,;](?<![ap]\.m\.,)|\.(?!\.))"),
)
_BRACKETS = (("(", ")", "bracket", re.compile(r"[()]")),)
_PAIRS = (*_BRACKETS, ("“", "”", "quotation mark", re.compile(r"[“”]")))


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Marks of templates and notes, doubled punctuation, and brackets or quotation marks without a partner."""
    own = _OwnWords.of(bundle)
    for reading in readings:
        pairs = _BRACKETS if reading.made.foreign else _PAIRS  # the mark that opens in English closes in German
        for mark, offset in _marks(own.without_deal(reading.words)):
            message = f"“{mark}” is left over in “{_around(reading.words, offset)}”."
            yield reading.found(CODE, Severity.ERROR, message, reading.passage_at(offset), _REMEDY)
        for passage in reading.passages:
            for mark in _lonely(own.without_deal(passage.own), pairs):
                message = f"{mark} has no partner in “{_short(said(passage.own))}”."
                yield reading.found(CODE, Severity.ERROR, message, passage, "Close the pair, or take the mark out.")


def marked_in_deal(bundle: Bundle) -> list[str]:
    """The texts of the deal that hold marks, as typed and as printed, the longest first."""
    texts = {text for text in _texts(bundle.file.source.data) if len(text) > 2 and _is_marked(text)}
    return sorted(texts | {text.replace("'", "’") for text in texts}, key=lambda text: (-len(text), text))


class _OwnWords(Struct, frozen=True):
    """Tells the library's words from texts of the deal that hold marks, which tables and tasks print among them."""

    marked: re.Pattern[str] | None

    @classmethod
    def of(cls, bundle: Bundle) -> _OwnWords:
        texts = marked_in_deal(bundle)
        return cls(re.compile("|".join(map(re.escape, texts))) if texts else None)

    def without_deal(self, words: str) -> str:
        """The words with texts of the deal blotted out, their length unchanged."""
        return self.marked.sub(lambda match: VALUE * len(match[0]), words) if self.marked else words


def _is_marked(text: str) -> bool:
    return any(_marks(text)) or any(_lonely(text, _PAIRS))


def _texts(data: Any) -> Iterator[str]:
    """Every text of the deal file, each line of it on its own."""
    if isinstance(data, str):
        yield from (line.strip() for line in data.splitlines())
    elif isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _texts(inner)


def _marks(words: str) -> Iterator[tuple[str, int]]:
    for pattern in _MARKS:
        yield from ((match[0].strip(), match.start()) for match in pattern.finditer(words))


def _lonely(words: str, pairs: tuple[tuple[str, str, str, re.Pattern[str]], ...]) -> Iterator[str]:
    for opening, closing, name, either in pairs:
        if (opening in words or closing in words) and (depth := _depth(either.findall(words), opening)):
            yield f"An opening {name}" if depth > 0 else f"A closing {name}"


def _depth(marks: list[str], opening: str) -> int:
    """How many marks stay open at the end; less than 0 where one closes that nobody opened."""
    depth = 0
    for mark in marks:
        depth += 1 if mark == opening else -1
        if depth < 0:
            break
    return depth


def _around(words: str, offset: int) -> str:
    start = words.rfind("\n", 0, offset) + 1
    end = words.find("\n", offset)
    line = words[start : end if end >= 0 else None]
    return said(line[max(0, offset - start - 30) : offset - start + 30])


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
