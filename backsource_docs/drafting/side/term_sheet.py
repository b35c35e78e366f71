"""The term sheet: each clause that executives ask for in one line, the key points first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.points import Point, key_points
from backsource_docs.drafting.side.subject import Subject
from backsource_docs.tree import Block, Cell, Column, Content, LineBreak, Paragraph, Row, Table, Text

__all__ = ["glance", "other_terms", "ten_points"]


def glance(subject: Subject) -> Iterator[Block]:
    """Who deals with whom about what, for how long and for how much."""
    value = subject.filler.value
    services = subject.file.deal.services
    critical = sum(service.critical for service in services)
    counted = f"{len(services)} functions, {critical} of them critical or important" if critical else ""
    named = ", ".join(service.name for service in services)
    yield _said(
        "Parties", (value("customer.name"), Text(" (Customer), "), value("supplier.name"), Text(" (Supplier)."))
    )
    yield _said("Services", (Text(f"{counted}: {named}." if counted else f"{named}.", path="services"),))
    term = (Text("from "), value("term.commencement"), Text(" for "), value("term.initial"), Text("."))
    yield _said("Charges and term", (value("charges.annual"), Text(" a year, "), *term))


def _said(name: str, content: Content) -> Paragraph:
    return Paragraph((Text(f"{name}. ", strong=True), *content), "note")


def ten_points(subject: Subject) -> Iterator[Block]:
    """The key points of the library with what the draft says on each."""
    columns = (Column("Point", 14), Column("What the draft says", 75), Column("Clause", 11))
    rows = [row for point in key_points(subject.library) if (row := _point(point, subject))]
    yield Table("term-points", "", columns, tuple(rows))


def _point(point: Point, subject: Subject) -> Row | None:
    picks = [subject.picks[name] for name in point.clauses if name in subject.picks]
    told = [(pick, line) for pick in picks if (line := subject.line(pick.clause, pick.position))]
    if not told:
        return None
    lines = [line for _, line in told]
    numbers = [subject.number_cell(pick.id) for pick, _ in told]
    return Row(((Text(subject.respell(point.name), strong=True),), _stacked(lines), _series(numbers)))


def _stacked(contents: list[Content]) -> Cell:
    """Contents one under the other."""
    first, *others = contents
    return (*first, *(piece for content in others for piece in (LineBreak(), *content)))


def _series(contents: list[Content]) -> Cell:
    """Contents one after the other."""
    first, *others = contents
    return (*first, *(piece for content in others for piece in (Text("; "), *content)))


def other_terms(subject: Subject) -> Iterator[Block]:
    """The clauses with a line that are in no key point, by the headings of the document."""
    told = {name for point in key_points(subject.library) for name in point.clauses}
    picks = [pick for pick in subject.picks.values() if pick.id not in told and subject.summaries[pick.id]]
    rows: list[Row] = []
    for topic, group in groupby(picks, key=lambda pick: subject.topics[pick.id]):
        rows += [Row(((Text(topic),),), strong=True), *(_term(pick, subject) for pick in group)]
    yield Table("term-others", "", (Column("What the draft says", 89), Column("Clause", 11)), tuple(rows))


def _term(pick: Pick, subject: Subject) -> Row:
    line = subject.line(pick.clause, pick.position)
    return Row(((Text(f"{subject.title(pick.clause)}. ", strong=True), *line), subject.number_cell(pick.id)))
