"""House words: the spelling of the locale, and what a clause calls itself where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from backsource_docs.findings import Finding, Severity
from backsource_docs.library.store import Library
from backsource_docs.yamlfile import YamlText

__all__ = ["Respell", "respelling"]

Respell = Callable[[str], str]


def respelling(library: Library, locale: str) -> tuple[Respell, tuple[Finding, ...]]:
    """A function that puts library text into the spelling of the locale; en-GB is what the library is written in."""
    source = library.table("wording", f"{locale}.yaml")
    if source is None or not isinstance(source.data, dict):
        return _unchanged, ()
    words = {name: value for name, value in source.data.items() if isinstance(value, str)}
    return _replacing(words), tuple(_wrong(source, words))


def _unchanged(text: str) -> str:
    return text


def _wrong(source: YamlText, words: Mapping[str, str]) -> list[Finding]:
    message = "A word list gives one word for each word."
    return [
        Finding("LB04", Severity.ERROR, message, source.place((name,)), "Write for example licence: license.")
        for name in source.data
        if name not in words
    ]


def _replacing(words: Mapping[str, str]) -> Respell:
    pattern = _whole_words(words)
    exact = dict(words) | {word.capitalize(): value[0].upper() + value[1:] for word, value in words.items()}

    def swap(found: str) -> str:
        if found in exact:
            return exact[found]
        lowered = words.get(found.lower())
        if lowered is None:
            return found
        return lowered.title() if found.istitle() else lowered.upper() if found.isupper() else lowered

    def respell(text: str) -> str:
        pieces, position = [], 0
        for match in pattern.finditer(_small(text)):
            start, end = match.start(1) - 1, match.end(1) - 1
            pieces += [text[position:start], swap(text[start:end])]
            position = end
        return "".join([*pieces, text[position:]]) if pieces else text

    return respell


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds words, the longest first, in small letters and after a letter that is none.

    Grouped by first letter, a place in the text is tried against a few words; to look for capitals too is twenty times
    slower.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(map(str.lower, words), key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    either = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in groups.items())
    return re.compile(rf"\W({either})\b" if either else r"(?!)()")


def _small(text: str) -> str:
    """The text in small letters, letter for letter, behind a line end."""
    lowered = text.lower()
    return "\n" + (lowered if len(lowered) == len(text) else "".join(letter.lower()[0] for letter in text))
