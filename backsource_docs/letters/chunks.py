"""A stretch of letters made in one go, in whatever process: written into a folder of its own or handed back."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backsource_docs.letters.addresses import Mail
from backsource_docs.letters.archive import member
from backsource_docs.letters.fallback import Unmergeable
from backsource_docs.letters.index import Entry
from backsource_docs.letters.merging import BULK_LEVEL, Merger, merger_of
from backsource_docs.letters.naming import PER_FOLDER, folder_name, letter_name
from backsource_docs.letters.recipients import Recipient

__all__ = ["STAGED", "Chunk", "Task", "make_chunk", "write_chunk"]

STAGED = ".part-"
"""What the name of a folder begins with that is not finished."""

_IN_ARCHIVE = 250
_Made = tuple[Recipient, bytes, str]


@dataclass(frozen=True, slots=True)
class Task:
    """What every process needs to know: the template, the folder, and whether the letters go into an archive.

    With `mail` each letter is in a draft of an e-mail; `apart` says that the processes do not see the folder.
    """

    template: bytes
    folder: str
    archived: bool
    level: int = BULK_LEVEL
    mail: Mail | None = None
    apart: bool = False

    @property
    def size(self) -> int:
        """How many letters a chunk has: a folder of them, or few enough to be held."""
        return _IN_ARCHIVE if self.archived else PER_FOLDER


@dataclass(frozen=True, slots=True)
class Chunk:
    """The letters of a chunk: entries of the index; members of an archive, or files if they are handed back."""

    entries: tuple[Entry, ...]
    members: bytes = b""
    files: tuple[tuple[str, bytes], ...] = ()


def make_chunk(task: Task, recipients: Sequence[Recipient]) -> Chunk:
    """Makes the letters of recipients that follow each other within a folder; OSError where they cannot be written."""
    made = [_mailed(task, letter) for letter in _letters(merger_of(task.template, task.level), recipients)]
    entries = tuple(_entry(task, recipient, content, fault) for recipient, content, fault in made)
    letters = [(entry.file, content) for entry, (_, content, _) in zip(entries, made, strict=True) if entry.file]
    if task.archived:
        return Chunk(entries, b"".join(member(file, content) for file, content in letters))
    if task.apart:
        return Chunk(entries, files=tuple(letters))
    write_chunk(Path(task.folder), recipients[0].number, letters)
    return Chunk(entries)


def write_chunk(folder: Path, first: int, letters: Sequence[tuple[str, bytes]]) -> None:
    """Puts the letters of a chunk, the first of which has this number, into their folder; OSError if it cannot."""
    _write(folder, folder_name(first), letters)


def _mailed(task: Task, letter: _Made) -> _Made:
    """A letter as it is put down: as it is, or in the draft of an e-mail."""
    recipient, content, fault = letter
    if task.mail is None or fault:
        return letter
    from backsource_docs.letters.mails import as_mail

    try:
        attached = letter_name(recipient.number, recipient.name)
        return recipient, as_mail(content, attached, recipient.values, task.mail), ""
    except Unmergeable as error:
        return recipient, b"", str(error)


def _letters(merger: Merger, recipients: Sequence[Recipient]) -> list[_Made]:
    """Each letter, or why there is none; the first of a chunk is looked through once more."""
    made = []
    for place, recipient in enumerate(recipients):
        try:
            content = merger.letter(recipient.values) if place else merger.checked(recipient.values)
            made.append((recipient, content, ""))
        except Unmergeable as error:
            made.append((recipient, b"", str(error)))
    return made


def _entry(task: Task, recipient: Recipient, content: bytes, fault: str) -> Entry:
    file = "" if fault else f"{folder_name(recipient.number)}/{letter_name(recipient.number, recipient.name)}"
    file = f"{file.removesuffix('.docx')}.eml" if task.mail and file else file
    found = "" if fault else hashlib.sha256(content).hexdigest()
    return Entry(recipient.number, recipient.line, recipient.name, file, len(content), found, fault)


def _write(folder: Path, name: str, letters: Sequence[tuple[str, bytes]]) -> None:
    """Fills a folder beside its place and moves it there whole, so that no half letter is ever seen."""
    staged = folder / f"{STAGED}{name}-{os.getpid()}"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    for file, content in letters:
        place = os.open(f"{staged}/{file.rpartition('/')[2]}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            os.write(place, content)
        finally:
            os.close(place)
    _put_in_place(staged, folder / name)


def _put_in_place(staged: Path, final: Path) -> None:
    if final.exists():
        former = staged.with_name(f"{staged.name}-former")
        final.rename(former)
        staged.rename(final)
        shutil.rmtree(former)
    else:
        staged.rename(final)
