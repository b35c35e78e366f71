"""A stretch of letters made in one go, in whatever process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from backsource_docs.letters.addresses import Mail
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.index import Entry, rows_of
from backsource_docs.letters.merging import Merger, merger_of
from backsource_docs.letters.naming import PER_FOLDER, folder_name, letter_name
from backsource_docs.letters.places import FolderPlace, Handed, HandPlace, PiecePlace, Place
from backsource_docs.letters.recipients import Recipient, Recipients
from backsource_docs.letters.spool import rows_in
from backsource_docs.letters.squeezing import BULK_LEVEL

__all__ = ["Chunk", "Task", "chunk_size", "make_chunk"]

_IN_ARCHIVE = 250


class Task(Struct, frozen=True):
    """What every process needs to know: the template, its readers, the folder, and whether the letters go into a zip.

    With `mail` each letter is in a draft of an e-mail; `apart` says that the processes do not see the folder and hand
    the letters back.
    """

    template: bytes
    readers: Recipients
    folder: str
    archived: bool
    level: int = BULK_LEVEL
    mail: Mail | None = None
    apart: bool = False


class Chunk(Struct, frozen=True):
    """The letters from a number on: how many, their lines of the index, those that could not be made, what is left."""

    number: int
    letters: int
    index: str
    faults: tuple[Entry, ...] = ()
    handed: Handed = Handed()


class _Letter(NamedTuple):
    """A letter with its line of the index and its checksum; without content where it could not be made."""

    entry: Entry
    content: bytes
    crc: int


def chunk_size(*, archived: bool) -> int:
    """How many letters a chunk has: a folder of them, or few enough for a process to be done with soon."""
    return _IN_ARCHIVE if archived else PER_FOLDER


def make_chunk(task: Task, number: int, rows: bytes) -> Chunk:
    """Makes the letters of a stretch of rows, the first of this number; OSError where they cannot be written."""
    place = _place(task, number)
    entries = []
    for entry, content, crc in _letters(task, number, rows):
        if not entry.fault:
            place.put(entry.file, content, crc)
        entries.append(entry)
    faults = tuple(entry for entry in entries if entry.fault)
    return Chunk(number, len(entries), rows_of(entries), faults, place.finish())


def _place(task: Task, number: int) -> Place:
    if task.apart:
        return HandPlace(archived=task.archived)
    folder = Path(task.folder)
    return PiecePlace(folder, number) if task.archived else FolderPlace(folder, number)


def _letters(task: Task, number: int, rows: bytes) -> Iterator[_Letter]:
    """Each letter, or why there is none; the first of a chunk is looked through once more."""
    merger = merger_of(task.template, task.level)
    make = merger.checked
    for line, cells in rows_in(rows):
        recipient = task.readers.recipient(number, line, cells)
        try:
            yield _put_down(task, recipient, make(recipient.values), merger)
        except Unmergeable as error:
            yield _Letter(Entry(number, line, recipient.name, "", 0, "", str(error)), b"", 0)
        number, make = number + 1, merger.letter


def _put_down(task: Task, recipient: Recipient, content: bytes, merger: Merger) -> _Letter:
    """A letter as it is put down: as it is, or in the draft of an e-mail."""
    name = letter_name(recipient.number, recipient.name)
    file = f"{folder_name(recipient.number)}/{name}"
    if task.mail:
        from backsource_docs.letters.mails import as_mail

        content = as_mail(content, name, recipient.values, task.mail)
        file = f"{file.removesuffix('.docx')}.eml"
    found, crc = merger.sums(content)
    return _Letter(Entry(recipient.number, recipient.line, recipient.name, file, len(content), found), content, crc)
