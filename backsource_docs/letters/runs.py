"""A run of letters into a folder: it begins, or goes on where it was interrupted, and ends with a whole index."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.archive import Archive
from backsource_docs.letters.chunks import Chunk, Task
from backsource_docs.letters.index import HEADING, Entry, read_index, rows_of, written_rows
from backsource_docs.letters.places import FolderPlace, clear_staged
from backsource_docs.letters.recipients import Recipient, Recipients, Rejected, shown
from backsource_docs.letters.spool import Spool
from backsource_docs.letters.spreading import lay_apart
from backsource_docs.letters.workers import Crew, chunks_made, pool

__all__ = [
    "ARCHIVE",
    "INDEX",
    "PREVIEW",
    "REJECTED",
    "Outcome",
    "alone",
    "busy",
    "foreign",
    "put_state",
    "run",
    "write_rejected",
]

ARCHIVE, INDEX, REJECTED, RUN, PREVIEW = "letters.zip", "index.csv", "rejected.csv", "run.json", "preview"
_LOCK = ".run.lock"
TOOL = "backsource-docs letters"
_PART = ".part"
Progress = Callable[[int, int], None]
Item = TypeVar("Item")


class Outcome(Struct, frozen=True):
    """What a run did: letters now there, those of a former run among them, rows of which none was made.

    `stopped` says that it ended at a fault, and that more letters are to come.
    """

    letters: int
    resumed: int
    rejected: int
    faults: tuple[Entry, ...] = ()
    stopped: bool = False


def foreign(folder: Path, fingerprint: str) -> tuple[Finding, ...]:
    """Why a run must not write into the folder: it is not ours, or holds letters from other input."""
    if not folder.exists():
        return ()
    if not folder.is_dir():
        return (_refusal(f"{folder} is a file, not a folder.", folder),)
    held = _held(folder)
    if held is None and any(path.name != PREVIEW for path in folder.iterdir()):
        return (_refusal(f"{folder} holds something other than a run of letters.", folder),)
    if held not in (None, fingerprint):
        message = f"{folder} holds letters from another template, other recipients or other options."
        return (_refusal(message, folder),)
    return ()


def run(
    task: Task,
    rows: Spool,
    total: int,
    fingerprint: str,
    crew: Crew,
    *,
    rejected: int,
    skip: bool,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Makes the letters that are not there yet, `total` in all; the caller has asked `foreign` first.

    `rows` has chunks as its stretches, `rejected` is how many rows the file has beyond them. Without `skip` it stops
    at the first letter that cannot be made, and can be gone on with. OSError where the folder cannot be written.
    """
    folder = Path(task.folder)
    folder.mkdir(parents=True, exist_ok=True)
    put_state(folder, fingerprint)
    with alone(folder):
        lay_apart(folder)
        kept = _kept(folder, task, total, rows.size)
        progress(kept, total)
        faults = tuple(_make(task, rows, kept, total, crew, skip, progress))
        if faults and not skip:
            clear_staged(folder)
            there = sum(1 for entry in read_index(folder / f"{INDEX}{_PART}") if entry.file)
            return Outcome(there, kept, 0, faults, stopped=True)
        _finish(folder, task)
        if kept:
            faults = tuple(entry for entry in read_index(folder / INDEX) if entry.fault)
        write_rejected(folder, task.readers, faults, rejected)
        return Outcome(total - len(faults), kept, rejected + len(faults), faults)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder against a second run for as long as this process lives; BlockingIOError if there is one."""
    with (folder / _LOCK).open("wb") as file:
        if os.name == "posix":
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
        (folder / _LOCK).unlink(missing_ok=True)


def busy(folder: Path) -> Finding:
    """The finding for a folder that another run holds."""
    message = f"Another run is writing letters into {folder}."
    return Finding("ML14", Severity.ERROR, message, Place(str(folder)), "Wait for its end, or choose another folder.")


def put_state(folder: Path, fingerprint: str) -> None:
    """Says whose the folder is, and of which input its letters are."""
    text = json.dumps({"tool": TOOL, "format": 1, "fingerprint": fingerprint}, indent=1)
    (folder / RUN).write_text(f"{text}\n", encoding="utf-8")


def _held(folder: Path) -> str | None:
    """The fingerprint of the run in the folder, empty where it was killed at its very start; None without a run."""
    try:
        text = (folder / RUN).read_text("utf-8")
        state = json.loads(text) if text else {"tool": TOOL, "fingerprint": ""}
    except (OSError, ValueError, RecursionError):
        return None
    ours = isinstance(state, dict) and state.get("tool") == TOOL
    return str(state.get("fingerprint")) if ours else None


def _kept(folder: Path, task: Task, total: int, size: int) -> int:
    """How many letters a former run left whole, in whole chunks; whatever is behind them is cut off."""
    for name in (INDEX, *((ARCHIVE,) if task.archived else ())):
        if (folder / name).exists():
            (folder / name).replace(folder / f"{name}{_PART}")
    clear_staged(folder)
    part = folder / f"{INDEX}{_PART}"
    kept = 0
    for stretch in _stretches(read_index(part), size):
        whole = len(stretch) == size or stretch[-1].number == total
        if not whole or not (task.archived or _are_there(folder, stretch)):
            break
        kept += len(stretch)
    if task.archived:
        kept = min(kept, _members(folder, part, kept, size))
    lines = rows_of(islice(read_index(part), kept))
    whole_index = part.with_name(f"{part.name}-new")
    whole_index.write_text(written_rows([HEADING]) + lines, encoding="utf-8")
    whole_index.replace(part)
    return kept


def _are_there(folder: Path, stretch: Sequence[Entry]) -> bool:
    """Whether every letter of a folder is in it, with the size that the index says."""
    try:
        return all((folder / entry.file).stat().st_size == entry.bytes for entry in stretch if entry.file)
    except OSError:
        return False


def _members(folder: Path, part: Path, kept: int, size: int) -> int:
    """How many entries the archive holds whole, if it holds fewer than the index says; in whole chunks."""
    path = folder / f"{ARCHIVE}{_PART}"
    held = Archive.count(path)
    named = 0
    for number, entry in enumerate(islice(read_index(part), kept)):
        named += bool(entry.file)
        if named > held:
            return number // size * size
    return kept


def _make(
    task: Task, rows: Spool, kept: int, total: int, crew: Crew, skip: bool, progress: Progress
) -> Iterator[Entry]:
    """Makes what is missing and writes it down chunk by chunk; the entries of letters that could not be made."""
    folder = Path(task.folder)
    named = sum(1 for entry in read_index(folder / f"{INDEX}{_PART}") if entry.file)
    crew = crew.needed(-(-(total - kept) // rows.size))
    archive = Archive(folder / f"{ARCHIVE}{_PART}", named) if task.archived else None
    done = kept
    try:
        with (folder / f"{INDEX}{_PART}").open("a", encoding="utf-8") as index, pool(crew) as (submit, workers):
            for chunk in chunks_made(task, rows.stretches(kept), submit, workers):
                yield from chunk.faults
                if chunk.faults and not skip:
                    return
                _put_down(folder, archive, chunk)
                index.write(chunk.index)
                index.flush()
                done += chunk.letters
                progress(done, total)
        if archive:
            archive.finish()
    finally:
        if archive:
            archive.close()


def _put_down(folder: Path, archive: Archive | None, chunk: Chunk) -> None:
    """Puts what the maker of a chunk has left to us where it belongs."""
    handed = chunk.handed
    if archive and handed.staged:
        archive.take(folder / handed.staged)
    elif archive:
        archive.add(handed.members)
    elif handed.files:
        place = FolderPlace(folder, chunk.number)
        for file, content in handed.files:
            place.put(file, content)
        place.finish()


def _stretches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while stretch := list(islice(iterator, size)):
        yield stretch


def _finish(folder: Path, task: Task) -> None:
    if task.archived:
        (folder / f"{ARCHIVE}{_PART}").replace(folder / ARCHIVE)
    (folder / f"{INDEX}{_PART}").replace(folder / INDEX)


def write_rejected(folder: Path, recipients: Recipients, faults: Sequence[Entry], rejected: int) -> None:
    """Writes the rows without a letter, each with its line and the reason, to be put right."""
    path = folder / REJECTED
    path.unlink(missing_ok=True)
    if not faults and not rejected:
        return
    reasons = {entry.number: entry.fault for entry in faults}
    rows = filter(None, (_rejected_row(row, reasons, recipients) for row in recipients.rows()))
    with path.open("w", encoding="utf-8-sig") as file:
        for cells in chain([("line", "reason", *recipients.columns.names)], rows):
            file.write(written_rows([cells]))


def _rejected_row(
    row: Recipient | Rejected, faults: dict[int, str], recipients: Recipients
) -> tuple[object, ...] | None:
    if isinstance(row, Rejected):
        return (row.line, row.reason, *map(shown, row.cells))
    if row.number in faults:
        return (row.line, faults[row.number], *(str(row.values[name]) for name in recipients.columns.names))
    return None


def _refusal(message: str, folder: Path) -> Finding:
    return Finding("ML14", Severity.ERROR, message, Place(str(folder)), "Choose another folder with -o.")
