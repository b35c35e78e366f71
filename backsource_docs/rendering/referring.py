"""How a cross-reference is spelled, the same in every way out: "clause 5.2(b) (Title)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backsource_docs.tree import (
    Blank,
    Content,
    Document,
    Field,
    Inline,
    LineBreak,
    Number,
    Reference,
    Term,
    Text,
    plain,
)

__all__ = ["NumberPiece", "Piece", "Plain", "begins_sentence", "clause_of", "leads", "spell", "spelled"]

_SELF_NAMED = ("Schedule", "Annex")
_UNTITLED = ("party", "recital")


class NumberPiece(NamedTuple):
    """The number within a spelled reference: the key of the node that shows it, and the number in full."""

    key: str
    label: str


Piece = str | NumberPiece | Blank
Plain = str | Text | Field | Blank | Term | LineBreak | NumberPiece


def spell(
    reference: Reference, document: Document, clause_key: str, schedule_key: str, at_start: bool
) -> tuple[Piece, ...]:
    """The words of a reference that stands in a clause and (or) a schedule; a target without a number is a blank."""
    number = document.numbers.get(reference.target)
    if number is None or not number.label:
        return (Blank(f"missing reference: {reference.title or reference.target}"),)
    key = number.key or reference.target.partition("#")[0]
    pieces = _spell_number(number, key)
    if clause_of(key) != clause_key and number.word not in _UNTITLED:
        pieces += _in_brackets(number.title or reference.title)
    if number.within and number.within != schedule_key:
        pieces += _of_schedule(document, number.within)
    return _joined(pieces, at_start)


def spelled(
    content: Content, document: Document, clause_key: str, schedule_key: str, led: bool = False
) -> Iterator[Plain]:
    """The inlines with each reference replaced by its words and its number; `led`: they go on from a lead-in."""
    for index, inline in enumerate(content):
        if isinstance(inline, Reference):
            at_start = begins_sentence(_words_before(content[:index], led))
            yield from spell(inline, document, clause_key, schedule_key, at_start)
        else:
            yield inline


def begins_sentence(before: str) -> bool:
    """Whether what follows these words begins a sentence."""
    return not before.strip() or before.endswith((". ", "? ", "\n"))


def leads(content: Content) -> bool:
    """Whether what is listed below these words goes on with their sentence."""
    last = content[-1:]
    words = last[0].text if last and isinstance(last[0], Text) else ""
    return not (words.rstrip() or plain(content).rstrip()).endswith((".", "?", "!"))


def clause_of(key: str) -> str:
    """The key of the clause that holds the node with this key."""
    return key.partition("/")[0].partition("#")[0]


def _spell_number(number: Number, key: str) -> tuple[Piece, ...]:
    if number.word in _SELF_NAMED:
        named = number.label if number.label.startswith(number.word) else f"{number.word} {number.label}"
        return (NumberPiece(key, named),)
    return (f"{number.word} ", NumberPiece(key, number.label))


def _of_schedule(document: Document, key: str) -> tuple[Piece, ...]:
    schedule = document.numbers.get(key)
    if schedule is None:
        return ()
    return (" of ", *_spell_number(schedule, key))


def _in_brackets(title: str) -> tuple[Piece, ...]:
    return (f" ({title})",) if title else ()


def _joined(pieces: tuple[Piece, ...], at_start: bool) -> tuple[Piece, ...]:
    first = pieces[0]
    if at_start and isinstance(first, str):
        return (first[:1].upper() + first[1:], *pieces[1:])
    return pieces


def _words_before(content: Content, led: bool) -> str:
    """The last two letters before a reference; one stands for words of which only that they are there matters."""
    if content and isinstance(content[-1], Text) and len(content[-1].text) > 1:
        return content[-1].text[-2:]
    before = ""
    for inline in reversed(content):
        before = _tail(inline) + before
        if len(before) > 1:
            return before
    return f"x{before}" if led else before


def _tail(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text[-2:]
        case LineBreak():
            return "\n"
        case _:
            return "x"
