"""The kinds of notice that the library lists: which clause gives the right, what comes first, by when, to what end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from backsource_docs.dates.deadlines import ByPosition, deadlines_of
from backsource_docs.deal.notices import Step
from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.library.facts import Condition
from backsource_docs.library.recipes import LETTER_PART, Recipe, RecipePart, Slot
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = [
    "Effect",
    "First",
    "Kind",
    "Latest",
    "Need",
    "Wait",
    "facts_of_kinds",
    "kinds_of",
    "recipe_of",
    "wrong_kinds",
]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
FILE = "notices.yaml"
OWN_LENGTH = "length"
Position = Literal["customer", "balanced", "supplier"]
Need = Literal["functions", "duty", "facts", "asks", "people", "length", "enclosures"]


_ALL: tuple[Position, ...] = get_args(Position)


def _where(value: object) -> object:
    """A plain yes holds at every position."""
    return _ALL if value == "yes" else value


def _everywhere(value: object) -> object:
    """A list alone holds at every position; a position that does not exist is refused."""
    strange = [str(name) for name in value if name not in _ALL] if isinstance(value, dict) else []
    if strange:
        raise ValueError(f"{strange[0]} is no position, write one of {', '.join(_ALL)}")
    return dict.fromkeys(_ALL, value) if isinstance(value, list) else value


Positions = Annotated[tuple[Position, ...], BeforeValidator(_where)]
StepsByPosition = Annotated[Mapping[str, tuple[Step, ...]], BeforeValidator(_everywhere)]
NeedsByPosition = Annotated[Mapping[str, tuple[Need, ...]], BeforeValidator(_everywhere)]


class First(Closed):
    """A step that must stand in the record, at some positions of the clause, and the time after an earlier step.

    It is taken at least `lead` after the day `since`, and at most `within` after it or after those of `or_later`.
    """

    step: Step
    positions: tuple[Position, ...] = ("customer", "balanced", "supplier")
    clause: str = ""
    since: str = ""
    or_later: tuple[str, ...] = ()
    lead: str = ""
    within: str = ""
    or_after: str = ""
    unless: tuple[Step, ...] = ()


class Wait(Closed):
    """A time after a day that must have passed before the notice is sent, at some positions of a clause.

    It is spared by the steps of `unless`, and ends early with the step `until`.
    """

    since: str
    lead: str
    positions: Positions = _ALL
    clause: str = ""
    until: Step | Literal[""] = ""
    unless: tuple[Step, ...] = ()


class Latest(Closed):
    """The last day to be received: a deadline of the diary, or a period after a day, by position of the clause.

    The period runs from the latest of `after` and the days of `or_later` that are known. `late` says where a late
    notice is still valid, `paused` that it does not run while the parties negotiate, `otherwise` names the deadline
    where no exit is called.
    """

    deadline: str = ""
    otherwise: str = ""
    late: Positions = ()
    clause: str = ""
    after: ByPosition = Field(default_factory=dict)
    or_later: tuple[str, ...] = ()
    lead: ByPosition = Field(default_factory=dict)
    paused: bool = False


class Effect(Closed):
    """What a notice brings about: at the earliest a period after its receipt or another day, or `on` a day of its own.

    `fixed` is a day that follows by itself and that nobody chooses.
    """

    title: str
    clause: str = ""
    after: ByPosition = Field(default_factory=lambda: dict.fromkeys(map(str, _ALL), "received"))
    on: str = ""
    lead: ByPosition = Field(default_factory=dict)
    longest: ByPosition = Field(default_factory=dict)
    lock_in: bool = False
    fixed: bool = False
    unless: StepsByPosition = Field(default_factory=dict)


class Fresh(Closed):
    """A time after a warning after which at least one fact must lie, at some positions."""

    after: Step
    lead: str = ""
    positions: Positions


class Many(Closed):
    """How many facts a ground needs, and within which period; `fresh` says that one must come after a warning."""

    count: str
    within: str
    fresh: tuple[Fresh, ...] = ()


class Part(Closed):
    """What the clause lets end: `limb` is the one that says when the whole may, or at `never` that it may not."""

    limb: ByPosition
    never: Positions = ()


class Kind(Closed):
    """One kind of notice; the head of notices.yaml explains its keys."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]
    title: str
    ground: str = ""
    called_for: str = ""
    clause: str
    at: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    when: Condition = Condition()
    document: str = ""
    formal: bool = False
    ends: bool = False
    open: bool = False
    follows: Positions = ()
    needs: NeedsByPosition = Field(default_factory=dict)
    words: Mapping[Need, str] = Field(default_factory=dict)
    many: Many | None = None
    part: Part | None = None
    cloud: bool = False
    at_most: str = ""
    times: str = ""
    whole_months: Positions = ()
    first: tuple[First, ...] = ()
    waits: tuple[Wait, ...] = ()
    latest: Latest | None = None
    effect: Effect | None = None
    people: str = ""
    exit_manager: bool = False

    @property
    def text(self) -> str:
        """The id of the letter that is its text."""
        return f"notice-{self.id}"


