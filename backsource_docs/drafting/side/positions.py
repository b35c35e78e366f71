"""What customer, balanced and supplier say on the key points, side by side, as the page docs/positions.md."""

from __future__ import annotations

from collections.abc import Iterator

from backsource_docs.drafting.side.points import Point, key_points
from backsource_docs.library.clause import POSITIONS, Clause
from backsource_docs.library.store import Library
from backsource_docs.library.summaries import Summaries, summaries_of
from backsource_docs.tree import Bullet, Field, Inline, plain

__all__ = ["positions_page"]

_OPENING = """# Three positions on ten key points

Each clause that is negotiated has three texts: what a counsel for the customer would propose, what one for the supplier
would, and a text between them that both could sign. This table gives them in a line each. The figures are those that
the library assumes where a deal gives none; a name in brackets stands for a figure that only a deal can give.

The lines are in the clause files under `## In a line`, the points in `clause_library/sections/key-points.yaml`. A test
compares this page with both: `pytest tests/drafting/test_side_documents.py --accept` writes it anew.
"""


def positions_page(library: Library) -> str:
    """The page as Markdown: a table for each key point, a row for each of its clauses."""
    return "\n".join([_OPENING, *(line for point in key_points(library) for line in _point(point, library))])


def _point(point: Point, library: Library) -> Iterator[str]:
    yield f"## {point.name}\n"
    yield "| clause | customer | balanced | supplier |"
    yield "| --- | --- | --- | --- |"
    for name in point.clauses:
        clause = library.clause(name)
        if clause:
            lines, _ = summaries_of(clause)
            cells = " | ".join(_cell(clause, lines, position, library) for position in POSITIONS)
            yield f"| {clause.matter.title} (`{clause.id}`) | {cells} |"
    yield ""


def _cell(clause: Clause, lines: Summaries, position: str, library: Library) -> str:
    return "<br>".join(_line(bullet, clause, library) for bullet in lines.get(position, ())) or "the balanced text"


def _line(line: Bullet, clause: Clause, library: Library) -> str:
    words = "".join(_shown(piece, clause) for piece in line.content)
    fact = library.facts.get(line.when or line.unless)
    if fact is None:
        return words
    return f"*{'Otherwise' if line.unless else fact.says}:* {words}"


def _shown(piece: Inline, clause: Clause) -> str:
    """A word, or the assumed value of a figure."""
    if not isinstance(piece, Field):
        return plain((piece,))
    parameter = clause.matter.parameters.get(piece.name)
    if parameter and parameter.default:
        return parameter.default.replace("business day", "Business Day")
    return f"[{parameter.label.lower() if parameter else piece.name}]"
