"""A run of letters: a template and its recipients are tried, then merged in the form that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TypedDict

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs import __version__
from backsource_docs.findings import Finding, Place, Severity, in_reading_order, worst
from backsource_docs.letters.addresses import fault_of_address
from backsource_docs.letters.chunks import Task, chunk_size
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.fields import unknown_fields
from backsource_docs.letters.joining import LONGEST_FILE, unjoinable
from backsource_docs.letters.merged import merge_letters
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.naming import letter_name
from backsource_docs.letters.objections import faults_of, untaken
from backsource_docs.letters.orders import LettersResult, Options, mail_of, run_mark
from backsource_docs.letters.pdfs import Unprintable, print_letters, unprintable
from backsource_docs.letters.recipients import Recipients, Rejected, open_recipients
from backsource_docs.letters.runs import PREVIEW, Outcome, busy, foreign, run
from backsource_docs.letters.spool import Spool
from backsource_docs.letters.tables import open_table
from backsource_docs.letters.trials import Trial, tried
from backsource_docs.letters.workers import Crew, unreachable
from backsource_docs.templating import Source

__all__ = ["sent"]

_mark = partial(run_mark, __version__)
_IN_MEMORY = 1_000_000  # bytes of rows that are not laid aside on disk
Progress = Callable[[int, int], None]


def sent(
    sources: tuple[Source, ...],
    findings: Iterable[Finding],
    to: Path,
    folder: Path,
    wishes: Options,
    progress: Progress,
) -> LettersResult:
    """Makes a letter for each recipient of the table, and tells what was found before together with what was now."""
    collected = [*findings]
    recipients, wrong = _recipients(to, sources[0], wishes) if sources else (None, ())
    collected += wrong
    if recipients is None:
        return LettersResult(folder, False, in_reading_order(collected))
    editions, wrong = _editions(sources, recipients)
    collected += wrong
    if not editions:
        return LettersResult(folder, False, in_reading_order(collected))
    if len(editions) == 1:
        return _one(editions[0], folder, wishes, collected, progress)
    return _several(editions, folder, wishes, collected, progress)


class _Edition(Struct, frozen=True):
    """A letter in one language, ready to be merged, and those who read it."""

    source: Source
    merger: Merger
    recipients: Recipients


def _editions(sources: tuple[Source, ...], recipients: Recipients) -> tuple[tuple[_Edition, ...], tuple[Finding, ...]]:
    """The letter in each language that some recipient reads; none where a template cannot be used."""
    languages = tuple(source.language for source in sources) if len(sources) > 1 else ()
    recipients = replace(recipients, languages=languages)
    asked = recipients.languages_asked() if languages else (sources[0].language,)
    wanted = [source for source in sources if source.language in asked or not asked]
    editions: list[_Edition] = []
    findings: list[Finding] = []
    for source in wanted:
        merger, wrong = _merger(source, recipients)
        findings += wrong
        if merger:
            editions.append(_Edition(source, merger, replace(recipients, language=source.usual)))
    return tuple(editions) if len(editions) == len(wanted) else (), tuple(findings)


def _one(
    edition: _Edition, folder: Path, wishes: Options, findings: list[Finding], progress: Progress
) -> LettersResult:
    source, merger, recipients = edition.source, edition.merger, edition.recipients
    if wishes.preview:
        return _preview(merger, recipients, folder, wishes.preview, [*findings, *source.blanks])
    return _whole(source, merger, recipients, folder, wishes, findings, progress)


def _several(
    editions: tuple[_Edition, ...], folder: Path, wishes: Options, findings: list[Finding], progress: Progress
) -> LettersResult:
    """The letters of each language in a folder of its own; none is made before all have been tried."""
    tried_all = findings if wishes.preview else [*findings, *_against(editions, folder, wishes)]
    if worst(tried_all) is Severity.ERROR:
        return LettersResult(folder, False, in_reading_order(tried_all))
    made = [_one(one, folder / one.source.language, wishes, [], progress) for one in editions]
    found = in_reading_order([*findings, *(finding for result in made for finding in result.findings)])
    sums = {
        name: sum(getattr(result, name) for result in made) for name in ("letters", "resumed", "rejected", "printed")
    }
    return LettersResult(
        folder,
        all(result.ran for result in made),
        found,
        previewed=tuple(file for result in made for file in result.previewed),
        stopped=any(result.stopped for result in made),
        **sums,
    )


def _against(editions: Iterable[_Edition], folder: Path, wishes: Options) -> Iterator[Finding]:
    """What stands against the letters of each language, before one of them is made."""
    for one in editions:
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            trial = tried(one.recipients, one.merger, Spool(file, chunk_size(archived=wishes.archived)))
        yield from (*one.source.blanks, *faults_of(trial, one.recipients, skip=wishes.skip_faulty))
        yield from _beyond(wishes, one.merger, trial, one.source)
        yield from foreign(folder / one.source.language, _mark(one.source.content, one.recipients, wishes))


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
            findings.append(untaken(Rejected(recipient.line, (), str(error)), recipients, Severity.WARNING))
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
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        rows = Spool(file, chunk_size(archived=wishes.archived))
        trial = tried(recipients, merger, rows)
        return _run(source, merger, recipients, rows, trial, folder, wishes, findings, progress)


def _run(
    source: Source,
    merger: Merger,
    recipients: Recipients,
    rows: Spool,
    trial: Trial,
    folder: Path,
    wishes: Options,
    findings: list[Finding],
    progress: Progress,
) -> LettersResult:
    findings = [*findings, *source.blanks, *faults_of(trial, recipients, skip=wishes.skip_faulty)]
    fingerprint = _mark(source.content, recipients, wishes)
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
            kind = (wishes.archived, wishes.level, mail_of(wishes, source.title), bool(wishes.cluster))
            task = Task(source.content, recipients, str(folder), *kind)
            crew = Crew(workers, wishes.cluster)
            outcome = run(task, rows, trial.letters, fingerprint, crew, progress=progress, **given)
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
    found = in_reading_order([*findings, *(untaken(one, recipients, severity) for one in late)])
    counts = (outcome.letters, outcome.resumed, outcome.rejected)
    return LettersResult(folder, True, found, *counts, stopped=outcome.stopped)
