"""News after the announcement: the messages that bring it, and what the plan says against it."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator

from backsource_docs.communicating.messages import Message
from backsource_docs.communicating.steps import Step
from backsource_docs.deal.communications import News
from backsource_docs.deal.deal import Deal
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.correspondence import moves_of
from backsource_docs.findings import Finding, Severity
from backsource_docs.values import print_date

__all__ = ["news_findings", "news_messages"]

_READERS = {
    "own staff": "own-staff",
    "customers": "customers",
    "vendors": "vendors",
    "it users": "it-users",
}


def news_messages(deal: Deal, announced: Iterable[Message], known: Container[str]) -> Iterator[tuple[Message, Step]]:
    """A message for each news and each audience that the `known` documents write to; it follows the first letter.

    Of several news of one stage the last has the letters, as the documents print it.
    """
    latest = {entry.stage: (number, entry) for number, entry in enumerate(deal.communications.news)}
    readers = [message for message in announced if message.audience in _READERS and message.document]
    for number, entry in sorted(latest.values(), key=lambda pair: pair[0]):
        for base in readers:
            message, step = _message(number, entry, base)
            if message.document in known:
                yield message, step


def _message(number: int, entry: News, base: Message) -> tuple[Message, Step]:
    name = f"letter-{entry.stage}-{_READERS[base.audience]}"
    title = f"{base.title}: {entry.stage}{f', {entry.service}' if entry.service else ''}"
    made = base.model_copy(update={"id": name, "title": title, "document": name, "after": (base.id,), "also_after": {}})
    place = f"communications.news.{number}"
    step = Step(name, title, name, entry.on, base.hour, base.owner, base.approver, base.channel, place)
    return made, step


def news_findings(file: DealFile) -> Iterator[Finding]:
    """News of a function that the deal does not have, on a day that the plan has not, or sent too early or late."""
    days = {move.service.name: move.day for move in moves_of(file.deal)}
    for number, entry in enumerate(file.deal.communications.news):
        for name, message, remedy in _against(entry, days, file.deal.locale):
            place = file.source.room_for(("communications", "news", number, name))
            yield Finding("CM07", Severity.WARNING, message, place, remedy)


def _against(entry: News, days: dict[str, datetime.date | None], locale: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one news: the field, the message, the remedy."""
    if entry.service and entry.service not in days:
        message = f"The news “{entry.stage}” is about {entry.service}, which does not come back."
        yield "service", message, f"Write one of: {', '.join(days)}." if days else "Leave service out."
        return
    planned = days.get(entry.service or "")
    if entry.day and planned and entry.day != planned:
        words = f"{print_date(entry.day, locale)}, but the plan says {print_date(planned, locale)}"
        message = f"The news “{entry.stage}” says that {entry.service} moves on {words}."
        yield "day", message, f"Write day: {planned}, or change the milestone of {entry.service} in the plan."
    if entry.on and entry.day:
        late = entry.stage in ("cut-over", "delayed") and entry.on >= entry.day
        early = entry.stage == "completed" and entry.on < entry.day
        if late or early:
            when = "after the day of the move" if early else "before the day of the move"
            message = f"The news “{entry.stage}” is sent on {print_date(entry.on, locale)}; it must go {when}."
            yield "on", message, f"Write a day {when}, {entry.day}."
