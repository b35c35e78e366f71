"""Notices as functions: which can be given, and one made as a document, or refused with the reason."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backsource_docs import __version__
from backsource_docs.api import build, write_assembly
from backsource_docs.building import Assembly, assemble
from backsource_docs.checks import check_documents
from backsource_docs.dates.diary import counted_by_ours, rows_of
from backsource_docs.dates.entries import Asked
from backsource_docs.drafting.facts import established
from backsource_docs.drafting.made import Made
from backsource_docs.drafting.selecting import select
from backsource_docs.findings import Finding, Place, Severity, in_reading_order
from backsource_docs.notices.asking import asking_of
from backsource_docs.notices.drafting import Setting, made_notice
from backsource_docs.notices.judging import Judge, Judgement
from backsource_docs.notices.kinds import Kind, kinds_of
from backsource_docs.opening import Position, opened
from backsource_docs.parcel import parcel_of
from backsource_docs.planning.terms import AGREEMENT
from backsource_docs.tree import Number
from backsource_docs.wanting import Wishes

__all__ = ["NoticeResult", "Options", "notice", "notices", "notices_data"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run says beyond the deal: the day, a position, the firm's own folders."""

    as_of: datetime.date | None = None
    position: Position | None = None
    library: str | Path | None = None
    templates: str | Path | None = None


@dataclass(frozen=True, slots=True)
class NoticeResult:
    """The notices weighed (none where the deal could not be read), the one made, all findings, the files written."""

    judgements: tuple[Judgement, ...]
    findings: tuple[Finding, ...]
    made: Made | None = field(default=None)
    files: tuple[Path, ...] = ()


def notices(
    deal: str | Path,
    options: Options | None = None,
    *,
    served: datetime.date | None = None,
    method: str | None = None,
) -> NoticeResult:
    """Weighs every kind of notice for a deal: whether it can be given, under which clause, and why not.

    `served` and `method` come before what the deal says. ValueError for a position that does not exist.
    """
    desk, findings = _desk(deal, options or Options())
    if desk is None:
        return NoticeResult((), findings)
    judged = (desk.judged(kind, served, method) for kind in desk.kinds)
    return NoticeResult(tuple(judged), findings)


def notice(
    deal: str | Path,
    kind: str,
    output: str | Path | None = None,
    options: Options | None = None,
    *,
    served: datetime.date | None = None,
    method: str | None = None,
    force: bool = False,
    outgoing: bool = False,
) -> NoticeResult:
    """Makes one notice; with `output` writes it into that folder. What is refused is made with `force` alone.

    `served` and `method` come before what the deal says. ValueError for a position that does not exist; OSError comes
    through only if writing itself fails.
    """
    options = options or Options()
    desk, findings = _desk(deal, options)
    if desk is None:
        return NoticeResult((), findings)
    wanted = next((one for one in desk.kinds if one.id == kind), None)
    if wanted is None:
        return NoticeResult((), in_reading_order([*findings, _unknown(kind, desk.kinds)]))
    if wanted.document:
        return _built(deal, wanted, output, options, outgoing=outgoing)
    judgement = desk.judged(wanted, served, method)
    findings = in_reading_order([*findings, *judgement.refusals])
    if judgement.refused and not force:
        return NoticeResult((judgement,), findings)
    return _made(desk, judgement, findings, Path(output) if output else None, outgoing=outgoing)


@dataclass(frozen=True)
class _Desk:
    """A deal with everything that weighing and drafting its notices needs."""

    setting: Setting
    judge: Judge
    kinds: tuple[Kind, ...]

    def judged(self, kind: Kind, served: datetime.date | None = None, method: str | None = None) -> Judgement:
        """A kind weighed by what the deal says of it and the command line sets."""
        return self.judge.judged(kind, asking_of(self.setting.file, kind.id, self.setting.as_of, served, method))


