"""The term sheet: each clause that executives ask for in one line, the key points first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from backsource_docs.drafting.selecting import Pick
from backsource_docs.drafting.side.points import Point, key_points
from backsource_docs.drafting.side.subject import Subject
from backsource_docs.tree import Block, Cell, Column, Content, Paragraph, Row, Table, Text

__all__ = ["glance", "other_terms", "summary", "ten_points"]


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
    term = (Text("from "), value("term.commencement"), Text(" for "), value("term.initial"))
    yield _said("Charges, term and law", (value("charges.annual"), Text(" a year, "), *term, *_law(subject)))


def _law(subject: Subject) -> Content:
    law = subject.filler.figures.get("governing_law.name")
    return (Text(", under "), Text(law.value, path="figures.governing_law.name"), Text(".")) if law else (Text("."),)


def _said(name: str, content: Content) -> Paragraph:
    return Paragraph((Text(f"{name}. ", strong=True), *content), "note")


def ten_points(subject: Subject) -> Iterator[Block]:
    """The key points of the library with what the draft says on each."""
    columns = (Column("Point", 15.5), Column("What the draft says", 73.5), Column(subject.respell("Clause"), 11))
    rows = [row for point in key_points(subject.library, subject.side) for row in _point(point, subject)]
    yield Table("term-points", "", columns, tuple(rows))


def _point(point: Point, subject: Subject) -> Iterator[Row]:
    """A row for each clause of the point, the first one with its name."""
    name: Cell = (Text(subject.respell(point.name), strong=True),)
    for pick in (subject.picks[clause] for clause in point.clauses if clause in subject.picks):
        if line := subject.line(pick.clause, pick.position):
            yield Row((name, line, subject.number_cell(pick.id)))
            name = ()


def other_terms(subject: Subject) -> Iterator[Block]:
    """The clauses with a line that are in no key point, by the headings of the document."""
    told = {name for point in key_points(subject.library, subject.side) for name in point.clauses}
    picks = [pick for pick in subject.picks.values() if pick.id not in told and subject.in_sheets(pick.clause)]
    yield _by_topic("term-others", picks, subject)


def summary(subject: Subject) -> Iterator[Block]:
    """The draft that joins an agreement: what it is called, between whom, and each clause with a line."""
    value, title = subject.filler.value, subject.made.document.draft.title
    between = (value("customer.name"), Text(" (Customer), "), value("supplier.name"), Text(" (Supplier)."))
    yield _said("Parties", between)
    yield _said("Draft", (Text(title, path="title"), Text(" to the "), value("agreement.title"), Text(".")))
    yield _by_topic(
        "term-summary", [pick for pick in subject.picks.values() if subject.in_sheets(pick.clause)], subject
    )


def _by_topic(name: str, picks: Iterable[Pick], subject: Subject) -> Table:
    rows: list[Row] = []
    for topic, group in groupby(picks, key=lambda pick: subject.topics[pick.id]):
        rows += [Row(((Text(topic),),), strong=True), *(_term(pick, subject) for pick in group)]
    return Table(name, "", (Column("What the draft says", 89), Column(subject.respell("Clause"), 11)), tuple(rows))


def _term(pick: Pick, subject: Subject) -> Row:
    line = subject.line(pick.clause, pick.position)
    return Row(((Text(f"{subject.title(pick.clause)}. ", strong=True), *line), subject.number_cell(pick.id)))
