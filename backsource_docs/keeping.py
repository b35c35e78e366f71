"""What a lawyer does to the library itself: approve texts, renew what they were written for, print them as a book."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from backsource_docs.drafting.book import library_book
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import Selection
from backsource_docs.findings import Finding
from backsource_docs.library.approving import approval_of, laid_file, with_approval, with_based_on
from backsource_docs.library.clause import Clause
from backsource_docs.library.recipes import Recipe
from backsource_docs.library.store import Library
from backsource_docs.opening import today
from backsource_docs.packing import packed

__all__ = ["Kept", "approve", "export", "rebase"]


class Kept(Struct, frozen=True):
    """What was written of one clause: the fingerprint now recorded, the one that stood there, and the file."""

    id: str
    title: str
    version: int
    fingerprint: str
    file: Path
    former: str = ""


def approve(
    library: Library, names: Sequence[str], by: str, day: datetime.date | None = None, folder: Path | None = None
) -> tuple[Kept, ...]:
    """Writes the approval of each text into its file; with a firm's `folder` into a file there, made if need be.

    `day` is today if it is not given. ValueError for an id that the library lacks; OSError if writing fails.
    """
    on = day or today()
    clauses = _all(library, names)
    written = [_target(library, clause, folder) for clause in clauses]
    for clause, (path, content) in zip(clauses, written, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(with_approval(content, approval_of(clause, by, on)))
    return tuple(
        Kept(clause.id, clause.matter.title, clause.version, clause.fingerprint, path)
        for clause, (path, _) in zip(clauses, written, strict=True)
    )


def rebase(library: Library, names: Sequence[str]) -> tuple[Kept, ...]:
    """Writes into each file that lies over a text of ours the fingerprint that this text has now.

    ValueError for an id that the library lacks or that lies over nothing; OSError if writing fails.
    """
    kept = []
    for clause in _all(library, names):
        base = library.beneath(clause.id)
        if base is None:
            raise ValueError(f"{clause.id} lies over nothing")
        path = Path(library.files[clause.id])
        path.write_bytes(with_based_on(path.read_bytes(), base))
        title, former = clause.matter.title, clause.matter.based_on
        kept.append(Kept(clause.id, title, base.version, base.fingerprint, path, former))
    return tuple(kept)


def export(library: Library, day: datetime.date | None = None) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The whole library as a Word file, or None with what is wrong; `day` is today if it is not given."""
    document = library_book(library, day or today())
    recipe = Recipe(id=document.draft.id, title=document.draft.title, kind="plan", style="plan", parts=())
    book = packed(Made(document, Selection(recipe, {}, {})), library, None, outgoing=False)
    return book.content, book.findings


def _all(library: Library, names: Iterable[str]) -> list[Clause]:
    """The clauses of the ids, once each; ValueError for the first that cannot be read."""
    found = {name: library.clause(name) for name in names}
    missing = [name for name, clause in found.items() if clause is None]
    if missing:
        raise ValueError(f"there is no clause {missing[0]}")
    return [clause for clause in found.values() if clause]


def _target(library: Library, clause: Clause, folder: Path | None) -> tuple[Path, bytes]:
    """The file that records an approval, and its content so far."""
    path = Path(library.files[clause.id])
    if folder is None or path.is_relative_to(folder):
        return path, path.read_bytes()
    return laid_file(clause, library, folder)
