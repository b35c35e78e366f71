"""How words are set: straight marks become typographic, and what belongs together stays on one line."""

from __future__ import annotations

import re

__all__ = ["NO_BREAK", "typeset", "unbroken"]

NO_BREAK = "\u00a0"
"""The space at which no line ends."""

_NUMBERED = (
    r"[Cc]lauses?|[Pp]aragraphs?|[Ss]ections?|[Ss]chedules?|[Aa]rticles?|[Aa]nnex(?:es)?|[Pp]arts?|[Pp]ages?|"
    r"[Cc]hapters?|[Ss]teps?|[Ww]aves?|[Nn]o\.|[A-Z]{3}"
)
_UNITS = r"(?:Business|Working|calendar|business|working) |(?:second|minute|hour|day|week|month|year)s?\b|per cent|%"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_TOGETHER = re.compile(
    r"(?<!\w)(?=[^\W\d_]+\.? \d|[\d+(])(?:"  # first the cheap question whether a figure is near
    r"\d{1,2}\.? [^\W\d_]{3,12}\.? \d{4}\b"  # 1 March 2027, 1. März 2027
    r"|\d{1,2} de [^\W\d_]{4,10} de \d{4}\b|1er [^\W\d_]{3,9} \d{4}\b"  # 1 de marzo de 2027, 1er mars 2027
    rf"|{_MONTHS} \d{{1,2}}, \d{{4}}\b"  # March 1, 2027
    r"|\+\d[\d ()-]{4,}\d|\(\d{3}\) \d{3}-\d{4}|0\d{2,5}(?: \d{3,4}){1,3}\b"  # telephone numbers
    rf"|(?:{_NUMBERED}) \d+(?:, \d[\d.]*\b(?! ?(?:{_UNITS})))?"  # clause 5.2; Schedule 5, 7; GBP 1,200
    rf"|\d+ (?={_UNITS}))"  # 10 Business Days
)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_POSSESSIVE = re.compile(r"(?<=s)'(?![^\W_])")
_OPENING = re.compile(r"(?<![^\s(\[])'")
_QUOTED = re.compile(r'(?<![^\s(\[])"(?=[^\s"])([^"]*)(?<=\S)"(?![^\W_])')
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")


def typeset(text: str, *, quotes: bool = False, bound: bool = True) -> str:
    """The words as they are set: apostrophes always, `quotes` of prose on request, and `bound` where lines may end.

    Quotation marks are left alone in names, which print as they were given; addresses of the web are left whole.
    """
    if "'" in text:
        text = _outside_addresses(text)
    if quotes and '"' in text:
        text = _QUOTED.sub(r"“\1”", text)
    return unbroken(text) if bound and _has_figure(text) else text


def unbroken(text: str) -> str:
    """The words with no end of line within dates, sums, telephone numbers, times and numbers of clauses."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


def _has_figure(text: str) -> bool:
    # Ten searches for a letter cost a fifth of one search with a pattern, and most paragraphs have no figure.
    lower = "0" in text or "1" in text or "2" in text or "3" in text or "4" in text
    return lower or "5" in text or "6" in text or "7" in text or "8" in text or "9" in text


def _outside_addresses(text: str) -> str:
    pieces: list[str] = []
    done = 0
    for address in _ADDRESS.finditer(text):
        pieces += [_with_apostrophes(text[done : address.start()]), address[0]]
        done = address.end()
    return "".join([*pieces, _with_apostrophes(text[done:])])


def _with_apostrophes(text: str) -> str:
    curly = _APOSTROPHE.sub("’", text)
    return curly if _OPENING.search(curly) else _POSSESSIVE.sub("’", curly)
