"""Words in the library: which texts have all of them, the best first, with the places where they stand."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log

from msgspec import Struct

from backsource_docs.library.clause import Clause
from backsource_docs.library.store import Library

__all__ = ["Hit", "Snippet", "find", "likely_meant"]

MOST_SNIPPETS = 3
_AROUND = 60
_SHORTEST_MEANT = 4
_CLOSE = 5
_WEIGHTS = {"id": 6.0, "title": 10.0, "guidance": 0.5}
_REFERENCE = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"\*\*|\s*\{#?[^{}]*\}(?!\})|```\w*|^ *(?:1\.|-) +", re.MULTILINE)
_FIELD = re.compile(r"\{\{ *([\w.]+) *\}\}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Snippet(Struct, frozen=True):
    """A stretch of text around the words: `where` is a position or "guidance", `spans` are what was found in it."""

    where: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Hit(Struct, frozen=True):
    """A text that has all the words, how well it fits (higher is better), and where they stand in it."""

    clause: Clause
    score: float
    snippets: tuple[Snippet, ...]


def find(library: Library, words: Sequence[str]) -> tuple[Hit, ...]:
    """The texts that have every word (as its beginning; several words in one string as a phrase), the best first."""
    wanted = [_pattern(word) for word in words if word.strip()]
    hits = (_hit(clause, wanted) for kind in library.kinds for clause in library.clauses(kind)) if wanted else ()
    return tuple(sorted(filter(None, hits), key=lambda hit: (-hit.score, hit.clause.id)))


def likely_meant(library: Library, words: Sequence[str]) -> Mapping[str, str]:
    """For each word that stands nowhere in the library the nearest one that does, where there is one."""
    known: Counter[str] = Counter()
    for kind in library.kinds:
        for clause in library.clauses(kind):
            known.update(word.lower() for text in _fields(clause).values() for word in _WORD.findall(text))
    meant = {}
    for word in (part.lower() for words_ in words for part in words_.split()):
        if not any(entry.startswith(word) for entry in known):
            close = difflib.get_close_matches(word, [entry for entry in known if len(entry) >= _SHORTEST_MEANT], _CLOSE)
            meant.update({word: max(close, key=lambda entry: _nearness(word, entry, known[entry]))} if close else {})
    return meant


def _nearness(word: str, entry: str, uses: int) -> tuple[bool, float, int]:
    """How likely a word was meant: letters that were swapped first, then what is most alike, then what is common."""
    ratio = difflib.SequenceMatcher(None, word, entry).ratio()
    return sorted(word) == sorted(entry), round(ratio, 1), uses


def _pattern(word: str) -> re.Pattern[str]:
    """What begins with the word; spaces stand for any white space, straight apostrophes for either kind."""
    inside = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(r"(?<!\w)" + inside.replace("'", "['’]"), re.IGNORECASE)


def _fields(clause: Clause) -> dict[str, str]:
    """The words of a clause by the place they stand in."""
    texts = {name: _plain(clause.texts[name].text) for name in clause.positions}
    guidance = clause.texts.get("guidance")
    texts.update({"guidance": _plain(guidance.text)} if guidance else {})
    return {"id": clause.id, "title": clause.matter.title, **texts}


def _plain(text: str) -> str:
    """The words of a text without the marks."""
    return _MARK.sub("", _REFERENCE.sub(r"\1", _FIELD.sub(r"[\1]", text)))


def _hit(clause: Clause, wanted: Sequence[re.Pattern[str]]) -> Hit | None:
    raw = " ".join([clause.id, clause.matter.title, *(text.text for text in clause.texts.values())])
    if not all(pattern.search(raw) for pattern in wanted):
        return None
    fields = _fields(clause)
    counts = [{name: len(pattern.findall(text)) for name, text in fields.items()} for pattern in wanted]
    if not all(any(found.values()) for found in counts):
        return None
    score = sum(
        _WEIGHTS.get(name, 1.0) * (1 + log(number)) for found in counts for name, number in found.items() if number
    )
    return Hit(clause, round(score, 2), tuple(_snippets(fields, wanted)))


def _snippets(fields: Mapping[str, str], wanted: Sequence[re.Pattern[str]]) -> Iterator[Snippet]:
    """Where the words stand closest to the beginning, one stretch for each text that has any of them."""
    made = 0
    for name, text in fields.items():
        if name in ("id", "title") or made == MOST_SNIPPETS:
            continue
        first = next(filter(None, (pattern.search(text) for pattern in wanted)), None)
        if first:
            made += 1
            yield _snippet(name, text, first, wanted)


def _snippet(where: str, text: str, first: re.Match[str], wanted: Sequence[re.Pattern[str]]) -> Snippet:
    start = max(0, first.start() - _AROUND)
    end = min(len(text), first.end() + 2 * _AROUND)
    start = text.find(" ", start, first.start()) + 1 if start else 0
    end = max(text.rfind(" ", first.end(), end), first.end()) if end < len(text) else end
    words = " ".join(text[start:end].split())
    shown = f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"
    spans = sorted({match.span() for pattern in wanted for match in pattern.finditer(shown)})
    return Snippet(where, shown, tuple(spans))
