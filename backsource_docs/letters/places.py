"""Where the letters of a chunk are put as they are made: a folder, a piece of an archive, or the hand of the caller."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from backsource_docs.letters.archive import member
from backsource_docs.letters.naming import folder_name

__all__ = ["STAGED", "FolderPlace", "HandPlace", "Handed", "PiecePlace", "Place", "clear_staged"]

STAGED = ".part-"
"""What the name of a file or folder begins with that is not finished."""

_BUFFER = 1_000_000  # bytes


class Handed(Struct, frozen=True):
    """What a place leaves to the caller: files with their names, members of an archive, or the file with such."""

    files: tuple[tuple[str, bytes], ...] = ()
    members: bytes = b""
    staged: str = ""


class Place(Protocol):
    """Takes letters one by one; OSError where they cannot be written."""

    def put(self, file: str, content: bytes, crc: int) -> None:
        """Takes a letter by its name in the index."""

    def finish(self) -> Handed:
        """Ends the chunk; what is left to the caller."""


class FolderPlace:
    """A folder that is filled beside its place and moved there whole, so that no half letter is ever seen."""

    def __init__(self, folder: Path, number: int) -> None:
        """Begins the folder of the letter of this number."""
        name = folder_name(number)
        self._staged, self._final = folder / f"{STAGED}{name}-{os.getpid()}", folder / name
        shutil.rmtree(self._staged, ignore_errors=True)
        self._staged.mkdir()
        self._within = str(self._staged)

    def put(self, file: str, content: bytes, crc: int = 0) -> None:
        """Writes a letter as a new file."""
        place = os.open(f"{self._within}/{file.rpartition('/')[2]}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(place, left) :]
        finally:
            os.close(place)

    def finish(self) -> Handed:
        """Moves the folder to its place; a former one of the same name is gone."""
        if self._final.exists():
            former = self._staged.with_name(f"{self._staged.name}-former")
            self._final.rename(former)
            self._staged.rename(self._final)
            shutil.rmtree(former)
        else:
            self._staged.rename(self._final)
        return Handed()


class PiecePlace:
    """A file of members that the caller adds to the archive, so that no letter passes from process to process."""

    def __init__(self, folder: Path, number: int) -> None:
        self._path = folder / f"{STAGED}{number:06}-{os.getpid()}"
        self._file = self._path.open("wb", buffering=_BUFFER)

    def put(self, file: str, content: bytes, crc: int) -> None:
        """Writes a letter as a member."""
        self._file.write(member(file, content, crc))

    def finish(self) -> Handed:
        """Closes the file."""
        self._file.close()
        return Handed(staged=self._path.name)


class HandPlace:
    """The letters held in memory, for a caller who alone sees the folder."""

    def __init__(self, *, archived: bool) -> None:
        self._archived = archived
        self._files: list[tuple[str, bytes]] = []

    def put(self, file: str, content: bytes, crc: int) -> None:
        """Keeps a letter, as a member if it is for an archive."""
        self._files.append((file, member(file, content, crc) if self._archived else content))

    def finish(self) -> Handed:
        """All letters together."""
        if self._archived:
            return Handed(members=b"".join(content for _, content in self._files))
        return Handed(files=tuple(self._files))


def clear_staged(folder: Path) -> None:
    """Takes away what an interrupted run has not finished."""
    for staged in folder.glob(f"{STAGED}*"):
        if staged.is_dir():
            shutil.rmtree(staged, ignore_errors=True)
        else:
            staged.unlink(missing_ok=True)
