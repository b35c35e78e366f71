"""Communications as a function: the order of the messages, the sheet of facts, the letters that a change made wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs.api import build, files_of
from backsource_docs.building import assemble
from backsource_docs.communicating.former import Former, former_of, former_unread
from backsource_docs.communicating.sequence import sequence_of
from backsource_docs.communicating.sheet import Stated, Wrong, now_wrong, sheet_of
from backsource_docs.communicating.steps import Sequence, Step
from backsource_docs.dates.calendar_file import calendar_file
from backsource_docs.dates.entries import Asked, Diary, Entry
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.facts import established
from backsource_docs.findings import Finding, in_reading_order
from backsource_docs.library.store import Library
from backsource_docs.opening import Opened, Position, open_deal, opened
from backsource_docs.outputs import MANIFEST, changed_since, manifest_at
from backsource_docs.planning.timetable import timetable_of
from backsource_docs.wanting import Wanted, Wishes

__all__ = ["CALENDAR", "PLAN", "MessagesResult", "messages", "messages_data"]

PLAN = "communications-plan"
CALENDAR = "communications.ics"


class MessagesResult(Struct, frozen=True):
    """The messages of a deal (None where it could not be read), its facts, what changed, findings, files written.

    `compared` says whether former letters could be read, without which an empty `wrong` means nothing.
    """

    sequence: Sequence | None
    findings: tuple[Finding, ...]
    facts: tuple[Stated, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    files: tuple[Path, ...] = ()
    compared: bool = False


def messages(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    facts: bool = False,
    against: str | Path | None = None,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> MessagesResult:
    """The order of the messages of a deal; with `facts` the facts that its letters state.

    With `against`, an earlier file of the deal or the folder or manifest of a former build, also the facts of letters
    made then that are wrong now; with `output` the plan and the calendar file are written into that folder.
    ValueError for a position that does not exist; OSError comes through only if writing itself fails.
    """
    ready, findings = opened(deal, position=position, as_of=as_of, library=library, templates=templates)
    if ready is None:
        return MessagesResult(None, findings)
    sequence, more = _sequence(ready.file, ready.library, ready.as_of, position)
    result = MessagesResult(sequence, in_reading_order([*findings, *more]))
    if facts or against:
        result = _with_facts(result, ready, position, Path(against) if against else None, shown=facts)
    ready.library.memory.keep()
    if not output or (against and not result.compared):
        return result
    made = build(
        deal,
        output,
        only=PLAN,
        position=position,
        as_of=ready.as_of,
        library=library,
        templates=templates,
        exports={CALENDAR: _calendar(sequence)},
    )
    findings = in_reading_order([*result.findings, *made.findings])
    return replace(result, findings=findings, files=files_of(made, CALENDAR))


def _with_facts(
    result: MessagesResult, ready: Opened, position: Position | None, against: Path | None, *, shown: bool
) -> MessagesResult:
    """The result with the facts that the letters state now, if they are `shown`, and with what was stated formerly."""
    stated = partial(_facts, library=ready.library, as_of=ready.as_of, position=position)
    now = stated(ready.file)
    before, unread = _before(against, ready.file, ready.library, stated) if against else (None, ())
    return replace(
        result,
        findings=in_reading_order([*result.findings, *unread]),
        facts=now if shown else (),
        wrong=now_wrong(before, now) if before else (),
        compared=before is not None,
    )


def _sequence(
    file: DealFile, library: Library, as_of: datetime.date, position: Position | None
) -> tuple[Sequence, tuple[Finding, ...]]:
    holds = established(library.facts, file.deal)
    timetable, found = timetable_of(file, library, holds, as_of, position)
    sequence, more = sequence_of(file, library, holds, timetable.values, as_of)
    wanted = Wanted(file, library, holds, Wishes(_documents(library), position))
    return sequence, (*found, *more, *(one for one in wanted.recipes()[1] if one.code == "CM06"))


def _before(
    against: Path, file: DealFile, library: Library, stated: Callable[[DealFile], tuple[Stated, ...]]
) -> tuple[tuple[Stated, ...] | None, tuple[Finding, ...]]:
    """What the letters stated formerly, by an earlier file of the deal or by a former build; None where none is read.

    A file whose name ends in .json is a manifest of any name, beside its documents or not.
    """
    if not (against.is_dir() or against.suffix == ".json"):
        earlier, unread = open_deal(against)
        return (stated(earlier) if earlier else None), unread
    path = against / MANIFEST if against.is_dir() else against
    manifest = manifest_at(path)
    if manifest is None:
        return None, (former_unread(str(path), "is not the manifest of a build by bsdocs"),)
    changed = tuple(changed_since(path.parent, manifest))
    return former_of(Former(str(path), manifest, changed), file.deal.name, frozenset(_documents(library)))


def _documents(library: Library) -> tuple[str, ...]:
    """The letters, and the papers that are written for an audience."""
    recipes = (library.recipe(name) for name in library.recipes)
    return tuple(recipe.id for recipe in recipes if recipe and recipe.audience)


def _facts(
    file: DealFile,
    *,
    library: Library,
    as_of: datetime.date,
    position: Position | None,
) -> tuple[Stated, ...]:
    """What the letters of a deal state; empty where none fits it."""
    holds = established(library.facts, file.deal)
    fitting = Wanted(file, library, holds, Wishes()).fitting(_documents(library))
    only = tuple(recipe.id for recipe in fitting)
    return sheet_of(assemble(file, library, as_of, Wishes(only, position)).made) if only else ()


def _calendar(sequence: Sequence) -> bytes:
    entries = tuple(_entry(step) for step in sequence.steps)
    return calendar_file(Diary(sequence.name, sequence.as_of, Asked(), entries), "communications")


def _entry(step: Step) -> Entry:
    """A message as an entry of a calendar."""
    after = f"After: {'; '.join(step.after)}" if step.after else "Nothing must go first"
    do = f"Approver: {step.approver}. Channel: {step.channel}."
    name = f"message/{step.id}"
    return Entry(name, name, "set", step.title, step.day, after, "open", who=step.owner, do=do, at=step.hour)


def messages_data(result: MessagesResult) -> dict[str, Any]:
    """The messages as plain data: steps in order, those that may go now, the facts, the facts that are wrong now.

    Days are year-month-day or null, hours are hours and minutes; `state` is may go, held, waits or no date.
    """
    found = result.sequence
    if found is None:
        return {}
    return {
        "deal": found.name,
        "as_of": found.as_of.isoformat(),
        "messages": list(map(_step, found.steps)),
        "may_go": [step.id for step in found.ready],
        "facts": [{"path": fact.path, "value": fact.value, "letters": list(fact.letters)} for fact in result.facts],
        "wrong": [
            {"path": one.path, "was": one.was, "now": one.now or None, "letters": list(one.letters)}
            for one in result.wrong
        ],
    }


def _step(step: Step) -> dict[str, Any]:
    embargo = step.embargo
    return {
        "id": step.id,
        "title": step.title,
        "document": step.document or None,
        "day": step.day.isoformat() if step.day else None,
        "hour": step.hour,
        "not_before": f"{embargo[0].isoformat()}T{embargo[1]}" if embargo else None,
        "after": list(step.after),
        "owner": step.owner,
        "approver": step.approver,
        "channel": step.channel,
        "state": step.state,
        "reasons": list(step.reasons),
    }
