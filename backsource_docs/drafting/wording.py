"""House words: the spelling of the locale, and what a clause calls itself where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from backsource_docs.drafting.terms import either_of, in_small_letters
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
    # To look for capitals too takes twenty times as long.
    pattern = re.compile(rf"\W({either_of(map(str.lower, words))})\b" if words else r"(?!)()")
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
        for match in pattern.finditer(f"\n{in_small_letters(text)}"):
            start, end = match.start(1) - 1, match.end(1) - 1
            pieces += [text[position:start], swap(text[start:end])]
            position = end
        return "".join([*pieces, text[position:]]) if pieces else text

    return respell
