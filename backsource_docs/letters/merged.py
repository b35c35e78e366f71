"""A run whose letters all stand in one Word file, made in one go and put into place whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from backsource_docs.letters.index import HEADING, Entry, read_index, rows_of, written_rows
from backsource_docs.letters.joining import Joined
from backsource_docs.letters.merging import Merger, Unmergeable
from backsource_docs.letters.recipients import Recipient, Recipients
from backsource_docs.letters.runs import INDEX, Outcome, alone, put_state, write_rejected

__all__ = ["MERGED", "merge_letters"]

MERGED = "letters.docx"
_PART = ".part"


def merge_letters(
    folder: Path,
    merger: Merger,
    recipients: Recipients,
    fingerprint: str,
    *,
    rejected: int,
    skip: bool,
    progress: Callable[[int], None] = lambda done: None,
) -> Outcome:
    """Makes the file and its index, unless an earlier run has; the caller has asked `foreign` and `unjoinable` first.

    Without `skip` nothing is made if one letter cannot be. OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    put_state(folder, fingerprint)
    with alone(folder):
        kept = (folder / MERGED).exists() and (folder / INDEX).exists()
        if not kept:
            with (folder / f"{MERGED}{_PART}").open("wb") as file:
                entries = _joined(file, merger, recipients, skip, progress)
            faults = [entry for entry in entries if entry.fault]
            if faults and not skip:
                (folder / f"{MERGED}{_PART}").unlink()
                return Outcome(0, 0, 0, tuple(faults), stopped=True)
            (folder / INDEX).write_text(written_rows([HEADING]) + rows_of(entries), encoding="utf-8")
            (folder / f"{MERGED}{_PART}").replace(folder / MERGED)
        listed = tuple(read_index(folder / INDEX))
        late = tuple(entry for entry in listed if entry.fault)
        write_rejected(folder, recipients, late, rejected)
        letters = len(listed) - len(late)
        return Outcome(letters, letters if kept else 0, rejected + len(late), late)


def _joined(
    file: BinaryIO,
    merger: Merger,
    recipients: Iterable[Recipient],
    skip: bool,
    progress: Callable[[int], None],
) -> list[Entry]:
    """The entries of all letters, as far as the first that cannot be made unless such letters are skipped."""
    joined, entries = Joined(file, merger.compiled), []
    for recipient in recipients:
        try:
            stories = merger.stories(recipient.values)
        except Unmergeable as error:
            entries.append(Entry(recipient.number, recipient.line, recipient.name, "", 0, "", str(error)))
            if not skip:
                return entries
            continue
        joined.add(stories)
        content = b"".join(stories.values())
        found = hashlib.sha256(content).hexdigest()
        entries.append(Entry(recipient.number, recipient.line, recipient.name, MERGED, len(content), found))
        progress(len(entries))
    if any(entry.file for entry in entries):
        joined.finish()
    return entries
