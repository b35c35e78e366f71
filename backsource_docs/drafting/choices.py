"""What the deal says of clauses and the library cannot follow: wrong names and values, idle positions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from backsource_docs.deal.deal import ClauseChoice
from backsource_docs.deal.reading import DealFile
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import Clause, Parameter
from backsource_docs.library.folders import family_of
from backsource_docs.library.store import Library
from backsource_docs.values import Money, Percent
from backsource_docs.yamlfile import Path

__all__ = ["read_parameter", "unreadable_parameter", "wrong_choices"]

_KINDS = {
    "period": "a period",
    "money": "a sum",
    "percent": "a percentage",
    "number": "a whole number",
    "date": "a date",
    "text": "text",
}


def wrong_choices(file: DealFile, library: Library) -> Iterator[Finding]:
    """A finding for each clause, family and parameter that the library lacks, and for each position without effect."""
    positions = file.deal.position
    families = sorted({family_of(path) for path in library.kinds["clauses"].values()})
    yield from _unknown(("position", "clauses"), positions.clauses, sorted(library.files), "clause", file)
    yield from _unknown(("position", "families"), positions.families, families, "family", file)
    yield from _unknown(("agreement", "found"), file.deal.agreement.found, sorted(library.files), "clause", file)
    for name in positions.families:
        yield from _idle_family(name, file, library)
    for name, choice in positions.clauses.items():
        clause = library.clause(name)
        if clause:
            yield from _idle(clause, choice, file)
            yield from _parameters(clause, choice, file)


def _unknown(group: Path, names: Iterable[str], known: Sequence[str], what: str, file: DealFile) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            message = f"{'.'.join(map(str, group))}.{name}: the library has no {what} of that name."
            remedy = _meant(name, known) or "See bsdocs clauses list."
            yield Finding("SL04", Severity.ERROR, message, file.source.place((*group, name)), remedy)


def _meant(name: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return f"Did you mean {close[0]}?" if close else ""


def _idle(clause: Clause, choice: ClauseChoice, file: DealFile) -> Iterator[Finding]:
    """A position for a clause that has one text."""
    if choice.position and len(clause.positions) == 1 and not choice.leave_out:
        place = file.source.place(("position", "clauses", clause.id))
        message = f"position.clauses.{clause.id}: the clause has one text, so the position {choice.position} is idle."
        yield Finding("SL07", Severity.WARNING, message, place, "Take the position out.")


def _idle_family(name: str, file: DealFile, library: Library) -> Iterator[Finding]:
    """A position for a family of which every clause has one text."""
    ids = [clause for clause, path in library.kinds["clauses"].items() if family_of(path) == name]
    clauses = [clause for id in ids if (clause := library.clause(id))]
    if clauses and all(len(clause.positions) == 1 for clause in clauses):
        place = file.source.place(("position", "families", name))
        message = f"position.families.{name}: each clause of the family has one text, so the position is idle."
        yield Finding("SL07", Severity.WARNING, message, place, "Take the position out.")


def _parameters(clause: Clause, choice: ClauseChoice, file: DealFile) -> Iterator[Finding]:
    """What is wrong with the parameters that the deal states for a clause."""
    known = clause.matter.parameters
    for name, text in choice.parameters.items():
        at = f"position.clauses.{clause.id}.parameters.{name}"
        place = file.source.place(("position", "clauses", clause.id, "parameters", name))
        if name in known:
            yield from _value(at, known[name], text, file, place)
            continue
        listed = f"Parameters are {', '.join(known)}." if known else "The clause has none."
        message = f"{at}: the clause has no such parameter."
        yield Finding("SL04", Severity.ERROR, message, place, _meant(name, list(known)) or listed)


def _value(at: str, parameter: Parameter, text: str, file: DealFile, place: Place) -> Iterator[Finding]:
    """A parameter that cannot be read, or whose currency is not that of the charges."""
    try:
        value = read_parameter(parameter, text)
    except ValueError as error:
        yield unreadable_parameter(at, parameter, text, error, place)
        return
    currency = file.deal.charges.currency
    if isinstance(value, Money) and currency and value.currency != currency:
        message = f"{at}: {value} is in another currency than the annual charges ({currency})."
        yield Finding("DL08", Severity.WARNING, message, place, "Check the currency.")


def read_parameter(parameter: Parameter, text: str) -> Any:
    """The value that a text stands for; raises ValueError with what to write instead."""
    value = parameter.read(text)
    if isinstance(value, Money | Percent) and value.amount < 0:
        raise ValueError("it must not be negative")
    return value


def unreadable_parameter(at: str, parameter: Parameter, text: str, error: ValueError, place: Place) -> Finding:
    """The finding for a parameter at a path of the deal or in a clause that cannot be read."""
    message = f"{at}: {text} is not readable: {error}."
    remedy = f"Give {_KINDS[parameter.type]} for “{parameter.label}”."
    return Finding("SL05", Severity.ERROR, message, place, remedy)
