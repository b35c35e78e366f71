"""Bulk letters as functions: a letter of a deal as a Word template, and a template merged with its recipients."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypedDict

from backsource_docs import __version__
from backsource_docs.findings import Finding, Place, Severity, in_reading_order, worst
from backsource_docs.letters.addresses import Mail, fault_of_address
from backsource_docs.letters.chunks import Task
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.fields import unknown_fields
from backsource_docs.letters.joining import LONGEST_FILE, unjoinable
from backsource_docs.letters.merged import merge_letters
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.naming import letter_name
from backsource_docs.letters.pdfs import Unprintable, print_letters, unprintable
from backsource_docs.letters.recipients import Recipients, Rejected, open_recipients
from backsource_docs.letters.runs import PREVIEW, Outcome, busy, foreign, run
from backsource_docs.letters.tables import open_table
from backsource_docs.letters.trials import Trial, tried
from backsource_docs.letters.workers import Crew, unreachable
from backsource_docs.templating import Order, Source, given_template, own_letter

__all__ = ["LettersResult", "Options", "letter_template", "letters"]

_FORMAT = "2"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How letters are made; the defaults are those of the command.

    `template` is a Word file instead of the deal's own letter, `columns` names for a field the heading of its column,
    `language` is a code; without it a template of one's own may serve readers of any language. `preview` makes so many
    letters and no run; `workers` is 0 for all cores, `cluster` the address of a Dask scheduler to work instead.

    `merged` puts all letters into one Word file, `eml` each into the draft of an e-mail with this `subject`, or the
    title of the letter, and `sender`, attached or `as_body`; `pdf` makes a PDF file of each besides.
    """

    template: Path | None = None
    archived: bool = False
    preview: int = 0
    skip_faulty: bool = False
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    workers: int = 0
    merged: bool = False
    eml: bool = False
    as_body: bool = False
    subject: str = ""
    sender: str = ""
    pdf: bool = False
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class LettersResult:
    """What was made: letters in the folder, how many of them by a former run, rows without one, all findings.

    `ran` is false where nothing was made; `previewed` are the files of a preview, `printed` counts PDF files.
    `stopped` says that a fault was met late: what is there stays, and the same call with `skip_faulty` goes on.
    """

    folder: Path
    ran: bool
    findings: tuple[Finding, ...]
    letters: int = 0
    resumed: int = 0
    rejected: int = 0
    previewed: tuple[Path, ...] = ()
    printed: int = 0
    stopped: bool = False


