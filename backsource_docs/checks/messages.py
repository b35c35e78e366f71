"""What letters and papers say to people, piece by piece, with the place where each word can be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.checks.phrases import series
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.tree import Text

__all__ = ["messages_in", "said", "unsaid", "words_of"]

_ENTRY = re.compile(r"\[(\d+)\]")


def messages_in(bundle: Bundle) -> Iterator[Reading]:
    """The letters and papers for people other than the outsourcer's signatories."""
    for reading in bundle.readings:
        if reading.made.selection.recipe.audience not in ("", "supplier"):
            yield reading


def unsaid(
    bundle: Bundle, code: str, pattern: re.Pattern[str], message: Callable[[str], str], remedy: str
) -> Iterator[Finding]:
    """A finding for each thing found by the pattern and each place, whatever number of letters print it."""
    titles: dict[tuple[str, Place], dict[str, None]] = {}
    for reading in messages_in(bundle):
        for passage in reading.passages:
            for words, place in _pieces(bundle, reading, passage):
                for match in pattern.finditer(words):
                    titles.setdefault((match[0], place), {})[reading.title] = None
    for (found, place), letters in titles.items():
        where = series(f"“{title}”" for title in letters)
        yield Finding(code, Severity.WARNING, f"{message(found)} It stands in {where}.", place, remedy)


def _pieces(bundle: Bundle, reading: Reading, passage: Passage) -> Iterator[tuple[str, Place]]:
    for piece in passage.content:
        if isinstance(piece, Text):
            own = not piece.path or piece.path.startswith(("exit.", "letter.", "value"))
            path = _ENTRY.sub(lambda match: f".{int(match[1]) - 1}", piece.path)
            yield piece.text, reading.place(passage) if own else bundle.line(path)


def said(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole phrases in any case; it never matches for no phrases."""
    escaped = "|".join(map(re.escape, sorted(filter(None, phrases), key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{escaped})(?![\w-])" if escaped else r"(?!)", re.IGNORECASE)


def words_of(bundle: Bundle, name: str) -> tuple[str, ...]:
    """A list of phrases of the library's word lists for messages, with either apostrophe."""
    found = bundle.wording("messages").data.get(name, ())
    phrases = [str(phrase).lower() for phrase in found]
    return tuple(dict.fromkeys([*phrases, *(phrase.replace("'", "’") for phrase in phrases)]))
