"""Letters as PDF files: a hundred joined in one Word file, converted once by LibreOffice, and taken apart again."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain, islice, pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from msgspec import Struct

from backsource_docs.findings import Finding, Place, Severity
from backsource_docs.letters.index import written_rows
from backsource_docs.letters.joining import Joined, mark_of
from backsource_docs.letters.merging import Merger, Unmergeable
from backsource_docs.letters.naming import folder_name, letter_name
from backsource_docs.letters.recipients import Recipient

__all__ = ["PDFS", "Converter", "Unprintable", "office", "print_letters", "unprintable"]

PDFS = "pdf"
"""The folder of the PDF files within that of the letters."""

_TOGETHER = 100
_LONGEST = 300  # seconds that a hundred letters may take
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_HEADING = ("number", "file", "bytes", "sha256")
_STAGED = ".part"
Item = TypeVar("Item")
_Letter = tuple[Path, Mapping[str, bytes]]


class Unprintable(RuntimeError):
    """LibreOffice made no file, with what it said."""


class Converter(Struct, frozen=True):
    """LibreOffice with a profile of its own, in a folder that may be thrown away."""

    program: str
    folder: Path

    def convert(self, word: Path) -> Path:
        """The PDF file of a Word file, beside it; Unprintable where there is none."""
        profile = (self.folder / "profile").resolve().as_uri()
        command = [self.program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", _FILTER, "--outdir", str(word.parent), str(word)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)
        except subprocess.TimeoutExpired as error:
            raise Unprintable(f"it took longer than {_LONGEST} seconds") from error
        made = word.with_suffix(".pdf")
        if not made.exists():
            raise Unprintable(" ".join(done.stderr.decode("utf-8", "replace").split())[-200:] or "it said nothing")
        return made


def office() -> str:
    """Where LibreOffice is; empty where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def unprintable() -> tuple[Finding, ...]:
    """What is missing to make PDF files on this machine."""
    if not office():
        message = "PDF files are made by LibreOffice, and there is no soffice on this machine."
        return (_missing(message, "Install LibreOffice, or leave --pdf out."),)
    if find_spec("pikepdf") is None:
        message = "PDF files are taken apart by pikepdf, which is not installed."
        return (_missing(message, "Write pip install backsource-docs[pdf], or leave --pdf out."),)
    return ()


def print_letters(
    folder: Path,
    merger: Merger,
    recipients: Iterable[Recipient],
    workers: int,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Makes the PDF file of each letter that has none yet, and their list; how many there are then.

    Unprintable with the reason where LibreOffice fails.
    """
    from concurrent.futures import ThreadPoolExecutor

    place = folder / PDFS
    done = 0
    with tempfile.TemporaryDirectory(prefix="bsdocs-") as room, ThreadPoolExecutor(workers) as threads:
        free: SimpleQueue[Converter] = SimpleQueue()
        for number in range(workers):
            free.put(Converter(office(), Path(room, str(number))))
        printer = _Printer(place, merger, free)
        for wave in _stretches(_stretches(iter(recipients), _TOGETHER), workers):
            for made in threads.map(printer.make, wave):
                done += made
                progress(done)
    _list(place, recipients)
    return done


class _Printer(Struct, frozen=True):
    """Makes a hundred PDF files at a time with whichever LibreOffice is free."""

    place: Path
    merger: Merger
    free: SimpleQueue[Converter]

    def make(self, stretch: Sequence[Recipient]) -> int:
        """Makes the files of letters that follow each other, but for those that an earlier run has made; how many."""
        missing = [(self.place / _file(one), one) for one in stretch if not (self.place / _file(one)).exists()]
        letters = []
        for file, recipient in missing:
            with contextlib.suppress(Unmergeable):  # the run before has told of it
                letters.append((file, self.merger.stories(recipient.values)))
        if letters:
            converter = self.free.get()
            try:
                self._print(letters, converter)
            finally:
                self.free.put(converter)
        return len(stretch)

    def _print(self, letters: Sequence[_Letter], converter: Converter) -> None:
        """Takes all letters for one page long, and makes those that are longer again with their number of pages."""
        longer: dict[int, list[_Letter]] = {}
        for letter, content, pages in self._converted(letters, 1, converter):
            if pages > 1 and self._counts(letter[1]):
                longer.setdefault(pages, []).append(letter)
            else:
                _put(letter[0], content)
        for pages, group in longer.items():
            for letter, content, _ in self._converted(group, pages, converter):
                _put(letter[0], content)

    def _counts(self, stories: Mapping[str, bytes]) -> bool:
        """Whether a letter says how many pages it has."""
        return any(b"NUMPAGES" in part for part in (*self.merger.compiled.parts.values(), *stories.values()))

    def _converted(
        self, letters: Sequence[_Letter], pages: int, converter: Converter
    ) -> Iterator[tuple[_Letter, bytes, int]]:
        """Each letter with its PDF file and how many pages it has."""
        converter.folder.mkdir(exist_ok=True)
        word = converter.folder / "letters.docx"
        with word.open("wb") as file:
            joined = Joined(file, self.merger.compiled, pages=pages, marked=True)
            for _, stories in letters:
                joined.add(stories)
            joined.finish()
        made = converter.convert(word)
        parts = _taken_apart(made, len(letters))
        made.unlink()
        for letter, (content, found) in zip(letters, parts, strict=True):
            yield letter, content, found


def _taken_apart(path: Path, count: int) -> list[tuple[bytes, int]]:
    """The letters of a marked file, each with its pages; Unprintable where a mark is lost."""
    pikepdf: Any = importlib.import_module("pikepdf")
    parts = []
    with pikepdf.open(path) as whole:
        numbers = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
        marks = whole.Root.get("/Dests", {})
        names = [f"/{mark_of(number)}" for number in range(1, count + 1)]
        if any(name not in marks for name in names):
            raise Unprintable("the beginnings of the letters cannot be found in what it made")
        starts = [numbers[marks[name][0].objgen] for name in names]
        for start, end in pairwise([*starts, len(whole.pages)]):
            one = pikepdf.new()
            one.pages.extend(whole.pages[start:end])
            out = io.BytesIO()
            one.save(out, deterministic_id=True)
            parts.append((out.getvalue(), end - start))
    return parts


def _stretches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while stretch := list(islice(items, size)):
        yield stretch


def _file(recipient: Recipient) -> str:
    name = letter_name(recipient.number, recipient.name).removesuffix(".docx")
    return f"{folder_name(recipient.number)}/{name}.pdf"


def _put(file: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f"{file.name}{_STAGED}")
    staged.write_bytes(content)
    staged.replace(file)


def _list(place: Path, recipients: Iterable[Recipient]) -> None:
    """Writes the list of the PDF files, each with its size and hash."""
    made = ((one.number, _file(one)) for one in recipients)
    rows = ((number, file, *_measured(place / file)) for number, file in made if (place / file).exists())
    with (place / "index.csv").open("w", encoding="utf-8") as out:
        for row in chain([_HEADING], rows):
            out.write(written_rows([row]))


def _measured(file: Path) -> tuple[int, str]:
    content = file.read_bytes()
    return len(content), hashlib.sha256(content).hexdigest()


def _missing(message: str, remedy: str) -> Finding:
    return Finding("ML18", Severity.ERROR, message, Place(), remedy)