def letter_template(
    deal: str | Path,
    letter: str,
    *,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The letter as a Word template: the deal's facts filled, name, address_lines and salutation left as tags."""
    source, findings = own_letter(Order(Path(deal), letter, as_of, library, templates))
    return (source.content if source else None), in_reading_order([*findings, *(source.blanks if source else ())])


def letters(
    deal: str | Path,
    letter: str,
    to: str | Path,
    output: str | Path,
    options: Options | None = None,
    *,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    progress: Progress = lambda done, total: None,
) -> LettersResult:
    """Makes a letter for each recipient, goes on where a former run of the same input was interrupted.

    OSError comes through only if the folder cannot be written.
    """
    wishes, folder, order = options or Options(), Path(output), Order(Path(deal), letter, as_of, library, templates)
    given = wishes.template
    source, findings = given_template(given, order.deal, wishes.language) if given else own_letter(order)
    collected = [*findings]
    recipients, wrong = _recipients(Path(to), source, wishes) if source else (None, ())
    collected += wrong
    if source is None or recipients is None:
        return LettersResult(folder, False, in_reading_order(collected))
    merger, wrong = _merger(source, recipients)
    collected += wrong
    if merger is None:
        return LettersResult(folder, False, in_reading_order(collected))
    if wishes.preview:
        return _preview(merger, recipients, folder, wishes.preview, [*collected, *source.blanks])
    return _whole(source, merger, recipients, folder, wishes, collected, progress)


def _recipients(to: Path, source: Source, wishes: Options) -> tuple[Recipients | None, tuple[Finding, ...]]:
    table, findings = open_table(to, wishes.encoding)
    if table is None:
        return None, findings
    recipients, more = open_recipients(
        table, wishes.columns, source.usual, only=bool(source.language), mailed=wishes.eml
    )
    return recipients, (*findings, *more)


def _merger(source: Source, recipients: Recipients) -> tuple[Merger | None, tuple[Finding, ...]]:
    compiled, findings = compile_template(source.content, source.file)
    if compiled is None:
        return None, findings
    unknown = unknown_fields(compiled, recipients.fields, source.file)
    return (None if unknown else Merger(compiled)), (*findings, *unknown)


def _preview(
    merger: Merger, recipients: Recipients, folder: Path, count: int, findings: list[Finding]
) -> LettersResult:
    """The first letters, written beside the run; open values are told as warnings."""
    place = folder / PREVIEW
    place.mkdir(parents=True, exist_ok=True)
    files = []
    for recipient in islice(recipients, count):
        try:
            content = merger.checked(recipient.values)
        except Unmergeable as error:
            findings.append(_fault(Rejected(recipient.line, (), str(error)), recipients, Severity.WARNING))
            continue
        files.append(place / letter_name(recipient.number, recipient.name))
        files[-1].write_bytes(content)
    shown = (replace(one, severity=min(one.severity, Severity.WARNING)) for one in findings)
    return LettersResult(folder, bool(files), in_reading_order(shown), len(files), previewed=tuple(files))


def _whole(
    source: Source,
    merger: Merger,
    recipients: Recipients,
    folder: Path,
    wishes: Options,
    findings: list[Finding],
    progress: Progress,
) -> LettersResult:
    trial = tried(recipients, merger)
    findings = [*findings, *source.blanks, *_faults(trial, recipients, skip=wishes.skip_faulty)]
    fingerprint = _fingerprint(source, recipients, wishes)
    findings += [*_beyond(wishes, merger, trial, source), *foreign(folder, fingerprint)]
    if worst(findings) is Severity.ERROR:
        return LettersResult(folder, False, in_reading_order(findings))
    workers = wishes.workers or os.cpu_count() or 1
    given: _Given = {"rejected": trial.rejected, "skip": wishes.skip_faulty}
    try:
        if wishes.merged:
            shown = partial(_shown, progress, trial.letters)
            outcome = merge_letters(folder, merger, recipients, fingerprint, progress=shown, **given)
        else:
            task = Task(source.content, str(folder), wishes.archived, mail=_mail(source, wishes))
            task = replace(task, apart=bool(wishes.cluster))
            crew = Crew(workers, wishes.cluster)
            outcome = run(task, recipients, trial.letters, fingerprint, crew, progress=progress, **given)
    except BlockingIOError:
        return LettersResult(folder, False, in_reading_order([*findings, busy(folder)]))
    result = _told(outcome, folder, recipients, findings)
    if wishes.pdf and not outcome.stopped:
        return _printed(result, merger, recipients, workers, partial(_shown, progress, trial.letters))
    return result


class _Given(TypedDict):
    """What every kind of run is told."""

    rejected: int
    skip: bool


def _shown(progress: Progress, total: int, done: int) -> None:
    progress(done, total)


def _mail(source: Source, wishes: Options) -> Mail | None:
    return Mail(wishes.subject or source.title, wishes.sender, wishes.as_body) if wishes.eml else None


def _beyond(wishes: Options, merger: Merger, trial: Trial, source: Source) -> Iterator[Finding]:
    """What stands against letters in one file, in drafts, as PDF files or from a cluster."""
    place = Place(source.file)
    if wishes.merged or wishes.pdf:
        why = unjoinable(merger.compiled)
        if why:
            message = f"Letters from this template cannot be put into one file: {why}."
            yield Finding("ML17", Severity.ERROR, message, place, "Make one file each: without --merged and --pdf.")
    if wishes.merged and trial.letters > LONGEST_FILE:
        message = f"{trial.letters:,} letters are too many for one file, which has {LONGEST_FILE:,} at most."
        yield Finding("ML17", Severity.ERROR, message, place, "Divide the recipients into several tables.")
    if wishes.sender and (fault := fault_of_address(wishes.sender)):
        yield Finding("ML12", Severity.ERROR, f"The sender cannot be used: {fault}.", Place(), "Correct --from.")
    if wishes.pdf:
        yield from unprintable()
    if wishes.cluster:
        yield from unreachable(wishes.cluster)


def _printed(
    result: LettersResult, merger: Merger, recipients: Recipients, workers: int, shown: Callable[[int], None]
) -> LettersResult:
    """The PDF files besides; what LibreOffice cannot do is told, and can be gone on with."""
    try:
        printed = print_letters(result.folder, merger, recipients, workers, shown)
    except Unprintable as error:
        message = f"LibreOffice did not make the PDF files: {str(error).rstrip('.')}."
        wrong = Finding("ML18", Severity.ERROR, message, Place(str(result.folder)), "Run it again; it goes on.")
        return replace(result, findings=in_reading_order([*result.findings, wrong]))
    return replace(result, printed=printed)


def _told(outcome: Outcome, folder: Path, recipients: Recipients, findings: list[Finding]) -> LettersResult:
    known = {finding.place.line for finding in findings}
    late = (Rejected(entry.line, (), entry.fault) for entry in outcome.faults[:20] if entry.line not in known)
    severity = Severity.ERROR if outcome.stopped else Severity.WARNING
    found = in_reading_order([*findings, *(_fault(one, recipients, severity) for one in late)])
    counts = (outcome.letters, outcome.resumed, outcome.rejected)
    return LettersResult(folder, True, found, *counts, stopped=outcome.stopped)


def _faults(trial: Trial, recipients: Recipients, *, skip: bool) -> list[Finding]:
    severity = Severity.WARNING if skip else Severity.ERROR
    place = Place(str(recipients.table.path))
    found = [_fault(one, recipients, severity) for one in trial.first]
    more = trial.rejected - len(trial.first)
    if more > 0:
        found.append(Finding("ML13", severity, f"{more:,} further rows have faults.", place))
    if trial.letters == 0:
        message = f"{recipients.table.path} has no row of which a letter can be made."
        found.append(Finding("ML13", Severity.ERROR, message, place, "Write a line for each recipient."))
    return found


def _fault(rejected: Rejected, recipients: Recipients, severity: Severity) -> Finding:
    place = Place(str(recipients.table.path), rejected.line)
    message = f"No letter can be made of line {rejected.line}: {rejected.reason}."
    remedy = "Correct the row, or leave it out with --skip-faulty." if severity is Severity.ERROR else ""
    return Finding("ML13", severity, message, place, remedy)


def _fingerprint(source: Source, recipients: Recipients, wishes: Options) -> str:
    """What all the letters of a run depend on, as one hash."""
    with recipients.table.path.open("rb") as file:
        table = hashlib.file_digest(file, "sha256")
    mail = [wishes.as_body, wishes.subject, wishes.sender] if wishes.eml else []
    options = [wishes.archived, wishes.merged, mail, recipients.table.encoding, sorted(wishes.columns.items())]
    parts = [_FORMAT, __version__, hashlib.sha256(source.content).hexdigest(), table.hexdigest(), source.usual, options]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
