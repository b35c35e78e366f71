"""A capitalised phrase is no defined term

A capital tells the reader that the word has a meaning of its own. Where no definition gives that meaning, each side
will argue for the one that suits it. Names of statutes, authorities, places and months keep their capitals; they are
listed in clause_library/wording/names.yaml. The first word of a sentence may be any word. Letters and plans are held to
the terms of the agreement that is built with them. Cells of tables are left out: the program makes them from the deal.

Bad:
    The Customer shall pay the Exit Fee. (Nothing says what the Exit Fee is.)

Good:
    The Customer shall pay the Exit Charges. (The list of definitions has “Exit Charges”.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from backsource_docs.checks.frame import Bundle, Reading
from backsource_docs.checks.phrases import by_place, places
from backsource_docs.drafting.terms import TermIndex, TermUse
from backsource_docs.findings import Finding, Severity

__all__ = ["CODE", "find", "headings"]

CODE = "DT01"
_CAPITAL = re.compile(r"[A-Z](?:(?<=[^\n.?!:;“(—] [A-Z])|(?<=[(“][A-Z])|[\w’'-]* [A-Z])")
_CAPITALS = re.compile(r"(?<![\w’'.-])[A-Z][\w’'-]*(?:\.[A-Z]\b)*(?: [A-Z][\w’'-]*)*")
_SENTENCE_ENDS = (".", "?", "!", ":", ";", "“", "(", "—")
_FIGURE = re.compile(r"[A-Z]|[A-Z]-|[IVXLC]+|[A-Z]\d+|([A-Z]\.)+[A-Z]?|[A-Z][\d.-]+")
_LINK = r"(?:,? (?:[A-Z_][\w’-]*|of|and|the|for|in|on|to|with|from|\([^()]*\)))"


def find(bundle: Bundle, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Phrases with capitals that neither the document nor the list of names knows; letters follow the agreement."""
    if not readings or not bundle.agreement:
        return
    names = _Names.of(bundle)
    for reading in readings:
        prose = ((phrase, at) for phrase, at in _phrases(reading, names) if not reading.passage_at(at).cell)
        for phrase, passage, count in by_place(reading, prose):
            message = f"“{phrase}” has capitals ({places(count)}), but {reading.title} does not define it."
            remedy = "Define it, use a defined term, or write it small; names belong into wording/names.yaml."
            yield reading.found(CODE, Severity.WARNING, message, passage, remedy)


def headings(bundle: Bundle) -> frozenset[str]:
    """The headings of all documents of several words: whoever names one of them writes it as it stands."""
    passages = (passage for reading in bundle.readings for passage in reading.passages if passage.heading)
    return frozenset(passage.own for passage in passages if " " in passage.own)


class _Names(Struct, frozen=True, dict=True):
    """What may have capitals without a definition: names, and statutes by the word that ends their name."""

    names: frozenset[str]
    instruments: tuple[str, ...]

    @classmethod
    def of(cls, bundle: Bundle) -> _Names:
        groups = bundle.wording("names").data
        lists = {name: [word for word in words if word] for name, words in groups.items() if isinstance(words, list)}
        instruments = lists.pop("instruments", [])
        names = frozenset([*headings(bundle), *(name for names in lists.values() for name in names)])
        return cls(names, tuple(instruments))

    @cached_property
    def statute(self) -> re.Pattern[str]:
        """A statute is capitalised words and the small ones between them, up to “Act”, “Regulations” and the like."""
        ends = "|".join(map(re.escape, self.instruments)) or "(?!)"
        return re.compile(rf"[A-Z_][\w’-]*{_LINK}*? (?:{ends})\b(?:{_LINK}* (?:{ends})\b)*")

    @cached_property
    def long(self) -> TermIndex:
        """Names of several words; they go before statutes, because a statute may stand in one."""
        return TermIndex({name: name for name in self.names if " " in name})

    @cached_property
    def short(self) -> TermIndex:
        """Names of one word, and what the text calls a statute after its first mention (“that Act”)."""
        return TermIndex({name: name for name in (*self.names, *self.instruments) if name and " " not in name})


def _phrases(reading: Reading, names: _Names) -> Iterator[tuple[str, int]]:
    """Capitalised phrases that are no term and no name; only lines that have a capital left are looked at closely."""
    text = _without(reading.words, reading.vocabulary.uses) + "\n"
    done = -1
    for match in _CAPITAL.finditer(text):
        if match.start() > done:
            start = text.rfind("\n", 0, match.start()) + 1
            done = text.find("\n", match.start())
            yield from ((phrase, start + offset) for phrase, offset in _in(text[start:done], names))


def _in(text: str, names: _Names) -> Iterator[tuple[str, int]]:
    text = _without(text, names.long.uses(text))
    text = names.statute.sub(lambda match: "_" * len(match[0]), text)
    text = _without(text, names.short.uses(text))
    for match in _CAPITALS.finditer(text):
        before = text[: match.start()].rstrip()
        opens = not before or before.endswith(_SENTENCE_ENDS)
        phrase = match[0].partition(" ")[2] if opens else match[0]
        if phrase and not _FIGURE.fullmatch(phrase) and not _is_conspicuous(phrase):
            yield phrase, match.start()


def _is_conspicuous(phrase: str) -> bool:
    """Words all in capitals are a disclaimer that the law wants conspicuous, not a term."""
    return " " in phrase and phrase.isupper()


def _without(text: str, uses: Iterable[TermUse]) -> str:
    """The text with the uses blotted out, its length unchanged."""
    pieces, position = [], 0
    for use in uses:
        pieces += [text[position : use.start], "_" * (use.end - use.start)]
        position = use.end
    return "".join([*pieces, text[position:]])