class _File(Closed):
    kinds: tuple[Kind, ...]


def kinds_of(library: Library) -> tuple[tuple[Kind, ...], tuple[Finding, ...]]:
    """The kinds as the library has them, in their order, and what is wrong in the list."""
    source = library.table(FILE)
    if source is None:
        return (), ()
    file, findings = typed(_File, source, CODES)
    return (file.kinds if file else ()), findings


def recipe_of(kind: Kind) -> Recipe:
    """How the notice is put together: how it is sent, its text between opening and closing, the proof of service."""
    texts = (kind.text,) if kind.open else ("notice-opening", kind.text, "notice-closing")
    letter = RecipePart(id=LETTER_PART, numbering="paragraphs", clauses=_slots(*texts))
    sent = RecipePart(id="delivery", clauses=_slots("notice-delivery"))
    proof = RecipePart(id="proof", title="Proof of service", new_page=True, clauses=_slots("proof-of-service"))
    return Recipe(
        id=kind.text,
        title=kind.title,
        kind="letter",
        style="letter",
        cites="outsourcing-agreement",
        audience="supplier",
        sender="governance.executive_sponsor" if kind.open else "customer.signatories",
        dated="notice.sent",
        outgoing=True,
        parts=(letter,) if kind.open else (sent, letter, proof),
    )


def _slots(*names: str) -> tuple[Slot, ...]:
    return tuple(Slot(use=name) for name in names)


def facts_of_kinds(library: Library) -> frozenset[str]:
    """The facts on which kinds depend."""
    return frozenset(fact for kind in kinds_of(library)[0] for fact in kind.when.facts)


def wrong_kinds(library: Library) -> Iterator[Finding]:
    """A finding for each fact, clause, period, deadline and text that a kind names and nobody knows."""
    kinds, findings = kinds_of(library)
    yield from findings
    deadlines = {one.id for one in deadlines_of(library)[0]}
    for kind in kinds:
        for what, name, known in _names(kind, library, deadlines):
            if not known:
                message = f"The notice {kind.id} names the {what} {name}, which does not exist."
                place = Place(f"clause_library/{FILE}")
                yield Finding("NT09", Severity.ERROR, message, place, "Correct the name.")


def _names(kind: Kind, library: Library, deadlines: set[str]) -> Iterator[tuple[str, str, bool]]:
    """What a kind names: the sort, the name, whether it is known."""
    for fact in kind.when.facts:
        yield "fact", fact, fact in library.facts
    others = filter(None, (*(first.clause for first in kind.first), *(wait.clause for wait in kind.waits)))
    for clause in (kind.clause, *kind.also, *others, *(() if kind.document else (kind.text,))):
        yield "text", clause, clause in library.files
    if kind.document:
        yield "document", kind.document, kind.document in library.recipes
    for deadline in filter(None, (kind.latest.deadline, kind.latest.otherwise) if kind.latest else ()):
        yield "deadline", deadline, deadline in deadlines
    for period in dict.fromkeys(_periods(kind)):
        owner, _, name = period.partition(".")
        found = library.clause(owner)
        yield "period", period, bool(found and name in found.matter.parameters)


def _periods(kind: Kind) -> Iterator[str]:
    """The periods of clauses that a kind names; those in words name none."""
    leads = [
        kind.at_most,
        kind.times,
        *(text for first in kind.first for text in (first.lead, first.within, first.or_after)),
    ]
    leads += [wait.lead for wait in kind.waits]
    if kind.many:
        leads += [kind.many.count, kind.many.within]
    if kind.latest:
        leads += kind.latest.lead.values()
    if kind.effect:
        leads += [*kind.effect.lead.values(), *kind.effect.longest.values()]
    yield from (text for text in leads if "." in text)
