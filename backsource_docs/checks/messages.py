"""What letters and papers say to people, piece by piece, with the place where each word can be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.passages import Passage
from backsource_docs.checks.phrases import series
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.tree import Text

__all__ = ["free_text", "guarded", "messages_in", "said", "texts_of_deal", "unsaid", "words_of"]

_FREE = (".effect", ".action", ".says", ".public_reason")
_ENTRY = re.compile(r"\[(\d+)\]")


def messages_in(bundle: Bundle) -> Iterator[Reading]:
    """The letters and papers for people other than the outsourcer's signatories."""
    for reading in bundle.readings:
        if reading.made.selection.recipe.audience not in ("", "supplier"):
            yield reading


def free_text(piece: Text) -> bool:
    """Whether the words are those that somebody wrote freely into the deal for readers."""
    return piece.path.endswith(_FREE)


def unsaid(
    bundle: Bundle,
    code: str,
    pattern_in: Callable[[str], re.Pattern[str]],
    message: Callable[[str], str],
    remedy: str,
    among: Callable[[Text], bool] = lambda piece: True,
) -> Iterator[Finding]:
    """A finding for each thing found and each place, whatever number of letters print it.

    `pattern_in` gives the pattern of a language by its code; each letter is read by that of its own. Only the words
    that are `among` what is looked at count.
    """
    patterns = cache(pattern_in)
    titles: dict[tuple[str, Place], dict[str, None]] = {}
    for reading in messages_in(bundle):
        pattern = patterns(reading.made.selection.recipe.language)
        for passage in reading.passages:
            for words, place in _pieces(bundle, reading, passage, among):
                for match in pattern.finditer(words):
                    titles.setdefault((match[0], place), {})[reading.title] = None
    for (found, place), letters in titles.items():
        where = series(f"“{title}”" for title in letters)
        yield Finding(code, Severity.WARNING, f"{message(found)} It stands in {where}.", place, remedy)


def texts_of_deal(bundle: Bundle, reading: Reading) -> Iterator[tuple[str, Place]]:
    """What a letter prints from the deal, with the line of the deal that says it."""
    for passage in reading.passages:
        given = (piece for piece in passage.content if isinstance(piece, Text) and not _is_own(piece))
        yield from ((piece.text, bundle.line(_dotted(piece.path))) for piece in given)


def _is_own(piece: Text) -> bool:
    """Whether the words are the library's or the program's."""
    return not piece.path or piece.path.startswith(("exit.", "letter.", "value"))


def _dotted(path: str) -> str:
    return _ENTRY.sub(lambda match: f".{int(match[1]) - 1}", path)


def _pieces(
    bundle: Bundle, reading: Reading, passage: Passage, among: Callable[[Text], bool]
) -> Iterator[tuple[str, Place]]:
    for piece in passage.content:
        if isinstance(piece, Text) and among(piece):
            yield piece.text, reading.place(passage) if _is_own(piece) else bundle.line(_dotted(piece.path))


def said(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole phrases in any case, one that ends in * with any ending; it never matches for no phrases."""
    longest_first = sorted(filter(None, phrases), key=len, reverse=True)
    escaped = "|".join(re.escape(one.rstrip("*")) + r"\w*" * one.endswith("*") for one in longest_first)
    return re.compile(rf"(?<![\w-])(?:{escaped})(?![\w-])" if escaped else r"(?!)", re.IGNORECASE)


def words_of(bundle: Bundle, name: str, language: str) -> tuple[str, ...]:
    """A list of phrases of the library's word list for messages in a language, with either apostrophe."""
    return _both(str(phrase).lower() for phrase in bundle.wording(f"messages/{language}").data.get(name, ()))


def guarded(bundle: Bundle, name: str, language: str) -> tuple[str, ...]:
    """A list of what the deal's own texts may not bring into a letter in a language, with either apostrophe."""
    return _both(map(str, bundle.wording(f"guarded/{language}").data.get(name, ())))


def _both(phrases: Iterable[str]) -> tuple[str, ...]:
    kept = tuple(phrases)
    return tuple(dict.fromkeys([*kept, *(phrase.replace("'", "’") for phrase in kept)]))
