"""The messages of an exit as the library has them: whom they tell, by which document, after which others."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from backsource_docs.findings import Finding
from backsource_docs.library.facts import Condition
from backsource_docs.library.store import Library
from backsource_docs.schema import Closed, Codes, typed

__all__ = ["Message", "facts_of_messages", "messages_of"]

CODES = Codes("LB02", "LB03", "LB04", "LB04")
FILE = "communications.yaml"


class Message(Closed):
    """One message: `day` names a computed date, `after` the messages that go first, `also_after` more of them by fact.

    `wide` is one that many people read, so that it waits for the market where the exit is inside information.
    """

    id: str
    title: str
    document: str = ""
    audience: str = ""
    day: str
    hour: str
    owner: str
    approver: str
    channel: str
    after: tuple[str, ...] = ()
    also_after: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    wide: bool = False
    when: Condition = Condition()


class _File(Closed):
    messages: tuple[Message, ...]


def messages_of(library: Library) -> tuple[tuple[Message, ...], tuple[Finding, ...]]:
    """The messages in the order in which people are told."""
    source = library.table(FILE)
    if source is None:
        return (), ()
    file, findings = typed(_File, source, CODES)
    return (file.messages if file else ()), findings


def facts_of_messages(library: Library) -> frozenset[str]:
    """The facts on which messages and their order depend."""
    messages, _ = messages_of(library)
    return frozenset(fact for message in messages for fact in (*message.when.facts, *message.also_after))
