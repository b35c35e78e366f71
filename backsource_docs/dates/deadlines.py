"""The deadlines that the library lists: which period, counted from which day, under which clause or law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from backsource_docs.dates.entries import Group
from backsource_docs.dates.events import EVENTS
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.clause import POSITIONS
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = ["ANCHORS", "ByPosition", "Deadline", "deadlines_of", "facts_of_deadlines", "wrong_deadlines"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
ANCHORS = (
    "commencement",
    "expiry",
    "end",
    "move",
    "cloud_move",
    "decision",
    "announcement",
    "sent",
    "received",
    "assistance_ends",
    "heard_before",
    "last_move",
    "today",
    "served_today",
)
FILE = "deadlines.yaml"
Position = Literal["customer", "balanced", "supplier"]


def _for_all(value: object) -> object:
    """A text alone holds at every position; a position that does not exist is refused."""
    strange = [str(name) for name in value if name not in POSITIONS] if isinstance(value, dict) else []
    if strange:
        raise ValueError(f"{strange[0]} is no position, write one of {', '.join(POSITIONS)}")
    return dict.fromkeys(POSITIONS, value) if isinstance(value, str) else value


ByPosition = Annotated[Mapping[str, str], BeforeValidator(_for_all)]


class Deadline(Closed):
    """One deadline: its period (`lead`) by position, counted `before` or `after` a day, or `through` a term.

    A notice is served by the Customer; `formal` ones end the agreement, `effect` says what they bring about once
    served. `first` marks a day before which nothing may be done, `clear` a period that has run out on the day before,
    `including` one that is counted back and lasts through the day itself, `exact` a day that stays where it falls;
    `late` says what is possible once it is missed. A figure is that of the governing law, or of `law` where one is
    named. `after` may be an event that the notices of kind `of` record, with
    `otherwise` in its place where they do not; a `supposed` one is then shown as if the event fell on the as-of day.
    """

    id: str
    title: str
    group: Group
    clause: str
    at: Annotated[tuple[str, ...], Field(min_length=1)]
    lead: ByPosition
    before: str = ""
    after: str = ""
    through: str = ""
    when: Condition = Condition()
    positions: tuple[Position, ...] = ("customer", "balanced", "supplier")
    formal: bool = False
    first: bool = False
    clear: bool = False
    including: bool = False
    exact: bool = False
    effect: str = ""
    of: str = ""
    otherwise: str = ""
    supposed: bool = False
    calendar: Literal["", "US"] = ""
    law: str = ""
    who: str = "Customer"
    do: str = ""
    source: str = ""
    late: ByPosition = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_start(self) -> Deadline:
        starts = [self.before, self.after, self.through]
        if sum(map(bool, starts)) != (0 if self.effect and not any(starts) else 1):
            raise ValueError("a deadline is counted before, after or through one day, write for example before: expiry")
        return self

    @property
    def from_event(self) -> bool:
        """Whether it is counted from an event that notices record."""
        return self.after in EVENTS

    @property
    def start(self) -> str:
        """The anchor or the deadline from which it is counted; empty where only its effect can be dated."""
        return self.before or self.after or self.through


class _File(Closed):
    deadlines: tuple[Deadline, ...]


def deadlines_of(library: Library) -> tuple[tuple[Deadline, ...], tuple[Finding, ...]]:
    """The deadlines as the library has them, in the order in which each rests on those above it."""
    source = library.table(FILE)
    if source is None:
        return (), ()
    file, findings = typed(_File, source, CODES)
    return (file.deadlines if file else ()), findings


def facts_of_deadlines(library: Library) -> frozenset[str]:
    """The facts on which deadlines depend."""
    return frozenset(fact for one in deadlines_of(library)[0] for fact in one.when.facts)


def wrong_deadlines(library: Library, is_figure: Callable[[str], bool]) -> Iterator[Finding]:
    """A finding for each fact, clause, parameter, figure and starting day that a deadline names and nobody knows."""
    deadlines, findings = deadlines_of(library)
    yield from findings
    above: set[str] = set()
    for one in deadlines:
        for kind, name, known in _names(one, library, above, is_figure):
            if not known:
                message = f"The deadline {one.id} names the {kind} {name}, which does not exist."
                place = Place(f"clause_library/{FILE}")
                yield Finding("LB51", Severity.ERROR, message, place, "Correct the name.")
        above.add(one.id)


def _names(
    one: Deadline, library: Library, above: set[str], is_figure: Callable[[str], bool]
) -> Iterator[tuple[str, str, bool]]:
    """What a deadline names: the kind, the name, whether it is known."""
    for fact in one.when.facts:
        yield "fact", fact, fact in library.facts
    clause = library.clause(one.clause)
    yield "clause", one.clause, clause is not None
    for lead in dict.fromkeys(one.lead.values()):
        if "." in lead:
            owner, _, name = lead.partition(".")
            named = library.clause(owner)
            yield "period", lead, bool(named and name in named.matter.parameters) or is_figure(lead)
    for day in filter(None, (one.start, one.otherwise)):
        yield "day", day, day in ANCHORS or day in above or (day in EVENTS and bool(one.of or one.supposed))
