"""House words: the spelling of the locale, and what a clause calls itself where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

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
    ordered = sorted(words, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE)
    exact = dict(words) | {word.capitalize(): value[0].upper() + value[1:] for word, value in words.items()}

    def swap(match: re.Match[str]) -> str:
        found = match[0]
        if found in exact:
            return exact[found]
        lowered = words.get(found.lower())
        if lowered is None:
            return found
        return lowered.title() if found.istitle() else lowered.upper() if found.isupper() else lowered

    return lambda text: pattern.sub(swap, text)
