"""Bulk letters as functions: a letter of a deal as a Word template, and a template merged with its recipients."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from backsource_docs import __version__
from backsource_docs.building import assemble
from backsource_docs.checks import blanks_in, check_documents
from backsource_docs.deal.reading import DealFile
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding, Place, Severity, in_reading_order, worst
from backsource_docs.letters.chunks import Task
from backsource_docs.letters.compiling import compile_template
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.fields import unknown_fields
from backsource_docs.letters.merging import Merger
from backsource_docs.letters.naming import letter_name
from backsource_docs.letters.preparing import as_template, with_tags
from backsource_docs.letters.recipients import Recipients, Rejected, open_recipients
from backsource_docs.letters.runs import PREVIEW, Outcome, busy, foreign, run
from backsource_docs.letters.salutations import language_of
from backsource_docs.letters.tables import open_table
from backsource_docs.letters.trials import Trial, tried
from backsource_docs.library.store import Library
from backsource_docs.opening import open_deal, open_library
from backsource_docs.packing import packed
from backsource_docs.wanting import Wishes

__all__ = ["LettersResult", "Options", "letter_template", "letters"]

_FORMAT = "1"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How letters are made; the defaults are those of the command.

    `template` is a Word file instead of the deal's own letter, `columns` names for a field the heading of its column,
    `language` is a code; without it a template of one's own may serve readers of any language. `preview` makes so many
    letters and no run; `workers` is 0 for all cores.
    """

    template: Path | None = None
    archived: bool = False
    preview: int = 0
    skip_faulty: bool = False
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    workers: int = 0


@dataclass(frozen=True, slots=True)
class LettersResult:
    """What was made: letters in the folder, how many of them by a former run, rows without one, all findings.

    `ran` is false where nothing was made; `previewed` are the files of a preview.
    """

    folder: Path
    ran: bool
    findings: tuple[Finding, ...]
    letters: int = 0
    resumed: int = 0
    rejected: int = 0
    previewed: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A template with the name it has in findings, and the language of its text; empty where it may be any."""

    content: bytes
    file: str
    language: str
    usual: str
    blanks: tuple[Finding, ...] = ()


def letter_template(
    deal: str | Path,
    letter: str,
    *,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The letter as a Word template: the deal's facts filled, name, address_lines and salutation left as tags."""
    file, findings = open_deal(deal)
    if file is None:
        return None, findings
    source, more = _own_letter(file, letter, as_of, library, templates)
    found = in_reading_order([*findings, *more, *(source.blanks if source else ())])
    return (source.content if source else None), found


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
    wishes, folder = options or Options(), Path(output)
    file, findings = open_deal(deal)
    if file is None:
        return LettersResult(folder, False, findings)
    source, more = (
        _given_template(wishes, file) if wishes.template else _own_letter(file, letter, as_of, library, templates)
    )
    collected = [*findings, *more]
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


def _own_letter(
    file: DealFile,
    name: str,
    as_of: datetime.date | None,
    library: str | Path | None,
    templates: str | Path | None,
) -> tuple[_Source | None, tuple[Finding, ...]]:
    shelves, missing = open_library(file, library, templates)
    if shelves is None:
        return None, missing
    day = as_of or file.deal.as_of or datetime.datetime.now().astimezone().date()
    recipe = shelves.recipe(name)
    if recipe and (recipe.kind != "letter" or recipe.audience == "supplier"):
        return None, (_no_letter(f"{name} does not go to many readers.", shelves),)
    if recipe is None:
        return None, (_no_letter(f"There is no letter {name}.", shelves),)
    assembly = assemble(file, shelves, day, Wishes((name,)))
    shelves.memory.keep()
    found = [*assembly.findings, *check_documents(assembly.made, file, shelves)]
    if not assembly.made or worst(found) is Severity.ERROR:
        return None, tuple(found)
    made = assembly.made[0]
    tagged = with_tags(made)
    content, wrong = packed(tagged, shelves, None, outgoing=True)
    if content is None or wrong:
        return None, (*found, *wrong)
    language = language_of(made.document.draft.locale) or "en"
    return _Source(as_template(content), name, language, language, tuple(_open(tagged, file))), tuple(found)


def _no_letter(message: str, shelves: Library) -> Finding:
    recipes = (shelves.recipe(name) for name in shelves.recipes)
    names = [one.id for one in recipes if one and one.kind == "letter" and one.audience != "supplier"]
    return Finding("ML15", Severity.ERROR, message, Place(), f"Write one of {', '.join(names)}.")


def _open(made: Made, file: DealFile) -> list[Finding]:
    return [
        Finding("ML16", Severity.ERROR, f"The letter has an open value: {blank.label}.", file.place(blank.path),
                "Give it in the deal; until then only --preview makes letters.")
        for blank in dict.fromkeys(blanks_in(made.document))
    ]  # fmt: skip


def _given_template(wishes: Options, file: DealFile) -> tuple[_Source | None, tuple[Finding, ...]]:
    assert wishes.template is not None
    usual = language_of(file.deal.locale) or "en"
    try:
        content = wishes.template.read_bytes()
    except OSError as error:
        message = f"{wishes.template} cannot be read: {error.strerror or error}."
        place = Place(str(wishes.template))
        return None, (Finding("ML01", Severity.ERROR, message, place, "Check the path of the template."),)
    return _Source(content, str(wishes.template), wishes.language, wishes.language or usual), ()


def _recipients(to: Path, source: _Source, wishes: Options) -> tuple[Recipients | None, tuple[Finding, ...]]:
    table, findings = open_table(to, wishes.encoding)
    if table is None:
        return None, findings
    recipients, more = open_recipients(table, wishes.columns, source.usual, only=bool(source.language))
    return recipients, (*findings, *more)


def _merger(source: _Source, recipients: Recipients) -> tuple[Merger | None, tuple[Finding, ...]]:
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
    source: _Source,
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
    findings += foreign(folder, fingerprint)
    if worst(findings) is Severity.ERROR:
        return LettersResult(folder, False, in_reading_order(findings))
    task = Task(source.content, str(folder), wishes.archived)
    try:
        outcome = run(
            task,
            recipients,
            trial.letters,
            fingerprint,
            rejected=trial.rejected,
            workers=wishes.workers or os.cpu_count() or 1,
            skip=wishes.skip_faulty,
            progress=progress,
        )
    except BlockingIOError:
        return LettersResult(folder, False, in_reading_order([*findings, busy(folder)]))
    return _told(outcome, folder, recipients, findings)


def _told(outcome: Outcome, folder: Path, recipients: Recipients, findings: list[Finding]) -> LettersResult:
    known = {finding.place.line for finding in findings}
    late = (Rejected(entry.line, (), entry.fault) for entry in outcome.faults[:20] if entry.line not in known)
    found = in_reading_order([*findings, *(_fault(one, recipients, Severity.WARNING) for one in late)])
    return LettersResult(folder, True, found, outcome.letters, outcome.resumed, outcome.rejected)


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


def _fingerprint(source: _Source, recipients: Recipients, wishes: Options) -> str:
    """What all the letters of a run depend on, as one hash."""
    with recipients.table.path.open("rb") as file:
        table = hashlib.file_digest(file, "sha256")
    options = [wishes.archived, wishes.skip_faulty, recipients.table.encoding, sorted(wishes.columns.items())]
    parts = [_FORMAT, __version__, hashlib.sha256(source.content).hexdigest(), table.hexdigest(), source.usual, options]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
