"""The drafting notes: what the lawyer who takes the draft over must know that the draft itself does not say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from backsource_docs.drafting.acting import approver_for, order_of_fallback
from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.figures import FigureUsed, figures_of, usual
from backsource_docs.drafting.side.subject import Subject, closed, quoted
from backsource_docs.drafting.tables.listing import table_of
from backsource_docs.findings import Place
from backsource_docs.tree import Blank, Block, Cell, Inline, LineBreak, Paragraph, Text, inlines_of, walk
from backsource_docs.tree import Clause as Section
from backsource_docs.values import print_date

__all__ = ["approvals", "assumptions", "blanks", "deciding_facts", "law_figures", "left_out", "to_verify"]

Cells = tuple[str | Cell, ...]
_NO_DAY = datetime.date(1900, 1, 1)  # figures that are custom or our choice, and in force since ever


def left_out(subject: Subject) -> Iterator[Block]:
    """The clauses that the recipe names and the draft lacks, each with the reason and the line that gives it."""
    skips = subject.made.selection.skips.values()
    rows = [(subject.respell(skip.title), f"{_sentence(skip.reason)}.", _line(skip.place)) for skip in skips]
    yield from _told(
        "notes-left-out", ((subject.respell("Clause"), 30), ("Reason", 50), ("Where it is decided", 20)), rows
    )


def deciding_facts(subject: Subject) -> Iterator[Block]:
    """The facts on which something in the document hangs, whether they hold, and what hangs on them."""
    hanging = _hanging(subject)
    rows = [
        (
            subject.respell(fact.says),
            "yes" if subject.holds[name] else "no",
            _key(fact.path),
            _sentence("; ".join(hanging[name].told())) + ".",
        )
        for name, fact in subject.library.facts.items()
        if name in hanging
    ]
    columns = (("Fact", 30), ("Holds", 8), ("Deal key", 24), ("What hangs on it", 38))
    yield from _told("notes-facts", columns, rows)


class _Hanging(Struct):
    """What hangs on a fact: whole clauses that are in or out, and clauses of which pieces are in or out."""

    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)

    def told(self) -> Iterator[str]:
        for words, titles in (("in: ", self.kept), ("out: ", self.dropped), ("parts of ", self.partly)):
            if titles:
                yield words + _series(titles)


def _hanging(subject: Subject) -> Mapping[str, _Hanging]:
    found: dict[str, _Hanging] = {}
    for pick in subject.picks.values():
        for name in pick.clause.matter.when.facts:
            found.setdefault(name, _Hanging()).kept.append(subject.title(pick.clause))
        for name in sorted(_conditions(pick)):
            found.setdefault(name, _Hanging()).partly.append(subject.title(pick.clause))
    for skipped in subject.made.selection.skips:
        clause = subject.library.clause(skipped)
        for name in clause.matter.when.facts if clause else ():
            found.setdefault(name, _Hanging()).dropped.append(subject.respell(clause.matter.title) if clause else "")
    return {name: hanging for name, hanging in found.items() if name in subject.library.facts}


def _conditions(pick: Pick) -> set[str]:
    blocks, _ = pick.clause.body(pick.position)
    marks = (getattr(block, mark, "") for block in walk(blocks) for mark in ("when", "unless"))
    return set(filter(None, marks))


def assumptions(subject: Subject) -> Iterator[Block]:
    """The figures that nobody gave and the draft assumes, with what is usual and the name that changes them."""
    rows = [
        (_clause(pick, subject), _key(pick.id), cell)
        for pick in subject.picks.values()
        if (cell := _stacked(_assumed(used, pick, subject) for used in figures_of(pick, subject)))
    ]
    yield from _told("notes-assumptions", ((subject.respell("Clause"), 24), ("Id", 20), ("Figures assumed", 56)), rows)
    yield from _assumed_positions(subject)


def _assumed(used: FigureUsed, pick: Pick, subject: Subject) -> Cell:
    if used.origin != "assumed":
        return ()
    label = Text(f"{subject.respell(used.parameter.label)}: ")
    return (label, used.shown, *quoted(f"{usual(used.parameter, subject.filler)} ({used.name})", pick.clause))


def _stacked(cells: Iterable[Cell]) -> Cell:
    """Cells one under the other, without those that are empty."""
    stacked: Cell = ()
    for cell in filter(None, cells):
        stacked += (LineBreak(), *cell) if stacked else cell
    return stacked


def _assumed_positions(subject: Subject) -> Iterator[Block]:
    """A sentence on the positions that no line of the deal chose."""
    silent = [pick for pick in subject.negotiated if pick.position_reason.startswith("the default of")]
    if silent:
        position = silent[0].position
        words = f"The deal chooses no position; {len(silent)} negotiated clauses are at the {position} position."
        yield Paragraph((Text(words),))


def blanks(subject: Subject) -> Iterator[Block]:
    """The blanks of the document with the deal key that closes each, and where they stand."""
    found: dict[tuple[str, str], list[str]] = {}
    for label, path in subject.made.document.draft.cover.get("blanks", {}).items():
        found.setdefault((label, path), []).append("cover")
    for title, piece in _pieces(subject):
        if isinstance(piece, Blank):
            found.setdefault((piece.label, piece.path), []).append(title)
    rows = [(label, _key(path), _series(list(dict.fromkeys(where)))) for (label, path), where in found.items()]
    yield from _told("notes-blanks", (("Blank", 34), ("Deal key", 36), ("Stands in", 30)), rows)


def _pieces(subject: Subject) -> Iterator[tuple[str, Inline]]:
    """The inlines of the document, each with the number or part that it stands in."""
    for part in subject.made.document.draft.parts:
        for block in part.blocks:
            where = subject.cited(block.key) if isinstance(block, Section) else part.title or part.key
            yield from ((where, piece) for inner in walk((block,)) for piece in inlines_of(inner))


def to_verify(subject: Subject) -> Iterator[Block]:
    """What counsel must verify under the law of the deal, by clause."""
    rows = [
        (_clause(pick, subject), quoted(words, pick.clause))
        for pick in subject.picks.values()
        if (words := subject.guidance(pick.clause).get("verify"))
    ]
    yield from _told("notes-verify", ((subject.respell("Clause"), 26), ("What to verify", 74)), rows)


def law_figures(subject: Subject) -> Iterator[Block]:
    """The figures that come from law, with the day from which they apply, their source and where they stand."""
    used: dict[str, list[str]] = {}
    for where, piece in _pieces(subject):
        if isinstance(piece, Text) and piece.path.startswith("figures."):
            used.setdefault(piece.path.removeprefix("figures."), []).append(where)
    rows = [
        (
            name,
            figure.value,
            print_date(figure.since, subject.filler.locale) if figure.since > _NO_DAY else "no date",
            figure.source,
            _series(list(dict.fromkeys(where))),
        )
        for name, where in used.items()
        if (figure := subject.filler.figures.get(name))
    ]
    columns = (("Figure", 26), ("Value", 12), ("Since", 14), ("Source", 32), ("Stands in", 16))
    yield from _told("notes-figures", columns, rows)


def approvals(subject: Subject) -> Iterator[Block]:
    """The positions that go beyond the order of fallback, and the texts that nobody has approved as they are."""
    beyond = [pick for pick in subject.negotiated if pick.position not in order_of_fallback(pick.clause, subject.side)]
    rows: list[Cells] = [
        (
            _clause(pick, subject),
            f"{pick.position.capitalize()} position: {subject.reason(pick)}.",
            approver_for(pick.clause, subject.side),
        )
        for pick in beyond
    ]
    columns = ((subject.respell("Clause"), 34), ("What is to be approved", 40), ("By", 26))
    yield from _told("notes-positions", columns, rows)
    yield table_of("notes-texts", "", (("Texts", 22), ("Clauses", 78)), _unapproved(subject))


def _unapproved(subject: Subject) -> Iterator[Cells]:
    for state in ("not approved", "approval lapsed", "approved"):
        clauses = [
            subject.cited(pick.id) or subject.title(pick.clause)
            for pick in subject.picks.values()
            if pick.clause.approval == state
        ]
        if clauses:
            yield f"{state.capitalize()}: {len(clauses)}", ", ".join(clauses)


def _clause(pick: Pick, subject: Subject) -> Cell:
    number = subject.cited(pick.id)
    return (Text(f"{number}  {subject.title(pick.clause)}".strip(), path=f"agreement.{pick.id}"),)


def _told(name: str, columns: Iterable[tuple[str, float]], rows: Iterable[Cells]) -> Iterator[Block]:
    """A table, or a sentence where there is nothing to tell."""
    listed = [tuple(cell if isinstance(cell, str) else closed(cell) for cell in row) for row in rows]
    yield table_of(name, "", columns, listed) if listed else Paragraph((Text("There are none."),))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _key(path: str) -> Cell:
    """A key of the deal, shown as a value and not as words."""
    return (Text(path, path=path),)


def _line(place: Place) -> str:
    return f"{place.file.rpartition('/')[2]}, line {place.line}" if place.line else place.file.rpartition("/")[2]


def _series(words: list[str], most: int = 6) -> str:
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
