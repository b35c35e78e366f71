"""The toolkit as functions: read a deal, check it, build its documents. Files and the clock are touched here."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from backsource_docs import __version__
from backsource_docs.building import MATRIX, Assembly, assemble
from backsource_docs.checks import check_documents, refusals_of_final
from backsource_docs.dates.entries import Asked
from backsource_docs.deal.reading import DealFile, Inspection
from backsource_docs.drafting.choices import wrong_choices
from backsource_docs.drafting.made import Made
from backsource_docs.findings import Finding, Severity, in_reading_order
from backsource_docs.library.store import Library
from backsource_docs.opening import (
    Position,
    checked_position,
    inspected_file,
    open_library,
    requirement_files,
    today,
)
from backsource_docs.outputs import MANIFEST, TOOL, former_manifest, obstacles, safe_name, write_folder
from backsource_docs.parcel import Parcel, Writer
from backsource_docs.wanting import Wishes, unknown_documents

if TYPE_CHECKING:
    from backsource_docs.coverage.rows import Coverage
    from backsource_docs.planning.baseline import Baseline
    from backsource_docs.planning.forecasting import Actual

__all__ = [
    "BuildResult",
    "BuiltDocument",
    "CheckResult",
    "CoverageResult",
    "build",
    "check",
    "coverage",
    "files_of",
    "write_assembly",
]

Progress = Callable[[str], None]


class BuiltDocument(Struct, frozen=True):
    """One written document: its id, title and file, its size in bytes, its clauses and open blanks."""

    id: str
    title: str
    file: Path
    size: int
    clauses: int
    blanks: int


class BuildResult(Struct, frozen=True):
    """What a build made: the folder and its documents, none where nothing was written, and all findings."""

    folder: Path
    documents: tuple[BuiltDocument, ...]
    findings: tuple[Finding, ...]


class CoverageResult(Struct, frozen=True):
    """What the documents of a deal cover (None where it could not be read), all findings, the files written."""

    coverage: Coverage | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


class CheckResult(Struct, frozen=True):
    """What a check found, and the assembly it looked at (None where the deal could not be read)."""

    findings: tuple[Finding, ...]
    assembly: Assembly | None = None


def check(
    deal: str | Path,
    *,
    only: str | Sequence[str] = (),
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    outgoing: bool = False,
) -> CheckResult:
    """Reads the deal, drafts all its documents and reports everything worth a look; writes nothing.

    ValueError for a position that does not exist. `outgoing` leaves out what is not for the other side.
    """
    drafted = _drafted(deal, Wishes(_names(only), position, outgoing), as_of, library, templates)
    if drafted.assembly is None:
        return drafted
    found = _found(drafted.assembly)
    return CheckResult(in_reading_order([*drafted.findings, *found]), drafted.assembly)


def _drafted(
    deal: str | Path,
    wishes: Wishes,
    as_of: datetime.date | None,
    library: str | Path | None,
    templates: str | Path | None,
    requirements: Sequence[str | Path] = (),
    ready: Callable[[Assembly], None] = lambda assembly: None,
) -> CheckResult:
    """The documents drafted and numbered, with what was found on the way, but not yet checked."""
    checked_position(wishes.position)
    inspection = inspected_file(deal)
    file, findings = inspection.file, inspection.findings
    if file is None:
        return CheckResult(findings)
    shelves, missing = open_library(file, library, templates)
    if shelves is None or not inspection.sound:
        further = _unknown_names(inspection, file, shelves, wishes.only) if shelves else missing
        return CheckResult(in_reading_order([*findings, *further]))
    day = as_of or file.deal.as_of or today()
    own, unfound = requirement_files(requirements)
    shelves = replace(shelves, own_requirements=own)
    assembly = assemble(file, shelves, day, wishes, ready)
    shelves.memory.keep()
    return CheckResult(in_reading_order([*findings, *unfound, *assembly.findings]), assembly)


def coverage(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    position: Position | None = None,
    as_of: datetime.date | None = None,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    requirements: Sequence[str | Path] = (),
) -> CoverageResult:
    """Holds the documents of a deal against the requirements; with `output` writes the matrix for Word and Excel there.

    `requirements` are files or folders of the user's own that join in. ValueError for a position that does not exist.
    """
    from backsource_docs.proof import matrix_alone, matrix_parcel, proof_of

    wishes = Wishes((), position, also=(MATRIX,) if output else ())
    drafted = _drafted(deal, wishes, as_of, library, templates, requirements)
    if drafted.assembly is None:
        return CoverageResult(None, drafted.findings)
    assembly, proof = drafted.assembly, proof_of(drafted.assembly)
    findings = in_reading_order([*drafted.findings, *assembly.library.findings])
    if not output:
        return CoverageResult(proof, findings)
    parcel = matrix_parcel(assembly, proof, __version__)
    written, more = write_assembly(matrix_alone(assembly), parcel, Path(output), outgoing=False, keep=True)
    names = sorted(name for name in parcel.contents if name.startswith(MATRIX)) if written else []
    return CoverageResult(proof, in_reading_order([*findings, *more]), tuple(Path(output) / name for name in names))


def _found(assembly: Assembly, *, final: bool = False) -> tuple[Finding, ...]:
    found = check_documents(assembly.made, assembly.file, assembly.library)
    assembly.library.memory.keep()
    return (*found, *refusals_of_final(assembly.made, assembly.file, assembly.library)) if final else found


def _unknown_names(
    inspection: Inspection, file: DealFile, library: Library, only: tuple[str, ...]
) -> Iterator[Finding]:
    """Names that the library lacks in a deal with mistakes, so that one run shows them all."""
    wrong = {file.source.place(path) for path in inspection.wrong}
    for finding in (*unknown_documents(file, library, only), *wrong_choices(file, library)):
        if finding.place not in wrong:
            yield finding


def _names(only: str | Sequence[str]) -> tuple[str, ...]:
    return (only,) if isinstance(only, str) else tuple(only)


def build(
    deal: str | Path,
    output: str | Path | None = None,
    *,
    only: str | Sequence[str] = (),
    position: Position | None = None,
    as_of: datetime.date | None = None,
    outgoing: bool = False,
    final: bool = False,
    library: str | Path | None = None,
    templates: str | Path | None = None,
    asked: Asked | None = None,
    actuals: Sequence[Actual] = (),
    baseline: Baseline | None = None,
    exports: Mapping[str, bytes] | None = None,
    progress: Progress = lambda step: None,
) -> BuildResult:
    """Builds the documents of a deal into a folder, whole or not at all.

    `outgoing` makes the clean copies for the other side, and none while there are errors; `final` refuses blanks and
    unapproved clauses. Without `output` the folder is out/ and the name of the deal, with -outgoing for clean
    copies. `asked` is a wished day that the schedule of key dates answers, `actuals` what was reported as done and
    `baseline` the plan that it is held against, `exports` are files written with the documents, by name. ValueError
    for a position that does not exist; OSError comes through only if writing itself fails.
    """
    progress("reading and drafting")
    wishes = Wishes(_names(only), position, outgoing, asked=asked or Asked(), actuals=tuple(actuals), baseline=baseline)
    with Writer(__version__, outgoing=outgoing) as writer:
        drafted = _drafted(deal, wishes, as_of, library, templates, ready=writer.take)
        assembly = drafted.assembly
        if assembly is None:
            return BuildResult(Path(output or "out"), (), drafted.findings)
        progress("checking")
        findings = [*drafted.findings, *_found(assembly, final=final)]
        progress("writing")
        parcel = writer.parcel()
    for name, content in (exports or {}).items():
        parcel = parcel.with_file(name, content, name.replace(".", "-"))
    usual = safe_name(assembly.file.deal.name) + "-outgoing" * outgoing
    folder = Path(output) if output else Path("out") / usual
    refused = outgoing and any(finding.severity is Severity.ERROR for finding in findings)
    refused = refused or any(finding.code.startswith(("BU01", "FI")) for finding in findings)
    if refused or not assembly.made:
        return BuildResult(folder, (), in_reading_order(findings))
    written, more = write_assembly(assembly, parcel, folder, outgoing=outgoing, keep=bool(only))
    return BuildResult(folder, written, in_reading_order([*findings, *more]))


def files_of(result: BuildResult, *exports: str) -> tuple[Path, ...]:
    """The files that a build wrote, documents first; none where it wrote none."""
    documents = tuple(document.file for document in result.documents)
    return (*documents, *(result.folder / name for name in exports)) if documents else ()


def write_assembly(
    assembly: Assembly,
    parcel: Parcel,
    folder: Path,
    *,
    outgoing: bool,
    keep: bool,
) -> tuple[tuple[BuiltDocument, ...], tuple[Finding, ...]]:
    """The files of an assembly into a folder, whole or not at all; `keep` leaves other documents of ours in place."""
    contents = parcel.contents
    if keep:
        _keep_others(folder, contents, parcel.entries)
    contents[MANIFEST] = _manifest(assembly, parcel.entries)
    findings = [*parcel.findings, *obstacles(folder, contents, outgoing=outgoing)]
    if any(finding.severity is Severity.ERROR for finding in findings):
        return (), tuple(findings)
    write_folder(folder, contents)
    return tuple(_built(made, folder, parcel) for made in assembly.made), tuple(findings)


def _keep_others(folder: Path, contents: dict[str, bytes], entries: list[dict[str, Any]]) -> None:
    """A build of some documents leaves the others of the former build in place."""
    former = former_manifest(folder) or {}
    for entry in former.get("documents", []):
        path = folder / str(entry.get("file"))
        if path.name not in contents and path.is_file():
            contents[path.name] = path.read_bytes()
            entries.append(entry)


def _manifest(assembly: Assembly, entries: list[dict[str, Any]]) -> bytes:
    ordered = sorted(entries, key=lambda entry: str(entry["file"]))
    manifest = {
        "format": 1,
        "tool": {"name": TOOL, "version": __version__},
        "deal": assembly.file.deal.name,
        "as_of": assembly.as_of.isoformat(),
        "documents": ordered,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


def _built(made: Made, folder: Path, parcel: Parcel) -> BuiltDocument:
    draft, clauses = made.document.draft, len(made.selection.picks)
    name = f"{draft.id}.docx"
    return BuiltDocument(draft.id, draft.title, folder / name, len(parcel.contents[name]), clauses, parcel.blanks[name])
