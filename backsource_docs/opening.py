"""A deal file and the library as they lie on the disk; what cannot be opened is a finding."""

from __future__ import annotations

import datetime
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from backsource_docs.deal.reading import DealFile, Inspection, inspected
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.library.clause import POSITIONS
from backsource_docs.library.folders import shipped
from backsource_docs.library.store import Library
from backsource_docs.memory import Memory, memory_file

__all__ = [
    "Opened",
    "Position",
    "checked_position",
    "inspected_file",
    "open_deal",
    "open_library",
    "opened",
    "requirement_files",
    "today",
]

Position = Literal["customer", "balanced", "supplier"]
MAXIMUM_DEAL_BYTES = 10_000_000


class Opened(Struct, frozen=True):
    """A deal without mistakes, the library for it, and the day on which it is looked at."""

    file: DealFile
    library: Library
    as_of: datetime.date


def opened(
    deal: str | Path,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
) -> tuple[Opened | None, tuple[Finding, ...]]:
    """Opens the deal and the library; None where one of them cannot be read. ValueError for an unknown position."""
    checked_position(position)
    file, findings = open_deal(deal)
    if file is None:
        return None, findings
    shelves, missing = open_library(file, library, templates)
    if shelves is None:
        return None, in_reading_order([*findings, *missing])
    return Opened(file, shelves, as_of or file.deal.as_of or today()), findings


def checked_position(position: str | None) -> None:
    """ValueError for a position that does not exist."""
    if position is not None and position not in POSITIONS:
        raise ValueError(f"{position!r} is no position, write one of {', '.join(POSITIONS)}")


def today() -> datetime.date:
    """The day by the clock of this machine."""
    return datetime.datetime.now().astimezone().date()


def open_deal(path: str | Path) -> tuple[DealFile | None, tuple[Finding, ...]]:
    """Reads a deal file from disk; a missing file, a folder or an unreadable one is a finding."""
    inspection = inspected_file(path)
    return inspection.file if inspection.sound else None, inspection.findings


def inspected_file(path: str | Path) -> Inspection:
    """The deal file as far as it can be read; what is no file (a folder, a pipe, a device) is not even opened."""
    shown = str(path)
    try:
        kind = Path(path).stat().st_mode
        if stat.S_ISDIR(kind):
            return _unreadable(f"{shown} is a folder.", shown, "Name the deal file in it.")
        if not stat.S_ISREG(kind):
            return _unreadable(f"{shown} is a pipe or a device, not a file.", shown, "Save the deal in a file.")
        with Path(path).open("rb") as file:
            content = file.read(MAXIMUM_DEAL_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _unreadable(f"{shown} cannot be read: {reason}.", shown, "Check the path of the deal file.")
    return inspected(content, shown)


def _unreadable(message: str, file: str, remedy: str) -> Inspection:
    return Inspection(None, (Finding("DL00", Severity.ERROR, message, Place(file), remedy),))


def open_library(
    file: DealFile | None = None, library: str | Path | None = None, templates: str | Path | None = None
) -> tuple[Library | None, tuple[Finding, ...]]:
    """The library that comes with the toolkit, with the firm's own folders laid over it.

    The firm's folders come from the arguments, else from the deal's `style`, there relative to the deal file.
    """
    own = {"clause_library": library, "templates": templates}
    missing = []
    for name, key in (("clause_library", "library"), ("templates", "templates")):
        stated = getattr(file.deal.style, key) if file else None
        asked, place = f"--{key}", Place()
        if file and stated and not own[name]:
            own[name] = Path(file.source.place(()).file).parent / stated
            asked, place = f"style.{key}", file.place(f"style.{key}")
        if (folder := own[name]) and not Path(folder).is_dir():
            missing.append(_no_folder(asked, Path(folder), place))
    if missing:
        return None, tuple(missing)
    folders = {name: (shipped(name), *((Path(folder),) if folder else ())) for name, folder in own.items()}
    return Library(folders["clause_library"], folders["templates"], memory=Memory(memory_file())), ()


def requirement_files(paths: Iterable[str | Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """The files that the paths name, for a folder its YAML files; a finding for each path that is missing."""
    files: list[Path] = []
    findings: list[Finding] = []
    for path in map(Path, paths):
        files += sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
        if not path.exists():
            message = f"--requirements: {path} does not exist."
            findings.append(Finding("LB22", Severity.ERROR, message, Place(), "Name a YAML file or a folder of them."))
    return tuple(files), tuple(findings)


def _no_folder(asked: str, folder: Path, place: Place) -> Finding:
    what = "is a file, not a folder" if folder.exists() else "does not exist"
    remedy = "Write the path of the firm's own folder"
    remedy += ", as seen from the folder of the deal file." if place.file else "."
    return Finding("LB00", Severity.ERROR, f"{asked}: the folder {folder} {what}.", place, remedy)