def _desk(deal: str | Path, options: Options) -> tuple[_Desk | None, tuple[Finding, ...]]:
    """The deal read, its agreement numbered, its days reckoned."""
    places = {"library": options.library, "templates": options.templates}
    ready, findings = opened(deal, position=options.position, as_of=options.as_of, **places)
    if ready is None:
        return None, findings
    file, library, day = ready.file, ready.library, ready.as_of
    agreement = library.recipe(AGREEMENT)
    if agreement is None:
        return None, findings
    holds = established(library.facts, file.deal)
    numbers: dict[str, Number] = {}
    more: Sequence[Finding] = ()
    if file.deal.agreement.status == "new":
        assembly = assemble(file, library, day, Wishes((AGREEMENT,), options.position))
        numbers, more = dict(assembly.made[0].document.numbers), assembly.findings
    rows, found = rows_of(file, library, holds, day, Asked(), numbers, options.position)
    kinds, wrong = kinds_of(library)
    selection, _ = select(agreement, file, library, holds, options.position)
    desk = _Desk(Setting(file, library, holds, day, rows, numbers), Judge(rows, library, selection, holds), kinds)
    strange = (_unknown(one.kind, kinds, file.place(f"notices.{at}.kind")) for at, one in _strange(file.deal, kinds))
    library.memory.keep()
    return desk, in_reading_order([*findings, *more, *found, *wrong, *strange, *counted_by_ours(file)])


def _strange(deal: Any, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, Any]]:
    """The notices of the deal whose kind the library does not have, with their place in the list."""
    known = {kind.id for kind in kinds}
    yield from ((at, one) for at, one in enumerate(deal.notices) if one.kind not in known)


def _unknown(name: str, kinds: tuple[Kind, ...], place: Place | None = None) -> Finding:
    known = [kind.id for kind in kinds]
    close = difflib.get_close_matches(name, known, 1, cutoff=0.5)
    remedy = f"Did you mean {close[0]}?" if close else f"Known are {', '.join(known)}."
    return Finding("NT01", Severity.ERROR, f"There is no notice of the kind {name}.", place or Place(), remedy)


def _built(
    deal: str | Path, kind: Kind, output: str | Path | None, options: Options, *, outgoing: bool
) -> NoticeResult:
    """A notice that is one of the documents of the deal."""
    if output is None:
        return NoticeResult((), ())
    result = build(
        deal,
        output,
        only=kind.document,
        position=options.position,
        as_of=options.as_of,
        outgoing=outgoing,
        library=options.library,
        templates=options.templates,
    )
    return NoticeResult((), result.findings, None, tuple(document.file for document in result.documents))


def _made(
    desk: _Desk, judgement: Judgement, findings: tuple[Finding, ...], folder: Path | None, *, outgoing: bool
) -> NoticeResult:
    """The notice drafted and checked, and written where there is a folder."""
    setting = desk.setting
    made, wrong = made_notice(judgement, setting, outgoing=outgoing)
    checked = check_documents((made,), setting.file, setting.library)
    findings = in_reading_order([*findings, *wrong, *checked])
    refused = outgoing and any(one.severity is Severity.ERROR for one in (*wrong, *checked))
    if folder is None or refused:
        return NoticeResult((judgement,), findings, made)
    assembly = Assembly(setting.file, setting.as_of, setting.library, (made,))
    parcel = parcel_of(assembly, __version__, outgoing=outgoing, progress=lambda step: None)
    written, more = write_assembly(assembly, parcel, folder, outgoing=outgoing, keep=True)
    files = tuple(document.file for document in written)
    return NoticeResult((judgement,), in_reading_order([*findings, *more]), made, files)


def notices_data(result: NoticeResult) -> list[dict[str, Any]]:
    """The notices as plain data: kind, title, whether it can be given, clause, days in ISO form, reasons against it."""
    return [
        {
            "kind": one.kind.id,
            "title": one.kind.title,
            "can_be_given": not one.refused,
            "agreement": one.place,
            "clause": one.kind.clause,
            "sent": one.asking.served.isoformat(),
            "received": one.received.isoformat() if one.received else None,
            "effective": one.effective.isoformat() if one.effective else None,
            "earliest": one.earliest.isoformat() if one.earliest else None,
            "derivation": one.derivation or None,
            "reasons": [{"code": reason.code, "message": reason.message} for reason in one.refusals],
        }
        for one in result.judgements
    ]
