"""The sequence of a deal: messages of the library dated by the deal, held against each other and against the plan."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.communicating.languages import editions
from backsource_docs.communicating.messages import Message, messages_of
from backsource_docs.communicating.news import news_findings, news_messages
from backsource_docs.communicating.steps import Sequence, State, Step
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.correspondence import entry_for
from backsource_docs.drafting.facts import failing
from backsource_docs.findings import Finding, Severity
from backsource_docs.library.store import Library
from backsource_docs.values import print_date

__all__ = ["sequence_of"]


class _Standing(Struct, frozen=True):
    """What all messages of a deal are held against."""

    file: DealFile
    library: Library
    holds: Mapping[str, bool]
    values: Mapping[str, Any]
    as_of: datetime.date


def sequence_of(
    file: DealFile, library: Library, holds: Mapping[str, bool], values: Mapping[str, Any], as_of: datetime.date
) -> tuple[Sequence, tuple[Finding, ...]]:
    """The messages of a deal in order; `values` are the computed dates of the exit by name.

    Findings are those of messages that are dated before one that must go first, and of news that the plan contradicts.
    """
    messages, wrong = messages_of(library)
    standing = _Standing(file, library, holds, values, as_of)
    fitting = [message for message in messages if failing(message.when, holds) is None]
    dated = [_dated(message, standing) for message in fitting]
    dated += news_messages(file.deal, fitting, library.recipes)
    steps = {step.id: step for _, step in dated}
    told = [_held(message, step, steps, standing) for message, step in dated]
    order = {step.id: number for number, step in enumerate(told)}
    told.sort(key=lambda step: (step.moment or (datetime.date.max, ""), order[step.id]))
    early = [finding for message, step in dated for finding in _early(message, step, steps, standing)]
    return Sequence(file.deal.name, as_of, tuple(told)), (*wrong, *early, *news_findings(file))


def _dated(message: Message, standing: _Standing) -> tuple[Message, Step]:
    """The message with what the deal says of its audience, and with the day that the plan gives it."""
    number, entry = entry_for(message.audience, standing.file.deal)
    day = standing.values.get(message.day)
    step = Step(
        message.id,
        message.title,
        message.document,
        day if isinstance(day, datetime.date) else None,
        (entry.told_at if entry else None) or message.hour,
        (entry.owner if entry else None) or message.owner,
        (entry.approver if entry else None) or message.approver,
        (entry.channel if entry else None) or message.channel,
        f"communications.stakeholders.{number - 1}" if entry else "backsourcing.notice",
    )
    return message, step


def _first(message: Message, steps: Mapping[str, Step], holds: Mapping[str, bool]) -> list[Step]:
    """The messages of this deal that must go before this one."""
    more = [name for fact, names in message.also_after.items() if holds.get(fact) for name in names]
    return [steps[name] for name in dict.fromkeys((*message.after, *more)) if name in steps]


def _held(message: Message, step: Step, steps: Mapping[str, Step], standing: _Standing) -> Step:
    first = _first(message, steps, standing.holds)
    moments = [one.moment for one in first if one.moment]
    reasons = tuple(_reasons(message, step, first, standing))
    state: State = "may go"
    if step.day is None:
        state = "no date"
    elif step.day > standing.as_of:
        state = "waits"
    elif reasons:
        state = "held"
    titles = tuple(one.title for one in first)
    return replace(step, after=titles, embargo=max(moments, default=None), state=state, reasons=reasons)


def _reasons(message: Message, step: Step, first: list[Step], standing: _Standing) -> Iterator[str]:
    """What holds the message back, each reason as a sentence."""
    locale = standing.file.deal.locale
    if step.day is None:
        yield "Its day is not known: the deal lacks the date from which it is counted."
    elif step.day > standing.as_of:
        yield f"Its day is {print_date(step.day, locale)}."
    for one in first:
        open_still = one.day is None or one.day > standing.as_of
        if open_still and (_due(step, standing) or _later(one, step)):
            yield f"“{one.title}” must go first{f', on {print_date(one.day, locale)}' if one.day else ''}."
    if message.wide and standing.holds.get("customer_listed") and not standing.holds.get("disclosure_decided"):
        yield "Counsel has not decided whether the exit is inside information."
    yield from _unapproved(step, standing)


def _due(step: Step, standing: _Standing) -> bool:
    return step.day is None or step.day <= standing.as_of


def _later(one: Step, step: Step) -> bool:
    """Whether a message that must go first has no day, or one after that of the message that waits for it."""
    return one.moment is None or (step.moment is not None and one.moment > step.moment)


def _unapproved(step: Step, standing: _Standing) -> Iterator[str]:
    library = standing.library
    recipe = library.recipe(step.document) if step.document else None
    made = editions(recipe, standing.file.deal, library) if recipe else ()
    clauses = [library.clause(name) for one in made for slot in one.slots for name in slot.clauses]
    for clause in clauses:
        if clause and clause.approval != "approved":
            yield f"It is a DRAFT: its text {clause.id} is {clause.approval}."


def _early(message: Message, step: Step, steps: Mapping[str, Step], standing: _Standing) -> Iterator[Finding]:
    """A finding for each message that must go first and is dated after this one."""
    for one in _first(message, steps, standing.holds):
        if step.moment and one.moment and step.moment < one.moment:
            text = (
                f"“{step.title}” is planned for {_printed(step, standing)}, before “{one.title}”"
                f" ({_printed(one, standing)}), which must go first."
            )
            place = standing.file.source.room_for(_path(step.place))
            remedy = f"{_later_day(step, one)} or move “{one.title}” forward."
            yield Finding("CM05", Severity.WARNING, text, place, remedy)


def _later_day(step: Step, one: Step) -> str:
    """What to write so that a message goes after another; news has a day and no hour of its own."""
    if step.place.startswith("communications.news"):
        return f"Write on: {one.day} or a later day for the news,"
    if step.place.startswith("communications"):
        return f"Write told_on: {one.day} or a later day for it, told_at after {one.hour} on the same day,"
    return f"Move it to {one.day} after {one.hour}, or to a later day,"


def _path(dotted: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdigit() else step for step in dotted.split("."))


def _printed(step: Step, standing: _Standing) -> str:
    return f"{print_date(step.day, standing.file.deal.locale)}, {step.hour}" if step.day else ""
