"""Words within a paragraph: runs of text, defined terms, blanks, references."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from backsource_docs.rendering.referring import NumberPiece, Plain, spelled
from backsource_docs.rendering.word.escaping import run
from backsource_docs.rendering.word.fields import reference_keys, references
from backsource_docs.rendering.word.glyphs import Span
from backsource_docs.tree import Blank, Content, Document, Field, LineBreak, Term, Text

__all__ = ["Line", "Pen", "plain_line"]

_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'


class Line(NamedTuple):
    """Written words: their runs, and the words themselves as the estimate of pages measures them."""

    runs: str
    spans: tuple[Span, ...] = ()


class _Piece(NamedTuple):
    """Words in one look; `xml` where they are more than a run of text."""

    text: str
    properties: str = ""
    xml: str = ""


def plain_line(text: str) -> Line:
    """The line of words without any look."""
    return Line(run(text), (Span(text),))


@dataclass(slots=True)
class Pen:
    """Writes the words of one document and remembers which nodes its references point at."""

    document: Document
    targets: set[str] = field(default_factory=set)

    def write(self, content: Content, clause: str, schedule: str, bold: bool = False, led: bool = False) -> Line:
        """The runs for the content of a paragraph that stands in a clause and a schedule, or goes on from a lead-in."""
        if len(content) == 1 and not bold:
            only = content[0]
            if isinstance(only, Text) and not (only.strong or only.emphasis):
                return plain_line(only.text)
        pieces: list[_Piece] = []
        for plain in spelled(content, self.document, clause, schedule, led):
            pieces += self._pieces(plain, _BOLD if bold else "")
        return _joined(pieces)

    def _pieces(self, plain: Plain, base: str) -> tuple[_Piece, ...]:
        match plain:
            case Text(text=text, strong=strong, emphasis=emphasis):
                return (_Piece(text, (_BOLD if strong else base) + (_ITALIC if emphasis else "")),)
            case NumberPiece(label=label):
                self.targets.update(reference_keys(plain, self.document))
                return (_Piece(label, base, references(plain, self.document, base)),)
            case Term(text=text):
                return (_Piece("“", base), _Piece(text, _BOLD), _Piece("”", base))
            case Blank(label=text) | Field(name=text):
                return (_Piece(f"[● {text}]", base + _HIGHLIGHT),)
            case LineBreak():
                return (_Piece("\n", base),)


def _joined(pieces: list[_Piece]) -> Line:
    """One run for neighbours that look the same, as if they had been typed in one go."""
    runs: list[str] = []
    spans: list[Span] = []
    pending, look = "", ""
    for text, properties, xml in pieces:
        spans.append(Span(text, _BOLD in properties))
        if pending and (xml or properties != look):
            runs.append(run(pending, look))
            pending = ""
        if xml:
            runs.append(xml)
        else:
            pending += text
            look = properties
    if pending:
        runs.append(run(pending, look))
    return Line("".join(runs), tuple(spans))
