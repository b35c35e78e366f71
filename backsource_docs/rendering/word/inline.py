"""Words within a paragraph: runs of text, defined terms, blanks, references."""

from __future__ import annotations

from msgspec import Struct, field

from backsource_docs.rendering.referring import NumberPiece, spelled
from backsource_docs.rendering.word.escaping import run
from backsource_docs.rendering.word.fields import references
from backsource_docs.rendering.word.glyphs import Span
from backsource_docs.rendering.word.typography import NO_BREAK, typeset
from backsource_docs.tree import Blank, Content, Document, Field, LineBreak, Term, Text

__all__ = ["NO_LINE", "Line", "Pen", "plain_line", "spans_of"]

_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_HIGHLIGHT = '<w:highlight w:val="yellow"/>'


_Piece = tuple[str, str, str]
"""Words, their look, and their XML where they are more than a run of text."""


Line = tuple[str, str | list[_Piece]]
"""Written words: their runs, and what they were written from (a plain tuple, because a contract has thousands)."""

NO_LINE: Line = ("", "")


def spans_of(line: Line) -> tuple[Span, ...]:
    """The words of a line as the estimate of pages measures them."""
    _, pieces = line
    if isinstance(pieces, str):
        return (Span(pieces),) if pieces else ()
    return tuple([Span(text, _BOLD in look) for text, look, _ in pieces])


def plain_line(text: str, bound: bool = True) -> Line:
    """The line of words without any look; `bound` as for `Pen.write`."""
    words = typeset(text, bound=bound)
    return run(words), words


class Pen(Struct):
    """Writes the words of one document and remembers which nodes its references point at."""

    document: Document
    targets: set[str] = field(default_factory=set)

    def write(
        self, content: Content, clause: str, schedule: str, bold: bool = False, led: bool = False, bound: bool = True
    ) -> Line:
        """The runs for the content of a paragraph that stands in a clause and a schedule.

        `led`: it goes on from a lead-in; `bound`: no line ends within a date, a sum or the number of a clause.
        """
        if len(content) == 1 and not bold:
            only = content[0]
            if isinstance(only, Text) and not (only.strong or only.emphasis):
                words = _words_of(only, bound)
                return run(words), words
        base = _BOLD if bold else ""
        pieces: list[_Piece] = []
        for plain in spelled(content, self.document, clause, schedule, led):
            if isinstance(plain, str):
                pieces.append((plain, base, ""))  # words of the library, set when they were read
            elif isinstance(plain, Text):
                pieces.append((_words_of(plain, bound), _look_of(plain, base), ""))
            elif isinstance(plain, NumberPiece):
                if bound and pieces:
                    pieces[-1] = _held(pieces[-1], plain)
                pieces.append(self._number(plain, base, bound))
            else:
                pieces += _others(plain, base)
        return _joined(pieces)

    def _number(self, piece: NumberPiece, base: str, bound: bool) -> _Piece:
        label = piece.label.replace(" ", NO_BREAK) if bound else piece.label
        xml, keys = references(piece, self.document, label, base)
        self.targets.update(keys)
        return label, base, xml


def _others(plain: Term | Blank | Field | LineBreak, base: str) -> tuple[_Piece, ...]:
    match plain:
        case Term(text=text):
            return (("“", base, ""), (text, _BOLD, ""), ("”", base, ""))
        case Blank(label=text) | Field(name=text):
            return ((f"[● {text}]", base + _HIGHLIGHT, ""),)
        case LineBreak():
            return (("\n", base, ""),)


def _words_of(text: Text, bound: bool) -> str:
    if not text.path:
        return typeset(text.text, bound=bound)
    return typeset(text.text, quotes=not text.path.endswith("name"), bound=bound)


def _held(piece: _Piece, number: NumberPiece) -> _Piece:
    """The word before a number, held to it: "clause 5.2"; but a "Schedule 3" may begin a line."""
    words, look, xml = piece
    if xml or number.label[:1].isalpha() or not words.endswith(" "):
        return piece
    return (f"{words[:-1]}{NO_BREAK}", look, xml)


def _look_of(text: Text, base: str) -> str:
    if not (text.strong or text.emphasis):
        return base
    return (_BOLD if text.strong else base) + (_ITALIC if text.emphasis else "")


def _joined(pieces: list[_Piece]) -> Line:
    """One run for neighbours that look the same, as if they had been typed in one go."""
    runs: list[str] = []
    pending, look = "", ""
    for text, properties, xml in pieces:
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
    return "".join(runs), pieces
